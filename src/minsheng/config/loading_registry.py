"""Loads a preset's purposes, programmes, partnerships and shared housing. Loading again changes nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from minsheng.foundation import presets
from minsheng.registry import operations as registry
from minsheng.registry import queries as registered

NAME = "registry"


def load_registry(folder: Path, organisations: Mapping[str, uuid.UUID], at: datetime) -> None:
    """Load `registry.yaml`, after organisations and people. Raises `presets.PresetProblem`."""
    told = presets.read_yaml(folder, NAME)
    for one in told["purposes"]:
        values = {
            key: one[key]
            for key in ("name", "question", "basis", "legal_basis", "months", "is_sensitive")
            if key in one
        }
        registry.set_purpose(code=one["code"], values={**values, "is_sample": bool(one.get("sample"))})
    for one in told["programmes"]:
        registry.set_programme(
            code=one["code"],
            name=one["name"],
            lines=one.get("lines", ()),
            valid_from=date.fromisoformat(one["valid_from"]),
            valid_to=date.fromisoformat(one["valid_to"]) if "valid_to" in one else None,
            is_sample=bool(one.get("sample")),
        )
    for one in told["partnerships"]:
        parties = [_party(party, organisations) for party in one["parties"]]
        registry.set_partnership(
            code=one["code"],
            name=one["name"],
            area=one["area"],
            parties=parties,
            is_sample=bool(one.get("sample")),
            at=at,
        )
    for one in told["residences"]:
        _load_residence(one, at)


def _party(told: Mapping[str, Any], organisations: Mapping[str, uuid.UUID]) -> registry.NewParty:
    code = told.get("organisation", "")
    if code and code not in organisations:
        raise presets.PresetProblem(f"{NAME}.yaml:1: 没有代码为 {code} 的机构。请先在 organisations.csv 中加上。")
    return registry.NewParty(
        told["name"], told["role"], organisations.get(code), tuple(told["rights"]), tuple(told["duties"])
    )


def _load_residence(told: Mapping[str, Any], at: datetime) -> None:
    values = {
        "name": told["name"],
        "kind": told["kind"],
        "area_id": told["area"],
        "address": told["address"],
        "phone": told.get("phone", ""),
        "is_sample": bool(told.get("sample")),
    }
    residence = registry.set_residence(code=told["code"], values=values, at=at)
    for door, phones in told.get("doors", {}).items():
        for phone in phones:
            person_id = registered.person_id_for_phone(phone)
            if person_id is None:
                raise presets.PresetProblem(f"{NAME}.yaml:1: 没有电话为 {phone} 的人。请先在 people.csv 中加上。")
            registry.house_person(person_id=person_id, area=told["area"], door=door, residence_id=residence.pk, at=at)
