"""What a draft of the responsibility list would have changed for the cases of the last year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from minsheng.cases import queries
from minsheng.foundation import rights
from minsheng.foundation.guards import needs


@require_GET
@needs("catalogue.keep_list")
def replay(request: HttpRequest) -> HttpResponse:
    """How many cases would go to another lead, in counts; nobody's words are shown."""
    found = queries.replay_of_draft(rights.acting(request), timezone.localdate())
    return render(request, "cases/replay.html", {"title": _("清单试算"), "found": found})
