"""The bus and the log of facts: what was told is appended once and never changed.

`when(kind, now=[...], later=[...])` says who reacts; `tell(fact, by=..., at=...)` appends and lets them react:
`now` inside the teller's transaction, `later` as a job row written by that same transaction.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar, NewType

from django.db import connection, transaction

from minsheng.foundation import editions, queue, statements, units

Code = NewType("Code", str)
"""A word of a closed list (a category, an organisation's or division's code), never a person's words."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened. Fields: ids, codes, numbers with units, times; never free text about a person."""

    about: uuid.UUID
    area: Code
    kind: ClassVar[str]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        app = cls.__module__.split(".")[1]
        cls.kind = f"{app}.{cls.__name__}"
        other = KINDS.get(cls.kind)
        if other is not None and (other.__module__, other.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"two facts are called {cls.kind}")
        KINDS[cls.kind] = cls


@dataclass(frozen=True)
class Told:
    """A fact as it stands in the log: its number, its time, who told it (None: the system)."""

    seq: int
    at: datetime
    by: uuid.UUID | None
    fact: Fact


Reaction = Callable[[Told], None]
KINDS: dict[str, type[Fact]] = {}
_now: dict[type[Fact], tuple[Reaction, ...]] = {}
_later: dict[type[Fact], tuple[Reaction, ...]] = {}
_months: set[tuple[str, date]] = set()  # (database, first day): known to have a partition
_made: set[tuple[str, date]] = set()  # made by this process, perhaps in a transaction that rolls back


def when(fact: type[Fact], *, now: Iterable[Reaction] = (), later: Iterable[Reaction] = ()) -> None:
    """Let reactions follow a fact. Called once for each fact, in `config/flow.py`; a second call is an error."""
    if fact in _now:
        raise ValueError(f"{fact.kind} already has its reactions; say them in one place")
    _now[fact], _later[fact] = tuple(now), tuple(later)


def reactions() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Who reacts, by kind of fact: dotted names of the `now` and of the `later` reactions."""
    return {
        fact.kind: (tuple(map(queue.name_of, _now[fact])), tuple(map(queue.name_of, _later[fact])))
        for fact in sorted(_now, key=lambda fact: fact.kind)
    }


TELL = """
INSERT INTO foundation_fact (at, kind, about, area, by, body)
SELECT %s, kind, about, area, %s::uuid, body
FROM unnest(%s::text[], %s::uuid[], %s::text[], %s::jsonb[]) AS told(kind, about, area, body) RETURNING seq
"""


def tell(*facts: Fact, by: uuid.UUID | None, at: datetime) -> list[Told]:
    """Append facts in their order and let everybody react. Must run inside the transaction of the change.

    One statement for all facts, and one for all jobs that follow: a job for each reaction and each thing that facts
    are about. A month that has no partition yet gets one.
    Raises `TransactionManagementError` outside a transaction, `ValueError` for a time without zone.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("tell() belongs in the transaction of the change it tells")
    if not facts:
        return []
    _ensure_month(at)
    bodies = [json.dumps(_body(fact), ensure_ascii=False) for fact in facts]
    columns: list[list[Any]] = [
        [fact.kind for fact in facts],
        [fact.about for fact in facts],
        [fact.area for fact in facts],
        bodies,
    ]
    with statements.prepared() as cursor:
        cursor.execute(TELL, [at, by, *columns])
        numbers = sorted(seq for (seq,) in cursor.fetchall())
    told = [Told(seq, at, by, fact) for seq, fact in zip(numbers, facts, strict=True)]
    with editions.holding():  # what reactions look up again and again stands for all of these facts
        for one in told:
            for reaction in _now.get(type(one.fact), ()):
                reaction(one)
    jobs: dict[tuple[str, uuid.UUID], list[int]] = {}
    for one in told:
        for reaction in _later.get(type(one.fact), ()):
            jobs.setdefault((queue.name_of(reaction), one.fact.about), []).append(one.seq)
    if jobs:
        together = [{"reaction": name, "seqs": seqs, "at": at.isoformat()} for (name, _), seqs in jobs.items()]
        queue.put_all("foundation.react", together)
    return told


def _ensure_month(at: datetime) -> None:
    """Make the month's partition if need be; one statement for each month and process.

    A month that this process makes is known for good only after a commit: its maker may still roll back.
    """
    if at.tzinfo is None:
        raise ValueError("a fact's time needs its zone")
    on = at.astimezone(UTC).date().replace(day=1)
    known = (str(connection.settings_dict["NAME"]), on)
    if known in _months:
        return
    make_months(on, on)
    if known in _made:
        transaction.on_commit(lambda: _months.add(known))
    else:
        _months.add(known)


