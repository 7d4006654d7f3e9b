"""How long what is personal is kept, and what the last nights took away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minsheng.cases import queries, rules
from minsheng.foundation.guards import needs

READ = ("foundation.read_audit", "registry.answer_requests")


@require_GET
@needs(*READ)
def retention(request: HttpRequest) -> HttpResponse:
    """The rules by outcome with what is due, what is deleted by itself elsewhere, and the last runs."""
    rows = queries.retention_rows(timezone.now())
    context = {
        "title": _("个人信息保存多久"),
        "rows": rows,
        "is_sample": any(row.is_sample for row in rows),
        "kept": [rules.KEPT_WORDS[one] for one in rules.Kept],
        "runs": queries.retention_runs(),
    }
    return render(request, "cases/retention.html", context)
