"""Which membership a row of a sheet is about: person by number, organisation by code or name; and the export of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from minsheng.foundation import rights, sheets
from minsheng.foundation.sentences import Sentence, say
from minsheng.registry.models import Membership, Organisation, Person, Sharing
from minsheng.registry.queries.matching import KnownPeople, Planned, wrong_row
from minsheng.registry.queries.organisations import visible_organisations
from minsheng.registry.queries.people import identity_of, phone_of
from minsheng.registry.queries.sheets import MEMBERSHIPS
from minsheng.registry.rules import roles
from minsheng.registry.rules.importing import RowOutcome
from minsheng.registry.rules.roles import Span

Values = Mapping[str, Any]
EDIT_ORGANISATION = "registry.edit_organisation"
NOBODY = say("底数里没有这个人。请核对身份证号、电话；还没有登记的，先用人员表登记。")
OTHER_NAME = say("这个号码登记的不是这个姓名。请核对；姓名确实改了的，先在人员表里改。")
NO_DAY = say("新加入的要写从哪天起。不知道哪一天的，写上任或入册那天。")
BACKWARDS = say("结束日期不能早于开始日期。请核对。")
CLOSED = say("这个组织到那天已经撤销，不能再加入。请核对。")
NO_ROLE = say("没有这个身份。请从模板的下拉列表里选。")
SIGNS_IN = say("这个人有登录账号，进出组织会改变他看得到的事。请由管理这个组织的人来登记。")


def days_of(values: Values) -> tuple[date | None, date | None]:
    """From which day and to which a row says; kept rows hold days as text."""
    begins, ends = (values.get(key) for key in ("valid_from", "valid_to"))
    return (
        date.fromisoformat(begins) if isinstance(begins, str) else begins,
        date.fromisoformat(ends) if isinstance(ends, str) else ends,
    )


def span_of(one: Membership) -> Span:
    """The days of a membership."""
    return Span(one.valid_from, one.valid_to)


@dataclass(frozen=True)
class Meant:
    """What a row means: the person, the organisation, the membership that there is, and what would come of it."""

    plan: Planned
    person: Person | None = None
    organisation: Organisation | None = None
    membership: Membership | None = None


class KnownMembers:
    """The people, organisations and memberships that some rows may be about, read at once.

    First the people and organisations; then, once the caller has locked the people, `read` their memberships.
    """

    def __init__(self, rows: Sequence[Values], area: str, by: rights.Actor) -> None:
        self._by = by
        known = KnownPeople(rows, area, by)
        self._found = [known.person(place, values) for place, values in enumerate(rows)]
        self._by_code, self._by_name = _organisations({values["organisation"] for values in rows}, by)
        self._held: dict[tuple[uuid.UUID, uuid.UUID, str], list[Membership]] = {}

    @property
    def people(self) -> frozenset[uuid.UUID]:
        """The people whom the rows are about."""
        return frozenset(person.pk for person, _ in self._found if person)

    def read(self, found: QuerySet[Membership]) -> None:
        """Read what these people belong to. One query."""
        for one in found.filter(person__in=self.people).order_by("valid_from"):
            self._held.setdefault((one.person_id, one.organisation_id, one.role), []).append(one)

    def meant(self, place: int, values: Values) -> Meant:
        """What the row at this place is about, and what would come of it."""
        person, wrong = self._found[place]
        if wrong or person is None:
            return Meant(wrong or wrong_row("name", NOBODY))
        if person.name != values["name"]:
            return Meant(wrong_row("name", OTHER_NAME))
        organisation, problem = self._organisation(values["organisation"])
        if organisation is None:
            return Meant(Planned(RowOutcome.WRONG, heading="organisation", wrong=problem))
        held = self._held.get((person.pk, organisation.pk, values["role"]), [])
        begins, ends = days_of(values)
        same = held[0] if begins is None and len(held) == 1 else next((m for m in held if m.valid_from == begins), None)
        plan = _planned(same, held, organisation, values["role"], Days(begins, ends))
        if plan.outcome in (RowOutcome.NEW, RowOutcome.CHANGE) and not self._may_move(person, organisation):
            plan = wrong_row("name", SIGNS_IN)
        return Meant(plan, person, organisation, same)

    def _may_move(self, person: Person, organisation: Organisation) -> bool:
        """Whoever can sign in sees what is his organisation's: only who manages it lets him in or out by sheet."""
        return person.account_id is None or self._by.may(EDIT_ORGANISATION, organisation.area_id)

    def _organisation(self, text: str) -> tuple[Organisation | None, Sentence | None]:
        if text in self._by_code:
            return self._by_code[text], None
        found = self._by_name.get(text, {})
        if len(found) > 1:
            return None, say("有 {count} 个组织叫“{text}”。请写代码。", count=len(found), text=text)
        none = say("没有“{text}”这个组织。请写它的全称、简称或代码；还没有的，先用组织表登记。", text=text)
        return next(iter(found.values()), None), none

    def write(self, meant: Meant, values: Values) -> Membership | None:
        """The membership as the row leaves it (not saved); rows further down see it so."""
        begins, ends = days_of(values)
        found = meant.membership
        if meant.plan.outcome is RowOutcome.NEW and meant.person and meant.organisation and begins:
            found = Membership(
                person=meant.person,
                organisation=meant.organisation,
                role=values["role"],
                valid_from=begins,
                valid_to=ends,
            )
            self._held.setdefault((meant.person.pk, meant.organisation.pk, values["role"]), []).append(found)
        elif meant.plan.outcome is RowOutcome.CHANGE and found and meant.person:
            found.person, found.valid_to = meant.person, ends
        return found


