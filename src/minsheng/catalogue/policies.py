"""Who may do what in the catalogue: always by the area of the list, the item or the guide at hand."""

from __future__ import annotations

from minsheng.foundation import rights


def may_keep_list(actor: rights.Actor, area: str) -> bool:
    """May the actor draft and publish the responsibility list of this banner?"""
    return actor.may("catalogue.keep_list", area)


def banners_kept(actor: rights.Actor) -> tuple[str, ...]:
    """The banners whose list the actor may keep; somebody with a whole prefecture gets that code itself."""
    return tuple(code for code in actor.areas("catalogue.keep_list") if len(code) <= 6)
