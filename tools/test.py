"""`./dev test`: a browser, a database, then every test; arguments go to pytest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from minsheng.foundation.postgres import EmbeddedPostgres
from tools.check import ROOT, surroundings

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


def browser() -> str:
    """The path of a chromium; installed by apt where we are root, else Playwright's own ("")."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found and FONT.exists():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("./dev test: installing chromium and fonts-noto-cjk ...", file=sys.stderr)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)  # type: ignore[call-overload]
        subprocess.run(  # type: ignore[call-overload]
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
            check=False,
            **quiet,
        )
        return shutil.which("chromium") or ""
    if found:
        return found
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return ""


def main() -> int:
    """Run pytest with a fresh database; its exit code."""
    told = surroundings()
    path = browser()
    if path:
        told["MINSHENG_BROWSER"] = path
    else:
        print(
            "./dev test: no chromium found; the browser journeys will say how to install it "
            "(Debian: apt-get install chromium fonts-noto-cjk).",
            file=sys.stderr,
        )
    workers = [] if any(word.startswith(("-n", "--numprocesses")) for word in sys.argv[1:]) else ["-n", "2"]
    command = [sys.executable, "-m", "pytest", *workers, *sys.argv[1:]]
    if "DATABASE_URL" in os.environ:
        return subprocess.run(command, cwd=ROOT, env=told, check=False).returncode
    with tempfile.TemporaryDirectory(prefix="minsheng-test-") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(Path(folder), durable=False) as database:
            told["DATABASE_URL"] = database.start()
            return subprocess.run(command, cwd=ROOT, env=told, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
