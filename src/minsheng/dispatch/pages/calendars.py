"""A helper's visits in a calendar of his own: the page of the secret address, and what stands behind it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minsheng.dispatch import operations, queries
from minsheng.foundation import rights, worktime
from minsheng.foundation.guards import needs

MAKES_VISITS = ("dispatch.claim", "cases.deliver")


@never_cache
@require_http_methods(["GET", "POST"])
@needs(*MAKES_VISITS)
def visit_calendar(request: HttpRequest) -> HttpResponse:
    """What a calendar holds; sent, it makes a secret address, which is shown once, on the answer.

    Not carried out `once`: the answer with the address is kept nowhere. One that was made twice ends the first.
    """
    actor, context = rights.acting(request), {"title": _("上门日历")}
    if request.method == "POST":
        secret = operations.make_calendar(by=actor.id, at=timezone.now())
        address = request.build_absolute_uri(reverse("dispatch:calendar_feed", args=[secret]))
        return render(request, "dispatch/calendar.html", {**context, "address": address})
    return render(request, "dispatch/calendar.html", {**context, "made_at": queries.calendar_made_at(actor.id)})


@require_POST
@needs(*MAKES_VISITS)
def end_calendar(request: HttpRequest) -> HttpResponse:
    """The address leads nowhere any more."""
    operations.end_calendar(by=rights.acting(request).id, at=timezone.now())
    messages.success(request, _("停用了。用过这个地址的日历不再更新。"))
    return redirect("dispatch:visit_calendar")


@never_cache
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The visits behind a secret address as iCalendar (RFC 5545), for programs; nobody signs in here."""
    now = timezone.now()
    found = queries.calendar_visits(secret, now)
    if found is None:
        raise Http404
    page = request.build_absolute_uri(reverse("dispatch:field"))
    return HttpResponse(_written(found, page, now), content_type="text/calendar; charset=utf-8")


def _zone() -> icalendar.Timezone:
    """The banner's zone, which has known no summer time since 1991."""
    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1991, 9, 15))  # noqa: DTZ001 - a zone begins by its own clock
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    zone = icalendar.Timezone()
    zone.add("tzid", str(worktime.ZONE))
    zone.add_component(standard)
    return zone


def _written(visits: list[queries.CalendarVisit], page: str, now: datetime) -> bytes:
    """The visits as a calendar; what and where exactly is read on the page, signed in."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//minsheng//visits//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("上门"))
    calendar.add_component(_zone())  # a calendar has one part at least, also on a day without visits
    for visit in visits:
        event = icalendar.Event()
        event.add("uid", str(visit.id))
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", visit.start.astimezone(UTC))
        event.add("dtend", visit.end.astimezone(UTC))
        event.add("summary", _("上门 %(number)s") % {"number": visit.number} if visit.number else _("上门"))
        event.add("location", visit.area)
        event.add("description", _("到哪一家、做什么，登录以后在“今天上门”里看。"))
        event.add("url", page)
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
