"""The responsibility list in the database: one lead, no overlap, drafts, publication, every past day."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from minsheng.catalogue import operations, queries
from minsheng.catalogue.models import DraftItem, ItemCoHandler, ListDraft, ResponsibilityItem
from minsheng.foundation import facts
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.registry import queries as registry

HOME, OTHER = "150824", "150422"
BEFORE, AFTER = date(2023, 5, 1), date(2025, 5, 1)


def organisation(code: str) -> uuid.UUID:
    return registry.organisation_by_code(code).pk


def number_80(on: date) -> queries.ItemRow:
    return next(row for row in queries.items_in_force(on, HOME) if row.number == 80)


@pytest.fixture
def keeper(people: dict[str, Actor]) -> Actor:
    return people["list1"]


@pytest.fixture
def draft(keeper: Actor, now: datetime) -> ListDraft:
    return operations.begin_draft(area=HOME, name="2027年版", by=keeper, at=now)


def line_of(draft: ListDraft, number: int) -> operations.Line:
    item = DraftItem.objects.get(draft=draft, number=number)
    return operations.Line(
        number=item.number,
        title=item.title,
        category=item.category_id,
        lead_id=item.lead_id,
        co_ids=tuple(item.co_ids),
        is_lead_alone=item.is_lead_alone,
        list_type=item.list_type,
        legal_basis=item.legal_basis,
        words=tuple(item.words),
    )


def publish(draft: ListDraft, by: Actor, at: datetime, days: int = 1) -> ListDraft:
    return operations.publish_draft(draft_id=draft.pk, takes_effect_on=at.date() + timedelta(days=days), by=by, at=at)


# H15: exactly one lead, never among the co-handlers


def test_h15_the_lead_may_not_become_a_co_handler(db: None) -> None:
    item = ResponsibilityItem.objects.get(number=80, valid_to=None)
    with pytest.raises(IntegrityError, match="not among its co-handlers"), transaction.atomic():
        ItemCoHandler.objects.create(item=item, organisation_id=item.lead_id)


def test_h15_a_co_handler_may_not_become_the_lead(db: None) -> None:
    item = ResponsibilityItem.objects.get(number=80, valid_to=None)
    helper = item.co_handlers.values_list("organisation_id", flat=True)[0]
    with pytest.raises(IntegrityError, match="not among its co-handlers"), transaction.atomic():
        ResponsibilityItem.objects.filter(pk=item.pk).update(lead_id=helper)
    with pytest.raises(IntegrityError), transaction.atomic():
        ResponsibilityItem.objects.filter(pk=item.pk).update(lead_id=None)


def test_h15_each_item_has_one_lead_on_one_level(db: None) -> None:
    rows = queries.items_in_force(date(2026, 6, 3), HOME)
    assert len(rows) == 222
    assert {row.level for row in rows} == {"旗县", "苏木乡镇"}
    assert all(row.lead_id not in row.co_ids for row in rows)


@pytest.mark.usefixtures("django_db_setup")
def test_h15_two_writers_cannot_make_the_lead_a_co_handler(django_db_blocker: pytest.FixtureRequest) -> None:
    """One makes an organisation the lead, another at the same time a co-handler: the second waits, then is refused."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined] # pytest-django's blocker
        settings = connection.get_connection_params()
        keys = ("dbname", "user", "password", "host", "port")
        address = {key: settings[key] for key in keys if settings.get(key)}
        with psycopg.connect(**address) as first, psycopg.connect(**address) as second:
            item, lead, helper = first.execute(
                """SELECT i.id, i.lead_id, o.id FROM catalogue_responsibilityitem i, registry_organisation o
                   WHERE i.number = 80 AND i.valid_to IS NULL AND o.code = 'forestry'"""
            ).fetchone() or (None, None, None)
            assert helper != lead
            first.execute("UPDATE catalogue_responsibilityitem SET lead_id = %s WHERE id = %s", [helper, item])
            found: list[str] = []

            def add() -> None:
                try:
                    second.execute(
                        "INSERT INTO catalogue_itemcohandler (item_id, organisation_id) VALUES (%s, %s)", [item, helper]
                    )
                    found.append("written")
                except psycopg.errors.CheckViolation:
                    found.append("refused")

            adding = threading.Thread(target=add)
            adding.start()
            adding.join(0.3)
            assert adding.is_alive(), "the second writer must wait for the first"
            first.commit()
            adding.join(10)
            second.rollback()
            first.execute("UPDATE catalogue_responsibilityitem SET lead_id = %s WHERE id = %s", [lead, item])
            first.commit()
        assert found == ["refused"]


# H17: the version in force on any day


def test_h17_who_on_2023_05_01_is_answered_by_that_days_version(db: None) -> None:
    assert number_80(BEFORE).lead_id == organisation("towns")
    assert number_80(AFTER).lead_id == organisation("housing")
    assert queries.look_up_duty("村里盖房谁管", on=BEFORE, area=HOME)[0].item.lead_id == organisation("towns")
    assert queries.look_up_duty("村里盖房谁管", on=AFTER, area=HOME)[0].item.lead_id == organisation("housing")
    assert [row.valid_from for row in queries.item_versions(80, HOME)] == [date(2025, 1, 1), date(2023, 1, 1)]


