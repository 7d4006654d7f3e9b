"""Reads of department tables: what is known of a person fills them, what is not is asked."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from minsheng.foundation import keys, rights, worktime
from minsheng.foundation import queries as ground
from minsheng.registry.models import FactKind, FormTemplate, KnownFact, Person
from minsheng.registry.queries.consents import purposes_of
from minsheng.registry.queries.organisations import visible_organisations
from minsheng.registry.queries.people import identity_of, memberships_of, phone_of, proxies_in_force, seen_person
from minsheng.registry.rules import filling as rules

COMPOSE = "registry.compose_forms"


def fact_place(person_id: uuid.UUID, kind: str) -> str:
    """The place to which a sealed answer is bound."""
    return f"registry_knownfact.sealed.{person_id}.{kind}"


def fact_kinds(codes: Sequence[str]) -> list[FactKind]:
    """Those of these kinds that may be asked now, in this order. One query."""
    found = _asked().in_bulk(list(codes))
    return [found[code] for code in codes if code in found]


@dataclass(frozen=True)
class FactShown:
    """What a person once answered."""

    kind: FactKind
    value: str
    told_at: datetime
    valid_to: date


def facts_known(person: Person, at: datetime) -> list[FactShown]:
    """What a person (and records joined to him) answered and what still holds, by the kind's name. One query."""
    his = Q(person=person) | Q(person__answered_by=person)
    rows = KnownFact.objects.filter(his, valid_to__gte=worktime.local_date(at)).select_related("kind")
    newest = {row.kind_id: row for row in rows.order_by("told_at")}
    shown = [
        FactShown(
            row.kind,
            keys.ring().open(bytes(row.sealed), fact_place(row.person_id, row.kind_id)),
            row.told_at,
            row.valid_to,
        )
        for row in newest.values()
    ]
    return sorted(shown, key=lambda one: one.kind.name)


def saying(people: QuerySet[Person], kind: str, value: str, at: datetime) -> list[uuid.UUID]:
    """Which of these people have answered this to a kind of fact, and it still holds. The answers are sealed, so
    they are opened here, one by one; the newest of joined records counts. One query.
    """
    known = KnownFact.objects.filter(kind=kind, valid_to__gte=worktime.local_date(at))
    known = known.filter(Q(person__in=people.values("pk")) | Q(person__answered_by__in=people.values("pk")))
    newest: dict[uuid.UUID, str] = {}
    for person, answering, sealed in known.order_by("told_at").values_list("person", "person__answered_by", "sealed"):
        newest[answering or person] = keys.ring().open(bytes(sealed), fact_place(person, kind))
    return [person for person, told in newest.items() if told == value]


@dataclass(frozen=True)
class Filled:
    """A table for one person: its lines with their values, and the kinds that must still be asked."""

    template: FormTemplate
    person: Person
    lines: tuple[tuple[str, str], ...]
    missing: tuple[FactKind, ...]
    refused: str
    """Why it may not be filled in, in the words for the person; "" where it may."""
    is_near: bool = True
    """Is it a table of an organisation whose area he lives in, or that he belongs to?"""

    @property
    def items(self) -> list[str]:
        """What of the person is shown, for the log of readings."""
        bound = {field.fact for field in rules.fields_of(self.template.fields)}
        return ["print", *sorted(bound & rules.SENSITIVE)]


def _standing() -> QuerySet[FormTemplate]:
    return FormTemplate.objects.select_related("organisation", "purpose").filter(state=FormTemplate.State.STANDING)


def _asked() -> QuerySet[FactKind]:
    return FactKind.objects.filter(state=FactKind.State.STANDING)


def bindings() -> Mapping[str, str]:
    """What a table may show: what the register says of a person, and what anybody may be asked. One query."""
    return {**rules.REGISTERED, **dict(_asked().order_by("name").values_list("code", "name"))}


def fact_labels() -> Mapping[str, str]:
    """What tables show or have shown, in words: also what is not asked yet, or no more. One query."""
    return {**rules.REGISTERED, **dict(FactKind.objects.values_list("code", "name"))}


def visible_questions(actor: rights.Actor) -> QuerySet[FactKind]:
    """What people are asked, in whatever state: everybody's, and those of the organisations that an actor sees."""
    seen = visible_organisations(actor).values("pk")
    found = FactKind.objects.filter(Q(organisation=None) | Q(organisation__in=seen))
    return found.select_related("organisation").order_by("name", "code")


def seen_question(code: str, actor: rights.Actor) -> FactKind:
    """One question. Raises `Unseen` where it does not exist for the actor."""
    found = visible_questions(actor).filter(pk=code).first()
    if found is None:
        raise rights.Unseen("没有这一项，或不在您的服务范围。")
    return found


def tables_with(code: str, actor: rights.Actor) -> list[str]:
    """The names of the tables in use that show this fact, of those that the actor sees. One query."""
    return [one.name for one in visible_forms(actor).filter(state="standing", fields__contains=[{"fact": code}])]


