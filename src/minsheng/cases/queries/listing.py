"""The work list: keyset pages of lines, and the hint of open cases of the same caller."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from minsheng.cases import policies, rules
from minsheng.cases.models import Case, CoHandler, HandBack, Notice, Receipt, Task, Voice, WhistleStep
from minsheng.cases.queries import connecting
from minsheng.cases.queries.seeing import NO_SUCH_CASE, organisations_of, visible_cases
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import editions, identity, ids, keys, rights, statements, worktime
from minsheng.foundation import queries as ground
from minsheng.registry import queries as registry

PAGE = 50
BY_DUE = frozenset({"open", "mine", "unit", "late"})
"""Views in which what is overdue stands first, then what is due next; the others show the newest first."""


@dataclass(frozen=True)
class Line:
    """A case as the work list shows it."""

    id: uuid.UUID
    number: str
    title: str
    state: rules.State
    urgency: str
    area: str
    category: str
    lead: str
    opened_at: datetime
    due_at: datetime | None
    is_late: bool
    is_paused: bool
    reminders: int
    owes_contact: bool
    """The clock of handling stands still, but the first contact, which never waits, is overdue."""
    is_joined: bool
    """It is worked on in another case; its own state stands still meanwhile."""

    @property
    def state_words(self) -> str:
        return "已并入另一件" if self.is_joined else rules.STATE_WORDS[self.state]

    @property
    def is_open(self) -> bool:
        return self.state in rules.OPEN_STATES


class Row(NamedTuple):
    """The columns of a case that a line is made of, and how many reminders it had."""

    id: uuid.UUID
    opened_on: date
    serial: int
    title: str
    state: str
    urgency: str
    area_id: str
    category_id: str | None
    lead_id: uuid.UUID
    opened_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    merged_into_id: uuid.UUID | None
    reminders: int


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a work list shows: `view` mine, unit, late, paused, argued, helping, called, reminded, open, all or ended; a
    state, words or a number, a place, a matter.
    """

    view: str = "open"
    state: str = ""
    text: str = ""
    after: str = ""
    area: str = ""
    category: str = ""


@dataclass(frozen=True)
class Page:
    """One page of a work list; `next` is the key with which the following page begins ("" on the last)."""

    lines: tuple[Line, ...]
    next: str


def work_list(actor: rights.Actor, chosen: Filter, at: datetime, most: int = PAGE) -> Page:
    """The actor's cases: open ones by the end of their next limit (late ones first), others newest first.

    Keyset paging; no count. Three queries at most.
    """
    rows, own = _kept_rows(actor, chosen, at, most), CoHandler.objects.none()
    if rows is None:
        rows, own = _rows(actor, chosen, at, most)
    names = line_names()
    lines = tuple(line_of(row, names, at, row.reminders) for row in rows[:most])
    if chosen.view == "helping":
        lines = _by_own_clock(lines, own, at)
    return Page(lines, _key(rows[most - 1], by_due=chosen.view in BY_DUE) if len(rows) > most else "")


def _kept_rows(actor: rights.Actor, chosen: Filter, at: datetime, most: int) -> list[Row] | None:
    """The rows of a first page that many open all day, by a statement that is written once for each kind of it; None
    for any other page. One query, and one for the actor's organisations.
    """
    if chosen.view not in {"open", "late", "paused", "ended", "all"} or chosen.text.strip() or chosen.after:
        return None
    areas, own_areas = actor.areas("cases.read"), actor.areas("cases.read_own_organisation")
    statement = _statement(areas, own_areas, organisations_of(actor, at), chosen, most)
    return [Row(*row) for row in statements.rows(statement, {statements.NO_TIME: at})]


@lru_cache(maxsize=256)
def _statement(
    areas: tuple[str, ...], own_areas: tuple[str, ...], organisations: frozenset[uuid.UUID], chosen: Filter, most: int
) -> statements.Statement:
    seen = Case.objects.filter(policies.visible_from(areas, own_areas, organisations))
    found = _narrowed(seen, chosen, statements.NO_TIME, names=False)
    return statements.written(_lined(found, by_due=chosen.view in BY_DUE, most=most))