@pytest.mark.parametrize(
    ("on", "lead"), [("2024-12-31", "towns"), ("2025-01-01", "housing"), ("2022-12-31", ""), ("2099-01-01", "housing")]
)
def test_h17_versions_meet_without_gap_on_their_days(db: None, on: str, lead: str) -> None:
    found = [row for row in queries.items_in_force(date.fromisoformat(on), HOME) if row.number == 80]
    assert [row.lead_id for row in found] == ([organisation(lead)] if lead else [])


@pytest.mark.parametrize(
    ("first", "last"),
    [("2024-12-31", "2024-12-31"), ("2022-01-01", "2023-01-01"), ("2030-01-01", None), ("2022-01-01", None)],
)
def test_h17_versions_of_a_number_may_not_overlap(db: None, first: str, last: str | None) -> None:
    item = ResponsibilityItem.objects.get(number=80, valid_to=None)
    item.pk, item.valid_from = uuid.uuid4(), date.fromisoformat(first)
    item.valid_to = date.fromisoformat(last) if last else None
    with pytest.raises(IntegrityError, match="item_versions_do_not_overlap"), transaction.atomic():
        item.save(force_insert=True)


def test_another_banner_may_use_the_same_number(db: None, now: datetime) -> None:
    for row in queries.items_in_force(now.date(), HOME)[60:90]:
        operations.set_item(
            area=OTHER,
            number=row.number,
            valid_from=date(2024, 1, 1),
            lead_id=organisation("housing_150422"),
            co_ids=[],
            values={"title": row.title, "words": list(row.words)},
            at=now,
        )
    on = now.date()
    ours = queries.look_up_duty("村里盖房谁管", on=on, area=HOME + "100001")[0].item
    theirs = queries.look_up_duty("村里盖房谁管", on=on, area=OTHER + "100")[0].item
    assert (ours.lead_id, theirs.lead_id) == (organisation("housing"), organisation("housing_150422"))
    assert {row.area for row in queries.items_in_force(on, HOME)} == {HOME}


def test_only_items_in_force_are_proposed(db: None, now: datetime) -> None:
    item = ResponsibilityItem.objects.get(number=80, valid_to=None)
    ResponsibilityItem.objects.filter(pk=item.pk).update(valid_from=date(2026, 7, 1))
    on = now.date()
    assert 80 not in {one.item.number for one in queries.look_up_duty("村里盖房谁管", on=on, area=HOME)}
    proposed = queries.propose_duty("村里盖房谁管", "housing.village_building", on=on, area=HOME)
    assert proposed is not None
    assert proposed.item.number == 81
    later = queries.propose_duty("村里盖房谁管", "housing.village_building", on=date(2026, 7, 1), area=HOME)
    assert later is not None
    assert later.item.number == 80


def test_an_area_without_a_list_gets_no_proposal_of_another_banner(db: None, now: datetime) -> None:
    assert queries.look_up_duty("村里盖房谁管", on=now.date(), area=OTHER) == []
    assert queries.propose_duty("村里盖房谁管", "housing.village_building", on=now.date(), area=OTHER) is None


# drafts, and how they are published


def test_h16_222_of_222_are_complete_and_missing_leads_block_publication(
    draft: ListDraft, keeper: Actor, now: datetime
) -> None:
    drafted = queries.drafted(draft, now.date())
    assert (len(drafted.lines), drafted.complete_count, drafted.gaps, drafted.differences) == (222, 222, (), ())
    line = replace(line_of(draft, 80), lead_id=None)
    operations.set_draft_item(draft_id=draft.pk, line=line, by=keeper)
    assert queries.drafted(draft, now.date()).complete_count == 221
    with pytest.raises(operations.Incomplete, match="不能公布") as problem:
        publish(draft, keeper, now)
    assert [gap.number for gap in problem.value.gaps] == [80]
    assert number_80(date(2099, 1, 1)).lead_id == organisation("housing")


def test_h16_publication_replaces_only_what_changed(draft: ListDraft, keeper: Actor, now: datetime) -> None:
    line = replace(line_of(draft, 80), lead_id=organisation("natural_resources"), co_ids=(organisation("housing"),))
    operations.set_draft_item(draft_id=draft.pk, line=line, by=keeper)
    operations.remove_draft_item(draft_id=draft.pk, number=82, by=keeper)
    new = replace(line_of(draft, 81), number=223, title="试点事项")
    operations.set_draft_item(draft_id=draft.pk, line=new, by=keeper)
    assert [(one.number, one.kind) for one in queries.drafted(draft, now.date()).differences] == [
        (80, "changed"),
        (82, "removed"),
        (223, "added"),
    ]
    before = {row.id for row in queries.items_in_force(now.date(), HOME)}
    publish(draft, keeper, now)
    today = queries.items_in_force(now.date(), HOME)
    tomorrow = queries.items_in_force(now.date() + timedelta(days=1), HOME)
    assert {row.id for row in today} == before
    assert {row.number for row in tomorrow} == {row.number for row in today} - {82} | {223}
    assert len({row.id for row in tomorrow} & before) == 220
    changed = next(row for row in tomorrow if row.number == 80)
    assert (changed.lead_id, changed.co_ids) == (organisation("natural_resources"), (organisation("housing"),))
    assert number_80(BEFORE).lead_id == organisation("towns")
    (told,) = [one.fact for one in ground.facts_of(draft.pk)]
    assert (told.kind, told.items.value, told.changed.value) == ("catalogue.ResponsibilityListPublished", 222, 3)  # type: ignore[attr-defined] # this fact's own fields


