"""Pure rules of money that a helper shops with: in whole fen, and the sums come out."""

from __future__ import annotations

import re

MONEY = re.compile(r"[0-9]{1,5}(\.[0-9]{1,2})?", re.ASCII)


def fen(yuan: str) -> int:
    """An amount in yuan with at most two decimals, in fen ("86.5" is 8650). Raises `ValueError` for another text."""
    if not MONEY.fullmatch(yuan):
        raise ValueError("请写金额，最多两位小数，例如 86.5。")
    whole, _point, part = yuan.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def yuan(amount_fen: int) -> str:
    """An amount of 0 or more in words ("86.50元")."""
    return f"{amount_fen // 100}.{amount_fen % 100:02d}元"


def require_balance(given_fen: int, spent_fen: int, returned_fen: int) -> None:
    """Raise `ValueError`, with the sums, unless what was spent and what came back make up what was given."""
    if min(given_fen, spent_fen, returned_fen) < 0:
        raise ValueError("金额不能小于0。请再算一遍。")
    if spent_fen + returned_fen != given_fen:
        raise ValueError(
            f"花的{yuan(spent_fen)}加找回的{yuan(returned_fen)}是{yuan(spent_fen + returned_fen)}，"
            f"不等于收到的{yuan(given_fen)}。请再算一遍。"
        )
