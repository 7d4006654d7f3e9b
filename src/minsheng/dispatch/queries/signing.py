"""Reads of sign-in sheets: who is on one, and which were keyed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from minsheng.dispatch.models import SignInSheet
from minsheng.dispatch.policies import KEEP_TEAMS
from minsheng.dispatch.queries import organising
from minsheng.foundation import queries as ground
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry

MOST_ON_A_SHEET = 200
READ_PERSON = "registry.read_person"


@dataclass(frozen=True)
class Roll:
    """Who is on the sheet of a post or a team: only the people whom the actor may see, by pinyin."""

    id: uuid.UUID
    name: str
    area: str
    is_team: bool
    people: tuple[tuple[uuid.UUID, str], ...]


@dataclass(frozen=True)
class SheetKept:
    """A sheet that was keyed: what it was, when, how many came."""

    what: str
    on: date
    persons: int


def roll_of_post(post_id: uuid.UUID, actor: rights.Actor, at: datetime) -> Roll:
    """Who holds a post. Raises `Unseen`. Three queries."""
    post = organising.seen_post(post_id, actor)
    held = organising.holders(post, actor, at)[:MOST_ON_A_SHEET]
    return Roll(post.pk, post.name, post.area_id, False, tuple((one.person_id, one.person.name) for one in held))


def roll_of_team(team_id: uuid.UUID, actor: rights.Actor, at: datetime) -> Roll:
    """Who belongs to a team. Raises `Unseen`."""
    team = organising.seen_team(team_id, actor)
    rows = registry.members(team_id, actor, at, most=MOST_ON_A_SHEET).rows
    return Roll(team.pk, team.name, team.area_id, True, tuple((one.person_id, one.name) for one in rows))


def who_sees_names(roll: Roll, actor: rights.Actor, at: datetime) -> str | None:
    """For somebody who may see nobody's name: the sentence that says why the roll is empty, and who can. Else None.

    Two queries, only for him.
    """
    if actor.may(READ_PERSON):
        return None
    on = worktime.local_date(at)
    seeing = ground.accounts_who_may(READ_PERSON, roll.area, on)
    both = [name for key, name in ground.accounts_who_may(KEEP_TEAMS, roll.area, on).items() if key in seeing]
    why = _("名单是空的：您的职责管队伍和岗位，看不到人员姓名。")
    if both:
        return why + _("请%(names)s打印和录入。") % {"names": "、".join(both[:3])}
    return why + _("请各村（社区）书记打印、录入本村（社区）的人。")


def sheets_of(roll: Roll) -> list[SheetKept]:
    """The sheets of a post or a team, the newest first. One query."""
    own = {"team": roll.id} if roll.is_team else {"post": roll.id}
    rows = SignInSheet.objects.filter(**own).annotate(persons=Count("signed")).order_by("-on", "-keyed_at")[:20]
    return [SheetKept(one.what, one.on, one.persons) for one in rows]
