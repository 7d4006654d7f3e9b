"""`minsheng reseal`: values leave an old key while somebody changes them, and whenever the command is killed."""

from __future__ import annotations

import secrets
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minsheng.cases.models import MessageRow
from minsheng.config import resealing
from minsheng.foundation import crypto, keys, operations, sealed, second_factor
from minsheng.foundation.crypto import KeyRing, SealBroken
from minsheng.foundation.models import Account, FactRow
from minsheng.registry.models import Person
from tests.conftest import NOW
from tests.factories import sealed as making
from tests.own_database import OwnDatabase

Signed = Callable[[str], Client]
PHONE = next(one for one in sealed.sealed_columns() if sealed.name_of(one) == "registry_person.phone_sealed")


@pytest.fixture
def in_use(settings: Any) -> Iterator[Callable[[KeyRing], KeyRing]]:
    """Lets the product run with other keys, as after a change of the environment and a new start."""

    def use(ring: KeyRing) -> KeyRing:
        settings.MINSHENG_DATA_KEYS, settings.MINSHENG_INDEX_KEY = ring.written()
        keys.ring.cache_clear()
        return keys.ring()

    yield use
    keys.ring.cache_clear()


def without(ring: KeyRing) -> KeyRing:
    """The ring when the keys of before have left it."""
    return KeyRing(ring.current, {ring.current: ring.keys[ring.current]}, ring.index_key)


def standing(ring: KeyRing) -> int:
    return sum(operations.headers(column)[ring.header] for column in sealed.sealed_columns())


def counted(told: FactRow, name: str) -> int:
    return int(told.body[name]["value"])


def untold(rows: list[str]) -> list[str]:
    """Without the log, its jobs and the numbers by which held copies are known to be old."""
    return [one for one in rows if not one.startswith(("foundation_fact ", "foundation_edition ", "procrastinate_"))]


# everything, and nothing else


def test_everything_is_sealed_anew_and_opens_without_the_old_key(db: None) -> None:
    making.everywhere(NOW)
    old, ring = keys.ring(), making.ring_after(data="k2")
    before, rest = making.opened(old), making.everything_else()
    assert resealing.reseal(ring, None) == 0
    assert making.opened(without(ring)) == before
    assert {header for one in sealed.sealed_columns() for header in operations.headers(one)} == {ring.header}
    told = FactRow.objects.get(kind="foundation.ValuesResealed")
    assert told.by is None
    assert (told.body["data_key"], told.body["replaced"]) == ("k2", ["test"])
    assert (counted(told, "resealed"), counted(told, "broken")) == (len(before), 0)
    assert untold(making.everything_else()) == untold(rest)
    assert resealing.reseal(ring, None) == 0, "a second time finds nothing to do"
    assert counted(FactRow.objects.filter(kind=told.kind).latest("seq"), "resealed") == 0


def test_the_count_says_which_key_is_still_needed(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    making.everywhere(NOW)
    ring = making.ring_after(data="k2")
    ring = KeyRing("k2", {**ring.keys, "k0": bytes(16)}, ring.index_key)
    assert resealing.count(ring) == 0
    said = capsys.readouterr().out.splitlines()
    people = Person.objects.exclude(phone_sealed=None).count()
    total = len(making.opened(ring))
    assert f"registry_person.phone_sealed: test {people}" in said
    assert f"test: {total} values, it is still needed" in said
    assert "k0: no value, it may leave MINSHENG_DATA_KEYS" in said
    Person.objects.filter(pk=Person.objects.exclude(phone_sealed=None).order_by("pk")[0].pk).update(
        phone_sealed=ring.seal("13800000001", "x")
    )
    resealing.count(ring)
    assert f"registry_person.phone_sealed: k2 1, test {people - 1}" in capsys.readouterr().out.splitlines()
    assert resealing.count(without(ring)) == 1, "values under a key that has left too early"
    assert f"{total - 1} values stand under no key of the ring" in capsys.readouterr().err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["k2", "test", "k0"]), min_size=1, max_size=12))
def test_whichever_keys_values_stand_under_all_end_under_the_present_one(db: None, names: list[str]) -> None:
    with transaction.atomic():
        old = keys.ring()
        all_keys = {"k2": secrets.token_bytes(16), "k0": secrets.token_bytes(16), **old.keys}
        rings = {name: KeyRing(name, all_keys, old.index_key) for name in all_keys}
        people = list(Person.objects.exclude(phone_sealed=None).order_by("pk")[: len(names)])
        kept = {}
        for name, person in zip(names, people, strict=True):
            place = f"registry_person.phone.{person.pk}"
            kept[person.pk] = rings[name].seal(old.open(bytes(person.phone_sealed), place), place)
            Person.objects.filter(pk=person.pk).update(phone_sealed=kept[person.pk])
        written, after = 0, None
        while (done := operations.reseal_batch(PHONE, rings["k2"], after)).last is not None:
            written, after = written + done.written, done.last
        assert written == Person.objects.exclude(phone_sealed=None).count() - names.count("k2")
        for name, person in zip(names, people, strict=True):
            now = bytes(Person.objects.get(pk=person.pk).phone_sealed)
            assert (now == kept[person.pk]) == (name == "k2"), "what stands under the present key is left alone"
            assert now.startswith(rings["k2"].header)
        transaction.set_rollback(True)


