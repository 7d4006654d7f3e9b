"""Following up: calls that reached nobody, samples of small matters, endings without an answer."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from minsheng.cases import policies, queries, rules
from minsheng.cases.facts import CallAttempted, JoinedEnded, LeftUnconfirmed, SampleDrawn
from minsheng.cases.models import CallAttempt, Case, Delivery, FollowUpRule, Sample, SampleLine, Verification
from minsheng.cases.operations import guarding, joined
from minsheng.cases.operations.ending import purge_circumstances
from minsheng.cases.operations.handling import locked
from minsheng.cases.operations.verifying import require_askable
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import facts, ids, rights, writing
from minsheng.foundation.units import Items

MOST_AT_ONCE = 500


@writing.operation
def set_follow_up_rule(
    *,
    area: str,
    attempts_most: int,
    calls_per_quarter: int,
    share_per_100: int,
    sampled: Sequence[str],
    is_sample: bool,
) -> None:
    """Say how a banner follows up. Raises `ValueError` for an unknown category, no calls at all or a wrong share."""
    unknown = [code for code in sampled if catalogue.category(code) is None]
    if unknown:
        raise ValueError(f"没有这些类别：{'、'.join(unknown)}。")
    if attempts_most < 1 or calls_per_quarter < 1 or not 1 <= share_per_100 <= 100:
        raise ValueError("回访次数至少是1，抽样比例在1和100之间。")
    FollowUpRule.objects.update_or_create(
        area_id=area,
        defaults={
            "attempts_most": attempts_most,
            "calls_per_quarter": calls_per_quarter,
            "share_per_100": share_per_100,
            "sampled": list(sampled),
            "is_sample": is_sample,
        },
    )


@writing.operation
def note_attempt(
    *, case_id: uuid.UUID, result: rules.AttemptResult, note: str, by: rights.Actor, at: datetime
) -> CallAttempt:
    """Note a call that brought no answer. After the preset number of them, or a refusal, the case ends unconfirmed.

    Raises `Refused` for whoever did or helped to do the work, `NotNow` where nothing waits to be verified, and where
    nobody is to be rung: a sample decides first, or the person was asked often enough.
    """
    case = locked(case_id, rules.Act.VERIFY, by, at)
    policies.require_verify(by, case, Delivery.objects.filter(case=case))
    require_askable(case, Verification.Asked.SELF, at)
    guarding.refuse_secrets(note)
    made = CallAttempt.objects.create(
        id=ids.new_id(at), case=case, round=case.reopenings, at=at, by=by.id, result=result, note=note[:200]
    )
    found = CallAttempt.objects.filter(case=case, round=case.reopenings).order_by("at", "id")
    results = [rules.AttemptResult(one) for one in found.values_list("result", flat=True)]
    told = CallAttempted(
        about=case.pk, area=facts.Code(case.area_id), result=facts.Code(result.value), number=len(results)
    )
    facts.tell(told, by=by.id, at=at)
    reason = rules.reason_after(results, queries.follow_up_of(case.area_id).attempts_most)
    if reason is not None:
        _leave(case, reason, by.id, at)
    return made


def _leave(case: Case, reason: rules.Unconfirmed, by: uuid.UUID | None, at: datetime) -> None:
    """End a delivered case that nobody is asked about (any more); the voicer is told how to have it opened again."""
    case.state = rules.after(rules.State(case.state), rules.Act.LEAVE)
    case.ended_at, case.ended_by, case.due_at, case.changed_at = at, by, None, at
    case.end_reason, case.end_remedy = f"{rules.UNCONFIRMED_WORDS[reason]}。", rules.UNCONFIRMED_REMEDY
    case.save(update_fields=["state", "ended_at", "ended_by", "due_at", "changed_at", "end_reason", "end_remedy"])
    told = LeftUnconfirmed(
        about=case.pk,
        area=facts.Code(case.area_id),
        reason=facts.Code(reason.value),
        purged_circumstances=Items(purge_circumstances(case)),
    )
    facts.tell(told, by=by, at=at)
    joined.tell_joined(case, JoinedEnded, by, at)


@writing.operation
def draw_sample(*, area: str, seed: int, at: datetime) -> Sample | None:
    """Draw which small matters of a banner are asked about; those not drawn end unconfirmed. None: nothing waits.

    Small is what the banner's rule names. A person who was asked often enough this quarter is not asked again, be
    the matter small or not (promise M5). Cases that were opened again are never left out: all of the dissatisfied
    are asked. Seed and candidates stay on record.
    """
    rule = queries.follow_up_of(area)
    waiting, tired = _waiting(area, rule, at)
    for case in waiting:
        if case.pk in tired and case.sample_line_id is not None:  # was drawn, and was asked about others meanwhile
            _leave(case, rules.Unconfirmed.ASKED_ENOUGH, None, at)
    waiting = [case for case in waiting if case.sample_line_id is None]
    if not waiting:
        return None
    candidates = {case.pk for case in waiting} - tired
    chosen = rules.drawn(seed, candidates, rule.share_per_100)
    sample = Sample.objects.create(id=ids.new_id(at), area_id=area, at=at, seed=seed, share_per_100=rule.share_per_100)
    left = {case: _why_not(case.pk, tired, chosen) for case in waiting}
    SampleLine.objects.bulk_create(
        SampleLine(sample=sample, case=case, left_out=why or "") for case, why in left.items()
    )
    told = SampleDrawn(
        about=sample.pk,
        area=facts.Code(area),
        seed=seed,
        share_per_100=rule.share_per_100,
        candidates=Items(len(candidates)),
        chosen=Items(len(chosen)),
    )
    facts.tell(told, by=None, at=at)
    for case, why in left.items():
        if why is not None:
            _leave(case, why, None, at)
    return sample


def _waiting(area: str, rule: queries.FollowUp, at: datetime) -> tuple[list[Any], set[uuid.UUID]]:
    """What a sample decides about now, locked, and the cases among it whose person was asked often enough.

    What an earlier sample chose goes before: nobody is asked about it either once its person has been asked enough.
    """
    undecided = Q(sample_line=None) | Q(sample_line__left_out="")
    found = Case.objects.filter(
        undecided, rights.inside("area_id", [area]), state=rules.State.DELIVERED, reopenings=0
    ).annotate(sample_line_id=F("sample_line__pk"))
    rows = list(
        found.order_by(F("sample_line__pk").asc(nulls_last=True), "serial").values_list(
            "pk", "person_id", "category_id", "sample_line_id"
        )
    )
    tired = _asked_enough([(case, person) for case, person, *_ in rows if person], rule.calls_per_quarter, at)
    due = [case for case, _, category, line in rows if case in tired or (line is None and category in rule.sampled)]
    locked = found.select_for_update(of=("self",)).filter(pk__in=due[:MOST_AT_ONCE])
    return list(locked.order_by("serial")), tired


def _why_not(
    case_id: uuid.UUID, tired: Collection[uuid.UUID], chosen: Collection[uuid.UUID]
) -> rules.Unconfirmed | None:
    if case_id in tired:
        return rules.Unconfirmed.ASKED_ENOUGH
    return None if case_id in chosen else rules.Unconfirmed.NOT_DRAWN


def _asked_enough(waiting: Sequence[tuple[uuid.UUID, uuid.UUID]], most: int, at: datetime) -> set[uuid.UUID]:
    """Of these (case, person) the cases whose person would be asked more than so often: asked already, or by an
    earlier one of these.
    """
    asked = Counter(queries.times_asked([person for _, person in waiting], at))
    tired = set()
    for case, person in waiting:
        if asked[person] >= most:
            tired.add(case)
        asked[person] += 1
    return tired


@writing.operation
def draw_samples(*, seed: int, at: datetime) -> int:
    """Draw in every banner that has a rule until nothing waits, with seeds that follow from this one.

    Returns how many samples were made.
    """
    made = 0
    for area in FollowUpRule.objects.order_by("area_id").values_list("area_id", flat=True):
        while draw_sample(area=area, seed=seed + made, at=at) is not None:
            made += 1
    return made
