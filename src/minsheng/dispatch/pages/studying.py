"""Study offers: where what can be learned, a place for oneself or for who phones, who was there, what was learned."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.forms import studying as forms
from minsheng.dispatch.pages.acting import one_form
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs

CLAIM, KEEP, DESK = "dispatch.claim", policies.KEEP_TEAMS, policies.RECORD_CONSENT


@never_cache
@require_GET
@needs(CLAIM, KEEP, DESK)
def studies(request: HttpRequest) -> HttpResponse:
    """What can be learned where, and for which posts it is of use."""
    actor, now = rights.acting(request), timezone.now()
    context = {
        "title": _("学本事"),
        "rows": queries.studies(actor, now),
        "may_offer": bool(queries.teachers_for(actor, now)),
        "is_helper": actor.may(CLAIM),
    }
    return render(request, "dispatch/studies.html", context)


@never_cache
@require_GET
@needs(CLAIM, KEEP, DESK)
def study(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """One study offer."""
    return _study(request, offer_id, "")


def _study(request: HttpRequest, offer_id: uuid.UUID, problem: str) -> HttpResponse:
    actor, now = rights.acting(request), timezone.now()
    page = queries.study_page(offer_id, actor, now)
    context = {
        "title": _("学%(skill)s") % {"skill": page.shown.offer.skill.name},
        "page": page,
        "row": page.shown,
        "is_helper": actor.may(CLAIM),
        "problem": problem,
        "client_id": once.new_client_id,
        "back_url": reverse("dispatch:studies"),
    }
    return render(request, "dispatch/study.html", context, status=422 if problem else 200)


def _pressed(request: HttpRequest, offer_id: uuid.UUID, act: Callable[[], object], done: str) -> HttpResponse:
    """One press on the page of a study; what stands in its way is said there."""
    try:
        act()
    except (operations.NotNow, ValueError) as problem:
        return _study(request, offer_id, str(problem))
    messages.success(request, done)
    return redirect("dispatch:study", offer_id=offer_id)


@require_POST
@needs(CLAIM)
@once.once
def take_study(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Take a place."""
    actor, now = rights.acting(request), timezone.now()
    done = _("报上名了。去不了随时退，不用说原因。")
    return _pressed(request, offer_id, lambda: operations.take_study_place(offer_id=offer_id, by=actor, at=now), done)


