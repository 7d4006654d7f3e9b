"""What the small pages of the registry share: one form, one act, back to where one came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from minsheng.foundation import identity
from minsheng.registry import operations, queries

F = TypeVar("F", bound=forms.Form)
PROBLEMS = (
    operations.AlreadyKnown,
    identity.InvalidPhone,
    identity.InvalidIdentity,
    queries.UnknownPurpose,
    ValueError,
)


def next_url(request: HttpRequest, key: str) -> str:
    """The address of the next page of a list, with what is looked for; "" on the last."""
    here = {name: value for name, value in request.GET.items() if name != "after"}
    return "?" + urlencode({**here, "after": key}) if key else ""


def one_form(
    request: HttpRequest,
    form: F,
    carry_out: Callable[[F], str],
    *,
    words: Mapping[str, Any],
    template: str = "registry/form.html",
) -> HttpResponse:
    """Show a form; when it is sent and right, carry out the act and go to the address that it gives.

    `words`: title, done (said afterwards), back_url, and what else the template shows. A `ValueError` of the
    operation is a sentence above the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            target = carry_out(form)
        except PROBLEMS as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, str(words["done"]))
            return redirect(target)
    return render(request, template, {**words, "form": form}, status=422 if form.errors else 200)
