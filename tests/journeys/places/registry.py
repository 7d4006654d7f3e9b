"""The pages of the registry: people, duplicates, requests, organisations, sheets."""

from __future__ import annotations

import re

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.places.walking import Place, Walk, at, first, pressed

NO_PAGES = {
    "registry:sheet_template": "a workbook",
    "registry:sheet_result": "a workbook",
    "registry:sheet_progress": "a piece of the page of a sheet",
    "registry:act_on_sheet": "leads to the sheet",
    "registry:sharing_file": "a workbook",
    "registry:organisations_file": "a workbook",
}
SHEET = "姓名,电话,村（社区）\n张三样例,13900001111,\n李四样例,12,\n"


def _sheet(page: Page) -> None:
    page.goto("/sheets/")
    file: FilePayload = {"name": "人员.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传并试读").click()
    expect(page).to_have_url(re.compile(r"/sheets/[0-9a-f-]{36}/$"))
    expect(page.get_by_role("button", name="确认导入 1 条")).to_be_visible()


def _sharing(page: Page) -> None:
    page.goto("/sharing/new/?list=elder_friendly")
    page.get_by_label("拿去做什么").fill("发慰问品")
    page.get_by_role("button", name="申请").click()
    expect(page.get_by_role("link", name="下载文件")).to_be_visible()


def _lists_of(page: Page) -> None:
    page.goto("/lists/elder_friendly/")
    page.get_by_role("link", name="看理由").first.click()
    expect(page.get_by_text("在名单上").first).to_be_visible()


def _person(rest: str = "", text: str = "0478-5560001") -> Walk:
    """The page of one person, found by phone, or a page below it."""

    def walk(page: Page) -> None:
        page.goto(f"/people/?text={text}")
        href = page.locator("main table a[href^='/people/']").first.get_attribute("href")
        page.goto(f"{href}{rest}")

    return walk


PLACES: dict[str, Place] = {
    "forms": Place("registry:forms_for", "operator1", _person("forms/")),
    "form, filled": Place("registry:filled_form", "operator1", _person("forms/home_care/")),
    "form, to ask": Place("registry:filled_form", "operator1", _person("forms/home_care/", "0478-5560002")),
    "sharing, to decide": Place("registry:sharing", "supervisor1", first("/sharing/", "/sharing/")),
    "lists": Place("registry:lists", "admin1", at("/lists/")),
    "list": Place("registry:list", "admin1", at("/lists/elder_friendly/")),
    "lists of a person": Place("registry:lists_of", "admin1", _lists_of),
    "sharings": Place("registry:sharings", "admin1", at("/sharing/")),
    "sharing, ask": Place("registry:ask_sharing", "admin1", at("/sharing/new/")),
    "sharing, ask wrong": Place("registry:ask_sharing", "admin1", pressed("/sharing/new/", "申请")),
    "sharing": Place("registry:sharing", "admin1", _sharing),
    "sheets": Place("registry:sheets", "admin1", at("/sheets/")),
    "sheets, wrong": Place("registry:sheets", "admin1", pressed("/sheets/", "上传并试读")),
    "sheet, tried": Place("registry:sheet", "admin1", _sheet),
}
