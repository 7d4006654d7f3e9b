"""Reads of teams, demonstration bases and service posts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from minsheng.catalogue import queries as catalogue
from minsheng.dispatch.models import DemonstrationBase, PostHolding, ServicePost
from minsheng.dispatch.policies import KEEP_TEAMS
from minsheng.foundation import queries as ground
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry

if TYPE_CHECKING:
    from minsheng.catalogue.models import FourRoleChain
    from minsheng.registry.models import Organisation

TEAM_KINDS = ("volunteer_team", "team")
TEAM_ROLES: Mapping[str, str] = {
    code: registry.role_words(code)
    for code in ("volunteer", "party_member", "member", registry.LEADER, *registry.CATEGORIES)
}
BANNER_DIGITS = 6


@dataclass(frozen=True)
class TeamRow:
    """A team in a list: who leads it, where it serves, how many persons it has."""

    id: uuid.UUID
    name: str
    kind: str
    area: str
    leaders: tuple[str, ...]
    persons: int
    is_sample: bool


@dataclass(frozen=True)
class TeamsShown:
    """The teams of an actor's areas. `persons` counts everybody once, however many teams he is in.

    `without`: the communities of these areas that have no team.
    """

    rows: tuple[TeamRow, ...]
    persons: int
    without: tuple[str, ...]


def teams(actor: rights.Actor, on: date, text: str = "") -> TeamsShown:
    """The teams where the actor keeps them, and the communities without one. Six queries, however many teams."""
    areas = actor.areas(KEEP_TEAMS)
    found = registry.organisations_inside(TEAM_KINDS, areas, text)
    ids = [one.pk for one in found]
    leaders, persons = registry.named_in_role(ids, registry.LEADER, on), registry.persons_in(ids, on)
    rows = tuple(
        TeamRow(
            one.pk,
            one.name,
            one.get_kind_display(),
            one.area.name,
            leaders.get(one.pk, ()),
            persons.get(one.pk, 0),
            one.is_sample,
        )
        for one in found
    )
    serving = found if not text.strip() else registry.organisations_inside(TEAM_KINDS, areas)
    return TeamsShown(rows, registry.distinct_persons(ids, on), _without(areas, [one.area_id for one in serving]))


def _without(areas: tuple[str, ...], served: list[str]) -> tuple[str, ...]:
    """The communities that no team serves: none of their own, and none of the township above them."""
    communities = ground.divisions_inside(areas, levels=("community",))
    own = {area for area in served if len(area) > BANNER_DIGITS}
    names = [one.name for one in communities]
    return tuple(
        one.name if names.count(one.name) == 1 else _with_township(one.code)
        for one in communities
        if not any(one.code.startswith(area) for area in own)
    )


def _with_township(code: str) -> str:
    """The name of a community whose name others bear too, with its township before it."""
    return "".join(ground.division_names([one])[one] for one in (code[:9], code))


def seen_team(team_id: uuid.UUID, actor: rights.Actor) -> Organisation:
    """One team of the actor's areas that is not closed. Raises `Unseen`."""
    team = registry.organisation_inside(team_id, TEAM_KINDS, actor.areas(KEEP_TEAMS))
    if team is None:
        raise rights.Unseen("没有这支队伍，或不在您的服务范围。")
    return team


@dataclass(frozen=True)
class TeamShown:
    """One team: of how many persons it is made up, by category (a person of two categories is one person)."""

    team: Organisation
    leaders: tuple[str, ...]
    persons: int
    categories: tuple[tuple[str, int], ...]


def team_shown(team_id: uuid.UUID, actor: rights.Actor, at: datetime) -> TeamShown:
    """One team with its leader and its composition. Raises `Unseen`. Five queries."""
    team, on = seen_team(team_id, actor), worktime.local_date(at)
    by_role = registry.persons_by_role(team.pk, on)
    return TeamShown(
        team=team,
        leaders=registry.named_in_role([team.pk], registry.LEADER, on).get(team.pk, ()),
        persons=registry.persons_in([team.pk], on).get(team.pk, 0),
        categories=tuple((registry.role_words(one), by_role.get(one, 0)) for one in registry.CATEGORIES),
    )


