"""The pages of dispatch: the pool, what one holds, what is offered."""

from __future__ import annotations

import json

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.places.walking import Place, at, first, pressed

NO_PAGES = {
    "dispatch:help_records_file": "a file",
    "dispatch:own_record": "a file",
    "dispatch:calendar_feed": "for programs: iCalendar",
    "dispatch:end_calendar": "a button of the visit calendar",
    "dispatch:new_recurring": "the one form of dispatch/form.html, walked at a base",
    "dispatch:pause_recurring": "the one form of dispatch/form.html, walked at a base",
    "dispatch:resume_recurring": "a button of the recurring visits",
    "dispatch:end_recurring": "a button of the recurring visits",
    "dispatch:money": "the one form of dispatch/form.html, walked at a base",
    "dispatch:release_for": "a button of the tasks to read out",
    "dispatch:claim_for": "the one form of dispatch/form.html, walked at a base",
    "dispatch:profile_for": "the fields of the profile in dispatch/form.html, both walked",
    "dispatch:take_shift_for": "the one form of dispatch/form.html, walked at a base",
    "dispatch:key_team_sheet": "the one form of dispatch/form.html, walked at a post's sheet",
    "dispatch:team_sheet": "the sheet of sign_in_sheet.html, walked at a post",
    "dispatch:confirm": "the one form of dispatch/form.html, walked at a base",
    "dispatch:sign_shopping": "the one form of dispatch/form.html, walked at a base",
    "dispatch:check_in_unit": "the one form of dispatch/form.html, walked at a base",
    "dispatch:check_in_member": "the one form of dispatch/form.html, walked at a base",
    "dispatch:end_check_in": "the one form of dispatch/form.html, walked at a base",
    "dispatch:new_required_act": "the one form of dispatch/form.html, walked at a base",
    "dispatch:withdraw_required_act": "a button of the required acts",
    "dispatch:do_required_act": "a button of one's own acts",
    "dispatch:take_shift": "the one form of dispatch/form.html, walked at a base",
    "dispatch:give_shift_back": "a button of one's own shifts",
    "dispatch:visitor": "the buttons of a guide on duty",
    "dispatch:offer_for_post": "a button of the posts for me",
    "dispatch:decline_post": "a button of the posts for me",
    "dispatch:ask_for_post": "a button of a post",
    "dispatch:new_study": "the one form of dispatch/form.html, walked at a base",
    "dispatch:cancel_study": "the one form of dispatch/form.html, walked at a base",
    "dispatch:who_came": "the one form of dispatch/form.html, walked at a post's sheet",
    "dispatch:take_study_for": "the one form of dispatch/form.html, walked at a base",
    "dispatch:take_study": "a button of a study",
    "dispatch:leave_study": "a button of a study",
    "dispatch:take_skill_over": "a button of a study",
    "dispatch:leave_study_for": "a button of a study",
    "dispatch:take_skill_over_for": "a button of a study",
    "dispatch:note_told": "a button of a study",
    "dispatch:new_zone": "the one form of dispatch/form.html, walked at a base",
    "dispatch:end_zone": "a button of the zones",
    "dispatch:new_pairing": "the one form of dispatch/form.html, walked at a base",
    "dispatch:change_pairing": "the one form of dispatch/form.html, walked at a base",
    "dispatch:end_pairing": "a button of the pairings",
    "dispatch:accept_pairing": "a button of one's own pairings",
    "dispatch:leave_pairing": "a button of one's own pairings",
    "dispatch:new_team": "the one form of dispatch/form.html, walked at a base",
    "dispatch:join_team": "the one form of dispatch/form.html, walked at a base",
    "dispatch:leave_team": "the one form of dispatch/form.html, walked at a base",
    "dispatch:end_team": "the one form of dispatch/form.html, walked at a base",
    "dispatch:end_base": "the one form of dispatch/form.html, walked at a new base",
    "dispatch:new_post": "the one form of dispatch/form.html, walked at a base",
    "dispatch:take_post": "the one form of dispatch/form.html, walked at a base",
    "dispatch:end_post": "the one form of dispatch/form.html, walked at a base",
    "dispatch:leave_post": "the one form of dispatch/form.html, walked at a base",
    "dispatch:claim": "a button of the pool; leads to what one holds",
    "dispatch:decline": "a button of what one holds",
    "dispatch:release": "a button of what one holds",
    "dispatch:withdraw": "a button of what is offered",
    "dispatch:field_manifest": "read by the phone that keeps the page",
    "dispatch:field_worker": "the script that keeps the page on the phone",
    "dispatch:field_hello": "who is signed in, for the script",
    "dispatch:field_visits": "the visits as data, for the script",
    "dispatch:field_photos": "takes the photos that the script sends",
    "dispatch:photo": "a picture, no page",
    "dispatch:field_records": "takes the records that the script sends",
}


