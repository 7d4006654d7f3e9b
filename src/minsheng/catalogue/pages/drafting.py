"""The next responsibility list: its page, its lines, its publication. For whoever keeps the list of a banner."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.catalogue import operations, policies, queries
from minsheng.catalogue.forms.drafting import BeginDraftForm, DraftItemForm, PublishForm, initial_of
from minsheng.catalogue.models import ListDraft
from minsheng.foundation import once, rights
from minsheng.foundation import queries as ground
from minsheng.foundation.guards import needs

KEEP = "catalogue.keep_list"


def own_banner(request: HttpRequest) -> str:
    """The banner whose list this actor keeps. Raises `Refused` for nobody's keeper."""
    kept = policies.banners_kept(rights.acting(request))
    if not kept:
        raise rights.Refused("您没有管理本旗县责任清单的权限。需要时请向组织部门申请。")
    wanted = request.GET.get("area", "")
    return wanted if wanted in kept else kept[0]


def own_draft(request: HttpRequest) -> ListDraft:
    """The open draft of the actor's banner. Raises `Unseen` where there is none."""
    draft = queries.open_draft(own_banner(request))
    if draft is None:
        raise rights.Unseen("现在没有起草中的清单。请先到“清单草稿”新建一份。")
    return draft


@require_GET
@needs(KEEP)
def draft(request: HttpRequest) -> HttpResponse:
    """The open draft: how complete, what is missing, what it changes; or the form that begins one."""
    return _shown(request)


def _shown(request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
    area = own_banner(request)
    found = queries.open_draft(area)
    context: dict[str, Any] = {
        "title": _("清单草稿"),
        "area": ground.division_names([area]).get(area, ""),
        "ended": queries.drafts_of(area),
        "drafted": queries.drafted(found, timezone.localdate()) if found else None,
        "begin_form": forms.get("begin_form") or BeginDraftForm(),
        "publish_form": forms.get("publish_form") or PublishForm(),
        "gaps": forms.get("gaps", ()),
    }
    context["form"] = forms.get("begin_form") or forms.get("publish_form") or context["begin_form"]
    return render(request, "catalogue/draft.html", context, status=status)


@require_POST
@needs(KEEP)
@once.once
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a draft as a copy of the list in force."""
    form = BeginDraftForm(request.POST)
    if form.is_valid():
        try:
            operations.begin_draft(
                area=own_banner(request),
                name=form.cleaned_data["name"],
                by=rights.acting(request),
                at=timezone.now(),
            )
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已按现行清单起草。改好以后再公布，公布之前现行清单不变。"))
            return redirect("catalogue:draft")
    return _shown(request, status=422, begin_form=form)


@require_POST
@needs(KEEP)
@once.once
def publish(request: HttpRequest) -> HttpResponse:
    """Put the draft in force from a day, unless anything is missing."""
    form = PublishForm(request.POST)
    found = own_draft(request)
    if form.is_valid():
        try:
            operations.publish_draft(
                draft_id=found.pk,
                takes_effect_on=form.cleaned_data["takes_effect_on"],
                by=rights.acting(request),
                at=timezone.now(),
            )
        except operations.Incomplete as problem:
            form.add_error(None, str(problem))
        except ValueError as problem:
            form.add_error("takes_effect_on", str(problem))
        else:
            messages.success(request, _("已公布。到生效日自动执行，以前的版本仍可查到。"))
            return redirect("catalogue:duty_list")
    return _shown(request, status=422, publish_form=form)


@require_POST
@needs(KEEP)
def discard(request: HttpRequest) -> HttpResponse:
    """Drop the draft."""
    operations.discard_draft(draft_id=own_draft(request).pk, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("草稿已放弃，现行清单没有变。"))
    return redirect("catalogue:draft")


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def line(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """A line of the draft, or a new one."""
    found = own_draft(request)
    item = queries.draft_line(found, number) if number is not None else None
    form = DraftItemForm(request.POST or None, initial=initial_of(item) if item else {})
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_draft_item(
                draft_id=found.pk, line=form.line(), by=rights.acting(request), replaces=number, is_new=item is None
            )
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已保存到草稿。"))
            return redirect("catalogue:draft")
    context = {
        "title": _("第%(number)s项") % {"number": number} if item else _("新增一项"),
        "form": form,
        "item": item,
        "back_url": reverse("catalogue:draft"),
    }
    return render(request, "catalogue/draft_line.html", context, status=422 if form.errors else 200)


@require_POST
@needs(KEEP)
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a line out of the draft."""
    operations.remove_draft_item(draft_id=own_draft(request).pk, number=number, by=rights.acting(request))
    messages.success(request, _("第%(number)s项已从草稿中去掉。") % {"number": number})
    return redirect("catalogue:draft")