@dataclass(frozen=True)
class BaseRow:
    """A base with its four roles and its industries."""

    chain: FourRoleChain
    industries: tuple[str, ...]
    may_keep: bool


def bases(actor: rights.Actor, on: date, text: str = "") -> list[BaseRow]:
    """The bases of an actor's areas that stand on a day, found by a part of a name or an industry. Two queries."""
    areas = actor.areas(KEEP_TEAMS)
    chains = [one for one in catalogue.chains_on(on) if any(one.area_id.startswith(area) for area in areas)]
    tags = dict(DemonstrationBase.objects.values_list("code", "industries"))
    plain = text.strip()
    rows = [BaseRow(one, tuple(tags.get(one.code, ())), actor.may(KEEP_TEAMS, one.area_id)) for one in chains]
    return [one for one in rows if plain in one.chain.base_name or any(plain in word for word in one.industries)]


def seen_base(code: str, actor: rights.Actor, on: date) -> FourRoleChain:
    """The chain of a base that stands on a day, in the actor's areas. Raises `Unseen`."""
    for one in bases(actor, on):
        if one.chain.code == code:
            return one.chain
    raise rights.Unseen("没有这个基地，或不在您的服务范围。")


@dataclass(frozen=True)
class PostRow:
    """A post with how many persons hold it in the actor's areas."""

    post: ServicePost
    persons: int
    may_keep: bool


def _posts_seen(actor: rights.Actor) -> Q:
    """The posts of an actor's areas, and those of the areas above (the banner's catalogue is for everybody in it)."""
    areas = actor.areas(KEEP_TEAMS)
    above = sorted({code[:length] for code in areas for length in (6, 9, 12)})
    return rights.inside("area_id", areas) | Q(area__in=above)


def posts(actor: rights.Actor, on: date, text: str = "") -> list[PostRow]:
    """The posts that stand on a day, by pinyin, found by name or its sounds. One query."""
    found = ServicePost.objects.filter(_posts_seen(actor), Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    if plain := text.strip():
        sounds = plain.lower()
        fits = Q(name__contains=plain) | Q(duty__contains=plain)
        found = found.filter(fits | Q(initials__startswith=sounds) | Q(spelling__contains=sounds))
    mine = rights.inside("holdings__person__area_id", actor.areas(KEEP_TEAMS))
    holding = Q(holdings__valid_to=None) | Q(holdings__valid_to__gte=on)
    here = mine & holding & Q(holdings__valid_from__lte=on, holdings__person__left="")
    rows = found.annotate(persons=Count("holdings__person", filter=here, distinct=True)).select_related("area")
    return [
        PostRow(one, one.persons, actor.may(KEEP_TEAMS, one.area_id)) for one in rows.order_by("spelling", "pk")[:500]
    ]


def seen_post(post_id: uuid.UUID, actor: rights.Actor) -> ServicePost:
    """One post that the actor may see. Raises `Unseen`."""
    post = ServicePost.objects.filter(_posts_seen(actor), pk=post_id).select_related("area").first()
    if post is None:
        raise rights.Unseen("没有这个岗位，或不在您的服务范围。")
    return post


def holders(post: ServicePost, actor: rights.Actor, at: datetime) -> list[PostHolding]:
    """Who holds a post today, of the people whom the actor may see. One query."""
    on = worktime.local_date(at)
    running = post.holdings.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    seen = registry.people_for(registry.SERVICE, actor, at)
    return list(running.filter(person__in=seen).select_related("person").order_by("person__spelling", "pk"))


def seen_holding(holding_id: uuid.UUID, actor: rights.Actor) -> PostHolding:
    """One holding of a post by a person whom the actor may see. Raises `Unseen`."""
    held = PostHolding.objects.filter(pk=holding_id).select_related("post", "person").first()
    if held is None:
        raise rights.Unseen("没有这条任岗记录。")
    registry.seen_person(held.person_id, actor)
    return held
