"""Loads what a preset says of helpers. Loading again changes nothing that a helper has said of himself since."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from minsheng.dispatch import operations, queries
from minsheng.foundation import presets
from minsheng.foundation import queries as ground


def load_dispatch(folder: Path, home: str, at: datetime) -> None:
    """Skills, the parameters of offering, and sample helpers."""
    told = presets.read_yaml(folder, "dispatch")
    operations.set_push_rule(area=home, push=operations.Push(**told["push"]))
    for one in told["skills"]:
        operations.set_skill(
            code=one["code"],
            name=one["name"],
            needs_licence=one["needs_licence"],
            words=one.get("words", []),
            hazards=one.get("hazards", ""),
        )
    people = ground.actors_by_login(at.date())
    for one in told.get("helpers", []):
        actor = people.get(one["login"])
        if actor is None:
            raise presets.PresetProblem(f"dispatch.yaml：没有登录名 {one['login']}。请先写进 accounts.csv。")
        if queries.profile_of(actor) is None:
            entry = operations.HelperEntry(
                area=one["area"],
                skills=one.get("skills", []),
                free_slots=one.get("free_slots", []),
                most_tasks=one.get("most_tasks", 3),
            )
            operations.set_helper(entry=entry, by=actor, at=at)


def load_studies(folder: Path, organisations: Mapping[str, uuid.UUID], at: datetime) -> None:
    """Sample study offers, so many days after the loading, once organisations, bases and posts are there.

    Raises `presets.PresetProblem`.
    """
    for one in presets.read_yaml(folder, "dispatch").get("studies", []):
        kind, _, code = str(one["teacher"]).partition(":")
        if kind == "organisation" and code not in organisations:
            raise presets.PresetProblem(f"dispatch.yaml：没有代码为 {code} 的机构。请先在 organisations.csv 中加上。")
        study = operations.NewStudy(
            skill=one["skill"],
            teacher=f"organisation:{organisations[code]}" if kind == "organisation" else f"{kind}:{code}",
            area=one["area"],
            place=one["place"],
            on=at.date() + timedelta(days=one["in_days"]),
            hours=one["hours"],
            answer_by=at.date() + timedelta(days=one["answer_days"]),
            places=one["places"],
        )
        operations.load_study(study=study, at=at)
