"""The work list as somebody wants it: filters under a name, and columns; his own, on screen and in exports."""

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

from minsheng.cases import operations, queries
from minsheng.cases.models import SavedFilter
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
    assert f"{reverse('cases:keep_filter')}?view=late" in client.get(f"{listed}?{LATE}").content.decode()
    page = client.post(f"{reverse('cases:keep_filter')}?{LATE}", sent(name="超时的垃圾"), follow=True)
    link = f'<a href="{listed}?{LATE.replace("&", "&amp;")}" aria-current="true">超时的垃圾</a>'
    assert link in page.content.decode()
    kept = SavedFilter.objects.get()
    dropped = client.post(reverse("cases:drop_filter", args=[kept.pk]), sent(), follow=True).content.decode()
    assert "已删除“超时的垃圾”" in dropped
    assert "超时的垃圾" not in client.get(listed).content.decode()
    client.post(reverse("cases:restore_filter", args=[kept.pk]), sent())
    assert "超时的垃圾" in client.get(listed).content.decode()
    assert "超时的垃圾" not in as_person("operator2").get(listed).content.decode(), "it is his own"
    with pytest.raises(Unseen):
        operations.drop_filter(filter_id=kept.pk, by=people["operator2"], at=NOW)


def test_a_dropped_filter_is_gone_after_a_day_and_they_are_bounded(people: People) -> None:
    by, late = people["operator1"], queries.Filter(view="late")
    first = operations.keep_filter(name="甲", chosen=late, by=by, at=NOW)
    operations.drop_filter(filter_id=first.pk, by=by, at=NOW)
    later = NOW + timedelta(days=2)
    assert queries.dropped_filters(by, later) == []
    for number in range(12):
        operations.keep_filter(name=str(number), chosen=late, by=by, at=later)
    assert not SavedFilter.objects.filter(pk=first.pk).exists()
    operations.keep_filter(name="3", chosen=queries.Filter(view="all"), by=by, at=later)
    with pytest.raises(ValueError, match="最多"):
        operations.keep_filter(name="多了", chosen=late, by=by, at=later)
    with pytest.raises(ValueError, match="银行卡"):
        operations.keep_filter(name="密码123456", chosen=late, by=by, at=later)


def test_the_words_searched_for_are_never_kept(people: People, as_person: Callable[[str], Client], clock: None) -> None:
    client, listed, keep = as_person("operator1"), reverse("cases:work_list"), reverse("cases:keep_filter")
    assert keep not in client.get(f"{listed}?{WORDS}").content.decode(), "words alone are nothing to keep"
    page = client.get(f"{listed}?{LATE}&{WORDS}").content.decode()
    assert f'{keep}?{LATE.replace("&", "&amp;")}"' in page
    asked = client.get(f"{keep}?{LATE}&{WORDS}").content.decode()
    assert "查找的字词可能是人名，不保存" in asked
    assert "垃圾" not in asked.split("<main", 1)[1]
    client.post(f"{keep}?{LATE}&{WORDS}", sent(name="超时的"))
    assert SavedFilter.objects.get().query == LATE
    with pytest.raises(ValueError, match="字词不保存"):
        operations.keep_filter(name="人", chosen=queries.Filter(text="张三"), by=people["operator1"], at=NOW)
    for wrong in (f"{LATE}&{WORDS}", WORDS, ""):
        with pytest.raises(IntegrityError, match="saved_filter_keeps_no_words"), transaction.atomic():
            SavedFilter.objects.update(query=wrong)


def test_the_migration_takes_the_words_out_of_what_is_kept(people: People) -> None:
    forget = import_module("minsheng.cases.migrations.0035_filters_without_words").FORGET_WORDS
    by = people["operator1"]
    for name in ("甲", "乙", "丙"):
        operations.keep_filter(name=name, chosen=queries.Filter(view="late"), by=by, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_savedfilter DROP CONSTRAINT saved_filter_keeps_no_words")
        SavedFilter.objects.filter(name="甲").update(query=f"view=late&{WORDS}&area=150824100")
        SavedFilter.objects.filter(name="乙").update(query=f"view=open&{WORDS}")
        cursor.execute(forget)
    assert dict(SavedFilter.objects.values_list("name", "query")) == {"甲": LATE, "丙": "view=late"}


def test_the_filters_of_an_account_go_when_it_is_closed(people: People) -> None:
    for login in ("operator1", "operator2"):
        operations.keep_filter(name="超时", chosen=queries.Filter(view="late"), by=people[login], at=NOW)
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
