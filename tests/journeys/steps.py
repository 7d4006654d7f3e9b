"""The steps of the main job as people take them: by the words that stand on the pages, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from minsheng.foundation import worktime

WORDS = "我86岁了，银行卡密码忘了，出不了门，儿女不在身边，取不出钱"
NUMBER = re.compile(r"\d{8}-\d{5,}-\d")


@dataclass(frozen=True)
class Opened:
    """A case that a journey has opened: its address on the site, its number, the last digits of the caller's phone."""

    path: str
    number: str
    tail: str


def opened_case(page: Page, tail: str) -> Opened:
    """What the case's page, just opened, says."""
    expect(page).to_have_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))
    found = NUMBER.search(page.get_by_role("main").inner_text())
    assert found is not None
    return Opened(re.sub(r"^https?://[^/]+", "", page.url), found.group(), tail)


def take_call(page: Page, tail: str, words: str = WORDS) -> Opened:
    """An operator takes a call: five things are typed, two of which the words had already proposed."""
    page.goto("/desk/")
    page.get_by_label("联系电话").fill(f"0478-556{tail}")
    page.get_by_label("怎么称呼").fill("郭长有")
    page.get_by_label("什么事").fill(words)
    page.get_by_label("什么事").press("Tab")
    expect(page.get_by_text("系统建议（由您确认）")).to_be_visible()
    expect(page.get_by_label("类别")).not_to_have_value("")
    expect(page.get_by_label("主办单位")).not_to_have_value("")
    page.get_by_label("在哪个村（社区）").fill("海流图镇 巴音路社区居委会")
    page.get_by_label("出行不便").check()
    page.get_by_label("儿女不在身边").check()
    page.get_by_role("button", name="保存并派单").click()
    opened = opened_case(page, tail)
    expect(page.get_by_text("请告诉来话人编号").first).to_contain_text(opened.number)
    return opened


def set_appointment(page: Page, opened: Opened) -> str:
    """The bank rings the elder and agrees on a day; returns the door code that is to be read out."""
    page.goto(opened.path)
    page.get_by_role("link", name="预约上门").click()
    fill_appointment(page)
    code = page.locator(".door-code").inner_text().replace(" ", "")
    assert re.fullmatch(r"\d{4}", code)
    page.reload()
    expect(page.locator(".door-code")).to_have_text(" ".join(code))
    page.get_by_role("button", name="对方记下了").click()
    expect(page.get_by_text(" ".join(code))).to_have_count(0)
    return code


def fill_appointment(page: Page) -> None:
    """Any time today: the code opens the door on that day only."""
    day = worktime.local_date(datetime.now(UTC) + timedelta(minutes=5))
    page.get_by_label("哪一天").fill(day.isoformat())
    page.get_by_label("从几点").fill("00:00")
    page.get_by_label("到几点").fill("23:59")
    page.get_by_label("谁上门").fill("韩晓梅")
    page.get_by_role("button", name="约好了").click()


def say_code(page: Page, opened: Opened, code: str) -> None:
    """At the door: the elder says the code, the clerk types it."""
    page.goto(opened.path)
    page.get_by_role("link", name="核对上门口令").click()
    page.get_by_label("上门口令").fill(code)
    page.get_by_role("button", name="核对", exact=True).click()


def deliver(page: Page, opened: Opened) -> None:
    """What was done, in a sentence, without a photo."""
    page.goto(opened.path)
    page.get_by_role("link", name="办理完成").click()
    page.get_by_label("已办成").check()
    page.get_by_label("做了什么").fill("带移动终端上门，协助本人重置了密码，取出了钱。")
    page.get_by_label("回执编号").fill("HZ2026-0318")
    if (why := page.get_by_label("为什么不等协办单位")).count():
        why.fill("老人的钱已经取到，协办的回访另外做。")
    page.get_by_role("button", name="提交").click()


def verify(page: Page, opened: Opened) -> None:
    """Somebody else asks whether it was done."""
    page.goto("/calls/")
    page.get_by_role("row").filter(has_text=opened.number).get_by_role("link", name="回访").click()
    page.get_by_label("办成了", exact=True).check()
    page.get_by_label("对方的原话").fill("办好了，钱也取出来了。")
    page.get_by_role("button", name="保存回答").click()


def tell(page: Page, opened: Opened) -> None:
    """The caller is told what came of it, in words that were drafted from what was recorded."""
    page.goto("/calls/")
    page.get_by_role("row").filter(has_text=opened.number).get_by_role("link", name="告知").click()
    expect(page.get_by_label("告知的话")).to_have_value(re.compile("重置了密码"))
    page.get_by_role("button", name="已告知", exact=True).click()
    expect(page.get_by_text("已记录告知。")).to_be_visible()


def look_up_status(page: Page, opened: Opened) -> None:
    """The caller (or a grandchild) looks the number up."""
    page.goto("/status/")
    page.get_by_label("编号").fill(opened.number)
    page.get_by_label("联系电话后四位").fill(opened.tail)
    page.get_by_role("button", name="查", exact=True).click()
