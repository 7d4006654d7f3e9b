"""Reads of visits that come again, with the coming days and why one was moved; and of money for shopping."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from minsheng.dispatch.models import ProxyShopping, RecurringVisit
from minsheng.dispatch.policies import RECORD_CONSENT
from minsheng.dispatch.rules import recurring
from minsheng.foundation import holidays, rights, worktime
from minsheng.foundation import queries as ground
from minsheng.registry import queries as registry

PLAN_DAYS = 14
"""How many days before its day a visit comes into the pool."""
SHOWN_DAYS = 100


@dataclass(frozen=True)
class VisitDay:
    """A day on which a visit falls: as planned, and as it is with holidays; `why`: the holiday that moved it."""

    planned: date
    on: date
    why: str
    is_paused: bool


@dataclass(frozen=True)
class RecurringRow:
    """A visit that comes again, with its next days."""

    visit: RecurringVisit
    rhythm: str
    days: tuple[VisitDay, ...]


def days_of(visit: RecurringVisit, after: date, last: date) -> Iterator[VisitDay]:
    """The days of a visit after a day, kept off official holidays. One query (the banner's calendar is kept)."""
    found = ground.work_calendar()

    def is_holiday(day: date) -> bool:
        """A day off with a name, or one that the banner set by hand; an ordinary week-end is none."""
        if day in found.overrides:
            return not found.overrides[day]
        return bool(holidays.fixed_holiday(day)) or (bool(found.holiday_name(day)) and not found.is_workday(day))

    every = recurring.Every(visit.every)
    for planned in recurring.planned_days(visit.starts_on, every, visit.interval, after + timedelta(days=1), last):
        on = recurring.off_holidays(planned, is_holiday)
        yield VisitDay(planned, on, _why(found, planned) if on != planned else "", _is_paused(visit, planned))


def _why(calendar: worktime.WorkCalendar, day: date) -> str:
    """The holiday that moves a visit, also in a year of which only the days are known that the law names."""
    return calendar.holiday_name(day) or holidays.fixed_holiday(day) or calendar.why(day)


def _is_paused(visit: RecurringVisit, day: date) -> bool:
    if visit.paused_from is None or day < visit.paused_from:
        return False
    return visit.paused_to is None or day <= visit.paused_to


def recurring_visits(actor: rights.Actor, at: datetime) -> list[RecurringRow]:
    """The visits that come again to people whom the actor may see, by pinyin. One query beside the calendar."""
    seen, today = registry.people_for(registry.SERVICE, actor, at), worktime.local_date(at)
    rows = RecurringVisit.objects.filter(ended_on=None, person__in=seen).select_related("person__area", "skill")
    return [
        RecurringRow(row, rhythm_words(row), tuple(days_of(row, today, today + timedelta(days=SHOWN_DAYS)))[:3])
        for row in rows.order_by("person__spelling", "pk")[:200]
    ]


def rhythm_words(visit: RecurringVisit) -> str:
    """How often ("每个月", "每2周")."""
    words = recurring.EVERY_WORDS[recurring.Every(visit.every)]
    return f"每{words}" if visit.interval == 1 else f"每{visit.interval}{words}"


def seen_recurring(visit_id: uuid.UUID, actor: rights.Actor) -> RecurringVisit:
    """A visit that still comes, to somebody for whom the actor notes consents. Raises `Unseen`."""
    row = RecurringVisit.objects.filter(pk=visit_id, ended_on=None).select_related("person").first()
    if row is None or not actor.may(RECORD_CONSENT, row.person.area_id):
        raise rights.Unseen("没有这个定期上门，或不在您的服务范围。")
    return row


def shoppings(actor: rights.Actor) -> list[ProxyShopping]:
    """Money for shopping in the areas where the actor notes consents that is not signed by both, the oldest first."""
    areas = rights.inside("task__area_id", actor.areas(RECORD_CONSENT))
    rows = ProxyShopping.objects.filter(areas, person_signed_at=None)
    return list(rows.select_related("task__area", "task__person", "helper").order_by("given_at", "pk")[:200])


def seen_shopping(shopping_id: uuid.UUID, actor: rights.Actor) -> ProxyShopping:
    """One, in the actor's areas. Raises `Unseen`."""
    row = ProxyShopping.objects.filter(pk=shopping_id).select_related("task__area", "task__person", "helper").first()
    if row is None or not (actor.may(RECORD_CONSENT, row.task.area_id) or row.helper_id == actor.account_id):
        raise rights.Unseen("没有这次代购，或不在您的服务范围。")
    return row


def cases_with_open_money() -> set[uuid.UUID]:
    """Cases for which a helper was given money that both have not signed for: they are needed whole."""
    rows = ProxyShopping.objects.filter(person_signed_at=None, task__case__isnull=False)
    return set(rows.values_list("task__case", flat=True))


def shopping_of(task_id: uuid.UUID) -> ProxyShopping | None:
    """The money of a task, if there is some."""
    return ProxyShopping.objects.filter(task=task_id).first()
