"""The hash chain over batches of facts: pure, so that anybody can recompute it from an export."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

DIGEST_BYTES = 32


def row_digest(
    seq: int, at: datetime, kind: str, about: str, area: str, by: str | None, body: Mapping[str, object]
) -> bytes:
    """SHA-256 (32 bytes) over one fact as canonical JSON: fixed order, UTF-8, times in UTC to the microsecond.

    Raises `ValueError` for a time without zone and for NaN, which JSON cannot say.
    """
    fields = [seq, _moment(at), kind, about, area, by, body]
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def _moment(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("a time under seal needs its zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def seal_digest(
    previous: bytes, number: int, first_seq: int, last_seq: int, count: int, sealed_at: datetime, rows: Iterable[bytes]
) -> bytes:
    """SHA-256 over the seal before, this seal's number, range, count and time, and its rows' digests in their order.

    `previous` is 32 bytes, zeros before the first seal; so is every row. Raises `ValueError` for another length
    and for a time without zone.
    """
    if len(previous) != DIGEST_BYTES:
        raise ValueError("the digest of the seal before has 32 bytes")
    digest = hashlib.sha256(previous)
    digest.update(f"|{number}|{first_seq}|{last_seq}|{count}|{_moment(sealed_at)}|".encode())
    for row in rows:
        if len(row) != DIGEST_BYTES:
            raise ValueError("a row's digest has 32 bytes")
        digest.update(row)
    return digest.digest()
