"""Reads of study offers: what can be learned where, for which posts it is of use, who has a place."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from minsheng.catalogue import queries as catalogue
from minsheng.dispatch import policies
from minsheng.dispatch.models import HelperSkill, ServicePost, Skill, StudyOffer, StudyPlace
from minsheng.dispatch.policies import KEEP_TEAMS, RECORD_CONSENT
from minsheng.dispatch.queries.matches import post_text
from minsheng.dispatch.queries.organising import bases, posts
from minsheng.dispatch.rules import posts as rules
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry

NAMED = ("skill", "post", "organisation", "area")
KEPT_DAYS = 30
"""So long after its day a study stays on the page of who was there; then who did not come is forgotten."""


@dataclass(frozen=True)
class StudyShown:
    """A study offer as somebody sees it. `posts`: for which posts it is of use, and why, in the skill's words."""

    offer: StudyOffer
    teacher: str
    places_left: int
    posts: tuple[tuple[str, str], ...]
    own: StudyPlace | None
    has_skill: bool
    may_keep: bool
    is_open: bool

    @property
    def may_take_over(self) -> bool:
        """Was he there, and has he not declared the skill yet?"""
        return self.own is not None and self.own.came_at is not None and not self.has_skill


def _teachers(offers: Iterable[StudyOffer], on: date) -> Mapping[uuid.UUID, str]:
    """Who teaches each of these, by name. One query where a base is among them."""
    rows = list(offers)
    has_bases = any(row.base_id for row in rows)
    names = {one.code: one.base_name for one in catalogue.chains_on(on)} if has_bases else {}
    return {
        row.pk: row.post.name
        if row.post
        else row.organisation.short_name
        if row.organisation
        else names.get(row.base_id or "", "示范服务基地")
        for row in rows
    }


def _standing_posts(areas: Iterable[str], on: date) -> list[ServicePost]:
    standing = Q(valid_to=None) | Q(valid_to__gte=on)
    found = ServicePost.objects.filter(standing, rights.inside("area_id", areas), valid_from__lte=on)
    return list(found.order_by("spelling", "pk"))


def why_of_use(skill: Skill, post: ServicePost) -> str:
    """Why a post asks for a skill, in the skill's words; "" where it does not."""
    return "".join(rules.reasons({skill.name: skill.words}, post_text(post), verb="学会"))


def _of_use(skill: Skill, standing: Iterable[ServicePost]) -> tuple[tuple[str, str], ...]:
    return tuple((post.name, why) for post in standing if (why := why_of_use(skill, post)))


def _offers(actor: rights.Actor, on: date) -> list[StudyOffer]:
    found = StudyOffer.objects.filter(policies.studies_seen(actor), on__gte=on - timedelta(days=KEPT_DAYS))
    return list(found.select_related(*NAMED).order_by("on", "answer_by", "pk"))


def studies(actor: rights.Actor, at: datetime) -> list[StudyShown]:
    """The study offers that still take answers; of the others those where he has a place, that he keeps or notes for.

    His own first, then by day. At most nine queries.
    """
    on = worktime.local_date(at)
    shown = _shown(_offers(actor, on), actor, on)
    rows = [row for row in shown if row.is_open or row.own or row.may_keep or _is_desk(actor, row.offer)]
    return sorted(rows, key=lambda row: (row.own is None, not row.is_open, row.offer.on))


def _is_desk(actor: rights.Actor, offer: StudyOffer) -> bool:
    return actor.may(RECORD_CONSENT, offer.area_id)


def _shown(offers: list[StudyOffer], actor: rights.Actor, on: date) -> list[StudyShown]:
    teachers, held = _teachers(offers, on), set(policies.posts_held(actor, on))
    persons = Counter(StudyPlace.objects.filter(offer__in=offers).values_list("offer", flat=True))
    own = {row.offer_id: row for row in StudyPlace.objects.filter(offer__in=offers, learner=actor.account_id)}
    can = set(HelperSkill.objects.filter(helper=actor.account_id).values_list("skill", flat=True))
    standing = _standing_posts({one.area_id[:6] for one in offers}, on)
    return [
        StudyShown(
            offer=one,
            teacher=teachers[one.pk],
            places_left=max(one.places - persons[one.pk], 0),
            posts=_of_use(one.skill, [post for post in standing if post.area_id[:6] == one.area_id[:6]]),
            own=own.get(one.pk),
            has_skill=one.skill_id in can,
            may_keep=actor.may(KEEP_TEAMS, one.area_id) or one.post_id in held,
            is_open=one.cancelled_at is None and one.answer_by >= on,
        )
        for one in offers
    ]


