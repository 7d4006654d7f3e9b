"""What a guide must say before people are sent by it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from minsheng.foundation.worktime import UNIT_WORDS, LimitUnit


def guide_gaps(
    steps: Sequence[str], non_digital_path: str, statutory: tuple[int, str] | None, promised: tuple[int, str]
) -> tuple[str, ...]:
    """What keeps a guide from being published, a sentence each with its remedy; () where nothing does.

    Limits are (amount, unit); they are compared where both count in the same unit.
    """
    found: list[str] = []
    if not any(step.strip() for step in steps):
        found.append("没有写办理步骤。请至少写一步。")
    if not non_digital_path.strip():
        found.append("没有写不上网怎么办。请写电话、窗口或上门的办法：每件事都要有。")
    if statutory is not None and statutory[1] == promised[1] and promised[0] > statutory[0]:
        sentence = f"承诺时限{limit_words(*promised)}比法定时限{limit_words(*statutory)}还长。请改短。"
        found.append(sentence)
    return tuple(found)


def limit_words(amount: int, unit: str) -> str:
    """A limit as people say it: 5个工作日."""
    return f"{amount}{UNIT_WORDS[LimitUnit(unit)]}" if amount else "当场办结"
