"""What a person says about the use of his data, and what he asks about it."""

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
from minsheng.registry.forms import people as forms
from minsheng.registry.pages.acting import next_url, one_form


@require_http_methods(["GET", "POST"])
@needs("registry.record_consent")
@once.once
def answer(request: HttpRequest, person_id: uuid.UUID, purpose: str) -> HttpResponse:
    """Read the question out and write down what the person says."""
    actor = rights.acting(request)
    found = queries.seen_person(person_id, actor)
    asked = next((one for one in queries.purposes() if one.pk == purpose), None)
    if asked is None:
        raise rights.Unseen(_("没有这个用途。"))
    form = forms.AnswerForm(request.POST or None)
    back = reverse("registry:person", args=[person_id])

    def carry_out(form: forms.AnswerForm) -> str:
        told = form.cleaned_data
        said = operations.NewAnswer(
            purpose=purpose, answer=told["answer"], words=told["words"], channel=told["channel"]
        )
        operations.answer_purpose(person_id=person_id, said=said, by=actor, at=timezone.now())
        return back

    words = {
        "title": asked.name,
        "subject": found.name,
        "quote": asked.question,
        "note": _("把上面的话念给本人听。不同意、撤回都立即生效，照样办事。"),
        "done": _("已记下，从现在起按本人说的办。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@never_cache
@require_GET
@needs("registry.read_person")
def answers(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Everything a person has answered, in his words: to be printed for him."""
    found = queries.seen_person(person_id, rights.acting(request))
    context = {
        "title": _("同意与撤回"),
        "name": found.name,
        "purposes": queries.purposes_of(person_id, timezone.now()),
        "rows": queries.answers_of(person_id),
        "back_url": reverse("registry:person", args=[person_id]),
    }
    return render(request, "registry/answers.html", context)


@require_http_methods(["GET", "POST"])
@needs("registry.record_consent")
@once.once
def ask(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Take down a person's request about his own data."""
    actor = rights.acting(request)
    found = queries.seen_person(person_id, actor)
    form = forms.DataRequestForm(request.POST or None)
    back = reverse("registry:person", args=[person_id])

    def carry_out(form: forms.DataRequestForm) -> str:
        told = form.cleaned_data
        asked = operations.NewRequest(kind=told["kind"], words=told["words"], channel=told["channel"])
        operations.ask_about_data(person_id=person_id, asked=asked, by=actor, at=timezone.now())
        return back

    words = {
        "title": _("本人要查阅、更正或删除"),
        "subject": found.name,
        "done": _("已登记，开始计时。请告诉本人最晚什么时候答复。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_GET
@needs("registry.answer_requests")
def requests(request: HttpRequest) -> HttpResponse:
    """The request desk: what waits for an answer, those whose limit ends first in front."""
    actor = rights.acting(request)
    page = queries.requests_to_answer(actor, timezone.now(), after=request.GET.get("after", ""))
    context = {
        "title": _("本人的请求"),
        "rows": page.rows,
        "next_url": next_url(request, page.next),
        "answered": queries.requests_answered(actor),
    }
    return render(request, "registry/requests.html", context)


@require_http_methods(["GET", "POST"])
@needs("registry.answer_requests")
@once.once
def answer_request(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Carry a request out or refuse it."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_request(request_id, actor)
    form = forms.RequestAnswerForm(request.POST or None)

    def carry_out(form: forms.RequestAnswerForm) -> str:
        told = form.cleaned_data
        if told["outcome"] == "done":
            operations.carry_out_request(request_id=request_id, by=actor, at=now)
        else:
            operations.refuse_request(
                request_id=request_id, reason=told["reason"], remedy=told["remedy"], by=actor, at=now
            )
        return reverse("registry:requests")

    words = {
        "title": _("答复请求"),
        "found": found,
        "done": _("已答复，请告诉本人。"),
        "back_url": reverse("registry:requests"),
    }
    return one_form(request, form, carry_out, words=words, template="registry/request.html")


@never_cache
@require_GET
@needs("registry.answer_requests", "registry.record_consent")
def data_sheet(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Everything that the registry knows about a person, for himself: printed after he has asked for it."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.person_shown(person_id, actor, now)
    phone = queries.phone_of(shown.person)
    items = ["name", "birth_year", "address", "phone", "memberships"]
    ground.log_reading(
        by=actor.id, about=person_id, area=shown.person.area_id, purpose="own_request", items=items, at=now
    )
    context = {
        "title": _("我的信息"),
        "shown": shown,
        "phone": phone,
        "facts": queries.facts_known(shown.person, now),
        "purposes": queries.purposes_of(person_id, now),
        "rows": queries.readings_shown(person_id),
        "printed_at": now,
        "back_url": reverse("registry:person", args=[person_id]),
    }
    return render(request, "registry/data_sheet.html", context)
