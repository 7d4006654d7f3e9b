"""Sentences that are made far from a page (in a job, a file reader) and shown later, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sentence:
    """Words with places for values, in Chinese; pages translate the words and then fill in the values."""

    words: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate` (Django's `gettext`)."""
        return translate(self.words).format(**self.values)

    def as_json(self) -> dict[str, Any]:
        """For a JSON column."""
        return {"words": self.words, "values": dict(self.values)}


def say(words: str, **values: str | int) -> Sentence:
    """A sentence; `tools.messages` gathers its words for translation, so they are written out at the call."""
    return Sentence(words, values)


def from_json(told: Mapping[str, Any]) -> Sentence:
    """The sentence that `as_json` wrote."""
    return Sentence(str(told["words"]), dict(told["values"]))


def quoted(words: str) -> Sentence:
    """Words that are already a whole sentence, for example of an error that another part raised."""
    return Sentence("{quoted}", {"quoted": words})
