"""Every form of the product, filled in wrongly: a clear answer, nothing half-saved, never an error of the program."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import transaction
from django.test import Client

from minsheng.cases import operations as cases
from tests.config.matrix import ADDRESSES, EVERYONE, PAGES
from tests.config.test_matrix import answer, is_let_in, seqs, url_of
from tests.conftest import NOW
from tests.factories.banner import Banner

WRONG: Mapping[str, str] = {
    "nothing": "",
    "blanks": "　 \t",
    "too long": "长" * 5000,
    "a null character": "路灯\x00坏了",
    "half a character": "\ud800",
    "a formula and markup": "=cmd|' /C calc'!A1<script>alert(1)</script>{{ 7*7 }}",
    "a huge number": "9" * 400,
    "no number": "①.5e309",
    "a day that is none": "2026-02-30",
    "a year that is none": "99999-01-01",
    "the first day of all": "0001-01-01",
    "the last day of all": "9999-12-31",
}
NO_FORM: Mapping[str, str] = {
    "cases:assign_many": "is filled in with the cases that were ticked in the work list",
    "cases:merge": "likewise",
    "cases:door_code": "a button on the page of the case",
    "foundation:add_key": "needs a password given just before, and an address where keys count (test_key_pages.py)",
    "foundation:kept_form": "shows it once something was typed while signed out (test_kept_forms.py)",
    "foundation:match_clock": "needs a password given just before",
    "foundation:own_keys": "needs an address where keys count (test_key_pages.py)",
    "foundation:own_sessions": "has a form for whoever is signed in elsewhere too",
    "foundation:second_step": "needs a password given just before",
    "registry:declare_list": "shows it once a rule was tried (test_declared_lists.py)",
}
"""Pages that show nobody of the matrix a form, and why."""
KEPT = {"csrfmiddlewaretoken", "client_id", "next"}


def _asked(world: Banner) -> None:
    cases.ask_extension(
        case_id=world.more["open_case"], amount=1, reason="等材料", by=world.actors["handler", "own"], at=NOW
    )


def _argued(world: Banner) -> None:
    by = world.actors["handler", "own"]
    cases.hand_back_case(case_id=world.more["open_case"], reason="不归我们", basis="清单第12项", by=by, at=NOW)


OPEN_CASE: Mapping[str, Callable[[Banner], object]] = {
    "cases:act pause": lambda _: None,
    "cases:act ask_extension": lambda _: None,
    "cases:act decide_extension": _asked,
    "cases:act decide_hand_back": _argued,
}
"""Acts of which the page says beforehand that this case is past them: they get one that is not, and what comes before."""


class Forms(HTMLParser):
    """The forms of a page that are sent by POST: their address and the names of their fields with what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._is_open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._is_open = told.get("method", "get").lower() == "post"
            if self._is_open:
                self.found.append((told.get("action", ""), {}))
        elif self._is_open and tag in {"input", "select", "textarea"} and told.get("name"):
            self.found[-1][1].setdefault(told["name"], told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self._is_open = self._is_open and tag != "form"


def forms_of(
    name: str, world: Banner, sessions: dict[uuid.UUID, str]
) -> Iterator[tuple[str | None, str, dict[str, str]]]:
    """The forms that the page sends to itself, as somebody sees them who may send them: session, address, fields."""
    row = PAGES[name]
    real = ADDRESSES[row.of](world) if row.of else {}
    if name in OPEN_CASE:
        OPEN_CASE[name](world)
        real = {"case_id": world.more["open_case"]}
    url = url_of(name, row, real)
    who = (
        [None]
        if row.POST == EVERYONE
        else [
            sessions[actor.id]
            for (role, place), actor in world.actors.items()
            if is_let_in(row.POST or (), role, place, row.of)
        ]
    )
    for session in who:
        page = answer(session, "GET", url)
        found = Forms(page.told).found if page.status_code == 200 else []
        own = [fields for action, fields in found if urlsplit(action).path in {"", url}]
        yield from ((session, url, fields) for fields in own)
        if own:
            return  # who may come but is told why he has nothing to fill in is not the one who fills it in


def sent(session: str | None, url: str, fields: dict[str, str]) -> Any:
    """The answer to a form; whatever it changed is undone. `facts` says how many it told."""
    client = Client(raise_request_exception=False)
    if session is not None:
        client.cookies["sessionid"] = session
    with transaction.atomic():
        before = seqs()
        body = urlencode(fields, encoding="utf-8", errors="surrogatepass")
        response: Any = client.generic("POST", url, body, content_type="application/x-www-form-urlencoded")
        response.facts = seqs() - before if response.status_code < 500 else 0
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("name", sorted(name for name, row in PAGES.items() if row.GET and row.POST))
def test_a_form_filled_in_wrongly_is_answered_and_keeps_nothing(
    name: str,
    world: Banner,
    cookies: dict[uuid.UUID, str],
) -> None:
    with transaction.atomic():
        fill_in(name, world, cookies)
        transaction.set_rollback(True)  # what made the form possible


def fill_in(name: str, world: Banner, cookies: dict[uuid.UUID, str]) -> None:
    """Fill in wrongly, in every way, the forms of a page as somebody sees them who may send them."""
    found = list(forms_of(name, world, cookies))
    assert bool(found) is (name not in NO_FORM), "nobody who may send this form sees it"
    for session, url, fields in found:
        if not set(fields) - KEPT:
            continue  # a yes and nothing to fill in
        for what, value in WRONG.items():
            told = {key: known if key in KEPT else value for key, known in fields.items()}
            response = sent(session, url, {**told, "client_id": str(uuid.uuid4())})
            assert response.status_code < 500, f"{what}: {response.status_code}"
            if response.status_code == 422:
                assert response.facts == 0, f"{what}: refused, and yet something was told"
                assert 'role="alert"' in response.content.decode(), f"{what}: refused without a word"
