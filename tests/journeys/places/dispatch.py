"""The pages of dispatch: the pool, what one holds, what is offered."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.places.walking import Place, at, first, pressed

NO_PAGES = {
    "dispatch:claim": "a button of the pool; leads to what one holds",
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


PLACES: dict[str, Place] = {
    "pool": Place("dispatch:pool", "volunteer1", at("/pool/")),
    "tasks held": Place("dispatch:mine", "volunteer1", _held),
    "tasks held, none": Place("dispatch:mine", "volunteer3", at("/pool/mine/")),
    "finish": Place("dispatch:finish", "volunteer1", _finish),
    "offers": Place("dispatch:offers", "secretary1", at("/offers/")),
    "offers of a lead": Place("dispatch:offers", "heating1", at("/offers/")),
    "share": Place("dispatch:share", "heating1", first("/offers/", "/offers/")),
    "new task": Place("dispatch:new_task", "secretary1", at("/offers/new/")),
    "new task, wrong": Place("dispatch:new_task", "secretary1", pressed("/offers/new/", "放进任务池")),
}
