"""The replay of past cases on a draft: counts of what would move, for the keeper of that banner only."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries
from minsheng.catalogue import operations as catalogue
from minsheng.catalogue.models import DraftItem
from minsheng.foundation.rights import Actor, Refused
from minsheng.registry import queries as registry

VILLAGE = "150824203201"


def organisation(code: str) -> uuid.UUID:
    return registry.organisation_by_code(code).pk


@pytest.fixture
def drafted(people: dict[str, Actor], now: datetime) -> None:
    """Two confirmed cases about building, one about cattle, and a draft that gives building to another lead."""
    for words, category, lead in (
        ("村里盖房谁管", "housing.village_building", "housing"),
        ("村里盖房要什么手续", "housing.village_building", "housing"),
        ("牛不吃草", "animal.health", "animal_station"),
    ):
        voice = operations.NewVoice(words=words, channel="phone", heard_at=now, area=VILLAGE)
        triage = operations.Triage(category=category, lead=organisation(lead))
        operations.open_case(voice=voice, by=people["operator1"], at=now, triage=triage)
    keeper = people["list1"]
    draft = catalogue.begin_draft(area="150824", name="试算", by=keeper, at=now)
    item = DraftItem.objects.get(draft=draft, number=80)
    line = catalogue.Line(
        number=80,
        title=item.title,
        category=item.category_id,
        lead_id=organisation("natural_resources"),
        co_ids=(organisation("housing"),),
        list_type=item.list_type,
        legal_basis=item.legal_basis,
        words=tuple(item.words),
    )
    catalogue.set_draft_item(draft_id=draft.pk, line=replace(line), by=keeper)


def test_what_would_move_is_counted(drafted: None, people: dict[str, Actor], now: datetime) -> None:
    found = queries.replay_of_draft(people["list1"], now.date())
    assert found is not None
    assert (found.case_count, found.moved_count) == (3, 2)
    (moved,) = found.moves
    assert (moved.old_lead, moved.new_lead, moved.new_number, moved.count) == ("住建局", "自然资源局", 80, 2)


def test_without_a_draft_there_is_nothing_to_replay(people: dict[str, Actor], now: datetime) -> None:
    assert queries.replay_of_draft(people["list1"], now.date()) is None
    with pytest.raises(Refused):
        queries.replay_of_draft(people["operator1"], now.date())


def test_the_page_shows_counts_and_nobodys_words(
    drafted: None, as_person: Callable[[str], Client], people: dict[str, Actor]
) -> None:
    page = as_person("list1").get(reverse("cases:replay")).content.decode()
    assert "自然资源局" in page
    assert "盖房要什么手续" not in page
    assert "自然资源局" not in as_person("list9").get(reverse("cases:replay")).content.decode()
    assert as_person("operator1").get(reverse("cases:replay")).status_code == 403
