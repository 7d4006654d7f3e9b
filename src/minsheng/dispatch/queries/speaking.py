"""Reads for the desk to which a helper without a device speaks: who he is, and what he can say."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from minsheng.dispatch.models import Helper
from minsheng.dispatch.policies import RECORD_CONSENT
from minsheng.dispatch.queries.acts import own_acts
from minsheng.dispatch.queries.hall import on_duty, own_shifts
from minsheng.dispatch.queries.matches import posts_for
from minsheng.dispatch.queries.matching import offers_to
from minsheng.dispatch.queries.pairings import own_pairings
from minsheng.dispatch.queries.records import HelpRecord, own_records
from minsheng.dispatch.rules.phoning import Spoken
from minsheng.foundation import pinyin, rights, worktime
from minsheng.foundation import queries as ground


@dataclass(frozen=True)
class HelperAtDesk:
    """Somebody who may help where the actor notes what people say; `area` is "" where he has said nothing of himself."""

    id: uuid.UUID
    name: str
    area: str


def helpers_at_desk(actor: rights.Actor, at: datetime, text: str = "", most: int = 200) -> list[HelperAtDesk]:
    """The helpers of the areas where the actor notes what people say, found by name or its sounds, by name. Four queries."""
    areas, on = actor.areas(RECORD_CONSENT), worktime.local_date(at)
    inside = rights.inside("area_id", areas)
    told = dict(Helper.objects.filter(inside, account__is_active=True).values_list("pk", "area__name"))
    names = {**ground.accounts_inside("dispatch.claim", areas, on), **ground.account_names(told)}
    elsewhere = set(Helper.objects.filter(pk__in=names).exclude(inside).values_list("pk", flat=True))
    here = ((name, key) for key, name in names.items() if key not in elsewhere)
    rows = sorted((name, key) for name, key in here if not text or pinyin.matches(text, pinyin.spell(name), name))
    return [HelperAtDesk(key, name, told.get(key, "")) for name, key in rows[:most]]


def helper_at_desk(helper_id: uuid.UUID, actor: rights.Actor, at: datetime) -> rights.Actor:
    """A helper for whom the actor may note what he says, as he acts himself. Raises `Unseen`, `ValueError` for oneself."""
    on, areas = worktime.local_date(at), actor.areas(RECORD_CONSENT)
    helps_in = Helper.objects.filter(pk=helper_id).values_list("area", flat=True).first()
    name = ground.account_names([helper_id]).get(helper_id, "")
    helper = rights.actor_of(helper_id, name, on)
    places = [helps_in] if helps_in else list(helper.areas("dispatch.claim"))
    is_there = any(place.startswith(area) for place in places for area in areas)
    if not is_there or not helper.may("dispatch.claim"):
        raise rights.Unseen("没有这位志愿者，或不在您的服务范围。")
    if helper_id == actor.account_id:
        raise ValueError("自己的事请用自己的页面办，不能替自己登记。")
    return helper


@dataclass(frozen=True)
class Sayable:
    """One thing that a helper can say now: the act, what it is about, and in words."""

    act: Spoken
    about: uuid.UUID
    words: str

    @property
    def key(self) -> str:
        """As a form sends it."""
        return f"{self.act}:{self.about}"


def sayable(helper: rights.Actor, at: datetime) -> list[Sayable]:
    """What a helper can say now, each as he would press it himself. At most fifteen queries."""
    return [
        *_of_pairings(helper),
        *_of_posts(helper, at),
        *(
            Sayable(Spoken.DO_REQUIRED_ACT, act.pk, _("做了规定动作“%(what)s”") % {"what": act.title})
            for act, is_done in own_acts(helper, worktime.local_date(at).year).required
            if not is_done
        ),
        *(
            Sayable(Spoken.DECLINE_OFFER, one.task, _("这次不去“%(what)s”") % {"what": one.title})
            for one in offers_to(helper)
        ),
        *_of_shifts(helper, at),
    ]


def _of_pairings(helper: rights.Actor) -> list[Sayable]:
    found = []
    for row in own_pairings(helper):
        told = {"area": row.area}
        if not row.has_agreed:
            found.append(Sayable(Spoken.ACCEPT_PAIRING, row.id, _("愿意和%(area)s的一户结对") % told))
        words = _("不再和%(area)s的那一户结对") if row.has_agreed else _("不和%(area)s的那一户结对")
        found.append(Sayable(Spoken.LEAVE_PAIRING, row.id, words % told))
    return found


def _of_posts(helper: rights.Actor, at: datetime) -> list[Sayable]:
    found = []
    for row in posts_for(helper, at):
        told = {"post": row.post.name, "why": "；".join(row.reasons)}
        if row.match is None or row.match.helper_agreed_at is None:
            found.append(Sayable(Spoken.OFFER_FOR_POST, row.post.pk, _("愿意上“%(post)s”：%(why)s") % told))
        if row.match is not None:
            found.append(Sayable(Spoken.DECLINE_POST, row.match.pk, _("不上“%(post)s”") % told))
    return found


def _of_shifts(helper: rights.Actor, at: datetime) -> list[Sayable]:
    found = []
    duty = on_duty(helper, at)
    if duty is not None:
        key = duty.shift.pk
        found.append(Sayable(Spoken.NOTE_VISITOR, key, _("大厅有人来了")))
        if duty.visitor:
            found.append(Sayable(Spoken.END_VISITOR, key, _("接待的人办好送走了")))
        elif duty.waiting:
            found.append(Sayable(Spoken.TAKE_VISITOR, key, _("接待下一位")))
        if duty.waiting:
            found.append(Sayable(Spoken.NOTE_LEFT, key, _("等的人走了")))
    for row in own_shifts(helper, at):
        begins = f"{worktime.local(row.begins_at):%m-%d %H:%M}"
        words = _("退掉%(hall)s %(begins)s 的班") % {"hall": row.hall.short_name, "begins": begins}
        found.append(Sayable(Spoken.GIVE_SHIFT_BACK, row.pk, words))
    return found


def records_of(helper: rights.Actor) -> list[HelpRecord]:
    """What the served side has confirmed of a helper's help, for his printed record. One query."""
    return own_records(helper)
