"""The seals over the log: every change of a sealed fact is found, whoever made it, and no fact slips past a seal."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any, cast

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minsheng.foundation import facts, operations, seals
from minsheng.foundation.models import Seal
from minsheng.registry.facts import OrganisationRegistered, PersonRegistered
from tests.own_database import OwnDatabase, side_by_side

AT = datetime(2026, 6, 3, 2, 0, tzinfo=UTC)
AREA = facts.Code("150824")

# pure

Row = tuple[int, datetime, str, str, str, str | None, dict[str, object]]
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5))
ROWS: st.SearchStrategy[Row] = st.tuples(
    st.integers(1, 2**62),
    st.datetimes(timezones=st.just(UTC)),
    st.text(max_size=8),
    st.uuids().map(str),
    st.text("0123456789", min_size=6, max_size=12),
    st.one_of(st.none(), st.uuids().map(str)),
    st.dictionaries(st.text(max_size=5), VALUES, max_size=3),
)


@given(ROWS, ROWS)
def test_row_digests_differ_exactly_where_rows_differ(one: Row, other: Row) -> None:
    as_typed = [repr(one), repr(other)]  # 1 and True are two things in JSON
    assert (seals.row_digest(*one) == seals.row_digest(*other)) == (as_typed[0] == as_typed[1])


@given(ROWS, st.integers(0, 6), st.data())
def test_row_digest_sees_every_column(row: Row, column: int, data: st.DataObject) -> None:
    other = data.draw(ROWS)
    changed = cast("Row", (*row[:column], other[column], *row[column + 1 :]))
    assert (seals.row_digest(*changed) == seals.row_digest(*row)) == (repr(changed) == repr(row))


@given(ROWS, st.integers(-12, 12))
def test_row_digest_is_the_same_in_every_time_zone(row: Row, hours: int) -> None:
    at = row[1].replace(year=2026, day=1)  # far from the ends of the calendar
    elsewhere = at.astimezone(timezone(timedelta(hours=hours)))
    assert seals.row_digest(row[0], at, *row[2:]) == seals.row_digest(row[0], elsewhere, *row[2:])


def test_row_digest_does_not_depend_on_the_order_of_keys() -> None:
    about = str(uuid.UUID(int=1))
    one = seals.row_digest(1, AT, "k", about, "15", None, {"a": 1, "b": 2})
    assert one == seals.row_digest(1, AT, "k", about, "15", None, {"b": 2, "a": 1})


def test_digests_are_those_that_anybody_can_compute_from_an_export() -> None:
    """Worked by hand with `sha256sum` from the canonical JSON; a change of the format is a break with all anchors."""
    row = seals.row_digest(
        1, AT, "cases.CaseOpened", "00000000-0000-0000-0000-000000000001", "150824", None, {"urgency": "急"}
    )
    assert row.hex() == "344cdd356054d8535f06607d518003c09a2d0300c4b9d6e323b2859b577d419d"
    assert (
        seals.seal_digest(bytes(32), 1, 1, 1, 1, AT, [row]).hex()
        == "48f4abcabbda28070b71ca23086f6f7ca97bf5a282c006133f6e7d2c1a2fe284"
    )


DIGEST = st.binary(min_size=32, max_size=32)


@given(st.lists(DIGEST, max_size=6, unique=True), st.permutations(range(6)), DIGEST)
def test_seal_digest_depends_on_order_number_and_the_seal_before(
    rows: list[bytes], order: list[int], previous: bytes
) -> None:
    def digest(rows: list[bytes], previous: bytes = previous, number: int = 3) -> bytes:
        return seals.seal_digest(previous, number, 1, 9, len(rows), AT, rows)

    mixed = [rows[place] for place in order if place < len(rows)]
    assert (digest(mixed) == digest(rows)) == (mixed == rows)
    assert digest(rows, number=4) != digest(rows)
    assert digest(rows, previous=bytes([previous[0] ^ 1]) + previous[1:]) != digest(rows)
    assert not rows or digest(rows[:-1]) != digest(rows)


@pytest.mark.parametrize(
    "seal",
    [
        lambda: seals.seal_digest(b"short", 1, 1, 1, 0, AT, []),
        lambda: seals.seal_digest(bytes(32), 1, 1, 1, 1, AT, [b"short"]),
        lambda: seals.seal_digest(bytes(32), 1, 1, 1, 0, AT.replace(tzinfo=None), []),
        lambda: seals.row_digest(1, AT.replace(tzinfo=None), "k", "a", "15", None, {}),
        lambda: seals.row_digest(1, AT, "k", "a", "15", None, {"x": float("nan")}),
    ],
)
def test_digests_refuse_what_has_no_one_meaning(seal: Callable[[], bytes]) -> None:
    with pytest.raises(ValueError, match=r"32 bytes|zone|JSON"):
        seal()


# with the database


def tell(count: int, at: datetime = AT) -> list[facts.Told]:
    with transaction.atomic():
        kinds: list[facts.Fact] = []
        for place in range(count):
            about = uuid.UUID(int=place + 1)
            kinds.append(
                PersonRegistered(about=about, area=AREA)
                if place % 3
                else OrganisationRegistered(about=about, area=AREA, organisation_kind=facts.Code("branch"))
            )
        return facts.tell(*kinds, by=uuid.UUID(int=7), at=at)


def seal_all(most: int = 50_000) -> list[Seal]:
    made = []
    while seal := operations.seal_facts(at=AT, most=most):
        made.append(seal)
    return made


@pytest.fixture
def sealed(db: None) -> list[facts.Told]:
    """12 facts under 4 seals (after one over all that the banner told), and 2 facts that are not sealed yet."""
    seal_all()
    told = [*tell(6), *tell(6, AT + timedelta(days=40))]
    assert len(seal_all(most=3)) == 4
    tell(2)
    assert operations.verify_facts()[2] == []
    return told


@contextlib.contextmanager
def tampering() -> Iterator[Any]:
    """What somebody with the database's password may do: triggers are off; everything is undone at the end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in ("foundation_fact", "foundation_seal"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield cursor
        transaction.set_rollback(True)


