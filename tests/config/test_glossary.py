"""Every table and every fact is called by a name of the glossary."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from django.apps import apps

from minsheng.foundation import facts

ROOT = Path(__file__).resolve().parents[2]
REMEDY = "add it to docs/glossary.md with its Chinese beside it, or take a name that stands there"


def names() -> set[str]:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return {word for quoted in re.findall(r"`([^`]+)`", text) for word in re.findall(r"[A-Za-z_]+", quoted)}


def test_every_table_is_in_the_glossary() -> None:
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith("minsheng.")}
    assert "Case" in models
    assert sorted(models - names()) == [], REMEDY


def test_every_fact_is_in_the_glossary() -> None:
    for path in sorted((ROOT / "src" / "minsheng").glob("*/facts*")):
        if path.parent.name != "foundation":  # there it is the bus itself
            importlib.import_module(f"minsheng.{path.parent.name}.facts")
    told = {kind.__name__ for kind in facts.KINDS.values() if kind.__module__.startswith("minsheng.")}
    assert "CaseOpened" in told
    assert sorted(told - names()) == [], REMEDY
