"""A community calls organisations together for a case; each signs, makes contact and arrives, and is rated."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from minsheng.cases import policies, queries, rules
from minsheng.cases.facts import WhistleAnswered, WhistleBlown, WhistleRated
from minsheng.cases.models import Whistle, WhistleCall, WhistleStep
from minsheng.cases.operations import guarding
from minsheng.cases.operations.handling import locked
from minsheng.foundation import facts, ids, rights, worktime, writing
from minsheng.registry import queries as registry


@writing.operation
def blow_whistle(
    *, case_id: uuid.UUID, organisations: Sequence[uuid.UUID], words: str, by: rights.Actor, at: datetime
) -> Whistle:
    """Call these organisations together. Each has its own limits to sign, to make contact and to arrive.

    Raises `Refused` for somebody who belongs to no community, `ValueError` for a wrong organisation or no words.
    """
    case = locked(case_id, None, by, at)
    policies.require_whistle(by, case)
    own = sorted(registry.organisations_of(by.id, worktime.local_date(at)))
    if not own:
        raise rights.Refused("吹哨要以社区（嘎查村）的名义。请管理员把您登记到所在的社区。")
    called = list(dict.fromkeys(organisations))
    if not called or not words.strip():
        raise ValueError("请选择要叫哪些单位，并写明要一起解决什么。")
    guarding.refuse_secrets(words)
    if not set(called) <= set(registry.organisations_for([case.area_id])) or set(called) & set(own):
        raise ValueError("请从列表中选择本地的其他单位。")
    if queries.is_complained_of(case, *called):
        raise ValueError("被投诉的单位不能叫来一起办：它看得到投诉的内容。请去掉它。")
    whistle = Whistle.objects.create(
        id=ids.new_id(at), case=case, community_id=own[0], words=words, blown_at=at, blown_by=by.id
    )
    calls = WhistleCall.objects.bulk_create(
        WhistleCall(id=ids.new_id(at), whistle=whistle, organisation_id=one) for one in called
    )
    due = {step: queries.step_due(case.area_id, step, at) for step in rules.WHISTLE_STEPS}
    WhistleStep.objects.bulk_create(
        WhistleStep(call=call, step=step, due_at=end.due_at, due_lines=list(end.lines))
        for call in calls
        for step, end in due.items()
    )
    told = WhistleBlown(about=case.pk, area=facts.Code(case.area_id), community=own[0], organisations=tuple(called))
    facts.tell(told, by=by.id, at=at)
    return whistle


def _call(call_id: uuid.UUID) -> WhistleCall:
    call = WhistleCall.objects.select_for_update(of=["self"]).select_related("whistle").filter(pk=call_id).first()
    if call is None:
        raise rights.Unseen("没有这次吹哨，或不在您的服务范围。")
    return call


@writing.operation
def answer_whistle(*, call_id: uuid.UUID, step: rules.Step, by: rights.Actor, at: datetime) -> WhistleStep:
    """An organisation that was called for has signed, made contact or arrived: the next step, in their order."""
    call = _call(call_id)
    case = locked(call.whistle.case_id, None, by, at)
    policies.require_called(call, registry.organisations_of(by.id, worktime.local_date(at)))
    owed = {rules.Step(one.step): one for one in call.steps.filter(done_at=None)}
    following = next((one for one in rules.WHISTLE_STEPS if one in owed), None)
    if following is not step:
        raise rules.NotNow("这一步已经登记过，或前一步还没有登记。请刷新页面查看最新情况。")
    row = owed[step]
    row.done_at, row.done_by = at, by.id
    row.save(update_fields=["done_at", "done_by"])
    told = WhistleAnswered(
        about=case.pk,
        area=facts.Code(case.area_id),
        organisation=call.organisation_id,
        step=facts.Code(step.value),
        is_late=row.due_at is not None and at > row.due_at,
    )
    facts.tell(told, by=by.id, at=at)
    return row


@writing.operation
def rate_whistle(
    *, call_id: uuid.UUID, rating: rules.Rating, reason: str, by: rights.Actor, at: datetime
) -> WhistleCall:
    """The community says how well an organisation answered; a low rating says why. Once, and it stays.

    Raises `NotNow` before it has arrived, unless its time to arrive is over: then staying away is what is rated.
    """
    call = _call(call_id)
    case = locked(call.whistle.case_id, None, by, at)
    policies.require_rater(by, case, call, registry.organisations_of(by.id, worktime.local_date(at)))
    if rating in rules.RATINGS_WITH_A_REASON and not reason.strip():
        raise ValueError("评价“一般”或“不到位”要写明理由，被评价的单位会看到。")
    guarding.refuse_secrets(reason)
    if call.rated_at is not None:
        raise rules.NotNow("已经评价过了，评价不能改。")
    if not queries.may_be_rated(call.steps.get(step=rules.Step.ARRIVE), at):
        raise rules.NotNow("这个单位还没有到场，到场的时限也没有过。评价不能改，请到场或过了时限再评价。")
    call.rating, call.rating_reason, call.rated_at, call.rated_by = rating, reason, at, by.id
    call.save(update_fields=["rating", "rating_reason", "rated_at", "rated_by"])
    told = WhistleRated(
        about=case.pk,
        area=facts.Code(case.area_id),
        organisation=call.organisation_id,
        rating=facts.Code(rating.value),
    )
    facts.tell(told, by=by.id, at=at)
    return call
