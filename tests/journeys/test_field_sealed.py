"""What lies on a helper's telephone, read raw past the page: sealed, under keys that go before anything else goes."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect

from tests.journeys.conftest import CHROMIUM, Visit, sign_in
from tests.journeys.phones import agreed, card, open_day

NOTE = "门锁坏了，钥匙在东邻郝家"
LAN = "http://minsheng.example"
DUMP = """async () => {
    const told = { texts: [], bytes: [], keys: [] };
    const letters = bytes => { let all = ""; for (const one of bytes) all += String.fromCharCode(one); return btoa(all); };
    const walk = async value => {
        if (globalThis.CryptoKey && value instanceof CryptoKey) {
            const taken = await crypto.subtle.exportKey("raw", value).then(() => "taken", () => "refused");
            told.keys.push([value.extractable, taken]);
        } else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
            told.bytes.push(letters(new Uint8Array(value.buffer || value)));
        } else if (value instanceof Blob) told.bytes.push(letters(new Uint8Array(await value.arrayBuffer())));
        else if (value && typeof value === "object") {
            for (const [name, one] of Object.entries(value)) { told.texts.push(name); await walk(one); }
        } else told.texts.push(String(value));
    };
    const asked = request => new Promise((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
    });
    for (const { name } of await indexedDB.databases()) {
        const db = await asked(indexedDB.open(name));
        for (const store of db.objectStoreNames) {
            const rows = await asked(db.transaction(store).objectStore(store).getAll());
            const ids = await asked(db.transaction(store).objectStore(store).getAllKeys());
            await walk(ids);
            await walk(rows);
        }
        db.close();
    }
    for (const name of globalThis.caches ? await caches.keys() : []) {
        const held = await caches.open(name);
        for (const request of await held.keys()) {
            told.texts.push(request.url, await (await held.match(request)).text());
        }
    }
    for (const storage of [localStorage, sessionStorage]) await walk({ ...storage });
    told.texts.push(document.cookie);
    return told;
}"""
SEED = """async rows => {
    const asked = request => new Promise((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onblocked = request.onerror = () => fail(request.error);
    });
    await asked(indexedDB.deleteDatabase("minsheng-field"));
    const opening = indexedDB.open("minsheng-field", 20);
    opening.onupgradeneeded = () => {
        const made = (name, key, ...indices) => {
            const store = opening.result.createObjectStore(name, { keyPath: key });
            for (const one of indices) store.createIndex(one, one);
        };
        made("visits", "id", "on");
        made("outbox", "client_id", "visit", "made_at");
        made("drafts", "visit");
        made("meta", "key");
        made("photos", "record");
    };
    const db = await asked(opening);
    const act = db.transaction(Object.keys(rows), "readwrite");
    for (const [name, all] of Object.entries(rows)) for (const one of all) act.objectStore(name).add(one);
    await new Promise(done => { act.oncomplete = done; });
    db.close();
}"""

PLAIN = "没有加密的一句话"
CONTROL = """words => new Promise(done => {
    const opening = indexedDB.open("control");
    opening.onupgradeneeded = () => { opening.result.createObjectStore("rows").add({ words }, 1); };
    opening.onsuccess = () => { opening.result.close(); done(); };
})"""


@dataclass(frozen=True)
class Kept:
    """Everything that a browser keeps of our site, as a script of the site could read it."""

    texts: str
    bytes: bytes
    keys: list[list[Any]]

    def holds(self, word: str) -> bool:
        escaped = json.dumps(word)[1:-1]
        coded = (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), escaped.encode())
        return word in self.texts or escaped in self.texts or any(one in self.bytes for one in coded)


def kept(page: Page) -> Kept:
    told = page.evaluate(DUMP)
    return Kept("\n".join(told["texts"]), b"\n".join(map(base64.b64decode, told["bytes"])), told["keys"])


def on_disk(profile: Path) -> Kept:
    """Everything that lies in the files of a browser."""
    files = [one.read_bytes() for one in profile.rglob("*") if one.is_file()]
    return Kept("", b"\n".join(files), [])


def words_of(page: Page) -> set[str]:
    """Every word about people that the phone shows: those of all visits, and who is signed in."""
    visits = page.evaluate("fieldStore.visits()")
    told = {one[name] for one in visits for name in ("who", "where", "directions", "number", "what") if one[name]}
    return told | {hint for one in visits for hint in one["hints"]} | {page.evaluate("fieldStore.name()")}


def write(page: Page, found: str, code: str) -> None:
    page.locator(found).tap()
    page.get_by_label("办好了").tap()
    page.get_by_label("四位上门口令").fill(code)
    page.get_by_label("补充说明").fill(NOTE)
    page.evaluate("note => fieldStore.keepDraft(location.hash.split('/')[1], { result: 'done', note })", NOTE)


def telephone(playwright: Playwright, site: str, profile: Path) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        profile,
        executable_path=os.environ.get("MINSHENG_BROWSER") or None,
        args=list(CHROMIUM),
        base_url=site,
        viewport={"width": 390, "height": 780},
        is_mobile=True,
        has_touch=True,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )


@pytest.mark.usefixtures("browser")  # where there is none, it says so
def test_nothing_about_people_lies_on_the_phone_in_the_clear(
    visit: Visit, site: str, playwright: Playwright, tmp_path: Path
) -> None:
    opened, code = agreed(visit, "2010")
    context = telephone(playwright, site, tmp_path)
    page = context.new_page()
    sign_in(page, "bank1")
    open_day(page)
    words = words_of(page)
    assert {"郭长有", opened.number, "韩晓梅"} <= {part for one in words for part in (one, one.split(" ")[0])}
    account = page.evaluate("fieldStore.get('account')")
    found = card(page, opened)
    page.context.set_offline(True)
    write(page, found, code)
    drafted = kept(page)
    page.reload()
    expect(page.get_by_label("补充说明")).to_have_value(NOTE)  # a tab that was killed had it sealed, not lost
    shot = page.screenshot()
    page.get_by_label("四位上门口令").fill(code)
    page.get_by_label("照片").set_input_files({"name": "door.png", "mimeType": "image/png", "buffer": shot})
    page.get_by_role("button", name="保存").tap()
    expect(page.get_by_text("没发出去：1 条")).to_be_visible()
    written, files = kept(page), on_disk(tmp_path)
    record = page.evaluate("fieldStore.db.outbox.toCollection().primaryKeys()")[0]
    for here in (drafted, written, files):
        assert [one for one in {*words, NOTE} if here.holds(one)] == []
        assert here.holds(account), "it read past everything: an id lies open"
    assert b"\xff\xd8\xff\xe0" not in written.bytes, "a photo"
    assert [written.holds(record), files.holds(record)] == [True, True]
    page.evaluate(CONTROL, PLAIN)
    assert [kept(page).holds(PLAIN), on_disk(tmp_path).holds(PLAIN)] == [True, True], "what lies open is found"
    assert [drafted.keys, written.keys] == [[[False, "refused"]], [[False, "refused"]] * 2]
    page.get_by_role("link", name="没发出去：1 条").tap()
    page.context.set_offline(False)
    page.get_by_role("button", name="现在发送").tap()
    expect(page.get_by_text("记下的上门都已经送到受理中心。")).to_be_visible()
    assert page.evaluate("fieldStore.db.keys.toCollection().primaryKeys()") == [f"{account}/day"], "sent: no key for it"
    page.get_by_role("button", name="退出登录").tap()
    expect(page.get_by_role("link", name="工作人员登录").first).to_be_visible()
    gone = kept(page)
    assert (gone.keys, gone.holds(account)) == ([], False)
    context.close()
    assert not [one for one in (*words, NOTE) if on_disk(tmp_path).holds(one)]


def test_keys_go_before_what_they_sealed(visit: Visit, phone: Callable[[str], Page]) -> None:
    agreed(visit, "2011")
    page = phone("bank1")
    open_day(page)
    page.context.set_offline(True)
    assert page.evaluate("fieldStore.visits().then(all => all.length)") > 0
    interrupted = page.evaluate(
        """async () => {
            const { db } = fieldStore;
            await db.meta.put({ key: "expires_at", value: Date.now() - 1 });
            db.visits.clear = () => { throw new Error("the battery is empty"); };
            const problem = await fieldStore.expire().then(() => "", one => one.message);
            return [problem, await db.keys.count(), (await fieldStore.visits()).length, (await db.visits.count()) > 0];
        }"""
    )
    assert interrupted == ["the battery is empty", 0, 0, True]
    page.reload()  # it ends what was interrupted
    expect(page.get_by_text("已经自动删除")).to_be_visible()
    assert page.evaluate("fieldStore.db.visits.count()") == 0
    page.context.set_offline(False)
    page.get_by_role("button", name="更新").tap()
    expect(page.get_by_text("资料更新于")).to_be_visible()
    interrupted = page.evaluate(
        """async () => {
            const { db } = fieldStore;
            db.delete = () => { throw new Error("the battery is empty"); };
            const problem = await fieldStore.wipe().then(() => "", one => one.message);
            return [problem, await db.keys.count(), (await fieldStore.visits()).length, (await db.visits.count()) > 0];
        }"""
    )
    assert interrupted == ["the battery is empty", 0, 0, True]


def test_a_record_whose_key_goes_in_between_is_sealed_anew(visit: Visit, phone: Callable[[str], Page]) -> None:
    opened, _code = agreed(visit, "2012")
    page = phone("bank1")
    open_day(page)
    found = card(page, opened).split("/")[1].rstrip("']")
    page.context.set_offline(True)
    written = page.evaluate(
        """async id => {
            const { db } = fieldStore;
            const { encrypt } = SubtleCrypto.prototype;
            SubtleCrypto.prototype.encrypt = async function (...told) {
                SubtleCrypto.prototype.encrypt = encrypt;
                const sealed = await encrypt.apply(this, told);
                await db.keys.where("purpose").equals("unsent").delete(); // another tab has just sent everything
                return sealed;
            };
            await fieldStore.record({ visit: id, form: "doorstep", answers: { result: "nobody_home" }, label: "没人" });
            return (await fieldStore.all("outbox")).map(one => [one.label, Boolean(one.is_unreadable)]);
        }""",
        found,
    )
    assert written == [["没人", False]]


def test_two_tabs_at_once_make_one_key(visit: Visit, phone: Callable[[str], Page]) -> None:
    opened, _code = agreed(visit, "2013")
    page = phone("bank1")
    open_day(page)
    other = page.context.new_page()
    open_day(other)
    page.context.set_offline(True)
    both = (page, other)
    # an exchange that is under way destroys, at its end, the key of what is sent: rightly, and another one is made then
    page.evaluate("navigator.locks.request('minsheng-field-send', () => 1)")
    for tab in both:
        tab.evaluate(
            """async () => {
                const account = await fieldStore.get("account");
                const ask = () => fieldSeal(fieldStore.db).keyFor(account, "unsent");
                globalThis.asked = Promise.all(Array.from({ length: 20 }, ask));
            }"""
        )
    marks = {mark for tab in both for mark in tab.evaluate("asked.then(all => all.map(one => one.mark))")}
    assert len(marks) == 1
    assert page.evaluate("fieldStore.db.keys.count()") == 2
    page.locator(card(page, opened)).tap()
    page.get_by_label("没人在家").tap()
    page.get_by_role("button", name="保存").tap()
    expect(page.get_by_text("没发出去：1 条")).to_be_visible()
    told = other.evaluate("fieldStore.all('outbox').then(all => all.map(one => JSON.parse(one.body).answers))")
    assert told == [{"result": "nobody_home"}]


def test_what_an_earlier_version_left_open_is_sealed_and_sent(visit: Visit, phone: Callable[[str], Page]) -> None:
    opened, code = agreed(visit, "2014")
    page = phone("bank1")
    open_day(page)
    words, found = words_of(page), card(page, opened)
    old = page.evaluate(
        """async () => ({
            visits: (await fieldStore.visits()).map(({ recorded, ...one }) => ({ ...one, recorded: "" })),
            meta: [...(await fieldStore.db.meta.toArray()).filter(one => !one.sealed), { key: "name", value: "韩晓梅" }],
        })"""
    )
    account = next(one["value"] for one in old["meta"] if one["key"] == "account")
    task = found.split("/")[1].rstrip("']")
    answers = {"result": "done", "code": code, "note": NOTE}
    key = "11111111-1111-4111-8111-111111111111"
    body = page.evaluate(
        "told => JSON.stringify({ ...told, done_at: new Date().toISOString() })",
        {"visit": task, "form": "doorstep", "answers": answers},
    )
    old["outbox"] = [
        {"client_id": key, "account": account, "visit": task, "form": "doorstep", "body": body, "label": "郭长有家"}
        | {"made_at": "2026-01-01T00:00:00.000Z", "reason": "", "is_refused": False}
    ]
    old["drafts"] = [{"visit": "22222222-2222-4222-8222-222222222222", "answers": {"note": NOTE}}]
    for one in old["visits"]:
        one["recorded"] = key if one["id"] == task else ""
    page.goto(page.locator("link[rel=icon]").get_attribute("href") or "")  # a picture: no page of ours is open
    page.evaluate(SEED, old)
    assert kept(page).holds(NOTE), "the dump finds what lies open"
    page.context.set_offline(True)
    page.goto("/field/")
    expect(page.locator(found)).to_contain_text("郭长有")
    expect(page.get_by_text("没发出去：1 条")).to_be_visible()
    expect(page.get_by_text("没有网络。记录在手机里")).to_be_visible()
    now = kept(page)
    assert [one for one in (*words, NOTE, "郭长有家") if now.holds(one)] == []
    assert now.holds(key)
    assert page.evaluate("fieldStore.one('drafts', '22222222-2222-4222-8222-222222222222')")["answers"] == {
        "note": NOTE
    }
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_text("都发出去了").first).to_be_visible()
    bank = visit("bank1")
    bank.goto(opened.path)
    expect(bank.get_by_text("已办理，待核实").first).to_be_visible()
    page.goto("/")
    page.get_by_role("button", name="退出登录").tap()  # from another page the phone is cleared, too
    expect(page.get_by_role("link", name="工作人员登录").first).to_be_visible()
    assert page.evaluate("indexedDB.databases()") == []


def test_without_https_nothing_is_kept_and_the_page_says_what_to_do(site: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 780}, locale="zh-CN")

    def answer(route: Route) -> None:
        asked = route.request
        route.fulfill(response=context.request.get(asked.url.replace(LAN, site), headers=asked.headers))

    context.route(f"{LAN}/**", answer)
    page = context.new_page()
    page.goto(f"{LAN}/static/minsheng/icon.svg")
    assert page.evaluate("[isSecureContext, Boolean(crypto.subtle)]") == [False, False]
    row = {"client_id": "c1", "account": "a1", "visit": "v1", "form": "home_visit", "body": NOTE, "label": "x"}
    page.evaluate(
        SEED,
        {
            "visits": [{"id": "v1", "on": "2026-11-26", "who": "郭长有", "recorded": "c1"}],
            "drafts": [{"visit": "v1", "answers": {"note": NOTE}}],
            "outbox": [row | {"made_at": "2026-01-01T00:00:00.000Z", "reason": "", "is_refused": False}],
            "meta": [{"key": "account", "value": "a1"}, {"key": "name", "value": "韩晓梅"}],
        },
    )
    page.goto(f"{LAN}/field/")
    expect(page.get_by_text("手机不能加密")).to_be_visible()
    expect(page.get_by_role("link", name="上门单")).to_have_attribute("href", "/visits/sheet/")
    expect(page.get_by_text("登录过期了。记录还在手机里")).to_be_visible()  # it has asked, and stopped there
    assert page.evaluate("fieldStore.visits()") == []
    here = kept(page)
    assert [one for one in ("郭长有", "韩晓梅") if here.holds(one)] == []
    page.get_by_role(
        "link", name="没发出去：1 条"
    ).click()  # what is unsent is the only copy: it stays until it is sent
    with page.expect_download() as download:
        page.get_by_role("button", name="导出成文件").click()
    assert NOTE in Path(download.value.path()).read_text(encoding="utf-8")
    context.close()
