"""The pages of the registry: people, duplicates, requests, organisations, sheets."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.places.walking import Place, Walk, at, first, pressed

NO_PAGES = {
    "registry:end_proxy": "leads to the person",
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


def _tried(more: str = "") -> Walk:
    """A list that is tried before it is kept."""
    told = "name=冬季取暖走访&purpose=outreach&area=150824&owner=hotline&age_from=75&expires_on="
    return at(f"/lists/new/?{told}{datetime.now(UTC).date() + timedelta(days=90)}{more}")


def _waiting_list(page: Page) -> None:
    """A sensitive list that waits for another person."""
    _tried("&lives_alone=on")(page)
    page.get_by_role("button", name="保存，等另一个人批准").click()
    expect(page.get_by_text("批准以前不列人")).to_be_visible()


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


def _pressed(rest: str, button: str) -> Walk:
    """A form below a person's page, sent empty: the page with its mistakes."""

    def walk(page: Page) -> None:
        _person(rest)(page)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("alert")).to_be_visible()

    return walk


def _phone(page: Page) -> None:
    _person()(page)
    page.get_by_role("button", name="显示联系电话").click()
    expect(page.get_by_role("heading", name="联系电话")).to_be_visible()


def _answer(page: Page) -> None:
    _person()(page)
    page.get_by_role("link", name="记下本人的话").first.click()
    expect(page.get_by_label("本人的原话")).to_be_visible()


def _member(page: Page) -> None:
    """Somebody who belongs to an organisation; joining again changes nothing."""
    _person("join/")(page)
    page.get_by_label("哪个组织").fill("12345热线中心")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("link", name="退出").first).to_be_visible()


def _end_membership(page: Page) -> None:
    _member(page)
    page.get_by_role("link", name="退出").first.click()
    expect(page.get_by_label("到哪一天为止")).to_be_visible()


def _organisation(rest: str = "") -> Walk:
    def walk(page: Page) -> None:
        page.goto("/organisations/?text=12345")
        href = page.locator("main table a[href^='/organisations/']").first.get_attribute("href")
        page.goto(f"{href}{rest}")

    return walk


def _new_person_asked(page: Page) -> None:
    """Somebody with the name and number of one who is known: the page asks before it enters."""
    page.goto("/people/new/")
    page.get_by_label("姓名").fill("郭长有")
    page.get_by_label("在哪个村（社区）").fill("海流图镇 巴音路社区居委会")
    page.get_by_label("电话").fill("0478-5560001")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", name="可能是同一个人")).to_be_visible()


