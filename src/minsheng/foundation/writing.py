"""One transaction for an operation, and no savepoint where none is needed.

An operation is whole or leaves nothing. Standing alone it is a transaction. Called by another operation it is a
part of that one: if it fails, all of it fails. Called by a page that is carried out once (`once`) it is a part of
the page's transaction: if it fails, the page may go on reading, to show the form again, and all is rolled back.
Only where it stands in a transaction of somebody else's (a job, a test) it takes a savepoint.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, transaction

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Whole:
    """A transaction that is carried out as a whole; `has_failed` when a part of it did not go through."""

    has_failed: bool = False
    is_in_operation: bool = False


_whole: ContextVar[Whole | None] = ContextVar("whole", default=None)


@contextmanager
def whole() -> Iterator[Whole]:
    """A transaction that operations join without savepoints. Whoever opens it rolls back where `has_failed`."""
    found = Whole()
    token = _whole.set(found)
    try:
        with transaction.atomic():
            yield found
    finally:
        _whole.reset(token)


def operation(function: Callable[P, T]) -> Callable[P, T]:
    """Carry out an operation as a whole. An outer operation that catches its failure cannot go on writing."""

    @functools.wraps(function)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> T:
        found = _whole.get()
        if found is None:
            with whole() as own:
                own.is_in_operation = True
                return function(*args, **kwargs)
        if found.is_in_operation:
            with transaction.atomic(savepoint=False):
                return function(*args, **kwargs)
        found.is_in_operation = True
        try:
            return function(*args, **kwargs)
        except Exception as problem:
            found.has_failed = True
            if not isinstance(problem, DatabaseError):
                transaction.set_rollback(False)  # reading may go on; `has_failed` sees to it that nothing is kept
            raise
        finally:
            found.is_in_operation = False

    return carried_out
