"""A sign-in sheet on paper is keyed: one act, however many names are on it. It gives nobody hours."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from minsheng.dispatch import policies, queries
from minsheng.dispatch.facts import SignInKeyed
from minsheng.dispatch.models import SignIn, SignInSheet
from minsheng.dispatch.operations.offering import refuse_secrets
from minsheng.foundation import facts, rights, worktime, writing
from minsheng.foundation.units import Persons


@dataclass(frozen=True, kw_only=True)
class NewSheet:
    """A sheet as it was signed: of a post or a team, what it was, on which day, and who came."""

    id: uuid.UUID
    what: str
    on: date
    came: Collection[uuid.UUID]
    post_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None


@writing.operation
def key_sign_in(*, sheet: NewSheet, by: rights.Actor, at: datetime) -> int:
    """Keep a sheet; how many came. Keyed again it changes nothing.

    Raises `Unseen`, `Refused` where the actor keeps no teams in any part of the area, and `ValueError` for a day to come,
    a sheet that nobody signed, and somebody who is not on it.
    """
    if sheet.team_id is not None:
        roll = queries.roll_of_team(sheet.team_id, by, at)
    elif sheet.post_id is not None:
        roll = queries.roll_of_post(sheet.post_id, by, at)
    else:
        raise ValueError("签到单要属于一个岗位或一支队伍。")
    policies.require_keep_rolls(by, roll.area)
    refuse_secrets(sheet.what)
    known = SignInSheet.objects.filter(pk=sheet.id, keyed_by=by.id).first()
    if known is not None:
        return known.signed.count()
    came = set(sheet.came)
    if not sheet.what.strip() or not came:
        raise ValueError("请写明是什么活动，至少有一个人签到。")
    if sheet.on > worktime.local_date(at):
        raise ValueError("签到的日子不能在今天以后。请改日期。")
    if not came <= {key for key, _name in roll.people}:
        raise ValueError("有人不在这张签到单上。请先登记他上岗（入队），再录入。")
    kept = SignInSheet.objects.create(
        id=sheet.id,
        post_id=sheet.post_id,
        team_id=sheet.team_id,
        what=sheet.what.strip(),
        on=sheet.on,
        keyed_at=at,
        keyed_by_id=by.id,
    )
    SignIn.objects.bulk_create(SignIn(sheet=kept, person_id=one) for one in sorted(came))
    told = SignInKeyed(about=kept.pk, area=facts.Code(roll.area), persons=Persons(len(came)))
    facts.tell(told, by=by.id, at=at)
    return len(came)


def forget_sign_ins(*, person_id: uuid.UUID) -> None:
    """A person's data are deleted: his names on sheets go. Called in that transaction."""
    SignIn.objects.filter(person=person_id).delete()