@dataclass(frozen=True)
class Days:
    """The days that a row writes; None where it writes none."""

    begins: date | None
    ends: date | None


def _planned(
    same: Membership | None, held: Sequence[Membership], organisation: Organisation, role: str, days: Days
) -> Planned:
    begins = same.valid_from if same else days.begins
    if begins is None:
        return wrong_row("valid_from", NO_DAY)
    if days.ends is not None and days.ends < begins:
        return wrong_row("valid_to", BACKWARDS)
    if same and (days.ends is None or days.ends == same.valid_to):
        return Planned(RowOutcome.SAME)
    for other in held:
        if other is not same and roles.overlaps(Span(begins, days.ends), span_of(other)):
            since = say("这个身份已经登记为从 {since} 起，日子和这一行重叠。请核对。", since=str(other.valid_from))
            return wrong_row("valid_from" if same is None else "valid_to", since)
    if same:
        return Planned(RowOutcome.CHANGE, changes=("valid_to",))
    if organisation.closed_on is not None and organisation.closed_on <= begins:
        return wrong_row("organisation", CLOSED)
    return Planned(RowOutcome.NEW) if role in roles.ROLE_WORDS else wrong_row("role", NO_ROLE)


Named = Mapping[str, Mapping[uuid.UUID, Organisation]]


def _organisations(texts: Iterable[str], by: rights.Actor) -> tuple[Mapping[str, Organisation], Named]:
    """The organisations that an actor sees, by code and by each name. One query."""
    wanted = list(texts)
    fits = Q(code__in=wanted) | Q(name__in=wanted) | Q(short_name__in=wanted)
    named: dict[str, dict[uuid.UUID, Organisation]] = {}
    found = list(visible_organisations(by).filter(fits))
    for one in found:
        for name in {one.name, one.short_name}:
            named.setdefault(name, {})[one.pk] = one
    return {one.code: one for one in found}, named


def memberships_shared(people: QuerySet[Person], actor: rights.Actor) -> list[Membership]:
    """What these people belong to and did, of the organisations that the actor sees. One query."""
    seen = visible_organisations(actor).values("pk")
    found = Membership.objects.filter(person__in=people.values("pk"), organisation__in=seen).select_related("person")
    return list(found.order_by("organisation__code", "person__spelling", "person_id", "pk"))


def memberships_workbook(sharing: Sharing, members: Sequence[Membership], actor: rights.Actor) -> bytes:
    """The file: the columns of the template, so that it can come back and changes nothing."""
    columns = [one for one in MEMBERSHIPS if sharing.has_numbers or one.key not in ("phone", "resident_id")]
    cells = _cells(members, [one.key for one in columns], _names(visible_organisations(actor)))
    return sheets.workbook([one.title for one in columns], cells, title="成员和身份")


def _cells(members: Sequence[Membership], wanted: Sequence[str], names: Mapping[uuid.UUID, str]) -> Iterator[list[str]]:
    for one in members:
        told = {
            "id": str(one.person_id),
            "name": one.person.name,
            "organisation": names[one.organisation_id],
            "role": roles.role_words(one.role),
            "valid_from": one.valid_from.isoformat(),
            "valid_to": one.valid_to.isoformat() if one.valid_to else "",
        }
        if "phone" in wanted:
            told |= {"phone": phone_of(one.person), "resident_id": identity_of(one.person)}
        yield [told[key] for key in wanted]


def _names(seen: QuerySet[Organisation]) -> Mapping[uuid.UUID, str]:
    """By which text a row finds each organisation again: its name, or its code where another is called so too."""
    rows = list(seen.values_list("pk", "code", "name", "short_name"))
    counts: dict[str, set[uuid.UUID]] = {}
    for key, code, *names in rows:
        for name in (code, *names):
            counts.setdefault(name, set()).add(key)
    return {key: name if len(counts[name]) == 1 else code for key, code, name, _ in rows}