def test_h17_a_publication_may_not_reach_into_the_past(draft: ListDraft, keeper: Actor, now: datetime) -> None:
    operations.remove_draft_item(draft_id=draft.pk, number=82, by=keeper)
    with pytest.raises(ValueError, match="不能倒签"):
        publish(draft, keeper, now, days=-1)


def test_a_draft_without_changes_is_not_published(draft: ListDraft, keeper: Actor, now: datetime) -> None:
    with pytest.raises(ValueError, match="完全一样"):
        publish(draft, keeper, now)


def test_a_published_draft_can_no_longer_be_changed(draft: ListDraft, keeper: Actor, now: datetime) -> None:
    operations.remove_draft_item(draft_id=draft.pk, number=82, by=keeper)
    publish(draft, keeper, now)
    with pytest.raises(ValueError, match="不能再改"):
        operations.remove_draft_item(draft_id=draft.pk, number=83, by=keeper)
    operations.begin_draft(area=HOME, name="再一版", by=keeper, at=now)


def test_one_draft_is_open_at_a_time(draft: ListDraft, keeper: Actor, now: datetime) -> None:
    with pytest.raises(ValueError, match="已经有一份"):
        operations.begin_draft(area=HOME, name="又一份", by=keeper, at=now)
    operations.discard_draft(draft_id=draft.pk, by=keeper, at=now)
    assert operations.begin_draft(area=HOME, name="又一份", by=keeper, at=now).items.count() == 222


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda line: replace(line, co_ids=(*line.co_ids, line.lead_id)), "不能同时是配合部门"),
        (lambda line: replace(line, co_ids=line.co_ids * 2), "写了两次"),
        (lambda line: replace(line, lead_id=uuid.uuid4()), "没有这个单位"),
        (lambda line: replace(line, category="no.such"), "没有这个类别"),
        (lambda line: replace(line, list_type="other"), "清单类型"),
        (lambda line: replace(line, number=81), "已经有了"),
    ],
)
def test_a_wrong_line_is_refused_with_a_sentence(
    draft: ListDraft, keeper: Actor, change: Callable[[operations.Line], operations.Line], words: str
) -> None:
    line = change(line_of(draft, 80))
    with pytest.raises(ValueError, match=words):
        operations.set_draft_item(draft_id=draft.pk, line=line, by=keeper, replaces=80)
    assert line_of(draft, 80).lead_id == organisation("housing")


@pytest.mark.parametrize("login", ["operator1", "supervisor1", "admin1", "arbiter1", "list9"])
def test_only_the_keeper_of_this_banner_drafts(
    draft: ListDraft, people: dict[str, Actor], login: str, now: datetime
) -> None:
    stranger = people[login]
    with pytest.raises(Refused, match="keep_list"):
        operations.begin_draft(area=HOME, name="不该有", by=stranger, at=now)
    for write in (
        lambda: operations.remove_draft_item(draft_id=draft.pk, number=80, by=stranger),
        lambda: operations.set_draft_item(draft_id=draft.pk, line=line_of(draft, 80), by=stranger),
        lambda: operations.discard_draft(draft_id=draft.pk, by=stranger, at=now),
        lambda: publish(draft, stranger, now),
        lambda: queries.seen_draft(draft.pk, stranger),
        lambda: queries.replay_draft(draft.pk, [], by=stranger, on=now.date()),
    ):
        with pytest.raises(Unseen):
            write()
    assert DraftItem.objects.filter(draft=draft).count() == 222


def test_loading_the_preset_again_reopens_nothing(draft: ListDraft, keeper: Actor, now: datetime) -> None:
    from minsheng.config import loading
    from tests.conftest import PRESET

    operations.remove_draft_item(draft_id=draft.pk, number=82, by=keeper)
    publish(draft, keeper, now)
    loading.load_preset(PRESET, at=now)
    tomorrow = queries.items_in_force(now.date() + timedelta(days=1), HOME)
    assert 82 not in {row.number for row in tomorrow}


def test_the_list_of_any_day_costs_one_query(db: None, queries_made: list[str]) -> None:
    queries.items_in_force(BEFORE, HOME)
    queries_made.clear()
    queries.items_in_force(AFTER, HOME)
    queries.look_up_duty("村里盖房谁管", on=AFTER, area=HOME)
    assert len(queries_made) == 2


def test_facts_carry_no_words(draft: ListDraft) -> None:
    assert facts.fields_of(facts.KINDS["catalogue.ResponsibilityListPublished"]).keys() == {
        "takes_effect_on",
        "items",
        "changed",
    }
