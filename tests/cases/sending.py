"""A sender of texts that can be killed.

`python -m tests.cases.sending (before|after) FILE AT` sends the texts that are due at a moment into a file; it says
"ready" before or after the first one has gone out, and then waits to be killed.
"""

from __future__ import annotations

import sys
import uuid
from datetime import datetime
from pathlib import Path


def main() -> None:
    """Send, say so, wait to be killed."""
    import django

    django.setup()
    from minsheng.cases import operations
    from minsheng.foundation import texting

    when, file, at = sys.argv[1:]

    class Halting(texting.FileSender):
        def send(self, number: str, text: str, message: uuid.UUID) -> None:
            if when == "after":
                super().send(number, text, message)
            print("ready", flush=True)
            sys.stdin.read()

    operations.send_texts(sender=Halting(Path(file)), at=datetime.fromisoformat(at))


if __name__ == "__main__":
    main()
