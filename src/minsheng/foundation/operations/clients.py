"""Connected systems and their keys: added, given, taken back by an administrator of all their areas."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from minsheng.foundation import facts, ids, queries, rights, writing
from minsheng.foundation.client_facts import ClientAdded, ClientEnded, TokenMade, TokenRevoked
from minsheng.foundation.models import Account, Client, Token
from minsheng.foundation.scopes import NEED_AN_ORGANISATION, SCOPES

MOST_DAYS = 366
MANAGE = "foundation.manage_clients"


@dataclass(frozen=True, kw_only=True)
class NewClient:
    """Another system as it is to be connected."""

    code: str
    name: str
    areas: tuple[str, ...]
    scopes: tuple[str, ...]
    speaks_for: uuid.UUID | None = None
    per_minute: int = 120


@writing.operation
def add_client(*, client: NewClient, by: rights.Actor, at: datetime) -> Client:
    """Connect another system. Raises `Refused` outside the actor's areas, `ValueError` for what does not fit."""
    _check(client)
    for area in client.areas:
        rights.require(by, MANAGE, area)
    account = Account(id=ids.new_id(at), login=f"system:{client.code}", name=client.name)
    account.set_unusable_password()
    account.save(force_insert=True)
    added = Client.objects.create(
        id=ids.new_id(at),
        code=client.code,
        account=account,
        areas=list(client.areas),
        scopes=sorted(set(client.scopes)),
        speaks_for=client.speaks_for,
        per_minute=client.per_minute,
        added_at=at,
        added_by=by.id,
    )
    told = ClientAdded(
        about=added.pk,
        area=facts.Code(client.areas[0]),
        scopes=tuple(map(facts.Code, added.scopes)),
        areas=tuple(map(facts.Code, added.areas)),
    )
    facts.tell(told, by=by.id, at=at)
    return added


def _check(client: NewClient) -> None:
    known = queries.divisions()
    if not client.areas or any(area not in known for area in client.areas):
        raise ValueError("请选择这个系统可以进入的地区，要在区划表里有。")
    if not client.scopes or any(scope not in SCOPES for scope in client.scopes):
        raise ValueError("请从列表中选择这个系统可以做的事，至少一项。")
    if NEED_AN_ORGANISATION & set(client.scopes) and client.speaks_for is None:
        raise ValueError("看、退回、办理本单位的诉求，要先选择这个系统代表哪个单位。")
    if Client.objects.filter(code=client.code).exists():
        raise ValueError("这个代码已经用过。请换一个。")


@writing.operation
def end_client(*, client_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """Let a system connect no longer; its keys stop at once. Raises `Unseen`, and `ValueError` the second time."""
    client = _locked(client_id, by)
    if client.ended_at is not None:
        raise ValueError("这个系统已经停用。")
    client.ended_at = at
    client.save(update_fields=["ended_at"])
    facts.tell(ClientEnded(about=client.pk, area=facts.Code(client.areas[0])), by=by.id, at=at)


@writing.operation
def make_token(*, client_id: uuid.UUID, days: int, by: rights.Actor, at: datetime) -> str:
    """A new key, returned once; only its digest is kept. Several may be valid, so that one can follow another."""
    client = _locked(client_id, by)
    if client.ended_at is not None:
        raise ValueError("这个系统已经停用，不能再发密钥。")
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(f"密钥的有效期是 1 到 {MOST_DAYS} 天。")
    start, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    token = Token.objects.create(
        id=ids.new_id(at),
        client=client,
        start=start,
        digest=digest_of(secret),
        made_at=at,
        made_by=by.id,
        expires_at=at + timedelta(days=days),
    )
    told = TokenMade(about=client.pk, area=facts.Code(client.areas[0]), token=token.pk, expires_at=token.expires_at)
    facts.tell(told, by=by.id, at=at)
    return f"ms_{start}_{secret}"


@writing.operation
def revoke_token(*, token_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """Take a key back; it stops at once. Raises `Unseen`; a second time changes nothing."""
    token = Token.objects.select_for_update().filter(pk=token_id).first()
    client = _locked(token.client_id if token else uuid.UUID(int=0), by)
    if token is None or token.revoked_at is not None:
        return
    token.revoked_at, token.revoked_by = at, by.id
    token.save(update_fields=["revoked_at", "revoked_by"])
    facts.tell(TokenRevoked(about=client.pk, area=facts.Code(client.areas[0]), token=token.pk), by=by.id, at=at)


def digest_of(secret: str) -> bytes:
    """What is kept of a key: it is random and long, so one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).digest()


def _locked(client_id: uuid.UUID, by: rights.Actor) -> Client:
    rights.require(by, MANAGE)
    return queries.seen_client(client_id, by, lock=True)


def count_request(*, client_id: uuid.UUID, token_id: uuid.UUID, at: datetime) -> int:
    """Count one request of a client in the present minute; how many there were, this one included."""
    minute = at.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_clientminute (client_id, minute, asked) VALUES (%s, %s, 1)"
            " ON CONFLICT (client_id, minute) DO UPDATE SET asked = foundation_clientminute.asked + 1 RETURNING asked",
            [client_id, minute],
        )
        asked = int(cursor.fetchone()[0])
    if asked == 1:
        Token.objects.filter(pk=token_id).update(last_used_at=at)
    return asked
