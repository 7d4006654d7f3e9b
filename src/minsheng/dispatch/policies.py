"""Who may do what with tasks for helpers: by area, by licence, by holding them."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Q

from minsheng.dispatch import rules
from minsheng.dispatch.models import HelperSkill, HelpTask, PostHolding, ProxyShopping, VisitRecord
from minsheng.foundation import rights
from minsheng.registry import queries as registry


def visible(actor: rights.Actor) -> Q:
    """The filter for the open tasks that exist for a helper."""
    return rights.inside("area_id", actor.areas("dispatch.claim"))


def has_licence(helper: uuid.UUID, skill: str, on: date) -> bool:
    """Did somebody else see this helper's licence, and does it hold on this day? One query."""
    return HelperSkill.objects.filter(
        helper=helper, skill=skill, proven_on__isnull=False, proven_on__lte=on, valid_to__gte=on
    ).exists()


def may_see_licences(actor: rights.Actor, area: str) -> bool:
    """May the actor note that he saw a licence of a helper who helps in this area?"""
    return actor.may("dispatch.keep_helpers", area)


def require_licence(actor: rights.Actor, task: HelpTask, on: date) -> None:
    """Raise `Refused` where the task is for licence holders and the actor is not known as one."""
    if task.skill is not None and task.skill.needs_licence and not has_licence(actor.id, task.skill_id or "", on):
        raise rights.Refused(
            f"“{task.skill.name}”要有在有效期内的证书才能做。请把证书交给社区（嘎查村）书记登记后再认领。"
        )


SETTLE = "dispatch.settle_visits"


def may_settle(actor: rights.Actor, record: VisitRecord) -> bool:
    """May the actor say whether this record counts? Never who wrote or keyed it."""
    is_own = actor.account_id in {record.by_id, record.entered_by_id}
    return not is_own and actor.may(SETTLE, record.area_id)


def require_settle(actor: rights.Actor, record: VisitRecord) -> None:
    """Raise `Refused`, with who settles, unless the actor may."""
    if not may_settle(actor, record):
        raise rights.Refused("自己记的上门记录由别人核对。请找受理中心或社区书记。")


def require_no_cash(task: HelpTask) -> None:
    """Raise `NotNow` while somebody has money for this task that he has not settled: it cannot change hands."""
    if ProxyShopping.objects.filter(task=task.pk, helper_signed_at=None).exists():
        raise rules.NotNow("这个任务收了买东西的钱，还没有算清。请先填花了多少、找回多少。")


CONFIRM_HELP = "dispatch.confirm_help"


def confirmable(actor: rights.Actor, on: date) -> Q:
    """The filter for tasks of which the actor may note what the served side says (never those that he did himself).

    An organisation: its own people. A person: who notes there what people say. Neither known: who offers tasks there.
    """
    own = registry.organisations_of(actor.id, on)
    spoken = Q(person__isnull=False) & rights.inside("area_id", actor.areas(RECORD_CONSENT))
    unknown = Q(person=None, served=None) & rights.inside("area_id", actor.areas("dispatch.offer_tasks"))
    return rights.inside("area_id", actor.areas(CONFIRM_HELP)) & (Q(served__in=own) | spoken | unknown)


KEEP_TEAMS = "dispatch.keep_teams"


def require_keep_teams(actor: rights.Actor, area: str) -> None:
    """Raise `Refused` unless the actor keeps teams, bases and posts in this area."""
    rights.require(actor, KEEP_TEAMS, area)


def require_keep_rolls(actor: rights.Actor, area: str) -> None:
    """Raise `Refused` unless the actor keeps teams in this area, around it, or in a part of it: there for the people of the part."""
    kept = actor.areas(KEEP_TEAMS)
    if not any(area.startswith(one) or one.startswith(area) for one in kept):
        rights.require(actor, KEEP_TEAMS, area)


RECORD_CONSENT = "registry.record_consent"


def require_record_consent(actor: rights.Actor, area: str) -> None:
    """Raise `Refused` unless the actor notes what people of this area say about being helped."""
    rights.require(actor, RECORD_CONSENT, area)


def studies_seen(actor: rights.Actor) -> Q:
    """The filter for study offers that exist for the actor: of the banners where he helps, of the areas where he keeps or notes."""
    helping = {area[:6] for area in actor.areas("dispatch.claim")}
    there = (*helping, *actor.areas(KEEP_TEAMS), *actor.areas(RECORD_CONSENT))
    return rights.inside("area_id", there)


def posts_held(actor: rights.Actor, on: date) -> list[uuid.UUID]:
    """The posts that the person behind an account holds on a day. One query."""
    running = PostHolding.objects.filter(person__account=actor.account_id, valid_from__lte=on, person__left="")
    return list(running.exclude(valid_to__lt=on).values_list("post", flat=True)) if actor.is_known else []


def may_keep_study(actor: rights.Actor, area: str, post: uuid.UUID | None, on: date) -> bool:
    """May the actor offer this study, take it back and note who came? Who keeps teams there, or holds the post that teaches."""
    is_near = area[:6] in {one[:6] for one in actor.areas("dispatch.claim")}
    return actor.may(KEEP_TEAMS, area) or (post is not None and is_near and post in posts_held(actor, on))
