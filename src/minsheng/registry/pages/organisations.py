"""Organisations, shared housing, programmes and partnerships."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.foundation import once, rights
from minsheng.foundation import operations as ground
from minsheng.foundation.guards import needs
from minsheng.registry import operations, queries
from minsheng.registry.forms import organisations as forms
from minsheng.registry.pages.acting import next_url, one_form

READ = ("registry.read_person", "registry.edit_organisation")


@require_GET
@needs(*READ)
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations of the actor's areas and those above them, by pinyin."""
    actor = rights.acting(request)
    form = forms.OrganisationSearchForm(request.GET or None)
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    wanted = queries.OrganisationSearch(
        text=told.get("text", ""),
        kind=told.get("kind", ""),
        programme=told.get("programme", ""),
        after=request.GET.get("after", ""),
    )
    page = queries.organisations_listed(actor, wanted)
    context = {
        "title": _("组织"),
        "form": form,
        "page": page,
        "next_url": next_url(request, page.next),
        "may_enter": actor.may("registry.edit_organisation"),
    }
    return render(request, "registry/organisations.html", context)


@require_GET
@needs(*READ)
def organisation(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """One organisation in its tree, with the members whom the actor may see."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.organisation_shown(organisation_id, actor, now)
    members = queries.members(organisation_id, actor, now, request.GET.get("after", ""))
    context = {
        "title": shown.organisation.name,
        "shown": shown,
        "members": members,
        "next_url": next_url(request, members.next),
        "back_url": reverse("registry:organisations"),
    }
    return render(request, "registry/organisation.html", context)


@require_http_methods(["GET", "POST"])
@needs("registry.edit_organisation")
@once.once
def new_organisation(request: HttpRequest) -> HttpResponse:
    """Enter an organisation."""
    actor = rights.acting(request)
    form = forms.OrganisationForm(actor, None, request.POST or None)

    def carry_out(form: forms.OrganisationForm) -> str:
        found = operations.enter_organisation(
            code=form.cleaned_data["code"], entry=form.entry(), by=actor, at=timezone.now()
        )
        return reverse("registry:organisation", args=[found.pk])

    words = {
        "title": _("登记一个组织"),
        "submit_label": _("登记"),
        "done": _("已登记。"),
        "back_url": reverse("registry:organisations"),
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs("registry.edit_organisation")
@once.once
def change_organisation(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Bring an organisation up to date."""
    actor = rights.acting(request)
    found = queries.seen_organisation(organisation_id, actor)
    rights.require(actor, "registry.edit_organisation", found.area_id)
    form = forms.OrganisationForm(actor, found, request.POST or None)
    back = reverse("registry:organisation", args=[found.pk])

    def carry_out(form: forms.OrganisationForm) -> str:
        operations.change_organisation(organisation_id=found.pk, entry=form.entry(), by=actor, at=timezone.now())
        return back

    words = {"title": _("更改"), "subject": found.name, "done": _("已保存。"), "back_url": back}
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs("registry.edit_organisation")
@once.once
def label_organisation(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Say under which programmes an organisation stands."""
    actor = rights.acting(request)
    found = queries.seen_organisation(organisation_id, actor)
    rights.require(actor, "registry.edit_organisation", found.area_id)
    back = reverse("registry:organisation", args=[found.pk])

    def carry_out(form: forms.LabelsForm) -> str:
        operations.label_organisation(
            organisation_id=found.pk, labels=form.cleaned_data["labels"], by=actor, at=timezone.now()
        )
        return back

    words = {
        "title": _("挂项目"),
        "subject": found.name,
        "note": _("项目只是标签：挂几个都行，组织还是一个，合计只算一次。"),
        "done": _("已保存。"),
        "back_url": back,
    }
    return one_form(request, forms.LabelsForm(found, request.POST or None), carry_out, words=words)


@require_GET
@needs("registry.read_person")
def residences(request: HttpRequest) -> HttpResponse:
    """Shared housing: one group address each, and how many live there."""
    rows = queries.residences(rights.acting(request))
    return render(request, "registry/residences.html", {"title": _("集中居住点"), "rows": rows})


@never_cache
@require_GET
@needs("registry.read_person")
def visit_round(request: HttpRequest, residence_id: uuid.UUID) -> HttpResponse:
    """The sheet for one visit round: door by door; everybody on it can see that he stood there."""
    actor, now = rights.acting(request), timezone.now()
    residence, people = queries.round_of(residence_id, actor, now)
    ground.log_readings(
        by=actor.id,
        about=[(one.id, one.area) for one in people],
        purpose=queries.VISIT,
        items=["name", "address"],
        at=now,
    )
    context = {
        "title": _("走访单"),
        "residence": residence,
        "people": people,
        "printed_at": now,
        "back_url": reverse("registry:residences"),
    }
    return render(request, "registry/round.html", context)


@require_GET
@needs(*READ)
def programmes(request: HttpRequest) -> HttpResponse:
    """Programmes with their focus lines, and partnerships."""
    context = {
        "title": _("项目与合作"),
        "programmes": queries.programmes(),
        "total": queries.labelled_things(),
        "partnerships": queries.partnerships(rights.acting(request)),
    }
    return render(request, "registry/programmes.html", context)


@require_GET
@needs(*READ)
def partnership(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """One page: each party with its rights and its duties."""
    shown = queries.partnership_shown(partnership_id, rights.acting(request))
    context = {"title": shown.name, "shown": shown, "back_url": reverse("registry:programmes")}
    return render(request, "registry/partnership.html", context)
