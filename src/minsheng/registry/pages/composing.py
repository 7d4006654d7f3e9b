"""Department tables: which there are, one is composed, decided by another person where sensitive, ended."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.foundation import once, rights
from minsheng.foundation.guards import needs
from minsheng.registry import operations, queries
from minsheng.registry.forms.composing import ComposeForm
from minsheng.registry.models import FormTemplate
from minsheng.registry.pages.acting import one_form
from minsheng.registry.pages.deciding import decided, ended


@require_GET
@needs(queries.COMPOSE, queries.APPROVE)
def form_templates(request: HttpRequest) -> HttpResponse:
    """The tables of the organisations that the actor sees, in whatever state."""
    actor = rights.acting(request)
    context = {
        "title": _("部门表"),
        "rows": queries.visible_forms(actor),
        "may_compose": actor.may(queries.COMPOSE),
        "back_url": reverse("registry:lists"),
    }
    return render(request, "registry/form_templates.html", context)


@require_http_methods(["GET", "POST"])
@needs(queries.COMPOSE)
@once.once
def compose_form(request: HttpRequest) -> HttpResponse:
    """Compose a table from what is known, with lines to be written by hand."""
    actor = rights.acting(request)

    def carry_out(form: ComposeForm) -> str:
        made = operations.compose_form(told=form.told(), by=actor, at=timezone.now())
        return reverse("registry:form_template", args=[made.pk])

    words = {
        "title": _("编一张表"),
        "note": _("登记里有的自动填，谁也不用抄；没有的才问，问一次。保存后先看样子，不合适就结束它，另编一张。"),
        "done": _("表已编好。"),
        "back_url": reverse("registry:form_templates"),
    }
    return one_form(request, ComposeForm(request.POST or None), carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(queries.COMPOSE, queries.APPROVE)
@once.once
def form_template(request: HttpRequest, code: str) -> HttpResponse:
    """One table, empty: its lines and where their content comes from; whoever decides says yes or no here."""
    actor = rights.acting(request)
    found = queries.seen_form(code, actor)
    may_decide = _may_decide(found, actor)
    if request.method == "POST" and not may_decide:
        raise rights.Refused(_("这张表要由另一个有批准权限的人处理，或已经处理过了。"))
    is_open = found.state in {FormTemplate.State.STANDING, FormTemplate.State.WAITING}
    context = {
        "title": found.name,
        "found": found,
        "names": queries.names_of(found),
        "waiting": _("敏感表，等另一个有批准权限的人点头；批准以前不能填。"),
        "lines": queries.form_lines(found.fields, queries.fact_labels()),
        "may_end": is_open and actor.may(queries.COMPOSE, found.organisation.area_id),
        "back_url": reverse("registry:form_templates"),
    }
    template = "registry/form_template.html"
    if not may_decide:
        return render(request, template, context)
    return decided(request, partial(operations.decide_form, code=code), words=context, template=template)


def _may_decide(found: FormTemplate, actor: rights.Actor) -> bool:
    is_another = found.declared_by != actor.id
    return found.state == "waiting" and is_another and actor.may(queries.APPROVE, found.organisation.area_id)


@require_http_methods(["GET", "POST"])
@needs(queries.COMPOSE)
@once.once
def end_form(request: HttpRequest, code: str) -> HttpResponse:
    """End a table: from then on it is filled for nobody."""
    actor = rights.acting(request)
    found = queries.seen_form(code, actor)
    rights.require(actor, queries.COMPOSE, found.organisation.area_id)

    words = {
        "title": _("结束这张表"),
        "subject": found.name,
        "note": _("结束以后不再填，也不能恢复；问过本人的内容还在，别的表照样用。要再用，另编一张。"),
        "done": _("这张表已结束。"),
        "back_url": reverse("registry:form_template", args=[code]),
    }
    end = partial(operations.end_form, code=code)
    return ended(request, end, onward=reverse("registry:form_templates"), words=words)