@require_POST
@needs(CLAIM)
@once.once
def leave_study(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Give a place back."""
    actor, now = rights.acting(request), timezone.now()
    done = _("已退出。不用说明原因，也没有人会记。")
    return _pressed(request, offer_id, lambda: operations.leave_study_place(offer_id=offer_id, by=actor, at=now), done)


@require_POST
@needs(CLAIM)
@once.once
def take_skill_over(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Declare the skill that one has learned."""
    actor, now = rights.acting(request), timezone.now()
    done = _("写进您的技能了。看看“适合我的岗”有没有新的。")
    return _pressed(request, offer_id, lambda: operations.take_skill_over(offer_id=offer_id, by=actor, at=now), done)


@require_http_methods(["GET", "POST"])
@needs(DESK)
@once.once
def take_study_for(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Note a place for a helper who phones, comes by or writes."""
    actor, now = rights.acting(request), timezone.now()
    offer = queries.seen_study(offer_id, actor)
    rights.require(actor, DESK, offer.area_id)
    form = forms.StudyForForm(offer.area_id, request.POST or None)
    back = reverse("dispatch:study", args=[offer_id])

    def carry_out(form: forms.StudyForForm) -> str:
        told = form.cleaned_data["words"]
        operations.take_study_place_for(offer_id=offer_id, helper_id=form.helper_id(), words=told, by=actor, at=now)
        return back

    words = {
        "title": _("替来电的人报名"),
        "subject": f"{offer.skill.name} · {offer.on:%Y-%m-%d} {offer.hours} · {offer.place}",
        "note": _("志愿者打电话、当面或写条子说要学，才登记。把地点和时间念给他听；去不了再打电话来退，不用说原因。"),
        "done": _("替他报上名了。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_POST
@needs(DESK)
@once.once
def leave_study_for(request: HttpRequest, offer_id: uuid.UUID, helper_id: uuid.UUID) -> HttpResponse:
    """A helper phones that he will not come."""
    actor, now = rights.acting(request), timezone.now()

    def act() -> None:
        operations.leave_study_place_for(offer_id=offer_id, helper_id=helper_id, by=actor, at=now)

    return _pressed(request, offer_id, act, _("替他退了。不用说明原因，也不会记在他名下。"))


@require_POST
@needs(DESK)
@once.once
def take_skill_over_for(request: HttpRequest, offer_id: uuid.UUID, helper_id: uuid.UUID) -> HttpResponse:
    """A helper phones that he takes the skill over."""
    actor, now = rights.acting(request), timezone.now()

    def act() -> None:
        operations.take_skill_over_for(offer_id=offer_id, helper_id=helper_id, by=actor, at=now)

    return _pressed(request, offer_id, act, _("写进他的技能了。"))


@require_POST
@needs(DESK, KEEP, CLAIM)
@once.once
def note_told(request: HttpRequest, offer_id: uuid.UUID, helper_id: uuid.UUID) -> HttpResponse:
    """Somebody was told by telephone that the study is not held."""
    actor, now = rights.acting(request), timezone.now()

    def act() -> None:
        operations.note_told(offer_id=offer_id, helper_id=helper_id, by=actor, at=now)

    return _pressed(request, offer_id, act, _("记下了，已告诉他。"))


@require_http_methods(["GET", "POST"])
@needs(KEEP, CLAIM)
@once.once
def new_study(request: HttpRequest) -> HttpResponse:
    """Offer to teach a skill."""
    actor, now = rights.acting(request), timezone.now()
    teachers = queries.teachers_for(actor, now)
    form = forms.StudyForm(actor, teachers, request.POST or None)

    def carry_out(form: forms.StudyForm) -> str:
        made = operations.offer_study(study=form.study(), by=actor, at=now)
        return reverse("dispatch:study", args=[made.pk])

    nobody = _("您现在没有在岗，也不管岗位和基地。想带大家学，请社区（嘎查村）书记替您发。")
    words = {
        "title": _("发一场学习"),
        "note": _("只办一次的学习在这里发。要上好几次课的，一次一次地发。") if teachers else nobody,
        "done": _("发好了。报名的人会出现在下面。"),
        "back_url": reverse("dispatch:studies"),
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(KEEP, CLAIM)
@once.once
def cancel_study(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """A study is not held."""
    actor, now = rights.acting(request), timezone.now()
    page = _kept(offer_id, actor)
    form = forms.CancelStudyForm(request.POST or None)
    back = reverse("dispatch:study", args=[offer_id])

    def carry_out(form: forms.CancelStudyForm) -> str:
        left = operations.cancel_study(offer_id=offer_id, reason=form.cleaned_data["reason"], by=actor, at=now)
        if left:
            told = ngettext(
                "有 %(count)d 个人没有留短信号码，请照下面的名单打电话告诉他。",
                "有 %(count)d 个人没有留短信号码，请照下面的名单打电话告诉他们。",
                left,
            )
            messages.warning(request, told % {"count": left})
        return back

    offer = page.shown.offer
    words = {
        "title": _("这一场不办了"),
        "subject": f"{offer.skill.name} · {offer.on:%Y-%m-%d} {offer.hours}",
        "note": _("留了短信号码的会收到短信；没留的，列出来打电话告诉。"),
        "done": _("取消了。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


def _kept(offer_id: uuid.UUID, actor: rights.Actor) -> queries.StudyPage:
    page = queries.study_page(offer_id, actor, timezone.now())
    if not page.shown.may_keep:
        raise rights.Refused("这一场由带的人或管岗位的人办。请找社区（嘎查村）书记。")
    return page


@require_http_methods(["GET", "POST"])
@needs(KEEP, CLAIM)
@once.once
def who_came(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Note who was there."""
    actor, now = rights.acting(request), timezone.now()
    page = _kept(offer_id, actor)
    form = forms.CameForm(page, actor, request.POST or None)
    back = reverse("dispatch:study", args=[offer_id])

    def carry_out(form: forms.CameForm) -> str:
        came = [uuid.UUID(one) for one in form.cleaned_data["came"]]
        operations.note_who_came(offer_id=offer_id, came=came, by=actor, at=now)
        return back

    offer = page.shown.offer
    words = {
        "title": _("记谁来了"),
        "subject": f"{offer.skill.name} · {offer.on:%Y-%m-%d} {offer.hours}",
        "note": _("记了来的，本人就可以把这一项写进自己的技能。"),
        "done": _("记好了。来了的人可以把这一项写进自己的技能。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)
