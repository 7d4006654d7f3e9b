"""The pages of dispatch: the pool, what one holds, what is offered."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.places.walking import Place, at, first, pressed

NO_PAGES = {
    "dispatch:claim": "a button of the pool; leads to what one holds",
    "dispatch:decline": "a button of what one holds",
    "dispatch:release": "a button of what one holds",
    "dispatch:withdraw": "a button of what is offered",
}


def _held(page: Page) -> None:
    page.goto("/pool/mine/")
    if page.get_by_text("您手里没有任务").count():
        page.goto("/pool/")
        page.get_by_role("button", name="我来做").first.click()
    expect(page.get_by_role("link", name="填写结果").first).to_be_visible()


def _finish(page: Page) -> None:
    _held(page)
    page.get_by_role("link", name="填写结果").first.click()
    expect(page.get_by_role("button", name="记下来")).to_be_visible()


def _licence_wrong(page: Page) -> None:
    first("/volunteers/", "/volunteers/")(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _hand_over(page: Page) -> None:
    _held(page)
    page.get_by_role("link", name="请别人接手").first.click()
    expect(page.get_by_role("button", name="去问")).to_be_visible()


PLACES: dict[str, Place] = {
    "pool": Place("dispatch:pool", "volunteer1", at("/pool/")),
    "tasks held": Place("dispatch:mine", "volunteer1", _held),
    "tasks held, none": Place("dispatch:mine", "volunteer3", at("/pool/mine/")),
    "finish": Place("dispatch:finish", "volunteer1", _finish),
    "hand over": Place("dispatch:hand_over", "volunteer1", _hand_over),
    "profile": Place("dispatch:profile", "volunteer1", at("/pool/profile/")),
    "volunteers": Place("dispatch:volunteers", "secretary1", at("/volunteers/")),
    "licence": Place("dispatch:licence", "secretary1", first("/volunteers/", "/volunteers/")),
    "licence, wrong": Place("dispatch:licence", "secretary1", _licence_wrong),
    "offers": Place("dispatch:offers", "secretary1", at("/offers/")),
    "offers of a lead": Place("dispatch:offers", "heating1", at("/offers/")),
    "share": Place("dispatch:share", "heating1", first("/offers/", "/offers/")),
    "new task": Place("dispatch:new_task", "secretary1", at("/offers/new/")),
    "new task, wrong": Place("dispatch:new_task", "secretary1", pressed("/offers/new/", "放进任务池")),
}
