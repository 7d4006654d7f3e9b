"""Is this perhaps the same matter? Hints before a case is saved, and the cases that were joined into one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from minsheng.cases import rules
from minsheng.cases.models import Case, CaseMerge, Voice
from minsheng.cases.queries.listing import Line, line_names, line_of
from minsheng.cases.queries.seeing import seen_case, visible_cases
from minsheng.foundation import editions, identity, keys, rights

LOOKED_AT = 20
"""So many open cases are looked at for each of the three reasons; the newest of them."""
RECENT = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What is known of a voice that is about to be saved; anything may be missing."""

    phone: str = ""
    area: str = ""
    place: str = ""
    category: str = ""


@dataclass(frozen=True)
class Hint:
    """An open case that may be the same matter, and why it is thought so."""

    line: Line
    reasons: tuple[str, ...]


@editions.holding()
def likely_duplicates(actor: rights.Actor, matter: Matter, at: datetime, most: int = 5) -> list[Hint]:
    """Open cases of the actor by the same number, at the same place, or of the same matter there; most reasons first.

    One query, answered by three indexes whatever the number of cases. A number that is none counts as missing.
    """
    indexes = _blind_indexes(matter.phone)
    voices = Voice.objects.filter(caller_phone_index__in=indexes) if indexes else Voice.objects.none()
    still_open = Case.objects.filter(state__in=rules.OPEN_STATES, area=matter.area)
    placed = still_open.filter(place=matter.place) if matter.area and matter.place else Case.objects.none()
    alike = still_open.filter(category=matter.category, opened_at__gte=at - RECENT)
    alike = alike if matter.area and matter.category else Case.objects.none()
    candidates = (
        voices.order_by("-heard_at")
        .values("case_id")[:LOOKED_AT]
        .union(
            placed.order_by().values("pk")[:LOOKED_AT], alike.order_by("-opened_at").values("pk")[:LOOKED_AT], all=True
        )
    )
    found = (
        visible_cases(actor, at)
        .filter(pk__in=candidates, state__in=rules.OPEN_STATES, merged_into=None)
        .annotate(is_same_number=Exists(Voice.objects.filter(case=OuterRef("pk"), caller_phone_index__in=indexes)))
    )
    names = line_names()
    hints = [
        Hint(line_of(case, names, at), _reasons(case, matter, is_same_number=case.is_same_number)) for case in found
    ]
    hints.sort(key=lambda hint: (len(hint.reasons), hint.line.opened_at), reverse=True)
    return hints[:most]


def _blind_indexes(phone: str) -> tuple[bytes, ...]:
    try:
        return keys.ring().blind_indexes(identity.phone(phone), "cases_voice.caller_phone") if phone.strip() else ()
    except identity.InvalidPhone:
        return ()


def _reasons(case: Case, matter: Matter, *, is_same_number: bool) -> tuple[str, ...]:
    reasons = []
    if is_same_number:
        reasons.append("同一个电话")
    if matter.place and (case.area_id, case.place) == (matter.area, matter.place):
        reasons.append(f"同一个地点“{case.place}”")
    if matter.category and (case.area_id, case.category_id) == (matter.area, matter.category):
        reasons.append("同一个地方的同一类事")
    return tuple(reasons)


@dataclass(frozen=True)
class MergeShown:
    """Cases that were joined into one: the survivor, the others, and whether they can be taken apart."""

    merge: CaseMerge
    survivor: Line
    joined: tuple[Line, ...]


def merge_shown(merge_id: uuid.UUID, actor: rights.Actor, at: datetime) -> MergeShown:
    """One merge whose survivor exists for the actor. Raises `Unseen`."""
    merge = CaseMerge.objects.filter(pk=merge_id).first()
    if merge is None:
        raise rights.Unseen("没有这次合并，或不在您的服务范围。")
    return _shown(merge, seen_case(merge.survivor_id, actor, at), at)


def merges_of(case: Case, at: datetime) -> list[MergeShown]:
    """What was joined into this case and is still joined. Two queries, and one for each merge."""
    return [_shown(merge, case, at) for merge in case.merges.filter(undone_at=None).order_by("at")]


@editions.holding()
def _shown(merge: CaseMerge, survivor: Case, at: datetime) -> MergeShown:
    names = line_names()
    joined = Case.objects.filter(merged_lines__merge=merge).order_by("serial")
    return MergeShown(merge, line_of(survivor, names, at), tuple(line_of(case, names, at) for case in joined))
