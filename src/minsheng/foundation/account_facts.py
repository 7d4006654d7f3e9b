"""What is told about signing in. `about` is the account; passwords, codes and addresses are never told."""

from __future__ import annotations

import uuid
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
class LostFactorEnded(Fact):
    """The code and the keys of somebody who lost them serve no more; `proof`: how it was made sure who he is."""

    proof: Code


@dataclass(frozen=True, kw_only=True)
class SecurityKeyAdded(Fact):
    """Somebody may show a further security key after the password."""

    key: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class SecurityKeyRemoved(Fact):
    """A security key of somebody serves no more, because he took it away."""

    key: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class SecurityKeyRefused(Fact):
    """After a right password a security key was shown that did not hold.

    `reason`: `malformed`, `unknown` (none of the account's), `unproven` (signature, address or question do not fit),
    `counter` (it has gone back: perhaps a copy), `suspected` (a counter went back before).
    """

    reason: Code


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Fact):
    """Sessions of an account were ended, by itself or by an administrator."""

    session_count: int


@dataclass(frozen=True, kw_only=True)
class LogFetched(Fact):
    """An auditor has taken a part of the log along as a file; `about` is the auditor."""

    what: Code
    row_count: int
