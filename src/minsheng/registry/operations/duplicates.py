"""Writes about records of one person: the machine proposes pairs, a person joins or parts them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from minsheng.foundation import facts, ids, rights
from minsheng.registry import policies, rules
from minsheng.registry.facts import MergeUndone, PersonsMerged
from minsheng.registry.models import Merge, Person, PossibleDuplicate
from minsheng.registry.queries import comparing

MERGER = 7_301_101  # advisory lock: one joining or parting at a time, they are rare and follow chains of records
BATCH = 5_000
State = PossibleDuplicate.State


class AlreadySettled(ValueError):
    """Somebody was faster, or the records do not stand as the page showed them; the sentence says what to do."""


@transaction.atomic
def merge_people(
    *,
    survivor_id: uuid.UUID,
    merged_id: uuid.UUID,
    reason: str,
    by: rights.Actor,
    at: datetime,
    pair_id: uuid.UUID | None = None,
) -> Merge:
    """Let one record answer for another. Both stay as they are, so undoing restores exactly what was.

    Raises `Unseen`, `Refused`, `AlreadySettled`, and `ValueError` without a reason.
    """
    _one_at_a_time()
    people = _two_people(survivor_id, merged_id, by)
    if survivor_id == merged_id or any(person.answered_by_id for person in people.values()):
        raise AlreadySettled("其中一条登记已经并入别的登记。请回到清单，从现在的登记看起。")
    merge = Merge.objects.create(
        id=ids.new_id(at),
        survivor_id=survivor_id,
        merged_id=merged_id,
        pair_id=pair_id,
        reason=_reason(reason),
        merged_by=by.id,
        merged_at=at,
    )
    joined = Q(pk=merged_id) | Q(answered_by=merged_id)
    Person.objects.filter(joined).update(answered_by=survivor_id)
    _tell(PersonsMerged, people[survivor_id], merged_id, by, at)
    return merge


@transaction.atomic
def undo_merge(*, merge_id: uuid.UUID, reason: str, by: rights.Actor, at: datetime) -> None:
    """Part two records that had been joined; the pair goes back to those that nobody is sure of.

    What was joined to the parted record before stays with it. Raises `Unseen`, `Refused`, `AlreadySettled`, and
    `ValueError` without a reason.
    """
    _one_at_a_time()
    merge = Merge.objects.filter(pk=merge_id).first()
    if merge is None:
        raise rights.Unseen("没有这次合并，或不在您的服务范围。")
    people = _two_people(merge.survivor_id, merge.merged_id, by)
    if merge.undone_at:
        raise AlreadySettled("这次合并已经撤销过，不用再撤销。")
    why = _reason(reason)
    Merge.objects.filter(pk=merge_id).update(undone_by=by.id, undone_at=at, undone_reason=why)
    Person.objects.filter(pk=merge.merged_id).update(answered_by=None)
    Person.objects.filter(pk__in=_joined_to(merge.merged_id)).update(answered_by=merge.merged_id)
    if merge.pair_id:
        pair = PossibleDuplicate.objects.filter(pk=merge.pair_id)
        pair.update(state=State.UNSURE, decided_by=by.id, decided_at=at, reason=why)
    _tell(MergeUndone, people[merge.survivor_id], merge.merged_id, by, at)


@transaction.atomic
def settle_pair(
    *,
    pair_id: uuid.UUID,
    decision: str,
    reason: str,
    by: rights.Actor,
    at: datetime,
    survivor_id: uuid.UUID | None = None,
) -> None:
    """Say of a pair whether it is one person: `same`, `different` or `unsure`; `same` joins the two records.

    `survivor_id` is the record that answers for both (the one entered first, where it is not said). Raises
    `Unseen`, `Refused`, `AlreadySettled`, and `ValueError` for another decision or no reason.
    """
    pair = PossibleDuplicate.objects.select_for_update().filter(pk=pair_id).first()
    if pair is None:
        raise rights.Unseen("没有这一对登记，或不在您的服务范围。")
    people = _two_people(pair.first_id, pair.second_id, by)
    if pair.state not in {State.WAITING, State.UNSURE}:
        raise AlreadySettled("这一对已经有人处理过了。请看下一对。")
    if decision not in {State.SAME, State.DIFFERENT, State.UNSURE}:
        raise ValueError("请选一个：是同一人，不是同一人，暂不能确定。")
    why = _reason(reason)
    if decision == State.SAME:
        survivor = survivor_id or min(people.values(), key=lambda one: (one.registered_at, one.pk)).pk
        if survivor not in people:
            raise ValueError("请在这两条登记里选一条留用。")
        (merged,) = set(people) - {survivor}
        merge_people(survivor_id=survivor, merged_id=merged, reason=why, by=by, at=at, pair_id=pair_id)
    PossibleDuplicate.objects.filter(pk=pair_id).update(state=decision, decided_by=by.id, decided_at=at, reason=why)


def _two_people(first: uuid.UUID, second: uuid.UUID, by: rights.Actor) -> dict[uuid.UUID, Person]:
    """Both people, locked in one order. Raises `Unseen` and `Refused`."""
    found = Person.objects.select_for_update(of=("self",)).filter(pk__in={first, second}).order_by("pk")
    people = {person.pk: person for person in found}
    if {first, second} != set(people) or not any(policies.may_read(by, person) for person in people.values()):
        raise rights.Unseen("没有这一对登记，或不在您的服务范围。")
    if not policies.may_settle(by, people[first], people[second]):
        raise rights.Refused("两条登记都在您的服务范围内才能认定。请旗里的登记管理员来核对。")
    return people


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MERGER])


def _joined_to(person_id: uuid.UUID) -> set[uuid.UUID]:
    """Every record joined to this one, directly or through another, by the joinings that stand."""
    found: set[uuid.UUID] = set()
    ahead = {person_id}
    while ahead:
        ahead = (
            set(Merge.objects.filter(survivor__in=ahead, undone_at=None).values_list("merged_id", flat=True)) - found
        )
        found |= ahead
    return found


def _reason(text: str) -> str:
    if not text.strip():
        raise ValueError("请写一句依据，例如“身份证原件核对过”。以后要撤销，也看这句话。")
    return text.strip()[:300]


def _tell(
    fact: type[PersonsMerged | MergeUndone], survivor: Person, merged: uuid.UUID, by: rights.Actor, at: datetime
) -> None:
    facts.tell(fact(about=survivor.pk, area=facts.Code(survivor.area_id), merged=merged), by=by.id, at=at)


CANDIDATES = """
SELECT a.id, b.id FROM registry_person a JOIN registry_person b
    ON b.phone_index = a.phone_index AND b.id > a.id
