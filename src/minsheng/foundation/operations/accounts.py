"""Accounts and their grants."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from minsheng.foundation import keys, rights, second_factor
from minsheng.foundation.models import Account, Grant, SecurityKey

MOST_WRONG = 5
LOCK = timedelta(minutes=15)


@transaction.atomic
def set_account(*, login: str, name: str, hashed: str) -> uuid.UUID:
    """Enter an account with a password hash; one that exists keeps its password and gets the name. Returns its id."""
    account = Account.objects.filter(login=login).first()
    if account is None:
        return Account.objects.create(login=login, name=name, password=hashed).pk
    Account.objects.filter(pk=account.pk).update(name=name)
    return account.pk


@transaction.atomic
def set_password(*, login: str, hashed: str, is_temporary: bool = False) -> uuid.UUID | None:
    """Give an account a new password hash; returns its id, None where there is no such login.

    With a temporary one (somebody else has seen it) the person chooses his own before anything else. What is asked for
    after the password stays as it is: a new password alone lets nobody in who lacks it (`end_lost_factor`).
    """
    found = Account.objects.select_for_update().filter(login=login).first()
    if found is None:
        return None
    Account.objects.filter(pk=found.pk).update(password=hashed, has_temporary_password=is_temporary)
    return found.pk


@transaction.atomic
def set_second_factor(
    *, account_id: uuid.UUID, secret: str, recovery: Sequence[str], step: int, drift: int = 0
) -> None:
    """Ask an account for a code at every sign-in from now on; `step` is the one that confirmed it.

    `drift`: how many steps the telephone's clock is ahead, at most `second_factor.MOST_DRIFT` to either side.
    """
    Account.objects.filter(pk=account_id).update(
        factor_sealed=keys.ring().seal(secret, _place(account_id)),
        factor_step=step,
        factor_drift=drift,
        factor_wrong=0,
        recovery_hashes=[second_factor.hashed(one) for one in recovery],
    )


@transaction.atomic
def end_second_factor(*, account_id: uuid.UUID) -> None:
    """Ask an account for nothing but its password any more: no code, no security key, no recovery code."""
    SecurityKey.objects.filter(account_id=account_id).delete()
    end_code(account_id=account_id)


@transaction.atomic
def end_code(*, account_id: uuid.UUID) -> None:
    """Ask an account for no code any more; its security keys stay, and its recovery codes with them."""
    Account.objects.filter(pk=account_id).update(factor_sealed=None, factor_step=0, factor_drift=0)
    forget_idle_recovery(account_id=account_id)


def forget_idle_recovery(*, account_id: uuid.UUID) -> None:
    """Forget the recovery codes of an account that has neither code nor security key; they would open nothing."""
    has_key = Exists(SecurityKey.objects.filter(account_id=OuterRef("pk")))
    found = Account.objects.filter(~has_key, pk=account_id, factor_sealed=None)
    found.update(factor_wrong=0, factor_wrong_at=None, recovery_hashes=[])


class Locked(Exception):
    """Too many wrong codes: until when no further one is looked at."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


def use_code(*, account_id: uuid.UUID, typed: str, at: datetime) -> bool:
    """Is this the account's code of now, or one of its recovery codes? Either serves once. Raises `Locked`.

    After `MOST_WRONG` wrong ones in a row nothing is looked at for `LOCK`, the right one neither.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        if account.factor_sealed is None and not account.recovery_hashes:
            return False
        require_open(account, at)
        is_right = _takes(account, typed, at)
        account.save(update_fields=["factor_step", "recovery_hashes"])
        count_attempt(account, is_right=is_right, at=at)
    return is_right


def match_clock(*, account_id: uuid.UUID, typed: tuple[str, str], at: datetime) -> bool:
    """Learn a telephone's clock anew from two codes in a row, by one step at most. Raises `Locked`.

    Nobody is let in by them: both are spent, and the next code counts. Wrong ones count with wrong codes.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        if account.factor_sealed is None:
            return False
        require_open(account, at)
        secret = keys.ring().open(bytes(account.factor_sealed), _place(account.pk))
        drift = second_factor.moved_drift(secret, typed, at, drift=account.factor_drift, last_step=account.factor_step)
        if drift is not None:
            account.factor_drift, account.factor_step = drift, second_factor.present_step(at, drift)
            account.save(update_fields=["factor_drift", "factor_step"])
        count_attempt(account, is_right=drift is not None, at=at)
    return drift is not None


