"""Who reads the log after it was written misses nothing, whoever is still writing, and reads on from a bookmark."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import ExitStack

import psycopg
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minsheng.foundation import facts, following, queue
from minsheng.foundation.models import LogReader
from minsheng.registry.facts import PersonErased, PersonRegistered
from tests.foundation import telling
from tests.own_database import OwnDatabase, side_by_side

AREA, AT = facts.Code("150824"), telling.AT
INSERT = (
    "INSERT INTO foundation_fact (at, kind, about, area, body) VALUES (%s, 'registry.PersonRegistered', %s, %s, '{}')"
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, own_database: OwnDatabase) -> list[uuid.UUID]:
    """What the only reader of the log was handed over, by what it is about."""
    monkeypatch.setattr(following, "_readers", {})
    seen: list[uuid.UUID] = []

    def note(told: Sequence[facts.Told]) -> None:
        seen.extend(one.fact.about for one in told)

    following.follow("test", [PersonRegistered], note)
    following.read_on()  # what the banner was loaded with
    seen.clear()
    return seen


def tell(*about: uuid.UUID) -> None:
    with transaction.atomic():
        facts.tell(*[PersonRegistered(about=one, area=AREA) for one in about], by=None, at=AT)


def some(number: int) -> list[uuid.UUID]:
    return [uuid.uuid4() for _ in range(number)]


def test_new_facts_are_handed_over_once_and_in_their_order(read: list[uuid.UUID]) -> None:
    first, second = some(3), some(2)
    tell(*first)
    with transaction.atomic():
        facts.tell(PersonErased(about=uuid.uuid4(), area=AREA), by=None, at=AT)
    assert following.read_on() == 3, "only the kinds that are followed"
    assert following.read_on() == 0
    tell(*second)
    assert following.read_on() == 2
    assert read == first + second


def test_more_than_fits_is_read_in_turns(read: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST", 2)
    about = some(5)
    tell(*about)
    assert [following.read_on() for _ in range(4)] == [2, 2, 1, 0]
    assert read == about


def test_two_readers_of_one_name_are_an_error(read: list[uuid.UUID]) -> None:
    with pytest.raises(ValueError, match="reads the log already"):
        following.follow("test", [PersonRegistered], print)


def test_a_lower_number_that_is_written_later_is_not_passed_over(
    read: list[uuid.UUID], own_database: OwnDatabase
) -> None:
    slow, quick = some(2)
    with own_database.connect() as other:
        with other.transaction():
            other.execute(INSERT, [AT, slow, AREA])
            tell(quick)  # a higher number, written first
            following.read_on()
            following.read_on()
            assert slow not in read
        following.read_on()
        following.read_on()
    assert set(read) == {slow, quick}
    assert read == [slow, quick]


def test_a_bookmark_that_was_set_forward_does_not_go_back(read: list[uuid.UUID], own_database: OwnDatabase) -> None:
    """As after a million facts were brought in that no figure needs to hear of one by one."""
    with own_database.connect() as first, own_database.connect() as second:
        with first.transaction():
            first.execute(INSERT, [AT, uuid.uuid4(), AREA])
            following.read_on()  # notes who was telling, and the last number of that moment
        tell(*some(3))
        LogReader.objects.filter(name="test").update(read_to=facts.last_number())
        with second.transaction():
            second.execute(INSERT, [AT, uuid.uuid4(), AREA])
            before = LogReader.objects.get(name="test").read_to
            following.read_on()
            assert LogReader.objects.get(name="test").read_to >= before
    following.read_on()
    assert len(read) == 1, "what was passed over on purpose is not read after all"


def test_who_always_tells_does_not_keep_others_from_being_read(
    read: list[uuid.UUID], own_database: OwnDatabase
) -> None:
    """Somebody is telling at every moment, but nobody for ever: the bookmark still goes on."""
    about = some(6)
    with ExitStack() as running:
        others = [running.enter_context(own_database.connect()) for _ in range(2)]
        others[0].execute("BEGIN")
        others[0].execute(INSERT, [AT, about[0], AREA])
        for turn, one in enumerate(about[1:], start=1):
            others[turn % 2].execute("BEGIN")
            others[turn % 2].execute(INSERT, [AT, one, AREA])
            following.read_on()
            others[(turn + 1) % 2].execute("COMMIT")
            following.read_on()
        assert set(about[:4]) <= set(read)
        others[1].execute("ROLLBACK")
    following.read_on()
    assert read == about[:5]


def test_what_goes_wrong_moves_no_bookmark(read: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    (about,) = some(1)
    tell(about)
    (kinds, note) = following._readers["test"]

    def fail(told: Sequence[facts.Told]) -> None:
        note(told)
        raise RuntimeError("the reader fails")

    monkeypatch.setattr(following, "_readers", {"test": (kinds, fail)})
    before = LogReader.objects.get(name="test").read_to
    with pytest.raises(RuntimeError, match="the reader fails"):
        following.read_on()
    assert LogReader.objects.get(name="test").read_to == before
    monkeypatch.setattr(following, "_readers", {"test": (kinds, note)})
    assert following.read_on() == 1
    assert read == [about, about]


def test_two_workers_do_not_read_side_by_side(read: list[uuid.UUID], own_database: OwnDatabase) -> None:
    about = some(20)
    tell(*about)
    with own_database.connect() as other, other.transaction():
        other.execute("SELECT FROM foundation_logreader WHERE name = 'test' FOR UPDATE")
        assert following.read_on() == 0
    assert sum(map(int, map(str, side_by_side(*[following.read_on] * 3)))) == 20
    assert read == about


def test_a_worker_goes_round_for_it(read: list[uuid.UUID]) -> None:
    (about,) = some(1)
    tell(about)
    queue.run_worker(until_empty=True)
    assert read == [about]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    acts=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["tell", "commit", "rollback", "read"])), max_size=30)
)
def test_whoever_tells_in_whatever_order_nothing_written_is_missed_or_handed_over_twice(
    read: list[uuid.UUID], own_database: OwnDatabase, acts: list[tuple[int, str]]
) -> None:
    read.clear()
    written: list[uuid.UUID] = []
    with ExitStack() as running:
        others: list[psycopg.Connection[tuple[object, ...]]] = []
        others += [running.enter_context(own_database.connect()) for _ in range(3)]
        open_: dict[int, list[uuid.UUID]] = {}
        for who, act in acts:
            if act == "read":
                following.read_on()
            elif act == "tell":
                if who not in open_:
                    others[who].execute("BEGIN")
                open_.setdefault(who, []).append(uuid.uuid4())
                others[who].execute(INSERT, [AT, open_[who][-1], AREA])
            elif who in open_:
                others[who].execute(act)
                told = open_.pop(who)
                written += told if act == "commit" else []
        for who in open_:
            others[who].execute("ROLLBACK")
    following.read_on()
    assert sorted(read) == sorted(written)
