"""Webhooks against a receiver of our own on a real port: signed, in order, tried again, dead with a reason, sent again."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.db import transaction

from minsheng.foundation import operations, queries, queue, rights
from minsheng.foundation.models import OutgoingFact, Subscription
from tests.factories import cases as made
from tests.factories.systems import manager, system
from tests.own_database import OwnDatabase

People = dict[str, rights.Actor]


@dataclass
class Receiver:
    """The other side: what came, and what it answers."""

    url: str = ""
    status: int = 204
    taken: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        return [one["kind"] for one in self.taken]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    other = Receiver()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            other.bodies.append(body)
            other.headers.append(dict(self.headers))
            if other.status < 300:
                other.taken.append(json.loads(body))
            self.send_response(other.status)
            self.end_headers()

    with HTTPServer(("127.0.0.1", 0), Answer) as served:
        other.url = f"http://127.0.0.1:{served.server_port}/hook?from=minsheng"
        thread = Thread(target=served.serve_forever, args=[0.05])
        thread.start()
        yield other
        served.shutdown()
        thread.join()


def subscribed(receiver: Receiver, now: datetime, **more: Any) -> tuple[uuid.UUID, str]:
    peer = system(now, **more)
    secret = operations.subscribe(client_id=peer.id, url=receiver.url, by=manager(more.get("area", "150824")), at=now)
    return Subscription.objects.get(client=peer.id).pk, secret


def test_the_worker_sends_what_happens_signed_and_in_order(
    own_database: OwnDatabase, people: People, now: datetime, receiver: Receiver
) -> None:
    _, secret = subscribed(receiver, now)
    case = made.closed(people, now, caller_name="敖特根花", caller_phone="13800138000")
    queue.run_worker(until_empty=True)
    own = [one for one in receiver.taken if one["about"] == str(case.pk)]
    assert [one["kind"] for one in own] == [
        *("cases.CaseOpened", "cases.Assigned", "cases.Delivered", "cases.Verified", "cases.Closed")
    ]
    assert [one["seq"] for one in own] == sorted(one["seq"] for one in own)
    for body, headers in zip(receiver.bodies, receiver.headers, strict=True):
        told = f"{headers['Minsheng-Timestamp']}.".encode() + body
        assert headers["Minsheng-Signature"] == "v1=" + hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()
    everything = b"".join(receiver.bodies).decode()
    words = ("敖特根花", "13800138000", "宅基地", str(case.person_id))
    assert case.person_id is not None
    assert not any(word in everything for word in words)


def test_what_is_not_taken_comes_again_later_and_what_follows_waits(
    db: None, people: People, now: datetime, receiver: Receiver
) -> None:
    subscription, _ = subscribed(receiver, now)
    case = made.assigned(people, now)
    receiver.status = 500
    assert operations.send_facts(subscription_id=subscription, about=case.pk, at=now) == 0
    assert len(receiver.bodies) == 1
    receiver.status = 204
    assert operations.send_facts(subscription_id=subscription, about=case.pk, at=now + timedelta(seconds=14)) == 0
    assert len(receiver.bodies) == 1
    assert operations.send_facts(subscription_id=subscription, about=case.pk, at=now + timedelta(seconds=15)) == 2
    assert receiver.kinds == ["cases.CaseOpened", "cases.Assigned"]
    assert operations.send_facts(subscription_id=subscription, about=case.pk, at=now + timedelta(hours=1)) == 0


def dead(people: People, now: datetime, receiver: Receiver) -> tuple[uuid.UUID, uuid.UUID, datetime]:
    """A subscription and a case whose first fact was refused eight times; and when that was."""
    subscription, _ = subscribed(receiver, now)
    case = made.assigned(people, now)
    receiver.status, at = 503, now
    for _ in range(8):
        operations.send_facts(subscription_id=subscription, about=case.pk, at=at)
        at += timedelta(hours=1)
    return subscription, case.pk, at


def test_after_the_last_attempt_it_is_dead_with_its_reason_and_can_be_sent_again(
    db: None, people: People, now: datetime, receiver: Receiver
) -> None:
    subscription, case, at = dead(people, now, receiver)
    client = Subscription.objects.get(pk=subscription).client
    (one,) = queries.dead_facts(client)
    assert (one.attempts, one.reason) == (8, "对方答复 503")
    receiver.status = 204
    assert operations.send_facts(subscription_id=subscription, about=case, at=at) == 0
    operations.send_again(message_id=one.pk, is_left_out=False, by=manager(), at=at)
    assert operations.send_facts(subscription_id=subscription, about=case, at=at) == 2
    assert receiver.kinds == ["cases.CaseOpened", "cases.Assigned"]


def test_a_dead_one_may_be_left_out(db: None, people: People, now: datetime, receiver: Receiver) -> None:
    subscription, case, at = dead(people, now, receiver)
    receiver.status = 204
    one = OutgoingFact.objects.get(subscription=subscription, state="dead")
    operations.send_again(message_id=one.pk, is_left_out=True, by=manager(), at=at)
    assert operations.send_facts(subscription_id=subscription, about=case, at=at) == 1
    assert receiver.kinds == ["cases.Assigned"]
    with pytest.raises(ValueError, match="不是送不到的"):
        operations.send_again(message_id=one.pk, is_left_out=True, by=manager(), at=at)


def test_it_begins_and_ends_in_the_log(db: None, now: datetime, receiver: Receiver) -> None:
    subscription, _ = subscribed(receiver, now)
    client = Subscription.objects.get(pk=subscription).client_id
    for _ in range(2):
        operations.unsubscribe(subscription_id=subscription, by=manager(), at=now)
    kinds = [type(one.fact).__name__ for one in queries.facts_of(client)]
    assert kinds[-2:] == ["NotificationsBegan", "NotificationsEnded"]


def test_a_new_secret_signs_what_waits_as_well(db: None, people: People, now: datetime, receiver: Receiver) -> None:
    """What the other side refused because it did not know the new secret yet comes again: nothing is lost."""
    subscription, old = subscribed(receiver, now)
    case = made.assigned(people, now)
    client = Subscription.objects.get(pk=subscription).client
    new = operations.renew_secret(client_id=client.pk, by=manager(), at=now)
    receiver.status = 401
    assert operations.send_facts(subscription_id=subscription, about=case.pk, at=now) == 0
    waiting = queries.waiting_facts(client)
    assert (waiting.count, [(one.attempts, one.reason) for one in waiting.refused]) == (2, [(1, "对方答复 401")])
    receiver.status = 204
    assert operations.send_facts(subscription_id=subscription, about=case.pk, at=now + timedelta(minutes=1)) == 2
    assert queries.waiting_facts(client) == queries.Waiting(0, [])
    for body, headers in zip(receiver.bodies, receiver.headers, strict=True):
        moment, told = int(headers["Minsheng-Timestamp"]), headers["Minsheng-Signature"]
        assert told == operations.signature(new, moment, body) != operations.signature(old, moment, body)
    assert type(list(queries.facts_of(client.pk))[-1].fact).__name__ == "NotificationSecretRenewed"
    operations.unsubscribe(subscription_id=subscription, by=manager(), at=now)
    with pytest.raises(ValueError, match="没有通知地址"):
        operations.renew_secret(client_id=client.pk, by=manager(), at=now)


def test_each_is_signed_with_the_moment_at_which_it_is_sent(
    db: None, people: People, now: datetime, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A receiver refuses signatures older than five minutes: many facts to a slow one take longer."""
    subscription, _ = subscribed(receiver, now)
    case = made.assigned(people, now)
    monkeypatch.setattr(time, "monotonic", lambda: 1000.5 + 400 * len(receiver.bodies))
    assert operations.send_facts(subscription_id=subscription, about=case.pk, at=now) == 2
    first, second = (int(one["Minsheng-Timestamp"]) for one in receiver.headers)
    assert (first, second) == (int(now.timestamp()), int(now.timestamp()) + 400)


