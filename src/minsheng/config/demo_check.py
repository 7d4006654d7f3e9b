"""The main job over HTTP, as each role in turn: what `./dev demo --check` runs. Speaks to the server like a browser."""

from __future__ import annotations

import html
import http.cookiejar
import json
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from minsheng.foundation import worktime

WORDS = "我86岁了，银行卡密码忘了，出不了门，儿女不在身边，取不出钱"
IMPORT_AREA = "150824"
MOST_SECONDS = 900


class CheckFailed(Exception):
    """The way broke; the sentence says at which step and how."""


@dataclass
class Answer:
    """What came back: the status, the address at the end, the text and the headers."""

    status: int
    url: str
    text: str
    headers: dict[str, str]

    @property
    def queries(self) -> int:
        """The number of queries that the server counted."""
        found = re.search(r'queries;desc="(\d+)"', self.headers.get("server-timing", ""))
        return int(found.group(1)) if found else -1


@dataclass
class Person:
    """A person with a browser of his own."""

    address: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)
    last: Answer | None = None
    first_queries: int = -1

    def __post_init__(self) -> None:
        person = self

        class Noted(urllib.request.HTTPRedirectHandler):
            """Follows redirects as a browser does, noting the queries of the first answer."""

            def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
                person.first_queries = Answer(code, "", "", {k.lower(): v for k, v in headers.items()}).queries
                return super().redirect_request(req, fp, code, msg, headers, newurl)

        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), Noted())

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._send(urllib.request.Request(urllib.parse.urljoin(self.address, path)))

    def submit(
        self, path: str, values: dict[str, str | list[str]], file: tuple[str, bytes] | None = None, *, to: str = ""
    ) -> Answer:
        """Open a page, fill in its form and send it (to its own address or another), with its hidden fields."""
        page = self.get(path)
        hidden = {}
        for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page.text):
            name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
            if name and name.group(1) in {"csrfmiddlewaretoken", "client_id"}:
                hidden[name.group(1)] = html.unescape(value.group(1)) if value else ""
        return self.post(to or path, {**hidden, **values}, file)

    def post(self, path: str, values: dict[str, str | list[str]], file: tuple[str, bytes] | None = None) -> Answer:
        """Send values (and a file) to an address."""
        url = urllib.parse.urljoin(self.address, path)
        headers = {"Referer": url}
        if file is None:
            body = urllib.parse.urlencode(values, doseq=True).encode()
        else:
            body, headers["Content-Type"] = _multipart(values, file)
        return self._send(urllib.request.Request(url, body, headers))

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=120) as got:
                told = {key.lower(): value for key, value in got.headers.items()}
                self.last = Answer(got.status, got.url, got.read().decode(errors="replace"), told)
        except urllib.error.HTTPError as problem:
            text = problem.read().decode(errors="replace")
            self.last = Answer(problem.code, request.full_url, text, {})
        return self.last


def _multipart(values: dict[str, str | list[str]], file: tuple[str, bytes]) -> tuple[bytes, str]:
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n'
    parts += [f"{head}Content-Type: application/octet-stream\r\n\r\n".encode(), file[1], f"\r\n--{mark}--\r\n".encode()]
    return b"".join(parts), f"multipart/form-data; boundary={mark}"


def _need(holds: bool, step: str, answer: Answer | None = None) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise CheckFailed(f"{step}: {said(answer.text)} (status {answer.status} at {answer.url})" if answer else step)


def said(page: str) -> str:
    """What a page says is wrong; where it complains of nothing, how its content begins (without the navigation)."""
    summary = re.search(r'<div class="error-summary".*?<ul>(.*?)</ul>', page, re.DOTALL)
    content = re.search(r"<main.*?>(.*)</main>", page, re.DOTALL)
    found = summary or content
    words = html.unescape(re.sub(r"<[^>]+>", " ", found.group(1) if found else page))
    return re.sub(r"\s+", " ", words).strip()[:300]


