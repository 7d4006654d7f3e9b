"""Sheets of paper on which people write what they need: each has a number of its own, so that it is keyed once."""

from __future__ import annotations

from minsheng.cases import queries
from minsheng.cases.operations.tenants import LETTERS
from minsheng.foundation import drawn, rights

DRAWN, MARK, GROUP = 7, 2, 3
MOST_PRINTED = 50


def paper_numbers(*, area: str, count: int, by: rights.Actor) -> tuple[str, ...]:
    """Numbers for sheets to be printed and laid out in a banner; nothing is kept of them. At most `MOST_PRINTED`.

    Raises `Refused` for who takes no voices there.
    """
    rights.require(by, "cases.take_voice", area)
    letters = (drawn.letters(DRAWN).upper() for _ in range(min(count, MOST_PRINTED)))
    whole = (one + queries.sheet_mark(area[:6], one, LETTERS, MARK) for one in letters)
    return tuple("-".join(one[at : at + GROUP] for at in range(0, len(one), GROUP)) for one in whole)


def keyed_number(*, area: str, written: str) -> str:
    """The number of a sheet of this banner as it is kept; raises `ValueError` for a slip of the pen: see `paper_numbers`."""
    plain = queries.plain_sheet_number(written)
    if plain is None or plain[-MARK:] not in queries.sheet_marks(area[:6], plain[:-MARK], LETTERS, MARK):
        raise ValueError("编号不对。请照纸上的9位字母和数字再看一遍；不是本地印的诉求单，空着不填。")
    return plain
