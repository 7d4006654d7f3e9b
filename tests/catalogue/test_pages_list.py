"""Pages of the responsibility list: open to everybody for reading, to its keeper for writing."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from minsheng.catalogue.models import DraftItem, ListDraft

AsPerson = Callable[[str], Client]
KEEPER_PAGES = ["catalogue:draft", "catalogue:new_draft_line"]


@pytest.fixture
def keeper(as_person: AsPerson) -> Client:
    client = as_person("list1")
    client.post(reverse("catalogue:begin_draft"), {"name": "2027年版"})
    return client


def test_h17_the_page_answers_for_a_past_day(client: Client, db: None) -> None:
    address = reverse("catalogue:duties")
    then = client.get(address, {"question": "村里盖房谁管", "on": "2023-05-01"}).content.decode()
    now = client.get(address, {"question": "村里盖房谁管"}).content.decode()
    assert "2023-05-01当天有效的版本" in then
    assert then.index("苏木镇政府") < then.index("主办 · 村庄和集镇建设管理")
    assert now.index("住建局") < now.index("主办 · 村庄和集镇建设管理")
    assert "当天有效的版本" not in now


def test_a_day_that_is_no_day_is_said_and_nothing_is_shown(client: Client, db: None) -> None:
    answer = client.get(reverse("catalogue:duties"), {"question": "村里盖房", "on": "2023-02-30"})
    assert answer.status_code == 422
    assert "村庄和集镇建设管理" not in answer.content.decode()


def test_h16_the_whole_list_is_shown_page_by_page(client: Client, db: None) -> None:
    address, numbers = reverse("catalogue:duty_list"), []
    while address:
        answer = client.get(address)
        assert "共222项" in answer.content.decode()
        numbers += [row.number for row in answer.context["rows"]]
        address = reverse("catalogue:duty_list") + answer.context["next_url"] if answer.context["next_url"] else ""
    assert numbers == list(range(1, 223))


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        ({"text": "80"}, [80]),
        ({"text": "宅基地"}, [81]),
        ({"text": "没有这样的事项"}, []),
        ({"text": "80", "list_type": "taken_back"}, []),
        ({"on": "2000-01-01"}, []),
    ],
)
def test_the_list_is_narrowed(client: Client, db: None, chosen: dict[str, str], numbers: list[int]) -> None:
    answer = client.get(reverse("catalogue:duty_list"), chosen)
    assert [row.number for row in answer.context["rows"]] == numbers


def test_a_list_of_another_banner_is_not_found(client: Client, db: None) -> None:
    assert client.get(reverse("catalogue:duty_list"), {"area": "150422"}).status_code == 404
    assert client.get(reverse("catalogue:duty", args=[999])).status_code == 404


def test_the_export_holds_what_is_on_the_screen(client: Client, db: None) -> None:
    answer = client.get(reverse("catalogue:duty_list_export"), {"on": "2023-05-01"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr] # it has a sheet
    assert len(rows) == 223
    assert rows[80][:4] == ("80", "村庄和集镇建设管理", "苏木镇政府(按住址)", "苏木乡镇")
    assert all(isinstance(cell, str) or cell is None for row in rows for cell in row)


def test_one_duty_shows_every_version(client: Client, db: None) -> None:
    text = client.get(reverse("catalogue:duty", args=[80])).content.decode()
    assert text.index("2025-01-01起") < text.index("2023-01-01起")
    assert text.count("不是现行") == 1


@pytest.mark.parametrize("name", KEEPER_PAGES)
@pytest.mark.parametrize("login", ["operator1", "admin1", "arbiter1", "auditor1"])
def test_others_than_keepers_get_no_draft(as_person: AsPerson, keeper: Client, name: str, login: str) -> None:
    assert as_person(login).get(reverse(name)).status_code == 403
    assert Client().get(reverse(name)).status_code == 302


def test_a_keeper_of_another_banner_sees_and_touches_nothing(as_person: AsPerson, keeper: Client) -> None:
    other = as_person("list9")
    page = other.get(reverse("catalogue:draft") + "?area=150824").content.decode()
    assert "开始起草" in page
    assert "草稿里的事项" not in page
    for address in (
        reverse("catalogue:discard_draft"),
        reverse("catalogue:remove_draft_line", args=[80]),
        reverse("catalogue:publish_draft"),
    ):
        assert other.post(address + "?area=150824", {"takes_effect_on": "2099-01-01"}).status_code == 404
    assert ListDraft.objects.get(state="open").items.count() == 222


def test_h16_a_keeper_drafts_is_stopped_completes_and_publishes(keeper: Client) -> None:
    address = reverse("catalogue:draft_line", args=[80])
    form = keeper.get(address).context["form"]
    told = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    told = {name: value for name, value in told.items() if name not in {"is_lead_alone", "client_id"}}
    assert keeper.post(address, {**told, "lead": ""}).status_code == 302
    page = keeper.get(reverse("catalogue:draft")).content.decode()
    assert "写全 221 项，共 222 项" in page
    assert "没有主体责任部门" in page
    stopped = keeper.post(reverse("catalogue:publish_draft"), {"takes_effect_on": "2099-01-01"})
    assert stopped.status_code == 422
    assert "不能公布" in stopped.content.decode()
    assert keeper.post(address, {**told, "lead": "自然资源局", "co_handlers": "住建局"}).status_code == 302
    page = keeper.get(reverse("catalogue:draft")).content.decode()
    assert "主体责任部门由“住建局”改为“自然资源局”" in page
    assert keeper.post(reverse("catalogue:publish_draft"), {"takes_effect_on": "2099-01-01"}).status_code == 302
    then = Client().get(reverse("catalogue:duty_list"), {"on": "2099-01-01", "text": "80"})
    assert [row.lead_name for row in then.context["rows"]] == ["自然资源局"]


def test_a_lead_among_the_co_handlers_is_said_at_the_field(keeper: Client) -> None:
    address = reverse("catalogue:draft_line", args=[80])
    answer = keeper.post(address, {"number": "80", "title": "甲", "lead": "住建局", "co_handlers": "住建局"})
    assert answer.status_code == 422
    assert "不能同时是配合部门" in answer.content.decode()
    assert DraftItem.objects.get(number=80, draft__state="open").title == "村庄和集镇建设管理"


def test_secret_digits_are_refused_in_a_text_that_is_read_as_parts(keeper: Client) -> None:
    told = {"number": "223", "title": "新的", "words": "盖房；卡号6222021234567890128"}
    answer = keeper.post(reverse("catalogue:new_draft_line"), told)
    assert answer.status_code == 422
    assert "银行卡号" in answer.content.decode()


def test_a_new_line_does_not_overwrite_a_known_number(keeper: Client) -> None:
    answer = keeper.post(reverse("catalogue:new_draft_line"), {"number": "80", "title": "新的"})
    assert answer.status_code == 422
    assert "第80项已经有了" in answer.content.decode()
    assert keeper.post(reverse("catalogue:new_draft_line"), {"number": "223", "title": "新的"}).status_code == 302
    assert "还缺 6 处" in keeper.get(reverse("catalogue:draft")).content.decode()


def test_the_draft_page_costs_few_queries_for_222_lines(keeper: Client, queries_made: list[str]) -> None:
    keeper.get(reverse("catalogue:draft"))
    queries_made.clear()
    keeper.get(reverse("catalogue:draft"))
    assert len(queries_made) <= 12, "\n".join(queries_made)