def sign_in(address: str, login: str, password: str) -> Person:
    """A person who has signed in. Raises `CheckFailed`."""
    person = Person(address)
    answer = person.submit("/sign-in/", {"username": login, "password": password})
    _need(answer.status == 200 and "sign-in" not in answer.url, f"{login} cannot sign in", answer)
    return person


def phone_call(address: str, password: str) -> dict[str, object]:
    """Flow 1: an elder's call, the bank's visit, another person's verification, the telling. Returns what was seen."""
    operator = sign_in(address, "operator1", password)
    call: dict[str, str | list[str]] = {
        "caller_phone": "0478-5560001",
        "caller_name": "郭长有",
        "words": WORDS,
        "area": "150824100001",
        "place": "平安小区2号楼",
        "category": "bank.pin_reset",
        "lead": "o1",
        "consent": "yes",
        "circumstances": ["mobility", "family_away"],
        "channel": "phone",
    }
    refused = operator.submit("/desk/", {**call, "words": "我的卡密码是 123456"})
    _need(refused.status == 422, "digits of a password were not refused", refused)
    opened = operator.submit("/desk/", call)
    queries = operator.first_queries
    _need(opened.status == 200 and "/cases/" in opened.url, "the case was not opened", opened)
    case = urllib.parse.urlsplit(opened.url).path
    number = _found(r"(\d{8}-\d{5,}-\d)", opened, "no number on the case's page")
    _deliver(address, password, case)
    verifier = sign_in(address, "verifier1", password)
    answered = verifier.submit(f"{case}verify/", {"outcome": "met", "asked": "self", "words": "办成了"})
    _need(answered.status == 200 and "已办结" in answered.text, "the case was not verified and closed", answered)
    _need("出行不便" not in answered.text, "the circumstances were not forgotten", answered)
    calls = operator.get("/calls/")
    telling = _found(rf"{number}.*?(/calls/[0-9a-f-]+/tell/)", calls, "the voice to tell is not on the list")
    told = operator.submit(telling, {"channel": "phone", "words": "密码已重置，有疑问请拨打网点电话。"})
    _need(told.status == 200 and "已记录告知" in told.text, "the telling was not recorded", told)
    status = Person(address).submit("/status/", {"number": number, "phone_tail": "0001"})
    _need("已办结" in status.text and "已告知结果" in status.text, "the public status does not show the ending", status)
    return {"verified": 1, "told": 1, "queries_create": queries}


def _deliver(address: str, password: str, case: str) -> None:
    bank = sign_in(address, "bank1", password)
    day = worktime.local_date(datetime.now(UTC) + timedelta(minutes=5))  # the code opens the door on that day only
    window: dict[str, str | list[str]] = {"on": day.isoformat(), "start": "00:00", "end": "23:59", "contact_name": "韩"}
    made = bank.submit(f"{case}appointment/", window)
    code = _found(r"door-code\">((?:\d ){3}\d)", made, "no door code was shown").replace(" ", "")
    wrong = "0000" if code != "0000" else "1111"
    void = bank.submit(f"{case}visit/", {"code": wrong})
    _need("口令不符" in void.text, "a wrong door code was not reported", void)
    early = bank.submit(f"{case}deliver/", {"result": "done", "note": "已重置"})
    _need(early.status == 422, "a void visit could be delivered", early)
    again = bank.submit(f"{case}visit/", {"code": code})
    _need(again.status == 422, "a second guess of the door code was let through", again)
    made = bank.submit(f"{case}appointment/", window)
    code = _found(r"door-code\">((?:\d ){3}\d)", made, "no new door code was shown").replace(" ", "")
    bank.submit(f"{case}visit/", {"code": code})
    done = bank.submit(
        f"{case}deliver/", {"result": "done", "note": "已协助重置，本人操作。", "outside_reference": "HZ0001"}
    )
    _need(done.status == 200 and "待核实" in done.text, "the delivery was not recorded", done)
    own = bank.submit(f"{case}verify/", {"outcome": "met", "asked": "self"})
    _need(own.status == 403, "the deliverer could open the verification", own)


