"""`./dev lock`: writes `requirements/*.lock` anew from `requirements/*.in`: exact versions with hashes, no addresses.

Versions that stand in a lock stay unless its `.in` file rules them out; `--upgrade` takes the newest.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.check import ROOT

OPTIONS = ("--generate-hashes", "--universal", "--python-version", "3.11", "--no-annotate", "--no-header")


def main() -> int:
    """Compile both locks with uv in an environment of its own; the exit code of what failed, else 0."""
    with tempfile.TemporaryDirectory(prefix="minsheng-lock-") as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "uv"], check=True)
        for name in ("run", "dev"):
            command = [f"{folder}/bin/uv", "pip", "compile", "--quiet", *OPTIONS, *sys.argv[1:]]
            done = subprocess.run(
                [*command, f"{name}.in", "-o", f"{name}.lock"], cwd=ROOT / "requirements", check=False
            )
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