def require_open(account: Account, at: datetime) -> None:
    """Raises `Locked` while too many wrong codes and keys in a row have closed the account's second step."""
    until = (account.factor_wrong_at or at) + LOCK
    if account.factor_wrong >= MOST_WRONG and at < until:
        raise Locked(until)


def count_attempt(account: Account, *, is_right: bool, at: datetime) -> None:
    """Count a wrong code or key of an account that is locked for it, or forget them at a right one."""
    account.factor_wrong = 0 if is_right else account.factor_wrong % MOST_WRONG + 1
    account.factor_wrong_at = None if is_right else at
    account.save(update_fields=["factor_wrong", "factor_wrong_at"])


def use_word(*, account_id: uuid.UUID, typed: str, at: datetime) -> bool:
    """Is this the account's password, asked for once more? Raises `Locked`, as `use_code`, after `MOST_WRONG`."""
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        until = (account.word_wrong_at or at) + LOCK
        if account.word_wrong >= MOST_WRONG and at < until:
            raise Locked(until)
        is_right = account.check_password(typed)
        account.word_wrong = 0 if is_right else account.word_wrong % MOST_WRONG + 1
        account.word_wrong_at = None if is_right else at
        account.save(update_fields=["word_wrong", "word_wrong_at"])
    return is_right


def _takes(account: Account, typed: str, at: datetime) -> bool:
    if account.factor_sealed is not None:
        secret = keys.ring().open(bytes(account.factor_sealed), _place(account.pk))
        step = second_factor.step_of(secret, typed, at, drift=account.factor_drift, last_step=account.factor_step)
        if step is not None:
            account.factor_step = step
            return True
    spent = second_factor.hashed(typed)
    if spent not in account.recovery_hashes:
        return False
    account.recovery_hashes = [one for one in account.recovery_hashes if one != spent]
    return True


def _place(account_id: uuid.UUID) -> str:
    return f"foundation_account.factor_sealed.{account_id}"


@transaction.atomic
def set_active(*, account_id: uuid.UUID, is_active: bool) -> bool:
    """Let an account sign in, or end its sessions at once and let it no more; false where nothing changed."""
    return bool(Account.objects.filter(pk=account_id, is_active=not is_active).update(is_active=is_active))


@transaction.atomic
def grant_role(*, account_id: uuid.UUID, role: str, area: str, valid_from: date, valid_to: date | None = None) -> bool:
    """Give an account a role in an area from a day; one that it holds from then on stays. False where nothing changed."""
    held = Grant.objects.filter(account_id=account_id, role_id=role, area_id=area)
    if held.filter(rights.not_over(valid_from)).exists():
        return False
    days = {"valid_to": valid_to, "ended_at": None}  # one that was ended at once on its first day begins again
    Grant.objects.update_or_create(
        account_id=account_id, role_id=role, area_id=area, valid_from=valid_from, defaults=days
    )
    return True


@transaction.atomic
def end_grant(*, grant_id: int, on: date, ended_at: datetime | None = None) -> bool:
    """Let a grant count for the last time on a day; one that has not begun goes. False where it has ended before.

    With `ended_at` it counts from that moment of the day no more.
    """
    found = Grant.objects.select_for_update().filter(pk=grant_id).first()
    last = found.valid_to if found else None
    if found is None or (last is not None and (last < on or (last == on and (found.ended_at or not ended_at)))):
        return False
    if found.valid_from > on:
        found.delete()
    else:
        found.valid_to, found.ended_at = on, ended_at
        found.save(update_fields=["valid_to", "ended_at"])
    return True