def seen_study(offer_id: uuid.UUID, actor: rights.Actor) -> StudyOffer:
    """One study offer that exists for the actor. Raises `Unseen`."""
    found = StudyOffer.objects.filter(policies.studies_seen(actor), pk=offer_id)
    offer = found.select_related(*NAMED).first()
    if offer is None:
        raise rights.Unseen("没有这一场学习，或不在您的服务范围。")
    return offer


@dataclass(frozen=True)
class StudyPage:
    """A study offer with the people who have a place, for who teaches it and for the desk alone."""

    shown: StudyShown
    learners: tuple[StudyPlace, ...]
    declared: frozenset[uuid.UUID]
    is_desk: bool
    is_over: bool


def study_page(offer_id: uuid.UUID, actor: rights.Actor, at: datetime) -> StudyPage:
    """One study offer as the actor sees it. `declared`: who of those with a place has declared the skill. Raises `Unseen`."""
    on, offer = worktime.local_date(at), seen_study(offer_id, actor)
    (shown,) = _shown([offer], actor, on)
    is_desk = _is_desk(actor, offer)
    learners: tuple[StudyPlace, ...] = ()
    if shown.may_keep or is_desk:
        learners = tuple(offer.taken.select_related("learner").order_by("learner__name", "pk"))
    names = [one.learner_id for one in learners]
    declared = HelperSkill.objects.filter(skill=offer.skill_id, helper__in=names).values_list("helper", flat=True)
    return StudyPage(shown, learners, frozenset(declared), is_desk, offer.on <= on)


@dataclass(frozen=True)
class PostToLearn:
    """A post that asks for what a helper has not declared, with where that is taught and why it is of use."""

    post: ServicePost
    studies: tuple[tuple[StudyShown, str], ...]


def posts_to_learn_for(actor: rights.Actor, at: datetime, besides: Iterable[uuid.UUID] = ()) -> list[PostToLearn]:
    """The posts of his banner for which a skill is taught that the helper has not declared. At most nine queries.

    `besides`: posts that are shown to him already. Posts that he holds are left out.
    """
    on = worktime.local_date(at)
    taught = [row for row in _shown(_offers(actor, on), actor, on) if row.is_open and not row.has_skill]
    known = {*besides, *policies.posts_held(actor, on)}
    rows = []
    for post in _standing_posts({one.offer.area_id[:6] for one in taught}, on) if taught else []:
        found = [(row, why) for row in taught if (why := why_of_use(row.offer.skill, post))]
        if found and post.pk not in known:
            rows.append(PostToLearn(post, tuple(found)))
    return rows


def studies_for_post(post: ServicePost, actor: rights.Actor, at: datetime) -> list[tuple[StudyShown, str]]:
    """Where what a post asks for is taught, and why it is of use. At most eight queries."""
    on = worktime.local_date(at)
    shown = _shown(_offers(actor, on), actor, on)
    return [(row, why) for row in shown if row.is_open and (why := why_of_use(row.offer.skill, post))]


def teachers_for(actor: rights.Actor, at: datetime) -> dict[str, str]:
    """For whom the actor may offer a study, by kind and key ("post:…"): the posts that he holds, and what he keeps."""
    on = worktime.local_date(at)
    own = ServicePost.objects.filter(pk__in=policies.posts_held(actor, on)).order_by("spelling", "pk")
    found = {f"post:{one.pk}": f"{one.name}" for one in own} if actor.may("dispatch.claim") else {}
    areas = actor.areas(KEEP_TEAMS)
    if areas:
        found |= {f"post:{row.post.pk}": f"{row.post.name}（{row.post.area.name}）" for row in posts(actor, on)}
        found |= {f"base:{row.chain.code}": row.chain.base_name for row in bases(actor, on)}
        rows = registry.organisations_for(areas).values()
        found |= {
            f"organisation:{row.id}": row.name for row in rows if any(row.area.startswith(area) for area in areas)
        }
    return found
