"""What anybody does: say something, look it up, in the elder view, without script, on a slow line, in English."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import measure, steps
from tests.journeys.conftest import Visit, sign_in

FIRST_VISIT_BYTES = 150 * 1024
SCRIPT_BYTES = 60 * 1024
ELDER = re.compile(r"\belder\b")


def say(page: Page, tail: str) -> steps.Opened:
    """Say something on the public page and read the number."""
    page.get_by_role("main").get_by_role("link", name="反映诉求").click()
    page.get_by_label("什么事").fill("村口的路灯坏了半个月，晚上看不见路")
    page.get_by_label("在哪个村（社区）").fill("巴音路")
    page.get_by_label("怎么称呼").fill("郭长有")
    page.get_by_label("联系电话").fill(f"0478-556{tail}")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("请记下编号")).to_be_visible()
    found = steps.NUMBER.search(page.get_by_role("main").inner_text())
    assert found is not None
    return steps.Opened("", found.group(), tail)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_anybody_says_something_and_looks_it_up(visit: Visit, has_script: bool) -> None:  # noqa: FBT001 - a pytest parameter
    page = visit(width=390, has_script=has_script)
    page.goto("/")
    said = say(page, "3001")
    page.get_by_role("main").get_by_role("link", name="查进度").click()
    expect(page.get_by_label("编号")).to_have_value(said.number)
    page.get_by_label("联系电话后四位").fill("9999")
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("没有查到")
    page.get_by_label("联系电话后四位").fill(said.tail)
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("已受理")
    expect(page.get_by_role("main")).not_to_contain_text("郭长有")


def test_elder_view_is_one_press_away_and_stays(visit: Visit) -> None:
    page = visit(width=390)
    page.goto("/")
    expect(page.locator("html")).not_to_have_class(ELDER)
    page.get_by_role("button", name="长辈版").click()
    expect(page.locator("html")).to_have_class(ELDER)
    said = say(page, "3002")
    assert measure.small_texts(page, 22 - 0.1) == []
    steps.look_up_status(page, said)
    expect(page.get_by_text("已受理").first).to_be_visible()
    expect(page.locator("html")).to_have_class(ELDER)
    page.get_by_role("button", name="标准版").click()
    expect(page.locator("html")).not_to_have_class(ELDER)


@pytest.mark.parametrize("path", ["/", "/voice/", "/status/", "/duties/", "/services/", "/sign-in/"])
def test_first_visit_is_light(visit: Visit, site: str, path: str) -> None:
    page = visit(width=390)
    with measure.traffic(page, site) as seen:
        page.goto(path, wait_until="networkidle")
        assert seen.transferred_bytes <= FIRST_VISIT_BYTES
        assert seen.script_bytes <= SCRIPT_BYTES
    assert (seen.external, seen.failed) == ([], [])


def test_first_page_after_signing_in_is_light(visit: Visit, site: str) -> None:
    page = visit()
    with measure.traffic(page, site) as seen:
        sign_in(page, "operator2")
        page.goto("/desk/", wait_until="networkidle")
        assert seen.script_bytes <= SCRIPT_BYTES
    assert (seen.external, seen.failed) == ([], [])


def test_hotline_is_on_every_public_page(visit: Visit) -> None:
    page = visit(width=390)
    for path in ("/", "/voice/", "/status/", "/duties/", "/services/", "/sign-in/", "/no-such-page/"):
        page.goto(path)
        for place in ("banner", "contentinfo"):
            link = page.get_by_role(place).get_by_role("link", name="0478-5550000")
            expect(link).to_have_attribute("href", "tel:0478-5550000")


def test_english_is_one_press_away(visit: Visit) -> None:
    page = visit()
    page.goto("/voice/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("button", name="提交")).to_be_visible()
