"""Draws the documents that code decides: `docs/way.md` (stages, facts, who reacts) and the diagram of a case.

`python -m tools.generate` writes them; `--check` fails where a committed one differs.
"""

from __future__ import annotations

import csv
import importlib
import json
import re
import sys
import tomllib
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]


def _first_sentence(module: str) -> str:
    doc = (importlib.import_module(module).__doc__ or "").strip()
    return re.split(r"\n\n", doc)[0].replace("\n", " ")


def way() -> str:
    """`docs/way.md`: the stages from the import contract, their facts, and the reactions from `flow.py`."""
    from minsheng.foundation import facts, following

    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["id"] == "way")
    stages = [name for layer in reversed(layers) for name in re.findall(r"\w+", layer)]
    lines = [
        "# The way of the data",
        "",
        "Drawn by `python -m tools.generate` from the import contract and `config/flow.py`; `./dev check` compares it.",
        "A later stage may look back, an earlier one never looks ahead; what it causes later it tells as a fact.",
        "",
        "| stage | what it is |",
        "|---|---|",
    ]
    present = [name for name in stages if (ROOT / "src" / "minsheng" / name).is_dir()]
    lines += [f"| `{name}` | {_first_sentence(f'minsheng.{name}')} |" for name in present]
    missing = [name for name in stages if name not in present]
    lines += ["", f"Named in the contract and not built yet: {', '.join(missing)}.", "", "## Facts and who reacts", ""]
    reacting = facts.reactions()
    reading: dict[str, tuple[str, ...]] = {}
    for kinds, reader in following.readers().values():
        reading |= {kind: (*reading.get(kind, ()), reader) for kind in kinds}
    lines += [
        "| fact | what it says | now (same transaction) | later (a job of the same transaction) | read from the log |",
        "|---|---|---|---|---|",
    ]
    for name in present:
        if name != "foundation" and any((ROOT / "src" / "minsheng" / name).glob("facts*")):
            importlib.import_module(f"minsheng.{name}.facts")
    for kind in sorted(facts.KINDS):
        now, later = reacting.get(kind, ((), ()))
        words = (facts.KINDS[kind].__doc__ or "").strip().split("\n")[0]
        lines.append(f"| `{kind}` | {words} | {_names(now)} | {_names(later)} | {_names(reading.get(kind, ()))} |")
    return "\n".join(lines) + "\n"


def _names(found: tuple[str, ...]) -> str:
    return ", ".join(f"`{name.removeprefix('minsheng.')}`" for name in found) or "-"


def case_states() -> str:
    """`docs/case-states.md`: the table of transitions as a diagram and a table."""
    rules = importlib.import_module("minsheng.cases.rules")
    lines = [
        "# The states of a case",
        "",
        "Drawn by `python -m tools.generate` from `cases/rules.py`.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> heard",
    ]
    table = ["| act | from | to | permission |", "|---|---|---|---|"]
    for one in rules.TRANSITIONS:
        lines += [f"    {source} --> {one.target}: {one.act}" for source in one.sources]
        sources = ", ".join(one.sources)
        table.append(
            f"| {one.act} {rules.ACT_WORDS[one.act]} | {sources} | {one.target} | {one.permission or 'the system'} |"
        )
    lines += [f"    {state} --> [*]" for state in rules.ENDED_STATES]
    return "\n".join([*lines, "```", "", *table]) + "\n"


def interface() -> str:
    """`docs/api/openapi.json`: the description of the interface, so that every change of it is seen in a review."""
    api = importlib.import_module("minsheng.config.interface").api
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


ANSWERED = {
    "test": "met, and a test proves it",
    "document": "met by what a document lays down",
    "not_applicable": "does not apply",
    "open": "open",
}


def asvs() -> str:
    """`docs/threats/asvs.md`: how the items of the ASVS are answered, by chapter, and which are open."""
    with (ROOT / "docs" / "threats" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [
        "# The OWASP ASVS 5.0, levels 1 and 2, item by item",
        "",
        "Drawn by `python -m tools.generate` from [asvs.csv](asvs.csv): the number of each item, its answer, the test or document, and a sentence.",
        "`tests/config/test_asvs.py` holds it complete and its proofs in being. What a document has to lay down stands in [controls.md](controls.md).",
        "",
        "| answer | items |",
        "|---|---|",
    ]
    lines += [f"| {words} | {sum(row['answer'] == key for row in rows)} |" for key, words in ANSWERED.items()]
    kept = sum(row["answer"] == "not_applicable" and bool(row["proof"]) for row in rows)
    lines += [
        "",
        f"Of those that do not apply {kept} are kept so by a test: whoever brings the thing in must answer anew.",
        "",
    ]
    lines += ["| chapter | " + " | ".join(ANSWERED) + " |", "|---" * (len(ANSWERED) + 1) + "|"]
    for chapter in sorted({row["item"].split(".")[0] for row in rows}, key=lambda one: int(one[1:])):
        own = [row["answer"] for row in rows if row["item"].startswith(f"{chapter}.")]
        lines.append(f"| {chapter} | " + " | ".join(str(own.count(key)) for key in ANSWERED) + " |")
    missing = [f"| {row['item']} | {row['level']} | {row['why']} |" for row in rows if row["answer"] == "open"]
    table = ["| item | level | what is missing |", "|---|---|---|", *missing]
    lines += ["", "## Open", "", *(table if missing else ["Nothing."])]
    return "\n".join(lines) + "\n"


def preset() -> str:
    """`docs/operate/preset.md`: what `preset.yaml` sets for a banner, from the schema by which it is checked."""
    schema = json.loads((ROOT / "presets" / "schema" / "preset.json").read_text(encoding="utf-8"))
    lines = [
        "# What a banner sets in `preset.yaml`",
        "",
        "Drawn by `python -m tools.generate` from `presets/schema/preset.json`, by which a preset is checked before it is loaded.",
        "`presets/demo/preset.yaml` has an example of nearly every key; copy its folder to begin a banner of your own.",
        "",
        "| key | needed | what it sets |",
        "|---|---|---|",
    ]
    for name, one in schema["properties"].items():
        lines.append(f"| `{name}` | {'yes' if name in schema['required'] else ''} | {one['description']} |")
    return "\n".join([*lines, "", *ARBITERS]) + "\n"


ARBITERS = (
    "## Arbiters",
    "",
    "Who decides about hand-backs is no key but a role (`roles.yaml`: `cases.arbitrate`; in the demo `arbiter`) that an account is given.",
    "Neither people of the lead nor of the organisation that is named decide, and a second argument is decided by another arbiter than the first.",
    "So a banner gives the role to at least two people of different organisations; a leader of the banner may be one of them.",
    "Where nobody is left who may decide, the case says why and who gives roles, and the office of the ladder is told within ten minutes.",
)


DOCUMENTS = {
    "docs/way.md": way,
    "docs/case-states.md": case_states,
    "docs/api/openapi.json": interface,
    "docs/operate/preset.md": preset,
    "docs/threats/asvs.md": asvs,
}


def main() -> int:
    """Write the documents, or compare them with `--check`."""
    django.setup()
    wrong = []
    for name, draw in DOCUMENTS.items():
        path = ROOT / name
        text = draw()
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                wrong.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    for name in wrong:
        print(f"{name} is not what the code says: python -m tools.generate draws it anew")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
