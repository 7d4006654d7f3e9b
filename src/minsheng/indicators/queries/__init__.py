"""Reads of figures: counting from the log, what is kept, the boards, a figure opened to its facts."""

from minsheng.indicators.queries.boards import Board, Part, public_board, staff_board
from minsheng.indicators.queries.counting import count, count_figures, touched_by
from minsheng.indicators.queries.goals import GoalShown, goals
from minsheng.indicators.queries.keeping import (
    PER_1000,
    Compared,
    Shown,
    amount_of,
    areas_with_facts,
    compared,
    kept_figures,
)
from minsheng.indicators.queries.opening import Behind, Opened, opened
from minsheng.indicators.queries.seeing import area_seen, first_area, months_beside, months_counted, newest_month

__all__ = [
    "PER_1000",
    "Behind",
    "Board",
    "Compared",
    "GoalShown",
    "Opened",
    "Part",
    "Shown",
    "amount_of",
    "area_seen",
    "areas_with_facts",
    "compared",
    "count",
    "count_figures",
    "first_area",
    "goals",
    "kept_figures",
    "months_beside",
    "months_counted",
    "newest_month",
    "opened",
    "public_board",
    "staff_board",
    "touched_by",
]
