"""An enterprise's voice box: employees write without a name, by phone or on paper that is typed in here.

No session is read or written, nothing is carried out "once" by a row with an hour: see `operations.tenants`.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.cases import operations, queries
from minsheng.cases.forms.tenants import ReceiptForm, StaffSheetForm, StaffVoiceForm
from minsheng.foundation import rights
from minsheng.foundation.guards import needs
from minsheng.registry import queries as registry

SHEETS = 10
"""In one print."""


@never_cache
@require_http_methods(["GET", "POST"])
def staff_voice(request: HttpRequest, code: str) -> HttpResponse:
    """Say something without a name; the answer is the receipt."""
    tenant = queries.tenant_of(code)
    is_paper = "paper" in request.GET
    kind = StaffSheetForm if is_paper else StaffVoiceForm
    form = kind(request.POST or None, initial={} if is_paper else {"receipt": operations.new_receipt()})
    context = {"title": _("职工意见箱"), "tenant": tenant, "form": form, "receipt": "", "is_paper": is_paper}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if is_paper and not operations.is_sheet_receipt(code, told["receipt"]):
            form.add_error("receipt", _("这不是意见纸上的回执号。请对照纸条再看一遍。"))
            return render(request, "cases/staff_voice.html", context, status=422)
        try:
            operations.say_anonymously(area=code, words=told["words"], receipt=told["receipt"], at=timezone.now())
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            context |= {"title": _("收到了"), "receipt": told["receipt"]}
    return render(request, "cases/staff_voice.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@needs("cases.take_voice")
def staff_sheets(request: HttpRequest, code: str) -> HttpResponse:
    """Sheets to lay out beside the box, each with a receipt to tear off; which of them is taken by whom nobody knows."""
    tenant = queries.tenant_of(code)
    receipts = operations.sheet_receipts(area=code, count=SHEETS, by=rights.acting(request))
    intake = registry.intake_for(code)
    context = {
        "title": _("意见纸"),
        "tenant": tenant,
        "receipts": receipts,
        "phone_number": intake.phone if intake else "",
        "address": request.build_absolute_uri(reverse("cases:staff_result", args=[code])),
    }
    return render(request, "cases/staff_sheets.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def staff_result(request: HttpRequest, code: str) -> HttpResponse:
    """What came of it, for whoever holds the receipt."""
    tenant = queries.tenant_of(code)
    form = ReceiptForm(request.POST or None)
    found = queries.outcome_of(tenant, form.cleaned_data["receipt"]) if form.is_valid() else None
    if form.is_valid() and found is None:
        form.add_error("receipt", _("没有这个回执号。请对照纸条再看一遍。"))
    context = {
        "title": _("查意见的结果"),
        "form": form,
        "found": found,
        "back_url": reverse("cases:staff_voice", args=[code]),
    }
    return render(request, "cases/staff_result.html", context, status=422 if form.errors else 200)
