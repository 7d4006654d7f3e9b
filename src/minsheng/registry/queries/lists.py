"""Reads of derived lists: who is on one now, and why a person is on it or not. Nothing is kept, all follows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from minsheng.foundation import queries as ground
from minsheng.foundation import rights, worktime
from minsheng.foundation.sentences import Sentence, quoted, say
from minsheng.registry.models import Declared, DerivedList, Membership, Person, ProgrammeLabel, Purpose
from minsheng.registry.queries import door, paging
from minsheng.registry.queries.consents import purposes_of
from minsheng.registry.queries.filling import saying
from minsheng.registry.queries.people import seen_person
from minsheng.registry.queries.programmes import labelled
from minsheng.registry.rules import listing as rules
from minsheng.registry.rules.labels import ORGANISATION

MOST = 500
SAMPLE = 10
DECLARE = "registry.declare_lists"


def visible_lists(actor: rights.Actor) -> QuerySet[DerivedList]:
    """The lists that exist for an actor: those of his areas and those that reach into them."""
    areas = actor.areas("registry.read_person")
    around = {code[:length] for code in areas for length in (6, 9, 12)}
    found = DerivedList.objects.filter(rights.inside("area_id", areas) | Q(area__in=around))
    return found.select_related("area", "purpose", "owner").order_by("name", "code")


def seen_list(code: str, actor: rights.Actor) -> DerivedList:
    """One list. Raises `Unseen` where it does not exist for the actor."""
    found = visible_lists(actor).filter(pk=code).first()
    if found is None:
        raise rights.Unseen("没有这份名单，或不在您的服务范围。")
    return found


def list_by_code(code: str) -> DerivedList:
    """A list as the preset names it. Raises `DerivedList.DoesNotExist`."""
    return DerivedList.objects.select_related("purpose").get(pk=code)


def may_be_refused(purpose: Purpose) -> bool:
    """Can a person say no to this purpose?"""
    return purpose.basis != Purpose.Basis.DUTY


def people_on(one: DerivedList, actor: rights.Actor, at: datetime) -> QuerySet[Person]:
    """Who is on a list at a moment, of the people whom the actor may read: nobody once it has expired.

    The rule, the consent and the rights are read in the same statement as the people.
    """
    on = worktime.local_date(at)
    found = door.people_for(one.purpose, actor, at).filter(rights.inside("area_id", [one.area_id]))
    rule = rules.Rule.read(one.rule)
    if not is_list_standing(one, at):
        return found.none()
    found = found.filter(_holds(rule, on))
    return found.filter(pk__in=saying(found, rules.LIVES_ALONE, rules.YES, at)) if rule.lives_alone else found


def is_list_standing(one: DerivedList, at: datetime) -> bool:
    """Does a list list anybody at this moment: decided where it must be, not ended, not expired?"""
    return one.state == DerivedList.State.STANDING and worktime.local_date(at) <= one.expires_on


def is_list_sensitive(one: DerivedList) -> bool:
    """Must another person say yes to this list?"""
    return rules.is_sensitive(rules.Rule.read(one.rule), is_purpose_sensitive=one.purpose.is_sensitive)


def _holds(rule: rules.Rule, on: date) -> Q:
    """`rules.is_on` as a condition on people."""
    found = Q()
    if rule.age_from is not None:
        found &= Q(birth_year__lte=rules.earliest_year(rule.age_from, on))
    if rule.age_to is not None:
        found &= Q(birth_year__gte=rules.earliest_year(rule.age_to, on))
    if rule.languages:
        found &= Q(language__in=rule.languages)
    if rule.residences:
        found &= Q(household__residence__kind__in=rule.residences)
    if rule.organisations or rule.roles:
        held = Membership.objects.filter(person=OuterRef("pk"), valid_from__lte=on).exclude(valid_to__lt=on)
        held = held.filter(organisation__code__in=rule.organisations) if rule.organisations else held
        held = held.filter(role__in=rule.roles) if rule.roles else held
        found &= Q(Exists(held))
    if rule.programmes:
        held = Membership.objects.filter(person=OuterRef("pk"), valid_from__lte=on).exclude(valid_to__lt=on)
        found &= Q(Exists(held.filter(organisation__in=labelled(ORGANISATION, rule.programmes))))
    return found


@dataclass(frozen=True)
class ListedRow:
    """A person as a list shows him."""

    id: uuid.UUID
    name: str
    birth_year: int | None
    area: str
    area_name: str
    address: str


def listed(one: DerivedList, actor: rights.Actor, at: datetime, *, after: str = "") -> paging.Page[ListedRow]:
    """A page of who is on a list, by pinyin. The page that shows it logs the reading."""
    page = paging.by_pinyin(people_on(one, actor, at), after, MOST)
    names = ground.division_names([person.area_id for person in page])
    rows = tuple(
        ListedRow(row.pk, row.name, row.birth_year, row.area_id, names.get(row.area_id, ""), row.address)
        for row in page
    )
    return paging.Page(rows, page.next)


def rule_words(one: DerivedList) -> tuple[Sentence, ...]:
    """The rule in words, one condition a line."""
    nobody = rules.Traits(None, "", "", frozenset())
    return tuple(ground.words for ground in rules.grounds(rules.Rule.read(one.rule), nobody, one.expires_on))


@dataclass(frozen=True)
class Standing:
    """Whether a person is on a list, with every ground for and against it."""

    list: DerivedList
    is_on: bool
    grounds: tuple[rules.Ground, ...]


def standings(person_id: uuid.UUID, actor: rights.Actor, at: datetime) -> tuple[Standing, ...]:
    """Why a person is on each list or not: area, rule, his own word, the list's end. Raises `Unseen`."""
    person = seen_person(person_id, actor)
    traits, on = traits_of(person, at), worktime.local_date(at)
    uses = {one.purpose.pk: one for one in purposes_of(person.pk, at)}
    found = []
    for one in visible_lists(actor).filter(state=DerivedList.State.STANDING):
        use = uses[one.purpose_id]
        grounds = (
            rules.Ground(say("在名单的地区：{area}", area=one.area.name), person.area_id.startswith(one.area_id)),
            *rules.grounds(rules.Rule.read(one.rule), traits, on),
            rules.Ground(quoted(f"{one.purpose.name}：{use.why}"), use.may_use),
            rules.Ground(say("名单还没有到期（到 {on}）", on=one.expires_on.isoformat()), on <= one.expires_on),
            rules.Ground(say("没有去世或迁出"), not person.left),
        )
        found.append(Standing(one, all(ground.holds for ground in grounds), grounds))
    return tuple(found)


