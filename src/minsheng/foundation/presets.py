"""Reading presets: YAML by JSON Schema, CSV by column rules; every message names file, line and remedy."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from minsheng.foundation import identity


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

    Raises `PresetProblem` for a missing file, a missing or unknown column, and a cell that is not as its rule says.
    """
    rules: Mapping[str, Mapping[str, Any]] = _columns(folder.parent / "schema" / "columns.yaml")[rules_of or name]
    path = folder / f"{name}.csv"
    if not path.is_file():
        raise PresetProblem(f"{path.name}: 文件不存在。请补上这个文件（可以只有表头）。")
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    headings = [heading for heading in reader.fieldnames or () if heading]
    missing, strange = sorted(set(rules) - set(headings)), sorted(set(headings) - set(rules))
    if missing:
        raise PresetProblem(f"{path.name}:1: 缺少列 {', '.join(missing)}。请在表头补上。")
    if strange:
        raise PresetProblem(f"{path.name}:1: 不认识列 {', '.join(strange)}。请删去，或改成 {', '.join(rules)} 之一。")
    check = _Checking(folder, name, rules)
    for values in reader:
        row = Row(path, reader.line_num, {key: (value or "").strip() for key, value in values.items() if key})
        check.row(row)
        yield row


def _text(path: Path) -> str:
    """The words of a file. Raises `PresetProblem` where it is not UTF-8."""
    held = path.read_bytes()
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = held.count(b"\n", 0, problem.start) + 1
        raise PresetProblem(f"{path.name}:{line}: 不是 UTF-8 编码。请另存为 UTF-8（“CSV UTF-8”）。") from problem


def _columns(path: Path) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    known = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: table.get("columns", table) for name, table in known.items()}


TYPES = {"integer": r"-?\d+", "boolean": r"true|false", "date": r"\d{4}-\d{2}-\d{2}"}


class _Checking:
    """Holds the rows of one table to its rules; what it has seen and what the rules refer to is kept meanwhile."""

    def __init__(self, folder: Path, name: str, rules: Mapping[str, Mapping[str, Any]]) -> None:
        self.rules = rules
        self.seen: dict[tuple[str, str], int] = {}
        references = {str(rule["references"]) for rule in rules.values() if "references" in rule}
        self.known = {one: _known_values(folder, name, one) for one in references}

    def row(self, row: Row) -> None:
        """Raises `PresetProblem` for the first cell that is not as its rule says."""
        for column, rule in self.rules.items():
            text = row[column]
            if text:
                for part in row.words(column) if rule.get("many") or rule.get("type") == "words" else [text]:
                    self._part(row, column, part)
            elif rule.get("required"):
                raise row.problem(f"列 {column} 不能空。请填写。")

    def _part(self, row: Row, column: str, text: str) -> None:
        rule = self.rules[column]
        shape = _shape_problem(rule, text)
        if shape:
            raise row.problem(f"列 {column} 的“{text}”{shape}")
        reference = rule.get("references")
        if reference and text not in self.known[reference]:
            raise row.problem(f"列 {column} 的“{text}”在 {reference} 里没有。请先在那里加上，或改正这里。")
        if rule.get("not_in") and text in row.words(str(rule["not_in"])):
            raise row.problem(f"列 {column} 的“{text}”已经是 {rule['not_in']}。请去掉其中一个。")
        before = self.seen.setdefault((column, text), row.line) if rule.get("unique") else row.line
        if before != row.line:
            raise row.problem(f"列 {column} 的“{text}”与第 {before} 行重复。请删去或改正其中一行。")


def _shape_problem(rule: Mapping[str, Any], text: str) -> str:
    """What is wrong with a cell in itself, with the remedy; "" where nothing is."""
    choices = [str(one) for one in rule.get("enum", ())]
    if choices and text not in choices:
        return f"不在允许的值里。可以写：{', '.join(choices)}。"
    pattern = rule.get("pattern") or TYPES.get(str(rule.get("type", "")))
    if pattern and not re.fullmatch(pattern, text):
        return f"格式不对（应符合 {pattern}）。请改正。"
    if len(text) > rule.get("max_length", len(text)):
        return f"有 {len(text)} 个字，最多 {rule['max_length']} 个。请写短一些。"
    least, most = rule.get("minimum"), rule.get("maximum")
    if (least is not None and int(text) < least) or (most is not None and int(text) > most):
        limits = [f"不小于 {least}"] * (least is not None) + [f"不大于 {most}"] * (most is not None)
        return f"应{'、'.join(limits)}。请改正。"
    if rule.get("type") == "date":
        return "" if _is_day(text) else "不是日历上的一天。请改正。"
    if rule.get("type") == "phone":
        try:
            identity.phone(text)
        except identity.InvalidPhone as problem:
            return f"不是电话号码。{problem}"
    return ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _known_values(folder: Path, name: str, reference: str) -> frozenset[str]:
    """The values that `FILE.COLUMN` may take: of a table of this preset, its areas, roles or categories."""
    file, _, column = reference.partition(".")
    if file == "roles":
        return frozenset(read_yaml(folder, "roles")["roles"])
    if file == "categories":
        return frozenset(str(one["code"]) for one in read_yaml(folder, "categories")["categories"])
    if file == "divisions":
        is_itself = not (folder / "preset.yaml").is_file()
        names = [name] if is_itself else [str(code) for code in read_yaml(folder, "preset")["divisions"]]
        paths = [(folder if is_itself else folder.parent / "divisions") / f"{one}.csv" for one in names]
    else:
        paths = [folder / f"{file}.csv"]
    tables = (csv.DictReader(io.StringIO(_text(path), newline="")) for path in paths if path.is_file())
    return frozenset((row.get(column) or "").strip() for table in tables for row in table)


def problem_at_word(path: Path, word: str, what: str) -> PresetProblem:
    """A problem of the line of a file on which this word first stands; of the first line where it does not."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    lines = _text(path).splitlines()
    line = next((number for number, text in enumerate(lines, start=1) if pattern.search(text)), 1)
    return PresetProblem(f"{path.name}:{line}: {what}")


def read_yaml(folder: Path, name: str) -> dict[str, Any]:
    """The content of `name`.yaml, checked against `schema/<name>.json` beside the presets."""
    path = folder / f"{name}.yaml"
    if not path.is_file():
        raise PresetProblem(f"{path.name}: 文件不存在。请补上这个文件。")
    text = _text(path)
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
        elif isinstance(node, yaml.SequenceNode) and part.isdecimal() and int(part) < len(node.value):
            found = node.value[int(part)]
        else:
            found = None
        if found is None:
            break
        node = found
    return int(node.start_mark.line) + 1 if node is not None else 1
