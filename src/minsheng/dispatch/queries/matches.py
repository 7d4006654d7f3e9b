"""Reads of skills and posts: which posts ask for what a helper can, and the other way round, with why."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from minsheng.dispatch.models import Helper, HelperSkill, PostHolding, PostMatch, ServicePost
from minsheng.dispatch.policies import KEEP_TEAMS
from minsheng.dispatch.rules import posts as rules
from minsheng.foundation import rights, worktime

Skills = Mapping[str, list[str]]


def _skills(helpers: list[uuid.UUID], on: date) -> defaultdict[uuid.UUID, dict[str, list[str]]]:
    """By helper: the skills that count, with their words. Licensed work only with a licence that somebody saw."""
    found: defaultdict[uuid.UUID, dict[str, list[str]]] = defaultdict(dict)
    for row in HelperSkill.objects.filter(helper__in=helpers).select_related("skill").order_by("skill__name"):
        is_proven = row.valid_to is not None and row.valid_to >= on
        if is_proven or not row.skill.needs_licence:
            found[row.helper_id][row.skill.name] = list(row.skill.words)
    return found


def post_text(post: ServicePost) -> str:
    """What a post asks for, in its own words."""
    return f"{post.name} {post.duty}"


@dataclass(frozen=True)
class PostForMe:
    """A post that asks for what a helper can. `match` where one of the two has said yes already."""

    post: ServicePost
    reasons: tuple[str, ...]
    match: PostMatch | None


def posts_for(actor: rights.Actor, at: datetime) -> list[PostForMe]:
    """The posts of his banner and places that ask for what the helper can, the most reasons first. Five queries."""
    helper, on = Helper.objects.filter(pk=actor.account_id).first(), worktime.local_date(at)
    if helper is None:
        return []
    skills = _skills([helper.pk], on)[helper.pk]
    around = [helper.area_id[:length] for length in range(6, len(helper.area_id) + 1)]
    standing = Q(valid_to=None) | Q(valid_to__gte=on)
    found = ServicePost.objects.filter(standing, area__in=around, valid_from__lte=on).select_related("area")
    held = PostHolding.objects.filter(standing, person__account=helper.pk).values("post")
    open_ones = PostMatch.objects.filter(helper=helper.pk, ended_at=None, holding=None)
    matches = {row.post_id: row for row in open_ones}
    rows = [
        PostForMe(post, told, matches.get(post.pk))
        for post in found.exclude(pk__in=held).order_by("spelling", "pk")
        if (told := rules.reasons(skills, post_text(post)))
    ]
    return sorted(rows, key=lambda row: (row.match is None, -len(row.reasons)))


@dataclass(frozen=True)
class HelperForPost:
    """A helper who can what a post asks for, with why, and how far the two have come."""

    id: uuid.UUID
    name: str
    area: str
    reasons: tuple[str, ...]
    has_agreed: bool
    is_asked: bool


def helpers_for_post(post: ServicePost, actor: rights.Actor, at: datetime) -> list[HelperForPost]:
    """The helpers of the actor's areas whom a post asks for, those who are willing first. Four queries."""
    on = worktime.local_date(at)
    helpers = Helper.objects.filter(rights.inside("area_id", actor.areas(KEEP_TEAMS)), takes_offers=True)
    standing = Q(valid_to=None) | Q(valid_to__gte=on)
    held = PostHolding.objects.filter(standing, post=post, person__account__isnull=False).values("person__account")
    rows = list(helpers.exclude(pk__in=held).select_related("account", "area").order_by("account__name", "pk"))
    skills = _skills([row.pk for row in rows], on)
    matches = {row.helper_id: row for row in PostMatch.objects.filter(post=post, ended_at=None, holding=None)}
    found = []
    for row in rows:
        told, match = rules.reasons(skills[row.pk], post_text(post)), matches.get(row.pk)
        if told:
            has_agreed = match is not None and match.helper_agreed_at is not None
            is_asked = match is not None and match.keeper_agreed_at is not None
            found.append(HelperForPost(row.pk, row.account.name, row.area.name, told, has_agreed, is_asked))
    return sorted(found, key=lambda one: (not one.has_agreed, -len(one.reasons)))


def own_match(match_id: uuid.UUID, actor: rights.Actor) -> PostMatch:
    """One open match of the helper himself. Raises `Unseen`."""
    row = PostMatch.objects.filter(pk=match_id, helper=actor.account_id, ended_at=None, holding=None).first()
    if row is None:
        raise rights.Unseen("没有这个岗位邀请，或已经结束。")
    return row


def is_post_near(post_id: uuid.UUID, actor: rights.Actor) -> bool:
    """Is there such a post in the helper's banner and places? Two queries."""
    area = Helper.objects.filter(pk=actor.account_id).values_list("area", flat=True).first() or ""
    return ServicePost.objects.filter(
        pk=post_id, area__in=[area[:length] for length in range(6, len(area) + 1)]
    ).exists()
