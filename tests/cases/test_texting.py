"""Texts to officers and voicers: queued with what they tell, sent outside of any transaction, once for each id."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from minsheng.cases import jobs, operations, queries
from minsheng.cases.models import Case, OutgoingText, ReminderNumber, Telling, Voice
from minsheng.foundation import queries as ground
from minsheng.foundation import texting
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR
from tests.own_database import OwnDatabase, side_by_side

People = dict[str, Actor]
ROOT = Path(__file__).resolve().parents[2]
DAY = 24 * HOUR
LATER = NOW + 3 * HOUR
ONE_REMINDER = "您单位有1条新的催办督办。请登录工作清单，看“催办督办的”。"


class Remembering:
    """A sender that knows what it was given, and whether it stood in a transaction."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.messages: list[uuid.UUID] = []
        self.was_in_transaction: list[bool] = []

    def send(self, number: str, text: str, message: uuid.UUID) -> None:
        self.sent.append((number, text))
        self.messages.append(message)
        self.was_in_transaction.append(connection.in_atomic_block)


class Broken:
    def send(self, number: str, text: str, message: uuid.UUID) -> None:
        raise texting.NotSent(f"gateway is down for {number}: {len(text)} characters, {message}")


def reminded(people: People) -> datetime:
    """An officer who wants texts, and a reminder for his organisation; the moment after it."""
    case = making.assigned(people, NOW)
    operations.choose_reminder_number(number="139 0000 0001", by=people["housing1"], at=NOW)
    end = Case.objects.get(pk=case.pk).due_at
    assert end is not None
    operations.remind(at=end + HOUR)
    return texting.next_moment(end + HOUR)


def waiting_for_voicer(people: People, phone: str = "13800138000") -> Voice:
    voice = Voice.objects.get(case=making.closed(people, NOW, caller_phone=phone))
    operations.queue_text(voice_id=voice.pk, hotline="0478-5550000", by=people["operator1"], at=LATER)
    return voice


def test_an_officer_who_asked_for_it_is_texted_how_many_and_nothing_else(people: People) -> None:
    sender = Remembering()
    with pytest.raises(ValueError, match="手机"):
        operations.choose_reminder_number(number="0478-5550001", by=people["housing1"], at=NOW)
    morning = reminded(people)
    night = morning.replace(hour=15)
    assert operations.queue_reminders(at=night) == 0, "nobody is woken"
    assert operations.queue_reminders(at=morning) == 1
    assert operations.queue_reminders(at=morning) == 0, "told once"
    assert operations.send_texts(sender=sender, at=morning) == 1
    assert sender.sent == [("13900000001", ONE_REMINDER)]
    assert operations.send_texts(sender=sender, at=morning + HOUR) == 0
    assert queries.own_reminder_number(people["housing1"]) == "139****0001"


def test_who_wants_no_reminders_any_more_gets_not_even_the_one_that_waits(people: People) -> None:
    sender, morning = Remembering(), reminded(people)
    operations.queue_reminders(at=morning)
    operations.choose_reminder_number(number="", by=people["housing1"], at=morning)
    assert operations.send_texts(sender=sender, at=morning) == 0
    assert sender.sent == []
    assert OutgoingText.objects.get().why_not == "no_number"


def test_a_reminder_that_failed_three_times_is_left_to_the_next(people: People) -> None:
    morning = reminded(people)
    operations.queue_reminders(at=morning)
    for hours in (0, 1, 2):
        assert operations.send_texts(sender=Broken(), at=morning + hours * HOUR) == 0
    assert OutgoingText.objects.get().why_not == "not_taken"
    assert operations.queue_reminders(at=morning + 3 * HOUR) == 0


def test_a_voicer_who_was_told_meanwhile_or_has_no_result_any_more_gets_no_text(people: People) -> None:
    sender, voice = Remembering(), waiting_for_voicer(people)
    operations.tell_voicer(voice_id=voice.pk, channel="phone", words="办好了", by=people["operator1"], at=LATER)
    other = waiting_for_voicer(people)
    operations.reopen_case(case_id=other.case_id, reason="又坏了", by=people["supervisor1"], at=LATER)
    assert operations.send_texts(sender=sender, at=LATER) == 0
    assert sender.sent == []
    assert list(OutgoingText.objects.values_list("why_not", flat=True)) == ["not_true"] * 2


def test_the_database_wants_each_text_for_one_side(people: People) -> None:
    text = {"text": "x", "queued_at": NOW, "due_at": NOW, "kind": "hint"}
    officer = {"officer_id": people["housing1"].id}
    for wrong in ({}, {**officer, "queued_by": uuid.uuid4()}, {**officer, "kind": "result"}):
        with pytest.raises(IntegrityError, match="text_is_for_a_voicer_or_an_officer"), transaction.atomic():
            OutgoingText.objects.create(**{**text, **wrong})
    ended = {"ended_at": NOW, "is_sent": False}
    with pytest.raises(IntegrityError, match="text_that_did_not_go_out_says_why"), transaction.atomic():
        OutgoingText.objects.create(**text, **officer, **ended)


