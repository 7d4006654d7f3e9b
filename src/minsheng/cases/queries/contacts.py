"""Contact cards: which places have one, and the card of one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from minsheng.cases.models import ContactCard
from minsheng.foundation import queries as ground
from minsheng.foundation import rights

LEVELS = ("village", "community", "grid")
KEEP = "cases.keep_contacts"
CHECK_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class ContactLine:
    """A place and its card, if it has one; `is_old`: nobody has looked at it for a year."""

    code: str
    name: str
    card: ContactCard | None
    is_old: bool


def contact_lines(actor: rights.Actor, at: datetime) -> list[ContactLine]:
    """The villages, communities and grids of the actor, those without a card first. Two queries."""
    areas = actor.areas(KEEP)
    cards = {one.area_id: one for one in ContactCard.objects.filter(rights.inside("area_id", areas))}
    found = [
        ContactLine(row.code, row.name, card, card is not None and card.set_at < at - CHECK_AFTER)
        for row in ground.divisions_inside(areas, levels=LEVELS)
        for card in (cards.get(row.code),)
    ]
    return sorted(found, key=lambda one: one.card is not None)


@dataclass(frozen=True)
class CardPlace:
    """A place that has a card or may get one."""

    code: str
    name: str


def place_of_card(code: str, actor: rights.Actor) -> CardPlace:
    """A place that has a card or may get one. Raises `Unseen` where it does not exist for the actor."""
    place = ground.divisions().get(code)
    if place is None or place.level not in LEVELS or not actor.may(KEEP, code):
        raise rights.Unseen("没有这个村（社区），或不在您的服务范围。")
    return CardPlace(place.code, place.name)


def contact_card(code: str) -> ContactCard | None:
    """The card of a place, None where it has none yet."""
    return ContactCard.objects.filter(area=code).first()