def make_months(first: date, last: date) -> int:
    """Make the log's partitions for these months; returns how many were new.

    Of a span in which any was new, no month is taken for kept before a commit, whoever tells in it first.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT foundation_fact_months(%s, %s)", [first, last])
        made = int(cursor.fetchone()[0])
    if made:
        database, months = str(connection.settings_dict["NAME"]), last.year * 12 + last.month
        for index in range(first.year * 12 + first.month - 1, months):
            _made.add((database, date(index // 12, index % 12 + 1, 1)))
    return made


def told_of(row: tuple[int, datetime, str, uuid.UUID, str, uuid.UUID | None, dict[str, Any]]) -> Told:
    """The fact that a row (seq, at, kind, about, area, by, body) of the log holds."""
    seq, at, kind, about, area, by, body = row
    fact = KINDS[kind]
    readers = _readers(fact.kind)
    values = {name: readers[name](value) for name, value in body.items() if name in readers}
    return Told(seq, at, by, fact(about=about, area=Code(area), **values))


def values_of(fact: Fact) -> dict[str, Any]:
    """What a fact carries beside `about` and `area`, by name, with its types."""
    return {name: getattr(fact, name) for name in fields_of(type(fact))}


def fields_of(fact: type[Fact]) -> Mapping[str, Any]:
    """The types of the fields that a kind of fact adds to `about` and `area`."""
    return _fields(fact.kind)


@functools.cache
def _fields(kind: str) -> Mapping[str, Any]:
    hints = typing.get_type_hints(KINDS[kind])
    return {f.name: hints[f.name] for f in dataclasses.fields(KINDS[kind]) if f.name not in {"about", "area"}}


def written(fact: Fact) -> dict[str, Any]:
    """What a fact carries, as the log writes it (JSON)."""
    return _body(fact)


def _body(fact: Fact) -> dict[str, Any]:
    return {name: _write(value) for name, value in values_of(fact).items()}


def _write(value: Any) -> Any:
    if isinstance(value, units.Quantity | units.AtLeast):
        return value.as_json()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, tuple):
        return [_write(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"a fact cannot carry {type(value).__name__}")


@functools.cache
def _readers(kind: str) -> dict[str, Callable[[Any], Any]]:
    """How each field that a kind of fact adds is read from what the log wrote of it."""
    return {name: _reader(hint) for name, hint in _fields(kind).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of this type out of JSON; None stays None."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _reader(next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        inner = _reader(arguments[0])
        return lambda values: None if values is None else tuple(map(inner, values))
    if isinstance(hint, NewType):
        return _as_written
    if issubclass(hint, units.Quantity | units.AtLeast):
        return lambda value: None if value is None else units.from_json(value)
    if hint is datetime or hint is date:
        return lambda value: None if value is None else hint.fromisoformat(value)
    if issubclass(hint, uuid.UUID | StrEnum):
        return lambda value: None if value is None else hint(value)
    return _as_written


def _as_written(value: Any) -> Any:
    return value


def last_number() -> int:
    """The last number that the log gave out, perhaps to a fact that is not written yet. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM foundation_fact_seq")
        return int(cursor.fetchone()[0])


def telling() -> set[str]:
    """The other transactions that tell facts right now. One query, to be asked after `last_number`.

    A lower number that is not written yet belongs to one of these: telling holds its lock on the log until it ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT virtualtransaction FROM pg_locks WHERE locktype = 'relation' AND mode = 'RowExclusiveLock'"
            " AND relation = 'foundation_fact'::regclass AND pid IS DISTINCT FROM pg_backend_pid()"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return {str(one) for (one,) in cursor.fetchall()}


Row = tuple[int, datetime, str, uuid.UUID, dict[str, Any]]
"""A fact of the log without its class: number, time, kind, about, and of what it carries only what was asked for."""


def log_rows(where: str, parameters: list[Any], *, ascending: bool = True, most: int | None = None) -> Iterator[Told]:
    """Facts of the log by a condition on its columns (own SQL only, values as parameters), in their order."""
    order = "ASC" if ascending else "DESC"
    limit = f" LIMIT {int(most)}" if most is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, at, kind, about, area, by, body::text FROM foundation_fact"  # noqa: S608 - `where` is our own SQL
            f" WHERE {where} ORDER BY seq {order}{limit}",
            parameters,
        )
        for seq, at, kind, about, area, by, body in cursor.fetchall():
            if kind in KINDS:
                yield told_of((seq, at, kind, about, area, by, json.loads(body)))


def bare_rows(where: str, parameters: list[Any], carried: Mapping[str, Collection[str]]) -> Iterator[Row]:
    """As `log_rows`, for whoever counts very many: of each kind only the fields named in `carried`, with their types."""
    readers = {
        kind: [(name, read) for name, read in _readers(kind).items() if name in names]
        for kind, names in carried.items()
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, at AT TIME ZONE 'UTC', kind, about, CASE WHEN kind = ANY(%s) THEN body::text END FROM foundation_fact"  # noqa: S608
            f" WHERE {where} ORDER BY seq",
            [list(readers), *parameters],
        )
        for seq, at, kind, about, body in cursor.fetchall():
            told = json.loads(body) if body else {}
            values = {name: read(told.get(name)) for name, read in readers.get(kind, ())}
            yield seq, at.replace(tzinfo=UTC), kind, about, values
