"""The boards as people see them: numbers with their units, links to facts and cases, nothing of another area."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
import time_machine
from django.test import Client

from minsheng.foundation import rights
from minsheng.indicators import operations, queries, rules
from minsheng.indicators.models import Figure
from tests.factories.play import COMMUNITY, OTHER_VILLAGE, TOWN, VILLAGE, Play

BANNER = "150824"
JUNE = date(2026, 6, 1)
BOARD, PUBLIC = f"/figures/{BANNER}/2026-06/", f"/board/{BANNER}/2026-06/"
As = Callable[[str], Client]


@pytest.fixture
def play(people: Mapping[str, rights.Actor], now: datetime) -> Iterator[Play]:
    with time_machine.travel(now + timedelta(days=2), tick=False):
        yield Play(people)


def recount(at: datetime, month: date = JUNE) -> None:
    for area in queries.areas_with_facts(month):
        operations.recount(area=area, month=month, at=at)


def words(response: Any) -> str:
    """The text of a page, without its tags, each run of blanks one blank."""
    text = re.sub(r"<(style|script).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def links(response: Any) -> list[str]:
    return re.findall(r'href="([^"]+)"', response.content.decode())


def test_board_shows_every_number_with_its_unit_and_a_link_to_its_facts(
    play: Play, as_person: As, now: datetime
) -> None:
    play.told(play.closed(now, phone="0478-5561001", name="郭长有"), now + timedelta(hours=3))
    recount(now)
    page = as_person("supervisor1").get(BOARD)
    assert page.status_code == 200
    text = words(page)
    for told in (
        "听到的来话 1 项",
        "办成的事 1 项",
        "服务人次 1 人次",
        "办成了事的人 1 人",
        "2 小时",
        "100.0 %",
        "1项中有1项",
    ):
        assert told in text, told
    assert "清点于 2026-06-03 10:00" in text
    for measure in rules.BY_CODE:
        assert f"{BOARD}{measure}/" in links(page), measure
        assert f"/figures/{TOWN}/2026-06/{measure}/" in links(page), measure
    assert "郭长有" not in text


def test_board_gives_a_verifier_numbers_without_their_facts(play: Play, as_person: As, now: datetime) -> None:
    play.closed(now)
    recount(now)
    page = as_person("verifier1").get(BOARD)
    assert "听到的来话 1 项" in words(page)
    assert not [link for link in links(page) if link.endswith(("voices_heard/", "check/"))]
    assert as_person("verifier1").get(f"{BOARD}voices_heard/").status_code == 403


def test_board_says_who_waits_longest_and_so_does_the_front_page(play: Play, as_person: As, now: datetime) -> None:
    play.closed(now)
    play.closed(now - timedelta(days=9), area=OTHER_VILLAGE)
    sentence = "等得最久的是 2026-06-03 听到的，已经 2 天。"
    assert sentence in words(as_person("supervisor1").get(BOARD))
    front = as_person("operator1").get("/")
    assert sentence in words(front)
    assert "去告知" in words(front)
    assert "等得最久的是 2026-05-25 听到的，已经 11 天。" in words(as_person("operator9").get("/"))
    assert "等得最久" not in words(as_person("secretary1").get("/")), "nobody waits in her community"
    assert "等得最久" not in words(as_person("bank1").get("/")), "neither tells nor reads a board"


def test_front_page_asks_for_the_oldest_voice_once_and_other_pages_never(
    play: Play, as_person: As, now: datetime, queries_made: list[str]
) -> None:
    play.closed(now)
    operator = as_person("operator1")
    made = []
    for url in ("/", "/cases/"):
        queries_made.clear()
        operator.get(url)
        made.append(sum("cases_voice" in sql and "told_at" in sql for sql in queries_made))
    assert made == [1, 0]


def test_boards_lead_to_the_widest_area_and_the_newest_month(play: Play, as_person: As, now: datetime) -> None:
    assert as_person("supervisor1").get("/figures/").headers["Location"] == BOARD
    assert as_person("secretary1").get("/figures/").headers["Location"] == f"/figures/{COMMUNITY}/2026-06/"
    play.heard(datetime(2026, 4, 10, 2, tzinfo=now.tzinfo))
    recount(now, date(2026, 4, 1))
    assert as_person("supervisor1").get("/figures/").headers["Location"] == f"/figures/{BANNER}/2026-04/"


def test_boards_lead_to_what_was_chosen_and_explain_what_was_not_found(play: Play, as_person: As) -> None:
    supervisor = as_person("supervisor1")
    chosen = supervisor.get("/figures/", {"area": "新忽热苏木", "month": "2026-06"})
    assert chosen.headers["Location"] == f"/figures/{TOWN}/2026-06/"
    for wrong in ({"area": "火星", "month": "2026-06"}, {"area": TOWN, "month": "2030-01"}, {"area": TOWN}):
        page = supervisor.get("/figures/", wrong)
        assert page.status_code == 422, wrong
        assert "错误：" in words(page)
    assert supervisor.get("/figures/", {"area": OTHER_VILLAGE, "month": "2026-06"}).status_code == 422


@pytest.mark.parametrize("month", ["2026-07", "2027-06", "2026-13", "1999-01", "2026-6", "x"])
def test_a_month_that_has_not_begun_or_is_none_is_not_there(play: Play, as_person: As, month: str) -> None:
    assert as_person("supervisor1").get(f"/figures/{BANNER}/{month}/").status_code == 404
    assert Client().get(f"/board/{BANNER}/{month}/").status_code == 404


def test_months_can_be_leafed_through(play: Play, as_person: As, now: datetime) -> None:
    play.heard(now)
    play.heard(datetime(2026, 5, 10, 2, tzinfo=now.tzinfo))
    recount(now)
    recount(now, date(2026, 5, 1))
    assert f"/figures/{BANNER}/2026-05/" in links(as_person("supervisor1").get(BOARD))
    assert f"/figures/{BANNER}/2026-07/" not in links(as_person("supervisor1").get(BOARD))
    assert BOARD in links(as_person("supervisor1").get(f"/figures/{BANNER}/2026-05/"))


@pytest.mark.parametrize("tail", ["", "export/", "check/", "told/", "told/export/"])
def test_nothing_of_another_area_is_there(play: Play, as_person: As, now: datetime, tail: str) -> None:
    for area in (VILLAGE, OTHER_VILLAGE):
        play.closed(now, area=area)
    recount(now)
    for login, area, status in (
        ("supervisor1", VILLAGE, 200),
        ("supervisor1", OTHER_VILLAGE, 404),
        ("supervisor1", "150422", 404),
        ("secretary2", VILLAGE, 200),
        ("secretary2", COMMUNITY, 404),
        ("secretary2", BANNER, 404),
        ("bank1", BANNER, 403),
    ):
        assert as_person(login).get(f"/figures/{area}/2026-06/{tail}").status_code == status, (login, area)
    assert Client().get(f"/figures/{BANNER}/2026-06/{tail}").status_code == 302


def test_m07_any_number_opens_to_formula_version_facts_and_cases(play: Play, as_person: As, now: datetime) -> None:
    case = play.closed(now, phone="0478-5561001", name="郭长有")
    recount(now)
    page = as_person("supervisor1").get(f"{BOARD}needs_met/")
    text = words(page)
    assert "1 项" in text
    assert "公式第1版" in text
    assert "与刚刚重算的一致" in text
    assert "计入的事实（1条）" in text
    assert f"/cases/{case.pk}/" in links(page)
    assert as_person("supervisor1").get(f"/cases/{case.pk}/").status_code == 200
    assert "郭长有" not in text
    auditor = as_person("auditor1").get(f"{BOARD}needs_met/")
    assert "计入的事实（1条）" in words(auditor)
    assert f"/cases/{case.pk}/" not in links(auditor), "an auditor may not see cases"


def test_m07_shows_a_number_that_the_facts_do_not_bear_out_until_it_is_counted_again(
    play: Play, as_person: As, now: datetime
) -> None:
    play.closed(now)
    recount(now)
    supervisor = as_person("supervisor1")
    assert "全部一致" in words(supervisor.get(f"{BOARD}check/"))
    Figure.objects.filter(area=BANNER, measure="needs_met").update(value=3)
    text = words(supervisor.get(f"{BOARD}check/"))
    assert "有不一致" in text
    assert "办成的事 3 项 1 项 不一致" in text
    assert "与刚刚重算的不一致" in words(supervisor.get(f"{BOARD}needs_met/"))
    answer = supervisor.post(f"{BOARD}check/")
    assert answer.headers["Location"] == f"{BOARD}check/"
    assert "全部一致" in words(supervisor.get(f"{BOARD}check/"))


def test_check_of_another_area_changes_nothing_there(play: Play, as_person: As, now: datetime) -> None:
    play.closed(now, area=OTHER_VILLAGE)
    recount(now)
    Figure.objects.filter(area="150422", measure="needs_met").update(value=3)
    assert as_person("supervisor1").post("/figures/150422/2026-06/check/").status_code == 404
    assert as_person("verifier1").post(f"{BOARD}check/").status_code == 403
    assert Figure.objects.get(area="150422", measure="needs_met").value == 3


def name_of(response: Any) -> str:
    return unquote(response.headers["Content-Disposition"])


def test_board_is_exported_as_it_stands(play: Play, as_person: As, now: datetime) -> None:
    play.closed(now)
    recount(now)
    answer = as_person("supervisor1").get(f"{BOARD}export/")
    assert name_of(answer).endswith("看板 乌拉特中旗 2026-06.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]  # type: ignore[union-attr]
    assert rows[0][:5] == ["地区", "月份", "听到的来话（项）", "受理的事（项）", "办成的事（项）"]
    assert rows[1][:5] == ["乌拉特中旗", "2026-06", "1", "1", "1"]
    assert ["新忽热苏木", "2026-06", "1", "1", "1"] in [row[:5] for row in rows]
    assert "公式版本 1" in str(rows[-1][0])


def test_figure_is_exported_with_the_facts_left_out_and_why(play: Play, as_person: As, now: datetime) -> None:
    play.closed(now)
    play.reopened(play.closed(now), now + timedelta(hours=5))
    recount(now)
    answer = as_person("auditor1").get(f"{BOARD}needs_met/export/?as=csv")
    assert name_of(answer).endswith("办成的事 乌拉特中旗 2026-06.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["事实号", "时间", "事项", "地区", "事情编号", "计入", "说明"]
    assert [(row[2], row[4], row[5], row[6]) for row in rows[1:3]] == [
        ("核实后办结", "", "是", ""),
        ("核实后办结", "", "否", "后来又重新办理，不算"),
    ]
    assert rows[3][0].startswith("办成的事：1 项；公式（第1版）：")


def hear(play: Play, now: datetime, voices: Mapping[str, int]) -> None:
    for area, number in voices.items():
        for _ in range(number):
            play.heard(now, area=area)
    recount(now)


def test_public_board_needs_no_sign_in_and_shows_five_upwards(play: Play, now: datetime) -> None:
    hear(play, now, {VILLAGE: 6, OTHER_VILLAGE: 4})
    front = Client().get("/board/")
    assert front.headers["Location"] == PUBLIC
    page = Client().get(PUBLIC)
    text = words(page)
    assert "听到的来话 6 项" in text
    assert re.search(r"办成的事 — 涉及的人或事太少，不公布", text)
    assert f"{PUBLIC}voices_heard/" in links(page)
    assert f"{PUBLIC}needs_met/" not in links(page), "a hidden number does not open"
    other = Client().get("/board/150422/2026-06/")
    assert "可以公布的数还没有" in words(other)
    assert "4 项" not in words(other)


def test_public_figure_opens_to_its_formula_and_its_areas(play: Play, now: datetime) -> None:
    hear(play, now, {VILLAGE: 6, COMMUNITY: 7, "150824101203": 8})
    text = words(Client().get(f"{PUBLIC}voices_heard/"))
    assert "公式第1版" in text
    assert "涉及 21 件事" in text
    assert "新忽热苏木 6 项" in text
    hear(play, now, {"150824102": 2})
    text = words(Client().get(f"{PUBLIC}voices_heard/"))
    assert "23 项" in text
    assert "新忽热苏木 6 项" not in text, "it hides the two of the other township"
    assert "海流图镇 7 项" in text
    assert Client().get(f"{PUBLIC}happiness/").status_code == 404


def test_public_board_tells_no_small_side_of_a_share(play: Play, now: datetime) -> None:
    for number in range(6):
        case = play.closed(now)
        if number:
            play.told(case, now + timedelta(hours=3))
    recount(now)
    text = words(Client().get(PUBLIC))
    assert "已告知结果 至少16.6 %" in text
    assert "6项中有5项" not in text
    assert "6项中有0项" in text, "none of them was worked on again"


def test_public_pages_lead_to_no_case_and_to_no_figure_of_staff(play: Play, now: datetime) -> None:
    hear(play, now, {VILLAGE: 6})
    for url in (PUBLIC, f"{PUBLIC}voices_heard/"):
        page = Client().get(url)
        assert not [link for link in links(page) if link.startswith(("/cases/", "/figures/"))]


@pytest.mark.parametrize(
    ("url", "login", "most"),
    [
        (BOARD, "supervisor1", 12),
        (f"{BOARD}told/", "supervisor1", 10),
        (f"{BOARD}check/", "supervisor1", 9),
        (f"{BOARD}export/", "supervisor1", 9),
        (PUBLIC, "", 5),
        (f"{PUBLIC}told/", "", 5),
    ],
)
def test_statements_of_a_page_do_not_grow_with_what_it_shows(
    play: Play, as_person: As, now: datetime, queries_made: list[str], url: str, login: str, most: int
) -> None:
    client = as_person(login) if login else Client()
    made = []
    for area in (VILLAGE, COMMUNITY):
        for _ in range(2):
            play.closed(now, area=area)
        recount(now)
        client.get(url)
        queries_made.clear()
        assert client.get(url).status_code == 200
        made.append(len(queries_made))
    assert made[0] == made[1] <= most, queries_made


def test_board_speaks_english(play: Play, as_person: As, now: datetime) -> None:
    play.closed(now)
    recount(now)
    client = as_person("supervisor1")
    client.cookies["language"] = "en"
    text = words(client.get(BOARD))
    assert "Needs met 1 items" in text
    assert "at least 1 people" in text
    opened = words(client.get(f"{BOARD}told/"))
    assert "not told yet" in opened
    assert "Voice heard" in opened
