"""Teams, demonstration bases and service posts: begun, joined, ended, each on a day.

A team is an organisation of the registry, a base stands on the catalogue's chain of four roles; both are written
there, once.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from minsheng.catalogue import operations as catalogue
from minsheng.dispatch import policies, queries
from minsheng.dispatch.facts import BaseEnded, BaseOpened, PostEnded, PostLeft, PostOpened, PostTaken
from minsheng.dispatch.models import DemonstrationBase, PostHolding, ServicePost
from minsheng.dispatch.operations import studying
from minsheng.dispatch.operations.offering import refuse_secrets
from minsheng.foundation import facts, ids, pinyin, rights, worktime, writing
from minsheng.registry import operations as registry
from minsheng.registry import queries as registered

BEFORE_IT_BEGAN = "结束日期不能早于开始日期。请核对。"
TEACHER_GONE = "带的队伍、基地或岗位到那时已经撤销。"


@dataclass(frozen=True, kw_only=True)
class NewTeam:
    """A team as it is entered: `kind` is one of `queries.TEAM_KINDS`."""

    name: str
    short_name: str
    kind: str
    area: str
    phone: str = ""


@writing.operation
def found_team(*, team: NewTeam, by: rights.Actor, at: datetime) -> uuid.UUID:
    """Enter a team in the registry; its id. Raises `Refused`, and `ValueError` for a kind that is no team."""
    policies.require_keep_teams(by, team.area)
    if team.kind not in queries.TEAM_KINDS:
        raise ValueError("只能建志愿服务队或服务队。请从列表中选择。")
    refuse_secrets(team.name, team.short_name)
    made = registry.register_organisation(
        code=f"team_{ids.new_id(at).hex}",
        name=team.name.strip(),
        short_name=team.short_name.strip() or team.name.strip()[:60],
        kind=team.kind,
        area=team.area,
        phone=team.phone,
        by=by.id,
        at=at,
    )
    return made.pk


@writing.operation
def join_team(
    *, team_id: uuid.UUID, person_id: uuid.UUID, role: str, valid_from: date, by: rights.Actor, at: datetime
) -> None:
    """Make a person a member of a team in a role. A new leader follows the one there was, whose role ends.

    Raises `Unseen`, `Refused`, `ValueError`.
    """
    team = queries.seen_team(team_id, by)
    if role not in queries.TEAM_ROLES:
        raise ValueError("没有这个身份。请从列表中选择。")
    leaders = registered.holders_in(team.pk, registered.LEADER, valid_from) if role == registered.LEADER else []
    for held in leaders:
        if held.person_id != person_id:
            registry.end_membership(membership_id=held.pk, on=valid_from, by=by, at=at)
    registry.add_member(person_id=person_id, organisation_id=team.pk, role=role, valid_from=valid_from, by=by, at=at)


@writing.operation
def end_team(*, team_id: uuid.UUID, on: date, by: rights.Actor, at: datetime) -> None:
    """Close a team with a day; its members belong to it until then. Raises `Unseen`, `ValueError`."""
    team = queries.seen_team(team_id, by)
    if on > worktime.local_date(at):
        raise ValueError("撤销日期不能晚于今天。到那天再来登记。")
    registry.close_organisation(organisation_id=team.pk, on=on, by=by.id, at=at)
    _end_studies({"organisation": team.pk}, on, by, at)


def _end_studies(teacher: Mapping[str, Any], on: date, by: rights.Actor, at: datetime) -> None:
    """What a team, base or post would have taught after its last day is not held; who had a place is told."""
    studying.cancel_studies_of(teacher=teacher, after=on, reason=TEACHER_GONE, by=by.id, at=at)


@dataclass(frozen=True, kw_only=True)
class NewBase:
    """A base as it is entered: the four roles of its chain, and the industries that it serves."""

    name: str
    area: str
    lead_id: uuid.UUID
    guide_id: uuid.UUID
    members: str
    beneficiaries: str
    industries: Sequence[str]
    valid_from: date


@writing.operation
def open_base(*, base: NewBase, by: rights.Actor, at: datetime) -> str:
    """Enter a base with its chain and its industries; its code. Raises `Refused`, `ValueError`."""
    policies.require_keep_teams(by, base.area)
    refuse_secrets(base.name, base.members, base.beneficiaries, *base.industries)
    if base.lead_id == base.guide_id:
        raise ValueError("牵头和引领要是两个组织。请核对。")
    code = f"base-{ids.new_id(at).hex}"
    chain = {
        "base_name": base.name.strip(),
        "area_id": base.area,
        "lead_id": base.lead_id,
        "guide_id": base.guide_id,
        "members": base.members.strip(),
        "beneficiaries": base.beneficiaries.strip(),
    }
    made = catalogue.set_chain(code=code, valid_from=base.valid_from, values=chain, at=at)
    set_industries(code=code, industries=base.industries, is_sample=False)
    told = BaseOpened(
        about=made.pk,
        area=facts.Code(base.area),
        valid_from=base.valid_from,
    )
    facts.tell(told, by=by.id, at=at)
    return code


def set_industries(*, code: str, industries: Sequence[str], is_sample: bool) -> None:
    """Say which industries a base serves, each once. Raises `ValueError` without one."""
    words = [one.strip() for one in dict.fromkeys(industries) if one.strip()]
    if not words:
        raise ValueError("每个基地至少写一个产业。请补上。")
    DemonstrationBase.objects.update_or_create(code=code, defaults={"industries": words, "is_sample": is_sample})


@writing.operation
def end_base(*, code: str, on: date, by: rights.Actor, at: datetime) -> None:
    """A base stands for the last time on a day. Raises `Unseen`, `Refused`, `ValueError`."""
    chain = queries.seen_base(code, by, worktime.local_date(at))
    policies.require_keep_teams(by, chain.area_id)
    catalogue.end_chain(chain_id=chain.pk, on=on)
    _end_studies({"base": code}, on, by, at)
    facts.tell(BaseEnded(about=chain.pk, area=facts.Code(chain.area_id), valid_to=on), by=by.id, at=at)


@dataclass(frozen=True, kw_only=True)
class NewPost:
    """A post as it is entered: who holds it does what."""

    name: str
    duty: str
    area: str
    valid_from: date


@writing.operation
def open_post(*, post: NewPost, by: rights.Actor, at: datetime) -> uuid.UUID:
    """Enter a service post; its id. Raises `Refused`, `ValueError` without a name or a duty."""
    policies.require_keep_teams(by, post.area)
    refuse_secrets(post.name, post.duty)
    if not (post.name.strip() and post.duty.strip()):
        raise ValueError("岗位要有名称和职责。请补上。")
    values = {
        "name": post.name.strip(),
        "duty": post.duty.strip(),
        "area_id": post.area,
        "valid_from": post.valid_from,
    }
    made = set_post(code=f"post-{ids.new_id(at).hex}", values=values, at=at)
    facts.tell(PostOpened(about=made.pk, area=facts.Code(post.area), valid_from=post.valid_from), by=by.id, at=at)
    return made.pk


def set_post(*, code: str, values: Mapping[str, Any], at: datetime) -> ServicePost:
    """Enter a post of the banner's catalogue, or bring it up to date."""
    spelling = pinyin.spell(str(values["name"]))
    told = {**values, "spelling": spelling.sort_key, "initials": spelling.initials[:60]}
    post, _ = ServicePost.objects.update_or_create(
        code=code, defaults=told, create_defaults={**told, "id": ids.new_id(at)}
    )
    return post


