"""What the tests of the bus let happen after a fact, and a teller that can be killed.

`python -m tests.foundation.telling (before|after)` changes a calendar day, tells a fact with a `later` reaction, says
"ready" before or after the commit, and then waits to be killed.
"""

from __future__ import annotations

import sys
import uuid
from datetime import UTC, date, datetime, timedelta

AT = datetime(2026, 6, 3, 3, 0, tzinfo=UTC)
ABOUT = uuid.UUID("00000000-0000-7000-8000-0000000000aa")
TOLD_ON = date(2031, 1, 1)  # the day that the teller sets
REACTED_ON = date(2031, 1, 2)  # the day that the reaction sets


def note(told: object) -> None:
    """A reaction with a visible effect, harmless when done twice."""
    from minsheng.foundation import operations

    operations.set_calendar_day(on=REACTED_ON, is_workday=True, reason="reacted", by=None, at=AT)


def count(told: object) -> None:
    """A reaction that shows how often it was done: one row of the log of readings each time."""
    from minsheng.foundation import operations

    operations.log_reading(by=ABOUT, about=ABOUT, area="150824", purpose="counted", items=["told"], at=AT)


def fail(told: object) -> None:
    """A reaction that goes wrong."""
    raise RuntimeError("the reaction fails")


def tell_one(at: datetime = AT, about: uuid.UUID = ABOUT) -> None:
    """Change a day and tell a fact, in one transaction."""
    from django.db import transaction

    from minsheng.foundation import facts, operations
    from minsheng.registry.facts import PersonRegistered

    with transaction.atomic():
        operations.set_calendar_day(on=TOLD_ON, is_workday=True, reason="told", by=None, at=at)
        facts.tell(PersonRegistered(about=about, area=facts.Code("150824")), by=None, at=at)


def main() -> None:
    """Tell, say so, wait to be killed."""
    import django

    django.setup()
    from django.db import transaction

    from minsheng.foundation import facts
    from minsheng.registry.facts import PersonRegistered
    from tests.foundation import telling

    facts.when(PersonRegistered, later=[telling.note])  # by the name under which a worker finds it
    if sys.argv[1] == "after":
        tell_one(AT + timedelta(hours=1))
        print("ready", flush=True)
        sys.stdin.read()
    with transaction.atomic():
        tell_one()
        print("ready", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
