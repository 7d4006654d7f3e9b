"""Who acts in a request: found by one query, with what counts today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.foundation import operations, queries, rights, signing
from minsheng.foundation.models import Account, Grant, OpenSession
from minsheng.foundation.rights import Actor
from tests.conftest import NOW

TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def account(db: None, clock: None) -> Account:
    operations.set_account(login="newcomer", name="新来的", hashed="!")
    return Account.objects.get(login="newcomer")


def held(account: Account) -> list[tuple[str, str]]:
    found = signing.AccountBackend().get_user(account.pk)
    assert found is not None
    return [(one["role"], one["area"]) for one in found.held]  # type: ignore[attr-defined]


def test_only_grants_that_count_today_are_held(account: Account) -> None:
    for area, first, last in (
        ("150824", TODAY, TODAY),
        ("150422", TODAY - 9 * DAY, TODAY - DAY),
        ("150602", TODAY + DAY, None),
        ("150222", TODAY - 9 * DAY, None),
    ):
        Grant.objects.create(account=account, role_id="operator", area_id=area, valid_from=first, valid_to=last)
    assert held(account) == [("operator", "150222"), ("operator", "150824")]
    assert queries.actors_by_login(TODAY)["newcomer"].areas("cases.read") == ("150222", "150824")


def test_an_account_that_is_stopped_or_unknown_is_nobody(account: Account) -> None:
    backend = signing.AccountBackend()
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert backend.get_user(account.pk) is None
    Account.objects.filter(pk=account.pk).delete()
    assert backend.get_user(account.pk) is None


def test_an_account_without_grants_holds_nothing(account: Account) -> None:
    assert held(account) == []


def test_the_actor_of_a_request_is_the_one_that_the_rights_know(
    people: dict[str, Actor], as_person: Callable[[str], Client], clock: None
) -> None:
    for login in ("operator1", "bank1", "admin1"):
        response = as_person(login).get(reverse("foundation:home"))
        acting = rights.acting(response.wsgi_request)
        assert acting == people[login]


def test_a_grant_that_ends_ends_at_once(as_person: Callable[[str], Client], clock: None) -> None:
    client = as_person("operator1")
    assert client.get(reverse("cases:work_list")).status_code == 200
    Grant.objects.filter(account__login="operator1").update(valid_from=TODAY - DAY, valid_to=TODAY - DAY)
    assert client.get(reverse("cases:work_list")).status_code == 403


def test_an_account_that_is_stopped_is_signed_out_at_once(as_person: Callable[[str], Client], clock: None) -> None:
    client = as_person("operator1")
    Account.objects.filter(login="operator1").update(is_active=False)
    assert client.get(reverse("cases:work_list")).status_code == 302


def test_the_session_its_account_what_it_holds_and_the_editions_are_one_query(
    as_person: Callable[[str], Client], clock: None, queries_made: list[str]
) -> None:
    client = as_person("operator1")
    client.get(reverse("foundation:home"))
    del queries_made[:]
    client.get(reverse("foundation:home"))
    of_the_page = [sql for sql in queries_made if "cases_voice" in sql]  # who has waited longest to be told
    assert len(queries_made) - len(of_the_page) == 1, queries_made  # the session with its account


def test_the_account_that_a_session_names_counts_and_not_the_one_that_came_with_its_row(
    as_person: Callable[[str], Client], clock: None
) -> None:
    client = as_person("operator1")
    client.get(reverse("foundation:home"))
    other = Account.objects.get(login="bank1")
    OpenSession.objects.filter(account__login="operator1").update(account=other)
    acting = rights.acting(client.get(reverse("foundation:home")).wsgi_request)
    assert acting.name != other.name


def test_an_account_that_came_with_one_request_is_gone_with_it(as_person: Callable[[str], Client], clock: None) -> None:
    client = as_person("operator1")
    assert client.get(reverse("cases:work_list")).status_code == 200
    account = Account.objects.get(login="operator1")
    Grant.objects.filter(account=account).delete()
    assert held(account) == [], "asked outside a request: read anew"
