"""Ending sessions, and what one changes of one's own way to sign in: each ends the sessions elsewhere."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from minsheng.foundation import context, facts, rights, second_factor, worktime, writing
from minsheng.foundation.account_facts import (
    CodeGivenUp,
    CodeSetUp,
    LogFetched,
    LostFactorEnded,
    PasswordChanged,
    SessionsEnded,
)
from minsheng.foundation.models import Account, Grant, OpenSession
from minsheng.foundation.operations.accounts import end_code, end_second_factor, set_password, set_second_factor


def end_sessions(*, account_id: uuid.UUID, here: uuid.UUID | None = None, chosen: uuid.UUID | None = None) -> int:
    """End the sessions of an account, but not the one `here`; with `chosen` only that one. How many ended."""
    found = OpenSession.objects.filter(account_id=account_id)
    if here is not None:
        found = found.exclude(handle=here)
    if chosen is not None:
        found = found.filter(handle=chosen)
    return found.delete()[0]


@writing.operation
def end_own_sessions(*, here: uuid.UUID | None, chosen: uuid.UUID | None, by: uuid.UUID, at: datetime) -> int:
    """End one of one's own other sessions, or all of them. Returns how many; one that has ended before is none."""
    count = end_sessions(account_id=by, here=here, chosen=chosen)
    if count:
        facts.tell(SessionsEnded(about=by, area=area_of(by, at), session_count=count), by=by, at=at)
    return count


@writing.operation
def change_own_password(*, hashed: str, here: uuid.UUID | None, by: uuid.UUID, at: datetime) -> None:
    """Give oneself a new password; the sessions elsewhere end."""
    set_password(login=Account.objects.get(pk=by).login, hashed=hashed)
    end_sessions(account_id=by, here=here)
    facts.tell(PasswordChanged(about=by, area=area_of(by, at)), by=by, at=at)


@writing.operation
def set_own_second_factor(
    *, secret: str, recovery: Sequence[str], drift: int, here: uuid.UUID | None, by: uuid.UUID, at: datetime
) -> None:
    """Ask oneself for a code from now on, after the present one of a telephone that is `drift` steps ahead.

    The sessions elsewhere, which began without one, end.
    """
    step = second_factor.present_step(at, drift)
    set_second_factor(account_id=by, secret=secret, recovery=recovery, step=step, drift=drift)
    end_sessions(account_id=by, here=here)
    facts.tell(CodeSetUp(about=by, area=area_of(by, at)), by=by, at=at)


@writing.operation
def end_own_second_factor(*, here: uuid.UUID | None, by: uuid.UUID, at: datetime) -> None:
    """Ask oneself for no code any more, security keys stay; the sessions elsewhere end."""
    end_code(account_id=by)
    end_sessions(account_id=by, here=here)
    facts.tell(CodeGivenUp(about=by, area=area_of(by, at)), by=by, at=at)


@writing.operation
def end_lost_factor(*, account_id: uuid.UUID, proof: str, by: uuid.UUID | None, at: datetime) -> None:
    """End code, security keys and recovery codes of somebody who has lost them, and his sessions.

    `proof`: how it was made sure who he is (`rules.Proof` of the registry), `server` from the command on the server.
    """
    end_second_factor(account_id=account_id)
    end_sessions(account_id=account_id)
    facts.tell(LostFactorEnded(about=account_id, area=area_of(account_id, at), proof=facts.Code(proof)), by=by, at=at)


@writing.operation
def note_log_fetched(*, what: str, row_count: int, by: uuid.UUID, at: datetime) -> None:
    """Note in the log that a part of it left as a file; the page has seen to it that only an auditor comes here."""
    told = LogFetched(about=by, area=area_of(by, at), what=facts.Code(what), row_count=row_count)
    facts.tell(told, by=by, at=at)


def area_of(account_id: uuid.UUID, at: datetime) -> facts.Code:
    """Where what somebody does with his own account is noted: the first area of his roles, else the banner."""
    held = Grant.objects.filter(rights.in_force(worktime.local_date(at)), account_id=account_id)
    first = held.order_by("area_id").values_list("area_id", flat=True).first()
    return facts.Code(first or context.home_area())
