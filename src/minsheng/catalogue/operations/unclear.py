"""Matters of which nobody knows whose they are: raise, propose, decide, tell."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from minsheng.catalogue import policies, queries
from minsheng.catalogue.facts import UnclearItemDecided, UnclearItemRaised
from minsheng.catalogue.models import (
    ArbitrationLimit,
    DecisionNotice,
    DraftItem,
    LeadProposal,
    ListDraft,
    ResponsibilityItem,
    UnclearItem,
)
from minsheng.catalogue.operations import drafting
from minsheng.foundation import facts, holidays, identity, ids, rights, worktime
from minsheng.foundation import queries as ground
from minsheng.registry import queries as registry

DEFAULT_LIMIT = (10, worktime.LimitUnit.WORKING_DAYS)
"""Where a banner has set no limit of its own."""
UNSEEN = "没有这件归属不清的事项，或不在您的服务范围。"


@transaction.atomic
def set_arbitration_limit(*, area: str, amount: int, unit: str, is_sample: bool) -> None:
    """Say how long a decision may take in a banner. Raises `ValueError` for an unknown unit or no time at all."""
    worktime.LimitUnit(unit)
    if amount < 1:
        raise ValueError("裁定时限至少是1。")
    ArbitrationLimit.objects.update_or_create(
        area_id=area, defaults={"amount": amount, "unit": unit, "is_sample": is_sample}
    )


def _clock(area: str, at: datetime) -> dict[str, object]:
    """The end of the limit and its counting; without an end, and saying so, where the calendar lacks the year."""
    found = ArbitrationLimit.objects.filter(area=area[:6]).first()
    amount, unit = (found.amount, worktime.LimitUnit(found.unit)) if found else DEFAULT_LIMIT
    try:
        due = ground.work_calendar().due(at, amount, unit)
    except holidays.MissingYear as problem:
        return {"due_at": None, "due_lines": [str(problem)[:200]]}
    return {"due_at": due.at, "due_lines": list(due.lines)}


@transaction.atomic
def raise_unclear_item(
    *, case_id: uuid.UUID, category: str | None, area: str, bounces: int, by: uuid.UUID | None, at: datetime
) -> None:
    """Put a matter that goes from desk to desk on the list of duties to be made clear (once a case)."""
    known = queries.category(category or "")
    unclear, is_new = UnclearItem.objects.get_or_create(
        about_case=case_id,
        defaults={
            "id": ids.new_id(at),
            "title": f"{known.name if known else '未定类别的来话'}：退回{bounces}次，归属不清",
            "category_id": category,
            "area_id": area,
            "raised_at": at,
            "bounces": bounces,
            **_clock(area, at),
        },
    )
    if is_new:
        _tell_raised(unclear, by, at)


@transaction.atomic
def ask_who_leads(
    *,
    title: str,
    evidence: str,
    area: str,
    organisation_id: uuid.UUID,
    by: rights.Actor,
    at: datetime,
    category: str | None = None,
) -> UnclearItem:
    """A township or department asks by hand who should do something, with its evidence (H14).

    Raises `Refused` without the right or for an organisation that is not one's own, `ValueError` for evidence
    that is empty or holds card, identity or password digits.
    """
    if not policies.may_raise_unclear(by, area):
        raise rights.Refused("提出归属不清的事项需要本地区的“catalogue.raise_unclear”权限。请向本单位管理员申请。")
    if organisation_id not in registry.organisations_of(by.id, worktime.local_date(at)):
        raise rights.Refused("只能替自己的单位提出。")
    if not evidence.strip():
        raise ValueError("请写明依据：谁说不归自己管，什么时候，凭什么文件。")
    if identity.secrets_in(title) or identity.secrets_in(evidence):
        raise ValueError("不要写卡号、身份证号或密码。只写事情和依据。")
    unclear = UnclearItem.objects.create(
        id=ids.new_id(at),
        title=title,
        evidence=evidence,
        category_id=category,
        area_id=area,
        raised_at=at,
        raised_by_id=by.id,
        raised_for_id=organisation_id,
        **_clock(area, at),
    )
    _tell_raised(unclear, by.id, at)
    return unclear


def _tell_raised(unclear: UnclearItem, by: uuid.UUID | None, at: datetime) -> None:
    told = UnclearItemRaised(
        about=unclear.pk,
        area=facts.Code(unclear.area_id),
        category=facts.Code(unclear.category_id or ""),
        bounce_count=unclear.bounces,
    )
    facts.tell(told, by=by, at=at)


def _locked(item_id: uuid.UUID, by: rights.Actor) -> UnclearItem:
    """An open matter that this actor sees, locked. Raises `Unseen`, or `ValueError` where it is decided."""
    seen = UnclearItem.objects.filter(policies.unclear_visible(by), pk=item_id).values("pk")
    unclear = UnclearItem.objects.select_for_update().filter(pk__in=seen).first()
    if unclear is None:
        raise rights.Unseen(UNSEEN)
    if unclear.settled_at is not None:
        raise ValueError("这件事已经裁定。不同意的，请另提一件并写明新的依据。")
    return unclear


@transaction.atomic
def propose_lead(
    *, item_id: uuid.UUID, lead_id: uuid.UUID, reason: str, by: rights.Actor, at: datetime
) -> LeadProposal:
    """Say for one's own organisation who should lead and why; saying it again replaces what was said.

    Raises `Unseen`, `Refused` for somebody who belongs to no organisation or may not raise, `ValueError`.
    """
    unclear = _locked(item_id, by)
    own = min(registry.organisations_of(by.id, worktime.local_date(at)), default=None)
    if own is None or not policies.may_raise_unclear(by, unclear.area_id):
        raise rights.Refused("发表归属意见的，要是某个单位的人员，并有“catalogue.raise_unclear”权限。")
    if lead_id not in registry.organisations():
        raise ValueError("没有这个单位。请从列表中选择。")
    if not reason.strip() or identity.secrets_in(reason):
        raise ValueError("请写明理由；不要写卡号、身份证号或密码。")
    proposal, _ = LeadProposal.objects.update_or_create(
        item=unclear, organisation_id=own, defaults={"lead_id": lead_id, "reason": reason, "by_id": by.id, "at": at}
    )
    return proposal


@transaction.atomic
def decide_lead(
    *,
    item_id: uuid.UUID,
    lead_id: uuid.UUID,
    co_ids: tuple[uuid.UUID, ...],
    reason: str,
    by: rights.Actor,
    at: datetime,
) -> DraftItem:
    """A named arbiter says, with a reason, who leads; it becomes a line of the banner's draft, and all are told.

    Raises `Unseen`, `Refused` without the right or where the arbiter is a party himself, `ValueError`.
    """
    unclear = _locked(item_id, by)
    own = registry.organisations_of(by.id, worktime.local_date(at))
    if not policies.may_decide(by, unclear, own, lead_id):
        raise rights.Refused("由有“catalogue.arbitrate”权限、且不是当事单位的人裁定。请换一位裁定人。")
    if not reason.strip():
        raise ValueError("请写明裁定的理由，当事单位都会看到。")
    line = drafting.Line(
        number=_next_number(unclear.area_id[:6]),
        title=unclear.title,
        category=unclear.category_id,
        lead_id=lead_id,
        co_ids=co_ids,
        is_lead_alone=not co_ids,
        legal_basis=f"职责裁定（{worktime.local_date(at)}，{by.name}）",
    )
    item = drafting.add_decided_line(draft=_draft_of(unclear.area_id[:6], by, at), unclear=unclear, line=line)
    unclear.lead_id, unclear.co_ids, unclear.reason = lead_id, list(co_ids), reason
    unclear.arbiter_id, unclear.settled_at = by.id, at
    unclear.save(update_fields=["lead", "co_ids", "reason", "arbiter", "settled_at"])
    _owe_notices(unclear, {lead_id, *co_ids})
    told = UnclearItemDecided(
        about=unclear.pk,
        area=facts.Code(unclear.area_id),
        lead=lead_id,
        is_late=unclear.due_at is not None and at > unclear.due_at,
    )
    facts.tell(told, by=by.id, at=at)
    return item


def _draft_of(area: str, by: rights.Actor, at: datetime) -> ListDraft:
    """The open draft of a banner; a new one, begun in the arbiter's name, where there is none."""
    return queries.open_draft(area) or drafting.copy_of_list(area=area, name="职责裁定后的清单", by=by, at=at)


