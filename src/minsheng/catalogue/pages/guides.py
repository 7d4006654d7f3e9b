"""The public directory of services and their guides; writing a guide is for whoever keeps them."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.catalogue import operations, queries
from minsheng.catalogue.forms.guides import GuideForm, LabelsForm, ServiceForm, guide_initial
from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs
from minsheng.registry import queries as registry

KEEP = "catalogue.keep_guides"


@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """Every service that has a guide today, by pinyin; found by ordinary words, pinyin or initials."""
    text = request.GET.get("text", "")[:60]
    programmes = [row for row in registry.programmes() if row.counts]
    programme = next((row.code for row in programmes if row.code == request.GET.get("programme")), "")
    context = {
        "title": _("办事指南"),
        "text": text,
        "programmes": programmes,
        "programme": programme,
        "rows": queries.services_found(text, timezone.localdate(), programme=programme),
        "may_keep": rights.acting(request).may(KEEP),
    }
    return render(request, "catalogue/services.html", context)


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()


@require_GET
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One guide, as it holds today or held on a day; prints in large type."""
    on = _day(request)
    shown = queries.service_shown(code, on)
    if shown is None:
        raise Http404
    context = {
        "title": shown.service.name,
        "shown": shown,
        "on": on,
        "is_today": on == timezone.localdate(),
        "may_keep": queries.may_keep(rights.acting(request), shown.service),
        "back_url": reverse("catalogue:services"),
        "back_label": _("办事指南"),
    }
    return render(request, "catalogue/service.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def new_service(request: HttpRequest) -> HttpResponse:
    """Enter a new service item, then write its guide."""
    form = ServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = operations.add_service(
            name=told["name"],
            organisation_id=form.organisation_id(),
            words=told["words"],
            category=told["category"] or None,
            by=rights.acting(request),
            at=timezone.now(),
        )
        messages.success(request, _("已登记。写好指南并到生效日，大家才看得到。"))
        return redirect("catalogue:edit_guide", made.code)
    context = {"title": _("新增服务事项"), "form": form, "back_url": reverse("catalogue:services")}
    return render(request, "catalogue/new_service.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def edit_guide(request: HttpRequest, code: str) -> HttpResponse:
    """Write the next version of a guide; it starts with the one before."""
    shown = queries.service_shown(code, timezone.localdate())
    if shown is None or not queries.may_keep(rights.acting(request), shown.service):
        raise rights.Unseen("没有这个服务事项，或不在您的管理范围。")
    form = GuideForm(request.POST or None, initial=guide_initial(shown.shown))
    if request.method == "POST" and form.is_valid():
        try:
            operations.publish_guide(
                code=code,
                valid_from=form.cleaned_data["valid_from"],
                guide=form.guide(),
                by=rights.acting(request),
                at=timezone.now(),
            )
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已保存。到生效日自动换成新版，旧版仍可查到。"))
            return redirect("catalogue:service", code)
    context = {
        "title": _("编写办事指南"),
        "form": form,
        "shown": shown,
        "back_url": reverse("catalogue:service", args=[code]),
    }
    return render(request, "catalogue/edit_guide.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def label_service(request: HttpRequest, code: str) -> HttpResponse:
    """Say under which programmes a service item stands."""
    actor, shown = rights.acting(request), queries.service_shown(code, timezone.localdate())
    if shown is None or not queries.may_keep(actor, shown.service):
        raise rights.Unseen("没有这个服务事项，或不在您的管理范围。")
    form = LabelsForm(shown.service.id, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.label_service(code=code, labels=form.cleaned_data["labels"], by=actor, at=timezone.now())
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("已保存。"))
            return redirect("catalogue:service", code)
    context = {
        "title": _("挂项目"),
        "form": form,
        "subject": shown.service.name,
        "back_url": reverse("catalogue:service", args=[code]),
    }
    return render(request, "catalogue/label_service.html", context, status=422 if form.errors else 200)
