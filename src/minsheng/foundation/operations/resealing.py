"""Keys are replaced while everybody works on: values are sealed anew, and blind indexes are made anew, batch by batch.

Every row is written by itself and only where it still stands as it was read: what somebody changes meanwhile is his. So
it may be stopped at any moment and begun again, and no row waits for another.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Case, Count, F, Func, Q, Value, When
from django.db.models.functions import Length, Substr

from minsheng.foundation import context, facts, ids
from minsheng.foundation.crypto import KeyRing, SealBroken
from minsheng.foundation.key_facts import IndexesRenewed, ValuesResealed
from minsheng.foundation.sealed import BlindIndexField, SealedField
from minsheng.foundation.units import Items

ROWS = 200
BYTES = 8 * 1024 * 1024
"""Of sealed values at once (photos are large); a value that is larger comes alone."""
BYTEA = models.BinaryField()
NO_TEXT = "the sealed value that it is made of is not there"
NO_KEY = "it was made with no index key of the ring"
TWICE = "another row stands under the same value"


@dataclass
class Batch:
    """What came of some rows of a column. `last` is the key of the last one, None where none were left."""

    last: Any = None
    rows: int = 0
    written: int = 0
    standing: int = 0
    before: int = 0
    meanwhile: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    """(primary key, reason) of values that cannot be opened or belong to no key; they are not touched."""

    def add(self, other: Batch) -> None:
        """Put what came of the rows behind to it."""
        self.last, self.rows = other.last, self.rows + other.rows
        self.written, self.standing = self.written + other.written, self.standing + other.standing
        self.before, self.meanwhile = self.before + other.before, self.meanwhile + other.meanwhile
        self.broken += other.broken


def _rows(column: models.Field[Any, Any]) -> models.QuerySet[Any]:
    table: type[models.Model] = column.model
    rows: models.QuerySet[Any] = table._base_manager.all()  # noqa: SLF001 - every row, whatever the table hides
    found: models.QuerySet[Any] = rows.filter(**{f"{column.attname}__isnull": False})
    return found


def headers(column: SealedField) -> Counter[bytes]:
    """How many values begin with each header (version, length and name of the key). One statement."""
    name = column.attname
    length = Func(F(name), Value(1), function="get_byte", output_field=models.IntegerField())
    whole = Substr(name, 1, length + 2, output_field=BYTEA)
    header = Case(When(Q(size__gte=2), then=whole), default=Value(b""), output_field=BYTEA)
    found = _rows(column).annotate(size=Length(name)).annotate(header=header).order_by().values("header")
    return Counter({bytes(row["header"]): row["count"] for row in found.annotate(count=Count("pk"))})


def waiting(column: SealedField, ring: KeyRing) -> models.QuerySet[Any]:
    """The rows whose value does not stand under the present key and way."""
    begin = Substr(column.attname, 1, len(ring.header), output_field=BYTEA)
    found: models.QuerySet[Any] = _rows(column).annotate(begin=begin).exclude(begin=ring.header)
    return found


def reseal_batch(column: SealedField, ring: KeyRing, after: Any = None) -> Batch:
    """Seal the next values of a column anew, of rows behind the key `after`."""
    name, found = column.attname, waiting(column, ring).order_by("pk")
    sized = (found.filter(pk__gt=after) if after is not None else found).annotate(size=Length(name))
    chosen = _fitting(sized.values_list("pk", "size")[:ROWS])
    rows = _rows(column).filter(pk__in=chosen).order_by("pk").values("pk", name, *column.place_columns)
    done = Batch(last=chosen[-1] if chosen else None, rows=len(chosen))
    for row in rows:
        kept = bytes(row[name])
        try:
            fresh = ring.seal(ring.open(kept, column.place_of(row)), column.place_of(row))
        except SealBroken as problem:
            done.broken.append((str(row["pk"]), str(problem)))
            continue
        changed = column.model._base_manager.filter(pk=row["pk"], **{name: kept}).update(**{name: fresh})  # noqa: SLF001 - as above
        done.written += changed
        done.meanwhile += 1 - changed
    return done


def _fitting(sizes: Iterable[tuple[Any, int]]) -> list[Any]:
    chosen, total = list[Any](), 0
    for key, size in sizes:
        total += size
        if chosen and total > BYTES:
            break
        chosen.append(key)
    return chosen


def index_batch(column: BlindIndexField, ring: KeyRing, after: Any = None, *, only_count: bool = False) -> Batch:
    """Make the next blind indexes of a column anew that an index key of before made, of rows behind the key `after`.

    `only_count`: write nothing. Rows of a column whose text is kept nowhere cannot be told apart: all are `standing`.
    """
    sealed = column.sealed if column.of else None
    names = [column.attname, *([sealed.attname, *sealed.place_columns] if sealed else [])]
    if column.guesses:
        names = [one.attname for one in column.model._meta.concrete_fields]  # noqa: SLF001 - as above
    found = _rows(column).order_by("pk").values("pk", *dict.fromkeys(names))
    rows = list((found.filter(pk__gt=after) if after is not None else found)[:ROWS])
    done = Batch(last=rows[-1]["pk"] if rows else None, rows=len(rows))
    for row in rows:
        if column.fades:
            done.standing += 1
        else:
            _renew(column, ring, row, done, only_count=only_count)
    return done


def _renew(column: BlindIndexField, ring: KeyRing, row: Mapping[str, Any], done: Batch, *, only_count: bool) -> None:
    kept = bytes(row[column.attname])
    try:
        fresh = _fresh(column, ring, row, kept)
    except SealBroken as problem:
        done.broken.append((str(row["pk"]), str(problem)))
        return
    if fresh == kept:
        done.standing += 1
        return
    done.before += 1
    if only_count:
        return
    as_read = {name: row[name] for name in (column.attname, column.of) if name}
    try:
        with transaction.atomic():
            same = column.model._base_manager.filter(pk=row["pk"], **as_read)  # noqa: SLF001 - as above
            changed = same.update(**{column.attname: fresh})
    except IntegrityError:
        done.broken.append((str(row["pk"]), TWICE))
        return
    done.written += changed
    done.meanwhile += 1 - changed


def _fresh(column: BlindIndexField, ring: KeyRing, row: Mapping[str, Any], kept: bytes) -> bytes:
    """The index of a row under the present key. Raises `SealBroken` with the reason why there is none."""
    for text in _texts(column, ring, row):
        now, *before = ring.blind_indexes(text, column.context)
        if kept == now or kept in before:
            return now
    raise SealBroken(NO_KEY)


def _texts(column: BlindIndexField, ring: KeyRing, row: Mapping[str, Any]) -> Iterable[str]:
    if column.guesses:
        return column.guesses(row)
    sealed = column.sealed
    if row[sealed.attname] is None:
        raise SealBroken(NO_TEXT)
    return [ring.open(bytes(row[sealed.attname]), sealed.place_of(row))]


@transaction.atomic
def tell_resealed(
    *, key: str, replaced: Sequence[str], resealed: int, broken: int, by: uuid.UUID | None, at: datetime
) -> None:
    """Say in the log that values were sealed anew, and with which key in place of which."""
    told = ValuesResealed(
        about=ids.new_id(at),
        area=facts.Code(context.home_area()),
        data_key=facts.Code(key),
        replaced=tuple(facts.Code(one) for one in replaced),
        resealed=Items(resealed),
        broken=Items(broken),
    )
    facts.tell(told, by=by, at=at)


@transaction.atomic
def tell_renewed(*, renewed: int, broken: int, by: uuid.UUID | None, at: datetime) -> None:
    """Say in the log that blind indexes were made anew."""
    told = IndexesRenewed(
        about=ids.new_id(at), area=facts.Code(context.home_area()), renewed=Items(renewed), broken=Items(broken)
    )
    facts.tell(told, by=by, at=at)
