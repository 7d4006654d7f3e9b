"""Labels of programmes: which kinds of things carry them, and how a choice of them is written. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from minsheng.foundation.sentences import Sentence, say

ORGANISATION = "registry.organisation"
SERVICE = "catalogue.service"
KIND_WORDS: Mapping[str, Sentence] = {ORGANISATION: say("组织"), SERVICE: say("服务事项")}
OTHER = say("其他")
Choice = tuple[str, str]
"""A programme, and the focus line on which the thing stands ("" for none)."""


def written(choice: Choice) -> str:
    """A choice as a form sends it."""
    return ":".join(part for part in choice if part)


def chosen(texts: Iterable[str]) -> dict[str, str]:
    """The programmes that a form sent, each with its line. Raises `ValueError` for two lines of one programme."""
    found: dict[str, str] = {}
    for text in texts:
        programme, _, line = text.partition(":")
        if programme in found:
            raise ValueError("同一个项目下只选一条聚焦。请去掉其中一条。")
        found[programme] = line
    return found