def broken(anchor: tuple[int, bytes] | None = None) -> list[int]:
    return [one.number for one in operations.verify_facts(anchor=anchor)[2]]


def seal_number_of(seq: int) -> int:
    found = Seal.objects.filter(first_seq__lte=seq, last_seq__gte=seq).values_list("number", flat=True)
    return int(found[0])


COLUMNS = {
    "at": "at + interval '1 microsecond'",
    "kind": "kind || 'x'",
    "about": "(overlay(about::text placing CASE WHEN about::text LIKE '0%%' THEN '1' ELSE '0' END from 1 for 1))::uuid",
    "area": "overlay(area placing '9' from 6 for 1)",
    "by": "NULL",
    "body": "body || '{\"x\": 1}'",
}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(0, 11), column=st.sampled_from(sorted(COLUMNS)))
def test_a_changed_column_is_found_and_located(sealed: list[facts.Told], place: int, column: str) -> None:
    seq = sealed[place].seq
    with tampering() as cursor:
        cursor.execute(f'UPDATE foundation_fact SET "{column}" = {COLUMNS[column]} WHERE seq = %s', [seq])
        assert cursor.rowcount == 1
        assert broken() == [seal_number_of(seq)]
    assert broken() == []


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(0, 3), byte=st.integers(0, 5), bit=st.integers(0, 7))
def test_one_flipped_bit_in_a_body_is_found(sealed: list[facts.Told], place: int, byte: int, bit: int) -> None:
    """`branch`, one bit away: any letter that JSON and PostgreSQL can hold."""
    word = bytearray(b"branch")
    word[byte] ^= 1 << bit
    text = bytes(word).decode("latin-1")
    if text[byte] == "\x00":
        return
    seq = sealed[place * 3].seq
    with tampering() as cursor:
        cursor.execute(
            "UPDATE foundation_fact SET body = jsonb_build_object('organisation_kind', %s::text) WHERE seq = %s",
            [text, seq],
        )
        assert cursor.rowcount == 1
        assert broken() == [seal_number_of(seq)]