UNION
SELECT a.id, b.id FROM registry_person a JOIN registry_person b
    ON b.spelling = a.spelling AND b.id > a.id
    AND (b.birth_year BETWEEN a.birth_year - 2 AND a.birth_year + 2
         OR (b.area_id = a.area_id AND (a.birth_year IS NULL OR b.birth_year IS NULL)))
UNION
SELECT a.id, b.id FROM registry_person a JOIN registry_person b
    ON b.initials = a.initials AND b.birth_year = a.birth_year AND b.area_id = a.area_id AND b.id > a.id
UNION
SELECT a.id, b.id FROM registry_person a JOIN registry_person b
    ON b.area_id = a.area_id AND b.birth_year = a.birth_year AND b.id > a.id
    AND similarity(b.spelling, a.spelling) >= 0.4
"""


def find_duplicates(*, at: datetime) -> int:
    """Put every pair that may be one person into the queue; returns how many are new or waiting with a new score.

    What a person settled stays settled. Nothing is joined by the machine, not even where all agrees.
    """
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES)
        pairs = cursor.fetchall()
    settled = set(PossibleDuplicate.objects.exclude(state=State.WAITING).values_list("first_id", "second_id"))
    open_pairs = [pair for pair in pairs if pair not in settled]
    count = 0
    for begin in range(0, len(open_pairs), BATCH):
        count += _propose(open_pairs[begin : begin + BATCH], at)
    return count


def _propose(pairs: list[tuple[uuid.UUID, uuid.UUID]], at: datetime) -> int:
    records = comparing.records_for_comparison({one for pair in pairs for one in pair})
    found = list(_likely(pairs, records, at))
    PossibleDuplicate.objects.bulk_create(
        found, update_conflicts=True, unique_fields=["first", "second"], update_fields=["centibits", "parts"]
    )
    return len(found)


def _likely(
    pairs: Iterable[tuple[uuid.UUID, uuid.UUID]], records: Mapping[uuid.UUID, rules.Record], at: datetime
) -> Iterable[PossibleDuplicate]:
    for first, second in pairs:
        if first not in records or second not in records:
            continue
        score = rules.compare(records[first], records[second])
        if score.band is not rules.Band.DIFFERENT:
            yield PossibleDuplicate(
                id=ids.new_id(at),
                first_id=first,
                second_id=second,
                centibits=score.centibits,
                parts=[[part.field, part.level, part.centibits] for part in score.parts],
                found_at=at,
            )
