"""The clock of handling stands still, for a reason of the list, and runs again."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.cases import rules
from minsheng.cases.facts import LimitPaused
from minsheng.cases.models import Case, Limit, LimitPause
from minsheng.cases.operations import guarding, limits
from minsheng.cases.operations.handling import locked
from minsheng.foundation import facts, rights, writing


@writing.operation
def pause_limit(
    *, case_id: uuid.UUID, reason: rules.PauseReason, note: str, by: rights.Actor, at: datetime
) -> LimitPause:
    """Stop the clock of handling; the note says what is waited for.

    Raises `NotNow` where it stands already, where there is no such limit, and where it has passed: nobody pauses
    his way out of being late.
    """
    if not note.strip():
        raise ValueError("请写明在等什么、大约等到什么时候。")
    guarding.refuse_secrets(note)
    case = locked(case_id, rules.Act.PAUSE, by, at)
    require_pausable(case, at)
    pause = LimitPause.objects.create(case=case, reason=reason, note=note, started_at=at, started_by=by.id)
    limits.save_recounted(case, at)
    facts.tell(
        LimitPaused(about=case.pk, area=facts.Code(case.area_id), reason=facts.Code(reason.value)), by=by.id, at=at
    )
    return pause


def require_pausable(case: Case, at: datetime) -> None:
    """Raise `NotNow` where the clock of handling cannot be stopped now: see `pause_limit`."""
    if case.paused_at is not None:
        raise rules.NotNow("办理时限已经暂停。请先恢复计时。")
    running = Limit.objects.filter(case=case, kind__in=rules.PAUSABLE, met_at=None).first()
    if running is None:
        raise rules.NotNow("这件事没有正在计时的办理时限，不用暂停。")
    if running.due_at is not None and running.due_at < at:
        raise rules.NotNow("办理时限已经过了，不能再暂停。请尽快办理，并向对方说明原因。")


@writing.operation
def resume_limit(*, case_id: uuid.UUID, by: rights.Actor, at: datetime) -> Case:
    """Let the clock of handling run again. Raises `NotNow` where it does."""
    case = locked(case_id, rules.Act.RESUME, by, at)
    if not limits.end_pause(case, by.id, at):
        raise rules.NotNow("办理时限没有暂停，正在计时。请刷新页面查看最新情况。")
    case.changed_at = at
    case.save(update_fields=["due_at", "paused_at", "changed_at"])
    return case