def test_an_address_in_chinese_is_reached(db: None, people: People, now: datetime, receiver: Receiver) -> None:
    receiver.url += "&单位=热线"
    subscription, _ = subscribed(receiver, now)
    case = made.heard(people, now)
    assert operations.send_facts(subscription_id=subscription, about=case.pk, at=now) == 1


def test_an_address_that_leads_inside_by_now_gets_nothing(
    db: None, people: People, now: datetime, receiver: Receiver, settings: Any
) -> None:
    """As when a name is pointed elsewhere after it was saved, or the operator takes a network off the list."""
    subscription, _ = subscribed(receiver, now)
    case = made.heard(people, now)
    settings.MINSHENG_WEBHOOK_NETWORKS = ("10.0.0.0/8",)
    assert operations.send_facts(subscription_id=subscription, about=case.pk, at=now) == 0
    assert receiver.bodies == []
    assert "内部网络" in OutgoingFact.objects.get(subscription=subscription).reason


def test_nobody_is_told_of_other_areas_or_after_the_end(
    db: None, people: People, now: datetime, receiver: Receiver
) -> None:
    far, _ = subscribed(receiver, now, area="150422", code="far")
    near, _ = subscribed(receiver, now)
    made.heard(people, now)
    assert not OutgoingFact.objects.filter(subscription=far).exists()
    assert OutgoingFact.objects.filter(subscription=near).count() == 1
    operations.unsubscribe(subscription_id=near, by=manager(), at=now)
    made.heard(people, now)
    assert OutgoingFact.objects.filter(subscription=near).count() == 1


