"""Study offers: a skill is taught on a day; helpers take a place, come, and take the skill over into their own.

Nobody is asked why he leaves a place, and of who did not come nothing is kept: see `forget_who_did_not_come`.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from minsheng.cases import operations as cases
from minsheng.dispatch import policies, queries, rules
from minsheng.dispatch.facts import StudyCancelled, StudyHeld, StudyOffered, StudyPlaceLeft, StudyPlaceTaken
from minsheng.dispatch.models import Helper, HelperSkill, StudyOffer, StudyPlace
from minsheng.dispatch.operations.offering import refuse_secrets
from minsheng.foundation import facts, ids, rights, worktime, writing
from minsheng.foundation.units import Items, Persons

NOT_HELD = "您报了名的一场学习不办了。请登录看“学本事”，或打受理电话问。"
LEARNED = "您学过的一项本事，带的人记好了，愿意的话可以写进自己的技能。请登录看“学本事”，或打受理电话说一声。"
"""The texts to who has a place: never what is learned, nor where, nor with whom."""
FULL = "名额满了。有人退出就会空出来，过几天再来看；也可以打受理电话，请带的人再办一场。"
OVER = "报名的日子已经过了。还想学，请打受理电话，请带的人再办一场。"
GONE = "这一场不办了。请看别的，或打受理电话，请带的人再办一场。"


@dataclass(frozen=True, kw_only=True)
class NewStudy:
    """A study as it is offered. `teacher` is a key of `queries.teachers_for`; `hours` says in words when on that day."""

    skill: str
    teacher: str
    area: str
    place: str
    on: date
    hours: str
    answer_by: date
    places: int


@writing.operation
def offer_study(*, study: NewStudy, by: rights.Actor, at: datetime) -> StudyOffer:
    """Offer to teach a skill. Raises `Refused` for who may not speak for the teacher, `ValueError` for what cannot be."""
    kind, _, key = study.teacher.partition(":")
    post = uuid.UUID(key) if kind == "post" else None
    today = worktime.local_date(at)
    if not policies.may_keep_study(by, study.area, post, today) or study.teacher not in queries.teachers_for(by, at):
        raise rights.Refused("只能替自己在的岗、自己管的队伍和基地发学习。请找社区（嘎查村）书记。")
    refuse_secrets(study.place, study.hours)
    if not (study.place.strip() and study.hours.strip()):
        raise ValueError("请写明在哪里、几点。")
    if not today <= study.answer_by <= study.on:
        raise ValueError("报名截止要在今天或以后，不晚于学习那一天。请改日期。")
    made = _made(study, {kind: key}, at)
    told = StudyOffered(
        about=made.pk, area=facts.Code(study.area), skill=facts.Code(study.skill), places=Items(study.places)
    )
    facts.tell(told, by=by.id, at=at)
    return made


def _made(study: NewStudy, teacher: dict[str, Any], at: datetime, *, is_sample: bool = False) -> StudyOffer:
    return StudyOffer.objects.create(
        id=ids.new_id(at),
        skill_id=study.skill,
        area_id=study.area,
        place=study.place.strip(),
        on=study.on,
        hours=study.hours.strip(),
        answer_by=study.answer_by,
        places=study.places,
        offered_at=at,
        is_sample=is_sample,
        **{f"{kind}_id": key for kind, key in teacher.items()},
    )


def load_study(*, study: NewStudy, at: datetime) -> None:
    """Enter a sample study of a preset, once."""
    kind, _, key = study.teacher.partition(":")
    if not StudyOffer.objects.filter(is_sample=True, skill=study.skill, **{kind: key}).exists():
        _made(study, {kind: key}, at, is_sample=True)


def _locked(offer_id: uuid.UUID, by: rights.Actor) -> StudyOffer:
    """A study that exists for the actor, locked: of two who want the last place the second waits here. Raises `Unseen`."""
    queries.seen_study(offer_id, by)
    return StudyOffer.objects.select_for_update(of=("self",)).select_related("skill").get(pk=offer_id)


@writing.operation
def take_study_place(*, offer_id: uuid.UUID, by: rights.Actor, at: datetime) -> StudyPlace:
    """A helper takes a place for himself; again changes nothing. Raises `Unseen`, `Refused`, `NotNow` with what to do instead."""
    offer = _locked(offer_id, by)
    rights.require(by, "dispatch.claim")
    return _take(offer, by.id, at)


@writing.operation
def take_study_place_for(
    *, offer_id: uuid.UUID, helper_id: uuid.UUID, words: str, by: rights.Actor, at: datetime
) -> StudyPlace:
    """Note that a helper who phoned, came by or wrote wants a place, in his words. Never for oneself.

    Raises `Unseen`, `Refused` outside the areas where the actor notes what people say, `NotNow`, `ValueError`.
    """
    offer = _locked(offer_id, by)
    policies.require_record_consent(by, offer.area_id)
    refuse_secrets(words)
    if not words.strip():
        raise ValueError("请写下志愿者怎么说的。")
    if helper_id == by.account_id:
        raise ValueError("自己报名请在“学本事”里点“我要学”。")
    if helper_id not in queries.helpers_to_pair(offer.area_id):
        raise ValueError("这位志愿者不在本旗县，或还没有填写资料。请从列表中选择。")
    return _take(offer, helper_id, at, words=words.strip()[:200], noted_by_id=by.id)


def _take(offer: StudyOffer, learner: uuid.UUID, at: datetime, **noted: Any) -> StudyPlace:
    """The learner's place of a locked study: the one he has, or a free one. Raises `NotNow`."""
    taken = {row.learner_id: row for row in offer.taken.all()}
    if learner in taken:
        return taken[learner]
    if offer.cancelled_at is not None:
        raise rules.NotNow(GONE)
    if offer.answer_by < worktime.local_date(at):
        raise rules.NotNow(OVER)
    place = rules.free_place(offer.places, [row.place for row in taken.values()])
    if place is None:
        raise rules.NotNow(FULL)
    row = StudyPlace.objects.create(offer=offer, learner_id=learner, place=place, asked_at=at, **noted)
    facts.tell(StudyPlaceTaken(about=offer.pk, area=facts.Code(offer.area_id)), by=None, at=at)
    return row


