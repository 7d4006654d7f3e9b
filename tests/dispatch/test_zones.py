"""Responsibility zones and pairings: every household in exactly one zone, both sides say yes, either side ends it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from minsheng.dispatch import operations, queries
from minsheng.dispatch.models import Pairing, ResponsibilityZone, ZoneArea
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Unseen
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry
from minsheng.registry.models import Household, Person
from tests.conftest import NOW
from tests.factories import dispatch as helping
from tests.factories.organising import new_zone

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
ON = NOW.date()


def person(phone: str) -> uuid.UUID:
    found = registry.person_id_for_phone(phone)
    assert found is not None
    return found


def hold_now() -> None:
    """Ask the deferred triggers at once."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def said(words: str = "愿意") -> operations.Said:
    return operations.Said(words=words, channel="phone")


def test_d21_eleven_zones_and_every_household_in_exactly_one(people: People) -> None:
    for number, one in enumerate(
        Person.objects.filter(area__code__startswith="150824", area__code__gt="150824000").order_by("pk")
    ):
        registry_operations.house_person(
            person_id=one.pk, area=one.area_id, door=f"{number}号", residence_id=None, at=NOW
        )
    hold_now()
    rows = queries.zones(people["organiser1"], ON)
    assert len(rows) == 11
    assert sum(row.households for row in rows) == Household.objects.filter(area__code__startswith="150824").count()
    assert queries.left_out("150824") == 0


def enter(area: str) -> None:
    """A household is entered, and the transaction ends."""
    with transaction.atomic():
        Household.objects.create(area_id=area)
        hold_now()


def take_away(area: str) -> None:
    """A zone loses an area, and the transaction ends."""
    with transaction.atomic():
        ZoneArea.objects.filter(area=area).delete()
        hold_now()


@pytest.mark.usefixtures("db")
def test_d21_the_database_refuses_to_leave_a_household_out() -> None:
    with pytest.raises(IntegrityError, match="every household is in"):
        enter("150824")  # above every zone
    enter("150824203201")
    with pytest.raises(IntegrityError, match="every household is in"):
        take_away("150824203")
    zone = ResponsibilityZone.objects.exclude(areas__area="150824203")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        ZoneArea.objects.create(zone=zone, area_id="150824203")


def test_d21_the_narrowest_zone_answers_and_ending_it_gives_its_households_back(people: People) -> None:
    officer, village = people["organiser1"], "150824203201"
    Household.objects.create(area_id=village)
    wide = queries.zone_of(village)
    made = operations.draw_zone(zone=new_zone(village), by=officer, at=NOW)
    narrow = queries.zone_of(village)
    assert narrow is not None
    assert wide is not None
    assert [narrow.pk, queries.zone_of("150824203204")] == [made, wide]
    with pytest.raises(Unseen):
        operations.end_zone(zone_id=wide.pk, by=people["secretary2"], at=NOW)
    operations.end_zone(zone_id=made, by=officer, at=NOW)
    assert queries.zone_of(village) == wide
    with pytest.raises(ValueError, match="1户不在任何责任区"):
        operations.end_zone(zone_id=wide.pk, by=officer, at=NOW)


@pytest.mark.usefixtures("clock")
def test_d21_the_page_says_who_would_be_left_out(people: People, as_person: SignedIn) -> None:
    Household.objects.create(area_id="150824203201")
    zone = queries.zone_of("150824203201")
    assert zone is not None
    sent = {"client_id": str(uuid.uuid4())}
    response = as_person("organiser1").post(reverse("dispatch:end_zone", args=[zone.pk]), sent)
    assert response.status_code == 422
    assert "1户不在任何责任区" in response.content.decode()