def visible_forms(actor: rights.Actor) -> QuerySet[FormTemplate]:
    """The tables, in whatever state, of the organisations that an actor sees."""
    seen = visible_organisations(actor).values("pk")
    found = FormTemplate.objects.filter(organisation__in=seen).select_related("organisation", "purpose")
    return found.order_by("name", "code")


def seen_form(code: str, actor: rights.Actor) -> FormTemplate:
    """One table. Raises `Unseen` where it does not exist for the actor."""
    found = visible_forms(actor).filter(pk=code).first()
    if found is None:
        raise rights.Unseen("没有这张表，或不在您的服务范围。")
    return found


def form_lines(fields: Sequence[Mapping[str, str]], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """The lines of a table, each with where its content comes from, in words ("" for one that is written by hand)."""
    return [(one.label, labels.get(one.fact, one.fact)) for one in rules.fields_of(fields)]


def is_form_sensitive(one: FormTemplate) -> bool:
    """Must another person say yes to this table?"""
    return rules.is_sensitive(rules.fields_of(one.fields), is_purpose_sensitive=one.purpose.is_sensitive)


def forms_for(person_id: uuid.UUID, actor: rights.Actor, at: datetime) -> list[Filled]:
    """Every table with what is still to be asked of this person, those of organisations near him first.

    The values are left out. Raises `Unseen`.
    """
    person = seen_person(person_id, actor)
    known = dict.fromkeys(_known(person, at), "")
    found = _standing().order_by("name", "code")
    uses = {one.purpose.pk: "" if one.may_use else one.why for one in purposes_of(person.pk, at)}
    own = {one.organisation_id for one in memberships_of(person.pk, worktime.local_date(at)) if one.is_present}
    rows = []
    for template in found:
        is_near = person.area_id.startswith(template.organisation.area_id) or template.organisation_id in own
        rows.append(replace(_filled(template, person, known, {}, uses), is_near=is_near))
    return sorted(rows, key=lambda row: not row.is_near)


def _known(person: Person, at: datetime) -> dict[str, str]:
    """What he answered to what may still be asked, by kind."""
    return {one.kind.pk: one.value for one in facts_known(person, at) if one.kind.state == FactKind.State.STANDING}


def form_filled(code: str, person_id: uuid.UUID, actor: rights.Actor, at: datetime) -> Filled:
    """One table, filled with all that is known. Raises `Unseen`; the page that shows it logs the reading."""
    person = seen_person(person_id, actor)
    template = _standing().filter(pk=code).first()
    if template is None:
        raise rights.Unseen("没有这张表。")
    known = _known(person, at)
    uses = {one.purpose.pk: "" if one.may_use else one.why for one in purposes_of(person.pk, at)}
    values = registered_facts(person, actor, at) if not uses[template.purpose_id] else {}
    return _filled(template, person, known, values, uses)


def _filled(
    template: FormTemplate,
    person: Person,
    known: Mapping[str, str],
    values: Mapping[str, str],
    uses: Mapping[str, str],
) -> Filled:
    fields = rules.fields_of(template.fields)
    refused = uses[template.purpose_id]
    lines = () if refused else tuple((one.label, values.get(one.fact) or known.get(one.fact, "")) for one in fields)
    missing = fact_kinds(rules.to_ask(fields, known)) if not refused else []
    return Filled(template, person, lines, tuple(missing), refused)


def registered_facts(person: Person, actor: rights.Actor, at: datetime) -> Mapping[str, str]:
    """What the register and the moment say of a person, as text; "无" where there is none of it."""
    on = worktime.local_date(at)
    names = ground.division_names([person.area_id[:6], person.area_id[:9], person.area_id])
    residence = person.household.residence if person.household else None
    door = f"{residence.name} {person.household.address}" if residence and person.household else ""
    proxies = proxies_in_force(on).filter(principal=person).select_related("agent")
    kin = person.kin.select_related("kin").order_by("relation", "kin__spelling")
    held = memberships_of(person.pk, on)
    return {
        "name": person.name,
        "birth_year": str(person.birth_year or "无"),
        "age": str(on.year - person.birth_year) if person.birth_year else "无",
        "banner": names.get(person.area_id[:6], "无"),
        "township": names.get(person.area_id[:9], "无"),
        "area": names.get(person.area_id, "无"),
        "address": door or person.address or "无",
        "phone": phone_of(person) or "无",
        "identity": identity_of(person) or "无",
        "language": person.get_language_display() or "无",
        "residence": residence.get_kind_display() if residence else "无",
        "organisations": "、".join(dict.fromkeys(one.organisation for one in held if one.is_present)) or "无",
        "kin": "、".join(f"{one.kin.name}（{one.get_relation_display()}）" for one in kin) or "无",
        "proxy": "、".join(dict.fromkeys(one.agent.name for one in proxies)) or "无",
        "today": f"{on:%Y-%m-%d}",
        "filler": actor.name,
    }
