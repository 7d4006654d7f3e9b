"""A helper without a device speaks, the desk notes: each act is his own, and his words are kept where he said yes."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from minsheng.dispatch import queries
from minsheng.dispatch.facts import PhonedForHelper
from minsheng.dispatch.models import Claim, HallShift, Helper, PhonedWord, StudyPlace
from minsheng.dispatch.operations import acts, hall, matches, pairings, profiles, pushing
from minsheng.dispatch.operations.offering import refuse_secrets
from minsheng.dispatch.rules.phoning import YES, Spoken
from minsheng.foundation import facts, ids, rights, writing
from minsheng.registry import queries as registry

KEPT = timedelta(days=365)
Act = Callable[[uuid.UUID, rights.Actor, datetime], object]

ACTS: Mapping[Spoken, Act] = {
    Spoken.ACCEPT_PAIRING: lambda key, helper, at: pairings.accept_pairing(pairing_id=key, by=helper, at=at),
    Spoken.LEAVE_PAIRING: lambda key, helper, at: pairings.leave_pairing(pairing_id=key, by=helper, at=at),
    Spoken.OFFER_FOR_POST: lambda key, helper, at: matches.offer_for_post(post_id=key, by=helper, at=at),
    Spoken.DECLINE_POST: lambda key, helper, at: matches.decline_post(match_id=key, by=helper, at=at),
    Spoken.DO_REQUIRED_ACT: lambda key, helper, at: acts.do_required_act(act_id=key, by=helper, at=at),
    Spoken.DECLINE_OFFER: lambda key, helper, at: pushing.decline_offer(task_id=key, by=helper, at=at),
    Spoken.GIVE_SHIFT_BACK: lambda key, helper, at: hall.give_shift_back(shift_id=key, by=helper, at=at),
    Spoken.NOTE_VISITOR: lambda _key, helper, at: hall.note_visitor(by=helper, at=at),
    Spoken.TAKE_VISITOR: lambda _key, helper, at: hall.take_visitor(by=helper, at=at),
    Spoken.END_VISITOR: lambda _key, helper, at: hall.end_visitor(by=helper, at=at),
    Spoken.NOTE_LEFT: lambda _key, helper, at: hall.note_left(by=helper, at=at),
}


@writing.operation
def note_spoken(
    *, helper_id: uuid.UUID, act: Spoken, about: uuid.UUID, words: str, by: rights.Actor, at: datetime
) -> None:
    """Carry out for a helper what he says; it does what his own press would do, and refuses what that would refuse.

    Raises `Unseen` for a helper of elsewhere, `ValueError` for oneself, without words where he said yes, and for an act
    that has a form of its own; else as the act itself.
    """
    helper = queries.helper_at_desk(helper_id, by, at)
    if act not in ACTS:
        raise ValueError("这一项另有表格。请用那张表格登记。")
    if act in YES:
        _require_words(words)
    ACTS[act](about, helper, at)
    if act in YES:
        _keep(helper, act, about, words, by, at)


@writing.operation
def set_helper_for(
    *, helper_id: uuid.UUID, entry: profiles.HelperEntry, words: str, by: rights.Actor, at: datetime
) -> Helper:
    """Note what a helper says of himself: where and when he helps, what he can, where texts go. Licences stay.

    Raises as `note_spoken` and `set_helper`.
    """
    helper = queries.helper_at_desk(helper_id, by, at)
    _require_words(words)
    row = profiles.set_helper(entry=entry, by=helper, at=at)
    _keep(helper, Spoken.SET_PROFILE, helper_id, words, by, at)
    return row


@writing.operation
def take_shift_for(
    *,
    helper_id: uuid.UUID,
    hall_id: uuid.UUID,
    begins_at: datetime,
    ends_at: datetime,
    words: str,
    by: rights.Actor,
    at: datetime,
) -> HallShift:
    """Note that a helper takes a shift in a hall; the armband's number is read out to him.

    Raises as `note_spoken` and `take_shift`.
    """
    helper = queries.helper_at_desk(helper_id, by, at)
    _require_words(words)
    shift = hall.take_shift(hall_id=hall_id, begins_at=begins_at, ends_at=ends_at, by=helper, at=at)
    _keep(helper, Spoken.TAKE_SHIFT, shift.pk, words, by, at)
    return shift


def _require_words(words: str) -> None:
    refuse_secrets(words)
    if not words.strip():
        raise ValueError("请写下志愿者怎么说的。")


def _keep(helper: rights.Actor, act: Spoken, about: uuid.UUID, words: str, by: rights.Actor, at: datetime) -> None:
    """His words, and in the log who noted them: the act's own fact has him as its teller."""
    PhonedWord.objects.create(
        id=ids.new_id(at),
        helper_id=helper.id,
        act=act,
        about=about,
        words=words.strip()[:200],
        noted_by_id=by.id,
        noted_at=at,
    )
    area = Helper.objects.filter(pk=helper.id).values_list("area", flat=True).first() or helper.held[0].area
    told = PhonedForHelper(about=about, area=facts.Code(area), helper=helper.id, way=facts.Code(act))
    facts.tell(told, by=by.id, at=at)


def forget_spoken(*, person_id: uuid.UUID) -> None:
    """A person's data are deleted: what he said as a helper goes, and his places of studies that he was not at.

    Called in that transaction.
    """
    account = registry.account_of(person_id)
    if account is None:
        return
    PhonedWord.objects.filter(helper=account).delete()
    StudyPlace.objects.filter(learner=account, came_at=None).delete()
    for rows in (StudyPlace.objects.filter(learner=account), Claim.objects.filter(helper=account)):
        rows.exclude(words="").update(words="", noted_by=None)


def forget_phoned_words(*, at: datetime) -> int:
    """Delete what helpers said by phone more than a year ago; how many words went."""
    return PhonedWord.objects.filter(noted_at__lt=at - KEPT).delete()[0]
