"""Records of voluntary service: they follow from what the served side confirmed, and leave only after another's yes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import HelpTask
from minsheng.foundation.models import Reading
from minsheng.foundation.rights import Actor, Refused
from minsheng.registry import operations as registry
from minsheng.registry.models import Sharing
from tests.conftest import NOW
from tests.factories import dispatch as helping

People = dict[str, Actor]
WEEK = timedelta(days=7)


def helped(people: People, minutes: int, title: str) -> HelpTask:
    task = helping.plain(people, NOW, title=title, area="150824100001")
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    operations.finish_task(task_id=task.pk, report=helping.done(minutes=minutes), by=people["volunteer1"], at=NOW)
    return HelpTask.objects.get(pk=task.pk)


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_only_what_the_served_side_confirmed_is_a_record(people: People) -> None:
    helped(people, 50, "没有人确认")
    confirmed = helped(people, 100, "看望敖特根花")
    denied = helped(people, 30, "说没有来")
    for task, said in (
        (confirmed, operations.ServedWord(answer=operations.Answer.YES, minutes=95)),
        (denied, operations.ServedWord(answer=operations.Answer.NO, words="没有来")),
    ):
        operations.confirm_help(task_id=task.pk, said=said, by=people["secretary1"], at=NOW + WEEK)
    (record,) = lines(queries.records_file(queries.own_records(people["volunteer1"]), "csv"))
    assert (record["服务时长（小时）"], record["服务对象"], record["核实方式"]) == ("1.58", "单位", "服务的单位确认")
    assert "敖特根花" not in str(record)
    assert queries.own_records(people["volunteer2"]) == []


def test_records_of_an_area_leave_after_another_persons_yes_and_are_noted(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    task = helped(people, 60, "看望")
    said = operations.ServedWord(answer=operations.Answer.YES)
    operations.confirm_help(task_id=task.pk, said=said, by=people["secretary1"], at=NOW)
    client = as_person("admin1")
    assert client.post("/volunteers/records/", {"area": "150824", "reason": "报送"}).status_code == 302
    asked = Sharing.objects.get(content="help_records")
    address = f"/volunteers/records/{asked.pk}/?form=csv"
    assert client.get(address).status_code == 302, "nobody has said yes"
    with pytest.raises(Refused):
        registry.decide_sharing(sharing_id=asked.pk, is_approved=True, answer="", by=people["admin1"], at=NOW)
    registry.decide_sharing(sharing_id=asked.pk, is_approved=True, answer="", by=people["supervisor1"], at=NOW)
    (record,) = lines(client.get(address).content)
    assert (record["姓名"], record["服务时长（小时）"]) == (people["volunteer1"].name, "1.00")
    assert client.get(address.partition("?")[0]).content.startswith(b"PK")
    assert Reading.objects.filter(items__contains=["help_records"]).exists()
    assert client.get(f"/sharing/{asked.pk}/file/").status_code == 302, "no people instead of records"
    own = as_person("volunteer1").get("/pool/record/?form=csv")
    assert len(lines(own.content)) == 1
