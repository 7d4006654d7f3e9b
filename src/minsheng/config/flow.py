"""Who reacts to what: the one file that connects the facts of the stages (architecture: "the way")."""

from __future__ import annotations


def connect() -> None:
    """Say once, when Django is ready, which reactions follow which facts."""