@writing.operation
def leave_study_place(*, offer_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """A helper gives his place back: no reason, and nothing is kept of it. Raises `Unseen`, `Refused`."""
    offer = _locked(offer_id, by)
    rights.require(by, "dispatch.claim")
    _leave(offer, by.id, at)


@writing.operation
def leave_study_place_for(*, offer_id: uuid.UUID, helper_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """A helper says on the phone that he will not come: his place is free. Raises `Unseen`, `Refused`."""
    offer = _locked(offer_id, by)
    policies.require_record_consent(by, offer.area_id)
    _leave(offer, helper_id, at)


def _leave(offer: StudyOffer, learner: uuid.UUID, at: datetime) -> None:
    gone, _ = StudyPlace.objects.filter(offer=offer.pk, learner=learner, came_at=None).delete()
    if gone:
        facts.tell(StudyPlaceLeft(about=offer.pk, area=facts.Code(offer.area_id)), by=None, at=at)


@writing.operation
def cancel_study(*, offer_id: uuid.UUID, reason: str, by: rights.Actor, at: datetime) -> int:
    """Take a study back and tell who has a place; how many have to be told by telephone, because no text goes to them.

    Raises `Unseen`, `Refused`, `ValueError` without a reason, `NotNow` where somebody was there already.
    """
    offer = _kept(offer_id, by, at)
    refuse_secrets(reason)
    if not reason.strip():
        raise ValueError("请写为什么不办了，报了名的人会看到。")
    if offer.taken.filter(came_at__isnull=False).exists():
        raise rules.NotNow("这一场已经办过，有人来学了，不用再取消。")
    return _cancel(offer, reason.strip()[:200], by.id, at)


def _kept(offer_id: uuid.UUID, by: rights.Actor, at: datetime) -> StudyOffer:
    offer = _locked(offer_id, by)
    if not policies.may_keep_study(by, offer.area_id, offer.post_id, worktime.local_date(at)):
        raise rights.Refused("这一场由带的人或管岗位的人办。请找社区（嘎查村）书记。")
    return offer


def _cancel(offer: StudyOffer, reason: str, by: uuid.UUID | None, at: datetime) -> int:
    if offer.cancelled_at is None:
        offer.cancelled_at, offer.reason = at, reason
        offer.save(update_fields=["cancelled_at", "reason"])
        facts.tell(StudyCancelled(about=offer.pk, area=facts.Code(offer.area_id)), by=by, at=at)
        for row in offer.taken.filter(told_at=None).order_by("pk"):
            if cases.queue_hint(account_id=row.learner_id, text=NOT_HELD, at=at):
                StudyPlace.objects.filter(pk=row.pk).update(told_at=at)
    return offer.taken.filter(told_at=None).count()


def cancel_studies_of(
    *, teacher: Mapping[str, Any], after: date, reason: str, by: uuid.UUID | None, at: datetime
) -> None:
    """A post, a base or a team ends: what it would have taught after that day is not held. Called in that transaction."""
    coming = StudyOffer.objects.select_for_update(of=("self",)).filter(cancelled_at=None, on__gt=after, **teacher)
    for offer in coming.order_by("pk"):
        _cancel(offer, reason, by, at)


@writing.operation
def note_told(*, offer_id: uuid.UUID, helper_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """Somebody was told by telephone that the study is not held; again changes nothing. Raises `Unseen`, `Refused`."""
    offer = _locked(offer_id, by)
    if not by.may(policies.RECORD_CONSENT, offer.area_id):
        _kept(offer_id, by, at)
    offer.taken.filter(learner=helper_id, told_at=None, offer__cancelled_at__isnull=False).update(told_at=at)


@writing.operation
def note_who_came(*, offer_id: uuid.UUID, came: Collection[uuid.UUID], by: rights.Actor, at: datetime) -> int:
    """Who teaches notes who was there; how many it is now. Noting again adds to it. Never oneself.

    Raises `Unseen`, `Refused`, `NotNow` before the day, `ValueError` for who has no place and for oneself.
    """
    offer = _kept(offer_id, by, at)
    if offer.cancelled_at is not None or offer.on > worktime.local_date(at):
        raise rules.NotNow("到了学习那一天才能记谁来了；不办的不用记。")
    if by.account_id in came:
        raise ValueError("自己来没来，由别人记。请去掉自己。")
    rows = {row.learner_id: row for row in offer.taken.select_related("learner")}
    if not set(came) <= rows.keys():
        raise ValueError("有人没有报名。请先替他报名，再记。")
    fresh = [rows[one] for one in sorted(set(came)) if rows[one].came_at is None]
    StudyPlace.objects.filter(pk__in=[row.pk for row in fresh]).update(came_at=at, came_by=by.id)
    for row in fresh:
        cases.queue_hint(account_id=row.learner_id, text=LEARNED, at=at)
    if fresh:
        told = StudyHeld(about=offer.pk, area=facts.Code(offer.area_id), persons=Persons(len(fresh)))
        facts.tell(told, by=by.id, at=at)
    return offer.taken.filter(came_at__isnull=False).count()


@writing.operation
def take_skill_over(*, offer_id: uuid.UUID, by: rights.Actor, at: datetime) -> HelperSkill:
    """Who was there declares the skill as his own, with one press; a licence it does not give. Again changes nothing.

    Raises `Unseen`, `Refused`, `NotNow` where nobody noted that he was there, or he has said nothing of himself yet.
    """
    offer = _locked(offer_id, by)
    rights.require(by, "dispatch.claim")
    return _take_over(offer, by.id, at)


@writing.operation
def take_skill_over_for(*, offer_id: uuid.UUID, helper_id: uuid.UUID, by: rights.Actor, at: datetime) -> HelperSkill:
    """A helper says on the phone that he takes the skill over. Raises as `take_skill_over`, and `ValueError` for oneself."""
    offer = _locked(offer_id, by)
    policies.require_record_consent(by, offer.area_id)
    if helper_id == by.account_id:
        raise ValueError("自己的技能请在“学本事”里自己点。")
    return _take_over(offer, helper_id, at)


def _take_over(offer: StudyOffer, helper: uuid.UUID, at: datetime) -> HelperSkill:
    if not offer.taken.filter(learner=helper, came_at__isnull=False).exists():
        raise rules.NotNow("带的人还没有记来过。请等他记好再点；没记的，请他补记。")
    if not Helper.objects.filter(pk=helper).exists():
        raise rules.NotNow("还没有填过在哪里帮忙。请先填“我会什么、什么时候有空”，再点一次。")
    row, _ = HelperSkill.objects.get_or_create(helper_id=helper, skill_id=offer.skill_id, defaults={"declared_at": at})
    return row


def forget_who_did_not_come(*, at: datetime) -> int:
    """Delete, a month after, the places of who was not noted, and what was said by phone; how many rows were touched.

    Afterwards nobody can count by person who did not come.
    """
    old = Q(offer__on__lt=worktime.local_date(at) - timedelta(days=queries.KEPT_DAYS))
    gone, _ = StudyPlace.objects.filter(old, came_at=None).delete()
    return gone + StudyPlace.objects.filter(old).exclude(words="").update(words="", noted_by=None)
