"""The bus and the log: what is told is told with its change or not at all, once, in order, and never altered."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
import types
import typing
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from minsheng.foundation import facts, operations, queries, queue, units
from minsheng.registry.facts import OrganisationRegistered, PersonRegistered
from tests.foundation import telling
from tests.own_database import OwnDatabase, side_by_side

ROOT = Path(__file__).resolve().parents[2]
AREA = facts.Code("150824")
AT = telling.AT
ABOUT = telling.ABOUT
KINDS = sorted((kind for kind in facts.KINDS.values() if kind.__module__.startswith("minsheng.")), key=str)


@pytest.fixture
def nobody_reacts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bus on which the test says who reacts."""
    monkeypatch.setattr(facts, "_now", {})
    monkeypatch.setattr(facts, "_later", {})


def registered(about: uuid.UUID = ABOUT) -> PersonRegistered:
    return PersonRegistered(about=about, area=AREA)


def jobs() -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'foundation.react' ORDER BY id")
        return [json.loads(args) if isinstance(args, str) else args for (args,) in cursor.fetchall()]


# what a fact may carry


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of this type may have."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(st.none() if one is type(None) else values_of(one) for one in arguments))
    if origin is tuple:
        return st.lists(values_of(arguments[0]), max_size=3).map(tuple)
    if isinstance(hint, typing.NewType):
        return st.text(alphabet="abcdefgh.:_0123456789", max_size=20)
    if hint is datetime:
        return st.datetimes(timezones=st.sampled_from([UTC]))
    if hint is date:
        return st.dates()
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    if issubclass(hint, units.Quantity):
        return st.integers(min_value=0, max_value=2**40).map(hint)
    return {uuid.UUID: st.uuids(), bool: st.booleans(), int: st.integers(-(2**40), 2**40), str: st.text()}[hint]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_kind_of_fact_reads_back_as_it_was_written(kind: type[facts.Fact]) -> None:
    fields = {name: values_of(hint) for name, hint in facts.fields_of(kind).items()}

    @given(st.fixed_dictionaries({"about": st.uuids(), "area": st.just(AREA), **fields}), st.uuids())
    def holds(values: dict[str, Any], by: uuid.UUID) -> None:
        fact = kind(**values)
        body = json.loads(json.dumps(facts._body(fact)))
        assert facts.told_of((7, AT, kind.kind, fact.about, fact.area, by, body)) == facts.Told(7, AT, by, fact)
        assert {name: read(body[name]) for name, read in facts._readers(kind.kind).items()} == facts.values_of(fact)

    holds()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_no_fact_has_a_field_for_free_text(kind: type[facts.Fact]) -> None:
    assert str not in facts.fields_of(kind).values(), (
        "words of people stay in their records: use Code for a closed list"
    )


@pytest.mark.parametrize("value", [1.5, {"a": 1}, b"bytes", object(), [1]])
def test_a_fact_refuses_what_the_log_cannot_hold(value: object) -> None:
    with pytest.raises(TypeError, match="a fact cannot carry"):
        facts._write(value)


def test_facts_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        registered().area = facts.Code("1")  # type: ignore[misc]


# telling


def test_tell_outside_a_transaction_is_refused(own_database: OwnDatabase) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        facts.tell(registered(), by=None, at=AT)
    assert queries.facts_of(ABOUT) == []


def test_tell_needs_a_time_with_its_zone(db: None) -> None:
    with pytest.raises(ValueError, match="zone"):
        facts.tell(registered(), by=None, at=AT.replace(tzinfo=None))


def test_tell_nothing_writes_nothing(db: None, queries_made: list[str]) -> None:
    assert facts.tell(by=None, at=AT) == []
    assert queries_made == []


def test_tell_writes_all_facts_in_their_order_with_one_statement(db: None, queries_made: list[str]) -> None:
    facts.tell(registered(uuid.uuid4()), by=None, at=AT)  # from now on this process knows the month
    queries_made.clear()
    by = uuid.uuid4()
    shop = OrganisationRegistered(about=ABOUT, area=AREA, organisation_kind=facts.Code("outlet"))
    told = facts.tell(registered(), shop, registered(), by=by, at=AT)
    assert len(queries_made) == 1
    assert [one.fact for one in told] == [registered(), shop, registered()]
    assert [one.seq for one in told] == sorted({one.seq for one in told})
    assert queries.facts_of(ABOUT) == told
    assert {one.by for one in told} == {by}


