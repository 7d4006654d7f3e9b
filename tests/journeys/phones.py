"""The steps of a helper with a telephone: visits are agreed, fetched and found on the page of the day."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Visit


def open_day(page: Page) -> None:
    """The visits are on the phone, and the page is kept by its service worker."""
    page.goto("/field/")
    expect(page.get_by_text("资料更新于")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.evaluate("document.querySelectorAll('#screen details').forEach(one => { one.open = true })")  # around midnight


def agreed(visit: Visit, tail: str) -> tuple[steps.Opened, str]:
    """A visit of the bank for today, and its door code."""
    opened = steps.take_call(visit("operator1"), tail)
    return opened, steps.set_appointment(visit("bank1"), opened)


def card(page: Page, opened: steps.Opened) -> str:
    """The address of the card of a case's visit."""
    found = page.evaluate(
        "number => fieldStore.visits().then(all => all.find(one => one.number === number).id)",
        opened.number,
    )
    return f"a[href='#visit/{found}']"
