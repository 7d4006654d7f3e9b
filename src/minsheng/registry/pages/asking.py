"""What people may be asked for tables: which questions there are; one is declared, decided by another, ended."""

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
from minsheng.registry.forms.asking import QuestionForm
from minsheng.registry.models import FactKind
from minsheng.registry.pages.acting import one_form
from minsheng.registry.pages.deciding import decided, ended


@require_GET
@needs(queries.COMPOSE, queries.APPROVE)
def questions(request: HttpRequest) -> HttpResponse:
    """What people are asked once for all tables, in whatever state."""
    actor = rights.acting(request)
    context = {
        "title": _("问本人的内容"),
        "rows": queries.visible_questions(actor),
        "may_compose": actor.may(queries.COMPOSE),
        "back_url": reverse("registry:form_templates"),
    }
    return render(request, "registry/questions.html", context)


@require_http_methods(["GET", "POST"])
@needs(queries.COMPOSE)
@once.once
def new_question(request: HttpRequest) -> HttpResponse:
    """Declare something more that people may be asked."""
    actor = rights.acting(request)

    def carry_out(form: QuestionForm) -> str:
        made = operations.declare_question(told=form.told(), by=actor, at=timezone.now())
        return reverse("registry:question", args=[made.pk])

    words = {
        "title": _("提出一个要问的问题"),
        "note": _(
            "问一次，所有的表都用。先等另一个人批准，批准以后编表时就能勾。民族、信仰、病情、收入、银行卡不能问。"
        ),
        "done": _("已提出，等另一个人批准。"),
        "back_url": reverse("registry:questions"),
    }
    return one_form(request, QuestionForm(request.POST or None), carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(queries.COMPOSE, queries.APPROVE)
@once.once
def question(request: HttpRequest, code: str) -> HttpResponse:
    """One question: its words, whose it is and why; whoever decides says yes or no here."""
    actor = rights.acting(request)
    found = queries.seen_question(code, actor)
    may_decide = _may_decide(found, actor)
    if request.method == "POST" and not may_decide:
        raise rights.Refused(_("这个问题要由另一个有批准权限的人处理，或已经处理过了。"))
    is_open = found.state in {FactKind.State.STANDING, FactKind.State.WAITING}
    area = found.organisation.area_id if found.organisation else ""
    context = {
        "title": found.name,
        "found": found,
        "names": queries.names_of(found),
        "waiting": _("等另一个有批准权限的人点头；批准以前谁也不问。"),
        "tables": queries.tables_with(found.pk, actor),
        "may_end": is_open and bool(area) and actor.may(queries.COMPOSE, area),
        "back_url": reverse("registry:questions"),
    }
    template = "registry/question.html"
    if not may_decide:
        return render(request, template, context)
    return decided(request, partial(operations.decide_question, code=code), words=context, template=template)


def _may_decide(found: FactKind, actor: rights.Actor) -> bool:
    if found.organisation is None or found.state != FactKind.State.WAITING:
        return False
    return found.declared_by != actor.id and actor.may(queries.APPROVE, found.organisation.area_id)


@require_http_methods(["GET", "POST"])
@needs(queries.COMPOSE)
@once.once
def end_question(request: HttpRequest, code: str) -> HttpResponse:
    """End a question: from then on nobody is asked, and no table shows what was answered."""
    actor = rights.acting(request)
    found = queries.seen_question(code, actor)
    if found.organisation is None:
        raise rights.Refused(_("这一项是预设里的，大家共用，不在这里结束。"))
    rights.require(actor, queries.COMPOSE, found.organisation.area_id)

    words = {
        "title": _("结束这个问题"),
        "subject": found.name,
        "note": _("结束以后谁也不问，表里这一行空着，也不能恢复；问过的回答当晚删掉。"),
        "done": _("这个问题已结束。"),
        "back_url": reverse("registry:question", args=[code]),
    }
    end = partial(operations.end_question, code=code)
    return ended(request, end, onward=reverse("registry:questions"), words=words)
