"""How one comes to a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

Walk = Callable[[Page], None]


@dataclass(frozen=True)
class Place:
    """A page: who goes there ("" for anybody) and how; `route` is its name in the resolver."""

    route: str
    login: str
    walk: Walk


def at(path: str) -> Walk:
    """By its address."""

    def walk(page: Page) -> None:
        page.goto(path)

    return walk


def first(path: str, *links: str) -> Walk:
    """From another page by the first link whose address begins so, and from there by the next."""

    def walk(page: Page) -> None:
        page.goto(path)
        for link in links:
            href = page.locator(f"main a[href^='{link}']").first.get_attribute("href")
            assert href is not None
            page.goto(href)

    return walk


def pressed(path: str, button: str) -> Walk:
    """By sending its form empty: the page with its mistakes."""

    def walk(page: Page) -> None:
        page.goto(path)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("alert")).to_be_visible()

    return walk
