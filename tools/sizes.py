"""How long files and functions may be; `./dev check` holds it.

A file beyond `FILE_LINES` or a function beyond `FUNCTION_LINES` is a question of design: split it by meaning, so that a
reader knows from the folder alone where a line belongs, not into parts named after their place.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE_LINES = 400
FUNCTION_LINES = 45
FOLDERS = ("src", "tools")
GENERATED = ("migrations",)
"""Folders whose files a tool has written."""


def too_long(path: str, text: str) -> Iterator[str]:
    """What of a Python file is too long: one line for each."""
    lines = text.count("\n")
    if lines > FILE_LINES:
        yield f"{path}: {lines} lines; a file has at most {FILE_LINES}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines; a function has at most {FUNCTION_LINES}"


def files() -> Iterator[Path]:
    """The Python files that people write for the product; tests tell their stories in one piece."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not any(part in GENERATED for part in path.parts):
                yield path


def main() -> int:
    """Print what is too long; 0 where nothing is."""
    found = [
        line for path in files() for line in too_long(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    ]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
