"""How figures stand on a page: the words of the rules in the reader's language, numbers with their units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from minsheng.foundation import worktime
from minsheng.indicators import queries, rules

Url = Callable[[str, str], str]
"""The address of a figure by area and measure, "" where it does not open."""


@dataclass(frozen=True)
class Box:
    """A figure as a template shows it. `is_hidden`: it stands for too few to be public."""

    code: str
    label: str
    number: str
    unit: str
    url: str = ""
    note: str = ""
    is_hidden: bool = False

    @property
    def text(self) -> str:
        """Number and unit in one, for a cell."""
        return f"{self.number} {self.unit}".strip()


@dataclass(frozen=True)
class Line:
    """An area of the table below a board: its name, its own board, its figures."""

    name: str
    url: str
    boxes: tuple[Box, ...]


def box(measure: rules.Measure, shown: queries.Shown | None, url: str = "") -> Box:
    """A figure with its words; a hidden one says why."""
    if shown is None:
        return Box(measure.code, _(measure.name), "—", "", url, _("涉及的人或事太少，不公布"), is_hidden=True)
    return Box(measure.code, _(measure.name), *number(shown.written), url, note=_part(shown))


def number(written: rules.Written) -> tuple[str, str]:
    """(number, unit) in the reader's language; a bound stands before its number."""
    before = _(written.before) if written.before else ""
    unit = _(written.unit) if written.unit not in {"", "%"} else written.unit
    return f"{before}{written.number}", unit


def _part(shown: queries.Shown) -> str:
    """Of a share: how many of how many, or why only a bound is said."""
    if isinstance(shown.amount, rules.Bounded):
        return _("其中一边不到%(smallest)s项，只说到这个范围") % {"smallest": rules.SMALLEST_GROUP}
    if not isinstance(shown.amount, rules.Share):
        return ""
    part, whole = shown.amount.part.value, shown.amount.whole.value
    return _("%(whole)s项中有%(part)s项") % {"part": part, "whole": whole}


def boxes(figures: Sequence[queries.Shown | None], area: str, url: Url) -> tuple[Box, ...]:
    """The figures of an area, in the order of the measures."""
    return tuple(
        box(measure, shown, url(area, measure.code)) for measure, shown in zip(rules.MEASURES, figures, strict=True)
    )


def lines(parts: Iterable[queries.Part], url: Url, board: Callable[[str], str]) -> tuple[Line, ...]:
    """The areas in a board's area."""
    return tuple(Line(one.area.name, board(one.area.code), boxes(one.figures, one.area.code, url)) for one in parts)


def waiting(heard_at: datetime | None, at: datetime) -> str:
    """Since when the voice waits that has waited longest to be told what came of it; "" where none waits."""
    if heard_at is None:
        return ""
    on = worktime.local_date(heard_at)
    told = {"on": on.isoformat(), "days": (worktime.local_date(at) - on).days}
    return _("有了结果还没告知的来话中，等得最久的是 %(on)s 听到的，已经 %(days)s 天。") % told


def formulas() -> list[tuple[str, str, int]]:
    """Every measure: name, formula in words, version."""
    return [(_(one.name), _(one.formula), one.version) for one in rules.MEASURES]


def goal_lines(goals: Iterable[queries.GoalShown]) -> list[str]:
    """A sentence for each goal: what is counted so far, and the least that is set out."""
    lines = []
    for one in goals:
        told = {
            "measure": _(one.measure.name),
            "so_far": " ".join(number(rules.written(one.so_far, one.measure.unit))),
            "goal": " ".join(number(rules.written(one.at_least, one.measure.unit))),
        }
        words = _("%(measure)s：今年到这个月 %(so_far)s，目标至少 %(goal)s。") % told
        lines.append(f"{words} {_('已达到。')}" if one.is_reached else words)
    return lines


def month_words(month: date) -> str:
    """A month as people say it."""
    return _("%(year)s年%(month)s月") % {"year": month.year, "month": month.month}


def month_links(route: str, area: str, earlier: date | None, later: date | None) -> dict[str, str]:
    """The addresses of the months beside, with their names."""
    told: dict[str, str] = {}
    if earlier:
        told |= {"earlier_url": reverse(route, args=[area, earlier]), "earlier": month_words(earlier)}
    if later:
        told |= {"later_url": reverse(route, args=[area, later]), "later": month_words(later)}
    return told


def moment(at: datetime | None) -> str:
    """A moment on the banner's clock, "" for none."""
    return f"{worktime.local(at):%Y-%m-%d %H:%M}" if at else ""
