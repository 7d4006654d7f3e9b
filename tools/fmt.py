"""`./dev fmt`: format, and mend what a machine can mend."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent


def main() -> int:
    """Run the formatters."""
    for command in (["check", "--fix", "--quiet", "."], ["format", "."]):
        subprocess.run([str(BIN / "ruff"), *command], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
