"""Who may sign in: opened by one, given roles by another, and nobody for himself."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from minsheng.foundation import facts, rights, second_factor
from minsheng.foundation import operations as ground
from minsheng.foundation import queries as grounds
from minsheng.foundation.models import Account, Grant
from minsheng.registry import operations, policies, queries
from minsheng.registry.facts import RoleEnded
from minsheng.registry.rules.accounts import Proof
from tests.conftest import PASSWORD, PRESET
from tests.registry.conftest import HOME

Sign = Callable[[str], Client]
NEW = "本人自己想的一句话"


@pytest.fixture
def admin(people: dict[str, rights.Actor]) -> rights.Actor:
    """Opens accounts in the home banner."""
    return people["admin1"]


@pytest.fixture
def security(people: dict[str, rights.Actor]) -> rights.Actor:
    """Gives roles in the home banner."""
    return people["security1"]


@pytest.fixture
def opened(admin: rights.Actor, now: datetime) -> tuple[uuid.UUID, str]:
    """A new account of the home community, and its first password."""
    entry = operations.NewAccount(
        login="wanghong2",
        name="王红",
        area=HOME,
        organisation_id=queries.organisation_by_code("comm_150824100001").pk,
    )
    return operations.open_account(entry=entry, by=admin, at=now)


def give(account_id: uuid.UUID, role: str, area: str, by: rights.Actor, at: datetime, **more: Any) -> None:
    on = at.date()
    told = {"valid_from": on, "valid_to": None, **more}
    operations.give_role(account_id=account_id, role=role, area=area, by=by, at=at, **told)


def sign_in(login: str, password: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": login, "password": password})
    return client


def kinds(about: uuid.UUID) -> list[str]:
    return [type(one.fact).__name__ for one in grounds.facts_of(about)]


def test_a_new_colleague_comes_in_chooses_a_password_and_works(
    clock: None, opened: tuple[uuid.UUID, str], security: rights.Actor, now: datetime
) -> None:
    account_id, words = opened
    client = sign_in("wanghong2", words)
    assert client.get("/").headers["Location"] == "/password/"
    assert client.get(reverse("cases:desk")).headers["Location"] == "/password/"
    answer = client.post("/password/", {"old_password": words, "new_password1": NEW, "new_password2": NEW})
    assert answer.status_code == 422, "nine letters are too few"
    long = NEW + "谁也不知道"
    answer = client.post("/password/", {"old_password": words, "new_password1": long, "new_password2": long})
    assert answer.headers["Location"] == "/"
    assert client.get("/").status_code == 200, "the session goes on"
    assert client.get(reverse("cases:desk")).status_code == 403, "no role yet"
    give(account_id, "operator", HOME, security, now)
    assert client.get(reverse("cases:desk")).status_code == 200
    assert sign_in("wanghong2", words).get("/password/").status_code == 302, "the first password is dead"
    assert kinds(account_id) == ["AccountOpened", "PasswordChanged", "RoleGiven"]


def test_a_login_is_given_once(opened: tuple[uuid.UUID, str], admin: rights.Actor, now: datetime) -> None:
    entry = operations.NewAccount(
        login="WangHong2", name="王宏", area=HOME, organisation_id=queries.organisation_by_code("housing").pk
    )
    with pytest.raises(ValueError, match="换一个"):
        operations.open_account(entry=entry, by=admin, at=now)
    assert Account.objects.filter(login__iexact="wanghong2").count() == 1


def test_closing_ends_the_session_at_once_and_what_was_done_keeps_its_name(
    clock: None, opened: tuple[uuid.UUID, str], admin: rights.Actor, now: datetime
) -> None:
    account_id, words = opened
    client = sign_in("wanghong2", words)
    assert client.get("/password/").status_code == 200
    operations.set_account_active(account_id=account_id, is_active=False, by=admin, at=now)
    assert client.get("/password/").status_code == 302
    assert sign_in("wanghong2", words).get("/password/").status_code == 302
    operations.set_account_active(account_id=account_id, is_active=True, by=admin, at=now)
    operations.set_account_active(account_id=account_id, is_active=True, by=admin, at=now)
    assert sign_in("wanghong2", words).get("/password/").status_code == 200
    assert kinds(account_id) == ["AccountOpened", "AccountClosed", "AccountReopened"]


def test_roles_have_their_days(opened: tuple[uuid.UUID, str], security: rights.Actor, now: datetime) -> None:
    account_id, _ = opened
    today = now.date()
    give(account_id, "operator", HOME, security, now, valid_to=today + timedelta(days=2))
    with pytest.raises(ValueError, match="已经有这个角色"):
        give(account_id, "operator", HOME, security, now)
    with pytest.raises(ValueError, match="两个日期"):
        give(account_id, "verifier", HOME, security, now, valid_to=today - timedelta(days=1))

    with pytest.raises(ValueError, match="过去的日子"):
        give(account_id, "verifier", HOME, security, now, valid_from=today - timedelta(days=1))

    def may(day: int) -> bool:
        return rights.actor_of(account_id, "", today + timedelta(days=day)).may("cases.triage", HOME)

    assert [may(day) for day in range(-1, 4)] == [False, True, True, True, False]
    held = queries.seen_account(account_id, security, now).roles[0]
    with pytest.raises(ValueError, match="不能在今天以前"):
        operations.end_role(
            account_id=account_id, grant_id=held.grant_id, on=today - timedelta(days=1), by=security, at=now
        )
    operations.end_role(account_id=account_id, grant_id=held.grant_id, on=today, by=security, at=now)
    assert [may(day) for day in range(3)] == [True, False, False]
    with pytest.raises(ValueError, match="已经结束"):
        operations.end_role(account_id=account_id, grant_id=held.grant_id, on=today, by=security, at=now)


def test_a_role_ends_at_once_in_a_session_that_is_open_and_what_was_typed_is_shown(
    clock: None, opened: tuple[uuid.UUID, str], security: rights.Actor, as_person: Sign, now: datetime
) -> None:
    """A page is open; the role ends; what is sent then is refused with a sentence and the words in it."""
    account_id, words = opened
    give(account_id, "operator", HOME, security, now)
    client = sign_in("wanghong2", words)
    Account.objects.filter(pk=account_id).update(has_temporary_password=False)
    told = {"client_id": str(uuid.uuid4()), "words": "小区东门的路灯坏了 三天没有人来修", "area": "0"}
    assert client.post("/desk/", told).status_code == 422
    held = queries.seen_account(account_id, security, now).roles[0]
    chief, url = as_person("security1"), reverse("registry:end_role", args=[account_id, held.grant_id])
    assert chief.post(url, {"client_id": str(uuid.uuid4()), "when": "last_day", "on": ""}).status_code == 422
    assert client.get("/desk/").status_code == 200, "nothing has ended"
    assert chief.post(url, {"client_id": str(uuid.uuid4()), "when": "at_once"}).status_code == 302
    refused = client.post("/desk/", told)
    assert refused.status_code == 403
    assert "需要" in refused.content.decode()
    assert "小区东门的路灯坏了 三天没有人来修" in refused.content.decode()
    assert queries.seen_account(account_id, security, now).roles == ()
    assert rights.actor_of(account_id, "", now.date() - timedelta(days=1)).roles == ()
    assert account_id not in grounds.accounts_who_may("cases.triage", HOME, now.date())
    assert [one.at_once for one in told_ends(account_id)] == [True]
    with pytest.raises(rights.Unseen, match="已经结束"):
        operations.end_role(account_id=account_id, grant_id=held.grant_id, on=None, by=security, at=now)
    give(account_id, "operator", HOME, security, now)
    assert client.get("/desk/").status_code == 200


def told_ends(account_id: uuid.UUID) -> list[RoleEnded]:
    return [one.fact for one in grounds.facts_of(account_id) if isinstance(one.fact, RoleEnded)]


def test_a_last_day_that_was_written_down_can_still_end_at_once(
    opened: tuple[uuid.UUID, str], security: rights.Actor, now: datetime
) -> None:
    account_id, today = opened[0], now.date()
    give(account_id, "operator", HOME, security, now)
    held = queries.seen_account(account_id, security, now).roles[0]
    operations.end_role(account_id=account_id, grant_id=held.grant_id, on=today, by=security, at=now)
    assert rights.actor_of(account_id, "", today).roles == ("operator",)
    operations.end_role(account_id=account_id, grant_id=held.grant_id, on=None, by=security, at=now)
    assert rights.actor_of(account_id, "", today).roles == ()
    give(account_id, "verifier", HOME, security, now, valid_from=today + timedelta(days=3))
    ahead = queries.seen_account(account_id, security, now).roles[0]
    operations.end_role(account_id=account_id, grant_id=ahead.grant_id, on=None, by=security, at=now)
    assert rights.actor_of(account_id, "", today + timedelta(days=3)).roles == ()


def test_nobody_changes_his_own_roles_or_password(admin: rights.Actor, security: rights.Actor, now: datetime) -> None:
    before = Grant.objects.count()
    with pytest.raises(rights.Refused, match="另一位管理员"):
        give(security.id, "operator", HOME, security, now)
    held = queries.seen_account(security.id, security, now).roles[0]
    with pytest.raises(rights.Refused, match="另一位管理员"):
        operations.end_role(account_id=security.id, grant_id=held.grant_id, on=now.date(), by=security, at=now)
    with pytest.raises(rights.Refused, match="另一位管理员"):
        operations.set_account_active(account_id=admin.id, is_active=False, by=admin, at=now)
    with pytest.raises(rights.Refused, match="改密码"):
        operations.reset_password(account_id=admin.id, by=admin, at=now)
    assert Grant.objects.count() == before


@pytest.mark.parametrize("role", ["admin", "auditor"])
def test_three_administrators_stay_three(
    opened: tuple[uuid.UUID, str], security: rights.Actor, now: datetime, role: str
) -> None:
    account_id, _ = opened
    give(account_id, "security", "150824", security, now)
    with pytest.raises(ValueError, match="三个人分管"):
        give(account_id, role, "150824", security, now)
    give(account_id, "operator", "150824", security, now)


def test_no_role_of_the_preset_holds_two_of_the_three() -> None:
    roles = yaml.safe_load((PRESET / "roles.yaml").read_text(encoding="utf-8"))["roles"]
    held = {code: policies.guarded(role["permissions"]) for code, role in roles.items()}
    assert {code for code, few in held.items() if len(few) > 1} == set()
    assert set().union(*held.values()) == policies.GUARDED, "and each of the three has somebody"


def test_who_opens_accounts_cannot_come_in_as_an_administrator(
    people: dict[str, rights.Actor], admin: rights.Actor, now: datetime
) -> None:
    for login in ("security1", "auditor1"):
        with pytest.raises(rights.Refused, match="minsheng password"):
            operations.reset_password(account_id=people[login].id, by=admin, at=now)


def test_who_gives_passwords_ends_no_second_step_and_nobody_his_own(
    people: dict[str, rights.Actor], admin: rights.Actor, security: rights.Actor, now: datetime
) -> None:
    operator = people["operator1"].id
    with pytest.raises(ValueError, match="不用取消"):
        operations.end_lost_factor(account_id=operator, proof=Proof.IDENTITY_CARD, by=security, at=now)
    for account_id in (operator, security.id):
        ground.set_second_factor(account_id=account_id, secret=second_factor.new_secret(), recovery=[], step=0)
    for account_id, by in ((operator, admin), (security.id, security), (operator, people["auditor1"])):
        with pytest.raises((rights.Refused, rights.Unseen)):
            operations.end_lost_factor(account_id=account_id, proof=Proof.IDENTITY_CARD, by=by, at=now)
    with pytest.raises(rights.Refused):
        operations.reset_password(account_id=operator, by=security, at=now)
    assert Account.objects.exclude(factor_sealed=None).count() == 2
    operations.end_lost_factor(account_id=operator, proof=Proof.IDENTITY_CARD, by=security, at=now)
    assert not queries.seen_account(operator, security, now).has_second_factor


def test_an_administrator_of_a_township_resets_nobody_who_reaches_further(
    people: dict[str, rights.Actor], opened: tuple[uuid.UUID, str], security: rights.Actor, now: datetime
) -> None:
    account_id, _ = opened
    give(account_id, "admin", HOME, security, now)
    local = rights.actor_of(account_id, "王红", now.date())
    secretary = people["secretary1"]
    assert queries.seen_account(secretary.id, local, now).login == "secretary1"
    operations.reset_password(account_id=secretary.id, by=local, at=now)
    give(secretary.id, "operator", "150824", security, now)
    with pytest.raises(rights.Refused):
        operations.reset_password(account_id=secretary.id, by=local, at=now)


def test_a_role_reaches_no_further_than_who_gives_it(
    opened: tuple[uuid.UUID, str], people: dict[str, rights.Actor], security: rights.Actor, now: datetime
) -> None:
    account_id, _ = opened
    with pytest.raises(rights.Refused):
        give(account_id, "operator", "150422", security, now)
    with pytest.raises(rights.Unseen):
        give(people["operator9"].id, "operator", HOME, security, now)


def test_pages_from_opening_to_the_role(clock: None, as_person: Sign) -> None:
    admin = as_person("admin1")
    told = {"name": "王红", "login": "wanghong2", "organisation": "comm_150824100001", "area": HOME}
    told["organisation"] = str(queries.organisation_by_code("comm_150824100001").pk)
    answer = admin.post(reverse("registry:new_account"), told)
    words = answer.context["words"]
    assert words in answer.content.decode()
    found = Account.objects.get(login="wanghong2")
    assert found.check_password(words)
    again = admin.post(reverse("registry:new_account"), told)
    assert (again.status_code, "已经有人用" in again.content.decode()) == (422, True)
    listed = admin.get(reverse("registry:accounts"), {"text": "wh"}).content.decode()
    assert "wanghong2" in listed
    assert words not in listed
    security = as_person("security1")
    role = {
        "role": "operator",
        "area": HOME,
        "valid_from": "2026-06-03",
        "valid_to": "",
        "client_id": str(uuid.uuid4()),
    }
    page = reverse("registry:account", args=[found.pk])
    for _ in range(2):
        assert security.post(reverse("registry:give_role", args=[found.pk]), role).headers["Location"] == page
    assert Grant.objects.filter(account=found).count() == 1
    assert "接线员" in security.get(page).content.decode()
    own = security.get(reverse("registry:account", args=[Account.objects.get(login="security1").pk])).content.decode()
    assert "另一位管理员" in own
    assert reverse("registry:give_role", args=[Account.objects.get(login="security1").pk]) not in own


def test_accounts_come_in_pages_and_at_a_fixed_cost(
    as_person: Sign, now: datetime, django_assert_max_num_queries: Any
) -> None:
    for number in range(queries.ACCOUNTS_PAGE + 5):
        key = ground.set_account(login=f"z{number:03}", name=f"某人{number}", hashed="!")
        operations.register_person(name=f"某人{number}", area=HOME, account_id=key, by=None, at=now)
    client, seen, url = as_person("admin1"), [], reverse("registry:accounts") + "?text=z0"
    while url:
        with django_assert_max_num_queries(9):
            shown = client.get(url)
        seen += [row.login for row in shown.context["page"].rows]
        url = reverse("registry:accounts") + shown.context["next_url"] if shown.context["next_url"] else ""
    assert seen == [f"z{number:03}" for number in range(queries.ACCOUNTS_PAGE + 5)]


def test_passwords_of_the_sample_are_not_temporary(db: None) -> None:
    assert Account.objects.get(login="operator1").check_password(PASSWORD)
    assert not Account.objects.filter(has_temporary_password=True).exists()


def test_the_password_is_in_no_fact(opened: tuple[uuid.UUID, str]) -> None:
    account_id, words = opened
    assert all(words not in str(facts.values_of(one.fact)) for one in grounds.facts_of(account_id))