def test_d21_a_pairing_needs_both_and_a_household_has_one_helper(people: People) -> None:
    elder, desk, helper = person("0478-5560001"), people["operator1"], people["volunteer1"]
    row = operations.propose_pairing(person_id=elder, helper_id=helper.id, said=said(), by=desk, at=NOW)
    (asked,) = queries.own_pairings(helper)
    assert [asked.name, asked.address, asked.has_agreed] == ["", "", False], "before his yes he is told nothing"
    with pytest.raises(operations.NotNow, match="已经有结对的人"):
        operations.propose_pairing(person_id=elder, helper_id=people["volunteer2"].id, said=said(), by=desk, at=NOW)
    with pytest.raises(Unseen):
        operations.accept_pairing(pairing_id=row.pk, by=people["volunteer2"], at=NOW)
    operations.accept_pairing(pairing_id=row.pk, by=helper, at=NOW)
    (paired,) = queries.own_pairings(helper)
    assert [paired.name, paired.has_agreed] == ["郭长有", True]
    with pytest.raises(ValueError, match="怎么说的"):
        operations.propose_pairing(
            person_id=person("0478-5560002"), helper_id=helper.id, said=said(" "), by=desk, at=NOW
        )


@pytest.mark.usefixtures("clock")
def test_d26_the_household_ends_or_changes_it_by_phone_without_a_reason(people: People, as_person: SignedIn) -> None:
    elder, helper = person("0478-5560001"), people["volunteer1"]
    client = as_person("operator1")
    sent = {"client_id": str(uuid.uuid4()), "person": "郭长有", "helper": str(helper.id)}
    sent |= {"words": "愿意和小何结对", "channel": "phone"}
    assert client.post(reverse("dispatch:new_pairing"), sent).status_code == 302
    row = Pairing.objects.get()
    operations.accept_pairing(pairing_id=row.pk, by=helper, at=NOW)
    assert "郭长有" in client.get(reverse("dispatch:pairings")).content.decode()
    sent = {"client_id": str(uuid.uuid4()), "helper": str(people["volunteer2"].id)}
    sent |= {"words": "想换一个会说蒙古语的", "channel": "phone"}
    assert client.post(reverse("dispatch:change_pairing", args=[row.pk]), sent).status_code == 302
    assert queries.own_pairings(helper) == [], "at once"
    later = Pairing.objects.get(ended_at=None)
    assert [later.helper_id, later.person_id] == [people["volunteer2"].id, elder]
    client.post(reverse("dispatch:end_pairing", args=[later.pk]), {"client_id": str(uuid.uuid4())})
    assert not Pairing.objects.filter(ended_at=None).exists()
    ended = [one for one in ground.facts_of(later.pk) if one.fact.kind == "dispatch.PairingEnded"]
    assert [one.by for one in ended] == [None], "nobody is named"


def test_d26_pairing_and_zone_are_reasons_for_being_asked(people: People) -> None:
    elder = person("0478-5560001")
    for login in ("volunteer1", "volunteer3"):
        row = operations.propose_pairing(
            person_id=elder, helper_id=people[login].id, said=said(), by=people["operator1"], at=NOW
        )
        operations.accept_pairing(pairing_id=row.pk, by=people[login], at=NOW)
        if login == "volunteer1":
            operations.end_pairing(pairing_id=row.pk, by=people["operator1"], at=NOW)
    task = helping.plain(people, NOW, person_id=elder, area="150824100001")
    told = {one.helper: one.reasons for one in queries.helpers_for(task, NOW, 9)}
    assert "和这一户结了对" in told[people["volunteer3"].id]
    assert "和这一户结了对" not in told[people["volunteer1"].id]
    assert "在自己的责任区" in told[people["volunteer1"].id], "he belongs to the team that answers for the zone"
    assert "在自己的责任区" not in told[people["volunteer3"].id]


def test_a_pairing_ends_with_the_deletion_of_the_persons_data(people: People) -> None:
    elder = person("0478-5560001")
    row = operations.propose_pairing(
        person_id=elder, helper_id=people["volunteer1"].id, said=said(), by=people["operator1"], at=NOW
    )
    operations.end_help_for(person_id=elder, at=NOW + timedelta(hours=1))
    row.refresh_from_db()
    assert [row.ended_at is not None, row.words] == [True, "（已删除）"]
