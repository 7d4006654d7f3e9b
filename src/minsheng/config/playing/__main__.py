"""Prepares a trial: tables, static files, the preset, and some weeks of invented work."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def main() -> int:
    """`python -m minsheng.config.playing PRESET PASSWORD`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("preset", type=Path)
    parser.add_argument("password")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minsheng.config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from minsheng.config import cli, loading
    from minsheng.config.playing import tables, weeks
    from minsheng.foundation import presets

    tables.fill(os.environ["DATABASE_URL"])
    cli.setup(argparse.Namespace(preset=None))
    try:
        loading.load_preset(chosen.preset, at=timezone.now(), password=chosen.password)
    except presets.PresetProblem as problem:
        print(f"minsheng: {problem}", file=sys.stderr)
        return 1
    weeks.play(timezone.now())
    return 0


if __name__ == "__main__":
    sys.exit(main())