PEOPLE: dict[str, Place] = {
    "people": Place("registry:people", "operator1", at("/people/")),
    "people, nobody found": Place("registry:people", "operator1", at("/people/?text=nobody")),
    "person": Place("registry:person", "operator1", _person()),
    "person, member": Place("registry:person", "operator1", _member),
    "new person": Place("registry:new_person", "operator1", at("/people/new/")),
    "new person, wrong": Place("registry:new_person", "operator1", pressed("/people/new/", "登记")),
    "new person, asked": Place("registry:new_person", "operator1", _new_person_asked),
    "change person": Place("registry:change_person", "operator1", _person("change/")),
    "leave": Place("registry:leave", "operator1", _person("leave/")),
    "leave, wrong": Place("registry:leave", "operator1", _pressed("leave/", "保存")),
    "person's phone": Place("registry:phone", "operator1", _phone),
    "readings": Place("registry:readings", "operator1", _person("readings/")),
    "join": Place("registry:join", "operator1", _person("join/")),
    "end membership": Place("registry:end_membership", "operator1", _end_membership),
    "kin": Place("registry:kin", "operator1", _person("kin/")),
    "proxy": Place("registry:proxy", "operator1", _person("proxy/")),
    "answer": Place("registry:answer", "operator1", _answer),
    "answers": Place("registry:answers", "operator1", _person("answers/")),
    "ask": Place("registry:ask", "operator1", _person("ask/")),
    "data sheet": Place("registry:data_sheet", "operator1", _person("sheet/")),
    "duplicates": Place("registry:duplicates", "operator1", at("/people/duplicates/")),
    "duplicate": Place("registry:duplicate", "operator1", first("/people/duplicates/", "/people/duplicates/")),
    "merges": Place("registry:merges", "operator1", at("/people/merges/")),
    "undo merge": Place("registry:undo_merge", "operator1", first("/people/merges/", "/people/merges/")),
    "requests": Place("registry:requests", "supervisor1", at("/requests/")),
    "answer request": Place("registry:answer_request", "supervisor1", first("/requests/", "/requests/")),
    "organisations": Place("registry:organisations", "admin1", at("/organisations/")),
    "new organisation": Place("registry:new_organisation", "admin1", at("/organisations/new/")),
    "organisation": Place("registry:organisation", "admin1", _organisation()),
    "change organisation": Place("registry:change_organisation", "admin1", _organisation("change/")),
    "organisation, labels": Place("registry:label_organisation", "admin1", _organisation("labels/")),
    "residences": Place("registry:residences", "operator1", at("/residences/")),
    "visit round": Place("registry:visit_round", "operator1", first("/residences/", "/residences/")),
    "programmes": Place("registry:programmes", "operator1", at("/programmes/")),
    "partnership": Place("registry:partnership", "operator1", first("/programmes/", "/partnerships/")),
}
PLACES: dict[str, Place] = {
    **PEOPLE,
    "forms": Place("registry:forms_for", "operator1", _person("forms/")),
    "form, filled": Place("registry:filled_form", "operator1", _person("forms/home_care/")),
    "form, to ask": Place("registry:filled_form", "operator1", _person("forms/home_care/", "0478-5560002")),
    "sharing, to decide": Place("registry:sharing", "supervisor1", first("/sharing/", "/sharing/")),
    "lists": Place("registry:lists", "admin1", at("/lists/")),
    "list": Place("registry:list", "admin1", at("/lists/elder_friendly/")),
    "forms, kept": Place("registry:form_templates", "admin1", at("/forms/")),
    "form, compose": Place("registry:compose_form", "admin1", at("/forms/new/")),
    "form, compose wrong": Place("registry:compose_form", "admin1", pressed("/forms/new/", "保存")),
    "form, one": Place("registry:form_template", "admin1", at("/forms/home_care/")),
    "form, decide": Place("registry:form_template", "supervisor1", first("/forms/", "/forms/form-")),
    "form, end": Place("registry:end_form", "admin1", at("/forms/home_care/end/")),
    "questions": Place("registry:questions", "admin1", at("/forms/questions/")),
    "question, new": Place("registry:new_question", "admin1", at("/forms/questions/new/")),
    "question, new wrong": Place("registry:new_question", "admin1", pressed("/forms/questions/new/", "保存")),
    "question": Place("registry:question", "admin1", at("/forms/questions/goes_out/")),
    "question, decide": Place("registry:question", "supervisor1", first("/forms/questions/", "/forms/questions/ask-")),
    "question, end": Place(
        "registry:end_question", "admin1", first("/forms/questions/", "/forms/questions/ask-", "/forms/questions/ask-")
    ),
    "list, declare": Place("registry:declare_list", "admin1", at("/lists/new/")),
    "list, tried": Place("registry:declare_list", "admin1", _tried()),
    "list, tried sensitive": Place("registry:declare_list", "admin1", _tried("&lives_alone=on")),
    "list, tried wrong": Place("registry:declare_list", "admin1", at("/lists/new/?name=")),
    "list, waiting": Place("registry:list", "admin1", _waiting_list),
    "list, decide": Place("registry:decide_list", "supervisor1", first("/lists/", "/lists/list-", "/lists/list-")),
    "list, extend": Place("registry:extend_list", "admin1", at("/lists/elder_friendly/extend/")),
    "list, end": Place("registry:end_list", "admin1", at("/lists/elder_friendly/end/")),
    "lists of a person": Place("registry:lists_of", "admin1", _lists_of),
    "sharings": Place("registry:sharings", "admin1", at("/sharing/")),
    "sharing, ask": Place("registry:ask_sharing", "admin1", at("/sharing/new/")),
    "sharing, ask wrong": Place("registry:ask_sharing", "admin1", pressed("/sharing/new/", "申请")),
    "sharing": Place("registry:sharing", "admin1", _sharing),
    "sheets": Place("registry:sheets", "admin1", at("/sheets/")),
    "sheets, wrong": Place("registry:sheets", "admin1", pressed("/sheets/", "上传并试读")),
    "sheet, tried": Place("registry:sheet", "admin1", _sheet),
}
