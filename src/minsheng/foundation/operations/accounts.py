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
def set_password(*, login: str, hashed: str) -> bool:
    """Give an account a new password hash; false where there is no such login."""
    return bool(Account.objects.filter(login=login).update(password=hashed))


@transaction.atomic
def grant_role(*, account_id: uuid.UUID, role: str, area: str, valid_from: date) -> None:
    """Give an account a role in an area from a day; giving the same again changes nothing."""
    if not Grant.objects.filter(account_id=account_id, role_id=role, area_id=area).exists():
        Grant.objects.create(account_id=account_id, role_id=role, area_id=area, valid_from=valid_from)
