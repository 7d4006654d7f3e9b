"""`./dev test`: a browser, other programs, a database, then every test; arguments go to pytest."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg

from minsheng.foundation.postgres import EmbeddedPostgres, PostgresProblem
from tools.check import ROOT, surroundings

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
PROGRAMS = {"clamd": "clamav-daemon", "nginx": "nginx"}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """The path of a chromium; installed by apt where we are root, else Playwright's own (""). None where there is none.

    The headless shell comes first: the whole browser takes twice the processor time for the same pages.
    """
    is_ready = FONT.exists() and shutil.which(BROWSERS[0])
    if not is_ready and os.geteuid() == 0 and shutil.which("apt-get"):
        print("./dev test: installing chromium-headless-shell and fonts-noto-cjk ...", file=sys.stderr)
        _apt("update", "-q")
        _apt("install", "-y", "-q", "--no-install-recommends", "fonts-noto-cjk")
        _apt("install", "-y", "-q", "--no-install-recommends", BROWSERS[0])
        if not any(shutil.which(name) for name in BROWSERS):  # a Debian before the shell had a package of its own
            _apt("install", "-y", "-q", "--no-install-recommends", "chromium")
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    fetched = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return "" if fetched.returncode == 0 else None


def programs() -> None:
    """Install clamd and nginx by apt (8 MB, a few seconds) where we are root and no service would start by itself."""
    missing = [package for name, package in PROGRAMS.items() if not shutil.which(name)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get") and not Path("/run/systemd/system").exists():
        print(f"./dev test: installing {' and '.join(missing)} ...", file=sys.stderr)
        _apt("update", "-q")
        _apt("install", "-y", "-q", "--no-install-recommends", *missing)


def _apt(*words: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *words], check=False, stdout=subprocess.DEVNULL, env=quiet)


def main() -> int:
    """Run pytest with a fresh database; its exit code."""
    told = surroundings()
    path = browser()
    programs()
    if path:
        told["MINSHENG_BROWSER"] = path
    elif path is None:
        print(
            "./dev test: no chromium found and none could be fetched, so the browser journeys are left out "
            "(Debian: apt-get install chromium-headless-shell fonts-noto-cjk).",
            file=sys.stderr,
        )
    workers = [] if any(word.startswith(("-n", "--numprocesses")) for word in sys.argv[1:]) else ["-n", "2"]
    command = [sys.executable, "-m", "pytest", *workers, *sys.argv[1:]]
    if "DATABASE_URL" in os.environ:
        return subprocess.run(command, cwd=ROOT, env=told, check=False).returncode
    with server() as url:
        told["DATABASE_URL"] = url
        return subprocess.run(command, cwd=ROOT, env=told, check=False).returncode


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of the tests' database server in `.minsheng/test`; its data stays, so that a banner is loaded once.

    Two runs at the same time share it; the last one out clears what runs left behind and stops it.
    """
    folder = ROOT / ".minsheng" / "test"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "in-use").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        database = EmbeddedPostgres(folder, durable=False)
        try:
            url = database.start()
        except PostgresProblem:
            shutil.rmtree(folder / "data", ignore_errors=True)  # nothing in it is worth keeping
            url = database.start()
        try:
            yield url
        finally:
            fcntl.flock(held, fcntl.LOCK_UN)
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _clear(database)
                database.stop()


def _clear(database: EmbeddedPostgres) -> None:
    with psycopg.connect(database.url("postgres"), autocommit=True) as connection:
        left = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test%'").fetchall()
    for (name,) in left:
        database.drop_database(name)


if __name__ == "__main__":
    sys.exit(main())
