"""What comes out of the printer."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.conftest import Visit

PAGES_OF_PDF = re.compile(rb"/Type\s*/Page\b")


def test_case_sheet_is_one_page_with_its_number_a_code_and_nothing_to_press(visit: Visit) -> None:
    page = visit("operator1")
    opened = steps.take_call(page, "4001")
    page.get_by_role("link", name="打印办理单").click()
    expect(page.get_by_role("button", name="打印", exact=True)).to_be_visible()
    assert len(PAGES_OF_PDF.findall(page.pdf(prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    expect(page.get_by_text(opened.number)).to_be_visible()
    expect(page.get_by_alt_text("查进度的二维码")).to_be_visible()
    expect(page.get_by_text("0478-5550000").first).to_be_visible()
    for role in ("button", "navigation"):
        for one in page.get_by_role(role).all():
            expect(one).to_be_hidden()


def test_work_list_prints_without_its_switches(visit: Visit) -> None:
    page = visit("operator1")
    page.goto("/cases/?view=all")
    page.emulate_media(media="print")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()


def test_e17_contact_card_is_one_a6_page_of_22_points_that_needs_no_smartphone(visit: Visit) -> None:
    page = visit("secretary1")
    page.goto("/contacts/150824100001/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(PAGES_OF_PDF.findall(printed)) == 1
    (width, height) = map(float, re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", printed)[0])
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (148, 105)
    page.emulate_media(media="print")
    card = page.locator(".contact-card")
    sizes = card.locator("p").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize) * 72 / 96)"
    )
    assert len(sizes) == 6
    assert min(sizes) >= 22
    for words in ("赵永红 社区书记", "0478-5550189"):
        expect(card).to_contain_text(words)
    assert card.locator("img, svg, a").count() == 0, "a name and a number are enough: nothing to scan, nothing to press"
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
