"""Connected systems: the pages of the administrator, and the addresses that answer programs only."""

from __future__ import annotations

import re
import uuid

from playwright.sync_api import Page, expect

from tests.journeys.places.walking import Place, Walk, at, pressed

PROGRAMS = "answers JSON to programs that hold a key; tests/config/test_interface.py holds each to its scope"
OPEN311 = "answers JSON and XML to programs; tests/cases/test_open311.py"
NO_PAGES = {
    "registry:unsubscribe": "the same page as ending a system",
    "registry:renew_secret": "the same page as ending a system; needs an address of the open network",
    "registry:send_again": "needs a receiver that refused eight times; not walked",
    **{
        f"api:{name}": PROGRAMS
        for name in (
            *("api-root", "openapi-json"),
            *("list_cases", "list_own_cases", "open_case", "get_case", "deliver", "hand_back", "pause", "resume"),
            *("list_categories", "find_duties", "list_services", "get_service", "list_organisations", "list_areas"),
        )
    },
    **{f"cases:open311_{name}": OPEN311 for name in ("discovery", "services", "definition", "requests", "request")},
}


def connected(*links: str) -> Walk:
    """To a system that is connected on the way and has a key, and on by links of its page."""

    def walk(page: Page) -> None:
        page.goto("/systems/new/")
        page.get_by_label("系统名称").fill("街道热线平台")
        page.get_by_label("代码").fill(f"walk-{uuid.uuid4().hex[:8]}")
        page.get_by_label("在哪个地区").fill("150824")
        page.get_by_label("看本地区的诉求").check()
        page.get_by_role("button", name="保存").click()
        page.get_by_role("link", name="发一个密钥").click()
        page.get_by_role("button", name="发密钥").click()
        expect(page.locator("#key")).to_have_text(re.compile("^ms_"))
        if links == ("key",):
            return
        page.get_by_role("link", name="已抄好").click()
        for link in links:
            page.get_by_role("link", name=link).first.click()
        expect(page.locator("h1")).to_be_visible()

    return walk


PLACES: dict[str, Place] = {
    "systems": Place("registry:systems", "admin1", at("/systems/")),
    "new system": Place("registry:new_system", "admin1", at("/systems/new/")),
    "new system, wrong": Place("registry:new_system", "admin1", pressed("/systems/new/", "保存")),
    "system": Place("registry:system", "admin1", connected()),
    "new key": Place("registry:new_key", "admin1", connected("key")),
    "subscribe": Place("registry:subscribe", "admin1", connected("设通知地址")),
    "end system": Place("registry:end_system", "admin1", connected("停用这个系统")),
    "take a key back": Place("registry:revoke_key", "admin1", connected("收回")),
}
