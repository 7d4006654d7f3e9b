"""Loads a preset: a banner's areas, roles, organisations, duties, accounts and people. Loading again changes nothing."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from minsheng.catalogue import operations as catalogue
from minsheng.config import loading_dispatch, loading_organising, loading_registry, loading_services
from minsheng.foundation import operations as ground
from minsheng.foundation import presets
from minsheng.registry import operations as registry
from minsheng.registry import queries as registered

BEGINNING = date(2024, 1, 1)


@transaction.atomic
def load_preset(folder: Path, *, at: datetime, password: str | None = None) -> None:
    """Load everything of a preset in one transaction. Raises `presets.PresetProblem`; then nothing was loaded.

    `password` is given to new sample accounts; without it they cannot sign in until one is set.
    """
    about = presets.read_yaml(folder, "preset")
    ground.make_fact_months(first=at.date(), last=date(at.year + 1, 12, 31))
    _load_divisions(folder.parent / "divisions", [str(code) for code in about["divisions"]])
    roles = presets.read_yaml(folder, "roles")["roles"]
    strange = sorted(set((about.get("second_factor") or {}).get("roles", ())) - set(roles))
    if strange:
        raise presets.PresetProblem(
            f"preset.yaml:1: second_factor：没有角色 {', '.join(strange)}。角色写在 roles.yaml。"
        )
    for code, role in roles.items():
        ground.set_role(code=code, name=role["name_zh"], name_en=role["name_en"], permissions=role["permissions"])
    organisations = _load_organisations(folder, str(about["intake_organisation"]), at)
    _load_catalogue(folder, str(about["home"]), organisations, at)
    loading_services.load_services(folder, str(about["home"]), organisations, at)
    loading_services.load_chains(folder, organisations, at)
    loading_services.load_commitments(folder, str(about["home"]), organisations, at)
    loading_services.load_arbitration(about, str(about["home"]))
    loading_services.load_steps(about, str(about["home"]))
    loading_services.load_ladder(folder, about, str(about["home"]), organisations)
    loading_services.load_providers(about, str(about["home"]))
    loading_services.load_payment_register(about, str(about["home"]))
    loading_services.load_retention(about)
    loading_services.load_follow_up(about, str(about["home"]))
    loading_services.load_goals(about, str(about["home"]))
    _load_accounts(folder, organisations, at, password)
    _load_people(folder, at)
    loading_registry.load_registry(folder, organisations, at)
    loading_services.load_outreach(about)
    loading_services.load_tenants(folder, about)
    loading_dispatch.load_dispatch(folder, str(about["home"]), at)
    loading_organising.load_organising(folder, str(about["home"]), organisations, at)
    loading_dispatch.load_studies(folder, organisations, at)
    for row in presets.read_table(folder, "calendar"):
        on = date.fromisoformat(row["date"])
        ground.set_calendar_day(on=on, is_workday=row.truth("is_workday"), reason=row["reason"], by=None, at=at)


def _load_divisions(folder: Path, codes: list[str]) -> None:
    rows: dict[str, tuple[str, str, str, str]] = {}
    for code in codes:
        for row in presets.read_table(folder, code, "divisions"):
            rows[row["code"]] = (row["code"], row["name"], row["level"], row["parent"])
    ground.set_divisions(rows=list(rows.values()))


def _load_organisations(folder: Path, intake: str, at: datetime) -> dict[str, uuid.UUID]:
    known: dict[str, uuid.UUID] = {}
    for row in presets.read_table(folder, "organisations"):
        if row["parent"] and row["parent"] not in known:
            raise row.problem(f"上级机构“{row['parent']}”还没有出现。请把上级写在前面。")
        organisation = registry.register_organisation(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            area=row["area"],
            parent_id=known.get(row["parent"]),
            phone=row["phone"],
            address=row["address"],
            is_intake=row["code"] == intake or row.truth("is_intake"),
            is_sample=row.truth("sample"),
            by=None,
            at=at,
        )
        known[row["code"]] = organisation.pk
    return known


def _load_catalogue(folder: Path, area: str, organisations: dict[str, uuid.UUID], at: datetime) -> None:
    categories = presets.read_yaml(folder, "categories")["categories"]
    for one in categories:
        values = {
            key: one[key] for key in ("name", "words", "urgency", "route", "limits", "non_digital_path") if key in one
        }
        emergency = one.get("emergency") or {}
        values["transfer_to"] = str(emergency.get("transfer_to", ""))
        values["is_sample"] = bool(one.get("sample", True))
        catalogue.set_category(code=one["code"], values=values)
    for row in presets.read_table(folder, "responsibilities"):
        unknown = [code for code in [row["lead"], *row.words("co")] if code not in organisations]
        if unknown:
            raise row.problem(f"没有代码为 {', '.join(unknown)} 的机构。请先在 organisations.csv 中加上。")
        catalogue.set_item(
            area=area,
            number=int(row["number"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            lead_id=organisations[row["lead"]],
            co_ids=[organisations[code] for code in row.words("co")],
            values={
                "title": row["title"],
                "category_id": row["category"] or None,
                "list_type": row["list_type"],
                "legal_basis": row["legal_basis"],
                "words": row.words("words"),
                "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                "is_sample": row.truth("sample"),
            },
            at=at,
        )


def _load_accounts(folder: Path, organisations: dict[str, uuid.UUID], at: datetime, password: str | None) -> None:
    hashed = make_password(password)  # None: a hash that fits no password
    for row in presets.read_table(folder, "accounts"):
        account_id = ground.set_account(login=row["login"], name=row["name"], hashed=hashed)
        ground.grant_role(account_id=account_id, role=row["role"], area=row["area"], valid_from=BEGINNING)
        if row["organisation"] and not registered.organisations_of(account_id, at.date()):
            person = registered.person_of_account(account_id) or registry.register_person(
                name=row["name"], area=row["area"], account_id=account_id, by=None, at=at, is_sample=row.truth("sample")
            )
            registry.join_organisation(
                person_id=person.pk,
                organisation_id=organisations[row["organisation"]],
                role="staff",
                valid_from=BEGINNING,
            )


def _load_people(folder: Path, at: datetime) -> None:
    for row in presets.read_table(folder, "people"):
        if registered.person_for_phone(row["phone"], row["name"]) is None:
            registry.register_person(
                name=row["name"],
                area=row["area"],
                birth_year=int(row["birth_year"]) if row["birth_year"] else None,
                phone=row["phone"],
                address=row["address"],
                by=None,
                at=at,
                is_sample=row.truth("sample"),
            )
