"""How a record of a visit comes into the books, from a phone or from a file that it exported: it is never dropped."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db import IntegrityError

from minsheng.cases import operations as cases_operations
from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import VisitRecord
from minsheng.foundation import rights

Keep = Callable[[], VisitRecord]


def kept(client_id: uuid.UUID, record: Keep, contest: Callable[[str], VisitRecord]) -> VisitRecord:
    """The record as it stands in the books: counted, or kept for a person where its visit is not open to it."""
    try:
        return _at_once(client_id, record)
    except (operations.NotNow, cases_operations.NotNow, rights.Unseen, rights.Refused) as problem:
        reason = str(problem)
    return _at_once(client_id, lambda: contest(reason))


def _at_once(client_id: uuid.UUID, keep: Keep) -> VisitRecord:
    """Carry out; where the same record, or another of the same visit, came in at the same moment, look again."""
    try:
        return keep()
    except IntegrityError:
        if queries.arrived(client_id) is None:
            raise
        return keep()
