"""Loads what a preset says of teams, demonstration bases and service posts. Loading again changes nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from minsheng.dispatch import operations
from minsheng.foundation import presets
from minsheng.registry import operations as registry
from minsheng.registry import queries as registered

BEGINNING = date(2025, 1, 1)
NAME = "dispatch"


def load_organising(folder: Path, home: str, organisations: Mapping[str, uuid.UUID], at: datetime) -> None:
    """Posts, the industries of bases and the members of teams, after organisations, chains and people.

    Raises `presets.PresetProblem`.
    """
    told = presets.read_yaml(folder, NAME)
    for one in told.get("posts", []):
        values = {
            "name": one["name"],
            "duty": one["duty"],
            "area_id": home,
            "valid_from": date.fromisoformat(one["valid_from"]),
            "is_sample": one["sample"],
        }
        operations.set_post(code=one["code"], values=values, at=at)
    for one in told.get("bases", []):
        operations.set_industries(code=one["code"], industries=one["industries"], is_sample=one["sample"])
    for one in told.get("teams", []):
        if one["code"] not in organisations:
            problem = f"{NAME}.yaml:1: 没有代码为 {one['code']} 的队伍。请先在 organisations.csv 中加上。"
            raise presets.PresetProblem(problem)
        _load_members(organisations[one["code"]], one["members"])


def _load_members(team: uuid.UUID, members: list[Mapping[str, Any]]) -> None:
    for one in members:
        person = registered.person_id_for_phone(one["phone"])
        if person is None:
            problem = f"{NAME}.yaml:1: 没有电话为 {one['phone']} 的人。请先在 people.csv 中加上。"
            raise presets.PresetProblem(problem)
        for role in one["roles"]:
            registry.join_organisation(person_id=person, organisation_id=team, role=role, valid_from=BEGINNING)
