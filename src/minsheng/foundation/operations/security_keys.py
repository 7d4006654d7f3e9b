"""Security keys of an account: asked for, added, taken away, and proven after the password."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from minsheng.foundation import facts, rights, second_factor, security_keys, writing
from minsheng.foundation.account_facts import SecurityKeyAdded, SecurityKeyRefused, SecurityKeyRemoved
from minsheng.foundation.logs import security
from minsheng.foundation.models import Account, KeyChallenge, SecurityKey
from minsheng.foundation.operations.accounts import count_attempt, forget_idle_recovery, require_open
from minsheng.foundation.operations.sessions import area_of, end_sessions

MOST_KEYS = 10


@transaction.atomic
def issue_challenge(*, account_id: uuid.UUID, purpose: KeyChallenge.Purpose, at: datetime) -> bytes:
    """A question for one answer of this account; those that waited too long are deleted."""
    KeyChallenge.objects.filter(account_id=account_id, issued_at__lte=at - security_keys.LIFE).delete()
    made = security_keys.new_challenge()
    KeyChallenge.objects.create(digest=security_keys.digest(made), account_id=account_id, purpose=purpose, issued_at=at)
    return made


def spend_challenge(*, challenge: bytes, account_id: uuid.UUID, purpose: KeyChallenge.Purpose, at: datetime) -> bool:
    """Take a question away that was put to this account for this purpose. False for one that is spent or too old.

    Of two that answer the same question at once only one finds it.
    """
    found = KeyChallenge.objects.filter(
        digest=security_keys.digest(challenge),
        account_id=account_id,
        purpose=purpose,
        issued_at__gt=at - security_keys.LIFE,
    )
    return bool(found.delete()[0])


@writing.operation
def add_own_key(
    *,
    enrolled: security_keys.Enrolled,
    name: str,
    recovery: Sequence[str],
    here: uuid.UUID | None,
    by: uuid.UUID,
    at: datetime,
) -> bool:
    """Let oneself in with a further key from now on; the sessions elsewhere end.

    `recovery` are codes that count if the account has no second factor yet; True where they were taken. Raises
    `ValueError` for a name or key that is there already, and for more than `MOST_KEYS`.
    """
    account = Account.objects.select_for_update().get(pk=by)
    held = list(SecurityKey.objects.filter(account_id=by).values_list("name", flat=True))
    if len(held) >= MOST_KEYS:
        raise ValueError(gettext("最多登记10把安全密钥。请先删掉不用的。"))
    if name in held:
        raise ValueError(gettext("已经有一把密钥叫这个名字。请换个名字，免得以后删错。"))
    if SecurityKey.objects.filter(credential_id=enrolled.credential_id).exists():
        raise ValueError(gettext("这把密钥已经登记过。请用另一把。"))
    made = SecurityKey.objects.create(
        account=account,
        name=name,
        credential_id=enrolled.credential_id,
        public_key=enrolled.public_key,
        sign_count=enrolled.sign_count,
        transports=list(enrolled.transports),
        added_at=at,
    )
    is_first = not held and account.factor_sealed is None
    if is_first:
        account.recovery_hashes = [second_factor.hashed(one) for one in recovery]
        account.save(update_fields=["recovery_hashes"])
    end_sessions(account_id=by, here=here)
    facts.tell(SecurityKeyAdded(about=by, area=area_of(by, at), key=made.pk), by=by, at=at)
    return is_first


@writing.operation
def remove_own_key(*, key_id: uuid.UUID, here: uuid.UUID | None, by: uuid.UUID, at: datetime) -> None:
    """Take a key of one's own away; the sessions elsewhere end. Raises `Unseen` for one that is not there."""
    Account.objects.select_for_update().get(pk=by)
    if not SecurityKey.objects.filter(pk=key_id, account_id=by).delete()[0]:
        raise rights.Unseen(gettext("没有这把安全密钥，或已经删掉。"))
    forget_idle_recovery(account_id=by)
    end_sessions(account_id=by, here=here)
    facts.tell(SecurityKeyRemoved(about=by, area=area_of(by, at), key=key_id), by=by, at=at)


def use_key(*, account_id: uuid.UUID, answer: str, challenge: bytes, place: security_keys.Place, at: datetime) -> bool:
    """Does this answer of a browser prove one of the account's keys? The question is spent either way. Raises `Locked`.

    Wrong keys count with wrong codes (`use_code`); an answer to a spent question is not looked at and counts nowhere.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        require_open(account, at)
        if not spend_challenge(challenge=challenge, account_id=account_id, purpose=KeyChallenge.Purpose.SIGN_IN, at=at):
            return False
        try:
            _prove(account_id, answer, challenge, place, at)
        except security_keys.NotProven as problem:
            security.warning("security key refused for account %s: %s", account_id, problem)
            count_attempt(account, is_right=False, at=at)
            reason = facts.Code(problem.reason)
            facts.tell(
                SecurityKeyRefused(about=account_id, area=area_of(account_id, at), reason=reason), by=None, at=at
            )
            return False
        count_attempt(account, is_right=True, at=at)
    return True


def _prove(account_id: uuid.UUID, answer: str, challenge: bytes, place: security_keys.Place, at: datetime) -> None:
    """Note that a key was used. Raises `NotProven`; a key whose counter went back is suspected from then on."""
    key = SecurityKey.objects.filter(account_id=account_id, credential_id=security_keys.named(answer)).first()
    if key is None:
        raise security_keys.NotProven("unknown")
    count = security_keys.proven_count(
        place, challenge, answer, account_id=account_id, public_key=bytes(key.public_key)
    )
    if key.suspected_at is not None:
        raise security_keys.NotProven("suspected")
    if not security_keys.has_gone_on(key.sign_count, count):
        SecurityKey.objects.filter(pk=key.pk).update(suspected_at=at)
        raise security_keys.NotProven("counter", f"{count} after {key.sign_count}")
    SecurityKey.objects.filter(pk=key.pk).update(sign_count=count, last_used_at=at)
