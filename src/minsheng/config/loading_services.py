"""Loads what a preset says of services, chains of four roles, promises, arbitration and following up."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from minsheng.cases import operations as cases
from minsheng.catalogue import operations as catalogue
from minsheng.foundation import presets
from minsheng.indicators import operations as indicators
from minsheng.registry import queries as registry

Organisations = Mapping[str, uuid.UUID]


def load_services(folder: Path, area: str, organisations: Organisations, at: datetime) -> None:
    """Service items and the first version of each guide; a guide that has a later version stays as it is."""
    content = presets.read_yaml(folder, "services")
    for one in content["services"]:
        values = {
            "name": one["name"],
            "words": one["words"],
            "area_id": area,
            "organisation_id": _known(organisations, one["organisation"], folder / "services.yaml"),
            "category_id": one.get("category"),
            "is_sample": bool(content["sample"]),
        }
        service = catalogue.set_service(code=one["code"], values=values, at=at)
        first = date.fromisoformat(one["valid_from"])
        guide = _guide(one, is_sample=bool(content["sample"]))
        catalogue.set_guide(service_id=service.pk, valid_from=first, guide=guide, at=at)


def _guide(one: Mapping[str, Any], *, is_sample: bool) -> catalogue.NewGuide:
    statutory = one.get("statutory_limit")
    return catalogue.NewGuide(
        conditions=one.get("conditions", []),
        papers=[catalogue.Paper(**paper) for paper in one.get("papers", [])],
        steps=one["steps"],
        costs=[catalogue.Cost(**cost) for cost in one.get("costs", [])],
        statutory_limit=(statutory["amount"], statutory["unit"]) if statutory else None,
        promised_limit=(one["promised_limit"]["amount"], one["promised_limit"]["unit"]),
        non_digital_path=one["non_digital_path"],
        hours=one.get("hours", ""),
        legal_basis=one.get("legal_basis", ""),
        is_sample=is_sample,
    )


def _known(organisations: Organisations, code: str, path: Path) -> uuid.UUID:
    if code not in organisations:
        sentence = f"没有代码为 {code} 的机构。请先在 organisations.csv 中加上。"
        raise presets.problem_at_word(path, code, sentence)
    return organisations[code]


def load_chains(folder: Path, organisations: Organisations, at: datetime) -> None:
    """Who leads, guides, takes part and benefits at each base."""
    for row in presets.read_table(folder, "chains"):
        values = {
            "base_name": row["base_name"],
            "area_id": row["area"],
            "lead_id": _known(organisations, row["lead"], folder / "chains.csv"),
            "guide_id": _known(organisations, row["guide"], folder / "chains.csv"),
            "members": row["members"],
            "beneficiaries": row["beneficiaries"],
            "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            "is_sample": row.truth("sample"),
        }
        catalogue.set_chain(code=row["code"], valid_from=date.fromisoformat(row["valid_from"]), values=values, at=at)


def load_commitments(folder: Path, area: str, organisations: Organisations, at: datetime) -> None:
    """Registers of promises with all their slots; a slot that somebody has filled stays as it is."""
    content = presets.read_yaml(folder, "commitments")
    for one in content["registers"]:
        values = {
            "name": one["name"],
            "area_id": area,
            "served_id": _known(organisations, one["served"], folder / "commitments.yaml"),
            "slot_count": one["slots"],
            "is_sample": bool(content["sample"]),
        }
        register = catalogue.set_register(code=one["code"], values=values, at=at)
        for promise in one["commitments"]:
            promised = {
                "measure": promise["measure"],
                "owner_id": _known(organisations, promise["owner"], folder / "commitments.yaml"),
                "owner_name": promise["owner_name"],
                "due_on": date.fromisoformat(promise["due_on"]),
            }
            catalogue.fill_slot(register_id=register.pk, slot=promise["slot"], values=promised)


def load_steps(about: Mapping[str, Any], area: str) -> None:
    """How long steps between organisations may take, where the preset says so."""
    for step, limit in about.get("steps", {}).items():
        cases.set_step_limit(area=area, step=cases.Step(step), amount=limit["amount"], unit=limit["unit"])


def load_ladder(folder: Path, about: Mapping[str, Any], area: str, organisations: Organisations) -> None:
    """Who is reminded when. Raises `PresetProblem` where no rung leads to an office: then nobody would learn of a queue
    with nobody in it.
    """
    path, told = folder / "preset.yaml", [*about["ladder"], *about.get("ladder_of_co_handlers", [])]
    for one in told:
        if one["to"] == "office":
            _known(organisations, one["office"], path)
    if not any(one["to"] == "office" for one in about["ladder"]):
        sentence = (
            "ladder 没有一级通知单位（to: office）：超时最久的事、没有人办的事谁也不会知道。"
            "请加一级，例如 {hours: 24, to: office, office: 督办单位的代码}。"
        )
        raise presets.problem_at_word(path, "ladder", sentence)
    cases.set_ladder(
        area=area, rungs=_rungs(about["ladder"]), co_handlers=_rungs(about.get("ladder_of_co_handlers", []))
    )


def _rungs(told: Iterable[Mapping[str, Any]]) -> list[cases.NewRung]:
    return [cases.NewRung(one["hours"], cases.To(one["to"]), one.get("office", "")) for one in told]


def load_arbitration(about: Mapping[str, Any], area: str) -> None:
    """How long a decision on an unclear duty may take, where the preset says so."""
    limit = about.get("arbitration")
    if limit:
        catalogue.set_arbitration_limit(
            area=area, amount=limit["amount"], unit=limit["unit"], is_sample=bool(about["sample"])
        )


def load_retention(about: Mapping[str, Any]) -> None:
    """How long what is personal in ended cases is kept, where the preset says so."""
    for outcome, months in about.get("retention", {}).items():
        cases.set_retention_rule(
            outcome=outcome,
            caller_months=months["caller_months"],
            words_months=months["words_months"],
            is_sample=bool(about["sample"]),
        )


def load_goals(about: Mapping[str, Any], area: str) -> None:
    """What the banner sets out to reach in a year, where the preset says so."""
    for one in about.get("goals", ()):
        indicators.set_goal(area=area, **one, is_sample=bool(about["sample"]))


def load_follow_up(about: Mapping[str, Any], area: str) -> None:
    """How the banner follows up, where the preset says so."""
    rule = about.get("follow_up")
    if rule:
        cases.set_follow_up_rule(
            area=area,
            attempts_most=rule["attempts_most"],
            calls_per_quarter=rule["calls_per_quarter"],
            share_per_100=rule["share_per_100"],
            sampled=rule["sampled"],
            is_sample=bool(about["sample"]),
        )


def load_outreach(about: Mapping[str, Any]) -> None:
    """Which derived lists ask for contacts, and after how long, where the preset says so."""
    for one in about.get("outreach", []):
        cases.set_outreach(
            list_code=one["list"], no_contact_days=one["no_contact_days"], is_sample=bool(about["sample"])
        )


def load_providers(about: Mapping[str, Any], area: str) -> None:
    """Who serves which needs first, where the preset says so."""
    told = [
        cases.NewProvider(one["category"], one["organisation"], one["area"], one["tier"], one.get("capacity"))
        for one in about.get("providers", [])
    ]
    cases.set_providers(area=area, providers=told, is_sample=bool(about["sample"]))


def load_payment_register(about: Mapping[str, Any], area: str) -> None:
    """How long outlets keep a payment difficulty, where the preset says so."""
    told = about.get("payment_register")
    if told:
        cases.set_payment_register(area=area, months=told["months"], is_sample=bool(about["sample"]))


def load_tenants(folder: Path, about: Mapping[str, Any]) -> None:
    """How enterprises hear their employees, where the preset has some. They stand on the banner's ladder; its offices
    see nothing of them: their own intake stands in for them.
    """
    for one in about.get("tenants", []):
        intake = registry.intake_for(one["area"])
        if intake is None:
            sentence = f"企业 {one['area']} 没有受理的单位。请在 organisations.csv 中加上（is_intake 写 true）。"
            raise presets.problem_at_word(folder / "preset.yaml", str(one["area"]), sentence)
        rungs = [replace(rung, office=intake.code if rung.office else "") for rung in _rungs(about["ladder"])]
        cases.set_ladder(area=one["area"], rungs=rungs)
        cases.set_tenant(
            area=one["area"],
            least_released=one["least_released"],
            most_days=one["most_days"],
            most_a_day=one.get("most_a_day", 60),
            response=(one["response"]["amount"], one["response"]["unit"]),
            is_sample=bool(about["sample"]),
        )