def _rows(actor: rights.Actor, chosen: Filter, at: datetime, most: int) -> tuple[list[Row], QuerySet[CoHandler]]:
    """The rows of any page, and the co-handlers' open tasks by whose clock a view of them goes."""
    found = _narrowed(visible_cases(actor, at), chosen, at, names=actor.may("registry.read_person"))
    own = _co_tasks(actor, at) if chosen.view == "helping" else CoHandler.objects.none()
    if chosen.view == "helping":
        found = found.filter(pk__in=own.values("case_id"))
    elif chosen.view == "called":
        found = found.filter(pk__in=_owed_steps(actor, at).values("call__whistle__case"))
    elif chosen.view == "mine":
        in_hand = Task.objects.filter(taken_by=actor.id, ended_at=None)
        found = found.filter(Q(opened_by=actor.id) | Q(pk__in=in_hand.values("case_id")))
    elif chosen.view == "unit":
        found = found.filter(lead__in=_units_of(actor, at))
    by_due = chosen.view in BY_DUE
    found = _after(found, chosen.after, by_due=by_due)
    return [Row(*row) for row in _lined(found, by_due=by_due, most=most)], own


def _lined(found: QuerySet[Case], *, by_due: bool, most: int) -> QuerySet[Case, tuple[Any, ...]]:
    """The first cases in the order of their view, one more than asked for, as the columns of a `Row`.

    No instances: with them a page cost a fifth more processor time.
    """
    order = ("due_at", "id") if by_due else ("-opened_at", "-id")
    given = Notice.objects.filter(case=OuterRef("pk")).order_by().values("case")
    found = found.annotate(reminders=Coalesce(Subquery(given.annotate(number=Count("pk")).values("number")), 0))
    return found.order_by(*order).values_list(*Row._fields)[: most + 1]


def _units_of(actor: rights.Actor, at: datetime) -> Collection[uuid.UUID]:
    """The organisations that the actor is of, also where he sees whole areas. One query."""
    if actor.speaks_for is not None:
        return {actor.speaks_for}
    return registry.organisations_of(actor.id, worktime.local_date(at))


def _co_tasks(actor: rights.Actor, at: datetime) -> QuerySet[CoHandler]:
    """The open tasks of co-handlers: of the actor's organisations, or of all for who sees whole areas."""
    waiting = CoHandler.objects.filter(assigned_at__isnull=False, ended_at=None)
    organisations = organisations_of(actor, at)
    return waiting.filter(organisation__in=organisations) if organisations else waiting


def _owed_steps(actor: rights.Actor, at: datetime) -> QuerySet[WhistleStep]:
    """What organisations that a community called for still owe: the actor's, or all for who sees whole areas."""
    owed = WhistleStep.objects.filter(done_at=None, call__whistle__case__state__in=rules.OPEN_STATES)
    organisations = organisations_of(actor, at)
    return owed.filter(call__organisation__in=organisations) if organisations else owed


def _by_own_clock(lines: tuple[Line, ...], own: QuerySet[CoHandler], at: datetime) -> tuple[Line, ...]:
    """The lines with the ends of the co-handlers' own limits: the lead's clock is not theirs. One query."""
    rows = own.filter(case__in=[line.id for line in lines]).order_by("-due_at")
    ends = dict(rows.values_list("case_id", "due_at"))
    return tuple(
        replace(
            line,
            due_at=(end := ends.get(line.id)),
            is_late=end is not None and end < at,
            is_paused=False,
            owes_contact=False,
        )
        for line in lines
    )


def _narrowed(found: QuerySet[Case], chosen: Filter, at: datetime, *, names: bool) -> QuerySet[Case]:
    """As chosen; people's names are searched (`names`) for those only who may know them."""
    if chosen.view == "late":
        found = found.filter(state__in=rules.OPEN_STATES, due_at__lt=at, paused_at=None)
    elif chosen.view == "paused":
        found = found.filter(state__in=rules.OPEN_STATES, paused_at__isnull=False)
    elif chosen.view == "argued":
        waiting = HandBack.objects.filter(case=OuterRef("pk"), task__ended_at=None, decided_at=None)
        found = found.filter(Exists(waiting), state=rules.State.ASSIGNED)
    elif chosen.view == "reminded":
        found = found.filter(Exists(Notice.objects.filter(case=OuterRef("pk"))), state__in=rules.OPEN_STATES)
    elif chosen.view in {"open", "mine", "unit"}:
        found = found.filter(state__in=rules.OPEN_STATES)
    elif chosen.view == "ended":
        found = found.filter(state__in=rules.ENDED_STATES)
    if chosen.view in BY_DUE | {"paused"}:
        found = found.filter(merged_into=None)
    if chosen.area.isdecimal():
        found = found.filter(rights.inside("area_id", [chosen.area]))
    if chosen.category:
        found = found.filter(Q(category=chosen.category) | Q(category=None, proposed_category=chosen.category))
    if chosen.state:
        found = found.filter(state=chosen.state)
    if chosen.text.strip():
        found = found.filter(_text(chosen.text.strip(), names=names))
    return found


