"""No hours by hand: what they are counted from is refused where no fact of the log stands behind it, and then stays."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from minsheng.dispatch import operations, queries
from minsheng.dispatch.facts import HelpConfirmed
from minsheng.dispatch.models import Claim, HelpConfirmation, HelpTask, ProxyShopping
from minsheng.foundation import facts
from minsheng.foundation.rights import Actor
from minsheng.foundation.units import Minutes
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories import dispatch as helping

People = dict[str, Actor]
AREA = "150824100001"
HOUR = timedelta(hours=1)
YES = operations.ServedWord(answer=operations.Answer.YES)


def committed(change: Callable[[], Any]) -> None:
    """Change something by hand and check what is checked at the end of a transaction."""
    with transaction.atomic():
        change()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def refused(row: models.Model, sentence: str, **values: Any) -> None:
    rows = type(row)._default_manager.filter(pk=row.pk)
    with pytest.raises(IntegrityError, match=sentence):
        committed(lambda: rows.update(**values))


def held(people: People, **changes: Any) -> tuple[HelpTask, Claim]:
    task = helping.plain(people, NOW, area=AREA, **changes)
    return task, operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)


def minutes(people: People, login: str = "volunteer1") -> list[int]:
    return [one.minutes for one in queries.own_records(people[login])]


def finish(people: People, task: HelpTask, minutes: int = 40) -> None:
    operations.finish_task(task_id=task.pk, report=helping.done(minutes=minutes), by=people["volunteer1"], at=NOW)


def test_what_a_helper_reported_is_not_made_more_and_not_made_up(people: People) -> None:
    task, claim = held(people)
    done = {"end": "done", "outcome": "done", "minutes": 720, "done_on": NOW.date(), "ended_at": NOW}
    refused(task, "what a helper reported stands in the log", **done)
    committed(lambda: finish(people, task))
    changes: list[dict[str, Any]] = [
        {"minutes": 720},
        {"done_on": NOW.date() - timedelta(days=400)},
        {"ended_at": None},
    ]
    for change in changes:
        refused(task, "what came of a task stays", **change)
    refused(task, "what came of a task stays", case=making.assigned(people, NOW), case_task=uuid.uuid4())
    changes = [{"helper": people["volunteer2"].id}, {"ended_at": NOW + HOUR}, {"end": "given_back"}]
    for change in changes:
        refused(claim, "who held a place, and how it ended, stays", **change)
    committed(lambda: operations.confirm_help(task_id=task.pk, said=YES, by=people["secretary1"], at=NOW))
    assert minutes(people) == [40]


def test_nobody_is_written_into_a_task_that_another_did(people: People) -> None:
    task, claim = held(people, people_needed=2)
    other = people["volunteer2"].id
    refused(claim, "who took a place stands in the log", helper=other, end="finished", ended_at=NOW)
    refused(claim, "a place is finished when its task is", end="finished", ended_at=NOW)
    committed(lambda: finish(people, task))
    row = {"task": task, "place": 2, "claimed_at": NOW, "ended_at": NOW, "end": "finished"}
    with pytest.raises(IntegrityError, match="who took a place stands in the log"):
        committed(lambda: Claim.objects.create(**row, helper_id=other))
    committed(lambda: operations.confirm_help(task_id=task.pk, said=YES, by=people["secretary1"], at=NOW))
    assert minutes(people, "volunteer2") == []


def test_a_word_with_other_minutes_than_the_log_is_refused(people: People) -> None:
    task, _ = held(people)
    finish(people, task)
    helper, desk = people["volunteer1"].id, people["secretary1"].id
    facts.tell(HelpConfirmed(about=task.pk, area=facts.Code(AREA), helper=helper, took=Minutes(40)), by=desk, at=NOW)
    row = {"task": task, "helper_id": helper, "answer": "yes", "how": "phone", "noted_by_id": desk, "noted_at": NOW}
    with pytest.raises(IntegrityError, match="a confirmation stands in the log"):
        committed(lambda: HelpConfirmation.objects.create(**row, minutes=720))
    committed(lambda: HelpConfirmation.objects.create(**row, minutes=40))
    assert minutes(people) == [40]


def test_a_case_is_not_closed_by_hand_and_no_case_is_put_behind_a_task(people: People) -> None:
    case, task = helping.shared(people, NOW)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    committed(lambda: finish(people, task))
    refused(case, "that a case was closed stands in the log", state="closed", ended_at=NOW + HOUR)
    assert minutes(people) == []
    lone, _ = held(people)

    def hang() -> None:
        other = making.assigned(people, NOW)
        HelpTask.objects.filter(pk=lone.pk).update(served=None, case=other, case_task=other.tasks.get())
        finish(people, lone)

    with pytest.raises(IntegrityError, match="the case behind a task stands in the log"):
        committed(hang)


def test_what_was_not_signed_is_not_written_as_signed_and_what_was_stays(people: People) -> None:
    task, _ = held(people, kind=operations.TaskKind.SHOPPING)
    me, other = people["volunteer1"], people["volunteer2"].id
    row = operations.take_money(task_id=task.pk, given_fen=5000, by=me, at=NOW)
    operations.settle_shopping(task_id=task.pk, spent_fen=4000, returned_fen=1000, by=me, at=NOW)
    by_hand = {"person_signed_at": NOW, "how_signed": "paper", "noted_by": people["operator1"].id}
    refused(row, "what a person signed stands in the log", **by_hand)
    committed(lambda: operations.sign_shopping(shopping_id=row.pk, how="paper", by=people["operator1"], at=NOW + HOUR))
    for change in ({"spent_fen": 1000, "returned_fen": 4000}, {"helper": other}, {"noted_by": people["admin1"].id}):
        refused(ProxyShopping.objects.get(pk=row.pk), "what both sides signed stays", **change)
