"""The directory for other systems: organisations and areas, page by page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.foundation import interface, queries
from minsheng.registry import queries as registered
from minsheng.registry.models import Organisation
from tests.factories.systems import System, system

ROWS = st.lists(st.tuples(st.text(alphabet="ab甲", max_size=2), st.integers(0, 99)), unique_by=lambda row: row[1])


@pytest.fixture
def peer(clock: None, db: None, now: datetime) -> System:
    return system(now, "registry.look_up")


def walked(peer: System, path: str, **wanted: Any) -> tuple[list[dict[str, Any]], int]:
    """Every row of a list by its pages, and how many pages those were."""
    name, rows, cursor, pages = path.strip("/"), [], "", 0
    while True:
        answer = peer.get(path, {**wanted, "cursor": cursor})
        assert answer.status_code == 200, answer.content.decode()
        told = answer.json()
        rows += told[name]
        cursor, pages = told["next"], pages + 1
        if not cursor:
            return rows, pages


@given(ROWS, st.integers(1, 5))
def test_pages_of_a_list_follow_each_other_without_gap_or_double(rows: list[tuple[str, int]], limit: int) -> None:
    def key(row: tuple[str, int]) -> tuple[str, str]:
        return row[0], f"{row[1]:02}"

    seen, cursor, is_over = [], "", False
    while not is_over:
        shown, cursor = interface.page_after(rows, key, cursor, limit)
        seen += shown
        is_over = not cursor
        assert is_over or len(shown) == limit
    assert seen == sorted(rows, key=key)


@pytest.mark.parametrize(("path", "limit"), [("/organisations", 7), ("/areas", 9)])
def test_pages_hold_every_row_once_in_its_order(peer: System, path: str, limit: int) -> None:
    rows, pages = walked(peer, path, limit=limit)
    whole, _ = walked(peer, path, limit=200)
    assert rows == whole
    assert pages == -(-len(whole) // limit) > 1
    codes = [one["code"] for one in rows]
    assert len(set(codes)) == len(codes)
    if path == "/areas":
        assert codes == [one.code for one in queries.divisions_inside(["150824"])]
    else:
        assert set(codes) == {row.code for row in registered.organisations_for(["150824"]).values()}
        spelled = dict(Organisation.objects.values_list("code", "spelling"))
        assert codes == sorted(codes, key=lambda code: (spelled[code], code))


def test_a_filter_holds_on_every_page(peer: System) -> None:
    rows, _ = walked(peer, "/organisations", limit=2, kind="department")
    assert len(rows) > 2
    assert {one["kind"] for one in rows} == {"department"}


@pytest.mark.parametrize("path", ["/organisations", "/areas"])
@pytest.mark.parametrize(
    "cursor", ["what", "bnVsbA", "e30", interface.written_cursor("a", "b", "c"), "WzEsMl0", "WzFd"]
)
def test_a_cursor_of_somebody_else_is_refused_with_a_remedy(peer: System, path: str, cursor: str) -> None:
    answer = peer.get(path, {"cursor": cursor})
    told = answer.json()
    assert (answer.status_code, told["type"]) == (422, "urn:minsheng:problem:bad-cursor")
    assert len(told["remedy"]) > 4


@pytest.mark.parametrize("path", ["/organisations", "/areas"])
def test_a_page_is_not_sent_again_where_nothing_changed(peer: System, path: str) -> None:
    first = peer.get(path, {"limit": 3})
    assert len(first.json()[path.strip("/")]) == 3
    again = peer.browser.get(
        f"/api/v1{path}", {"limit": 3}, headers={**peer.bearer, "If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304