def _next_number(area: str) -> int:
    published = ResponsibilityItem.objects.filter(area=area).aggregate(most=Max("number"))["most"] or 0
    drafted = DraftItem.objects.filter(draft__area=area, draft__state="open").aggregate(most=Max("number"))["most"] or 0
    return int(max(published, drafted)) + 1


def _owe_notices(unclear: UnclearItem, decided: Collection[uuid.UUID]) -> None:
    """Whoever asked, spoke, must act, or takes the calls, must learn of the decision."""
    intake = registry.intake_for(unclear.area_id)
    spoke = LeadProposal.objects.filter(item=unclear).values_list("organisation_id", "lead_id")
    all_of = {one for pair in spoke for one in pair} | set(decided) | {unclear.raised_for_id}
    owed = {one for one in {*all_of, intake.id if intake else None} if one is not None}
    DecisionNotice.objects.bulk_create(DecisionNotice(item=unclear, organisation_id=one) for one in sorted(owed))


@transaction.atomic
def note_told(
    *, item_id: uuid.UUID, organisation_id: uuid.UUID, channel: str, by: rights.Actor, at: datetime
) -> DecisionNotice:
    """An organisation has learnt of a decision: one of its people read it, or the arbiter's side rang it up.

    Raises `Unseen`, also for somebody who belongs to neither. What was told stays told.
    """
    notices = DecisionNotice.objects.select_for_update().filter(item=item_id, organisation=organisation_id)
    notice = notices.filter(item__in=UnclearItem.objects.filter(policies.unclear_visible(by))).first()
    if notice is None:
        raise rights.Unseen(UNSEEN)
    own = registry.organisations_of(by.id, worktime.local_date(at))
    if not policies.may_note_told(by, notice, own, channel):
        raise rights.Unseen("由该单位的人点“知道了”，或由裁定人、清单管理员登记电话告知。")
    if notice.told_at is None:
        notice.told_at, notice.told_by_id, notice.channel = at, by.id, channel
        notice.save(update_fields=["told_at", "told_by", "channel"])
    return notice
