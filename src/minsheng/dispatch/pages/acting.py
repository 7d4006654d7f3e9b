"""What the small pages of dispatch share: one form, one act, back to where one came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from minsheng.dispatch import operations

F = TypeVar("F", bound=forms.Form)


def one_form(request: HttpRequest, form: F, carry_out: Callable[[F], str], *, words: Mapping[str, Any]) -> HttpResponse:
    """Show a form; when it is sent and right, carry out the act and go to the address that it gives.

    `words`: title, done (said afterwards), back_url, and what else the template shows. A `ValueError` or `NotNow` of
    the operation is a sentence above the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            target = carry_out(form)
        except (ValueError, operations.NotNow) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, str(words["done"]))
            return redirect(target)
    return render(request, "dispatch/form.html", {**words, "form": form}, status=422 if form.errors else 200)
