"""Help that nobody has confirmed: the desk is reminded, then the office, on the ladder of the banner, each rung once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations as cases
from minsheng.dispatch import facts, jobs, operations, queries
from minsheng.dispatch.models import ConfirmationNotice, HelpTask
from minsheng.foundation import queries as ground
from minsheng.foundation import worktime
from minsheng.foundation.rights import Actor
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.factories import dispatch as helping
from tests.factories.cases import HOUR
from tests.own_database import OwnDatabase, side_by_side

People = dict[str, Actor]
AREA = "150824100001"
END = worktime.at_local(NOW.date() + timedelta(days=8), time.min)  # of the seven days in which one asks


def finished(people: People, at: datetime = NOW) -> HelpTask:
    task, me = helping.plain(people, at, area=AREA), people["volunteer1"]
    operations.claim_task(task_id=task.pk, by=me, at=at)
    operations.finish_task(task_id=task.pk, report=helping.done(minutes=40), by=me, at=at)
    return task


def given() -> list[tuple[str, int]]:
    return list(ConfirmationNotice.objects.order_by("hours").values_list("to", "hours"))


def shown(actor: Actor, at: datetime) -> list[tuple[str, int]]:
    return [(one.title, one.reminders) for one in queries.help_to_confirm(actor, at)]


def test_the_desk_is_reminded_first_and_the_office_a_day_after_the_limit(people: People) -> None:
    task, secretary, office = finished(people), people["secretary1"], people["supervisor1"]
    assert operations.remind_of_confirmations(at=END - 5 * HOUR) == 0
    expected = []
    for hours, to in ((-4, "lead"), (0, "head"), (24, "office")):
        at = END + hours * HOUR
        assert queries.help_noticed_to(office, at) == []
        assert operations.remind_of_confirmations(at=at) == 1
        assert operations.remind_of_confirmations(at=at) == 0, "each rung once"
        expected.append((to, hours))
        assert given() == expected
        assert shown(secretary, at) == [(task.title, len(expected))]
    assert [one.id for one in queries.help_noticed_to(office, END + 25 * HOUR)] == [task.pk]
    told = [one.fact for one in ground.facts_of(task.pk) if isinstance(one.fact, facts.ConfirmationReminded)]
    assert [one.hours for one in told] == [-4, 0, 24]
    assert told[-1].organisation == registry.organisation_by_code("gov_office").pk


def test_a_word_of_the_served_side_ends_the_reminders(people: People) -> None:
    task = finished(people)
    operations.remind_of_confirmations(at=END)
    yes = operations.ServedWord(answer=operations.Answer.YES, minutes=30)
    operations.confirm_help(task_id=task.pk, said=yes, by=people["community1"], at=END)
    assert operations.remind_of_confirmations(at=END + 30 * HOUR) == 0
    assert given() == [("head", 0)], "a rung that was slept through is not made up for"
    assert queries.help_noticed_to(people["supervisor1"], END + 30 * HOUR) == []


def test_what_was_reminded_of_stands_before_the_rest(people: People) -> None:
    finished(people)
    operations.remind_of_confirmations(at=END)
    finished(people, NOW - HOUR)
    assert [count for _, count in shown(people["secretary1"], END)] == [1, 0]


def test_the_pages_say_how_often_and_show_the_office_what_it_was_noticed_of(
    people: People, as_person: Callable[[str], Client]
) -> None:
    task = finished(people)
    operations.remind_of_confirmations(at=END + 24 * HOUR)
    url = reverse("dispatch:to_confirm")
    assert "已催办 1 次" in as_person("secretary1").get(url).content.decode()
    page = as_person("supervisor1").get(url).content.decode()
    assert "报到本单位督办的" in page
    assert reverse("dispatch:confirm", args=[task.pk]) not in page, "an office urges, it does not confirm"


def test_a_banner_without_a_ladder_is_left_alone_and_a_notice_is_never_taken_back(people: People, clock: None) -> None:
    finished(people, NOW - timedelta(days=20))
    jobs.remind_of_confirmations(timestamp=0)
    assert given() == [("office", 24)]
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        ConfirmationNotice.objects.all().delete()
    cases.set_ladder(area="150824", rungs=[])
    finished(people)
    assert operations.remind_of_confirmations(at=END + 90 * 24 * HOUR) == 0


def test_two_at_once_remind_once(own_database: OwnDatabase) -> None:
    finished(dict(ground.actors_by_login(NOW.date())))
    counts = side_by_side(*[lambda: operations.remind_of_confirmations(at=END)] * 2)
    assert sorted(str(one) for one in counts) == ["0", "1"]
