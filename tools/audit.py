"""`./dev audit`: looks up whether the locked versions have known holes, with pip-audit in an environment of its own.

Needs the network, so it is no part of `./dev check`. The exit code is 0 where every version was asked about and no hole is
known, else 1 (docs/threats/controls.md says within how many days one is closed).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.check import ROOT

LOCKS = ("run", "dev")


def asked(python: Path, lock: str, more: list[str]) -> list[str]:
    """The command for one lock: nothing is installed or resolved; a version that cannot be asked about is a failure."""
    where = str(ROOT / "requirements" / f"{lock}.lock")
    plain = ["--disable-pip", "--require-hashes", "--strict", "--progress-spinner", "off"]
    return [str(python), "-m", "pip_audit", *plain, *more, "-r", where]


def main() -> int:
    """Ask about both locks; further words go to pip-audit, for example `--vulnerability-service osv`."""
    with tempfile.TemporaryDirectory(prefix="minsheng-audit-") as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "pip-audit"], check=True)
        found = 0
        for lock in LOCKS:
            print(f"{lock}.lock:", flush=True)
            found |= subprocess.run(asked(python, lock, sys.argv[1:]), check=False).returncode
    return found


if __name__ == "__main__":
    sys.exit(main())
