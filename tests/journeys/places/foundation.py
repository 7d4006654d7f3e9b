"""The pages of the shell."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from minsheng.config import demo
from tests.journeys.places.walking import Place, at, pressed

NO_PAGES = {
    "foundation:audit_export": "a file",
    "foundation:healthz": "one word for machines",
    "foundation:set_view": "a switch in the header; leads back",
    "foundation:set_language": "a switch in the header; leads back",
    "foundation:add_key": "needs a browser with a key: measured in test_security_key.py",
    "foundation:remove_key": "likewise",
    "foundation:sign_out": "leads to the front page",
}


def _read_year(page: Page) -> None:
    """A notice was read and is shown before it is kept."""
    page.goto("/calendar/year/")
    page.get_by_label("哪一年").fill("2031")
    page.get_by_label("放假安排").fill("一、样本节：3月4日（周二）至9日（周日）放假调休，共6天。3月15日（周六）上班。")
    page.get_by_label("依据").fill("样本通知")
    page.get_by_role("button", name="读一遍，先不写入").click()
    expect(page.get_by_role("button", name="核对无误")).to_be_visible()


def _kept(page: Page) -> None:
    """Signed out while something was typed: it waits behind the signing in."""
    page.goto("/unclear/ask/")
    page.get_by_label("什么事").fill("两个单位交界处的井盖没人管")
    page.get_by_label("依据").fill("两个单位都说不在自己的路段，谁也不来修。")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="提出", exact=True).click()
    expect(page.get_by_text("刚才填的还留着")).to_be_visible()
    page.get_by_label("登录名").fill("town1")
    page.get_by_label("密码").fill(demo.PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("button", name="再提交一次")).to_be_visible()


PLACES: dict[str, Place] = {
    "front": Place("foundation:home", "", at("/")),
    "work": Place("foundation:home", "operator1", at("/")),
    "sign in": Place("foundation:sign_in", "", at("/sign-in/")),
    "sign in, wrong": Place("foundation:sign_in", "", pressed("/sign-in/", "登录")),
    "own password": Place("foundation:change_password", "operator1", at("/password/")),
    "own password, wrong": Place("foundation:change_password", "operator1", pressed("/password/", "改密码")),
    "typed while signed out": Place("foundation:kept_form", "town1", _kept),
    "typed while signed out, nothing": Place("foundation:kept_form", "town1", at("/sign-in/kept/")),
    "own sessions": Place("foundation:own_sessions", "operator1", at("/sessions/")),
    "second step, without the first": Place("foundation:second_step", "", at("/sign-in/code/")),
    "match clock, without the first": Place("foundation:match_clock", "", at("/sign-in/code/clock/")),
    "second factor": Place("foundation:own_second_factor", "operator1", at("/second-factor/")),
    "second factor, wrong": Place("foundation:own_second_factor", "operator1", pressed("/second-factor/", "开启")),
    "security keys": Place("foundation:own_keys", "operator1", at("/security-keys/")),
    "audit": Place("foundation:audit", "auditor1", at("/audit/")),
    "audit, readings": Place("foundation:audit", "auditor1", at("/audit/?what=readings")),
    "audit, no such login": Place("foundation:audit", "auditor1", at("/audit/?login=nobody9")),
    "calendar": Place("foundation:calendar", "admin1", at("/calendar/")),
    "calendar of a year": Place("foundation:calendar_year", "admin1", at("/calendar/year/")),
    "calendar of a year, wrong": Place(
        "foundation:calendar_year", "admin1", pressed("/calendar/year/", "读一遍，先不写入")
    ),
    "calendar of a year, read": Place("foundation:calendar_year", "admin1", _read_year),
    "no such page": Place("404", "", at("/no-such-page/")),
    "not allowed": Place("403", "bank1", at("/desk/")),
}
