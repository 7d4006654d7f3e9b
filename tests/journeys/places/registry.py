"""The pages of the registry: people, what they said about their data, duplicates, organisations, residences."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.places.walking import Place, Walk, at, first, pressed

NO_PAGES = {"registry:end_proxy": "leads to the person"}
SOMEBODY = "敖登"  # a sample person who works for a township


def _person(page: Page) -> None:
    page.goto(f"/people/?text={SOMEBODY}")
    page.locator("main table a").last.click()
    expect(page.get_by_role("heading", name=SOMEBODY)).to_be_visible()


def _of_person(rest: str) -> Walk:
    def walk(page: Page) -> None:
        _person(page)
        page.goto(page.url + rest)

    return walk


def _by_link(name: str) -> Walk:
    def walk(page: Page) -> None:
        _person(page)
        page.get_by_role("main").get_by_role("link", name=name).first.click()

    return walk


def _phone(page: Page) -> None:
    page.goto("/people/?text=0478-5569001")
    page.locator("main table a").first.click()
    page.get_by_role("button", name="电话").click()
    expect(page.locator("main a[href^='tel:']").first).to_be_visible()


def _request(page: Page) -> None:
    page.goto("/requests/")
    link = page.locator("main a[href^='/requests/0']").first
    expect(link).to_be_visible()
    link.click()


PLACES: dict[str, Place] = {
    "people": Place("registry:people", "operator1", at("/people/")),
    "person": Place("registry:person", "operator1", _person),
    "person, new": Place("registry:new_person", "operator1", at("/people/new/")),
    "person, new wrong": Place("registry:new_person", "operator1", pressed("/people/new/", "保存")),
    "person, change": Place("registry:change_person", "operator1", _of_person("change/")),
    "person, leave": Place("registry:leave", "operator1", _of_person("leave/")),
    "person, phone": Place("registry:phone", "operator1", _phone),
    "person, readings": Place("registry:readings", "operator1", _of_person("readings/")),
    "person, join": Place("registry:join", "operator1", _of_person("join/")),
    "person, end membership": Place("registry:end_membership", "operator1", _by_link("退出")),
    "person, kin": Place("registry:kin", "operator1", _of_person("kin/")),
    "person, proxy": Place("registry:proxy", "operator1", _of_person("proxy/")),
    "person, answers": Place("registry:answers", "operator1", _of_person("answers/")),
    "person, answer": Place("registry:answer", "operator1", _of_person("answers/visit/")),
    "person, ask": Place("registry:ask", "operator1", _of_person("ask/")),
    "person, sheet": Place("registry:data_sheet", "operator1", _of_person("sheet/")),
    "requests": Place("registry:requests", "supervisor1", at("/requests/")),
    "request": Place("registry:answer_request", "supervisor1", _request),
    "duplicates": Place("registry:duplicates", "operator1", at("/people/duplicates/")),
    "duplicate": Place("registry:duplicate", "operator1", first("/people/duplicates/", "/people/duplicates/0")),
    "merges": Place("registry:merges", "operator1", at("/people/merges/")),
    "merge, undo": Place("registry:undo_merge", "operator1", first("/people/merges/", "/people/merges/0")),
    "organisations": Place("registry:organisations", "operator1", at("/organisations/")),
    "organisation": Place("registry:organisation", "operator1", first("/organisations/", "/organisations/0")),
    "organisation, new": Place("registry:new_organisation", "admin1", at("/organisations/new/")),
    "organisation, change": Place(
        "registry:change_organisation", "admin1", first("/organisations/", "/organisations/0", "/organisations/0")
    ),
    "residences": Place("registry:residences", "operator1", at("/residences/")),
    "residence, round": Place("registry:visit_round", "operator1", first("/residences/", "/residences/0")),
    "programmes": Place("registry:programmes", "operator1", at("/programmes/")),
    "partnership": Place("registry:partnership", "operator1", first("/programmes/", "/partnerships/")),
}
