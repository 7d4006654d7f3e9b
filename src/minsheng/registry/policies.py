"""Who may read and write people and organisations."""

from collections.abc import Iterable

from minsheng.foundation import rights
from minsheng.registry.models import Person


def may_read(actor: rights.Actor, person: Person) -> bool:
    """May the actor see that this person exists and his name?"""
    return actor.may("registry.read_person", person.area_id)


def may_reveal_phone(actor: rights.Actor, person: Person) -> bool:
    """May the actor see the whole phone number (each time a row in the log of readings)?"""
    return actor.may("registry.reveal_phone", person.area_id)


SETTLE_DUPLICATES = "registry.settle_duplicates"


def may_settle(actor: rights.Actor, first: Person, second: Person) -> bool:
    """May the actor say whether two records are one person? Only whoever may read and settle both."""
    return all(
        actor.may(permission, person.area_id)
        for permission in (SETTLE_DUPLICATES, "registry.read_person")
        for person in (first, second)
    )


def may_edit(actor: rights.Actor, person: Person) -> bool:
    """May the actor bring up to date what is known about this person?"""
    return actor.may("registry.edit_person", person.area_id)


def may_record_consent(actor: rights.Actor, person: Person) -> bool:
    """May the actor write down what this person says about the use of his data, and whom he lets act for him?"""
    return actor.may("registry.record_consent", person.area_id)


def may_answer_request(actor: rights.Actor, person: Person) -> bool:
    """May the actor answer this person's requests about his own data?"""
    return actor.may("registry.answer_requests", person.area_id)


MANAGE_ACCOUNTS = "foundation.manage_accounts"
GRANT_ROLES = "foundation.grant_roles"
READ_AUDIT = "foundation.read_audit"
GUARDED = frozenset({MANAGE_ACCOUNTS, GRANT_ROLES, READ_AUDIT})
"""Nobody holds two of these: who opens accounts, who gives roles, who reads the log of it all."""


def guarded(permissions: Iterable[str]) -> frozenset[str]:
    """Which of the three that are kept apart are among these."""
    return GUARDED & frozenset(permissions)


def may_see_account(actor: rights.Actor, area: str) -> bool:
    """May the actor see the accounts of people of this area?"""
    return actor.may(MANAGE_ACCOUNTS, area) or actor.may(GRANT_ROLES, area)


def require_account(actor: rights.Actor, areas: Iterable[str]) -> None:
    """Raise `Refused` unless the actor manages accounts in all these areas: whoever reaches further is not his."""
    for area in areas:
        rights.require(actor, MANAGE_ACCOUNTS, area)
