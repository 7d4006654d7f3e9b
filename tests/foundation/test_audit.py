"""The log as an auditor reads it: his areas, newest first, nothing personal in it, all kinds named."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse

import minsheng
from minsheng.foundation import audit, facts, operations, queries, rights
from minsheng.registry import operations as registry
from minsheng.registry import queries as consents
from tests.conftest import NOW

Sign = Callable[[str], Client]
AUDIT = "/audit/"
SOURCE = Path(minsheng.__file__).parent


def test_every_kind_of_fact_has_a_name_in_the_log() -> None:
    own = {kind for kind, fact in facts.KINDS.items() if fact.__module__.startswith("minsheng.")}
    assert own <= audit.named_kinds(), "name the new kind in config/words.py"


def test_every_field_of_a_fact_has_a_name_in_the_log() -> None:
    own = [fact for fact in facts.KINDS.values() if fact.__module__.startswith("minsheng.")]
    missing = {name for fact in own for name in facts.fields_of(fact)} - audit.named_fields()
    assert not missing, f"name them in config/field_words.py: {sorted(missing)}"


def test_every_reading_that_the_code_notes_has_a_name(database: None) -> None:
    items, purposes = audit.named_readings()
    noted_items, noted_purposes = _noted()
    assert noted_items >= {"phone", "help_records", "photo"}, "the readings are noted in another way: mend `_noted`"
    assert noted_items <= items, "name them in config/reading_words.py"
    assert noted_purposes <= purposes | {row.pk for row in consents.purposes()}, "name them in config/reading_words.py"


def _noted() -> tuple[set[str], set[str]]:
    """The items and purposes of readings that are written out in the code."""
    items, purposes = set[str](), set[str]()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name, value in _named(node):
                texts = {
                    one.value for one in ast.walk(value) if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
                codes = {text.partition(":")[0] for text in texts if re.fullmatch(r"[a-z_]+(:.*)?", text)}
                items |= codes if name == "items" else set()
                purposes |= codes if name == "purpose" else set()
    return items, purposes


def _named(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """What a call that notes readings is told as items and as purpose; lists of items that have a name of their own."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func).rpartition(".")[2]
        if called in {"log_reading", "log_readings", "reveal_phone", "note_fetched"}:
            yield from ((one.arg or "", one.value) for one in node.keywords)
        if called == "_log" and len(node.args) == 5:
            yield from (("items", node.args[2]), ("purpose", node.args[3]))
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.List):
        is_called_so = ast.unparse(node.targets[0]).upper().endswith("ITEMS")
        yield from (("items", node.value),) if is_called_so else ()


def register(count: int, area: str, by: rights.Actor) -> None:
    for number in range(count):
        registry.register_person(
            name=f"铜铃鸟{number}", area=area, phone=f"1390000{number:04}", by=by.id, at=NOW + timedelta(seconds=number)
        )


def test_the_log_says_who_did_what_page_by_page(as_person: Sign, people: dict[str, rights.Actor]) -> None:
    register(105, "150824100001", people["secretary1"])
    register(1, "150422100", people["operator9"])
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        client = as_person("auditor1")
        first = client.get(AUDIT, {"login": "secretary1"})
        text = first.content.decode()
        assert ("登记一个人" in text, "赵永红" in text, "铜铃鸟" in text, "1390000" in text) == (
            True,
            True,
            False,
            False,
        )
        second = client.get(AUDIT + first.context["next_url"])
    numbers = [row.number for row in (*first.context["rows"], *second.context["rows"])]
    assert len(numbers) == 105
    assert numbers == sorted(numbers, reverse=True)
    assert second.context["next_url"] == ""


def test_another_banner_is_not_seen(as_person: Sign, people: dict[str, rights.Actor]) -> None:
    register(1, "150422100", people["operator9"])
    answer = as_person("auditor1").get(AUDIT, {"login": "operator9"})
    assert answer.context["rows"] == []
    assert "这一段时间没有记录" in answer.content.decode()


def test_days_are_the_days_of_the_banner_and_both_count(as_person: Sign, people: dict[str, rights.Actor]) -> None:
    register(1, "150824100001", people["secretary1"])

    def found(**asked: str) -> int:
        return len(as_person("auditor1").get(AUDIT, {"login": "secretary1", **asked}).context["rows"])

    assert found(first="2026-06-03", last="2026-06-03") == 1
    assert found(first="2026-06-04") == 0
    assert found(last="2026-06-02") == 0


def test_readings_are_shown_without_what_was_read(as_person: Sign, people: dict[str, rights.Actor]) -> None:
    by = people["operator1"]
    person = registry.register_person(name="铜铃鸟", area="150824100001", by=None, at=NOW)
    operations.log_reading(by=by.id, about=person.pk, area=person.area_id, purpose="回电", items=["phone"], at=NOW)
    text = as_person("auditor1").get(AUDIT, {"what": "readings", "login": "operator1"}).content.decode()
    assert ("回电" in text, "白音娜" in text, "铜铃鸟" in text) == (True, True, False)


def test_a_wrong_login_or_day_is_said_at_the_field(as_person: Sign) -> None:
    for asked, words in (({"login": "nobody9"}, "没有这个登录名"), ({"first": "昨天"}, "日期")):
        answer = as_person("auditor1").get(AUDIT, asked)
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_the_export_holds_the_same_lines_and_runs_nothing(as_person: Sign, people: dict[str, rights.Actor]) -> None:
    register(2, "150824100001", people["secretary1"])
    answer: Any = as_person("auditor1").get(reverse("foundation:audit_export"), {"login": "secretary1"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "登记一个人" in lines[1]


def test_the_seals_state_is_true(as_person: Sign, people: dict[str, rights.Actor]) -> None:
    register(3, "150824100001", people["secretary1"])
    before = audit.sealed()
    operations.seal_facts(at=NOW)
    after = audit.sealed()
    assert (before.number, after.number, after.facts_after) == (0, 1, 0)
    assert before.facts_after >= 3
    assert after.digest in as_person("auditor1").get(AUDIT).content.decode()


def test_taking_the_log_along_stands_in_the_log(as_person: Sign, people: dict[str, rights.Actor]) -> None:
    register(3, "150824100001", people["secretary1"])
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        client = as_person("auditor1")
        client.get(AUDIT + "export/", {"login": "secretary1"})
        client.get(AUDIT + "export/", {"what": "readings"})
        told = queries.facts_of(people["auditor1"].id)
        assert [facts.values_of(one.fact) for one in told] == [
            {"what": "facts", "row_count": 3},
            {"what": "readings", "row_count": 0},
        ]
        assert "取走操作日志" in client.get(AUDIT).content.decode()
