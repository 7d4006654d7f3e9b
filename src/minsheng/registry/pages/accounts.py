"""Accounts and their roles: opened by one person, given roles by another."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.foundation import once, rights, scanning, worktime
from minsheng.foundation import queries as ground
from minsheng.foundation.context import second_factor_exception
from minsheng.foundation.guards import needs
from minsheng.registry import operations, policies, queries
from minsheng.registry.forms import accounts as forms
from minsheng.registry.pages.acting import one_form
from minsheng.registry.rules.accounts import Proof

READ = (policies.MANAGE_ACCOUNTS, policies.GRANT_ROLES)


@never_cache
@require_GET
@needs(*READ)
def accounts(request: HttpRequest) -> HttpResponse:
    """Who can sign in, by login."""
    actor = rights.acting(request)
    text = request.GET.get("text", "")[:60]
    page = queries.accounts_listed(actor, text, request.GET.get("after", ""), timezone.now())
    fewer = second_factor_exception()
    context = {
        "title": _("登录和角色"),
        "form": forms.AccountSearchForm(request.GET or None),
        "page": page,
        "next_url": "?" + urlencode({"text": text, "after": page.next}) if page.next else "",
        "may_open": actor.may(policies.MANAGE_ACCOUNTS),
        "is_scanner_missed": scanning.is_missed() and actor.may(policies.MANAGE_ACCOUNTS),
        "fewer": fewer,
        "asked": "、".join(name for code, name in ground.roles() if code in fewer.roles) if fewer else "",
    }
    return render(request, "registry/accounts.html", context)


@never_cache
@require_GET
@needs(*READ)
def account(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """One account: its person, whether it can sign in, its roles."""
    actor = rights.acting(request)
    shown = queries.seen_account(account_id, actor, timezone.now())
    is_own = account_id == actor.account_id
    context = {
        "title": shown.name,
        "shown": shown,
        "is_own": is_own,
        "may_manage": actor.may(policies.MANAGE_ACCOUNTS, shown.area) and not is_own,
        "may_grant": actor.may(policies.GRANT_ROLES) and not is_own,
        "may_end_factor": actor.may(policies.GRANT_ROLES, shown.area) and not is_own and shown.has_second_factor,
        "session_count": len(ground.open_sessions(account_id, timezone.now())),
        "back_url": reverse("registry:accounts"),
    }
    return render(request, "registry/account.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(policies.MANAGE_ACCOUNTS)
def new_account(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is shown once, on the answer to this form.

    Not carried out `once`: the answer with the password is kept nowhere. A second sending finds the login taken.
    """
    actor = rights.acting(request)
    form = forms.AccountForm(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        entry = operations.NewAccount(
            login=told["login"],
            name=told["name"].strip(),
            area=told["area"],
            organisation_id=uuid.UUID(told["organisation"]),
        )
        try:
            account_id, words = operations.open_account(entry=entry, by=actor, at=timezone.now())
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            return _show_password(request, account_id, words, _("已开通。还没有任何角色，由授权的管理员授予。"))
    context = {"title": _("开通登录"), "form": form, "back_url": reverse("registry:accounts")}
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(policies.MANAGE_ACCOUNTS)
def reset_password(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Give somebody who forgot his password a new one, shown once."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.seen_account(account_id, actor, now)
    if request.method == "POST":
        words = operations.reset_password(account_id=account_id, by=actor, at=now)
        return _show_password(request, account_id, words, _("已重设。原来的密码和已登录的会话都已失效。"))
    context = {
        "title": _("重设密码"),
        "subject": f"{shown.name}（{shown.login}）",
        "note": _(
            "先确认来找您的是本人。新密码只显示一次，本人第一次登录时要改掉。登录验证码和安全密钥照旧；也丢了的，由授予角色的管理员另外取消。"
        ),
        "form": forms.SureForm(),
        "submit_label": _("重设密码"),
        "back_url": reverse("registry:account", args=[account_id]),
    }
    return render(request, "registry/form.html", context)


def _show_password(request: HttpRequest, account_id: uuid.UUID, words: str, said: str) -> HttpResponse:
    shown = queries.seen_account(account_id, rights.acting(request), timezone.now())
    context = {"title": _("密码只显示这一次"), "shown": shown, "words": words, "said": said}
    return render(request, "registry/new_password.html", context)


@require_http_methods(["GET", "POST"])
@needs(policies.MANAGE_ACCOUNTS)
@once.once
def close_account(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Let an account sign in no more."""
    note = _("立即不能登录，正在用的会话也断开。他办过的事照样留着名字，以后可以恢复。")
    return _set_active(
        request, account_id, {"title": _("停用登录"), "note": note, "done": _("已停用。")}, is_active=False
    )


@require_http_methods(["GET", "POST"])
@needs(policies.MANAGE_ACCOUNTS)
@once.once
def reopen_account(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Let a closed account sign in again."""
    note = _("用原来的密码登录，角色不变。")
    return _set_active(
        request, account_id, {"title": _("恢复登录"), "note": note, "done": _("已恢复。")}, is_active=True
    )


def _set_active(request: HttpRequest, account_id: uuid.UUID, words: dict[str, str], *, is_active: bool) -> HttpResponse:
    actor, now = rights.acting(request), timezone.now()
    shown = queries.seen_account(account_id, actor, now)
    back = reverse("registry:account", args=[account_id])

    def carry_out(_: forms.SureForm) -> str:
        operations.set_account_active(account_id=account_id, is_active=is_active, by=actor, at=now)
        return back

    more = {"subject": f"{shown.name}（{shown.login}）", "submit_label": words["title"], "back_url": back}
    return one_form(request, forms.SureForm(request.POST or None), carry_out, words={**words, **more})


@require_http_methods(["GET", "POST"])
@needs(policies.MANAGE_ACCOUNTS)
@once.once
def end_sessions(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Sign an account out, wherever it is."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.seen_account(account_id, actor, now)
    back = reverse("registry:account", args=[account_id])

    def carry_out(_form: forms.SureForm) -> str:
        operations.end_account_sessions(account_id=account_id, by=actor, at=now)
        return back

    words = {
        "title": _("断开全部登录"),
        "subject": f"{shown.name}（{shown.login}）",
        "note": _("手机、电脑丢了时用。他在哪里都要重新登录；密码不变，怕被人知道就再重设密码。"),
        "submit_label": _("断开全部登录"),
        "done": _("已断开。"),
        "back_url": back,
    }
    return one_form(request, forms.SureForm(request.POST or None), carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(policies.GRANT_ROLES)
@once.once
def end_lost_factor(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Take the code and the keys that somebody has lost out of his login."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.seen_account(account_id, actor, now)
    back = reverse("registry:account", args=[account_id])

    def carry_out(form: forms.LostFactorForm) -> str:
        operations.end_lost_factor(account_id=account_id, proof=Proof(form.cleaned_data["proof"]), by=actor, at=now)
        return back

    words = {
        "title": _("取消丢失的验证码和密钥"),
        "subject": f"{shown.name}（{shown.login}）",
        "note": _(
            "取消以后他只凭密码登录，要马上重新设置；正在用的登录都断开。密码不变，忘了密码的另找管账号的管理员。"
        ),
        "submit_label": _("取消丢失的验证码和密钥"),
        "done": _("已取消。请他现在就登录，重新设置。"),
        "back_url": back,
    }
    return one_form(request, forms.LostFactorForm(request.POST or None), carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(policies.GRANT_ROLES)
@once.once
def give_role(request: HttpRequest, account_id: uuid.UUID) -> HttpResponse:
    """Give an account a role."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.seen_account(account_id, actor, now)
    form = forms.RoleForm(actor, worktime.local_date(now), request.POST or None)
    back = reverse("registry:account", args=[account_id])

    def carry_out(form: forms.RoleForm) -> str:
        told = form.cleaned_data
        operations.give_role(
            account_id=account_id,
            role=told["role"],
            area=told["area"],
            valid_from=told["valid_from"],
            valid_to=told["valid_to"],
            by=actor,
            at=now,
        )
        return back

    words = {"title": _("授予角色"), "subject": shown.name, "done": _("已授予。"), "back_url": back}
    return one_form(request, form, carry_out, words=words)


@require_http_methods(["GET", "POST"])
@needs(policies.GRANT_ROLES)
@once.once
def end_role(request: HttpRequest, account_id: uuid.UUID, grant_id: int) -> HttpResponse:
    """Let a role end."""
    actor, now = rights.acting(request), timezone.now()
    shown = queries.seen_account(account_id, actor, now)
    held = next((one for one in shown.roles if one.grant_id == grant_id), None)
    if held is None:
        raise rights.Unseen(_("没有这个角色，或已经结束。"))
    back = reverse("registry:account", args=[account_id])

    def carry_out(form: forms.EndRoleForm) -> str:
        operations.end_role(account_id=account_id, grant_id=grant_id, on=form.last_day, by=actor, at=now)
        return back

    form = forms.EndRoleForm(worktime.local_date(now), request.POST or None)
    words = {
        "title": _("结束角色"),
        "subject": f"{shown.name} · {held.name} · {held.area_name}",
        "note": _("“现在就结束”：他正开着的页面也立刻不能再办。写最后一天：到那天夜里十二点为止。以前办的事不变。"),
        "done": _("已结束，或已写下最后一天。"),
        "back_url": back,
    }
    return one_form(request, form, carry_out, words=words)
