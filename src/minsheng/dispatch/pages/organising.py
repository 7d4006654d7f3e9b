"""Teams, demonstration bases and service posts: lists that print, and one form for each act."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.dispatch import operations, policies, queries
from minsheng.dispatch.forms import organising as forms
from minsheng.dispatch.pages.acting import one_form
from minsheng.foundation import once, rights, worktime
from minsheng.foundation.guards import needs
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry

KEEP = policies.KEEP_TEAMS


@require_GET
@needs(KEEP)
def teams(request: HttpRequest) -> HttpResponse:
    """The teams with leader, area and persons; which communities have none."""
    text = request.GET.get("text", "")[:60]
    shown = queries.teams(rights.acting(request), timezone.localdate(), text)
    context = {"title": _("服务队伍"), "form": forms.SearchForm(request.GET or None), "shown": shown, "text": text}
    return render(request, "dispatch/teams.html", context)


@never_cache
@require_GET
@needs(KEEP)
def team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """One team: leader, composition by category, members."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.team_shown(team_id, actor, now)
    context = {
        "title": shown.team.name,
        "shown": shown,
        "members": registry.members(team_id, actor, now, most=200).rows,
        "may_join": actor.may("registry.edit_person"),
        "back_url": reverse("dispatch:teams"),
    }
    return render(request, "dispatch/team.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def new_team(request: HttpRequest) -> HttpResponse:
    """Enter a team."""
    actor = rights.acting(request)
    form = forms.TeamForm(actor, request.POST or None)

    def carry_out(form: forms.TeamForm) -> str:
        made = operations.found_team(team=form.team(), by=actor, at=timezone.now())
        return reverse("dispatch:team", args=[made])

    words = {"title": _("建一支队伍"), "done": _("建好了。接着登记队长和队员。"), "back_url": reverse("dispatch:teams")}
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def join_team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """Make a person a member of a team."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_team(team_id, actor)
    rights.require(actor, "registry.edit_person", found.area_id)
    form = forms.JoinForm(actor, now, queries.TEAM_ROLES, worktime.local_date(now), request.POST or None)
    back = reverse("dispatch:team", args=[team_id])

    def carry_out(form: forms.JoinForm) -> str:
        told = form.cleaned_data
        operations.join_team(
            team_id=team_id,
            person_id=told["person"],
            role=told["role"],
            valid_from=told["valid_from"],
            by=actor,
            at=now,
        )
        return back

    words = {
        "title": _("登记队员"),
        "subject": found.name,
        "note": _("参加和退出都自愿。新队长登记后，原来的队长自动卸任。"),
        "done": _("已登记。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def leave_team(request: HttpRequest, team_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Somebody leaves a team, with all his roles in it."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_team(team_id, actor)
    rights.require(actor, "registry.edit_person", found.area_id)
    person = registry.seen_person(person_id, actor)
    form = forms.EndForm(worktime.local_date(now), request.POST or None)
    back = reverse("dispatch:team", args=[team_id])

    def carry_out(form: forms.EndForm) -> str:
        for row in registry.members_on(team_id, worktime.local_date(now)).filter(person=person.pk):
            registry_operations.end_membership(membership_id=row.pk, on=form.cleaned_data["on"], by=actor, at=now)
        return back

    words = {
        "title": _("退出队伍"),
        "subject": f"{person.name} · {found.name}",
        "note": _("退出不用说明原因。"),
        "done": _("已登记。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def end_team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """Close a team."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_team(team_id, actor)
    form = forms.EndForm(worktime.local_date(now), request.POST or None)

    def carry_out(form: forms.EndForm) -> str:
        operations.end_team(team_id=team_id, on=form.cleaned_data["on"], by=actor, at=now)
        return reverse("dispatch:teams")

    words = {
        "title": _("撤销队伍"),
        "subject": found.name,
        "note": _("队员的身份也到这一天为止；以前的记录都留着。"),
        "done": _("已撤销。"),
        "back_url": reverse("dispatch:team", args=[team_id]),
    }
    return one_form(request, form, carry_out, words=words)


@require_GET
@needs(KEEP)
def bases(request: HttpRequest) -> HttpResponse:
    """The demonstration bases with their industries and four roles."""
    text = request.GET.get("text", "")[:60]
    rows = queries.bases(rights.acting(request), timezone.localdate(), text)
    context = {
        "title": _("示范服务基地"),
        "form": forms.SearchForm(request.GET or None),
        "rows": rows,
        "text": text,
        "is_sample": any(row.chain.is_sample for row in rows),
    }
    return render(request, "dispatch/bases.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def new_base(request: HttpRequest) -> HttpResponse:
    """Enter a base."""
    actor, now = rights.acting(request), timezone.now()
    form = forms.BaseForm(actor, worktime.local_date(now), request.POST or None)

    def carry_out(form: forms.BaseForm) -> str:
        operations.open_base(base=form.base(), by=actor, at=now)
        return reverse("dispatch:bases")

    words = {"title": _("建一个基地"), "done": _("建好了。"), "back_url": reverse("dispatch:bases")}
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def end_base(request: HttpRequest, code: str) -> HttpResponse:
    """Close a base."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_base(code, actor, worktime.local_date(now))
    form = forms.EndForm(worktime.local_date(now), request.POST or None)

    def carry_out(form: forms.EndForm) -> str:
        operations.end_base(code=code, on=form.cleaned_data["on"], by=actor, at=now)
        return reverse("dispatch:bases")

    words = {
        "title": _("撤销基地"),
        "subject": found.base_name,
        "done": _("已撤销。"),
        "back_url": reverse("dispatch:bases"),
    }
    return one_form(request, form, carry_out, words=words)


@require_GET
@needs(KEEP)
def posts(request: HttpRequest) -> HttpResponse:
    """The catalogue of service posts."""
    text = request.GET.get("text", "")[:60]
    rows = queries.posts(rights.acting(request), timezone.localdate(), text)
    context = {
        "title": _("服务岗"),
        "form": forms.SearchForm(request.GET or None),
        "rows": rows,
        "text": text,
        "is_sample": any(row.post.is_sample for row in rows),
    }
    return render(request, "dispatch/posts.html", context)


@never_cache
@require_GET
@needs(KEEP)
def post(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """One post, who holds it, and who could."""
    return shown_post(request, post_id, "")


def shown_post(request: HttpRequest, post_id: uuid.UUID, problem: str) -> HttpResponse:
    """The page of a post, with what could not be done."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_post(post_id, actor)
    context = {
        "title": found.name,
        "post": found,
        "holders": queries.holders(found, actor, now),
        "may_keep": actor.may(KEEP, found.area_id),
        "may_join": actor.may("registry.read_person"),
        "helpers": queries.helpers_for_post(found, actor, now),
        "studies": queries.studies_for_post(found, actor, now),
        "problem": problem,
        "client_id": once.new_client_id,
        "back_url": reverse("dispatch:posts"),
    }
    return render(request, "dispatch/post.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def new_post(request: HttpRequest) -> HttpResponse:
    """Enter a post."""
    actor, now = rights.acting(request), timezone.now()
    form = forms.PostForm(actor, worktime.local_date(now), request.POST or None)

    def carry_out(form: forms.PostForm) -> str:
        return reverse("dispatch:post", args=[operations.open_post(post=form.post(), by=actor, at=now)])

    words = {"title": _("设一个岗位"), "done": _("设好了。"), "back_url": reverse("dispatch:posts")}
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def end_post(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """Take a post out of the catalogue."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_post(post_id, actor)
    rights.require(actor, KEEP, found.area_id)
    form = forms.EndForm(worktime.local_date(now), request.POST or None)

    def carry_out(form: forms.EndForm) -> str:
        operations.end_post(post_id=post_id, on=form.cleaned_data["on"], by=actor, at=now)
        return reverse("dispatch:posts")

    words = {
        "title": _("撤销岗位"),
        "subject": found.name,
        "note": _("在岗的人也到这一天为止。"),
        "done": _("已撤销。"),
        "back_url": reverse("dispatch:post", args=[post_id]),
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def take_post(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """A person takes a post."""
    actor, now = rights.acting(request), timezone.now()
    found = queries.seen_post(post_id, actor)
    rights.require(actor, "registry.read_person")
    form = forms.JoinForm(actor, now, {}, worktime.local_date(now), request.POST or None)
    back = reverse("dispatch:post", args=[post_id])

    def carry_out(form: forms.JoinForm) -> str:
        told = form.cleaned_data
        operations.take_post(post_id=post_id, person_id=told["person"], valid_from=told["valid_from"], by=actor, at=now)
        return back

    words = {
        "title": _("登记上岗"),
        "subject": found.name,
        "note": _("上岗自愿，随时可以离岗，不用说明原因。"),
        "done": _("已登记。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
@once.once
def leave_post(request: HttpRequest, holding_id: uuid.UUID) -> HttpResponse:
    """Somebody gives a post back."""
    actor, now = rights.acting(request), timezone.now()
    held = queries.seen_holding(holding_id, actor)
    form = forms.EndForm(worktime.local_date(now), request.POST or None)
    back = reverse("dispatch:post", args=[held.post_id])

    def carry_out(form: forms.EndForm) -> str:
        operations.leave_post(holding_id=holding_id, on=form.cleaned_data["on"], by=actor, at=now)
        return back

    words = {
        "title": _("离岗"),
        "subject": f"{held.person.name} · {held.post.name}",
        "done": _("已登记。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)
