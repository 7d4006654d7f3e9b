"""Who may sign in, and with which rights: one person opens accounts, another gives roles, a third reads the log."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from minsheng.foundation import drawn, facts, rights, worktime, writing
from minsheng.foundation import operations as ground
from minsheng.foundation import queries as grounds
from minsheng.foundation.account_facts import SessionsEnded
from minsheng.registry import policies, queries
from minsheng.registry.facts import AccountClosed, AccountOpened, AccountReopened, PasswordReset, RoleEnded, RoleGiven
from minsheng.registry.operations.organisations import join_organisation
from minsheng.registry.operations.people import register_person
from minsheng.registry.rules.accounts import Proof

OWN = "不能更改自己的登录和角色。请由另一位管理员来做。"
APART = "开通登录、授予角色、查看日志要由三个人分管，一个人只能管其中一样。请先结束另一个角色。"
GUARDED = "这是管理员或审计员的登录，不能在页面上重设。请在服务器上用 minsheng password 命令重设。"


@dataclass(frozen=True, kw_only=True)
class NewAccount:
    """Somebody who shall be able to sign in: a person of an area, who works for an organisation."""

    login: str
    name: str
    area: str
    organisation_id: uuid.UUID


@writing.operation
def open_account(*, entry: NewAccount, by: rights.Actor, at: datetime) -> tuple[uuid.UUID, str]:
    """Open an account without any role; returns its id and the first password, which is known here only.

    Raises `Refused`, and `ValueError` where the login is taken.
    """
    rights.require(by, policies.MANAGE_ACCOUNTS, entry.area)
    queries.organisation_within(entry.organisation_id, entry.area)
    if grounds.is_login_taken(entry.login):
        raise ValueError("这个登录名已经有人用。请换一个。")
    words = drawn.code()
    account_id = ground.set_account(login=entry.login, name=entry.name, hashed="!")
    ground.set_password(login=entry.login, hashed=make_password(words), is_temporary=True)
    person = register_person(name=entry.name, area=entry.area, account_id=account_id, by=by.id, at=at)
    on = worktime.local_date(at)
    join_organisation(
        person_id=person.pk, organisation_id=entry.organisation_id, role="staff", valid_from=on, by=by.id, at=at
    )
    facts.tell(AccountOpened(about=account_id, area=facts.Code(entry.area), person=person.pk), by=by.id, at=at)
    return account_id, words


@writing.operation
def reset_password(*, account_id: uuid.UUID, by: rights.Actor, at: datetime) -> str:
    """Give an account a new password that its holder must change; returns it. Raises `Unseen`, `Refused`.

    What is asked for after the password stays: whoever has lost that as well needs another person (`end_lost_factor`).
    """
    found = queries.seen_account(account_id, by, at)
    if account_id == by.account_id:
        raise rights.Refused("自己的密码在“改密码”里改。")
    policies.require_account(by, found.areas)
    if found.is_guarded:
        raise rights.Refused(GUARDED)
    words = drawn.code()
    ground.set_password(login=found.login, hashed=make_password(words), is_temporary=True)
    ground.end_sessions(account_id=account_id)
    facts.tell(PasswordReset(about=account_id, area=facts.Code(found.area)), by=by.id, at=at)
    return words


@writing.operation
def end_lost_factor(*, account_id: uuid.UUID, proof: Proof, by: rights.Actor, at: datetime) -> None:
    """Let an account be asked for no code and no key any more, because its holder has lost them and was seen in person.

    Whoever gives roles decides, and never resets a password: one person alone lets nobody into somebody else's login.
    Raises `Unseen`, `Refused`, and `ValueError` where nothing is asked for.
    """
    found = queries.seen_account(account_id, by, at)
    if account_id == by.account_id:
        raise rights.Refused(OWN)
    for area in found.areas:
        rights.require(by, policies.GRANT_ROLES, area)
    if not found.has_second_factor:
        raise ValueError("这个登录没有设验证码，也没有安全密钥，不用取消。")
    ground.end_lost_factor(account_id=account_id, proof=proof, by=by.id, at=at)


@writing.operation
def set_account_active(*, account_id: uuid.UUID, is_active: bool, by: rights.Actor, at: datetime) -> None:
    """Close an account (its sessions end at once; what it has done stays) or open it again.

    Raises `Unseen`, `Refused`.
    """
    found = queries.seen_account(account_id, by, at)
    if account_id == by.account_id:
        raise rights.Refused(OWN)
    policies.require_account(by, found.areas)
    if ground.set_active(account_id=account_id, is_active=is_active):
        ground.end_sessions(account_id=account_id)
        told = AccountReopened if is_active else AccountClosed
        facts.tell(told(about=account_id, area=facts.Code(found.area)), by=by.id, at=at)


@writing.operation
def end_account_sessions(*, account_id: uuid.UUID, by: rights.Actor, at: datetime) -> int:
    """End every session of an account, wherever it is signed in; returns how many. Raises `Unseen`, `Refused`."""
    found = queries.seen_account(account_id, by, at)
    if account_id == by.account_id:
        raise rights.Refused("自己的登录在“在哪里登录着”里断开。")
    policies.require_account(by, found.areas)
    count = ground.end_sessions(account_id=account_id)
    if count:
        facts.tell(SessionsEnded(about=account_id, area=facts.Code(found.area), session_count=count), by=by.id, at=at)
    return count


@writing.operation
def give_role(
    *,
    account_id: uuid.UUID,
    role: str,
    area: str,
    valid_from: date,
    valid_to: date | None,
    by: rights.Actor,
    at: datetime,
) -> None:
    """Give an account a role in an area. Raises `Unseen`, `Refused`, and `ValueError` for what cannot stand."""
    found = queries.seen_account(account_id, by, at)
    if account_id == by.account_id:
        raise rights.Refused(OWN)
    rights.require(by, policies.GRANT_ROLES, area)
    if valid_from < worktime.local_date(at):
        raise ValueError("角色不能从过去的日子算起：那时办的事没有用这个角色。请从今天或以后开始。")
    if valid_to is not None and valid_to < valid_from:
        raise ValueError("结束的日子在开始之前。请核对两个日期。")
    asked = policies.guarded(grounds.permissions_of_role(role))
    if asked and found.guarded - asked:
        raise ValueError(APART)
    if not ground.grant_role(account_id=account_id, role=role, area=area, valid_from=valid_from, valid_to=valid_to):
        raise ValueError("这个人在这个地区已经有这个角色。要改期限，请先结束原来的。")
    told = RoleGiven(
        about=account_id, area=facts.Code(area), role=facts.Code(role), valid_from=valid_from, valid_to=valid_to
    )
    facts.tell(told, by=by.id, at=at)


@writing.operation
def end_role(*, account_id: uuid.UUID, grant_id: int, on: date | None, by: rights.Actor, at: datetime) -> None:
    """Let a role of an account count for the last time on a day; without one at once, in open sessions as well.

    Raises `Unseen`, `Refused`, `ValueError`.
    """
    found = queries.seen_account(account_id, by, at)
    if account_id == by.account_id:
        raise rights.Refused(OWN)
    held = next((one for one in found.roles if one.grant_id == grant_id), None)
    if held is None:
        raise rights.Unseen("没有这个角色，或已经结束。")
    rights.require(by, policies.GRANT_ROLES, held.area)
    today = worktime.local_date(at)
    if on is not None and on < today:
        raise ValueError("最后一天不能在今天以前：以前用这个角色办的事不能变成没有角色。")
    if not ground.end_grant(grant_id=grant_id, on=on or today, ended_at=None if on else at):
        raise ValueError("这个角色在那一天之前已经结束。")
    told = RoleEnded(
        about=account_id, area=facts.Code(held.area), role=facts.Code(held.role), on=on or today, at_once=on is None
    )
    facts.tell(told, by=by.id, at=at)