def _text(text: str, *, names: bool) -> Q:
    try:
        _, serial = ids.check_public_number(text)
        return Q(serial=serial)
    except ValueError:
        sheet = connecting.plain_sheet_number(text)
        if sheet is not None and "-" in text:
            return Q(pk__in=Voice.objects.filter(source__startswith="paper:", source_number=sheet).values("case_id"))
        masked = Exists(Receipt.objects.filter(case=OuterRef("pk")))
        written = (Q(title__icontains=text) | Q(place__icontains=text)) & ~Q(masked)
        if len(text) > 1:
            written &= Q(_has_pairs_of(text))
        return written | _of_people(text) if names else written


def _has_pairs_of(text: str) -> Func:
    """Title or place hold every pair of letters of a text: what an index finds, where the words decide.

    A trigram index knows no word of two letters, and most Chinese words are no longer.
    """
    pairs = ArrayField(TextField())
    kept = Func(F("title"), F("place"), function="cases_pairs", output_field=pairs)
    asked = Func(Value(text), Value(""), function="cases_pairs", output_field=pairs)
    return Func(kept, asked, template="(%(expressions)s)", arg_joiner=" @> ", output_field=BooleanField())


def _of_people(text: str) -> Q:
    """Of somebody of this name: by their keys, so that an index finds both; by a join where a spelling has too many."""
    called = registry.ids_called(text)
    if called is not None:
        return Q(person__in=called)
    return Q(person__name=text) | Q(person__initials=text.lower()) | Q(person__spelling__startswith=text.lower())


def _key(case: Row, *, by_due: bool) -> str:
    moment = case.due_at if by_due else case.opened_at
    return f"{moment.isoformat() if moment else 'none'}_{case.id}"


def _after(found: QuerySet[Case], key: str, *, by_due: bool) -> QuerySet[Case]:
    moment_text, _, id_text = key.partition("_")
    try:
        last = uuid.UUID(id_text)
        moment = None if moment_text == "none" else worktime.moment_of(moment_text)
    except ValueError:
        return found
    if not by_due:
        return found.filter(Q(opened_at__lt=moment) | Q(opened_at=moment, id__lt=last)) if moment else found
    if moment is None:
        return found.filter(due_at=None, id__gt=last)
    return found.filter(Q(due_at__gt=moment) | Q(due_at=moment, id__gt=last) | Q(due_at=None))


class Named(Protocol):
    """Something that has a name."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Names:
    """What leads, areas and matters are called: kept data, asked for once for all lines of a page."""

    leads: Mapping[uuid.UUID, Named]
    areas: Mapping[str, Named]
    categories: Mapping[str, Named]


def line_names() -> Names:
    """The present names. At most three queries, none where a page holds its kept data."""
    return Names(registry.organisations(), ground.divisions(), catalogue.catalogue().categories)


def line_of(case: Case | Row, names: Names, at: datetime, reminders: int = 0) -> Line:
    """A case, or the columns of one, as a line. No query."""
    state = rules.State(case.state)
    is_over = case.due_at is not None and case.due_at < at and state in rules.OPEN_STATES
    return Line(
        id=case.id,
        number=ids.public_number(case.opened_on, case.serial),
        title=case.title,
        state=state,
        urgency=case.urgency,
        area=names.areas[case.area_id].name,
        category=names.categories[case.category_id].name if case.category_id else "",
        lead=names.leads[case.lead_id].name,
        opened_at=case.opened_at,
        due_at=case.due_at,
        is_late=is_over and case.paused_at is None,
        is_paused=case.paused_at is not None,
        reminders=reminders,
        owes_contact=is_over and case.paused_at is not None,
        is_joined=case.merged_into_id is not None,
    )


@editions.holding()
def similar_open(phone: str, actor: rights.Actor, at: datetime, most: int = 5) -> list[Line]:
    """Open cases of the actor whose caller had this number: a hint before a second case is opened."""
    indexes = keys.ring().blind_indexes(identity.phone(phone), "cases_voice.caller_phone")
    found = visible_cases(actor, at).filter(
        pk__in=Voice.objects.filter(caller_phone_index__in=indexes).values("case_id"), state__in=rules.OPEN_STATES
    )
    names = line_names()
    return [line_of(case, names, at) for case in found.order_by("-opened_at")[:most]]


@editions.holding()
def lines_of(case_ids: Sequence[uuid.UUID], actor: rights.Actor, at: datetime) -> list[Line]:
    """These cases as lines, in this order. Raises `Unseen` where one does not exist for the actor."""
    rows = visible_cases(actor, at).filter(pk__in=case_ids)
    names, found = line_names(), {case.pk: case for case in rows}
    if len(found) < len(set(case_ids)):
        raise rights.Unseen(NO_SUCH_CASE)
    return [line_of(found[one], names, at) for one in case_ids]