def test_facts_told_are_those_of_the_kind_area_and_time(db: None) -> None:
    start = datetime(2027, 3, 1, tzinfo=UTC)
    inside, below, beside = (
        PersonRegistered(about=uuid.uuid4(), area=facts.Code(code)) for code in ("150824", "150824100001", "150825")
    )
    facts.tell(inside, below, beside, by=None, at=start)
    facts.tell(registered(), by=None, at=start + timedelta(days=1))
    facts.tell(OrganisationRegistered(about=ABOUT, area=AREA, organisation_kind=facts.Code("x")), by=None, at=start)
    found = queries.facts_told([PersonRegistered.kind], ["150824"], start, start + timedelta(days=1), {})
    assert [about for _seq, _at, _kind, about, _body in found] == [inside.about, below.about]
    assert queries.facts_told([PersonRegistered.kind], [], start, start + timedelta(days=1), {}) == []


def test_a_bare_fact_carries_what_was_asked_for_with_its_types(db: None) -> None:
    told = facts.tell(
        OrganisationRegistered(about=ABOUT, area=AREA, organisation_kind=facts.Code("x")), registered(), by=None, at=AT
    )
    carried = {OrganisationRegistered.kind: ("organisation_kind", "area")}
    found = list(facts.bare_rows("about = ANY(%s)", [[one.fact.about for one in told]], carried))
    assert found == [
        (told[0].seq, AT, OrganisationRegistered.kind, ABOUT, {"organisation_kind": "x"}),
        (told[1].seq, AT, PersonRegistered.kind, told[1].fact.about, {}),
    ]


# reacting


def test_when_may_be_said_once_only(nobody_reacts: None) -> None:
    facts.when(PersonRegistered, now=[telling.note], later=[telling.count])
    with pytest.raises(ValueError, match="one place"):
        facts.when(PersonRegistered)
    name = "tests.foundation.telling"
    assert facts.reactions() == {"registry.PersonRegistered": ((f"{name}:note",), (f"{name}:count",))}


def test_now_reactions_belong_to_the_tellers_transaction(nobody_reacts: None, own_database: OwnDatabase) -> None:
    seen: list[facts.Told] = []

    def look(told: facts.Told) -> None:
        seen.append(told)
        assert own_database.rows("SELECT 1 FROM foundation_fact WHERE about = %s", ABOUT) == [], "not committed yet"
        assert queries.facts_of(ABOUT) == [told]

    facts.when(PersonRegistered, now=[look, telling.note])
    telling.tell_one()
    assert [one.fact for one in seen] == [registered()]
    days = own_database.rows('SELECT "on" FROM foundation_calendarday WHERE "on" >= \'2031-01-01\' ORDER BY 1')
    assert days == [(telling.TOLD_ON,), (telling.REACTED_ON,)]


def test_a_failing_now_reaction_rolls_everything_back(nobody_reacts: None, own_database: OwnDatabase) -> None:
    facts.when(PersonRegistered, now=[telling.note, telling.fail], later=[telling.count])
    with pytest.raises(RuntimeError, match="the reaction fails"):
        telling.tell_one()
    assert own_database.rows("SELECT 1 FROM foundation_fact WHERE about = %s", ABOUT) == []
    assert own_database.rows("SELECT 1 FROM foundation_calendarday WHERE \"on\" >= '2031-01-01'") == []
    assert own_database.rows("SELECT 1 FROM procrastinate_jobs") == []


def test_a_later_reaction_is_a_job_row_of_the_same_transaction(nobody_reacts: None, own_database: OwnDatabase) -> None:
    facts.when(PersonRegistered, later=[telling.count, telling.note])
    with transaction.atomic():
        telling.tell_one()
        assert len(jobs()) == 2
        assert own_database.rows("SELECT 1 FROM procrastinate_jobs") == [], "not committed yet"
        transaction.set_rollback(True)
    assert jobs() == []
    telling.tell_one()
    assert [job["reaction"].rpartition(":")[2] for job in jobs()] == ["count", "note"]
    assert {seq for job in jobs() for seq in job["seqs"]} == {one.seq for one in queries.facts_of(ABOUT)}


