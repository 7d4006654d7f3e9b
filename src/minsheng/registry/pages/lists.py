"""Lists that follow from a rule, why somebody is on one or not, and people's data that leave as a file."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.foundation import once, rights, worktime
from minsheng.foundation import operations as ground
from minsheng.foundation.guards import needs
from minsheng.registry import operations, queries
from minsheng.registry.forms import sharing as forms
from minsheng.registry.models import DerivedList
from minsheng.registry.pages.acting import next_url, one_form
from minsheng.registry.pages.sheets import workbook

READ = "registry.read_person"


@require_GET
@needs(READ)
def lists(request: HttpRequest) -> HttpResponse:
    """The lists of the actor's areas: what for, whose, until when, how many are on them now."""
    actor, now = rights.acting(request), timezone.now()
    context = {
        "title": _("名单"),
        "rows": queries.lists_by_size(actor, now),
        "on": worktime.local_date(now),
        "gone": queries.lists_gone(actor),
        "may_see_forms": actor.may(queries.COMPOSE) or actor.may(queries.APPROVE),
        "may_declare": actor.may(queries.DECLARE),
        "may_export": actor.may(queries.EXPORT) or actor.may(queries.APPROVE),
    }
    return render(request, "registry/lists.html", context)


@never_cache
@require_GET
@needs(READ)
def one_list(request: HttpRequest, code: str) -> HttpResponse:
    """Who is on a list now, by its rule: to be read or printed. A reading of each is noted."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_list(code, actor)
    page = queries.listed(found, actor, now, after=request.GET.get("after", ""))
    about = [(row.id, row.area) for row in page]
    ground.log_readings(by=actor.id, about=about, purpose=found.purpose_id, items=["list"], at=now)
    context = {
        "title": found.name,
        "list": found,
        "rule": queries.rule_words(found),
        "rows": page.rows,
        "next_url": next_url(request, page.next),
        "is_over": worktime.local_date(now) > found.expires_on,
        "may_print": queries.may_print(found, actor, now),
        "may_export": actor.may(queries.EXPORT, found.area_id),
        "names": queries.names_of(found),
        **_acts(found, actor),
        "printed_at": now,
        "back_url": reverse("registry:lists"),
    }
    return render(request, "registry/list.html", context)


def _acts(found: DerivedList, actor: rights.Actor) -> dict[str, bool]:
    """What the actor may do with a list that stands or waits."""
    is_own, may_approve = found.declared_by == actor.id, actor.may(queries.APPROVE, found.area_id)
    may_declare = actor.may(queries.DECLARE, found.area_id)
    may_extend = may_approve and not is_own if queries.is_list_sensitive(found) else may_declare
    return {
        "may_decide": found.state == "waiting" and may_approve and not is_own,
        "may_extend": found.state == "standing" and may_extend,
        "may_end": found.state in {"standing", "waiting"} and may_declare,
    }


@never_cache
@require_GET
@needs(READ)
def lists_of(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Why a person is on each list or not: to be read out to him or printed for him."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_person(person_id, actor)
    ground.log_reading(by=actor.id, about=found.pk, area=found.area_id, purpose="person_page", items=["list"], at=now)
    context = {
        "title": _("在不在名单上，为什么"),
        "name": found.name,
        "rows": queries.standings(person_id, actor, now),
        "printed_at": now,
        "back_url": reverse("registry:person", args=[person_id]),
    }
    return render(request, "registry/lists_of.html", context)


@require_GET
@needs(queries.EXPORT, queries.APPROVE)
def sharings(request: HttpRequest) -> HttpResponse:
    """What was asked for as a file, by the actor or in the areas where he decides."""
    actor = rights.acting(request)
    context = {
        "title": _("导出和批准"),
        "rows": queries.sharings(actor),
        "may_ask": actor.may(queries.EXPORT),
    }
    return render(request, "registry/sharings.html", context)


@require_http_methods(["GET", "POST"])
@needs(queries.EXPORT)
@once.once
def ask_sharing(request: HttpRequest) -> HttpResponse:
    """Ask for the people of an area, or with `?list=` for a list, as a file."""
    actor = rights.acting(request)
    code = request.GET.get("list", "")
    found = queries.seen_list(code, actor) if code else None
    sent = request.POST or None
    form = forms.ListSharingForm(sent) if found else forms.PeopleSharingForm(actor, sent)

    def carry_out(form: forms.ListSharingForm) -> str:
        made = operations.ask_sharing(asked=form.asked(found), by=actor, at=timezone.now())
        return reverse("registry:sharing", args=[made.pk])

    words = {
        "title": _("导出"),
        "subject": found.name if found else _("人员和成员"),
        "note": _("只导出需要的。有号码的、整个底数、敏感用途，由另一个人批准；每个人都会记下这次导出，本人可以查到。"),
        "submit_label": _("申请"),
        "done": _("已提出。"),
        "back_url": reverse("registry:list", args=[found.pk]) if found else reverse("registry:sharings"),
    }
    return one_form(request, form, carry_out, words=words)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(queries.EXPORT, queries.APPROVE)
@once.once
def sharing(request: HttpRequest, sharing_id: uuid.UUID) -> HttpResponse:
    """One request for a file: what it holds, who decided, the file; whoever decides says yes or no here."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_sharing(sharing_id, actor)
    may_decide = found.state == "waiting" and found.asked_by != actor.id and actor.may(queries.APPROVE, found.area_id)
    if request.method == "POST" and not may_decide:
        raise rights.Refused(_("这项申请要由另一个有批准权限的人处理，或已经处理过了。"))
    form = forms.DecisionForm(request.POST or None) if may_decide else None
    context = {
        "title": _("导出申请"),
        "found": found,
        "names": queries.names_of_sharing(found),
        "form": form,
        "may_fetch": found.asked_by == actor.id and queries.is_open(found, now),
        "back_url": reverse("registry:sharings"),
    }
    if form is None:
        return render(request, "registry/sharing.html", context)

    def carry_out(form: forms.DecisionForm) -> str:
        told = form.cleaned_data
        is_approved = told["outcome"] == "approved"
        operations.decide_sharing(
            sharing_id=sharing_id, is_approved=is_approved, answer=told["answer"], by=actor, at=now
        )
        return reverse("registry:sharings")

    words = {**context, "done": _("已处理。")}
    return one_form(request, form, carry_out, words=words, template="registry/sharing.html")


@never_cache
@require_GET
@needs(queries.EXPORT, queries.APPROVE)
def sharing_file(request: HttpRequest, sharing_id: uuid.UUID) -> HttpResponse:
    """The file itself, for whoever asked for it."""
    actor, now = rights.acting(request), timezone.now()
    try:
        content = operations.fetch_sharing(sharing_id=sharing_id, by=actor, at=now)
    except ValueError as problem:
        messages.error(request, str(problem))
        return redirect("registry:sharing", sharing_id)
    return workbook(content, f"export-{worktime.local(now):%Y%m%d-%H%M}")


@require_GET
@needs(READ, "registry.edit_organisation")
def organisations_file(request: HttpRequest) -> HttpResponse:
    """The organisations of the actor's areas, in the columns of the template."""
    return workbook(queries.organisations_workbook(rights.acting(request)), "organisations")
