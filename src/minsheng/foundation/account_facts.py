"""What is told about signing in. `about` is the account; passwords, codes and addresses are never told."""

from __future__ import annotations

from dataclasses import dataclass

from minsheng.foundation.facts import Code, Fact


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Fact):
    """Somebody has chosen a new password for himself."""


@dataclass(frozen=True, kw_only=True)
class CodeSetUp(Fact):
    """Somebody is asked for a code at every signing in from now on."""


@dataclass(frozen=True, kw_only=True)
class CodeGivenUp(Fact):
    """Somebody is asked for no code any more."""


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Fact):
    """Sessions of an account were ended, by itself or by an administrator."""

    session_count: int


@dataclass(frozen=True, kw_only=True)
class LogFetched(Fact):
    """An auditor has taken a part of the log along as a file; `about` is the auditor."""

    what: Code
    row_count: int
