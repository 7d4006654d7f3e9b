"""The records of voluntary service leave as a file: asked for with a reason, approved by another person, noted."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime

from minsheng.dispatch import queries
from minsheng.foundation import rights, writing
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry


@writing.operation
def fetch_help_records(*, sharing_id: uuid.UUID, form: queries.Form, by: rights.Actor, at: datetime) -> bytes:
    """The records of the area as they stand now, for whoever asked and was granted them.

    A reading of each helper is noted. Raises `Unseen`, `Refused`, `ValueError` where it was not granted or is over.
    """
    found = registry_operations.granted(sharing_id=sharing_id, content="help_records", by=by, at=at)
    records = queries.records_in(found.area_id)
    registry_operations.note_fetched(found, about=list(_people(records)), items=["help_records"], by=by.id, at=at)
    return queries.records_file(records, form)


def _people(records: list[queries.HelpRecord]) -> Iterator[tuple[uuid.UUID, str]]:
    """The helpers who are in the register, once each."""
    for helper in {one.helper for one in records}:
        person = registry.person_of_account(helper)
        if person is not None:
            yield person.pk, person.area_id
