"""Loads a preset's purposes, limits of requests, programmes, partnerships and shared housing. Loading again changes nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from minsheng.catalogue import queries as catalogue
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
    for kind, limit in told["requests"].items():
        registry.set_request_limit(
            kind=kind,
            working_days=limit["working_days"],
            legal_basis=limit.get("legal_basis", ""),
            is_sample=bool(limit.get("sample")),
        )
    for one in told["programmes"]:
        registry.set_programme(
            code=one["code"],
            name=one["name"],
            lines=one.get("lines", ()),
            valid_from=date.fromisoformat(one["valid_from"]),
            valid_to=date.fromisoformat(one["valid_to"]) if "valid_to" in one else None,
            is_sample=bool(one.get("sample")),
        )
        _label(one, organisations)
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
    for one in told["lists"]:
        _load_list(one, organisations)
    _load_forms(told, organisations)


def _label(told: Mapping[str, Any], organisations: Mapping[str, uuid.UUID]) -> None:
    services = {code: row.id for code, row in catalogue.directory().services.items()}
    for kind, things, known in (
        (registered.ORGANISATION_KIND, told.get("organisations", []), organisations),
        (catalogue.SERVICE_KIND, told.get("services", []), services),
    ):
        for code in things:
            if code not in known:
                raise presets.PresetProblem(f"{NAME}.yaml:1: 项目 {told['code']} 里的 {code} 不存在。请核对代码。")
            registry.label(programme=told["code"], kind=kind, about=known[code])


def _load_forms(told: Mapping[str, Any], organisations: Mapping[str, uuid.UUID]) -> None:
    for one in told["facts"]:
        values = {key: one[key] for key in ("name", "help", "shape", "choices", "months") if key in one}
        registry.set_fact_kind(code=one["code"], values={**values, "is_sample": bool(one.get("sample"))})
    for one in told["forms"]:
        if one["organisation"] not in organisations:
            problem = f"{NAME}.yaml:1: 没有代码为 {one['organisation']} 的机构。请先在 organisations.csv 中加上。"
            raise presets.PresetProblem(problem)
        values = {
            "name": one["name"],
            "organisation_id": organisations[one["organisation"]],
            "purpose_id": one["purpose"],
            "is_sample": bool(one.get("sample")),
        }
        try:
            registry.set_form(code=one["code"], values=values, fields=one["fields"])
        except ValueError as problem:
            raise presets.PresetProblem(f"{NAME}.yaml:1: {one['code']}：{problem}") from problem


def _load_list(told: Mapping[str, Any], organisations: Mapping[str, uuid.UUID]) -> None:
    if told["owner"] not in organisations:
        raise presets.PresetProblem(
            f"{NAME}.yaml:1: 没有代码为 {told['owner']} 的机构。请先在 organisations.csv 中加上。"
        )
    values = {
        "name": told["name"],
        "area_id": told["area"],
        "purpose_id": told["purpose"],
        "owner_id": organisations[told["owner"]],
        "rule": told["rule"],
        "expires_on": date.fromisoformat(told["expires_on"]),
        "is_sample": bool(told.get("sample")),
    }
    registry.set_list(code=told["code"], values=values)


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
