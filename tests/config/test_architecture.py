"""The contracts speak of every app that exists, and every app has its docstring and its place on the way."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "minsheng"
GROUND = {"config", "foundation"}


def contracts() -> dict[str, Any]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one for one in told["tool"]["importlinter"]["contracts"]}


def folders() -> set[str]:
    return {path.parent.name for path in SOURCE.glob("*/__init__.py")}


def test_every_folder_is_a_stage_of_the_way() -> None:
    layers = contracts()["way"]["layers"]
    stages = {name for layer in layers for name in re.findall(r"\w+", layer)}
    assert folders() <= stages
    must_exist = {name for layer in layers for name in re.findall(r"\w+", re.sub(r"\([^)]*\)", "", layer))}
    assert must_exist <= folders()


def test_a_stage_that_exists_is_no_longer_optional_in_the_contract() -> None:
    optional = {name for layer in contracts()["way"]["layers"] for name in re.findall(r"\((\w+)\)", layer)}
    assert optional.isdisjoint(folders())


def test_every_app_keeps_the_floors() -> None:
    containers = set(contracts()["floors"]["containers"])
    assert containers == {f"minsheng.{name}" for name in folders() - GROUND}


def test_every_app_is_installed_and_says_what_it_is() -> None:
    installed = " ".join(settings.INSTALLED_APPS)
    for name in sorted(folders()):
        assert f"minsheng.{name}" in installed
        doc = importlib.import_module(f"minsheng.{name}").__doc__ or ""
        assert re.search(r"\bIn: |\bWiring: ", doc), f"{name}/__init__.py says neither what comes in nor what it wires"


def test_contracts_have_no_exceptions() -> None:
    assert all("ignore_imports" not in one for one in contracts().values())
