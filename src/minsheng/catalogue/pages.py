"""Who is responsible: look-up by ordinary words, open to everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minsheng.catalogue import queries
from minsheng.catalogue.forms import QuestionForm


@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    """The responsible organisation for a question, lead first, with the reason and the legal basis."""
    asked = bool(request.GET.get("question", "").strip())
    form = QuestionForm(request.GET if asked else None)
    found = queries.look_up_duty(form.cleaned_data["question"]) if asked and form.is_valid() else []
    context = {"title": _("谁来管"), "form": form, "found": found, "asked": asked and form.is_valid()}
    return render(request, "catalogue/duties.html", context)
