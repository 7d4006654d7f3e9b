"""The measures of the board: names, units, formulas in words and as functions, and how a figure is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from minsheng.foundation.units import AtLeast, Encounters, Items, Minutes, Quantity
from minsheng.indicators.rules.counting import (
    CASE_OPENED,
    DELIVERED,
    N_,
    VOICE_HEARD,
    Amount,
    Bounded,
    Count,
    Counted,
    Event,
    Period,
    Share,
    Tally,
    deliveries_reopened,
    minutes_to_met,
    needs_met,
    one_each,
    persons_served,
    sum_of,
    voices_told,
)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure: how it is called, in which unit it is shown, how it counts, in words and as a function.

    `stands_for`: what its group consists of. `tallied`: the kind of fact that it only counts, one each.
    """

    code: str
    name: str
    unit: str
    formula: str
    version: int
    count: Count
    stands_for: str = N_("件事")
    tallied: str = ""

    def counted(self, events: Collection[Event], period: Period, tallies: Mapping[str, Tally]) -> Counted:
        """What it finds; of a kind that is tallied amount and group alone, without the facts behind them."""
        if self.tallied not in tallies:
            return self.count(events, period)
        return Counted(Items(tallies[self.tallied].facts), group=tallies[self.tallied].cases)


NO_TALLIES: Mapping[str, Tally] = MappingProxyType({})
MEASURES: tuple[Measure, ...] = (
    Measure(
        code="voices_heard",
        name=N_("听到的来话"),
        unit=N_("项"),
        formula=N_(
            "本月在本地区记下的来话，电话、窗口、走访、网页、纸面、批量导入都算；每条来话算1项。补记、补导的，算在记下来的那个月。"
        ),
        version=1,
        count=one_each(VOICE_HEARD),
    ),
    Measure(
        code="cases_opened",
        name=N_("受理的事"),
        unit=N_("项"),
        formula=N_("本月在本地区受理的事，每件算1项；不予受理和转其他渠道的也先算受理。"),
        version=1,
        count=one_each(CASE_OPENED),
        tallied=CASE_OPENED,
    ),
    Measure(
        code="needs_met",
        name=N_("办成的事"),
        unit=N_("项"),
        formula=N_(
            "本月由未参与办理的人核实后办结的事，每件算1项。后来又重新办理的退出计数，哪怕已经过了月；再次办结，算在再次办结的那个月。"
        ),
        version=1,
        count=needs_met,
    ),
    Measure(
        code="encounters",
        name=N_("服务人次"),
        unit=N_("人次"),
        formula=N_(
            "本月承办单位提交办理结果的次数：同一个人办了三次算3人次。后来重新办理的，来过的这一次仍算；有多少重新办理，看“办了又重办”。"
        ),
        version=1,
        count=sum_of("encounters", Encounters, DELIVERED),
    ),
    Measure(
        code="persons",
        name=N_("办成了事的人"),
        unit=N_("人"),
        formula=N_("本月办成的事涉及的人，同一个人只算1人；有的事没有登记是谁，所以有时只能说“至少”。"),
        version=1,
        count=persons_served,
        stands_for=N_("个人"),
    ),
    Measure(
        code="hours_to_met",
        name=N_("从受理到办成（中位数）"),
        unit=N_("小时"),
        formula=N_(
            "本月办成的每件事从受理到办结的时长，从短到长排，取正中间的一个；昼夜连续计算，不满1小时的零头舍去。"
        ),
        version=1,
        count=minutes_to_met,
    ),
    Measure(
        code="told",
        name=N_("已告知结果"),
        unit="%",
        formula=N_(
            "本月记下的来话中，事情现在已有结果的为分母，其中已把结果告诉来话人的为分子；不需要答复的不算。以后补告知的，仍算在记下来话的那个月；重新办理的，有了新结果要再告知一次。"
        ),
        version=1,
        count=voices_told,
    ),
    Measure(
        code="reopened",
        name=N_("办了又重办"),
        unit="%",
        formula=N_(
            "本月提交办理结果的次数为分母，其中后来又重新办理的为分子：回访说没办成或只办成一部分的、办结后又要求重办的都算。"
        ),
        version=1,
        count=deliveries_reopened,
    ),
)
BY_CODE = {measure.code: measure for measure in MEASURES}
GOAL_UNITS: Mapping[str, type[Quantity]] = {
    "voices_heard": Items,
    "cases_opened": Items,
    "needs_met": Items,
    "encounters": Encounters,
}
"""Measures for which a year may have a goal, with their units: each month's are others than the last one's, so that
they add up. Persons do not (the same person comes again), nor do shares and medians.
"""


def figures_of(
    events: Collection[Event], period: Period, tallies: Mapping[str, Tally] = NO_TALLIES
) -> Mapping[str, Counted]:
    """Every measure by its code. Facts of the kinds in `tallies` (of this period) need not be among the events."""
    return {measure.code: measure.counted(events, period, tallies) for measure in MEASURES}


@dataclass(frozen=True)
class Written:
    """A figure as it is written: words before the number ("" for an exact one), the number, its unit."""

    before: str
    number: str
    unit: str


def written(amount: Amount | None, unit: str) -> Written:
    """How an amount is written in the unit of its measure; "—" where there is nothing to say yet."""
    match amount:
        case None:
            return Written("", "—", "")
        case Share():
            return Written("", f"{amount.per_1000 // 10}.{amount.per_1000 % 10}", unit)
        case Bounded():
            tenths = f"{amount.per_1000 // 10}.{amount.per_1000 % 10}"
            return Written(N_("至少") if amount.is_least else N_("不到"), tenths, unit)
        case AtLeast():
            return Written(N_("至少"), str(amount.bound.value), unit)
        case Minutes():
            hours = amount.value // 60
            return Written("", str(hours), unit) if hours else Written(N_("不到"), "1", unit)
        case _:
            return Written("", str(amount.value), unit)
