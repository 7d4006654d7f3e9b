"""Connected systems and their keys, for the administrator of all their areas. They stand here, not in the ground,
because a system may speak for an organisation."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.foundation import once, rights
from minsheng.foundation import operations as ground
from minsheng.foundation import queries as grounded
from minsheng.foundation.guards import needs
from minsheng.foundation.scopes import SCOPES
from minsheng.registry import queries
from minsheng.registry.forms.accounts import SureForm
from minsheng.registry.forms.systems import MANAGE, DeadFactForm, KeyForm, SubscriptionForm, SystemForm
from minsheng.registry.pages.acting import one_form


@require_GET
@needs(MANAGE)
def systems(request: HttpRequest) -> HttpResponse:
    """Which systems are connected."""
    rows = grounded.clients(rights.acting(request))
    names = grounded.division_names(area for one in rows for area in one.areas)
    shown = [{"client": one, "areas": [names.get(area, area) for area in one.areas]} for one in rows]
    return render(request, "registry/systems.html", {"title": _("接入的系统"), "systems": shown})


@require_GET
@needs(MANAGE)
def system(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """One system: what it may do, where, and its keys."""
    client = grounded.seen_client(client_id, rights.acting(request))
    names = grounded.division_names(client.areas)
    organisation = queries.organisations().get(client.speaks_for) if client.speaks_for else None
    context = {
        "title": client.account.name,
        "client": client,
        "areas": [names.get(area, area) for area in client.areas],
        "scopes": [(scope, SCOPES.get(scope, scope)) for scope in client.scopes],
        "organisation": organisation.name if organisation else "",
        "subscription": client.subscriptions.filter(ended_at=None).first(),
        "dead": grounded.dead_facts(client),
        "waiting": grounded.waiting_facts(client),
        "tokens": client.tokens.order_by("-made_at"),
        "now": timezone.now(),
        "back_url": reverse("registry:systems"),
    }
    return render(request, "registry/system.html", context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@once.once
def new_system(request: HttpRequest) -> HttpResponse:
    """Connect another system."""
    actor = rights.acting(request)

    def carry_out(form: SystemForm) -> str:
        told = form.cleaned_data
        wanted = ground.NewClient(
            code=told["code"],
            name=told["name"].strip(),
            areas=(told["area"],),
            scopes=tuple(told["scopes"]),
            speaks_for=uuid.UUID(told["speaks_for"]) if told["speaks_for"] else None,
            per_minute=told["per_minute"],
        )
        added = ground.add_client(client=wanted, by=actor, at=timezone.now())
        return reverse("registry:system", args=[added.pk])

    words = {
        "title": _("接入一个系统"),
        "done": _("已接入。现在给它发一个密钥。"),
        "back_url": reverse("registry:systems"),
    }
    return one_form(request, SystemForm(actor, request.POST or None), carry_out, words=words)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def new_key(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Make a key; it is shown once, on the answer to this form.

    Not carried out `once`: the answer with the key is kept nowhere. A key that was made twice is taken back.
    """
    actor = rights.acting(request)
    client = grounded.seen_client(client_id, actor)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = ground.make_token(client_id=client_id, days=form.cleaned_data["days"], by=actor, at=timezone.now())
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            context = {"title": _("密钥只显示这一次"), "client": client, "key": key}
            return render(request, "registry/new_key.html", context)
    context = {
        "title": _("发一个密钥"),
        "subject": client.account.name,
        "form": form,
        "submit_label": _("发密钥"),
        "back_url": reverse("registry:system", args=[client_id]),
    }
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@once.once
def end_system(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Let a system connect no longer."""
    actor = rights.acting(request)
    client = grounded.seen_client(client_id, actor)
    back = reverse("registry:system", args=[client_id])

    def carry_out(_form: SureForm) -> str:
        ground.end_client(client_id=client_id, by=actor, at=timezone.now())
        return back

    words = {
        "title": _("停用这个系统"),
        "subject": client.account.name,
        "note": _("所有密钥立即不能用。它转来的事照样留着名字。"),
        "submit_label": _("停用"),
        "done": _("已停用。"),
        "back_url": back,
    }
    return one_form(request, SureForm(request.POST or None), carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@once.once
def revoke_key(request: HttpRequest, client_id: uuid.UUID, token_id: uuid.UUID) -> HttpResponse:
    """Take a key back."""
    actor = rights.acting(request)
    client = grounded.seen_client(client_id, actor)
    token = client.tokens.filter(pk=token_id).first()
    if token is None:
        raise rights.Unseen(_("没有这个密钥。"))
    back = reverse("registry:system", args=[client_id])

    def carry_out(_form: SureForm) -> str:
        ground.revoke_token(token_id=token_id, by=actor, at=timezone.now())
        return back

    words = {
        "title": _("收回密钥"),
        "subject": f"{client.account.name} · ms_{token.start}_…",
        "note": _("立即不能用。先确认对方已经换上新密钥。"),
        "submit_label": _("收回"),
        "done": _("已收回。"),
        "back_url": back,
    }
    return one_form(request, SureForm(request.POST or None), carry_out, words=words)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def subscribe(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Tell a system as things happen; the secret of its signatures is shown once, on the answer to this form.

    Not carried out `once`, as a new key: a second sending finds that there is an address already.
    """
    actor = rights.acting(request)
    client = grounded.seen_client(client_id, actor)
    form = SubscriptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            secret = ground.subscribe(client_id=client_id, url=form.cleaned_data["url"], by=actor, at=timezone.now())
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            return _shown_once(request, client_id, secret)
    context = {
        "title": _("设通知地址"),
        "subject": client.account.name,
        "note": _("本地区的事有了变化就通知对方：只有编号、数字和时间，没有姓名和原话。"),
        "form": form,
        "back_url": reverse("registry:system", args=[client_id]),
    }
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)


