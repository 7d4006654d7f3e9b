"""Lines of the log: one event, one line, its moment in UTC; what came from outside cannot begin a line of its own."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime

LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
security = logging.getLogger("minsheng.security")
"""What an attack would leave behind: refused pages, wrong passwords and codes, forms without their token."""


class RefusedInOneLine(logging.Filter):
    """What Django refuses as suspicious (an address that is not ours, too many fields) is one line and no traceback.

    Everybody can send such requests, as many as he likes: forty lines for each would bury what an attack leaves behind.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
        return True


class LineFormatter(logging.Formatter):
    """Writes control characters as escapes; a traceback follows its line, indented by a bar."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - the name in logging
        del datefmt
        told = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return told.replace("+00:00", "Z")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name in logging
        return UNPRINTABLE.sub(_escaped, super().formatMessage(record))

    def formatException(self, ei: logging._SysExcInfoType) -> str:  # noqa: N802 - the name in logging
        return "\n".join(f"| {UNPRINTABLE.sub(_escaped, line)}" for line in super().formatException(ei).split("\n"))


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()
