"""Every page, in the standard and the elder view, on a desk and on a phone: can it be seen, read, hit and heard?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys import measure, places
from tests.journeys.conftest import Visit

DESK, PHONE = (1280, 900), (390, 780)
NARROW = (320, 640)  # the smallest phone, and a desk of 1280 px at 200 % zoom


def test_every_route_is_measured_or_says_why_not() -> None:
    found = set(places.routes())
    measured = {place.route for place in places.PLACES.values()}
    assert len(places.PLACES) == sum(len(app.PLACES) for app in places.APPS), "two apps call a place the same"
    assert found - measured - set(places.NO_PAGES) == set()
    assert set(places.NO_PAGES) - found == set(), "addresses that are no more"
    assert measured & set(places.NO_PAGES) == set()


@pytest.mark.parametrize("is_elder", [False, True], ids=["standard", "elder"])
@pytest.mark.parametrize("name", list(places.PLACES))
def test_page_is_fit_for_everybody(visit: Visit, name: str, is_elder: bool) -> None:  # noqa: FBT001 - a pytest parameter
    place = places.PLACES[name]
    page = visit(place.login, is_elder=is_elder, is_measured=True)
    place.walk(page)
    found: list[str] = []
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for what, lines in complaints(page, is_elder=is_elder).items():
            found += [f"{width} px, {what}: {line}" for line in lines]
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 640})
        found += [f"{width} px, scrolls sideways: {line}" for line in measure.beyond_right_edge(page)]
    told = page.locator("body").inner_text()
    found += [f"says {word}" for word in ("undefined", "None", "NaN", "[object") if word in told]
    assert not found, "\n".join(found)


def complaints(page: Page, *, is_elder: bool) -> dict[str, list[str]]:
    """What is wrong with a page as it stands, by the rules of the view."""
    return {
        "axe": measure.axe_violations(page),
        "contrast": measure.low_contrasts(page) if is_elder else [],
        "text size": measure.small_texts(page, 18 if is_elder else 16),
        "target size": measure.small_targets(page, 60 if is_elder else 44),
        "line height": measure.tight_lines(page, 1.5 if is_elder else 1.3),
        "wrapped button": measure.wrapped_button_labels(page),
        "scrolls sideways": measure.beyond_right_edge(page),
    }
