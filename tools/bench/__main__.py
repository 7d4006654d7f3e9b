"""`./dev bench NAME [--quick]` runs `tools/bench/NAME.py`; without a name it lists what there is."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent


def benchmarks() -> dict[str, str]:
    """Each benchmark (a module here with a `main`) with the first sentence of its docstring."""
    names = [path.stem for path in sorted(HERE.glob("*.py")) if "def main(" in path.read_text(encoding="utf-8")]
    told = {name: importlib.import_module(f"tools.bench.{name}").__doc__ or "" for name in names if name != "__main__"}
    return {name: words.strip().splitlines()[0] for name, words in told.items()}


def main() -> int:
    """Run the benchmark named first; the rest of the words are its own."""
    known = benchmarks()
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in known:
        print("\n".join(f"{one:16} {words}" for one, words in known.items()), file=sys.stderr if name else sys.stdout)
        return 2 if name else 0
    return int(importlib.import_module(f"tools.bench.{name}").main(sys.argv[2:]))


if __name__ == "__main__":
    sys.exit(main())
