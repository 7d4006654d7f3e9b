"""Skills and posts find each other: a helper offers himself or is asked; when both say yes he holds the post."""

from __future__ import annotations

import uuid
from datetime import datetime

from minsheng.dispatch import policies, queries, rules
from minsheng.dispatch.facts import PostMatched, PostTaken
from minsheng.dispatch.models import Helper, PostHolding, PostMatch, ServicePost
from minsheng.foundation import facts, ids, rights, worktime, writing
from minsheng.registry import queries as registry

NO_MATCH = "这个岗要的，和填写的技能对不上。请先在“我会什么”里补上，或选别的岗。"


@writing.operation
def offer_for_post(*, post_id: uuid.UUID, by: rights.Actor, at: datetime) -> PostMatch:
    """A helper says that he would take a post; where he was asked he holds it now. Again changes nothing.

    Raises `Unseen` for a post that is not of his places, `NotNow` where nothing he can is asked for.
    """
    rights.require(by, "dispatch.claim")
    found = next((one for one in queries.posts_for(by, at) if one.post.pk == post_id), None)
    if found is None:
        if not queries.is_post_near(post_id, by):
            raise rights.Unseen("没有这个岗位，或不在您帮忙的地方。")
        raise rules.NotNow(NO_MATCH)
    row = _row(found.post, by.id, found.reasons, at)
    if row.helper_agreed_at is None:
        row.helper_agreed_at = at
        row.save(update_fields=["helper_agreed_at"])
    return _settle(row, by, at)


@writing.operation
def ask_for_post(*, post_id: uuid.UUID, helper_id: uuid.UUID, by: rights.Actor, at: datetime) -> PostMatch:
    """Who keeps posts asks a helper, or says yes to one who offered himself. Again changes nothing.

    Raises `Unseen`, `Refused` for oneself, `NotNow` where the helper cannot what is asked for.
    """
    post = queries.seen_post(post_id, by)
    area = Helper.objects.filter(pk=helper_id).values_list("area", flat=True).first()
    if area is None or not by.may(policies.KEEP_TEAMS, area):
        raise rights.Unseen("没有这位志愿者，或不在您的服务范围。")
    if helper_id == by.account_id:
        raise rights.Refused("自己上岗要由别人同意。请找另一位管理岗位的人。")
    found = next((one for one in queries.helpers_for_post(post, by, at) if one.id == helper_id), None)
    if found is None:
        raise rules.NotNow("这位志愿者填写的技能和这个岗对不上，或已经在岗。")
    row = _row(post, helper_id, found.reasons, at)
    if row.keeper_agreed_at is None:
        row.keeper_id, row.keeper_agreed_at = by.id, at
        row.save(update_fields=["keeper", "keeper_agreed_at"])
    return _settle(row, by, at)


@writing.operation
def decline_post(*, match_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """A helper says no, or no more: no reason, no fact, no count. Raises `Unseen`."""
    row = queries.own_match(match_id, by)
    PostMatch.objects.filter(pk=row.pk, ended_at=None).update(ended_at=at)


def _row(post: ServicePost, helper: uuid.UUID, reasons: tuple[str, ...], at: datetime) -> PostMatch:
    """The open match of the two, locked; whoever comes second at the same moment waits for the first."""
    ServicePost.objects.select_for_update().get(pk=post.pk)
    row = PostMatch.objects.filter(post=post, helper=helper, ended_at=None, holding=None).first()
    if row is not None:
        return row
    return PostMatch.objects.create(id=ids.new_id(at), post=post, helper_id=helper, reasons=list(reasons)[:9])


def _settle(row: PostMatch, by: rights.Actor, at: datetime) -> PostMatch:
    """Where both have said yes the helper holds the post from today."""
    if row.helper_agreed_at is None or row.keeper_agreed_at is None:
        return row
    person = registry.person_of_account(row.helper_id)
    if person is None:
        raise rules.NotNow("这位志愿者还没有在底数里登记。请先登记，再点一次。")
    today = worktime.local_date(at)
    held = PostHolding.objects.create(
        id=ids.new_id(at), post=row.post, person_id=person.pk, valid_from=today, valid_to=row.post.valid_to
    )
    row.holding, row.ended_at = held, at
    row.save(update_fields=["holding", "ended_at"])
    area = facts.Code(person.area_id)
    facts.tell(PostMatched(about=row.pk, area=area, post=row.post_id, helper=row.helper_id), by=by.id, at=at)
    facts.tell(PostTaken(about=held.pk, area=area, post=row.post_id, valid_from=today), by=by.id, at=at)
    return row
