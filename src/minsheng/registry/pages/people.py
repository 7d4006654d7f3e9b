"""People: the list, a person's page, and the acts on it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minsheng.foundation import once, rights, worktime
from minsheng.foundation import operations as ground
from minsheng.foundation.guards import needs
from minsheng.registry import operations, queries
from minsheng.registry.forms import people as forms
from minsheng.registry.pages.acting import next_url, one_form

PAGE_ITEMS = ["name", "birth_year", "address", "memberships"]


@require_GET
@needs("registry.read_person")
def people(request: HttpRequest) -> HttpResponse:
    """The people of the actor's areas, by pinyin."""
    actor = rights.acting(request)
    form = forms.PersonSearchForm(actor, request.GET or None)
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    after = request.GET.get("after", "")
    wanted = queries.Search(text=told.get("text", ""), area=told.get("area", ""), after=after)
    page = queries.people(actor, wanted, timezone.now())
    context = {
        "title": _("人员底数"),
        "form": form,
        "page": page,
        "wanted": wanted,
        "next_url": next_url(request, page.next),
        "may_enter": actor.may("registry.edit_person"),
    }
    return render(request, "registry/people.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs("registry.edit_person")
def new_person(request: HttpRequest) -> HttpResponseBase:
    """Enter a person; records that may be the same person are shown first, and whose were shown is noted."""
    shown: list[queries.Likely] = []
    response = _entered(request, shown)
    about = [(one.id, one.area) for one in shown if one.id]
    items = ["name", "birth_year", "area"]
    ground.log_readings(
        by=rights.acting(request).id, about=about, purpose="duplicate_check", items=items, at=timezone.now()
    )
    return response


@once.once
def _entered(request: HttpRequest, shown: list[queries.Likely]) -> HttpResponse:
    """The form of a new person. `shown` gathers the records that it asks about: nothing is kept of such an answer."""
    actor = rights.acting(request)
    form = forms.NewPersonForm(actor, request.POST or None)

    def carry_out(form: forms.NewPersonForm) -> str:
        entry = form.entry()
        if not form.cleaned_data.get("is_another"):
            shown.extend(
                queries.likely_same(
                    name=entry.name or "",
                    area=entry.area or "",
                    birth_year=entry.birth_year,
                    phone=entry.phone or "",
                    resident_id=entry.resident_id or "",
                    actor=actor,
                )
            )
        if shown:
            form.ask_again()
            raise ValueError(_("可能已经登记过。请看列出的几条；确实是另一个人，勾选后再登记。"))
        person = operations.enter_person(entry=entry, by=actor, at=timezone.now())
        return _to(person.pk)

    words = {
        "likely": shown,
        "title": _("登记一个人"),
        "note": _("先在人员底数里查一查，登记过的不要再登记。"),
        "submit_label": _("登记"),
        "done": _("已登记。以后不用再问他这些。"),
        "back_url": reverse("registry:people"),
    }
    return one_form(request, form, carry_out, words=words, template="registry/new_person.html")


def _to(person_id: uuid.UUID) -> str:
    return reverse("registry:person", args=[person_id])


@never_cache
@require_GET
@needs("registry.read_person")
def person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """What is known about a person, once; that it was read is noted and shown to him."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.person_shown(person_id, actor, now)
    ground.log_reading(
        by=actor.id, about=shown.person.pk, area=shown.person.area_id, purpose="person_page", items=PAGE_ITEMS, at=now
    )
    context = {
        "title": shown.person.name,
        "shown": shown,
        "purposes": queries.purposes_of(person_id, now),
        "requests": queries.requests_of(shown.person, actor),
        "on": worktime.local_date(now),
        "back_url": reverse("registry:people"),
    }
    return render(request, "registry/person.html", context)


@require_http_methods(["GET", "POST"])
@needs("registry.edit_person")
@once.once
def change_person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Bring up to date what is known; the history keeps which fields changed, when and by whom."""
    actor = rights.acting(request)
    found = queries.seen_person(person_id, actor)
    rights.require(actor, "registry.edit_person", found.area_id)
    form = forms.PersonChangeForm(actor, found, request.POST or None)

    def carry_out(form: forms.PersonChangeForm) -> str:
        operations.change_person(person_id=person_id, entry=form.entry(), by=actor, at=timezone.now())
        return _to(person_id)

    words = {"title": _("更改"), "subject": found.name, "done": _("已保存。"), "back_url": _to(person_id)}
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs("registry.edit_person")
@once.once
def leave(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """A person has died or moved away."""
    actor = rights.acting(request)
    found = queries.seen_person(person_id, actor)
    form = forms.LeavingForm(request.POST or None)

    def carry_out(form: forms.LeavingForm) -> str:
        told = form.cleaned_data
        operations.note_leaving(person_id=person_id, how=told["how"], on=told["on"], by=actor, at=timezone.now())
        return reverse("registry:people")

    words = {
        "title": _("去世或迁出"),
        "subject": found.name,
        "note": _("登记后，他不再出现在任何名单里，也不会再有人给他家打电话。"),
        "done": _("已登记。"),
        "back_url": _to(person_id),
    }
    return one_form(request, form, carry_out, words=words)


@never_cache
@require_POST
@needs("registry.reveal_phone")
def phone(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show the whole number, after noting who read it."""
    actor, now = rights.acting(request), timezone.now()
    number = operations.reveal_phone(person_id=person_id, by=actor, purpose="reveal_phone", at=now)
    found = queries.seen_person(person_id, actor)
    context = {"title": _("联系电话"), "name": found.name, "number": number, "back_url": _to(person_id)}
    return render(request, "registry/phone.html", context)


@never_cache
@require_GET
@needs("registry.read_person")
def readings(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Who read this person's data: to be read out to him or printed for him."""
    found = queries.seen_person(person_id, rights.acting(request))
    context = {
        "title": _("谁看过我的信息"),
        "name": found.name,
        "rows": queries.readings_shown(person_id),
        "printed_at": timezone.now(),
        "back_url": _to(person_id),
    }
    return render(request, "registry/readings.html", context)


@require_http_methods(["GET", "POST"])
@needs("registry.edit_person", "registry.edit_organisation")
@once.once
def join(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Make a person a member of an organisation."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_person(person_id, actor)
    form = forms.MembershipForm(worktime.local_date(now), request.POST or None)

    def carry_out(form: forms.MembershipForm) -> str:
        told = form.cleaned_data
        operations.add_member(
            person_id=person_id,
            organisation_id=uuid.UUID(told["organisation"]),
            role=told["role"],
            valid_from=told["valid_from"],
            by=actor,
            at=now,
        )
        return _to(person_id)

    words = {
        "title": _("加入组织"),
        "subject": found.name,
        "note": _("党员到居住地社区报到，身份选“双报到党员”；单位的身份不变。"),
        "done": _("已登记。"),
        "back_url": _to(person_id),
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs("registry.edit_person")
@once.once
def end_membership(request: HttpRequest, person_id: uuid.UUID, membership_id: int) -> HttpResponse:
    """End a membership on a day."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_person(person_id, actor)
    form = forms.MembershipEndForm(worktime.local_date(now), request.POST or None)

    def carry_out(form: forms.MembershipEndForm) -> str:
        operations.end_membership(membership_id=membership_id, on=form.cleaned_data["on"], by=actor, at=now)
        return _to(person_id)

    words = {"title": _("退出组织"), "subject": found.name, "done": _("已登记。"), "back_url": _to(person_id)}
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs("registry.edit_person")
@once.once
def kin(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write down a relative."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_person(person_id, actor)
    form = forms.KinForm(actor, now, request.POST or None)

    def carry_out(form: forms.KinForm) -> str:
        told = form.cleaned_data
        operations.note_kin(person_id=person_id, kin_id=told["kin"], relation=told["relation"], by=actor, at=now)
        return _to(person_id)

    words = {
        "title": _("登记亲属"),
        "subject": found.name,
        "note": _("登记亲属不等于授权：亲属要看本人反映的事，须本人另外同意。"),
        "done": _("已登记。"),
        "back_url": _to(person_id),
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs("registry.record_consent")
@once.once
def proxy(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write down whom the person himself lets act for him."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_person(person_id, actor)
    form = forms.ProxyForm(actor, now, request.POST or None)

    def carry_out(form: forms.ProxyForm) -> str:
        given = form.given(worktime.local_date(now))
        operations.give_proxy(principal_id=person_id, given=given, by=actor, at=now)
        return _to(person_id)

    words = {
        "title": _("请人代办"),
        "subject": found.name,
        "note": _("要由本人说。只写一项，到期自动失效，本人打个电话就能撤回。"),
        "done": _("已登记。"),
        "back_url": _to(person_id),
    }
    return one_form(request, form, carry_out, words=words)


@require_POST
@needs("registry.record_consent")
def end_proxy(request: HttpRequest, person_id: uuid.UUID, proxy_id: int) -> HttpResponse:
    """Take a proxy back: one press, as said on the phone."""
    operations.end_proxy(proxy_id=proxy_id, by=rights.acting(request), at=timezone.now())
    messages.success(request, _("已撤回，从现在起不再有效。"))
    return redirect(_to(person_id))
