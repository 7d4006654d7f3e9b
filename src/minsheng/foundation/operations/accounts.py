"""Accounts and their grants."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from minsheng.foundation.models import Account, Grant


@transaction.atomic
def set_account(*, login: str, name: str, hashed: str) -> uuid.UUID:
    """Enter an account with a password hash; one that exists keeps its password and gets the name. Returns its id."""
    account = Account.objects.filter(login=login).first()
    if account is None:
        return Account.objects.create(login=login, name=name, password=hashed).pk
    Account.objects.filter(pk=account.pk).update(name=name)
    return account.pk


@transaction.atomic
def set_password(*, login: str, hashed: str, is_temporary: bool = False) -> bool:
    """Give an account a new password hash; false where there is no such login.

    With a temporary one (somebody else has seen it) the person chooses his own before anything else.
    """
    found = Account.objects.filter(login=login)
    return bool(found.update(password=hashed, has_temporary_password=is_temporary))


@transaction.atomic
def set_active(*, account_id: uuid.UUID, is_active: bool) -> bool:
    """Let an account sign in, or end its sessions at once and let it no more; false where nothing changed."""
    return bool(Account.objects.filter(pk=account_id, is_active=not is_active).update(is_active=is_active))


@transaction.atomic
def grant_role(*, account_id: uuid.UUID, role: str, area: str, valid_from: date, valid_to: date | None = None) -> bool:
    """Give an account a role in an area from a day; one that it holds from then on stays. False where nothing changed."""
    held = Grant.objects.filter(account_id=account_id, role_id=role, area_id=area).exclude(valid_to__lt=valid_from)
    if held.exists():
        return False
    Grant.objects.create(account_id=account_id, role_id=role, area_id=area, valid_from=valid_from, valid_to=valid_to)
    return True


@transaction.atomic
def end_grant(*, grant_id: int, on: date) -> bool:
    """Let a grant count for the last time on a day; one that has not begun goes. False where it has ended before."""
    found = Grant.objects.select_for_update().filter(pk=grant_id).first()
    if found is None or (found.valid_to is not None and found.valid_to <= on):
        return False
    if found.valid_from > on:
        found.delete()
    else:
        found.valid_to = on
        found.save(update_fields=["valid_to"])
    return True
