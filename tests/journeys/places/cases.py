"""The pages of cases: desk, work list, one case and its acts, calls, the public pages."""

from __future__ import annotations

import json
import time

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.places.walking import Place, Walk, at, pressed

NO_PAGES = {
    "cases:proposal": "a piece of the desk; measured there as `desk, proposed`",
    "cases:caller": "a piece of the desk; measured there as `desk, proposed`",
    "cases:text": "a button of `tell`, which leads back to `calls`",
    "cases:hints": "a piece of the desk; measured there as `desk, proposed`",
    "cases:export": "a workbook",
    "cases:mediations": "a short table like `topics`, with the same parts; `mediation` passes through it",
    "cases:new_mediation": "a form of four fields, with the same parts as `set contact card`",
    "cases:keep_filter": "a button of `work list`, which leads back to it",
    "cases:reminder_texts": "a form of one field, with the same parts as `set contact card`",
    "cases:drop_filter": "a button of `list choices`, which leads back to it",
    "cases:restore_filter": "a button of `list choices`, which leads back to it",
    "cases:hand_over_mediation": "a form of two fields, with the same parts as `set contact card`",
    "cases:left_mediations": "a short table like `topics`, with the same parts",
    "cases:hand_over_left": "a form of two fields, with the same parts as `set contact card`",
    "cases:import_confirm": "a button of `import, tried`, which leads to `import, done`",
    "cases:import_drop": "a button of `import, tried`",
    "cases:import_progress": "a piece of the page of an import that runs",
    "cases:import_result": "a workbook",
    "cases:import_template": "a workbook",
    "cases:end_payment_difficulty": "two choices and a button, as on `payment difficulty`",
    "cases:outreach": "a short table like `topics`, with the same parts",
}


def _case(page: Page, view: str = "all") -> str:
    """The address of the first case of a view of the work list."""
    page.goto(f"/cases/?view={view}")
    path = page.locator("main table a[href^='/cases/']").first.get_attribute("href")
    assert path is not None
    return path


def _at_case(rest: str = "", view: str = "all") -> Walk:
    def walk(page: Page) -> None:
        page.goto(_case(page, view) + rest)

    return walk


def _phone(page: Page) -> None:
    page.goto(_case(page))
    page.get_by_role("button", name="显示联系电话").click()
    expect(page.get_by_role("heading", name="联系电话")).to_be_visible()


def _tell(page: Page) -> None:
    page.goto("/calls/")
    page.get_by_role("main").get_by_role("link", name="告知").first.click()
    expect(page.get_by_label("告知的话")).to_be_visible()


