"""The pages of the catalogue: duties, their draft, matters that nobody owns, guides, chains, commitments."""

from __future__ import annotations

import re

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.places.walking import Place, at, first, pressed

NO_PAGES = {
    "catalogue:duty_list_export": "a workbook",
    "catalogue:begin_draft": "leads to the draft",
    "catalogue:publish_draft": "leads to the list",
    "catalogue:discard_draft": "leads to the draft",
    "catalogue:remove_draft_line": "leads to the draft",
    "catalogue:draft_sheet": "a workbook",
    "catalogue:returned_sheet": "a workbook",
    "catalogue:act_on_import": "leads to the sheet that was read",
    "catalogue:unclear_propose": "leads to the matter",
    "catalogue:unclear_decide": "leads to the matter",
    "catalogue:unclear_told": "leads to the matter",
    "catalogue:set_commitment": "leads to the commitment",
    "catalogue:add_evidence": "leads to the commitment",
    "catalogue:rate": "leads to the commitment",
}


def _draft(page: Page) -> None:
    page.goto("/duty-draft/")
    begin = page.get_by_role("button", name="开始起草")
    if begin.count():
        page.get_by_label("名称").first.fill("下一版")
        begin.click()
    expect(page.get_by_role("heading", name="草稿里的事项")).to_be_visible()


def _draft_line(page: Page) -> None:
    _draft(page)
    page.locator("main table a").first.click()
    expect(page.get_by_role("button", name="从草稿中去掉这一项")).to_be_visible()


def _new_draft_line(page: Page) -> None:
    _draft(page)
    page.goto("/duty-draft/lines/new/")


def _upload(page: Page) -> None:
    _draft(page)
    page.get_by_role("link", name="用表格改").click()
    expect(page.get_by_role("button", name="上传并检查")).to_be_visible()


def _draft_import(page: Page) -> None:
    _upload(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="导出草稿").click()
    sheet: FilePayload = {"name": "draft.xlsx", "mimeType": "", "buffer": download.value.path().read_bytes()}
    page.locator("input[type=file]").set_input_files(sheet)
    page.get_by_role("button", name="上传并检查").click()
    expect(page).to_have_url(re.compile(r"/duty-draft/import/[0-9a-f-]{36}/$"))


def _unclear(page: Page) -> None:
    page.goto("/unclear/ask/")
    page.get_by_label("什么事").fill("两个单位交界处的井盖没人管")
    page.get_by_label("依据").fill("两个单位都说不在自己的路段。")
    page.get_by_label("在哪里").fill("海流图镇 巴音路社区居委会")
    page.get_by_role("button", name="提出", exact=True).click()
    expect(page.get_by_text("已提出，开始计时")).to_be_visible()


PLACES: dict[str, Place] = {
    "duties": Place("catalogue:duties", "", at("/duties/")),
    "duties, found": Place("catalogue:duties", "", at("/duties/?question=%E6%9D%91%E9%87%8C%E7%9B%96%E6%88%BF")),
    "duty list": Place("catalogue:duty_list", "", at("/duties/list/")),
    "duty": Place("catalogue:duty", "", at("/duties/list/1/")),
    "draft": Place("catalogue:draft", "list1", _draft),
    "draft line": Place("catalogue:draft_line", "list1", _draft_line),
    "draft line, new": Place("catalogue:new_draft_line", "list1", _new_draft_line),
    "draft, by sheet": Place("catalogue:upload_draft", "list1", _upload),
    "draft, sheet read": Place("catalogue:draft_import", "list1", _draft_import),
    "unclear": Place("catalogue:unclear", "list1", _unclear),
    "unclear, list": Place("catalogue:unclear_list", "arbiter1", at("/unclear/")),
    "unclear, ask": Place("catalogue:ask", "town1", at("/unclear/ask/")),
    "unclear, ask wrong": Place("catalogue:ask", "town1", pressed("/unclear/ask/", "提出")),
    "services": Place("catalogue:services", "", at("/services/")),
    "service": Place("catalogue:service", "", first("/services/", "/services/")),
    "service, new": Place("catalogue:new_service", "list1", at("/services/new/")),
    "guide": Place("catalogue:edit_guide", "list1", at("/services/errand-service/edit/")),
    "guide, labels": Place("catalogue:label_service", "list1", at("/services/errand-service/labels/")),
    "chains": Place("catalogue:chains", "", at("/chains/")),
    "commitments": Place("catalogue:registers", "list1", at("/commitments/")),
    "commitments, register": Place("catalogue:register", "list1", first("/commitments/", "/commitments/")),
    "commitment": Place(
        "catalogue:commitment", "list1", first("/commitments/", "/commitments/", "/commitments/slots/")
    ),
}