@writing.operation
def end_post(*, post_id: uuid.UUID, on: date, by: rights.Actor, at: datetime) -> None:
    """A post is offered for the last time on a day; who holds it holds it until then.

    Raises `Unseen`, `Refused`, `ValueError`.
    """
    post = ServicePost.objects.select_for_update(of=("self",)).get(pk=queries.seen_post(post_id, by).pk)
    policies.require_keep_teams(by, post.area_id)
    if on < post.valid_from:
        raise ValueError(BEFORE_IT_BEGAN)
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    for held in post.holdings.exclude(valid_to__lte=on).order_by("pk"):
        _leave(held, max(on, held.valid_from), by, at)
    _end_studies({"post": post.pk}, on, by, at)
    facts.tell(PostEnded(about=post.pk, area=facts.Code(post.area_id), valid_to=on), by=by.id, at=at)


@writing.operation
def take_post(
    *, post_id: uuid.UUID, person_id: uuid.UUID, valid_from: date, by: rights.Actor, at: datetime
) -> PostHolding:
    """A person holds a post from a day; who holds it already keeps the one holding.

    Raises `Unseen`, `Refused`, and `ValueError` outside the days of the post.
    """
    post, person = queries.seen_post(post_id, by), registered.seen_person(person_id, by)
    policies.require_keep_teams(by, person.area_id)
    if valid_from < post.valid_from or (post.valid_to is not None and valid_from > post.valid_to):
        raise ValueError("这一天没有这个岗位。请改日期，或选别的岗位。")
    running = PostHolding.objects.filter(post=post, person=person.pk).exclude(valid_to__lt=valid_from).first()
    if running is not None:
        return running
    try:
        with transaction.atomic():
            held = PostHolding.objects.create(
                id=ids.new_id(at), post=post, person_id=person.pk, valid_from=valid_from, valid_to=post.valid_to
            )
    except IntegrityError:  # somebody else entered the same at the same moment
        return PostHolding.objects.get(post=post, person=person.pk, valid_from=valid_from)
    told = PostTaken(about=held.pk, area=facts.Code(person.area_id), post=post.pk, valid_from=valid_from)
    facts.tell(told, by=by.id, at=at)
    return held


@writing.operation
def leave_post(*, holding_id: uuid.UUID, on: date, by: rights.Actor, at: datetime) -> None:
    """Somebody gives a post back: no reason is asked, nothing is counted. Raises `Unseen`, `Refused`, `ValueError`."""
    seen = queries.seen_holding(holding_id, by)
    policies.require_keep_teams(by, seen.person.area_id)
    held = PostHolding.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    if on < held.valid_from:
        raise ValueError(BEFORE_IT_BEGAN)
    if held.valid_to is None or held.valid_to > on:
        _leave(held, on, by, at)


def _leave(held: PostHolding, on: date, by: rights.Actor, at: datetime) -> None:
    held.valid_to = on
    held.save(update_fields=["valid_to"])
    told = PostLeft(about=held.pk, area=facts.Code(held.person.area_id), post=held.post_id, valid_to=on)
    facts.tell(told, by=by.id, at=at)
