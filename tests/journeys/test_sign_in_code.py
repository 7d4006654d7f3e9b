"""A code from a telephone in a real browser: set up, asked for, and the clock that has moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from minsheng.config import demo
from minsheng.foundation import second_factor
from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.test_every_page import PHONE
from tests.journeys.test_security_key import fit_for_everybody

LOGIN = "arbiter2"  # nobody else's journey: a code ends the sessions elsewhere


@pytest.fixture
def phone(site: str, browser: Browser) -> Iterator[Page]:
    """A window of a telephone's width."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": PHONE[0], "height": PHONE[1]},
        locale="zh-CN",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def give_password(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("登录名").fill(LOGIN)
    page.get_by_label("密码").fill(demo.PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/sign-in/"))


def code_of(secret: str, off: int = 0) -> str:
    return second_factor.code(secret, second_factor.present_step(datetime.now(UTC), off))


def set_up(page: Page, secret: str) -> None:
    """Type the code of now; the clock may have gone on while it was typed, then the next one is."""
    for _ in range(2):
        page.get_by_label("现在的密码").fill(demo.PASSWORD)
        page.get_by_label("验证码").fill(code_of(secret))
        page.get_by_role("button", name="开启").click()
        expect(page.get_by_role("heading", name="把恢复码抄下来").or_(page.get_by_role("alert"))).to_be_visible()
        if page.get_by_role("heading", name="把恢复码抄下来").count():
            return
    raise AssertionError(page.get_by_role("alert").inner_text())


def test_a_code_is_set_up_asked_for_and_its_clock_matched(phone: Page) -> None:
    page = phone
    give_password(page)
    page.goto("/second-factor/")
    secret = page.locator("[translate=no]").last.inner_text().replace(" ", "")
    assert fit_for_everybody(page) == []
    set_up(page, secret)
    recovery = page.locator("li .letters").all_inner_texts()
    assert len(recovery) == second_factor.RECOVERY_CODES
    assert fit_for_everybody(page) == []

    page.get_by_role("link", name="已经抄好").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_text("已退出登录。")).to_be_visible()
    give_password(page)
    page.get_by_label("验证码").fill(code_of(secret, off=3))
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("等手机换出下一个码")
    assert fit_for_everybody(page) == []
    page.get_by_role("link", name="码总是不对").click()
    expect(page.get_by_label("第一个验证码")).to_be_visible()
    assert fit_for_everybody(page) == []
    page.get_by_label("第一个验证码").fill(code_of(secret, off=3))
    page.get_by_label("换出来的下一个验证码").fill(code_of(secret, off=5))
    page.get_by_role("button", name="对时间").click()
    expect(page.get_by_role("alert")).to_contain_text("一前一后")
    assert fit_for_everybody(page) == []
    page.get_by_role("link", name="回去输验证码").click()
    page.get_by_label("验证码").fill(recovery[0])
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()

    page.goto("/second-factor/")
    page.get_by_label("现在的密码").fill(demo.PASSWORD)
    page.get_by_role("button", name="关闭验证码").click()
    expect(page.get_by_text("登录不再要验证码")).to_be_visible()
