"""The desk by keyboard alone, without script, and against slips of the hand."""

from __future__ import annotations

import re

from playwright.sync_api import Dialog, Page, expect

from minsheng.config import demo
from tests.journeys import steps
from tests.journeys.conftest import Visit

AREA = "海流图镇 巴音路社区居委会"
REQUIRED = "() => new Set([...document.querySelectorAll('form.desk [required]')].map((one) => one.name)).size"
FOCUSED = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const isSeen = box.width > 0 && box.top >= 0 && box.bottom <= innerHeight + 1;
  return [one.name || one.innerText.trim(), isSeen && getComputedStyle(one).outlineStyle !== "none"];
}"""


def test_call_is_taken_by_keyboard_alone(visit: Visit) -> None:
    page = visit("operator1")
    page.goto("/desk/")
    assert page.evaluate(REQUIRED) <= 8
    keys = page.keyboard
    expect(page.get_by_label("联系电话")).to_be_focused()
    keys.type("0478-5562907")
    keys.press("Tab")
    keys.type("郭长有")
    keys.press("Tab")
    expect(page.get_by_text("第一次来话的号码")).to_be_visible()
    keys.type(steps.WORDS)
    keys.press("Tab")
    expect(page.get_by_label("在哪个村（社区）")).to_be_focused()
    keys.type("byl")  # the initials of 巴音路
    expect(page.get_by_label("主办单位")).not_to_have_value("")
    keys.press("Control+Enter")
    opened = steps.opened_case(page, "2907")
    expect(page.get_by_role("main")).to_contain_text("巴音路社区居委会")
    expect(page.get_by_text("请告诉来话人编号").first).to_contain_text(opened.number)


def test_every_stop_of_the_tab_key_is_seen_and_goes_down_the_page(visit: Visit) -> None:
    page = visit("operator1")
    page.goto("/desk/")
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(FOCUSED)
        assert is_seen, name
        stops.append(name)
        if name == "next":
            break
        if page.evaluate("() => document.activeElement.value === 'next'"):
            break
    wanted = ["caller_name", "words", "area", "place", "consent", "on_behalf_of", "channel", "category", "lead"]
    assert [name for name in stops if name in wanted] == wanted
    assert stops[-1] == "save"


def test_saving_and_taking_the_next_call_by_keyboard(visit: Visit) -> None:
    page = visit("operator1")
    page.goto("/desk/")
    page.get_by_label("什么事").fill("暖气不热，家里只有十四度")
    page.get_by_label("在哪个村（社区）").fill(AREA)
    expect(page.get_by_label("主办单位")).not_to_have_value("")
    page.keyboard.press("Control+Shift+Enter")
    expect(page.get_by_text("请告诉来话人编号")).to_have_text(re.compile(steps.NUMBER.pattern))
    expect(page.get_by_label("什么事")).to_have_value("")
    expect(page.get_by_label("联系电话")).to_be_focused()


def test_desk_works_without_script(visit: Visit) -> None:
    page = visit("operator1", has_script=False)
    page.goto("/desk/")
    page.get_by_label("什么事").fill(steps.WORDS)
    page.get_by_role("button", name="查建议：谁来办").click()
    expect(page.get_by_label("什么事")).to_have_value(steps.WORDS)
    expect(page.get_by_label("类别")).not_to_have_value("")
    expect(page.get_by_label("主办单位")).not_to_have_value("")
    page.get_by_label("在哪个村（社区）").fill(AREA)
    page.get_by_role("button", name="保存并派单").click()
    steps.opened_case(page, "")
    expect(page.get_by_text("办理中").first).to_be_visible()


def test_without_script_saving_at_once_fills_in_the_proposal_to_be_confirmed(visit: Visit) -> None:
    page = visit("operator1", has_script=False)
    page.goto("/desk/")
    page.get_by_label("什么事").fill(steps.WORDS)
    page.get_by_label("在哪个村（社区）").fill(AREA)
    page.get_by_role("button", name="保存并派单").click()
    expect(page.get_by_role("alert")).to_contain_text("已按建议填上")
    expect(page.get_by_label("主办单位")).not_to_have_value("")
    page.get_by_role("button", name="保存并派单").click()
    steps.opened_case(page, "")


def test_known_caller_is_filled_in_with_one_press(visit: Visit) -> None:
    page = visit("operator1")
    page.goto("/desk/")
    page.get_by_label("联系电话").fill("0478-5569001")
    page.get_by_label("联系电话").press("Tab")
    page.get_by_role("button", name="其其格").click()
    expect(page.get_by_label("怎么称呼")).to_have_value("其其格")
    expect(page.get_by_label("在哪个村（社区）")).to_have_value(re.compile("海流图镇 "))
    expect(page.get_by_label("什么事")).to_be_focused()


def test_wrong_click_does_not_lose_what_was_typed(visit: Visit) -> None:
    page = visit("operator1")
    page.goto("/desk/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: _stay(dialog, asked))
    page.get_by_label("什么事").click()
    page.keyboard.type("村口的桥塌了一角")
    page.get_by_role("link", name="工作清单").click()
    expect(page.get_by_label("什么事")).to_have_value("村口的桥塌了一角")
    assert asked == ["beforeunload"]


def _stay(dialog: Dialog, asked: list[str]) -> None:
    asked.append(dialog.type)
    dialog.dismiss()


def test_alternative_category_is_one_press_away(visit: Visit) -> None:
    page = visit("operator1")
    page.goto("/desk/")
    page.get_by_label("什么事").fill(steps.WORDS)
    page.get_by_label("什么事").press("Tab")
    first = _category(page)
    page.get_by_text("也可能是别的类别").click()
    page.get_by_role("button", name="改用").first.click()
    expect(page.get_by_label("类别")).not_to_have_value(first)
    expect(page.get_by_label("什么事")).to_have_value(steps.WORDS)


def _category(page: Page) -> str:
    expect(page.get_by_label("类别")).not_to_have_value("")
    return page.get_by_label("类别").input_value()


def test_a_call_is_not_lost_when_the_operator_was_signed_out_meanwhile(visit: Visit) -> None:
    page = visit("operator1")
    page.goto("/desk/")
    page.get_by_label("联系电话").fill("0478-5560911")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("什么事").fill("村口的桥塌了一角，牛过不去")
    page.get_by_label("什么事").press("Tab")  # asks for a proposal, which is refused; the page stays
    page.get_by_label("在哪个村（社区）").fill("海流图镇 巴音路社区居委会")
    page.get_by_role("button", name="保存并派单").click()
    expect(page.get_by_text("刚才填的还留着")).to_be_visible()
    page.get_by_label("登录名").fill("operator1")
    page.get_by_label("密码").fill(demo.PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_text("村口的桥塌了一角，牛过不去")).to_be_visible()
    page.get_by_role("button", name="再提交一次").click()
    expect(page.get_by_label("什么事")).to_have_value("村口的桥塌了一角，牛过不去")
    expect(page.get_by_label("联系电话")).to_have_value("0478-5560911")
