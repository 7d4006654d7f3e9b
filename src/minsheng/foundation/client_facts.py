"""What is told about connected systems. `about` is the client; keys themselves are never told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from minsheng.foundation.facts import Code, Fact


@dataclass(frozen=True, kw_only=True)
class ClientAdded(Fact):
    """Another system may connect, with these scopes in these areas."""

    scopes: tuple[Code, ...]
    areas: tuple[Code, ...]


@dataclass(frozen=True, kw_only=True)
class ClientEnded(Fact):
    """A system is connected no longer."""


@dataclass(frozen=True, kw_only=True)
class TokenMade(Fact):
    """A connected system has a new key until a day."""

    token: uuid.UUID
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(Fact):
    """A key was taken back."""

    token: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class NotificationsBegan(Fact):
    """A connected system is told from now on what becomes of the cases of its areas."""

    subscription: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class NotificationSecretRenewed(Fact):
    """What is sent to a connected system is signed with a new secret from now on."""

    subscription: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class NotificationsEnded(Fact):
    """A connected system is told nothing more."""

    subscription: uuid.UUID
