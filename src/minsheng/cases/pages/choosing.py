"""What one's own work list shows: filters, and columns. Nobody else sees them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minsheng.cases import operations, queries, rules
from minsheng.cases.forms.choosing import ColumnsForm, ReminderNumberForm
from minsheng.cases.models import SavedFilter
from minsheng.cases.pages import listing
from minsheng.foundation import once, rights, texting
from minsheng.foundation.guards import needs


@require_POST
@needs(*listing.READ)
@once.once
def keep_filter(request: HttpRequest) -> HttpResponse:
    """Keep the filter in the address; it is called by what it shows."""
    _form, chosen = listing.chosen_filter(request)
    try:
        operations.keep_filter(chosen=chosen, by=rights.acting(request), at=timezone.now())
    except ValueError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, _("已保存。以后在工作清单上面点一下就打开；不用了，在“条件和列”里删除。"))
    return redirect(f"{reverse('cases:work_list')}?{queries.query_of(chosen)}")


@require_http_methods(["GET", "POST"])
@needs(*listing.READ)
@once.once
def list_choices(request: HttpRequest) -> HttpResponse:
    """One's own filters, those just dropped, and the columns."""
    actor, now = rights.acting(request), timezone.now()
    chosen = queries.list_choices(actor)
    columns = rules.FIRST_COLUMNS if chosen.columns is None else chosen.columns
    form = ColumnsForm(columns, request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.choose_columns(columns=form.columns(), by=actor)
        messages.success(request, _("已保存。清单、导出和打印都按这几列。"))
        return redirect(listing.last_list(request))
    context = {
        "title": _("我的清单"),
        "form": form,
        "filters": [_called(one) for one in chosen.filters],
        "dropped": [_called(one) for one in queries.dropped_filters(actor, now)],
        "client_id": once.new_client_id(),
        "back_url": listing.last_list(request),
    }
    return render(request, "cases/list_choices.html", context, status=422 if form.errors else 200)


def _called(kept: queries.OwnFilter | SavedFilter) -> dict[str, str]:
    return {"pk": str(kept.pk), "query": kept.query, "name": listing.filter_words(kept.query)}


@require_POST
@needs(*listing.READ)
@once.once
def drop_filter(request: HttpRequest, filter_id: uuid.UUID) -> HttpResponse:
    """Drop a filter; the page that follows can take it back."""
    operations.drop_filter(filter_id=filter_id, by=rights.acting(request), at=timezone.now())
    return redirect("cases:list_choices")


@require_POST
@needs(*listing.READ)
@once.once
def restore_filter(request: HttpRequest, filter_id: uuid.UUID) -> HttpResponse:
    """Take back a filter that was dropped."""
    try:
        operations.restore_filter(filter_id=filter_id, by=rights.acting(request))
    except rules.NotNow as problem:
        messages.warning(request, str(problem))
    return redirect("cases:list_choices")


@require_http_methods(["GET", "POST"])
@needs(*listing.READ)
@once.once
def reminder_texts(request: HttpRequest) -> HttpResponse:
    """Have reminders texted to one's official number, or stop it."""
    actor = rights.acting(request)
    form = ReminderNumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        try:
            operations.choose_reminder_number(number=number, by=actor, at=timezone.now())
        except ValueError as problem:
            form.add_error("number", str(problem))
        else:
            messages.success(request, _("以后有催办督办会发短信。") if number else _("不再发短信。"))
            return redirect("cases:list_choices")
    context = {
        "title": _("催办短信"),
        "form": form,
        "number": queries.own_reminder_number(actor),
        "is_off": texting.sender() is None,
        "back_url": reverse("cases:list_choices"),
    }
    return render(request, "cases/reminder_texts.html", context, status=422 if form.errors else 200)
