"""Who may read and write people and organisations."""

from minsheng.foundation import rights
from minsheng.registry.models import Person


def may_read(actor: rights.Actor, person: Person) -> bool:
    """May the actor see that this person exists and his name?"""
    return actor.may("registry.read_person", person.area_id)


def may_reveal_phone(actor: rights.Actor, person: Person) -> bool:
    """May the actor see the whole phone number (each time a row in the log of readings)?"""
    return actor.may("registry.reveal_phone", person.area_id)
