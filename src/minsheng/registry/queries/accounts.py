"""Who can sign in, with which roles, until when."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from minsheng.foundation import pinyin, rights, worktime
from minsheng.foundation import queries as ground
from minsheng.registry import policies
from minsheng.registry.models import Membership, Organisation, Person

PAGE = 50


@dataclass(frozen=True)
class RoleHeld:
    """A role of an account that has not ended."""

    grant_id: int
    role: str
    name: str
    area: str
    area_name: str
    valid_from: date
    valid_to: date | None
    permissions: frozenset[str]


@dataclass(frozen=True)
class AccountShown:
    """An account with its person, its organisations and its roles."""

    id: uuid.UUID
    login: str
    name: str
    person_id: uuid.UUID
    area: str
    area_name: str
    organisations: tuple[str, ...]
    is_active: bool
    has_temporary_password: bool
    has_second_factor: bool
    last_login: datetime | None
    roles: tuple[RoleHeld, ...]

    @property
    def areas(self) -> tuple[str, ...]:
        """Everywhere that the account reaches."""
        return tuple({self.area, *(held.area for held in self.roles)})

    @property
    def guarded(self) -> frozenset[str]:
        """Which of the permissions that are kept apart it has."""
        return policies.guarded(one for held in self.roles for one in held.permissions)

    @property
    def is_guarded(self) -> bool:
        return bool(self.guarded)


@dataclass(frozen=True)
class AccountsPage:
    """Accounts by login, and where the next page begins ("" at the end)."""

    rows: tuple[AccountShown, ...]
    next: str


def accounts_listed(actor: rights.Actor, text: str, after: str, at: datetime) -> AccountsPage:
    """The accounts of the people of an actor's areas, by login. Six queries, however many there are."""
    found = _visible(actor).filter(account__login__gt=after)
    if text.strip():
        plain = text.strip()
        found = found.filter(
            Q(account__login__icontains=plain)
            | Q(name__contains=plain)
            | Q(initials__startswith=plain.lower())
            | Q(spelling__startswith=pinyin.spell(plain).sort_key)
        )
    people = list(found.order_by("account__login")[: PAGE + 1])
    shown = _shown(people[:PAGE], worktime.local_date(at))
    return AccountsPage(shown, shown[-1].login if len(people) > PAGE else "")


def seen_account(account_id: uuid.UUID, actor: rights.Actor, at: datetime) -> AccountShown:
    """One account. Raises `Unseen` where it does not exist for the actor."""
    people = list(_visible(actor).filter(account_id=account_id)[:1])
    if not people:
        raise rights.Unseen("没有这个登录，或不在您的服务范围。")
    return _shown(people, worktime.local_date(at))[0]


def _visible(actor: rights.Actor) -> QuerySet[Person]:
    areas = {*actor.areas(policies.MANAGE_ACCOUNTS), *actor.areas(policies.GRANT_ROLES)}
    return Person.objects.filter(rights.inside("area_id", areas), account__isnull=False).select_related(
        "account", "area"
    )


def _shown(people: Iterable[Person], on: date) -> tuple[AccountShown, ...]:
    rows = list(people)
    roles = ground.roles_held([row.account_id for row in rows if row.account_id], on)
    works = _organisations([row.pk for row in rows], on)
    with_keys = ground.accounts_with_keys([row.account_id for row in rows if row.account_id])
    shown = []
    for row in rows:
        account = row.account
        if account is None:
            continue
        shown.append(
            AccountShown(
                id=account.pk,
                login=account.login,
                name=account.name,
                person_id=row.pk,
                area=row.area_id,
                area_name=row.area.name,
                organisations=works.get(row.pk, ()),
                is_active=account.is_active,
                has_temporary_password=account.has_temporary_password,
                has_second_factor=bool(account.factor_sealed) or account.pk in with_keys,
                last_login=account.last_login,
                roles=tuple(RoleHeld(*held) for held in roles.get(account.pk, ())),
            )
        )
    return tuple(shown)


def _organisations(people: Iterable[uuid.UUID], on: date) -> Mapping[uuid.UUID, tuple[str, ...]]:
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    held = Membership.objects.filter(person__in=list(people), role="staff", valid_from__lte=on).exclude(valid_to__lt=on)
    for person, name in held.order_by("organisation__spelling").values_list("person_id", "organisation__short_name"):
        found[person].append(name)
    return {person: tuple(names) for person, names in found.items()}


def organisation_within(organisation_id: uuid.UUID, area: str) -> Organisation:
    """An organisation whose people may belong to this area: of it, in it or above it. Raises `ValueError`."""
    found = Organisation.objects.filter(pk=organisation_id).first()
    if found is None or not (found.area_id.startswith(area) or area.startswith(found.area_id)):
        raise ValueError("这个单位不在所选地区。请重新选择单位或地区。")
    return found