def test_a_receiver_that_is_not_there_has_a_reason(db: None, people: People, now: datetime) -> None:
    subscription, _ = subscribed(Receiver(url="http://127.0.0.1:9/"), now)
    case = made.heard(people, now)
    operations.send_facts(subscription_id=subscription, about=case.pk, at=now)
    assert OutgoingFact.objects.get(subscription=subscription).reason == "对方没有答复（ConnectionRefusedError）"


def test_a_change_that_is_undone_tells_nobody(db: None, people: People, now: datetime, receiver: Receiver) -> None:
    subscription, _ = subscribed(receiver, now)
    with transaction.atomic():
        made.heard(people, now)
        assert OutgoingFact.objects.filter(subscription=subscription).count() == 1
        transaction.set_rollback(True)
    assert not OutgoingFact.objects.filter(subscription=subscription).exists()


@pytest.mark.parametrize(
    "url",
    [
        *("http://9.9.9.9/", "ftp://9.9.9.9/", "https://", "https://a:b@9.9.9.9/", "https://9.9.9.9:99999/"),
        *("https://10.0.0.8/", "https://192.168.1.1:8443/", "https://172.16.0.1/", "https://169.254.169.254/latest/"),
        *(
            "https://127.0.0.2/",
            "https://localhost:1/",
            "https://0.0.0.0/",
            "https://100.64.0.1/",
            "https://2130706434/",
        ),
        *("https://[::1]/", "https://[fe80::1]/", "https://[fd00::1]/", "https://[::ffff:10.0.0.8]/"),
        "https://[64:ff9b::a00:8]/",
        *("https://[2002:a00:8::]/", "https://224.0.0.1/", "https://255.255.255.255/", "https://no-such-name.invalid/"),
    ],
)
def test_an_address_must_be_safe(db: None, now: datetime, url: str, settings: Any) -> None:
    settings.MINSHENG_WEBHOOK_NETWORKS = ()
    with pytest.raises(ValueError, match="通知地址"):
        operations.subscribe(client_id=system(now).id, url=url, by=manager(), at=now)
