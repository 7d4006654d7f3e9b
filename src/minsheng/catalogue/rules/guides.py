"""What a guide must say before people are sent by it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from minsheng.foundation.worktime import UNIT_WORDS, LimitUnit

CHANNELS: Mapping[str, tuple[str, ...]] = {
    "phone": ("电话", "热线", "拨打", "打12345"),
    "door": ("上门", "到场", "到家", "流动服务车"),
    "paper": ("纸", "书信", "寄", "递交", "交给", "代交"),
    "counter": ("窗口", "大厅", "服务中心", "就业中心", "登记处", "网点", "派出所"),
    "proxy": ("帮办员", "协办员", "村（社区）代", "村干部代", "代为", "代领", "代办"),
}
"""The ways without a device and the words by which a guide names them (promise M3)."""


def channels_named(non_digital_path: str) -> tuple[str, ...]:
    """The ways without a device that these words name, of `CHANNELS`; () where they name none."""
    return tuple(way for way, words in CHANNELS.items() if any(word in non_digital_path for word in words))


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
    elif not channels_named(non_digital_path):
        found.append("没有写清不上网去哪里办。请写明打电话、去窗口、交纸面材料、找谁代办，或有人上门。")
    if statutory is not None and statutory[1] == promised[1] and promised[0] > statutory[0]:
        sentence = f"承诺时限{limit_words(*promised)}比法定时限{limit_words(*statutory)}还长。请改短。"
        found.append(sentence)
    return tuple(found)


def limit_words(amount: int, unit: str) -> str:
    """A limit as people say it: 5个工作日."""
    return f"{amount}{UNIT_WORDS[LimitUnit(unit)]}" if amount else "当场办结"