def _held(page: Page) -> None:
    page.goto("/pool/mine/")
    if page.get_by_text("您手里没有任务").count():
        page.goto("/pool/")
        page.get_by_role("button", name="我来做").first.click()
    expect(page.get_by_role("link", name="填写结果").first).to_be_visible()


def _finish(page: Page) -> None:
    _held(page)
    page.get_by_role("link", name="填写结果").first.click()
    expect(page.get_by_role("button", name="记下来")).to_be_visible()


def _licence_wrong(page: Page) -> None:
    first("/volunteers/", "/volunteers/")(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _hand_over(page: Page) -> None:
    _held(page)
    page.get_by_role("link", name="请别人接手").first.click()
    expect(page.get_by_role("button", name="去问")).to_be_visible()


def _day(page: Page) -> None:
    page.goto("/field/")
    expect(page.get_by_text("资料更新于")).to_be_visible()


def _visit(page: Page) -> None:
    _day(page)
    page.locator("a[href^='#visit/']").first.click()
    page.get_by_label("发现了新的需要").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("这一项要填。").first).to_be_visible()


def _reported_by_phone(page: Page) -> None:
    page.goto("/help/by-phone/")
    page.get_by_role("link", name="报结果").first.click()
    expect(page.get_by_label("谁说的，怎么说的")).to_be_visible()


def _helper_at_desk(page: Page) -> None:
    page.goto("/help/by-phone/helpers/?text=何静")
    page.get_by_role("link", name="何静").click()
    expect(page.get_by_role("heading", name="他现在可以说的")).to_be_visible()


def _record_of_helper(page: Page) -> None:
    _helper_at_desk(page)
    page.get_by_role("link", name="打印服务记录").click()
    expect(page.get_by_text("不收费")).to_be_visible()


def _sheet_of_helper(page: Page) -> None:
    page.goto("/help/by-phone/")
    page.locator("main a[href^='/help/by-phone/sheet/']").first.click()
    expect(page.get_by_role("link", name="录入填好的单子")).to_be_visible()


def _sheet_of_helper_keyed(page: Page) -> None:
    _sheet_of_helper(page)
    page.get_by_role("link", name="录入填好的单子").click()
    expect(page.get_by_role("button", name="保存这张单子")).to_be_visible()


def _brought(page: Page) -> None:
    page.goto("/help/by-phone/file/")
    told = {"format": "minsheng-field-2", "records": [{"account": "?"}]}
    file: FilePayload = {"name": "minsheng.json", "mimeType": "application/json", "buffer": json.dumps(told).encode()}
    page.get_by_label("手机导出的文件").set_input_files(file)
    page.get_by_role("button", name="先试一遍").click()
    expect(page.get_by_text("读不懂这一条。")).to_be_visible()


def _sign_in(page: Page) -> None:
    first("/posts/", "/posts/0")(page)
    page.get_by_role("link", name="签到单").click()
    expect(page.get_by_role("columnheader", name="签到")).to_be_visible()


def _sign_in_keyed(page: Page) -> None:
    _sign_in(page)
    page.get_by_role("link", name="录入填好的签到单").click()
    expect(page.get_by_label("什么活动")).to_be_visible()


def _settle_nothing(page: Page) -> None:
    first("/visits/to-settle/", "/visits/to-settle/")(page)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert").first).to_be_visible()


