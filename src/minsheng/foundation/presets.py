"""Reading presets: YAML by JSON Schema, CSV by column rules; every message names file, line and remedy."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import yaml


class PresetProblem(Exception):
    """Something in a preset is wrong: `file:line: what. remedy`."""


@dataclass(frozen=True)
class Row:
    """A line of a table: its texts by column, and where it stands."""

    file: Path
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def problem(self, what: str) -> PresetProblem:
        """A problem of this line."""
        return PresetProblem(f"{self.file.name}:{self.line}: {what}")

    def words(self, column: str) -> list[str]:
        """The parts of a cell that are separated by `;`."""
        return [part.strip() for part in self.values[column].replace("；", ";").split(";") if part.strip()]

    def truth(self, column: str) -> bool:
        """true or false."""
        return self.values[column].lower() == "true"


def read_table(folder: Path, name: str, rules_of: str = "") -> Iterator[Row]:
    """The rows of `name`.csv, checked by its rules (or those of another table) in `schema/columns.yaml`.

    Raises `PresetProblem` for a missing file, column, required value, or a value outside its enum or pattern.
    """
    rules: Mapping[str, Mapping[str, Any]] = _columns(folder.parent / "schema" / "columns.yaml")[rules_of or name]
    path = folder / f"{name}.csv"
    if not path.is_file():
        raise PresetProblem(f"{path.name}: 文件不存在。请补上这个文件（可以只有表头）。")
    with path.open(encoding="utf-8-sig", newline="") as held:
        reader = csv.DictReader(held)
        missing = sorted(set(rules) - set(reader.fieldnames or ()))
        if missing:
            raise PresetProblem(f"{path.name}:1: 缺少列 {', '.join(missing)}。请在表头补上。")
        for values in reader:
            row = Row(path, reader.line_num, {key: (value or "").strip() for key, value in values.items() if key})
            _check(row, rules)
            yield row


def _columns(path: Path) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    known = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: table.get("columns", table) for name, table in known.items()}


TYPES = {"integer": r"-?\d+", "boolean": r"true|false", "date": r"\d{4}-\d{2}-\d{2}"}


def _check(row: Row, rules: Mapping[str, Mapping[str, Any]]) -> None:
    for column, rule in rules.items():
        text = row.values.get(column, "")
        if not text:
            if rule.get("required"):
                raise row.problem(f"列 {column} 不能空。请填写。")
            continue
        choices = [str(one) for one in rule.get("enum", ())]
        if choices and text not in choices:
            raise row.problem(f"列 {column} 的“{text}”不在允许的值里。可以写：{', '.join(choices)}。")
        pattern = rule.get("pattern") or TYPES.get(str(rule.get("type", "")))
        if pattern and not re.fullmatch(pattern, text):
            raise row.problem(f"列 {column} 的“{text}”格式不对（应符合 {pattern}）。请改正。")


def read_yaml(folder: Path, name: str) -> dict[str, Any]:
    """The content of `name`.yaml, checked against `schema/<name>.json` beside the presets."""
    path = folder / f"{name}.yaml"
    if not path.is_file():
        raise PresetProblem(f"{path.name}: 文件不存在。请补上这个文件。")
    text = path.read_text(encoding="utf-8")
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise PresetProblem(f"{path.name}:{line}: 不是有效的 YAML。请检查缩进和冒号。") from problem
    schema = json.loads((folder.parent / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    errors = sorted(
        jsonschema.Draft202012Validator(schema).iter_errors(content), key=lambda one: list(map(str, one.path))
    )
    if errors:
        where = " / ".join(map(str, errors[0].absolute_path)) or "整个文件"
        line = _line_of(text, [str(part) for part in errors[0].absolute_path])
        raise PresetProblem(f"{path.name}:{line}: {where}：{errors[0].message}。请按 schema/{name}.json 改正。")
    return dict(content)


def _line_of(text: str, path: list[str]) -> int:
    """The line on which the value at this path begins, by YAML's own marks; 1 where it cannot be found."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for part in path:
        if isinstance(node, yaml.MappingNode):
            found = next((value for key, value in node.value if str(key.value) == part), None)
        elif isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
            found = node.value[int(part)]
        else:
            found = None
        if found is None:
            break
        node = found
    return int(node.start_mark.line) + 1 if node is not None else 1
