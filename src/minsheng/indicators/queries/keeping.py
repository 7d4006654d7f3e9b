"""The kept figures: reading them, and comparing them with what the log says now (promise M7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from minsheng.cases import queries as cases
from minsheng.foundation import queries as ground
from minsheng.foundation import rights, units
from minsheng.indicators import policies, rules
from minsheng.indicators.models import Figure
from minsheng.indicators.queries.counting import areas_counted, count
from minsheng.indicators.queries.seeing import area_seen

PER_1000 = "per_1000"
"""The unit in which a share is kept."""
Kept = Mapping[tuple[str, str], Figure]


def amount_of(figure: Figure) -> rules.Amount | None:
    """The amount that the columns of a figure hold."""
    if figure.numerator is not None and figure.denominator is not None:
        return rules.Share(units.Items(figure.numerator), units.Items(figure.denominator))
    if figure.value is None:
        return None
    exact = units.KINDS[figure.unit](figure.value)
    if figure.at_least and isinstance(exact, units.Persons):
        return units.AtLeast(exact)
    return exact


def kept_figures(areas: Iterable[str], month: date) -> Kept:
    """The figures of these areas and a month under the present formulas, by area and measure. One query."""
    found = Figure.objects.filter(area__in=list(areas), month=month)
    versions = {measure.code: measure.version for measure in rules.MEASURES}
    return {(one.area_id, one.measure): one for one in found if one.formula_version == versions.get(one.measure)}


@dataclass(frozen=True)
class Shown:
    """A figure as a board shows it. `counted_at` is None where nothing was ever counted there: no fact, no row."""

    measure: rules.Measure
    amount: rules.Amount | None
    group: int
    counted_at: datetime | None = None
    facts_through: int = 0
    is_settled: bool = False

    @property
    def written(self) -> rules.Written:
        return rules.written(self.amount, self.measure.unit)


def shown(kept: Kept, area: str, measure: rules.Measure) -> Shown:
    """The kept figure, or what the formula makes of no facts at all."""
    figure = kept.get((area, measure.code))
    if figure is None:
        return _of_nothing(measure)
    return Shown(
        measure,
        amount_of(figure),
        figure.group_size,
        figure.computed_at,
        figure.facts_through,
        figure.is_settled,
    )


def bounded(figure: Shown) -> Shown | None:
    """A figure as the people of an enterprise see it: none between one and four, no share that tells so few."""
    if 0 < figure.group < rules.SMALLEST_GROUP:
        return None
    is_share = isinstance(figure.amount, rules.Share)
    return replace(figure, amount=rules.blurred(figure.amount)) if is_share else figure  # type: ignore[arg-type]


def _of_nothing(measure: rules.Measure) -> Shown:
    counted = measure.count((), rules.period_of(date(2000, 1, 1)))
    return Shown(measure, counted.amount, counted.group)


@dataclass(frozen=True)
class Compared:
    """A kept figure beside what the log says now."""

    kept: Shown
    now: rules.Counted

    @property
    def is_same(self) -> bool:
        return (self.kept.amount, self.kept.group) == (self.now.amount, self.now.group)

    @property
    def now_written(self) -> rules.Written:
        return rules.written(self.now.amount, self.kept.measure.unit)


def compared(actor: rights.Actor, area: str, month: date) -> tuple[Compared, ...]:
    """Every kept figure of an area and month beside a new count from the log; of an enterprise none. Five queries.

    Raises `Unseen` where the actor may not open figures of the area.
    """
    area_seen(actor, area, policies.may_open)
    require_open(area)
    kept, now = kept_figures([area], month), count(area, month)
    return tuple(Compared(shown(kept, area, measure), now[measure.code]) for measure in rules.MEASURES)


def require_open(area: str) -> None:
    """Raise `Unseen` for an enterprise: its figures do not open to the facts behind them, time by time."""
    if cases.is_tenant(area):
        raise rights.Unseen(
            "企业的数字不能点开：在里面说话的人不多，看到一条条的时间就能猜到是谁。看板上的数字就是全部。"
        )


def areas_with_facts(month: date) -> tuple[str, ...]:
    """The areas, up to the banner, in which anything was told in a month that counts."""
    period = rules.period_of(month)
    codes = ground.areas_told(rules.COUNTED, period.start, period.end)
    return areas_counted(codes)
