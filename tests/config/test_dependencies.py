"""Every declared package has its line in the document; nothing there is invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools import audit

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "dependencies.md"


def declared(name: str) -> set[str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    found = (re.match(r"[A-Za-z0-9_.-]+", line) for line in lines if not line.startswith(("#", "-r")))
    return {match[0].lower() for match in found if match}


def documented(heading: str) -> set[str]:
    part = DOCUMENT.read_text(encoding="utf-8").split(heading, 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"^\| ([a-z0-9_.,\- ]+?) \|", part, re.MULTILINE)
    return {name.strip() for cell in cells for name in cell.split(",")} - {"package"}


@pytest.mark.parametrize(("file", "heading"), [("run.in", "## At run time"), ("dev.in", "## For development")])
def test_each_dependency_has_its_line(file: str, heading: str) -> None:
    assert documented(heading) == declared(file)


def test_the_audit_asks_about_every_lock_and_passes_no_version_over() -> None:
    assert {f"{name}.lock" for name in audit.LOCKS} == {path.name for path in (ROOT / "requirements").glob("*.lock")}
    command = audit.asked(Path("python"), "run", ["--fix"])
    assert {"--strict", "--require-hashes", "--fix"} <= set(command)
    assert Path(command[-1]) == ROOT / "requirements" / "run.lock"


def test_the_locks_name_hashes_and_no_address() -> None:
    for name in ("run.lock", "dev.lock"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][^\s=]*==", text, re.MULTILINE)
        assert len(pinned) > 20
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