def _found(pattern: str, answer: Answer, otherwise: str) -> str:
    match = re.search(pattern, answer.text, re.DOTALL)
    _need(match is not None, otherwise, answer)
    return match.group(1) if match else ""


def import_file(address: str, password: str, file: Path) -> dict[str, object]:
    """Import a file as the supervisor, and once more: the second time nothing may be opened. Returns what was seen."""
    began = time.monotonic()
    supervisor = sign_in(address, "supervisor1", password)
    content = file.read_bytes()
    first = _uploaded(supervisor, file.name, content)
    ready = _count(first, "可以导入")
    _need(ready > 0, f"{file.name} holds no message that can be imported", first)
    path = urllib.parse.urlsplit(first.url).path
    page = supervisor.submit(path, {}, to=f"{path}confirm/")
    while "正在导入" in page.text:
        _need(time.monotonic() - began < MOST_SECONDS, "the import did not come to its end", page)
        time.sleep(0.5)
        page = supervisor.get(path)
    _need("导入完成" in page.text, "the import stopped", page)
    seconds = round(time.monotonic() - began, 1)
    opened = _count(page, "已新开")
    _need(opened == ready, f"{opened} cases were opened of {ready} messages", page)
    again = _uploaded(supervisor, file.name, content)
    _need(_count(again, "可以导入") == 0, "a second import of the same file would open cases again", again)
    known = _count(again, "以前已导入")
    _need(known == opened, f"a second import knows {known} messages of {opened}", again)
    return {"imported": opened, "left_out": _count(page, "有错误，不导入"), "import_seconds": seconds}


def _uploaded(person: Person, name: str, content: bytes) -> Answer:
    answer = person.submit("/imports/", {"area": IMPORT_AREA, "source": "演示导入"}, (name, content))
    is_read = answer.status == 200 and re.search(r"/imports/[0-9a-f-]{36}/$", answer.url) is not None
    _need(is_read, f"{name} was refused", answer)
    return answer


def _count(answer: Answer, label: str) -> int:
    """The number under a label of the page."""
    return int(_found(rf'figure-label">{label}</p>\s*<p class="figure-number">(\d+)', answer, f"no number “{label}”"))


def work_list(address: str, password: str) -> tuple[int, int]:
    """(cases, cases without a lead) on the supervisor's work list, read to its last page."""
    supervisor = sign_in(address, "supervisor1", password)
    path: str | None = "/cases/?view=all"
    leads: list[str] = []
    while path:
        page = supervisor.get(path)
        _need(page.status == 200, "the work list does not open", page)
        leads += re.findall(r'<td data-label="主办">(.*?)</td>', page.text, re.DOTALL)
        following = re.search(r'rel="next" href="([^"]+)"', page.text)
        path = urllib.parse.urljoin("/cases/", html.unescape(following.group(1))) if following else None
    return len(leads), sum(not lead.strip() for lead in leads)


def run(address: str, password: str, file: Path | None) -> int:
    """Run the check and print its one JSON line; 1 with a sentence where anything is wrong.

    `voices` and `cases` are those that this check brought in; `ownerless` counts the whole work list.
    """
    began = time.monotonic()
    try:
        before, _ = work_list(address, password)
        imported = import_file(address, password, file) if file else {"imported": 0}
        seen = phone_call(address, password)
        after, ownerless = work_list(address, password)
        told = {"voices": int(str(imported["imported"])) + 1, "cases": after - before, "ownerless": ownerless}
        _need(told["cases"] == told["voices"], f"{told['cases']} cases on the work list for {told['voices']} voices")
        _need(ownerless == 0, f"{ownerless} cases have no lead")
    except (CheckFailed, OSError) as problem:  # OSError: the server is gone, or does not answer in time
        print(f"./dev demo --check: {problem}", file=sys.stderr)
        return 1
    print(json.dumps({"ok": True, **told, **seen, **imported, "seconds": round(time.monotonic() - began, 1)}))
    return 0