def _desk_wrong(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_label("什么事").fill("我的银行卡密码是 123456")
    page.get_by_label("联系电话").fill("12")
    page.get_by_role("button", name="保存并派单").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _desk_proposed(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_label("联系电话").fill("0478-5560100")
    page.get_by_label("什么事").fill(steps.WORDS)
    page.get_by_label("什么事").press("Tab")
    expect(page.get_by_text("系统建议（由您确认）")).to_be_visible()
    expect(page.locator("#caller p").first).to_be_visible()


def _desk_emergency(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_label("什么事").fill("我爸胸口疼，喘不上气，脸色发白")
    page.get_by_label("什么事").press("Tab")
    expect(page.get_by_role("alert")).to_be_visible()


def _said(page: Page) -> None:
    page.goto("/voice/")
    page.get_by_label("什么事").fill("村口的路灯坏了半个月，晚上看不见")
    page.get_by_label("在哪个村（社区）").fill("海流图镇 巴音路社区居委会")
    page.get_by_label("联系电话").fill("0478-5560777")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("请记下编号")).to_be_visible()


def _status_found(page: Page) -> None:
    _said(page)
    page.get_by_role("link", name="查进度").last.click()
    page.get_by_label("联系电话后四位").fill("0777")
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.get_by_text("已受理").first).to_be_visible()


def _door_code(page: Page) -> None:
    page.goto("/cases/?view=open&state=assigned")
    path = page.locator("main table a").first.get_attribute("href")
    page.goto(f"{path}appointment/")
    steps.fill_appointment(page)
    expect(page.locator(".door-code")).to_be_visible()


def _call(page: Page, rest: str) -> None:
    """The first call of a whistle, and a step of it."""
    page.goto(_case(page, "called"))
    page.locator(f"main a[href^='/whistles/'][href$='/{rest}/']").first.click()


def _rated(page: Page) -> None:
    page.goto("/follow-up/")
    page.locator("main table a").first.click()
    expect(page.get_by_role("heading", name="办成了")).to_be_visible()


def _ask_exclusion(page: Page) -> None:
    _rated(page)
    page.get_by_role("link", name="申请不计入").first.click()
    expect(page.get_by_label("具体说明")).to_be_visible()


def _decide_exclusion(page: Page) -> None:
    page.goto("/follow-up/")
    page.locator("main a[href*='/exclusions/']").first.click()
    expect(page.get_by_label("理由")).to_be_visible()


def _ticked(button: str, state: str = "") -> Walk:
    def walk(page: Page) -> None:
        page.goto(f"/cases/?view=open&state={state}")
        ticks = page.locator("main table input[name=case]")
        ticks.nth(0).check()
        ticks.nth(1).check()
        page.get_by_role("button", name=button).click()
        expect(page.locator("main")).to_be_visible()

    return walk


def _undo_merge(page: Page) -> None:
    _ticked("合并成一件", "assigned")(page)
    page.get_by_label("为什么是同一件事").fill("同一条路")
    page.locator("main input[name=survivor]").first.check()
    page.get_by_role("button", name="合并", exact=True).click()
    page.locator("main details summary").first.click()
    page.get_by_role("link", name="拆开").click()
    expect(page.get_by_label("为什么要拆开")).to_be_visible()


def _list_choices(page: Page) -> None:
    """With a filter that is kept and one that was dropped and can be taken back."""
    for view in ("late", "paused"):
        page.goto(f"/cases/?view={view}")
        if page.get_by_role("button", name="保存这个条件").count():
            page.get_by_role("button", name="保存这个条件").click()
            expect(page.get_by_text("以后在工作清单上面点一下就打开")).to_be_visible()
    page.goto("/cases/filters/")
    page.get_by_role("button", name="删除 暂停计时的").click()
    expect(page.get_by_role("button", name="撤销删除 暂停计时的")).to_be_visible()


def _letter(page: Page) -> None:
    _tell(page)
    page.get_by_role("link", name="打印信件和告示").click()
    expect(page.get_by_role("heading", name="告示", exact=True)).to_be_visible()


MESSAGES = "\n".join(
    json.dumps({"id": f"{place}-{number}", "text": text}, ensure_ascii=False)
    for number, (place, text) in enumerate(
        [("灯", "村口的路灯坏了半个月，晚上看不见"), ("水", "自来水停了两天，老人没有水喝"), ("灯", "")], start=1
    )
)


def _tried(page: Page) -> None:
    """A small file, tried: two rows that can be imported and one that cannot."""
    page.goto("/imports/")
    told = f"{MESSAGES}\n" + json.dumps(
        {"id": str(time.time_ns()), "text": "小区门口积水，出不了门"}, ensure_ascii=False
    )
    page.locator("input[type=file]").set_input_files(
        {"name": "sample.jsonl", "mimeType": "text/plain", "buffer": told.encode()}
    )
    page.get_by_role("button", name="上传并试读").click()
    expect(page.get_by_role("button", name="确认导入")).to_be_visible()


def _imported(page: Page) -> None:
    _tried(page)
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("link", name="到工作清单定责派单")).to_be_visible()


def _outreach_contact(page: Page) -> None:
    page.goto("/outreach/elders_alone/")
    page.get_by_role("link", name="去联系").first.click()
    expect(page.get_by_text("有需要：记成一件事")).to_be_visible()


def _mediation(page: Page) -> None:
    page.goto("/mediation/")
    page.locator("main table a").first.click()
    expect(page.get_by_role("heading", name="调解", exact=True)).to_be_visible()


ACTING = {
    "triage": ("operator1", "open&state=heard"),
    "assign": ("operator1", "open&state=reopened"),
    "decline": ("operator1", "open&state=heard"),
    "refer": ("operator1", "open&state=heard"),
    "appointment": ("heating1", "open&state=assigned"),
    "visit": ("heating1", "open&state=assigned"),
    "deliver": ("heating1", "open&state=assigned"),
    "hand_back": ("heating1", "open&state=assigned"),
    "contact": ("heating1", "open&state=assigned"),
    "help": ("community1", "helping"),
    "decide_hand_back": ("arbiter1", "argued"),
    "correct": ("operator1", "open&state=assigned"),
    "pause": ("heating1", "open&state=assigned"),
    "resume": ("heating1", "open&state=assigned"),
    "ask_extension": ("heating1", "open&state=assigned"),
    "decide_extension": ("supervisor1", "open&state=assigned"),
    "verify": ("verifier1", "open&state=delivered"),
    "attempt": ("verifier1", "open&state=delivered"),
    "reopen": ("verifier1", "ended"),
}
"""Who acts, and on which cases of the work list."""