def traits_of(person: Person, at: datetime) -> rules.Traits:
    """What rules look at in a person. Four queries."""
    on = worktime.local_date(at)
    held = Membership.objects.filter(person=person, valid_from__lte=on).exclude(valid_to__lt=on)
    residence = person.household.residence if person.household else None
    return rules.Traits(
        person.birth_year,
        person.language,
        residence.kind if residence else "",
        frozenset(held.values_list("organisation__code", "role")),
        programmes=frozenset(
            ProgrammeLabel.objects.filter(kind=ORGANISATION, about__in=held.values("organisation")).values_list(
                "programme_id", flat=True
            )
        ),
        lives_alone=bool(saying(Person.objects.filter(pk=person.pk), rules.LIVES_ALONE, rules.YES, at)),
    )


def lists_by_size(actor: rights.Actor, at: datetime) -> list[tuple[DerivedList, int]]:
    """The actor's lists that stand or wait with how many people are on each now. One query for each list."""
    gone = [DerivedList.State.ENDED, DerivedList.State.REFUSED]
    return [(one, people_on(one, actor, at).count()) for one in visible_lists(actor).exclude(state__in=gone)]


def lists_gone(actor: rights.Actor, most: int = 20) -> list[DerivedList]:
    """The actor's lists that were ended or not approved, the newest first. One query."""
    gone = [DerivedList.State.ENDED, DerivedList.State.REFUSED]
    return list(visible_lists(actor).filter(state__in=gone).order_by("-declared_at", "code")[:most])


def names_of(one: Declared) -> tuple[str, ...]:
    """Who declared, decided and ended a list or a table ("" where nobody has). One query."""
    keys_of = (one.declared_by, one.decided_by, one.ended_by)
    names = ground.account_names(keys_of)
    return tuple(names.get(key, "") if key else "" for key in keys_of)


@dataclass(frozen=True)
class Preview:
    """What a list that is not declared yet would hold now."""

    rule: tuple[Sentence, ...]
    count: int
    sample: tuple[ListedRow, ...]
    is_sensitive: bool

    @property
    def is_few(self) -> bool:
        """Is the number of a sensitive list so small that it would say who they are?"""
        return self.is_sensitive and 0 < self.count < rules.FEWEST


def list_preview(one: DerivedList, actor: rights.Actor, at: datetime) -> Preview:
    """How many of the people whom the actor may read such a list would hold, and a few of them.

    Of a sensitive one nobody is named before another person has said yes. The page that shows it logs the reading.
    """
    rows = () if is_list_sensitive(one) else listed(one, actor, at).rows[:SAMPLE]
    return Preview(rule_words(one), people_on(one, actor, at).count(), tuple(rows), is_list_sensitive(one))


def list_to_decide(one: DerivedList, actor: rights.Actor, at: datetime) -> Preview:
    """What a list that waits would hold if it stood."""
    return list_preview(unkept_list(one.area_id, one.purpose, one.rule, one.expires_on), actor, at)


def unkept_list(area: str, purpose: Purpose, rule: Mapping[str, object], expires_on: date) -> DerivedList:
    """A list as it would stand, to be looked at; it is not kept."""
    return DerivedList(area_id=area, purpose=purpose, rule=dict(rule), expires_on=expires_on)
