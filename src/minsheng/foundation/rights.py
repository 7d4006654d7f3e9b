"""Rights: role x area x permission, one mechanism for pages, interfaces and exports."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.http import HttpRequest

from minsheng.foundation.models import Grant, Role

PERMISSION, AREA_CODE = re.compile(r"“([a-z]+\.[a-z_]+)”"), re.compile(r"（\d+）")


class Refused(Exception):
    """Not allowed; the sentence names what is missing and who can give it."""


class Unseen(Exception):
    """There is nothing here for this person: what lies outside his areas does not exist for him (404)."""


@dataclass(frozen=True)
class Held:
    """One grant as it counts today: a role, its area and what it allows."""

    role: str
    area: str
    permissions: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """Who acts: an account with what it holds today, or nobody (`account_id` None) on the public pages.

    A connected system may speak for an organisation (`speaks_for`), as its staff do.
    """

    account_id: uuid.UUID | None
    name: str
    held: tuple[Held, ...] = field(default=())
    speaks_for: uuid.UUID | None = None

    @property
    def is_known(self) -> bool:
        return self.account_id is not None

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(sorted({held.role for held in self.held}))

    @property
    def id(self) -> uuid.UUID:
        """The account's id. Raises `Refused` for nobody."""
        if self.account_id is None:
            raise Refused("请先登录。")
        return self.account_id

    @cached_property
    def permissions(self) -> frozenset[str]:
        """What is allowed somewhere."""
        return frozenset().union(*(held.permissions for held in self.held))

    def areas(self, permission: str) -> tuple[str, ...]:
        """The fewest area codes in which this is allowed; a code inside another is left out."""
        codes = sorted({held.area for held in self.held if permission in held.permissions})
        fewest: list[str] = []
        for code in codes:
            if not (fewest and code.startswith(fewest[-1])):
                fewest.append(code)
        return tuple(fewest)

    def may(self, permission: str, area: str | None = None) -> bool:
        """Is this allowed in the area (or, without one, anywhere)?"""
        if area is None:
            return permission in self.permissions
        return any(area.startswith(held.area) for held in self.held if permission in held.permissions)


NOBODY = Actor(account_id=None, name="")


def set_acting(request: HttpRequest, actor: Actor) -> None:
    """Note who acts in this request; templates see it as `request.actor`."""
    request.actor = actor  # type: ignore[attr-defined]  # Django's request has no slot for it


def acting(request: HttpRequest) -> Actor:
    """Who acts in this request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def in_force(on: date) -> Q:
    """The filter for the grants that count on a day."""
    return Q(valid_from__lte=on) & not_over(on)


def not_over(on: date) -> Q:
    """The filter for the grants that count on a day or later; the last day of one that was ended at once is over."""
    return Q(valid_to=None) | Q(valid_to__gt=on) | Q(valid_to=on, ended_at=None)


def actor_of(account_id: uuid.UUID, name: str, on: date) -> Actor:
    """The actor as of a day: one query."""
    rows = (
        Grant.objects.filter(in_force(on), account_id=account_id)
        .order_by("area_id", "role_id")
        .values_list("role_id", "area_id", "role__permissions")
    )
    return Actor(account_id, name, tuple(Held(role, area, frozenset(permissions)) for role, area, permissions in rows))


def inside(column: str, areas: Iterable[str]) -> Q:
    """The filter "the area in this column lies in one of these areas", as ranges that an index answers."""
    found = Q(pk__in=[])
    for code in areas:
        found |= Q(**{f"{column}__gte": code, f"{column}__lt": str(int(code) + 1)})
    return found


def require(actor: Actor, permission: str, area: str | None = None) -> None:
    """Raise `Refused` unless the actor may do this there."""
    if not actor.may(permission, area):
        where = f"在该地区（{area}）" if area else ""
        raise Refused(f"您没有{where}“{permission}”的权限。需要时请向本单位管理员申请。")


def in_words(sentence: str) -> str:
    """A refusal as people read it: where it names a permission, the roles that hold it. One query, none without a name."""
    codes = PERMISSION.findall(sentence)
    roles = list(Role.objects.filter(permissions__overlap=codes).order_by("code")) if codes else []

    def named(found: re.Match[str]) -> str:
        holders = [role.name for role in roles if found[1] in role.permissions]
        return f"“{'、'.join(holders)}”岗位" if holders else found[0]

    return PERMISSION.sub(named, AREA_CODE.sub("", sentence))