PLACES: dict[str, Place] = {
    "voice": Place("cases:voice", "", at("/voice/")),
    "voice, wrong": Place("cases:voice", "", pressed("/voice/", "提交")),
    "said": Place("cases:said", "", _said),
    "status": Place("cases:status", "", at("/status/")),
    "status, found": Place("cases:status", "", _status_found),
    "desk": Place("cases:desk", "operator1", at("/desk/")),
    "paper sheets": Place("cases:paper_sheets", "operator1", at("/desk/sheets/")),
    "desk, wrong": Place("cases:desk", "operator1", _desk_wrong),
    "desk, proposed": Place("cases:desk", "operator1", _desk_proposed),
    "desk, emergency": Place("cases:desk", "operator1", _desk_emergency),
    "work list": Place("cases:work_list", "operator1", at("/cases/?view=all")),
    "work list, nothing found": Place("cases:work_list", "operator1", at("/cases/?text=%E6%97%A0%E6%AD%A4%E4%BA%8B")),
    "list choices": Place("cases:list_choices", "operator1", _list_choices),
    "case, open": Place("cases:case", "operator1", _at_case(view="open")),
    "case, ended": Place("cases:case", "operator1", _at_case(view="ended")),
    "sheet": Place("cases:sheet", "operator1", _at_case("sheet/", "ended")),
    "door code": Place("cases:door_code", "heating1", _door_code),
    "phone": Place("cases:phone", "operator1", _phone),
    "whistle": Place("cases:whistle", "secretary1", _at_case("whistle/", "open")),
    "whistle, step": Place("cases:whistle_step", "heating1", lambda page: _call(page, "sign")),
    "whistle, rating": Place("cases:rate_whistle", "secretary1", lambda page: _call(page, "rate")),
    "replay": Place("cases:replay", "list1", at("/duty-replay/")),
    "calls, verifier": Place("cases:calls", "verifier1", at("/calls/")),
    "calls, operator": Place("cases:calls", "operator1", at("/calls/")),
    "retention": Place("cases:retention", "auditor1", at("/retention/")),
    "follow-up": Place("cases:follow_up", "verifier1", at("/follow-up/")),
    "follow-up, cases": Place("cases:follow_up_cases", "verifier1", _rated),
    "ask exclusion": Place("cases:ask_exclusion", "verifier1", _ask_exclusion),
    "decide exclusion": Place("cases:decide_exclusion", "supervisor1", _decide_exclusion),
    "imports": Place("cases:imports", "supervisor1", at("/imports/")),
    "imports, nothing chosen": Place("cases:imports", "supervisor1", pressed("/imports/", "上传并试读")),
    "import, tried": Place("cases:import", "supervisor1", _tried),
    "import, done": Place("cases:import", "supervisor1", _imported),
    "topics": Place("cases:topics", "operator1", at("/topics/")),
    "merge": Place("cases:merge", "operator1", _ticked("合并成一件")),
    "undo joined cases": Place("cases:undo_merge", "operator1", _undo_merge),
    "assign many": Place("cases:assign_many", "operator1", _ticked("派单", "reopened")),
    "sheets of cases": Place("cases:sheets", "operator1", _ticked("打印办理单")),
    "feedback": Place("cases:feedback", "operator1", at("/feedback/")),
    "new feedback": Place("cases:new_feedback", "operator1", pressed("/feedback/new/", "记下")),
    "contact cards": Place("cases:contact_cards", "secretary1", at("/contacts/")),
    "contact card": Place("cases:contact_card", "secretary1", at("/contacts/150824100001/")),
    "set contact card": Place("cases:set_contact_card", "secretary1", at("/contacts/150824100001/change/")),
    "outreach list": Place("cases:outreach_list", "operator1", at("/outreach/elders_alone/")),
    "outreach contact": Place("cases:outreach_contact", "operator1", _outreach_contact),
    "payment register": Place("cases:payment_register", "bank1", at("/payment-register/")),
    "payment difficulty": Place("cases:new_payment_difficulty", "bank1", pressed("/payment-register/new/", "保存")),
    "staff voice": Place("cases:staff_voice", "", at("/staff-voice/990001/")),
    "staff sheets": Place("cases:staff_sheets", "union1", at("/staff-voice/990001/sheets/")),
    "staff result": Place("cases:staff_result", "", pressed("/staff-voice/990001/result/", "查")),
    "mediation": Place("cases:mediation", "secretary1", _mediation),
    "mediation counts": Place("cases:mediation_counts", "supervisor1", at("/mediation/counts/")),
    "letter": Place("cases:letter", "operator1", _letter),
    "tell": Place("cases:tell", "operator1", _tell),
    **{
        f"act {name}": Place(f"cases:act/{name}", login, _at_case(f"{name}/", view))
        for name, (login, view) in ACTING.items()
    },
}
