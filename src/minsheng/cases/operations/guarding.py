"""What no operation lets into the record, whichever form, file or interface it came by."""

from __future__ import annotations

from minsheng.foundation import identity


def refuse_secrets(*texts: str) -> None:
    """Raise `ValueError` where a text holds the digits of a card, an identity number or a password."""
    if any(identity.secrets_in(text) for text in texts):
        raise ValueError("不要记录银行卡号、身份证号或密码。任何人办事都不需要在这里写这些数字，请删去后再保存。")
