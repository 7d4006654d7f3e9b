"""`./dev check`: every rule that a machine can hold, one verdict at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("sizes", ("python", "-m", "tools.sizes")),
    ("types", ("mypy",)),
    ("contracts", ("lint-imports", "--no-cache")),
    ("templates", ("djlint", "src", "--lint", "--quiet")),
    ("migrations", ("python", "-m", "django", "makemigrations", "--check", "--dry-run", "--skip-checks")),
    ("messages", ("python", "-m", "tools.messages", "--check")),
    ("generated docs", ("python", "-m", "tools.generate", "--check")),
    ("vendored files", ("python", "-m", "tools.vendor", "--check")),
    ("dependencies", ("deptry", "src")),
)


def surroundings() -> dict[str, str]:
    """The environment of a check: the test mode, our own paths first."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MINSHENG_")}
    return {
        **kept,
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "minsheng.config.settings",
        "MINSHENG_MODE": "test",
    }


def main() -> int:
    """Run all checks (or those named); 0 where all hold."""
    wanted = sys.argv[1:]
    failed = []
    for name, command in CHECKS:
        if wanted and name not in wanted:
            continue
        program = str(BIN / command[0])
        done = subprocess.run(
            [program, *command[1:]], cwd=ROOT, env=surroundings(), capture_output=True, text=True, check=False
        )
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'}  {name}", flush=True)
        if done.returncode:
            failed.append(name)
            print((done.stdout + done.stderr).strip())
    print(f"check: {'all hold' if not failed else 'failed: ' + ', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
