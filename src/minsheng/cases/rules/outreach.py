"""Proactive outreach: what came of a contact. Pure."""

from __future__ import annotations

from enum import StrEnum


class OutreachResult(StrEnum):
    """What came of a contact; a need becomes a case at the desk instead."""

    NO_NEED = "no_need"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"
    MET = "met"
    """Spoken with over a case or a task, not from a list."""


OUTREACH_WORDS = {
    OutreachResult.NO_NEED: "联系上了，现在没有需要",
    OutreachResult.NOT_REACHED: "没有联系上",
    OutreachResult.DECLINED: "本人说以后不要主动联系",
    OutreachResult.MET: "办别的事时说上了话",
}
FROM_A_LIST = (OutreachResult.NO_NEED, OutreachResult.NOT_REACHED, OutreachResult.DECLINED)
"""What can come of a contact from a list."""