def _shown_once(request: HttpRequest, client_id: uuid.UUID, secret: str) -> HttpResponse:
    client = grounded.seen_client(client_id, rights.acting(request))
    context = {"title": _("签名密钥只显示这一次"), "client": client, "key": secret, "is_of_signatures": True}
    return render(request, "registry/new_key.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def renew_secret(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """A new secret for the signatures, shown once, on the answer to this form; not carried out `once`, as a new key."""
    actor = rights.acting(request)
    client = grounded.seen_client(client_id, actor)
    form = SureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            secret = ground.renew_secret(client_id=client_id, by=actor, at=timezone.now())
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            return _shown_once(request, client_id, secret)
    context = {
        "title": _("换签名密钥"),
        "subject": client.account.name,
        "note": _("原来的立即不用。对方换上新的以前没有收下的通知会再发，不会丢；请和对方约好时间再换。"),
        "form": form,
        "submit_label": _("换一个"),
        "back_url": reverse("registry:system", args=[client_id]),
    }
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@once.once
def unsubscribe(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Tell a system nothing more."""
    actor = rights.acting(request)
    client = grounded.seen_client(client_id, actor)
    back = reverse("registry:system", args=[client_id])

    def carry_out(_form: SureForm) -> str:
        found = client.subscriptions.filter(ended_at=None).first()
        if found is None:
            raise ValueError(_("没有通知地址，不用停。"))
        ground.unsubscribe(subscription_id=found.pk, by=actor, at=timezone.now())
        return back

    words = {
        "title": _("停掉通知地址"),
        "subject": client.account.name,
        "note": _("还没有送到的通知不再发。只是换密钥，请用“换签名密钥”。"),
        "submit_label": _("停掉"),
        "done": _("不再通知。"),
        "back_url": back,
    }
    return one_form(request, SureForm(request.POST or None), carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@once.once
def send_again(request: HttpRequest, client_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Decide about a fact that did not arrive."""
    actor = rights.acting(request)
    client = grounded.seen_client(client_id, actor)
    dead = next((one for one in grounded.dead_facts(client) if one.pk == message_id), None)
    if dead is None:
        raise rights.Unseen(_("没有这条送不到的通知，或已经处理。"))
    back = reverse("registry:system", args=[client_id])

    def carry_out(form: DeadFactForm) -> str:
        ground.send_again(
            message_id=message_id,
            is_left_out=form.cleaned_data["answer"] == "leave_out",
            by=actor,
            at=timezone.now(),
        )
        return back

    words = {
        "title": _("处理送不到的通知"),
        "subject": f"{client.account.name} · {dead.seq} · {dead.reason}",
        "note": _("同一件事后面的通知都在等这一条。"),
        "done": _("已处理。"),
        "back_url": back,
    }
    return one_form(request, DeadFactForm(request.POST or None), carry_out, words=words)