def test_a_value_that_cannot_be_opened_is_named_and_left_while_the_rest_is_done(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    making.everywhere(NOW)
    ring = making.ring_after(data="k2")
    first, moved, gone = Person.objects.exclude(phone_sealed=None).order_by("pk")[:3]
    wrong = {
        first.pk: b"\x01",
        moved.pk: bytes(gone.phone_sealed),
        gone.pk: KeyRing.generate("k7").seal("13800000001", f"registry_person.phone.{gone.pk}"),
    }
    for key, value in wrong.items():
        Person.objects.filter(pk=key).update(phone_sealed=value)
    total = sum(sum(operations.headers(one).values()) for one in sealed.sealed_columns())
    assert resealing.reseal(ring, None) == 1
    said = capsys.readouterr().err
    for key, reason in {
        first.pk: "this is not a sealed value",
        moved.pk: "the sealed value was changed or moved",
        gone.pk: "the key of this value is not in the ring",
    }.items():
        assert f"registry_person.phone_sealed {key}: {reason}; it stands as it was." in said
    assert "3 values are not sealed with k2: 3 cannot be opened (see above)." in said
    assert {one.pk: bytes(one.phone_sealed) for one in Person.objects.filter(pk__in=wrong)} == wrong
    assert standing(ring) == total - 3
    assert counted(FactRow.objects.get(kind="foundation.ValuesResealed"), "broken") == 3


def test_large_values_come_a_few_at_a_time(db: None) -> None:
    making.everywhere(NOW)
    column = next(one for one in sealed.sealed_columns() if sealed.name_of(one) == "cases_messagerow.sealed")
    row = MessageRow.objects.get()
    place = column.place_of({"run_id": row.run_id, "line": row.line})
    large = keys.ring().seal("x" * (operations.BYTES * 2 // 3), place)
    MessageRow.objects.filter(pk=row.pk).update(sealed=large)
    for line in (row.line + 1, row.line + 2):
        MessageRow.objects.create(run_id=row.run_id, line=line, outcome=row.outcome, sealed=large)
    ring = making.ring_after(data="k2")
    done = operations.reseal_batch(column, ring)
    assert (done.rows, done.last) == (1, row.pk), "two of them would be more than is held at once"


# another algorithm


class Aes256Gcm:
    """A second way, as a later release might bring it."""

    key_bytes = 32

    def hide(self, key: bytes, plain: bytes, bound: bytes) -> bytes:
        nonce = secrets.token_bytes(12)
        return nonce + AESGCM(key).encrypt(nonce, plain, bound)

    def show(self, key: bytes, hidden: bytes, bound: bytes) -> bytes:
        try:
            return AESGCM(key).decrypt(hidden[:12], hidden[12:], bound)
        except (InvalidTag, ValueError) as problem:
            raise SealBroken("the sealed value was changed or moved") from problem


def test_everything_goes_to_another_algorithm_with_keys_of_another_size(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    making.everywhere(NOW)
    old = keys.ring()
    before = making.opened(old)
    with pytest.raises(ValueError, match="size"):
        KeyRing("test", {**old.keys, "k2": secrets.token_bytes(32)}, old.index_key)
    monkeypatch.setitem(crypto.WAYS, 2, Aes256Gcm())
    ring = KeyRing("k2", {"k2": secrets.token_bytes(32), **old.keys}, old.index_key, version=2)
    assert resealing.reseal(ring, None) == 0
    alone = KeyRing("k2", {"k2": ring.keys["k2"]}, ring.index_key, version=2)
    monkeypatch.delitem(crypto.WAYS, 1)  # and the old one may leave the code
    assert making.opened(alone) == before
    assert "test: no value, it may leave MINSHENG_DATA_KEYS" in capsys.readouterr().out
    for column in sealed.sealed_columns():
        assert {header[:4] for header in operations.headers(column)} == {b"\x02\x02k2"}


# while the product runs


@contextmanager
def held(own: OwnDatabase, person: uuid.UUID) -> Iterator[Any]:
    """Somebody else has the row and has not said yet what becomes of it."""
    with own.connect() as other, other.transaction():
        other.execute("SELECT 1 FROM registry_person WHERE id = %s FOR UPDATE", [person])
        yield other


def wait_until_blocked(own: OwnDatabase) -> None:
    """Until a statement waits for somebody else's row."""
    waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with own.connect() as watching:
        for _ in range(100_000):
            found = watching.execute(waits).fetchone()
            if found and found[0]:
                return
    raise AssertionError("nobody waits")


def in_a_thread(act: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    results: list[object] = []

    def carry_out() -> None:
        try:
            results.append(act())
        finally:
            connections.close_all()

    thread = threading.Thread(target=carry_out)
    thread.start()
    return thread, results


def test_what_somebody_changes_meanwhile_is_his(own_database: OwnDatabase) -> None:
    ring = making.ring_after(data="k2")
    people = list(Person.objects.exclude(phone_sealed=None).order_by("pk"))
    changed = people[1]
    place = f"registry_person.phone.{changed.pk}"
    new = keys.ring().seal("13911112222", place)  # under the old key still: a process from before the change
    with held(own_database, changed.pk) as other:
        thread, results = in_a_thread(lambda: operations.reseal_batch(PHONE, ring))
        wait_until_blocked(own_database)
        other.execute("UPDATE registry_person SET phone_sealed = %s WHERE id = %s", [new, changed.pk])
    thread.join()
    (done,) = results
    assert isinstance(done, operations.Batch)
    assert (done.written, done.meanwhile, done.broken) == (len(people) - 1, 1, [])
    assert own_database.rows("SELECT phone_sealed FROM registry_person WHERE id = %s", changed.pk) == [(new,)]
    assert resealing.reseal(ring, None) == 0, "and the next pass takes it"
    assert making.opened(without(ring))["registry_person.phone_sealed", str(changed.pk)] == "13911112222"


def command(own: OwnDatabase, ring: KeyRing, *words: str) -> subprocess.Popen[str]:
    data, index = ring.written()
    surroundings = own.surroundings(MINSHENG_DATA_KEYS=data, MINSHENG_INDEX_KEY=index)
    line = [sys.executable, "-m", "minsheng.config.cli", *words]
    return subprocess.Popen(line, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(own: OwnDatabase, ring: KeyRing, *words: str) -> tuple[int | None, str, str]:
    with command(own, ring, *words) as process:
        out, err = process.communicate()
    return process.returncode, out, err


def test_killed_in_the_middle_and_begun_again_everything_opens_without_the_old_key(
    own_database: OwnDatabase, as_person: Signed, clock: None, in_use: Callable[[KeyRing], KeyRing]
) -> None:
    made = making.everywhere(NOW)
    ring = making.ring_after(data="k2")
    before = making.opened(keys.ring())
    middle = Person.objects.exclude(phone_sealed=None).order_by("pk")[30]
    with held(own_database, middle.pk):
        with command(own_database, ring, "reseal") as killed:
            wait_until_blocked(own_database)
            killed.send_signal(signal.SIGKILL)
        assert killed.returncode == -signal.SIGKILL
    assert 30 <= standing(ring) < len(before), "some are sealed anew, some not yet"
    assert making.opened(ring) == before, "and the product opens both"
    assert run(own_database, without(ring), "reseal", "--count")[0] == 1
    code, out, err = run(own_database, ring, "reseal", "--login", "auditor1")
    assert (code, err) == (0, "")
    assert "test: no value, it may leave MINSHENG_DATA_KEYS" in out
    assert making.opened(in_use(without(ring))) == before
    assert run(own_database, without(ring), "reseal", "--count")[0] == 0
    told = FactRow.objects.get(kind="foundation.ValuesResealed")
    assert told.by == Account.objects.get(login="auditor1").pk
    _through_the_pages(made, as_person)


def _through_the_pages(made: making.Everywhere, as_person: Signed) -> None:
    """What was sealed under the old key is shown and used as before."""
    shown = as_person("operator1").post(reverse("registry:phone", args=[made.person.pk]))
    assert making.PHONE in shown.content.decode()
    more = made.banner.more
    photo = as_person("own-handler").get(reverse("dispatch:photo", args=[more["visit_record"]]))
    assert (photo.status_code, photo.headers["Content-Type"]) == (200, "image/jpeg")
    mediated = as_person("mediator").get(reverse("cases:mediation", args=[more["mediation"]]))
    assert "院墙" in mediated.content.decode()
    step = second_factor.present_step(NOW, 0)
    officer = made.people[making.OFFICER].id
    assert operations.use_code(account_id=officer, typed=second_factor.code(making.SECRET, step), at=NOW)


def test_who_does_it_must_be_somebody_and_both_keys_have_ids_of_their_own(own_database: OwnDatabase) -> None:
    code, _, err = run(own_database, keys.ring(), "reseal", "--login", "nobody")
    assert (code, err) == (1, "minsheng: there is no account nobody that may sign in.\n")
    assert FactRow.objects.filter(kind="foundation.ValuesResealed").count() == 0
    _, out, _ = run(own_database, keys.ring(), "keys", "--id", "2026-11")
    data = next(line.partition("=")[2] for line in out.splitlines() if line.startswith("MINSHENG_DATA_KEYS="))
    both = KeyRing.read(f"{data},{keys.ring().written()[0]}", keys.ring().written()[1])
    assert (both.current, set(both.keys)) == ("2026-11", {"2026-11", "test"})
