"""Pure rules of skills and posts: which words of a skill stand in what a post asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

LEAST_LETTERS = 2
"""A shorter word says too little to explain a match."""


def shared_words(words: Iterable[str], text: str) -> tuple[str, ...]:
    """The words that stand in the text, each once, the longest first; one inside another is left out."""
    found: list[str] = []
    for word in sorted({one for one in words if len(one) >= LEAST_LETTERS}, key=lambda one: (-len(one), one)):
        if word in text and not any(word in longer for longer in found):
            found.append(word)
    return tuple(found)


def reasons(skills: Mapping[str, Iterable[str]], text: str, *, verb: str = "会") -> tuple[str, ...]:
    """For each skill (its name and its words) that a post asks for: why, in words. Empty: no match.

    `verb`: "会" of what somebody can, "学会" of what he could learn.
    """
    told = []
    for name, words in skills.items():
        shared = shared_words([name, *words], text)
        if shared:
            told.append(f"{verb}“{name}”，这个岗要“{'、'.join(shared)}”")
    return tuple(told)
