"""Presets: what is wrong is named by file, line and remedy, and then nothing was loaded."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from minsheng.config import loading
from minsheng.foundation import presets
from tests.conftest import NOW, PRESET

SENTENCE = re.compile(r"(?P<file>[\w.]+):(?P<line>\d+): (?P<what>.+?)[。] ?(?P<remedy>.+)。$", re.DOTALL)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The demo preset, to be spoilt."""
    shutil.copytree(PRESET.parent, tmp_path / "presets")
    return tmp_path / "presets" / PRESET.name


def line_of(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def spoil(path: Path, old: str, new: str) -> int:
    """Replace the first such words; the line where they stand."""
    line = line_of(path, old)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    return line


def make_lead_co(path: Path) -> int:
    """Write the lead of the second row among its co-handlers, too."""
    lines = path.read_text(encoding="utf-8").splitlines()
    headings, cells = lines[0].split(","), lines[2].split(",")
    cells[headings.index("co")] = cells[headings.index("lead")]
    lines[2] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 3


TOLD_APART = {
    "foundation_calendarday": 't."on"::text || t.is_workday || t.reason',  # not by when it was set
    "catalogue_itemcohandler": "t.item_id::text || t.organisation_id",  # lists that are written anew, with new numbers
    "registry_stakeholder": "(to_jsonb(t) - 'id')::text",
    "registry_stakeholderterm": "(to_jsonb(t) - 'id' - 'stakeholder_id')::text",
}


def everything() -> list[tuple[Any, ...]]:
    """Every table that a preset fills, the time of setting a day apart: its rows counted and digested."""
    models = [
        model for label in ("foundation", "registry", "catalogue") for model in apps.get_app_config(label).get_models()
    ]
    with connection.cursor() as cursor:
        found = []
        for model in models:
            table = model._meta.db_table
            columns = TOLD_APART.get(table, "(t.*)::text")
            cursor.execute(
                f"SELECT count(*), md5(coalesce(string_agg({columns}, ',' ORDER BY {columns}), '')) FROM {table} t"
            )
            found.append((table, *cursor.fetchone()))
    return found


def test_loading_again_changes_nothing(db: None) -> None:
    before = everything()
    filled = {table for table, count, _ in before if count}
    assert {
        "foundation_division",
        "foundation_grant",
        "foundation_fact",
        "registry_person",
        "catalogue_category",
    } <= filled
    loading.load_preset(PRESET, at=NOW)
    assert everything() == before


Spoiler = Callable[[Path], int]
WRONG: dict[str, tuple[str, Spoiler, str]] = {
    "a word outside the list": (
        "organisations.csv",
        lambda folder: spoil(folder / "organisations.csv", ",department,", ",ministry,"),
        "ministry.*可以写：.*department",
    ),
    "a required cell that is empty": (
        "accounts.csv",
        lambda folder: spoil(folder / "accounts.csv", "operator2,刘桂枝,", "operator2,,"),
        "列 name 不能空.*请填写",
    ),
    "a cell of another shape": (
        "accounts.csv",
        lambda folder: spoil(folder / "accounts.csv", "operator2,", "Operator 2,"),
        "列 login 的“Operator 2”格式不对.*请改正",
    ),
    "a column that is missing": (
        "people.csv",
        lambda folder: spoil(folder / "people.csv", "birth_year", "year_of_birth"),
        "缺少列 birth_year.*请在表头补上",
    ),
    "an organisation before its parent": (
        "organisations.csv",
        lambda folder: spoil(folder / "organisations.csv", ",department,,", ",department,hotline,"),
        "上级机构“hotline”还没有出现.*请把上级写在前面",
    ),
    "a responsibility of an unknown organisation": (
        "responsibilities.csv",
        lambda folder: spoil(folder / "responsibilities.csv", ",housing,", ",housing_office,"),
        r"列 lead 的“housing_office”在 organisations\.code 里没有.*请先在那里加上",
    ),
    "a promise of an unknown organisation": (
        "commitments.yaml",
        lambda folder: spoil(folder / "commitments.yaml", "owner: ", "owner: nobody_"),
        r"没有代码为 nobody_\w+ 的机构.*organisations\.csv",
    ),
    "an account with an unknown role": (
        "accounts.csv",
        lambda folder: spoil(folder / "accounts.csv", ",verifier,", ",checker,"),
        r"列 role 的“checker”在 roles\.key 里没有",
    ),
    "an area that is not among the banner's": (
        "people.csv",
        lambda folder: spoil(folder / "people.csv", ",150824", ",110101"),
        r"列 area 的“110101\d*”在 divisions\.code 里没有",
    ),
    "a login that is given twice": (
        "accounts.csv",
        lambda folder: spoil(folder / "accounts.csv", "operator2,", "operator1,"),
        "列 login 的“operator1”与第 2 行重复",
    ),
    "a lead who is his own co-handler": (
        "responsibilities.csv",
        lambda folder: make_lead_co(folder / "responsibilities.csv"),
        "已经是 lead.*请去掉其中一个",
    ),
    "a name that is too long": (
        "accounts.csv",
        lambda folder: spoil(folder / "accounts.csv", "刘桂枝", "长" * 61),
        "有 61 个字，最多 60 个",
    ),
    "a day that does not exist": (
        "responsibilities.csv",
        lambda folder: spoil(folder / "responsibilities.csv", "-01-01", "-02-30"),
        "不是日历上的一天",
    ),
    "a year out of range": (
        "people.csv",
        lambda folder: spoil(folder / "people.csv", ",19", ",17"),
        "应不小于 1880、不大于 2200",
    ),
    "a telephone number that is none": (
        "organisations.csv",
        lambda folder: spoil(folder / "organisations.csv", "0478-5550002", "5550002"),
        "列 phone 的“5550002”不是电话号码.*补上区号",
    ),
    "a column that nobody knows": (
        "calendar.csv",
        lambda folder: spoil(folder / "calendar.csv", "sample", "sample,remark"),
        "不认识列 remark.*请删去",
    ),
    "a role that is not in the schema": (
        "roles.yaml",
        lambda folder: spoil(folder / "roles.yaml", "- cases.take_voice", "- cases.take_everything"),
        r"permissions.*cases\.take_everything.*schema/roles\.json",
    ),
    "YAML that is none": (
        "preset.yaml",
        lambda folder: spoil(folder / "preset.yaml", "title:", "title: ["),
        "不是有效的 YAML.*缩进和冒号",
    ),
    "a ladder that leads to no office": (
        "preset.yaml",
        lambda folder: spoil(folder / "preset.yaml", "  - {hours: 24, to: office, office: gov_office}", "") - 3,
        "没有一级通知单位.*请加一级",
    ),
    "a ladder to an office that nobody knows": (
        "preset.yaml",
        lambda folder: spoil(folder / "preset.yaml", "office: gov_office", "office: gov_ofice"),
        r"没有代码为 gov_ofice 的机构.*organisations\.csv",
    ),
    "a preset that lacks a key": (
        "preset.yaml",
        lambda folder: spoil(folder / "preset.yaml", "intake_organisation:", "intake:"),
        r"intake.*schema/preset\.json",
    ),
}


LOADED = (
    "a ladder that leads to no office",
    "a ladder to an office that nobody knows",
    "an organisation before its parent",
    "a promise of an unknown organisation",
    "an account with an unknown role",
)


@pytest.mark.parametrize("name", sorted(WRONG.keys() - set(LOADED)))
def test_what_is_wrong_is_named_by_file_line_and_remedy(copied: Path, name: str) -> None:
    file, spoiler, _ = WRONG[name]
    line = spoiler(copied)
    stem, _, kind = file.partition(".")
    read = presets.read_yaml if kind == "yaml" else presets.read_table
    with pytest.raises(presets.PresetProblem) as problem:
        list(read(copied, stem))
    hold_sentence(str(problem.value), name, line)


@pytest.mark.parametrize("name", LOADED)
def test_what_is_wrong_in_the_middle_of_loading_leaves_nothing_behind(db: None, copied: Path, name: str) -> None:
    line, before = WRONG[name][1](copied), everything()
    with pytest.raises(presets.PresetProblem) as problem:
        loading.load_preset(copied, at=NOW)
    hold_sentence(str(problem.value), name, line)
    assert everything() == before


def test_a_second_factor_of_a_role_that_nobody_has_is_said(db: None, copied: Path) -> None:
    """Misspelt, it would be asked of nobody."""
    spoil(copied / "preset.yaml", "  roles: []", "  roles: [admins, auditor]")
    with pytest.raises(
        presets.PresetProblem, match=r"^preset\.yaml:1: second_factor：没有角色 admins。角色写在 roles\.yaml。$"
    ):
        loading.load_preset(copied, at=NOW)


def hold_sentence(told: str, name: str, line: int) -> None:
    file, _, words = WRONG[name]
    assert re.search(words, told, re.DOTALL), told
    found = SENTENCE.match(told)
    assert found, told
    assert found["file"] == file
    if name not in {
        "YAML that is none",
        "a preset that lacks a key",
    }:  # the parser notices later, the schema at the top
        assert int(found["line"]) == line, told


@pytest.mark.parametrize("name", ["organisations.csv", "preset.yaml"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    stem, _, kind = name.partition(".")
    read = presets.read_yaml if kind == "yaml" else presets.read_table
    with pytest.raises(presets.PresetProblem, match=rf"{re.escape(name)}: 文件不存在。请补上这个文件"):
        list(read(copied, stem))


def test_cells_are_read_as_text_lists_and_truth(tmp_path: Path) -> None:
    row = presets.Row(tmp_path / "x.csv", 7, {"words": "路灯; 照明；不亮;;", "yes": "true", "no": "FALSE"})
    assert row.words("words") == ["路灯", "照明", "不亮"]
    assert (row.truth("yes"), row.truth("no")) == (True, False)
    assert str(row.problem("坏了。请改正。")) == "x.csv:7: 坏了。请改正。"


def test_a_file_saved_by_excel_is_read(copied: Path) -> None:
    path = copied / "people.csv"
    plain = list(presets.read_table(copied, "people"))
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert [row.values for row in presets.read_table(copied, "people")] == [row.values for row in plain]


def test_a_file_in_gbk_is_refused_with_a_remedy(copied: Path) -> None:
    path = copied / "people.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    with pytest.raises(presets.PresetProblem, match=r"people\.csv:\d+: .*UTF-8"):
        list(presets.read_table(copied, "people"))


@pytest.mark.parametrize(
    "folder", sorted(path.name for path in PRESET.parent.iterdir() if (path / "preset.yaml").exists())
)
def test_every_preset_that_we_ship_is_right(folder: str) -> None:
    place = PRESET.parent / folder
    assert presets.read_yaml(place, "preset")["sample"] is True
    assert presets.read_yaml(place, "roles")["roles"]
    for table in ("organisations", "accounts", "people", "responsibilities", "calendar"):
        list(presets.read_table(place, table))


def test_every_option_of_helpers_is_said_where_whoever_runs_a_banner_reads() -> None:
    told = (PRESET.parents[1] / "docs" / "operate" / "helpers.md").read_text(encoding="utf-8")
    options = json.loads((PRESET.parent / "schema" / "dispatch.json").read_text(encoding="utf-8"))["properties"]
    assert {one for one in {*options, *options["push"]["properties"]} if f"`{one}`" not in told} == set()
