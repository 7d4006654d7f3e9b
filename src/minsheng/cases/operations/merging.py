"""Mass demand: cases about one matter are joined into one and can be taken apart; every caller stays."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from minsheng.cases import policies, queries, rules
from minsheng.cases.facts import CasesJoined, MergedInto, SplitOff, VoiceHeard
from minsheng.cases.models import Case, CaseMerge, MergedCase, Voice
from minsheng.cases.operations import guarding, limits, opening
from minsheng.foundation import facts, ids, rights, writing
from minsheng.foundation.units import Items

MOST_MERGED = 50


@writing.operation
def merge_cases(
    *, survivor_id: uuid.UUID, case_ids: Sequence[uuid.UUID], reason: str, by: rights.Actor, at: datetime
) -> CaseMerge:
    """Join up to 50 open cases into one. They keep state, limits and callers, but are worked on in the survivor.

    Raises `Unseen` where one of them does not exist for the actor, `Refused` where he may not, `NotNow` where one
    has ended, is delivered or is part of another merge, `ValueError` for none, too many, or no reason.
    """
    others = [one for one in dict.fromkeys(case_ids) if one != survivor_id]
    if not 1 <= len(others) <= MOST_MERGED:
        raise ValueError(f"一次合并1到{MOST_MERGED}件。请选好要并入的事。")
    if not reason.strip():
        raise ValueError("请写明为什么是同一件事。")
    guarding.refuse_secrets(reason)
    survivor, *merged = _locked_all([survivor_id, *others], by, at)
    if queries.has_complaint(others):
        raise rules.NotNow("投诉要单独办，不能并入别的事：那件事可能正由被投诉的单位在办。请去掉投诉。")
    if survivor.state not in rules.OPEN_STATES or survivor.merged_into_id:
        raise rules.NotNow("保留的这件已经结束或已并入别的事。请选一件还在办的。")
    has_own = set(Case.objects.filter(merged_into__in=others).values_list("merged_into", flat=True))
    for case in merged:
        if case.state not in rules.MERGEABLE or case.merged_into_id or case.pk in has_own:
            number = queries.number_of(case)
            raise rules.NotNow(f"{number} 已经办理、结束或在另一次合并里，不能并入。请去掉它，或先拆开。")
    merge = CaseMerge.objects.create(id=ids.new_id(at), survivor=survivor, reason=reason[:400], at=at, by=by.id)
    MergedCase.objects.bulk_create(MergedCase(merge=merge, case=case) for case in merged)
    Case.objects.filter(pk__in=others).update(merged_into=survivor, due_at=None, changed_at=at)
    joined = CasesJoined(
        about=survivor.pk, area=facts.Code(survivor.area_id), merge=merge.pk, joined=Items(len(merged))
    )
    each = [
        MergedInto(about=case.pk, area=facts.Code(case.area_id), merge=merge.pk, into=survivor.pk) for case in merged
    ]
    facts.tell(joined, *each, by=by.id, at=at)
    return merge


def _locked_all(case_ids: Sequence[uuid.UUID], by: rights.Actor, at: datetime) -> list[Case]:
    """The cases in this order, locked (always in the order of their ids), all of them the actor's to merge."""
    seen = queries.visible_cases(by, at).filter(pk__in=case_ids).values("pk")
    found = {case.pk: case for case in Case.objects.select_for_update().filter(pk__in=seen).order_by("pk")}
    if len(found) < len(set(case_ids)):
        raise rights.Unseen(queries.NO_SUCH_CASE)
    for case in found.values():
        policies.require_merge(by, case)
    return [found[one] for one in case_ids]


@writing.operation
def undo_merge(*, merge_id: uuid.UUID, reason: str, by: rights.Actor, at: datetime) -> CaseMerge:
    """Take joined cases apart: each stands where it stood, its limits have run on. Only while the survivor is open."""
    merge = CaseMerge.objects.filter(pk=merge_id).first()
    if merge is None:
        raise rights.Unseen("没有这次合并，或不在您的服务范围。")
    if not reason.strip():
        raise ValueError("请写明为什么要拆开。")
    guarding.refuse_secrets(reason)
    lines = list(merge.lines.values_list("case", flat=True))
    survivor, *merged = _locked_all([merge.survivor_id, *lines], by, at)
    merge = CaseMerge.objects.select_for_update().get(pk=merge_id)
    if merge.undone_at is not None:
        raise rules.NotNow("这次合并已经拆开过了。")
    if survivor.state not in rules.OPEN_STATES:
        raise rules.NotNow("这件事已经有了结果，不能再拆开。有人的事没有办成，请把它重新办理。")
    merge.undone_at, merge.undone_by, merge.undo_reason = at, by.id, reason[:400]
    merge.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    for case in merged:
        case.merged_into = None
        limits.save_recounted(case, at, "merged_into")
    each = [
        SplitOff(about=case.pk, area=facts.Code(case.area_id), merge=merge.pk, out_of=survivor.pk) for case in merged
    ]
    facts.tell(*each, by=by.id, at=at)
    return merge


@writing.operation
def join_voice(*, case_id: uuid.UUID, voice: opening.NewVoice, by: rights.Actor, at: datetime) -> Voice:
    """Write a voice into an open case that is about the same matter: no second case, and the caller is told.

    Raises `Unseen`, `Refused` where the actor takes no voices there, `NotNow` where the case has ended.
    """
    case = _voice_case(case_id, by, at)
    guarding.refuse_secrets(voice.words, voice.place, voice.caller_name, voice.on_behalf_of)
    heard = opening.voice_row(voice, case, by, at)
    heard.save(force_insert=True)
    told = VoiceHeard(
        about=case.pk,
        area=facts.Code(case.area_id),
        voice=heard.pk,
        channel=facts.Code(voice.channel),
        heard_at=voice.heard_at,
        wants_answer=voice.wants_answer,
    )
    facts.tell(told, by=by.id, at=at)
    return heard


def _voice_case(case_id: uuid.UUID, by: rights.Actor, at: datetime) -> Case:
    seen = queries.visible_cases(by, at).filter(pk=case_id).values("pk")
    case = Case.objects.select_for_update().filter(pk__in=seen).first()
    if case is None:
        raise rights.Unseen(queries.NO_SUCH_CASE)
    rights.require(by, "cases.take_voice", case.area_id)
    if case.state not in rules.OPEN_STATES:
        raise rules.NotNow("那件事已经结束。请新记一件，或把那件重新办理。")
    return case
