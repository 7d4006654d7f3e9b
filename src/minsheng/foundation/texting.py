"""Text messages: one small interface, two adapters in the package, and the hours in which nobody is disturbed.

An operator's gateway is a class of its own with `send`; `MINSHENG_TEXTS` names which adapter this installation uses.
A text is sent at least once and always under the same id: where a sender was killed before it could note that the text
had gone out, it comes again, and the adapter or the gateway behind it leaves out an id that it has had.
"""

from __future__ import annotations

import json
import logging
import os
import uuid
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings

from minsheng.foundation import identity, worktime

log = logging.getLogger(__name__)
QUIET_FROM, QUIET_UNTIL = time(21), time(8)


class NotSent(Exception):
    """The message did not go out; the sentence says why."""


class Sender(Protocol):
    """Sends a text to a number once for each `message` id, or raises `NotSent`."""

    def send(self, number: str, text: str, message: uuid.UUID) -> None: ...


class ConsoleSender:
    """Writes texts into the log of the process, the number masked: for trials."""

    def send(self, number: str, text: str, message: uuid.UUID) -> None:
        log.info("text %s to %s: %s", message, identity.mask_phone(number), text)


class FileSender:
    """Appends texts to a file, one JSON object a line: for a gateway that fetches files, and for tests.

    A text that comes again stands near the end of the file, so only the last `LOOKED_AT_BYTES` are looked through.
    """

    LOOKED_AT_BYTES = 1 << 18

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, number: str, text: str, message: uuid.UUID) -> None:
        line = json.dumps({"message": str(message), "number": number, "text": text}, ensure_ascii=False)
        try:
            with self.path.open("ab+") as file:
                file.seek(max(0, file.seek(0, os.SEEK_END) - self.LOOKED_AT_BYTES))
                end = file.read()
                if str(message).encode() not in end:
                    file.write(b"\n" * (not end.endswith(b"\n") and bool(end)) + line.encode() + b"\n")
        except OSError as problem:
            raise NotSent(str(problem)) from problem


def sender() -> Sender | None:
    """The adapter of this installation; None where it sends no texts. Raises `ValueError` for an unknown one."""
    chosen = str(settings.MINSHENG_TEXTS)
    if chosen in {"", "off"}:
        return None
    if chosen == "console":
        return ConsoleSender()
    if chosen.startswith("file:"):
        return FileSender(Path(chosen.removeprefix("file:")))
    raise ValueError(f"MINSHENG_TEXTS is off, console or file:/path, not {chosen!r}.")


def may_receive(number: str) -> bool:
    """Is this a mobile number?"""
    return len(number) == 11 and number.isdecimal() and number.startswith("1")


def next_moment(at: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours (21:00 to 8:00) that it lies in."""
    local = worktime.local(at)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return at
    on = local.date() + timedelta(days=1 if local.time() >= QUIET_FROM else 0)
    return worktime.at_local(on, QUIET_UNTIL)
