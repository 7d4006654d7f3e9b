"""Several organisations are picked from a list: by initials and the keyboard, on a phone, and without script."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

FIELD = "叫哪些单位"
WORDS = "要一起解决什么"


def whistle(visit: Visit, *, width: int = 1280, has_script: bool = True) -> Page:
    """The page on which a secretary calls organisations to the case that stands first in her list."""
    page = visit("secretary1", width=width, has_script=has_script)
    page.goto("/cases/?view=open")
    href = page.locator("main a[href^='/cases/01']").first.get_attribute("href")
    page.goto(f"{href}whistle/")
    return page


def test_several_are_picked_by_initials_with_the_keyboard_alone(visit: Visit) -> None:
    page = whistle(visit)
    field = page.get_by_label(FIELD)
    field.focus()
    page.keyboard.type("grgs")  # 供热公司
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="供热公司")).to_be_checked()
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("公安局")
    page.keyboard.press("Enter")
    page.keyboard.type("没有这个单位")
    page.keyboard.press("Enter")
    expect(page.get_by_text("没有找到。请写名称或拼音首字母。")).to_be_visible()
    field.fill("公司")  # fits several
    page.keyboard.press("Enter")
    expect(page.get_by_text("有几个，请选：")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator(".picked input:checked")).to_have_count(3)
    page.get_by_role("checkbox", name="公安局").uncheck()
    page.get_by_label(WORDS).fill("楼道漏水，暖气不热")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("已吹哨").first).to_be_visible()
    called = page.get_by_role("main")
    expect(called).to_contain_text("供热公司")
    expect(called).not_to_contain_text("公安局")


def test_on_a_phone_a_button_looks_up_and_one_that_was_picked_is_not_taken_twice(visit: Visit) -> None:
    page = whistle(visit, width=390)
    for _ in range(2):
        page.get_by_label(FIELD).fill("供热公司")
        page.get_by_role("button", name="加上").click()
        expect(page.locator(".picked input")).to_have_count(1)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_without_script_what_is_unclear_is_offered_to_be_ticked(visit: Visit) -> None:
    page = whistle(visit, has_script=False)
    page.get_by_label(FIELD).fill("供热公司；局")
    page.get_by_label(WORDS).fill("楼道漏水")
    page.get_by_role("button", name="叫这些单位来").click()
    expect(page.get_by_role("checkbox", name="供热公司")).to_be_checked()
    near = page.locator(".near input").first
    name = near.get_attribute("value") or ""
    near.check()
    page.get_by_label(FIELD).fill("")
    page.get_by_role("button", name="叫这些单位来").click()
    expect(page.get_by_text("已吹哨").first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(name)
