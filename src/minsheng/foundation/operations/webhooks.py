"""Webhooks: subscribed by an administrator, signed, sent in the order of each record, tried again, and never lost.

A fact that its receiver did not take after `MOST_ATTEMPTS` is dead: what follows of the same record waits until an
administrator has it sent again or leaves it out. A receiver may get a fact twice (a crash between sending and
noting it): it knows by the message's id.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import secrets
import time
import uuid
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.encoding import iri_to_uri

from minsheng.foundation import editions, facts, ids, keys, outgoing, queries, queue, rights, writing
from minsheng.foundation.client_facts import NotificationsBegan, NotificationSecretRenewed, NotificationsEnded
from minsheng.foundation.models import OutgoingFact, Subscription

MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=15)
PATIENCE_SECONDS = 5
OPEN = (OutgoingFact.State.WAITING, OutgoingFact.State.DEAD)
NOT_SENT = frozenset({"person"})
"""Fields of facts that lead to a person."""


@writing.operation
def subscribe(*, client_id: uuid.UUID, url: str, by: rights.Actor, at: datetime) -> str:
    """Tell a system at this address from now on; the secret for its signatures, returned once.

    Raises `ValueError` for an address that is not https or leads inside, a system that may not read cases, a second
    subscription.
    """
    client = queries.seen_client(client_id, by, lock=True)
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"}:
        raise ValueError("通知地址要以 https:// 开头。")
    if not parts.hostname or parts.username:
        raise ValueError("通知地址里要有主机名，不要写用户名和密码。")
    outgoing.checked_address(parts)
    if client.ended_at is not None or "cases.read" not in client.scopes:
        raise ValueError("只有能看本地区诉求（cases.read）的系统才能收通知。")
    if client.subscriptions.filter(ended_at=None).exists():
        raise ValueError("已经有一个通知地址。要换地址，先停掉原来的。")
    made = Subscription(id=ids.new_id(at), client=client, url=url, added_at=at, added_by=by.id)
    secret, made.secret_sealed = _new_secret(made)
    made.save(force_insert=True)
    told = NotificationsBegan(about=client.pk, area=facts.Code(client.areas[0]), subscription=made.pk)
    facts.tell(told, by=by.id, at=at)
    return secret


def _new_secret(of: Subscription) -> tuple[str, bytes]:
    """A secret, and how it is kept."""
    secret = secrets.token_urlsafe(32)
    return secret, keys.ring().seal(secret, f"foundation_subscription.secret.{of.pk}")


@writing.operation
def renew_secret(*, client_id: uuid.UUID, by: rights.Actor, at: datetime) -> str:
    """A new secret for the signatures, returned once; everything sent from now on is signed with it, old facts too.

    Nothing is lost by it: what the other side refuses until it knows the new one comes again.
    Raises `Unseen`, and `ValueError` where nothing is sent.
    """
    client = queries.seen_client(client_id, by, lock=True)
    found = client.subscriptions.filter(ended_at=None).first()
    if found is None:
        raise ValueError("没有通知地址，没有密钥要换。")
    secret, found.secret_sealed = _new_secret(found)
    found.save(update_fields=["secret_sealed"])
    told = NotificationSecretRenewed(about=client.pk, area=facts.Code(client.areas[0]), subscription=found.pk)
    facts.tell(told, by=by.id, at=at)
    return secret


@writing.operation
def unsubscribe(*, subscription_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """Tell a system nothing more. Raises `Unseen`."""
    found = Subscription.objects.filter(pk=subscription_id).first()
    client = queries.seen_client(found.client_id if found else uuid.UUID(int=0), by)
    if Subscription.objects.filter(pk=subscription_id, ended_at=None).update(ended_at=at):
        told = NotificationsEnded(about=client.pk, area=facts.Code(client.areas[0]), subscription=subscription_id)
        facts.tell(told, by=by.id, at=at)


def note_fact(*, told: facts.Told) -> None:
    """Note a fact for the systems that it is for, and let a job send it. No query where nobody has subscribed."""
    area = told.fact.area
    for subscription, areas in subscriptions():
        if area.startswith(areas):
            OutgoingFact.objects.create(
                id=ids.new_id(told.at),
                subscription_id=subscription,
                seq=told.seq,
                at=told.at,
                about=told.fact.about,
                next_at=told.at,
            )
            _put(subscription, told.fact.about)


def subscriptions() -> list[tuple[uuid.UUID, tuple[str, ...]]]:
    """Who is told: each subscription with its areas; kept in memory while it is unchanged."""
    return editions.kept("subscriptions", _subscriptions)


def _subscriptions() -> list[tuple[uuid.UUID, tuple[str, ...]]]:
    found = Subscription.objects.filter(ended_at=None, client__ended_at=None, client__scopes__contains=["cases.read"])
    return [(pk, tuple(areas)) for pk, areas in found.values_list("pk", "client__areas")]


def _put(subscription: uuid.UUID, about: uuid.UUID, wait: timedelta = timedelta(0)) -> None:
    queue.put_once(
        "foundation.send_facts",
        f"{subscription}:{about}",
        wait_seconds=int(wait.total_seconds()),
        subscription=str(subscription),
        about=str(about),
    )


def send_facts(*, subscription_id: uuid.UUID, about: uuid.UUID, at: datetime) -> int:
    """Send what waits of one record, oldest first, until one is not taken; how many were. Commits one by one.

    `at` is when it begins. Each is signed with its own moment: many to a slow receiver take longer than it
    believes a signature.
    """
    sent, began = 0, time.monotonic()
    while _send_next(subscription_id, about, at + timedelta(seconds=int(time.monotonic() - began))):
        sent += 1
    return sent


@transaction.atomic
def _send_next(subscription_id: uuid.UUID, about: uuid.UUID, at: datetime) -> bool:
    """The row stays locked while it is sent, so that nobody else sends it or what follows."""
    rows = OutgoingFact.objects.select_for_update(of=("self",)).select_related("subscription__client")
    found = rows.filter(subscription=subscription_id, about=about, state__in=OPEN).order_by("seq").first()
    if found is None or found.state == OutgoingFact.State.DEAD:
        return False
    if found.subscription.ended_at is not None or found.subscription.client.ended_at is not None:
        return False
    if found.next_at > at:
        _put(subscription_id, about, found.next_at - at)
        return False
    found.reason = _post(found, at)
    found.attempts += 1
    if not found.reason:
        found.state = OutgoingFact.State.SENT
    elif found.attempts >= MOST_ATTEMPTS:
        found.state = OutgoingFact.State.DEAD
    else:
        wait = FIRST_WAIT * 2 ** (found.attempts - 1)
        found.next_at = at + wait
        _put(subscription_id, about, wait)
    found.save(update_fields=["reason", "attempts", "state", "next_at"])
    return not found.reason


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """By which a receiver knows that we have sent this, and when."""
    return "v1=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def _post(one: OutgoingFact, at: datetime) -> str:
    """Send one fact; "" where it was taken, else why not."""
    parts = urlsplit(one.subscription.url)
    body, timestamp = _body(one), int(at.timestamp())
    sealed = bytes(one.subscription.secret_sealed)
    secret = keys.ring().open(sealed, f"foundation_subscription.secret.{one.subscription_id}")
    headers = {
        "Content-Type": "application/json",
        "Minsheng-Message": str(one.pk),
        "Minsheng-Timestamp": str(timestamp),
        "Minsheng-Signature": signature(secret, timestamp, body),
    }
    try:
        connection = outgoing.Connection(parts, outgoing.checked_address(parts), PATIENCE_SECONDS)
    except outgoing.Forbidden as problem:
        return str(problem)
    path = iri_to_uri(f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}")
    try:
        connection.request("POST", path, body, headers)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as problem:
        if connection.is_late or isinstance(problem, TimeoutError):
            return f"对方{PATIENCE_SECONDS}秒内没有答完"
        return f"对方没有答复（{type(problem).__name__}）"
    finally:
        connection.close()
    return "" if 200 <= status < 300 else f"对方答复 {status}"


def _body(one: OutgoingFact) -> bytes:
    """Ids, codes, numbers and times of a fact; who told it and whom it is about stay here."""
    told = next(facts.log_rows("seq = %s AND at = %s", [one.seq, one.at]))
    message = {
        "message": str(one.pk),
        "seq": told.seq,
        "kind": told.fact.kind,
        "at": told.at.isoformat(),
        "about": str(told.fact.about),
        "area": told.fact.area,
        "fact": {name: value for name, value in facts.written(told.fact).items() if name not in NOT_SENT},
    }
    return json.dumps(message, ensure_ascii=False).encode()


@writing.operation
def send_again(*, message_id: uuid.UUID, is_left_out: bool, by: rights.Actor, at: datetime) -> None:
    """Have a dead fact sent again, or leave it out, so that what follows of its record goes on. Raises `Unseen`."""
    found = OutgoingFact.objects.select_for_update(of=("self",)).select_related("subscription")
    one = found.filter(pk=message_id).first()
    queries.seen_client(one.subscription.client_id if one else uuid.UUID(int=0), by)
    if one is None or one.state != OutgoingFact.State.DEAD:
        raise ValueError("这一条不是送不到的。请刷新页面查看最新情况。")
    one.state = OutgoingFact.State.LEFT_OUT if is_left_out else OutgoingFact.State.WAITING
    one.attempts, one.next_at = 0, at
    one.save(update_fields=["state", "attempts", "next_at"])
    _put(one.subscription_id, one.about)