def test_facts_about_the_same_are_one_job_and_each_is_reacted_to(
    nobody_reacts: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts.when(PersonRegistered, later=[telling.note])
    other = uuid.uuid4()
    told = facts.tell(registered(), registered(), registered(other), by=None, at=AT)
    assert sorted(job["seqs"] for job in jobs()) == [[told[0].seq, told[1].seq], [told[2].seq]]
    seen: list[int] = []
    monkeypatch.setattr(telling, "note", lambda one: seen.append(one.seq))
    for job in jobs():
        queue.react(**job)
    assert seen == [one.seq for one in told]
    queue.react(
        reaction=f"{telling.__name__}:note", seq=told[2].seq, at=AT.isoformat()
    )  # as it waited in a queue before
    assert seen[3:] == [told[2].seq]


def test_only_who_was_named_reacts(nobody_reacts: None, db: None) -> None:
    facts.when(OrganisationRegistered, now=[telling.fail], later=[telling.fail])
    facts.tell(registered(), by=None, at=AT)
    assert jobs() == []


def test_a_job_of_a_fact_that_is_not_in_the_log_fails_aloud(db: None) -> None:
    name = queue.name_of(telling.note)
    with pytest.raises(LookupError, match="not in the log"):
        queue.react(reaction=name, seqs=[10**12], at=AT.isoformat())


def test_a_job_cannot_come_loose_from_its_transaction(own_database: OwnDatabase) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        queue.put("foundation.react", reaction="x:y", seqs=[1], at=AT.isoformat())
    assert own_database.rows("SELECT 1 FROM procrastinate_jobs") == []


# a process that is killed


@pytest.fixture
def killed_teller(own_database: OwnDatabase) -> Iterator[Any]:
    """Lets a teller come to before or after its commit and kills it there; returns when the server has noticed."""
    running: list[subprocess.Popen[str]] = []

    def kill(when: str) -> None:
        command = [sys.executable, "-m", "tests.foundation.telling", when]
        teller = subprocess.Popen(
            command,
            cwd=ROOT,
            env=own_database.surroundings(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(teller)
        assert teller.stdout is not None
        assert teller.stdout.readline() == "ready\n"
        teller.kill()
        teller.wait()
        with own_database.connect() as other, other.transaction():
            other.execute("LOCK TABLE foundation_fact, foundation_calendarday IN SHARE MODE")  # waits for its end

    yield kill
    for one in running:
        one.kill()
        one.wait()
        for stream in (one.stdin, one.stdout):
            if stream is not None:
                stream.close()


def left_behind(own: OwnDatabase) -> tuple[int, int, int]:
    """(days changed, facts told, jobs to do) by the teller."""
    counts = (
        "SELECT count(*) FROM foundation_calendarday WHERE \"on\" = '2031-01-01'",
        f"SELECT count(*) FROM foundation_fact WHERE about = '{ABOUT}'",
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'foundation.react'",
    )
    days, told, to_do = (own.rows(statement)[0][0] for statement in counts)
    return days, told, to_do


def test_a_teller_killed_before_its_commit_leaves_nothing(own_database: OwnDatabase, killed_teller: Any) -> None:
    killed_teller("before")
    assert left_behind(own_database) == (0, 0, 0)


def test_a_teller_killed_after_its_commit_leaves_all_and_the_job_is_done(
    own_database: OwnDatabase, killed_teller: Any
) -> None:
    killed_teller("after")
    assert left_behind(own_database) == (1, 1, 1)
    command = [sys.executable, "-m", "minsheng.config.cli", "worker", "--until-empty"]
    subprocess.run(command, cwd=ROOT, env=own_database.surroundings(), check=True, timeout=120)
    assert left_behind(own_database) == (1, 1, 0)
    reacted = own_database.rows('SELECT reason FROM foundation_calendarday WHERE "on" = %s', telling.REACTED_ON)
    assert reacted == [("reacted",)]


# the log is only added to


CHANGES = {
    "update": "UPDATE {} SET area = '150422'",
    "update of a number": "UPDATE {} SET seq = seq + 1000000",
    "delete": "DELETE FROM {}",
    "truncate": "TRUNCATE {}",
    "upsert": "INSERT INTO {0} SELECT * FROM {0} LIMIT 1 ON CONFLICT (seq, at) DO UPDATE SET area = '1'",
}


@pytest.mark.parametrize("table", ["foundation_fact", "foundation_fact_2026_06"])
@pytest.mark.parametrize("change", [name for name in CHANGES if name != "upsert"])
def test_the_database_refuses_to_change_facts(db: None, table: str, change: str) -> None:
    facts.tell(registered(), by=None, at=AT)
    with pytest.raises(DatabaseError, match="facts are only ever added"), transaction.atomic():
        connection.cursor().execute(CHANGES[change].format(table))
    assert [one.fact for one in queries.facts_of(ABOUT)] == [registered()]


def test_a_fact_cannot_be_overwritten_by_an_insert(db: None) -> None:
    (told,) = facts.tell(registered(), by=None, at=AT)
    with connection.cursor() as cursor:
        cursor.execute(CHANGES["upsert"].format("foundation_fact"))
        cursor.execute("SELECT count(*) FROM foundation_fact WHERE area = '1'")
        assert cursor.fetchone()[0] == 0, "its number is given anew, so nothing is in its way"
    assert told in queries.facts_of(ABOUT)


@pytest.mark.parametrize("statement", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize(
    ("table", "column"), [("foundation_reading", "purpose = 'x'"), ("foundation_seal", "count = 0")]
)
def test_the_database_refuses_to_change_readings_and_seals(db: None, statement: str, table: str, column: str) -> None:
    telling.count(None)
    operations.seal_facts(at=AT)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        before = cursor.fetchone()[0]
        assert before
        with pytest.raises(DatabaseError, match=r"only ever added|Cannot update or delete"), transaction.atomic():
            cursor.execute(statement.format(table, column))
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] == before


# months


def month_of(seq: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM foundation_fact WHERE seq = %s", [seq])
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("at", "table"),
    [
        (datetime(2026, 6, 30, 23, 59, 59, 999999, tzinfo=UTC), "foundation_fact_2026_06"),
        (datetime(2026, 7, 1, tzinfo=UTC), "foundation_fact_2026_07"),
    ],
)
def test_facts_lie_in_the_partition_of_their_month(db: None, at: datetime, table: str) -> None:
    (told,) = facts.tell(registered(), by=None, at=at)
    assert month_of(told.seq) == table


def test_a_missing_month_is_made_by_the_first_fact_of_it(db: None) -> None:
    (told,) = facts.tell(registered(), by=None, at=datetime(2041, 2, 3, tzinfo=UTC))
    assert month_of(told.seq) == "foundation_fact_2041_02"
    with pytest.raises(DatabaseError, match="facts are only ever added"), transaction.atomic():
        connection.cursor().execute("TRUNCATE foundation_fact_2041_02")


def test_making_months_twice_makes_them_once(db: None) -> None:
    first, last = date(2042, 11, 15), date(2043, 2, 1)
    assert operations.make_fact_months(first=first, last=last) == 4
    assert operations.make_fact_months(first=first, last=last) == 0


@pytest.mark.parametrize("is_asked_for", [False, True], ids=["by the first fact", "on its own"])
def test_a_month_made_by_a_transaction_that_rolls_back_is_made_again(
    own_database: OwnDatabase,
    is_asked_for: bool,  # noqa: FBT001 - a pytest parameter
) -> None:
    at = datetime(2041, 3, 3, tzinfo=UTC)
    with transaction.atomic():
        if is_asked_for:
            operations.make_fact_months(first=date(2041, 2, 3), last=date(2041, 3, 1))
        facts.tell(registered(), by=None, at=at)
        facts.tell(registered(), by=None, at=at)
        transaction.set_rollback(True)
    telling.tell_one(at)
    assert own_database.rows("SELECT count(*) FROM foundation_fact_2041_03") == [(1,)]


def test_two_who_miss_the_same_month_both_tell(own_database: OwnDatabase) -> None:
    at = datetime(2041, 4, 3, tzinfo=UTC)

    def tell() -> None:
        with transaction.atomic():
            facts.tell(registered(), by=None, at=at)

    assert side_by_side(tell, tell, tell) == [None, None, None]
    assert own_database.rows("SELECT count(*) FROM foundation_fact_2041_04") == [(3,)]


def test_making_months_lets_an_open_writer_and_a_reader_be(own_database: OwnDatabase) -> None:
    with own_database.connect() as writer, writer.transaction():
        writer.execute(INSERT, [ABOUT])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        assert operations.make_fact_months(first=date(2041, 5, 1), last=date(2041, 5, 1)) == 1
        writer.execute(INSERT, [ABOUT])
    assert len(queries.facts_of(ABOUT)) == 2


INSERT = (
    "INSERT INTO foundation_fact (at, kind, about, area, by, body)"
    " VALUES ('2026-06-03', 'registry.PersonRegistered', %s, '150824', NULL, '{}')"
)


def test_nobody_numbers_a_fact_himself(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.replace("(at,", "(seq, at,").replace("VALUES (", "VALUES (1, ") + " RETURNING seq", [ABOUT]
        )
        assert cursor.fetchone()[0] > 1


def test_facts_of_a_kind_that_is_no_longer_known_are_passed_over(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT.replace("PersonRegistered", "Forgotten"), [ABOUT])
    facts.tell(registered(), by=None, at=AT)
    assert [one.fact for one in queries.facts_of(ABOUT)] == [registered()]


def test_kinds_are_named_by_app_and_class() -> None:
    assert all(re.fullmatch(r"[a-z]+\.[A-Z][A-Za-z]+", kind.kind) for kind in KINDS)
    with pytest.raises(TypeError, match="two facts are called"):
        types.new_class(
            "PersonRegistered", (facts.Fact,), exec_body=lambda space: space.update(__module__="x.registry.facts")
        )
    assert facts.KINDS["registry.PersonRegistered"] is PersonRegistered


def test_psycopg_is_what_other_connections_use(own_database: OwnDatabase) -> None:
    with own_database.connect() as other:
        assert isinstance(other, psycopg.Connection)
        assert other.info.dbname == connection.settings_dict["NAME"]