@pytest.mark.parametrize("place", range(12))
def test_a_deleted_fact_is_found(sealed: list[facts.Told], place: int) -> None:
    with tampering() as cursor:
        cursor.execute("DELETE FROM foundation_fact WHERE seq = %s", [sealed[place].seq])
        assert broken() == [seal_number_of(sealed[place].seq)]


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (2, 3), (0, 11), (4, 7)])
def test_two_facts_that_changed_places_are_found(sealed: list[facts.Told], one: int, other: int) -> None:
    numbers = [sealed[one].seq, sealed[other].seq]
    with tampering() as cursor:
        cursor.execute("UPDATE foundation_fact SET seq = -seq WHERE seq = ANY(%s)", [numbers])
        cursor.execute(
            "UPDATE foundation_fact SET seq = CASE -seq WHEN %s THEN %s ELSE %s END WHERE seq < 0",
            [*numbers, numbers[0]],
        )
        assert cursor.rowcount == 2
        assert broken() == sorted({seal_number_of(number) for number in numbers})


def test_a_fact_slipped_in_under_a_seal_is_found(sealed: list[facts.Told]) -> None:
    with tampering() as cursor:
        cursor.execute(
            "INSERT INTO foundation_fact SELECT seq, at + interval '1 day', kind, about, area, by, body"
            " FROM foundation_fact WHERE seq = %s",
            [sealed[4].seq],
        )
        assert broken() == [seal_number_of(sealed[4].seq)]


def test_a_truncated_month_is_found(sealed: list[facts.Told]) -> None:
    with tampering() as cursor:
        cursor.execute("SELECT count(*) FROM foundation_fact_2026_07")
        assert cursor.fetchone()[0] == 6
        cursor.execute("ALTER TABLE foundation_fact_2026_07 DISABLE TRIGGER USER")
        cursor.execute("TRUNCATE foundation_fact_2026_07")
        assert broken() == sorted({seal_number_of(one.seq) for one in sealed[6:]})


def test_a_missing_seal_is_found_once(sealed: list[facts.Told]) -> None:
    gone = seal_number_of(sealed[3].seq)
    with tampering() as cursor:
        cursor.execute("DELETE FROM foundation_seal WHERE number = %s", [gone])
        _count, _total, found = operations.verify_facts()
        assert [(one.number, one.reason) for one in found] == [(gone + 1, f"seal {gone} is missing before it")]


@pytest.mark.parametrize(
    "change",
    [
        "first_seq = first_seq - 1",
        "last_seq = last_seq + 1",
        "count = count + 1",
        "previous = set_bit(previous, 100, 1 - get_bit(previous, 100))",
        "digest = set_bit(digest, 100, 1 - get_bit(digest, 100))",
        "sealed_at = sealed_at + interval '1 second'",
    ],
)
def test_a_changed_seal_is_found(sealed: list[facts.Told], change: str) -> None:
    last = Seal.objects.order_by("-number").values_list("number", flat=True)[0]
    with tampering() as cursor:
        cursor.execute(f"UPDATE foundation_seal SET {change} WHERE number = %s", [last])
        assert broken() == [last]


def test_a_seal_counted_anew_after_a_change_breaks_the_next(sealed: list[facts.Told]) -> None:
    """Who changes a fact and makes its seal fit again is found by the seal after it."""
    number = seal_number_of(sealed[0].seq)
    with tampering() as cursor:
        cursor.execute("UPDATE foundation_fact SET area = '150999' WHERE seq = %s", [sealed[0].seq])
        mended = Seal.objects.get(number=number)
        rows = list(operations.log._digests(mended.first_seq - 1, mended.last_seq))
        cursor.execute(
            "UPDATE foundation_seal SET digest = %s WHERE number = %s", [operations.log._digest(mended, rows), number]
        )
        assert broken() == [number + 1]


def test_a_cut_off_tail_is_found_by_an_anchor_kept_elsewhere(sealed: list[facts.Told]) -> None:
    last = Seal.objects.order_by("-number")[0]
    anchor = (last.number, bytes(last.digest))
    assert broken(anchor) == []
    with tampering() as cursor:
        cursor.execute("DELETE FROM foundation_fact WHERE seq >= %s", [last.first_seq])
        cursor.execute("DELETE FROM foundation_seal WHERE number = %s", [last.number])
        assert broken() == [], "the shorter log is whole in itself"
        assert broken(anchor) == [last.number]
    assert broken((last.number, bytes(32))) == [last.number]


