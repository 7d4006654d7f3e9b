"""Hall shifts: one armband, one holder; one guide, one visitor; wait and help are computed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import Guidance, HallShift
from minsheng.dispatch.operations import NotNow
from minsheng.dispatch.rules import hall as rules
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.registry import queries as registry
from tests.conftest import NOW
from tests.own_database import OwnDatabase, side_by_side

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def hall() -> uuid.UUID:
    return registry.organisation_by_code("gov_service").pk


def shift(people: People, login: str, begins: datetime = NOW + HOUR, hours: int = 3) -> HallShift:
    return operations.take_shift(
        hall_id=hall(), begins_at=begins, ends_at=begins + hours * HOUR, by=people[login], at=NOW
    )


def test_e19_two_people_cannot_hold_one_armband_in_one_shift(people: People) -> None:
    first, second = shift(people, "volunteer1"), shift(people, "volunteer2", NOW + 2 * HOUR)
    assert [first.armband, second.armband] == [1, 2]
    with pytest.raises(IntegrityError), transaction.atomic():
        HallShift.objects.filter(pk=second.pk).update(armband=1)
    with pytest.raises(NotNow, match="已经有班次"):
        shift(people, "volunteer1", NOW + 2 * HOUR)
    assert shift(people, "volunteer3", NOW + 4 * HOUR, 1).armband == 1, "worn again when the shift is over"
    with pytest.raises(Unseen):
        operations.give_shift_back(shift_id=first.pk, by=people["volunteer2"], at=NOW)
    operations.give_shift_back(shift_id=first.pk, by=people["volunteer1"], at=NOW)
    told = [one for one in ground.facts_of(first.pk) if one.fact.kind == "dispatch.ShiftGivenBack"]
    assert [one.by for one in told] == [None]
    assert shift(people, "volunteer1", NOW + HOUR, 1).armband == 1


def test_e19_of_guides_who_take_a_shift_at_once_each_has_an_armband_of_his_own(
    people: People, own_database: OwnDatabase
) -> None:
    def take(login: str) -> Callable[[], HallShift]:
        return lambda: shift(people, login)

    found = side_by_side(take("volunteer1"), take("volunteer2"), take("volunteer3"))
    assert all(isinstance(one, HallShift) for one in found)
    assert sorted(HallShift.objects.values_list("armband", flat=True)) == [1, 2, 3]


@pytest.mark.usefixtures("clock")
def test_e19_a_visitor_checks_a_number_without_signing_in(people: People, client: Client) -> None:
    shift(people, "volunteer1")
    url = reverse("dispatch:check_armband")
    asked = {"hall": str(hall()), "armband": "1"}
    assert "没有人在这个大厅戴这个号码" in client.get(url, asked).content.decode(), "not on duty yet"
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        page = client.get(url, asked).content.decode()
        assert "是真的" in page
        assert "姓何" in page
        assert "何静" not in page, "the name of a helper is not published"
        assert "没有人在这个大厅戴这个号码" in client.get(url, {**asked, "armband": "2"}).content.decode()
    assert client.get(url, {"hall": "", "armband": "x"}).status_code == 422


def test_s06_one_guide_has_one_visitor_at_a_time_and_times_are_computed(people: People) -> None:
    guide, begun = people["volunteer1"], NOW + HOUR
    with pytest.raises(Refused, match="没有在岗"):
        operations.note_visitor(by=guide, at=begun)
    row = shift(people, "volunteer1")
    for minutes in (0, 1):
        operations.note_visitor(by=guide, at=begun + minutes * MINUTE)
    first = operations.take_visitor(by=guide, at=begun + 5 * MINUTE)
    assert operations.take_visitor(by=guide, at=begun + 6 * MINUTE).pk == first.pk, "he keeps the one he has"
    with pytest.raises(IntegrityError), transaction.atomic():
        Guidance.objects.filter(began_at=None).update(shift=row, began_at=begun + 6 * MINUTE)
    operations.end_visitor(by=guide, at=begun + 15 * MINUTE)
    operations.take_visitor(by=guide, at=begun + 16 * MINUTE)
    late = begun + 4 * HOUR
    with pytest.raises(Refused):
        operations.take_visitor(by=guide, at=late)
    operations.end_visitor(by=guide, at=late)
    with pytest.raises(Refused):
        operations.note_visitor(by=guide, at=late)
    times = queries.roster(people["organiser1"], NOW)[0].times
    assert times == rules.Times(2, 5, 15, 10)
    told = [one.fact for one in ground.facts_of(first.pk)]
    assert [str(getattr(one, "waited", "")) for one in told] == ["5分钟"]


def test_s06_midnight_sends_nobody_away_who_waits_and_nobody_is_taken_before_he_came(people: People) -> None:
    midnight = datetime(2026, 6, 3, 16, 0, tzinfo=UTC)  # 00:00 in the banner
    guide, begun = people["volunteer1"], midnight - HOUR
    operations.take_shift(hall_id=hall(), begins_at=begun, ends_at=begun + 5 * HOUR, by=guide, at=begun - HOUR)
    operations.note_visitor(by=guide, at=midnight + 10 * MINUTE)
    with pytest.raises(NotNow):
        operations.take_visitor(by=guide, at=midnight + 5 * MINUTE)
    operations.note_visitor(by=guide, at=midnight - 5 * MINUTE)
    taken = operations.take_visitor(by=guide, at=midnight + 5 * MINUTE)
    assert (taken.arrived_at, taken.began_at) == (midnight - 5 * MINUTE, midnight + 5 * MINUTE)
    assert not queries.waiting_in([hall()], midnight + 12 * HOUR + 10 * MINUTE).exists(), "whom yesterday forgot"


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=30))
def test_s06_the_middle_wait_is_waited_by_half(rows: list[tuple[int, int]]) -> None:
    visitors = [(NOW, NOW + wait * MINUTE, NOW + (wait + took) * MINUTE) for wait, took in rows]
    found = rules.times(visitors)
    waits = [wait for wait, _ in rows]
    assert found.encounters == len(rows)
    assert found.longest_wait_minutes == max(waits, default=0)
    assert 2 * sum(wait <= found.wait_minutes for wait in waits) >= len(rows)
    assert found == rules.times(reversed(visitors))


@pytest.mark.usefixtures("clock")
def test_pages_of_the_hall_shift_buttons_and_roster(people: People, as_person: SignedIn) -> None:
    client = as_person("volunteer1")
    sent = {"client_id": str(uuid.uuid4()), "hall": str(hall()), "on": "2026-06-03", "start": "10:30", "end": "12:00"}
    assert client.post(reverse("dispatch:take_shift"), sent).status_code == 302
    press = {"client_id": str(uuid.uuid4())}
    page = client.post(reverse("dispatch:visitor", args=["arrive"]), press, follow=True).content.decode()
    assert "没有在岗" in page
    with time_machine.travel(NOW + HOUR, tick=False):
        for act in ("arrive", "arrive", "next"):
            client.post(reverse("dispatch:visitor", args=[act]), {"client_id": str(uuid.uuid4())})
        page = client.get(reverse("dispatch:hall")).content.decode()
        assert "1 号袖标" in page
        assert "1 人在等" in page
        assert "办好送走了" in page
        page = as_person("organiser1").get(reverse("dispatch:roster")).content.decode()
    assert "何静" in page
    assert "1 人在等" in page