PLACES: dict[str, Place] = {
    "pool": Place("dispatch:pool", "volunteer1", at("/pool/")),
    "tasks held": Place("dispatch:mine", "volunteer1", _held),
    "tasks held, none": Place("dispatch:mine", "volunteer3", at("/pool/mine/")),
    "finish": Place("dispatch:finish", "volunteer1", _finish),
    "hand over": Place("dispatch:hand_over", "volunteer1", _hand_over),
    "profile": Place("dispatch:profile", "volunteer1", at("/pool/profile/")),
    "volunteers": Place("dispatch:volunteers", "secretary1", at("/volunteers/")),
    "licence": Place("dispatch:licence", "secretary1", first("/volunteers/", "/volunteers/")),
    "licence, wrong": Place("dispatch:licence", "secretary1", _licence_wrong),
    "field, visits": Place("dispatch:field", "bank1", _day),
    "field, one visit": Place("dispatch:field", "bank1", _visit),
    "field, nothing unsent": Place("dispatch:field", "bank1", at("/field/#outbox")),
    "sheet of visits": Place("dispatch:visit_sheet", "bank1", at("/visits/sheet/")),
    "sheet to key": Place("dispatch:key_sheet", "bank1", at("/visits/sheet/key/")),
    "sheet to key, empty": Place("dispatch:key_sheet", "bank1", pressed("/visits/sheet/key/", "保存这张单子")),
    "to settle": Place("dispatch:to_settle", "operator1", at("/visits/to-settle/")),
    "settle": Place("dispatch:settle", "operator1", first("/visits/to-settle/", "/visits/to-settle/")),
    "settle, wrong": Place("dispatch:settle", "operator1", _settle_nothing),
    "offers": Place("dispatch:offers", "secretary1", at("/offers/")),
    "offers of a lead": Place("dispatch:offers", "heating1", at("/offers/")),
    "share": Place("dispatch:share", "heating1", first("/offers/", "/offers/")),
    "new task": Place("dispatch:new_task", "secretary1", at("/offers/new/")),
    "teams": Place("dispatch:teams", "organiser1", at("/teams/")),
    "team": Place("dispatch:team", "secretary3", first("/teams/", "/teams/0")),
    "zones": Place("dispatch:zones", "organiser1", at("/zones/")),
    "zone, changed": Place("dispatch:change_zone", "organiser1", first("/zones/", "/zones/0")),
    "pairings": Place("dispatch:pairings", "operator1", at("/pairings/")),
    "own pairings": Place("dispatch:own_pairings", "volunteer2", at("/pairings/mine/")),
    "recurring visits": Place("dispatch:recurring", "operator1", at("/recurring/")),
    "tasks to read out": Place("dispatch:phone_pool", "operator1", at("/help/by-phone/")),
    "result told by phone": Place("dispatch:report_for", "operator1", _reported_by_phone),
    "sheet of a helper": Place("dispatch:sheet_for", "operator1", _sheet_of_helper),
    "sheet of a helper to key": Place("dispatch:key_sheet_for", "operator1", _sheet_of_helper_keyed),
    "helpers who phone": Place("dispatch:phone_helpers", "operator1", at("/help/by-phone/helpers/")),
    "helper who phones": Place("dispatch:phone_helper", "operator1", _helper_at_desk),
    "record of a helper": Place("dispatch:record_for", "operator1", _record_of_helper),
    "file of a phone": Place("dispatch:bring_outbox", "operator1", at("/help/by-phone/file/")),
    "file of a phone, tried": Place("dispatch:bring_outbox", "operator1", _brought),
    "sign-in sheet": Place("dispatch:post_sheet", "organiser1", _sign_in),
    "sign-in sheet to key": Place("dispatch:key_post_sheet", "secretary1", _sign_in_keyed),
    "help to confirm": Place("dispatch:to_confirm", "operator1", at("/help/to-confirm/")),
    "help an office was noticed of": Place("dispatch:to_confirm", "supervisor1", at("/help/to-confirm/")),
    "money for shopping": Place("dispatch:shoppings", "operator1", at("/shopping/")),
    "slip of a shopping": Place("dispatch:shopping_slip", "operator1", first("/shopping/", "/shopping/0")),
    "check-ins": Place("dispatch:check_ins", "secretary1", at("/check-ins/")),
    "required acts": Place("dispatch:required_acts", "organiser1", at("/required/")),
    "visit calendar": Place("dispatch:visit_calendar", "volunteer1", at("/field/calendar/")),
    "help records": Place("dispatch:help_records", "admin1", at("/volunteers/records/")),
    "own acts": Place("dispatch:own_acts", "volunteer1", at("/pool/acts/")),
    "hall": Place("dispatch:hall", "volunteer1", at("/hall/")),
    "roster of halls": Place("dispatch:roster", "organiser1", at("/hall/roster/")),
    "armband": Place("dispatch:check_armband", "", at("/hall/armband/")),
    "posts for me": Place("dispatch:posts_for_me", "volunteer1", at("/posts/mine/")),
    "studies": Place("dispatch:studies", "volunteer1", at("/study/")),
    "study, of a helper": Place("dispatch:study", "volunteer1", first("/study/", "/study/0")),
    "study, of the desk": Place("dispatch:study", "operator1", first("/study/", "/study/0")),
    "bases": Place("dispatch:bases", "organiser1", at("/bases/")),
    "new base, wrong": Place("dispatch:new_base", "organiser1", pressed("/bases/new/", "保存")),
    "posts": Place("dispatch:posts", "organiser1", at("/posts/")),
    "post": Place("dispatch:post", "secretary1", first("/posts/", "/posts/0")),
    "new task, wrong": Place("dispatch:new_task", "secretary1", pressed("/offers/new/", "放进任务池")),
}
