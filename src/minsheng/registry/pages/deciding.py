"""What the pages of everything that is declared share: another person says yes or no on one, and it is ended for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from minsheng.foundation import rights
from minsheng.registry.forms.accounts import SureForm
from minsheng.registry.forms.sharing import DecisionForm
from minsheng.registry.pages.acting import one_form

Decide = Callable[..., object]
"""An operation that takes `is_approved`, `answer`, `by` and `at`."""
End = Callable[..., object]
"""An operation that takes `by` and `at`."""


def decided(request: HttpRequest, decide: Decide, *, words: Mapping[str, Any], template: str) -> HttpResponse:
    """The page of something declared, with the form by which another person decides; then back to where one came from."""

    def carry_out(form: DecisionForm) -> str:
        told = form.cleaned_data
        is_approved = told["outcome"] == "approved"
        decide(is_approved=is_approved, answer=told["answer"], by=rights.acting(request), at=timezone.now())
        return str(words["back_url"])

    words = {**words, "done": _("已处理。")}
    return one_form(request, DecisionForm(request.POST or None), carry_out, words=words, template=template)


def ended(request: HttpRequest, end: End, *, onward: str, words: Mapping[str, Any]) -> HttpResponse:
    """Ask once more, end what was declared, and go on to the list of its kind."""

    def carry_out(_form: SureForm) -> str:
        end(by=rights.acting(request), at=timezone.now())
        return onward

    return one_form(request, SureForm(request.POST or None), carry_out, words={"submit_label": _("结束"), **words})