def test_seals_hold_all_facts_once_and_in_order(sealed: list[facts.Told]) -> None:
    count, total, found = operations.verify_facts()
    rows = list(Seal.objects.order_by("number").values_list("number", "first_seq", "last_seq", "count"))
    assert [number for number, *_ in rows] == list(range(1, count + 1))
    assert all(before[2] < after[1] for before, after in pairwise(rows))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM foundation_fact")
        assert cursor.fetchone()[0] == total + 2
    assert (total, found) == (sum(row[3] for row in rows), [])


def test_nothing_new_gives_no_seal(db: None) -> None:
    assert seal_all()
    assert operations.seal_facts(at=AT) is None


# beside others


def test_an_open_transaction_with_a_lower_number_is_waited_for_not_skipped(own_database: OwnDatabase) -> None:
    seal_all()
    insert = (
        "INSERT INTO foundation_fact (at, kind, about, area, by, body)"
        " VALUES ('2026-06-03', 'registry.PersonRegistered', %s, '150824', NULL, '{}') RETURNING seq"
    )
    with own_database.connect() as slow:
        with slow.transaction():
            row = slow.execute(insert, [uuid.UUID(int=9)]).fetchone()
            assert row is not None
            (later,) = tell(1)
            assert row[0] < later.seq
            assert operations.seal_facts(at=AT, patience_seconds=0) is None
        seal = operations.seal_facts(at=AT, patience_seconds=0)
    assert seal is not None
    assert (seal.first_seq, seal.last_seq, seal.count) == (row[0], later.seq, 2)
    assert broken() == []


def test_a_transaction_that_tells_nothing_or_begins_later_holds_no_seal_up(own_database: OwnDatabase) -> None:
    tell(1)
    with own_database.connect() as other, other.transaction():
        other.execute("SELECT count(*) FROM foundation_fact")
        other.execute("UPDATE foundation_account SET name = name")
        assert operations.seal_facts(at=AT, patience_seconds=0) is not None


def test_no_writer_waits_for_a_sealer(own_database: OwnDatabase) -> None:
    tell(3)
    with transaction.atomic():
        assert operations.seal_facts(at=AT) is not None
        with own_database.connect() as writer:
            writer.execute("SET lock_timeout = '1s'")
            writer.execute(
                "INSERT INTO foundation_fact (at, kind, about, area, by, body)"
                " VALUES ('2026-06-03', 'registry.PersonRegistered', %s, '150824', NULL, '{}')",
                [uuid.UUID(int=9)],
            )
    assert operations.seal_facts(at=AT) is not None
    assert broken() == []


def test_two_sealers_do_not_seal_the_same_facts(own_database: OwnDatabase) -> None:
    tell(20)

    def seal() -> int:
        return len(seal_all(most=4))

    made = side_by_side(seal, seal)
    assert all(isinstance(one, int) for one in made), made
    seal_all()
    count, _total, found = operations.verify_facts()
    assert found == []
    assert count == Seal.objects.count()


def test_sealing_under_load_skips_no_fact(own_database: OwnDatabase) -> None:
    """Writers that commit and roll back in every order beside a sealer that never rests."""

    def write(start: int) -> Callable[[], None]:
        def writing() -> None:
            for number in range(start, start + 25):
                with transaction.atomic():
                    facts.tell(PersonRegistered(about=uuid.UUID(int=number), area=AREA), by=None, at=AT)
                    if number % 4 == 0:
                        transaction.set_rollback(True)

        return writing

    def sealing() -> int:
        return sum(operations.seal_facts(at=AT, most=5) is not None for _ in range(60))

    results = side_by_side(write(1000), write(2000), write(3000), sealing)
    assert results[:3] == [None, None, None]
    assert isinstance(results[3], int)
    assert results[3] > 0, results[3]
    seal_all()
    _count, total, found = operations.verify_facts()
    assert found == []
    assert own_database.rows("SELECT count(*) FROM foundation_fact") == [(total,)]
