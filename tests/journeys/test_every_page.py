"""Every page, in the standard and the elder view, on a desk and on a phone: can it be seen, read, hit and heard?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys import measure, places
from tests.journeys.conftest import Visit

DESK, PHONE = (1280, 900), (390, 780)
NARROW = (320, 640)  # the smallest phone, and a desk of 1280 px at 200 % zoom


PICTURED = {
    "front": "front",
    "desk, proposed": "desk",
    "case, open": "case",
    "board": "board",
    "pool": "pool",
}
"""Places of which the manual keeps a picture, and its name."""


KNOWN_WORDS = (
    *("Ctrl", "Enter", "Shift", "Alt", "English", "csv", "xlsx", "https", "Chrome", "Linux"),
    *("hotline", "jhdj"),  # examples of a code and of initials
)
"""Words in Latin letters that a Chinese page may say."""


def test_every_route_is_measured_or_says_why_not() -> None:
    found = set(places.routes())
    measured = {place.route for place in places.PLACES.values()}
    assert len(places.PLACES) == sum(len(app.PLACES) for app in places.APPS), "two apps call a place the same"
    assert found - measured - set(places.NO_PAGES) == set()
    assert set(places.NO_PAGES) - found == set(), "addresses that are no more"
    assert measured & set(places.NO_PAGES) == set()


def test_a_text_too_pale_for_the_elder_view_is_found(visit: Visit) -> None:
    page = visit(is_measured=True)
    page.goto("/status/")
    page.evaluate("document.querySelector('h1').style.color = '#6c6c6c'")  # 5.2:1, also for a standard view enough
    page.evaluate("document.querySelector('h1').style.fontSize = '1rem'")
    assert measure.axe_violations(page) == []
    assert any("color-contrast-enhanced" in line for line in measure.axe_violations(page, is_elder=True))


@pytest.mark.parametrize("name", list(places.PLACES))
def test_page_is_fit_for_everybody(visit: Visit, picture: Callable[[Page, str], None], name: str) -> None:
    """One walk; the elder view is the same page with one class more (`test_elder_view_is_one_class`)."""
    place = places.PLACES[name]
    page = visit(place.login, is_measured=True, is_shared=not place.route.startswith("dispatch:field"))
    place.walk(page)
    if ":" in place.route:  # not a page of refusal, which has none of its own
        page.wait_for_url(lambda url: place.route in places.names_of(url))  # a link that was followed is on its way
    if name in PICTURED:
        picture(page, PICTURED[name])
    found: list[str] = []
    for view, sizes in (("standard", (NARROW, PHONE, DESK)), ("elder", (DESK, PHONE, NARROW))):
        page.evaluate("isElder => document.documentElement.classList.toggle('elder', isElder)", view == "elder")
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            for what, lines in complaints(page, is_elder=view == "elder").items():
                found += [f"{view}, {width} px, {what}: {line}" for line in lines]
        wrong = measure.axe_violations(page, is_elder=view == "elder")
        found += [f"{view}, {sizes[-1][0]} px, axe: {line}" for line in wrong]
    found += [f"paper: {line}" for line in measure.wrong_on_paper(page)]
    found += [f"not in Chinese: {line}" for line in measure.foreign_words(page, KNOWN_WORDS)]
    told = page.locator("body").inner_text()
    found += [f"says {word}" for word in ("undefined", "None", "NaN", "[object") if word in told]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("path", "login"), [("/status/", ""), ("/cases/", "operator1"), ("/field/", "bank1")])
def test_elder_view_is_one_class(visit: Visit, path: str, login: str) -> None:
    served = {}
    for is_elder in (False, True):
        page = visit(login, is_elder=is_elder)
        answer = page.request.get(path).text()
        same = re.sub(r'value="[^"]*"|长辈版|标准版|\bcsrf\S+|nonce\S+', "", re.sub(r"X-CSRFToken.*?}", "", answer))
        served[is_elder] = same
    assert ' class="elder"' in served[True].split(">")[1] + served[True].split(">")[2]
    assert served[True].replace(' class="elder"', "", 1) == served[False]


def complaints(page: Page, *, is_elder: bool) -> dict[str, list[str]]:
    """What is wrong with a page at this width, by the rules of the view."""
    return {
        "text size": measure.small_texts(page, 18 if is_elder else 16),
        "target size": measure.small_targets(page, 60 if is_elder else 44),
        "line height": measure.tight_lines(page, 1.5 if is_elder else 1.3),
        "wrapped button": measure.wrapped_button_labels(page),
        "scrolls sideways": measure.beyond_right_edge(page),
    }
