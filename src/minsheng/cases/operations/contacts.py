"""Who can be rung with any trouble: set by the community itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minsheng.cases import queries
from minsheng.cases.facts import ContactCardSet
from minsheng.cases.models import ContactCard
from minsheng.cases.operations import guarding
from minsheng.foundation import facts, identity, ids, rights, writing


@dataclass(frozen=True, kw_only=True)
class Contact:
    """What stands on a card: a named person, what he is, one number, and when it is answered ("" for always)."""

    contact_name: str
    duty: str
    phone: str
    hours: str = ""


@writing.operation
def set_contact_card(*, area: str, contact: Contact, by: rights.Actor, at: datetime) -> ContactCard:
    """Set the card of a community, village or grid, in place of the one before.

    Raises `Unseen` for a place that is not the actor's, `ValueError` without name and duty or for a wrong number.
    """
    place = queries.place_of_card(area, by)
    guarding.refuse_secrets(contact.contact_name, contact.duty, contact.hours)
    if not contact.contact_name.strip() or not contact.duty.strip():
        raise ValueError("卡上要有一个人的姓名和职务：有事找得到人。")
    values = {
        "contact_name": contact.contact_name.strip(),
        "duty": contact.duty.strip(),
        "phone": identity.phone(contact.phone),
        "hours": contact.hours.strip(),
        "set_at": at,
        "set_by": by.id,
    }
    card, _ = ContactCard.objects.update_or_create(
        area_id=place.code, defaults=values, create_defaults={**values, "id": ids.new_id(at)}
    )
    facts.tell(ContactCardSet(about=card.pk, area=facts.Code(place.code)), by=by.id, at=at)
    return card
