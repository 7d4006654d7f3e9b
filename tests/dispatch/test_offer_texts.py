"""Who is asked for a task may have that texted: in no quiet hour, to his own number, and nothing about anybody in it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations as cases
from minsheng.cases import queries as case_queries
from minsheng.cases.models import OutgoingText
from minsheng.dispatch import operations
from minsheng.dispatch.operations.pushing import ASKED
from minsheng.foundation import texting, worktime
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import dispatch as helping

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("clock")
NUMBER = "13900000007"
EVENING = worktime.at_local(worktime.local_date(NOW), datetime.min.time()) + timedelta(hours=22)


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    """Where this installation's texts go."""
    path = tmp_path / "texts.jsonl"
    settings.MINSHENG_TEXTS = f"file:{path}"
    return path


def profile(client: Client, **changes: str) -> Any:
    values = {"client_id": str(uuid.uuid4()), "area": "150824100001", "most_tasks": "3", "takes_offers": "on"}
    return client.post(reverse("dispatch:profile"), {**values, **changes})


def sent(file: Path, at: datetime) -> list[dict[str, str]]:
    sender = texting.sender()
    assert sender is not None
    cases.send_texts(sender=sender, at=at)
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def test_who_is_asked_at_night_is_told_in_the_morning_and_of_nobody(
    people: People, as_person: SignedIn, file: Path
) -> None:
    assert profile(as_person("volunteer1"), wants_texts="yes", text_number="139 0000 0007").status_code == 302
    task = helping.plain(people, EVENING - timedelta(days=1), title="看望郭长有", place="平安小区2号楼")
    assert operations.push_unclaimed(at=EVENING) > 1
    (waiting,) = OutgoingText.objects.all()
    assert waiting.officer_id == people["volunteer1"].id, "nobody else has asked for texts"
    assert sent(file, EVENING + timedelta(hours=1)) == []
    assert sent(file, EVENING + timedelta(hours=9, minutes=59)) == []
    (told,) = sent(file, EVENING + timedelta(hours=10))
    assert (told["number"], told["text"]) == (NUMBER, ASKED)
    for word in (task.title, task.place, "郭", "平安", "乌兰", people["volunteer1"].name):
        assert word not in told["text"]
    assert not any(letter.isdigit() for letter in told["text"])


def test_one_text_waits_at_a_time_and_taking_over_is_asked_for_too(
    people: People, as_person: SignedIn, file: Path
) -> None:
    profile(as_person("volunteer2"), wants_texts="yes", text_number=NUMBER)
    for number in range(2):
        task = helping.plain(people, NOW, title=f"第{number}件")
        operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
        operations.ask_to_take_over(task_id=task.pk, helper_id=people["volunteer2"].id, by=people["volunteer1"], at=NOW)
    assert [one["text"] for one in sent(file, NOW)] == [ASKED]


def test_the_number_is_masked_kept_and_given_up(people: People, as_person: SignedIn, file: Path) -> None:
    client, me = as_person("volunteer1"), people["volunteer1"]
    assert profile(client, wants_texts="yes").status_code == 422
    assert profile(client, wants_texts="yes", text_number="0478-5550000").status_code == 422
    assert profile(client, wants_texts="yes", text_number=NUMBER).status_code == 302
    page = client.get(reverse("dispatch:profile")).content.decode()
    assert NUMBER not in page
    assert "现在发到" in page
    assert profile(client, wants_texts="yes").status_code == 302
    assert case_queries.reminder_number(me.id) == NUMBER
    assert profile(client, wants_texts="no").status_code == 302
    assert case_queries.reminder_number(me.id) == ""
    assert not file.exists()


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("139 0000 0007", NUMBER, ""),
        ("１３９-００００-０００７", NUMBER, ""),
        ("+86 139 0000 0007", NUMBER, ""),
        ("1390000007", "", "您写了 10 位"),
        ("0478-5550000", "", "座机收不到短信"),
        ("不知道", "", "这不是手机号码"),
    ],
)
def test_a_number_is_taken_as_it_is_written_and_a_wrong_one_says_what_is_wrong(
    people: People, as_person: SignedIn, file: Path, typed: str, kept: str, told: str
) -> None:
    page = profile(as_person("volunteer1"), wants_texts="yes", text_number=typed).content.decode()
    assert case_queries.reminder_number(people["volunteer1"].id) == kept
    assert told in page


def test_a_number_that_is_written_beside_no_texts_is_never_dropped_in_silence(
    people: People, as_person: SignedIn, file: Path
) -> None:
    answer = profile(as_person("volunteer1"), wants_texts="no", text_number=NUMBER)
    assert answer.status_code == 422
    assert "上面却选了不用发短信" in answer.content.decode()


def test_where_no_texts_are_sent_nobody_is_asked_for_a_number_and_none_waits(
    people: People, as_person: SignedIn, settings: Any
) -> None:
    cases.choose_text_number(number=NUMBER, by=people["volunteer1"].id, at=NOW)
    settings.MINSHENG_TEXTS = "off"
    assert "发短信" not in as_person("volunteer1").get(reverse("dispatch:profile")).content.decode()
    assert profile(as_person("volunteer1")).status_code == 302
    assert case_queries.reminder_number(people["volunteer1"].id) == NUMBER, "not asked, not changed"
    helping.plain(people, NOW - timedelta(days=2))
    assert operations.push_unclaimed(at=NOW) > 0
    assert not OutgoingText.objects.exists()


MORNING = EVENING + timedelta(hours=10)


@pytest.mark.parametrize("end", ["declined", "claimed by another", "withdrawn", "lapsed"])
def test_what_is_no_longer_asked_in_the_morning_is_not_texted(
    people: People, as_person: SignedIn, file: Path, end: str
) -> None:
    profile(as_person("volunteer1"), wants_texts="yes", text_number=NUMBER)
    me, task = people["volunteer1"], helping.plain(people, EVENING - timedelta(days=1))
    operations.push_unclaimed(at=EVENING)
    if end == "declined":
        operations.decline_offer(task_id=task.pk, by=me, at=EVENING + timedelta(hours=1))
    elif end == "claimed by another":
        operations.claim_task(task_id=task.pk, by=people["volunteer2"], at=EVENING + timedelta(hours=1))
    elif end == "withdrawn":
        operations.withdraw_task(task_id=task.pk, by=people["secretary1"], at=EVENING + timedelta(hours=1))
    assert sent(file, MORNING + timedelta(days=1 if end == "lapsed" else 0)) == []
    assert OutgoingText.objects.get().why_not == "not_true"


def test_a_reminder_that_waits_keeps_nobody_from_being_asked(people: People, as_person: SignedIn, file: Path) -> None:
    profile(as_person("volunteer1"), wants_texts="yes", text_number=NUMBER)
    waiting = OutgoingText(kind="reminders", officer_id=people["volunteer1"].id, text="您单位有1条新的催办督办。")
    waiting.queued_at = waiting.due_at = NOW
    waiting.save()
    helping.plain(people, NOW - timedelta(days=2))
    operations.push_unclaimed(at=NOW)
    assert [one["text"] for one in sent(file, NOW)] == [waiting.text, ASKED]
