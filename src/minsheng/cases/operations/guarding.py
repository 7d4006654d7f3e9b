"""What no operation lets into the record, whichever form, file or interface it came by; the words that it keeps."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.cases import rules
from minsheng.cases.models import Case, Reason
from minsheng.foundation import identity


def refuse_secrets(*texts: str) -> None:
    """Raise `ValueError` where a text holds the digits of a card, an identity number or a password."""
    if any(identity.secrets_in(text) for text in texts):
        raise ValueError("不要记录银行卡号、身份证号或密码。任何人办事都不需要在这里写这些数字，请删去后再保存。")


def note_reason(case: Case, act: rules.Act, words: str, by: uuid.UUID, at: datetime, remedy: str = "") -> Reason:
    """Keep the words of an act that needs a reason; what the tables hold of the case now may change later."""
    return Reason.objects.create(case=case, act=act, at=at, by=by, words=words[:400], remedy=remedy[:400])