def test_a_text_that_comes_again_stands_in_the_file_once(tmp_path: Path) -> None:
    file, again = tmp_path / "texts.jsonl", uuid.uuid4()
    file.write_text('{"message": "cut off', encoding="utf-8")
    sender = texting.FileSender(file)
    for message in (again, uuid.uuid4(), again):
        sender.send("13900000001", "您好", message)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert json.loads(lines[1]) == {"message": str(again), "number": "13900000001", "text": "您好"}


# a sender that is killed


@pytest.fixture
def officers(own_database: OwnDatabase) -> People:
    return dict(ground.actors_by_login(NOW.date()))


def killed(own: OwnDatabase, when: str, file: Path, at: datetime) -> None:
    """Let a sender come to before or after its first text and kill it there."""
    command = [sys.executable, "-m", "tests.cases.sending", when, str(file), at.isoformat()]
    surroundings = own.surroundings()
    with subprocess.Popen(
        command, cwd=ROOT, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as sender:
        assert sender.stdout is not None
        assert sender.stdout.readline() == "ready\n"
        sender.kill()


def lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


@pytest.mark.parametrize(("when", "already"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize("whom", ["officer", "voicer"])
def test_a_killed_sender_leaves_its_text_to_the_next_which_sends_it_once(
    own_database: OwnDatabase, officers: People, tmp_path: Path, when: str, already: int, whom: str
) -> None:
    file, at = tmp_path / "texts.jsonl", LATER
    if whom == "officer":
        at = reminded(officers)
        assert operations.queue_reminders(at=at) == 1
    else:
        waiting_for_voicer(officers)
    killed(own_database, when, file, at)
    assert len(lines(file)) == already
    assert OutgoingText.objects.get().tries == 1, "it was taken before it was sent"
    assert operations.queue_reminders(at=at + HOUR / 4) == 0, "what it tells is not told in a second text"
    sender = texting.FileSender(file)
    assert operations.send_texts(sender=sender, at=at + HOUR / 60) == 0, "the killed one may still be at it"
    assert operations.send_texts(sender=sender, at=at + HOUR / 4) == 1
    assert [one["message"] for one in lines(file)] == [str(OutgoingText.objects.get().message)]
    assert Telling.objects.count() == (whom == "voicer")


def test_a_text_whose_senders_die_is_given_up(own_database: OwnDatabase, officers: People, tmp_path: Path) -> None:
    voice = waiting_for_voicer(officers)
    for hours in range(3):
        killed(own_database, "before", tmp_path / "texts.jsonl", LATER + hours * HOUR)
    sender = Remembering()
    assert operations.send_texts(sender=sender, at=LATER + 3 * HOUR) == 0
    assert sender.sent == []
    assert [one.voice_id for one in queries.calls_to_tell(officers["operator1"], LATER + 4 * HOUR)] == [voice.pk]


def test_nothing_is_sent_inside_a_transaction_and_two_senders_share_the_work(
    own_database: OwnDatabase, officers: People
) -> None:
    for number in range(4):
        waiting_for_voicer(officers, f"1380013800{number}")
    senders = [Remembering(), Remembering()]
    counts: Any = side_by_side(*[lambda one=one: operations.send_texts(sender=one, at=LATER) for one in senders])
    assert sum(counts) == 4
    messages = [message for one in senders for message in one.messages]
    assert len(messages) == len(set(messages)) == 4
    assert not any(flag for one in senders for flag in one.was_in_transaction)


def test_reminders_are_noted_as_told_only_with_their_text(own_database: OwnDatabase, officers: People) -> None:
    at = reminded(officers)
    before = ReminderNumber.objects.get().told_until
    with transaction.atomic():
        assert operations.queue_reminders(at=at) == 1
        transaction.set_rollback(True)
    assert (ReminderNumber.objects.get().told_until, OutgoingText.objects.count()) == (before, 0)


def test_the_job_queues_and_sends(people: People, clock: None, settings: Any, tmp_path: Path) -> None:
    settings.MINSHENG_TEXTS = f"file:{tmp_path}/texts.jsonl"
    operations.choose_reminder_number(number="13900000001", by=people["housing1"], at=NOW - DAY)
    case = making.assigned(people, NOW - 2 * HOUR)
    Case.objects.filter(pk=case.pk).update(due_at=NOW - HOUR)
    operations.remind(at=NOW - HOUR / 2)
    jobs.send_texts(timestamp=0)
    assert [one["text"] for one in lines(tmp_path / "texts.jsonl")] == [ONE_REMINDER]
