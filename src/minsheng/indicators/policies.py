"""Who may read a board, and who may open a figure to its facts."""

from minsheng.foundation import rights

READ, OPEN = "indicators.read_board", "indicators.open_figure"


def may_read(actor: rights.Actor, area: str) -> bool:
    """May the actor see the exact figures of this area?"""
    return actor.may(READ, area)


def may_open(actor: rights.Actor, area: str) -> bool:
    """May the actor see the list of facts behind a figure of this area?"""
    return actor.may(OPEN, area)
