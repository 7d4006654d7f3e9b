"""Rights: what an actor may do is his grants of today, in their areas and below, and nothing else."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from minsheng.foundation import guards, operations, queries, rights
from minsheng.foundation.models import Division, Grant
from tests.conftest import NOW

CODES = st.sampled_from(
    ["15", "1508", "150824", "150824100", "150824100001", "15082410000101", "150822", "1504", "150422", "16"]
)
WORDS = st.sampled_from(["a.read", "a.write"])
HELD = st.lists(
    st.builds(rights.Held, st.just("r"), CODES, st.frozensets(WORDS)), max_size=5
).map(tuple)  # fmt: skip


def actor(*held: rights.Held) -> rights.Actor:
    return rights.Actor(uuid.UUID(int=1), "某人", held)


@given(HELD, WORDS, CODES)
def test_may_is_true_where_one_grant_covers_the_area(held: tuple[rights.Held, ...], word: str, area: str) -> None:
    expected = any(word in one.permissions and area[: len(one.area)] == one.area for one in held)
    assert actor(*held).may(word, area) is expected
    assert actor(*held).may(word) is any(word in one.permissions for one in held)


@given(HELD, WORDS, CODES)
def test_areas_are_the_fewest_that_cover_the_same(held: tuple[rights.Held, ...], word: str, area: str) -> None:
    areas = actor(*held).areas(word)
    assert any(area.startswith(code) for code in areas) is actor(*held).may(word, area)
    assert not any(one != other and one.startswith(other) for one in areas for other in areas)
    assert len(set(areas)) == len(areas)


def test_inside_is_the_same_question_to_the_database(db: None) -> None:
    codes = sorted(Division.objects.values_list("code", flat=True))
    chance = random.Random(7)
    for _ in range(40):
        areas = [code[: chance.choice((2, 4, 6, 9, 12))] for code in chance.sample(codes, chance.randrange(4))]
        found = set(Division.objects.filter(rights.inside("code", areas)).values_list("code", flat=True))
        assert found == {code for code in codes if any(code.startswith(area) for area in areas)}, areas


def test_inside_nowhere_finds_nothing(db: None) -> None:
    assert list(Division.objects.filter(rights.inside("code", []))) == []
    found = set(Division.objects.filter(rights.inside("code", ["150824100"])).values_list("code", flat=True))
    assert found
    assert found == {code for code in Division.objects.values_list("code", flat=True) if code.startswith("150824100")}


def test_nobody_may_do_nothing() -> None:
    assert not rights.NOBODY.is_known
    assert not rights.NOBODY.may("a.read")
    with pytest.raises(rights.Refused, match="登录"):
        _ = rights.NOBODY.id


def test_require_names_what_is_missing_and_who_gives_it() -> None:
    with pytest.raises(rights.Refused, match=r"150824.*a\.read.*管理员"):
        rights.require(actor(), "a.read", "150824")


# grants


@pytest.fixture
def account(db: None) -> uuid.UUID:
    return operations.set_account(login="grantee", name="某人", hashed="!")


TODAY = NOW.date()


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - timedelta(30), TODAY, True),
        (TODAY + timedelta(1), None, False),
        (TODAY - timedelta(30), TODAY - timedelta(1), False),
    ],
)
def test_a_grant_counts_from_its_first_to_its_last_day(
    account: uuid.UUID,
    first: date,
    last: date | None,
    counts: bool,  # noqa: FBT001 - a table
) -> None:
    Grant.objects.create(account_id=account, role_id="operator", area_id="150824", valid_from=first, valid_to=last)
    found = rights.actor_of(account, "某人", TODAY)
    assert found.may("cases.take_voice", "150824100001") is counts
    assert not found.may("cases.take_voice", "150422")
    assert found.roles == (("operator",) if counts else ())
    assert (account in {one.pk for one in queries.accounts_with_role("operator", TODAY)}) is counts


def test_what_an_actor_holds_is_one_query(account: uuid.UUID, queries_made: list[str]) -> None:
    for area in queries.divisions_inside(["150824"], levels=["village", "community"])[:20]:
        operations.grant_role(account_id=account, role="operator", area=area.code, valid_from=TODAY)
    queries_made.clear()
    found = rights.actor_of(account, "某人", TODAY)
    assert len(queries_made) == 1
    assert len(found.areas("cases.read")) == 20


def test_a_grant_cannot_end_before_it_begins_nor_be_given_twice(account: uuid.UUID) -> None:
    values = {"account_id": account, "role_id": "operator", "area_id": "150824", "valid_from": TODAY}
    with pytest.raises(IntegrityError, match="grant_ends_after_it_begins"), transaction.atomic():
        Grant.objects.create(**values, valid_to=TODAY - timedelta(1))
    operations.grant_role(account_id=account, role="operator", area="150824", valid_from=TODAY)
    operations.grant_role(account_id=account, role="operator", area="150824", valid_from=TODAY + timedelta(1))
    assert Grant.objects.filter(account_id=account).count() == 1
    with pytest.raises(IntegrityError, match="grant_is_given_once"), transaction.atomic():
        Grant.objects.create(**values)


# areas


def test_areas_are_kept_in_a_tree_of_codes(db: None) -> None:
    with pytest.raises(IntegrityError, match="division_code_begins_as_parent"), transaction.atomic():
        operations.set_divisions(rows=[("160101", "别处", "banner", "150824")])
    with pytest.raises(IntegrityError, match="division_code_is_digits"), transaction.atomic():
        operations.set_divisions(rows=[("15a", "别处", "banner", "")])
    grid = ("15082410000101", "一网格", "grid", "150824100001")
    assert operations.set_divisions(rows=[grid]) == operations.set_divisions(rows=[grid]) == 1
    assert queries.division_path("15082410000101").endswith("一网格")
    assert queries.division_path("15082410000101").startswith("乌拉特中旗")


def test_divisions_are_real_and_go_down_to_villages(db: None) -> None:
    for banner in ("150824", "150422", "150602", "150222"):
        levels = {one.level for one in queries.divisions_inside([banner])}
        assert {"banner", "township"} <= levels
        assert levels & {"village", "community"}


# guards


def page_for(*permissions: str) -> guards.Page[[]]:
    @guards.needs(*permissions)
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("let in")

    return page


def asked(who: rights.Actor, method: str = "GET", **headers: str) -> HttpRequest:
    request = RequestFactory().generic(method, "/board/?page=2", headers=headers)
    rights.set_acting(request, who)
    return request


def test_a_guard_lets_in_whoever_holds_one_of_the_permissions() -> None:
    held = rights.Held("r", "150824", frozenset({"a.read"}))
    assert page_for("a.write", "a.read")(asked(actor(held))).status_code == 200
    with pytest.raises(rights.Refused, match=r"a\.write.*管理员"):
        page_for("a.write")(asked(actor(held)))


def test_a_guard_sends_strangers_to_sign_in_and_back() -> None:
    answer = page_for("a.read")(asked(rights.NOBODY))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=/board/%3Fpage%3D2")
    assert page_for("a.read")(asked(rights.NOBODY, "POST")).headers["Location"] == "/sign-in/?next=/"


def test_a_guard_tells_htmx_to_load_the_sign_in_page() -> None:
    answer = page_for("a.read")(asked(rights.NOBODY, **{"HX-Request": "true"}))
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in/")


def test_a_piece_of_a_form_does_not_take_its_page_away() -> None:
    answer = page_for("a.read")(asked(rights.NOBODY, "POST", **{"HX-Request": "true"}))
    assert (answer.status_code, "HX-Redirect" in answer.headers) == (401, False)


def test_a_refusal_names_the_roles_that_hold_what_is_missing(database: None) -> None:
    assert rights.in_words("这一页需要“foundation.read_audit”的权限。") == "这一页需要“审计员”岗位的权限。"
    assert rights.in_words("没有“nowhere.held”的权限，也不在“别处”。") == "没有“nowhere.held”的权限，也不在“别处”。"


def test_a_page_of_refusal_says_no_code(as_person: Callable[[str], Client]) -> None:
    answer = as_person("bank1").get("/desk/")
    assert answer.status_code == 403
    assert "“接线员" in answer.content.decode()
    assert "cases.take_voice" not in answer.content.decode()
