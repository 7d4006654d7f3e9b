"""Writes of figures: count anew from the log, and ask for it. No figure comes from anywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from minsheng.foundation import facts, queue
from minsheng.foundation import queries as ground
from minsheng.foundation.units import AtLeast, Quantity
from minsheng.indicators import queries, rules
from minsheng.indicators.models import Figure, YearGoal

RECOUNT = "indicators.recount"
LONG_SECONDS, RESTS, MOST_REST_SECONDS = 0.1, 30, 300
"""A count that took long (seconds, the database's and the waiting of a busy machine included) rests so many times as
long before it is begun again, at most five minutes."""
_took: dict[str, float] = {}  # seconds of the last count of an area and month in this process, by lock
FOUND_AGAIN = ("value", "at_least", "unit", "numerator", "denominator", "group_size")


@transaction.atomic
def recount(*, area: str, month: date, at: datetime) -> None:
    """Count the figures of an area and month anew from the log and keep them. Twice gives the same.

    One count of an area and month at a time: the later one has read at least as much of the log.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{RECOUNT} {area} {month}"])
    last, settled = ground.log_end()
    counted = queries.count_figures(area, month)
    Figure.objects.bulk_create(
        [
            Figure(
                measure=measure.code,
                area_id=area,
                month=month,
                formula_version=measure.version,
                facts_through=last,
                is_settled=settled,
                computed_at=at,
                **columns_of(counted[measure.code]),
            )
            for measure in rules.MEASURES
        ],
        update_conflicts=True,
        unique_fields=["area", "month", "measure", "formula_version"],
        update_fields=[*FOUND_AGAIN, "facts_through", "is_settled", "computed_at"],
    )


def columns_of(counted: rules.Counted) -> dict[str, Any]:
    """The columns that hold an amount; `queries.amount_of` reads them back."""
    columns: dict[str, Any] = dict.fromkeys(FOUND_AGAIN)
    columns |= {"at_least": isinstance(counted.amount, AtLeast), "unit": "", "group_size": counted.group}
    match counted.amount:
        case rules.Share(part, whole):
            columns |= {"value": counted.amount.per_1000, "unit": queries.PER_1000}
            columns |= {"numerator": part.value, "denominator": whole.value}
        case AtLeast(bound):
            columns |= {"value": bound.value, "unit": bound.unit}
        case Quantity(value):
            columns |= {"value": value, "unit": counted.amount.unit}
    return columns


@transaction.atomic
def ask_recounts(*, told: Sequence[facts.Told]) -> int:
    """Put a job for every area and month that facts touch; one that still waits is enough. Returns how many.

    Which of them wait already is asked for at once: `told` is in the log, whoever begins now sees it.
    """
    touched = {_lock(area, month): (area, month) for area, month in queries.touched_by(told)}
    waiting = queue.waiting_with(list(touched))
    return sum(ask_recount(area=area, month=month) for lock, (area, month) in touched.items() if lock not in waiting)


def rest_of(took: float) -> int:
    """How many seconds to wait before what took so many seconds is done again."""
    return min(MOST_REST_SECONDS, int(RESTS * took)) if took >= LONG_SECONDS else 0


def note_took(*, area: str, month: date, seconds: float) -> None:
    """Remember in this process how many seconds a count took."""
    _took[_lock(area, month)] = seconds


def _lock(area: str, month: date) -> str:
    return f"{RECOUNT} {area} {month:%Y-%m}"


@transaction.atomic
def ask_recount(*, area: str, month: date, attempt: int = 0) -> bool:
    """Put a job that counts this area and month, unless one waits. A later attempt waits longer, and so does a count
    that took long: with a million cases counting would else be all that a worker does while calls come in.
    """
    wait = 3**attempt if attempt else rest_of(_took.get(_lock(area, month), 0.0))
    return queue.put_once(
        RECOUNT, _lock(area, month), wait_seconds=wait, area=area, month=month.isoformat(), attempt=attempt
    )


@transaction.atomic
def recount_all(*, since: date | None, at: datetime) -> int:
    """Put a job for every area and month in which anything was told, from a month (this one) on; returns how many."""
    month, asked = since or rules.month_of(at), 0
    while month <= rules.month_of(at):
        asked += sum(ask_recount(area=area, month=month) for area in queries.areas_with_facts(month))
        month = rules.next_month(month)
    return asked


def set_goal(*, area: str, measure: str, year: int, at_least: int, is_sample: bool) -> None:
    """Set what is to be reached in a year. Raises `ValueError` for a measure whose months do not add up."""
    if measure not in rules.GOAL_UNITS:
        raise ValueError(f"“{measure}”各月的数不能相加，不能定全年目标。可以定的有：{'、'.join(rules.GOAL_UNITS)}。")
    values = {"at_least": at_least, "is_sample": is_sample}
    YearGoal.objects.update_or_create(area_id=area, measure=measure, year=year, defaults=values)
