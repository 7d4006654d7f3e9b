"""The demo as its first start leaves it: made once a day, copied by whatever serves the product for itself."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

from minsheng.config import demo


def copy_to(folder: Path, source: str) -> None:
    """Copy the prepared demo into a folder; made first where it is not there, and waited for where somebody makes it.

    `source` is the fingerprint of what the banner is made of.
    """
    subprocess.run(["/bin/cp", "-a", f"{_prepared(source)}/.", str(folder)], check=True)  # keeps whose files they are


def begin(source: str) -> None:
    """Make it beside the tests that do not need it, in processes of its own; whoever needs it waits for the lock."""
    threading.Thread(target=_prepared, args=(source,), daemon=True).start()


def _prepared(source: str) -> Path:
    kept = demo.ROOT / ".minsheng" / "journeys"
    kept.mkdir(parents=True, exist_ok=True)
    # the sample weeks end on the day on which they are made
    made = kept / f"{source}-{demo.fingerprint()[:16]}-{datetime.now(UTC):%Y%m%d}"
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in kept.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            unfinished = kept / "unfinished"
            with demo.running(unfinished, demo.free_port()):
                pass
            unfinished.rename(made)
    return made
