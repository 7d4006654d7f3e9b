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
    """Posts, the industries of bases and the members of teams and zones, after organisations, chains and people.

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
    for one in told.get("required", []):
        operations.load_required_act(area=one["area"], year=at.year, title=one["title"], at=at)
    for one in told.get("teams", []):
        _load_members(_known(organisations, one["code"]), one["members"])
    for one in told.get("zones", []):
        zone = operations.NewZone(
            name=one["name"], organisation_id=_known(organisations, one["organisation"]), areas=one["areas"]
        )
        operations.set_zone(code=one["code"], zone=zone, on=BEGINNING, is_sample=one["sample"], at=at)


def _known(organisations: Mapping[str, uuid.UUID], code: str) -> uuid.UUID:
    if code not in organisations:
        raise presets.PresetProblem(f"{NAME}.yaml:1: 没有代码为 {code} 的机构。请先在 organisations.csv 中加上。")
    return organisations[code]


def _load_members(team: uuid.UUID, members: list[Mapping[str, Any]]) -> None:
    for one in members:
        person = registered.person_id_for_phone(one["phone"])
        if person is None:
            problem = f"{NAME}.yaml:1: 没有电话为 {one['phone']} 的人。请先在 people.csv 中加上。"
            raise presets.PresetProblem(problem)
        for role in one["roles"]:
            registry.join_organisation(person_id=person, organisation_id=team, role=role, valid_from=BEGINNING)
