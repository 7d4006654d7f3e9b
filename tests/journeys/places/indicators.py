"""The boards: what everybody sees, what staff see, and the facts that a figure opens to."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.places.walking import Place, at

NO_PAGES = {
    "indicators:public_front": "leads on to `public board`",
    "indicators:export": "a workbook",
    "indicators:figure_export": "a workbook",
}


def _figure(page: Page) -> None:
    page.goto("/figures/")
    page.locator("main .figure-box a").first.click()
    expect(page.locator("main table tbody tr").first).to_be_visible()


def _check(page: Page) -> None:
    page.goto("/figures/")
    page.locator("main a[href$='/check/']").first.click()
    expect(page.locator("main table")).to_be_visible()


def _public_figure(page: Page) -> None:
    page.goto("/board/")
    page.locator("main .figure-box a").first.click()
    expect(page.locator("main table")).to_be_visible()


PLACES: dict[str, Place] = {
    "public board": Place("indicators:public", "", at("/board/")),
    "public figure": Place("indicators:public_figure", "", _public_figure),
    "board": Place("indicators:board", "supervisor1", at("/figures/")),
    "board, not found": Place("indicators:boards", "supervisor1", at("/figures/?area=123&month=2026-06")),
    "figure": Place("indicators:figure", "supervisor1", _figure),
    "figures counted anew": Place("indicators:check", "supervisor1", _check),
}
