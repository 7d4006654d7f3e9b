"""The work list as somebody wants it: filters that he keeps, and columns; his own, on screen and in exports."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, SavedFilter
from minsheng.foundation.rights import Actor, Unseen
from minsheng.registry import operations as registry
from tests.conftest import NOW
from tests.factories import cases as making

People = dict[str, Actor]
LATE = "view=late&area=150824100"
WORDS = "text=%E5%9E%83%E5%9C%BE"


def sent(**fields: object) -> dict[str, object]:
    return {"client_id": str(uuid.uuid4()), **fields}


def test_a_filter_is_kept_opened_dropped_and_taken_back(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    client, listed = as_person("operator1"), reverse("cases:work_list")
    keep = f"{reverse('cases:keep_filter')}?{LATE}"
    assert f'action="{keep.replace("&", "&amp;")}"' in client.get(f"{listed}?{LATE}").content.decode()
    page = client.post(keep, sent(), follow=True).content.decode()
    link = f'<a href="{listed}?{LATE.replace("&", "&amp;")}" aria-current="true">超时的 · 海流图镇</a>'
    assert link in page, "it is called by what it shows"
    assert f'action="{keep.replace("&", "&amp;")}"' not in page
    kept = SavedFilter.objects.get()
    dropped = client.post(reverse("cases:drop_filter", args=[kept.pk]), sent(), follow=True).content.decode()
    assert "已删除“超时的 · 海流图镇”" in dropped
    assert "超时的 · 海流图镇" not in client.get(listed).content.decode()
    client.post(reverse("cases:restore_filter", args=[kept.pk]), sent())
    assert "超时的 · 海流图镇" in client.get(listed).content.decode()
    assert "超时的 · 海流图镇" not in as_person("operator2").get(listed).content.decode(), "it is his own"
    with pytest.raises(Unseen):
        operations.drop_filter(filter_id=kept.pk, by=people["operator2"], at=NOW)


def test_a_dropped_filter_is_gone_after_a_day_and_they_are_bounded(people: People) -> None:
    by = people["operator1"]
    views = [queries.Filter(view=view, state=state) for view in ("late", "all") for state in rules.State]
    first = operations.keep_filter(chosen=views[-1], by=by, at=NOW)
    operations.drop_filter(filter_id=first.pk, by=by, at=NOW)
    later = NOW + timedelta(days=2)
    assert queries.dropped_filters(by, later) == []
    for chosen in views[:12]:
        operations.keep_filter(chosen=chosen, by=by, at=later)
    assert not SavedFilter.objects.filter(pk=first.pk).exists()
    operations.keep_filter(chosen=views[3], by=by, at=later)
    with pytest.raises(ValueError, match="最多"):
        operations.keep_filter(chosen=views[12], by=by, at=later)
    assert SavedFilter.objects.count() == 12, "the same one is kept once"


def test_neither_the_words_searched_for_nor_a_name_are_ever_kept(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    client, listed, keep = as_person("operator1"), reverse("cases:work_list"), reverse("cases:keep_filter")
    assert keep not in client.get(f"{listed}?{WORDS}").content.decode(), "words alone are nothing to keep"
    page = client.get(f"{listed}?{LATE}&{WORDS}").content.decode()
    assert f'{keep}?{LATE.replace("&", "&amp;")}"' in page
    client.post(f"{keep}?{LATE}&{WORDS}", sent(name="郭长有家的事"))
    kept = SavedFilter.objects.get()
    assert kept.query == LATE
    assert not any("郭长有" in str(value) for value in vars(kept).values())
    with pytest.raises(ValueError, match="字词不保存"):
        operations.keep_filter(chosen=queries.Filter(text="张三"), by=people["operator1"], at=NOW)
    for wrong in (f"{LATE}&{WORDS}", WORDS, ""):
        with pytest.raises(IntegrityError, match="saved_filter_keeps_no_words"), transaction.atomic():
            SavedFilter.objects.update(query=wrong)


def test_the_migration_leaves_what_was_kept_under_two_names_once(people: People) -> None:
    once = import_module("minsheng.cases.migrations.0038_lists_and_hands").ONCE
    by = people["operator1"]
    for view in ("late", "all", "paused"):
        operations.keep_filter(chosen=queries.Filter(view=view), by=by, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_savedfilter DROP CONSTRAINT saved_filter_once_a_person")
        SavedFilter.objects.filter(query="view=all").update(query="view=late", dropped_at=NOW)
        cursor.execute(once)
    assert set(SavedFilter.objects.values_list("query", "dropped_at")) == {("view=late", None), ("view=paused", None)}


def test_ones_own_cases_and_those_of_ones_unit_stand_by_their_limits(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    mine, other = making.assigned(people, NOW), making.assigned(people, NOW, making.PIN_RESET)
    waiting = operations.open_case(voice=making.voice(NOW), by=people["operator2"], at=NOW)
    Case.objects.filter(pk=other.pk).update(due_at=NOW - timedelta(hours=1))

    def found(login: str, view: str) -> list[uuid.UUID]:
        return [one.id for one in queries.work_list(people[login], queries.Filter(view=view), NOW).lines]

    assert found("operator1", "mine") == [other.pk, mine.pk], "what is overdue stands first"
    assert found("operator2", "mine") == [waiting.pk]
    assert found("operator1", "unit") == [waiting.pk], "what the hotline itself has to do"
    assert found("housing1", "unit") == [mine.pk]
    assert found("housing1", "mine") == []
    operations.note_contact(case_id=mine.pk, how="phone", by=people["housing1"], at=NOW)
    assert found("housing1", "mine") == [mine.pk]
    page = as_person("operator1").get(reverse("cases:case", args=[mine.pk])).content.decode()
    assert "经手人 高建军" in page
    making.visited(people, other, NOW)
    assert found("bank1", "mine") == [other.pk]
    making.handed_back(people, mine, NOW)
    assert found("housing1", "mine") == []


def test_the_list_is_narrowed_by_place_and_matter_on_the_page_itself(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    housing, bank = making.assigned(people, NOW), making.assigned(people, NOW, making.PIN_RESET)
    client, listed = as_person("operator1"), reverse("cases:work_list")
    page = client.get(listed).content.decode()
    assert '<option value="150824100">海流图镇</option>' in page
    assert '<option value="bank.pin_reset">' in page
    assert "150422" not in page.split('id="id_area"')[1].split("</select>")[0], "no place of another banner"
    told = client.get(listed, {"area": "150824100", "category": "bank.pin_reset"}).content.decode()
    assert str(bank.pk) in told
    assert str(housing.pk) not in told
    assert '<option value="bank.pin_reset" selected>' in told
    assert str(bank.pk) not in client.get(listed, {"area": "150824203"}).content.decode()


def test_the_filters_of_an_account_go_when_it_is_closed(people: People) -> None:
    for login in ("operator1", "operator2"):
        operations.keep_filter(chosen=queries.Filter(view="late"), by=people[login], at=NOW)
    closed = people["operator1"].id
    registry.set_account_active(account_id=closed, is_active=False, by=people["admin1"], at=NOW)
    assert [one.account_id for one in SavedFilter.objects.all()] == [people["operator2"].id]


def test_chosen_columns_hold_on_the_screen_and_in_the_export(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    client, case = as_person("operator1"), making.heard(people, NOW)
    client.post(reverse("cases:list_choices"), sent(due="2", opened="1"))
    page = client.get(reverse("cases:work_list")).content.decode()
    assert 'data-label="受理时间"' in page
    assert 'data-label="主办"' not in page
    book = load_workbook(io.BytesIO(client.get(reverse("cases:export")).content))
    rows = [tuple(cell.value for cell in row) for row in book.active.iter_rows()]  # type: ignore[union-attr]
    assert rows[0] == ("内容", "受理时间", "到期时间", "超时"), "in the order that one chose"
    assert rows[1][0] == case.title


def test_the_way_back_leads_to_the_list_of_this_session_and_ends_with_it(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    case = making.heard(people, NOW)
    listed, page = reverse("cases:work_list"), reverse("cases:case", args=[case.pk])
    client = as_person("operator1")
    client.get(f"{listed}?{LATE}")
    back = f'href="{listed}?{LATE.replace("&", "&amp;")}"'
    assert back in client.get(page).content.decode()
    other = as_person("operator1")  # the same browser, after somebody has left without signing out
    other.cookies["list"] = client.cookies["list"].value
    assert back not in other.get(page).content.decode()
    other.cookies["list"] = "None?view=late"
    assert "view=late" not in other.get(page).content.decode()
    client.post(reverse("foundation:sign_out"))
    assert client.cookies["list"].value == ""


def test_looking_at_the_list_writes_nothing(
    people: People, as_person: Callable[[str], Client], clock: None, queries_made: list[str]
) -> None:
    client = as_person("operator1")
    queries_made.clear()
    for view in ("late", "all", "ended"):
        client.get(reverse("cases:work_list"), {"view": view})
    assert [sql for sql in queries_made if not sql.lstrip().startswith("SELECT")] == []


def test_the_export_has_the_order_of_the_screen(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    client = as_person("operator1")
    making.heard(people, NOW)

    def headings() -> tuple[list[str], list[object]]:
        page = client.get(reverse("cases:work_list")).content.decode()
        screen = re.findall(r'<td data-label="([^"]+)"', page.split("<tbody>")[1].split("</tr>")[0])
        book = load_workbook(io.BytesIO(client.get(reverse("cases:export")).content))
        return screen, [cell.value for cell in next(book.active.iter_rows())]  # type: ignore[union-attr]

    assert headings() == (
        ["状态", "到期", "地区", "主办", "编号"],
        ["内容", "状态", "到期时间", "超时", "地区", "主办单位", "编号", "类别", "受理时间"],
    )
    assert 'value="2" selected' in client.get(reverse("cases:list_choices")).content.decode()
    client.post(reverse("cases:list_choices"), sent(number="1", lead="3", state="3", area="7"))
    assert headings() == (["编号", "状态", "主办", "地区"], ["内容", "编号", "状态", "主办单位", "地区"])
