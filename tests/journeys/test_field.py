"""The field pages in a real browser with the network cut: one schema, a visit recorded offline, and what stays safe."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from minsheng.dispatch.forms import field as forms
from minsheng.dispatch.rules import photos
from tests.factories.forms import samples
from tests.journeys.conftest import Visit
from tests.journeys.phones import agreed, card, open_day

REFUSAL = "这次上门不在您手里了。"
STATIC = Path(forms.__file__).parents[1] / "static" / "dispatch" / "field"


def test_phone_and_server_check_alike(browser: Browser) -> None:
    page = browser.new_page()
    page.goto("about:blank")
    page.add_script_tag(content=(STATIC / "forms.js").read_text(encoding="utf-8"))
    asked = samples()
    said = page.evaluate(
        "told => { const [schema, asked] = JSON.parse(told);"
        " return asked.map(([key, answers]) => fieldForms.check(schema, key, answers)); }",
        json.dumps([forms.schema(), asked]),  # in ASCII: half a letter gets there as half a letter
    )
    page.close()
    expected = [forms.check(key, answers) for key, answers in asked]
    different = [(one, two, three) for one, two, three in zip(asked, said, expected, strict=True) if two != three]
    assert different == []
    assert {what for one in expected for what in one.values()} == set(forms.PROBLEMS), "a problem that no sample meets"


def test_m2_visit_is_recorded_offline_and_seen_on_the_case(
    visit: Visit, phone: Callable[[str], Page], picture: Callable[[Page, str], None]
) -> None:
    opened, code = agreed(visit, "2001")
    page = phone("bank1")
    open_day(page)
    page.context.set_offline(True)
    page.reload()
    picture(page, "field-day")
    began, taps = time.monotonic(), 0
    for target in (page.locator(card(page, opened)), page.get_by_label("看望了，没有别的需要")):
        target.tap()
        taps += 1
    page.keyboard.type(code)  # the cursor stands there already
    picture(page, "field-visit")
    page.get_by_role("button", name="保存").tap()
    taps += 1
    expect(page.get_by_text("记下了。")).to_be_visible()
    assert (taps, time.monotonic() - began < 20) == (3, True)
    expect(page.get_by_text("没发出去：1 条")).to_be_visible()
    page.close()

    again = page.context.new_page()  # the tab was closed; the record is still there
    again.goto("/field/")
    expect(again.get_by_text("没发出去：1 条")).to_be_visible()
    again.get_by_role("link", name="没发出去：1 条").tap()
    expect(again.get_by_text("没有网络。记录在手机里")).to_be_visible()
    again.context.set_offline(False)
    again.get_by_role("button", name="现在发送").tap()
    expect(again.get_by_text("记下的上门都已经送到受理中心。")).to_be_visible()

    bank = visit("bank1")
    bank.goto(opened.path)
    expect(bank.get_by_text("已办理，待核实").first).to_be_visible()
    expect(bank.get_by_role("main")).to_contain_text("看望了，没有别的需要")


def test_what_is_unsent_stays_when_somebody_wants_to_sign_out(visit: Visit, phone: Callable[[str], Page]) -> None:
    opened, code = agreed(visit, "2002")
    page = phone("bank1")
    open_day(page)
    page.context.set_offline(True)
    page.locator(card(page, opened)).tap()
    page.get_by_label("办好了").tap()
    page.keyboard.type(code)
    shot = page.screenshot()
    page.get_by_label("照片").set_input_files({"name": "door.png", "mimeType": "image/png", "buffer": shot})
    page.get_by_role("button", name="保存").tap()
    page.get_by_role("button", name="退出登录").tap()  # at once: what is being written down is waited for
    expect(page.get_by_role("button", name="导出成文件")).to_be_visible()
    expect(page.get_by_text("现在不能退出")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="导出成文件").tap()
    told = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [json.loads(one["record"])["answers"] for one in told["records"]] == [{"result": "done", "code": code}]
    (kept,) = told["photos"]
    assert kept["record"] == told["records"][0]["client_id"]
    head, letters = kept["photo"].split(",")
    assert head == "data:image/jpeg;base64"
    assert photos.cleaned(base64.b64decode(letters)), "a whole photo"

    desk = visit("operator1")  # the phone is given up: the desk takes in its file, and then it comes back to life
    desk.goto("/help/by-phone/")
    desk.get_by_role("link", name="录入手机导出的文件").click()
    file: FilePayload = {"name": "m.json", "mimeType": "application/json", "buffer": json.dumps(told).encode()}
    for button, said in (("先试一遍", "什么也没有记"), ("录入", "录入好了"), ("录入", "以前已经收到")):
        if said != "录入好了":  # what was tried is not chosen again
            desk.get_by_label("手机导出的文件").set_input_files(file)
        desk.get_by_role("button", name=button, exact=True).click()
        expect(desk.get_by_text(said).first).to_be_visible()
    bank = visit("bank1")
    bank.goto(opened.path)
    expect(bank.get_by_text("已办理，待核实").first).to_be_visible()

    page.context.route("**/field/records/", lambda route: route.abort())  # it is not sent before it is looked at
    page.context.set_offline(False)
    page.goto("/")
    page.get_by_role("button", name="退出登录").tap()  # from any other page, too
    expect(page.get_by_text("手机里还有没发出去的上门记录")).to_be_visible()
    page.context.unroute("**/field/records/")
    page.goto("/field/#outbox")
    expect(page.get_by_text("都发出去了").first).to_be_visible()
    photo = f"fetch('/visits/records/{told['records'][0]['client_id']}/photo/')"
    assert page.evaluate(f"{photo}.then(one => one.headers.get('content-type'))") == "image/jpeg"
    page.get_by_role("button", name="退出登录").tap()
    expect(page.get_by_role("link", name="工作人员登录").first).to_be_visible()
    names = page.evaluate("indexedDB.databases().then(all => all.map(one => one.name))")
    assert "minsheng-field" not in names
    assert page.evaluate("caches.keys()") == []


def test_visits_leave_the_phone_after_their_time(visit: Visit, phone: Callable[[str], Page]) -> None:
    agreed(visit, "2003")
    page = phone("bank1")
    open_day(page)
    page.context.set_offline(True)
    page.evaluate("fieldStore.db.meta.put({key: 'expires_at', value: Date.now() - 1})")
    page.reload()
    expect(page.get_by_text("已经自动删除")).to_be_visible()
    assert page.evaluate("fieldStore.db.visits.count()") == 0


def test_a_visit_that_goes_on_past_midnight_is_todays_until_it_is_over(
    visit: Visit, phone: Callable[[str], Page]
) -> None:
    opened, _code = agreed(visit, "2008")
    page = phone("bank1")
    open_day(page)
    page.context.set_offline(True)
    for hours, heading in ((1, "今天"), (-1, "前几天没去成的")):
        page.evaluate(
            """async ([number, hours]) => {
                const on = new Date(Date.now() + 8 * 3600000 - 86400000).toISOString().slice(0, 10);
                const moved = { on, when: "昨天 22:00—次日06:00", until: Date.now() + hours * 3600000 };
                const all = (await fieldStore.visits()).map(one => (one.number === number ? { ...one, ...moved } : one));
                await fieldStore.keepVisits(await fieldStore.get("account"), all, "韩晓梅", () => null);
            }""",
            [opened.number, hours],
        )
        page.reload()
        page.wait_for_function("() => document.documentElement.dataset.ready")
        group = page.locator("#screen > section, #screen > details").filter(has_text=heading).first
        expect(group.locator(card(page, opened))).to_contain_text("昨天 22:00—次日06:00")


def test_what_was_refused_and_handed_in_as_a_file_may_be_deleted(visit: Visit, phone: Callable[[str], Page]) -> None:
    opened, code = agreed(visit, "2009")
    page = phone("bank1")
    open_day(page)
    page.context.set_offline(True)
    page.locator(card(page, opened)).tap()
    page.get_by_label("办好了").tap()
    page.keyboard.type(code)
    page.get_by_role("button", name="保存").tap()
    page.get_by_role("link", name="没发出去：1 条").tap()
    expect(page.get_by_role("link", name="没发出去：1 条")).to_have_count(0)  # no button that leads here
    page.context.route("**/field/records/", lambda route: route.fulfill(status=422, json={"reason": REFUSAL}))
    page.context.set_offline(False)
    page.get_by_role("button", name="现在发送").tap()
    expect(page.get_by_text(REFUSAL)).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_role("button", name="删掉这一条")).to_have_count(0)
    with page.expect_download():
        page.get_by_role("button", name="导出成文件").tap()
    page.get_by_role("button", name="删掉这一条").tap()
    assert page.evaluate("fieldStore.db.outbox.count()") == 1, "asked once more"
    page.get_by_role("button", name="真的删掉").tap()
    expect(page.get_by_text("都发出去了").first).to_be_visible()
    assert page.evaluate("fieldStore.db.outbox.count()") == 0


def kept_visits(page: Page, wanted: int) -> int:
    """How many visits the phone keeps, asked outside the field pages: as many as wanted, or what it was in the end."""
    counted: int = page.evaluate(
        """async wanted => {
            const count = () => new Promise(said => {
                const asked = indexedDB.open("minsheng-field");
                asked.onsuccess = () => {
                    const rows = asked.result.transaction("visits").objectStore("visits").count();
                    rows.onsuccess = () => { asked.result.close(); said(rows.result); };
                };
            });
            const until = Date.now() + 8000;
            let found = await count();
            while (found !== wanted && Date.now() < until) {
                await new Promise(requestAnimationFrame);
                found = await count();
            }
            return found;
        }""",
        wanted,
    )
    return counted


@pytest.mark.parametrize("event", ["another page", "woken"])
def test_visits_leave_the_phone_though_nobody_opens_them(
    visit: Visit, phone: Callable[[str], Page], site: str, event: str
) -> None:
    agreed(visit, "2006" if event == "woken" else "2007")
    page = phone("bank1")
    open_day(page)
    worker = page.context.new_cdp_session(page)
    registered: list[Any] = []
    worker.on("ServiceWorker.workerRegistrationUpdated", lambda told: registered.extend(told["registrations"]))
    worker.send("ServiceWorker.enable")
    held = page.evaluate("fieldStore.db.visits.count()")
    page.evaluate("fieldStore.db.meta.put({key: 'expires_at', value: Date.now() - 1})")
    page.goto(page.locator("link[rel=icon]").get_attribute("href") or "")  # a picture: no page of ours is open
    assert held > 0
    assert kept_visits(page, held) == held
    if event == "woken":
        told = {"origin": site, "registrationId": registered[0]["registrationId"], "tag": "field-expire"}
        worker.send("ServiceWorker.dispatchPeriodicSyncEvent", told)
    else:
        page.goto("/status/")
    assert kept_visits(page, 0) == 0


def test_wrong_answer_is_refused_on_the_phone_with_its_reason(visit: Visit, phone: Callable[[str], Page]) -> None:
    opened, _code = agreed(visit, "2004")
    page = phone("bank1")
    open_day(page)
    page.locator(card(page, opened)).tap()
    page.get_by_role("button", name="保存").tap()
    expect(page.get_by_text("这一项要填。")).to_be_visible()
    page.get_by_label("办好了").tap()
    page.keyboard.type("12")
    page.get_by_role("button", name="保存").tap()
    expect(page.get_by_text("请只写数字，位数要对。")).to_be_visible()
    assert page.evaluate("fieldStore.db.outbox.count()") == 0


def test_expired_sign_in_keeps_the_record(visit: Visit, phone: Callable[[str], Page]) -> None:
    opened, code = agreed(visit, "2005")
    page = phone("bank1")
    open_day(page)
    cookies: Any = page.context.cookies()
    page.context.clear_cookies()
    page.locator(card(page, opened)).tap()
    page.get_by_label("办好了").tap()
    page.keyboard.type(code)
    page.get_by_role("button", name="保存").tap()
    expect(page.get_by_text("登录过期了。记录还在手机里")).to_be_visible()
    page.context.add_cookies(cookies)
    page.get_by_role("link", name="没发出去：1 条").tap()
    page.get_by_role("button", name="现在发送").tap()
    expect(page.get_by_text("都发出去了").first).to_be_visible()
