"""The field pages: a page that a phone keeps, the visits that it fetches, and the records that it sends.

The page itself holds nothing about anybody, so everyone may have it; visits and records need the permission.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms import field as forms
from minsheng.dispatch.forms.arriving import read_record
from minsheng.dispatch.pages import arriving
from minsheng.dispatch.rules.photos import MOST_BYTES
from minsheng.foundation import context, rights
from minsheng.foundation.guards import needs

FILES = (
    "vendor/bootstrap.min.css",
    "minsheng/minsheng.css",
    "minsheng/icon.svg",
    "vendor/dexie.min.js",
    "dispatch/field/forms.js",
    "dispatch/field/seal.js",
    "dispatch/field/store.js",
    "dispatch/field/day.js",
)
WORKER_FILES = ("vendor/dexie.min.js", "dispatch/field/seal.js", "dispatch/field/store.js", "dispatch/field/worker.js")


@require_GET
def day(request: HttpRequest) -> HttpResponse:
    """The page: headings, words and scripts; what stands in it comes from the phone."""
    return render(request, "dispatch/field/day.html", {"title": _("今天上门"), "words": _words()})


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to keep the page on its first screen."""
    icon = {"src": static("minsheng/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    told = {
        "name": _("民声 · 上门"),
        "short_name": _("民声上门"),
        "start_url": reverse("dispatch:field"),
        "scope": reverse("dispatch:field"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#a8071a",
        "lang": getattr(request, "LANGUAGE_CODE", "zh-hans"),
        "icons": [icon],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@never_cache
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: which files belong to the page, then the part that is always the same."""
    language = get_language() or ""
    page = render_to_string("dispatch/field/day.html", {"title": "", "words": _words()}, request)
    digest = hashlib.sha256(json.dumps([page, [_content_key(one) for one in FILES], language]).encode()).hexdigest()
    shell = {"page": reverse("dispatch:field"), "files": [static(one) for one in FILES], "version": digest[:16]}
    parts = ", ".join(json.dumps(static(one)) for one in WORKER_FILES)
    script = f"const SHELL = {json.dumps(shell)};\nimportScripts({parts});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@lru_cache(maxsize=64)
def _content_key(name: str) -> str:
    """The address of a file, which changes with its content where files are served under hashed names."""
    return static(name)


@never_cache
@require_GET
@needs("dispatch.claim", "cases.deliver")
def hello(request: HttpRequest) -> JsonResponse:
    """Who is signed in, and the token without which nothing is accepted."""
    actor = rights.acting(request)
    return JsonResponse({"account": str(actor.id), "name": actor.name, "token": get_token(request)})


@never_cache
@require_GET
@needs("dispatch.claim", "cases.deliver")
def visits(request: HttpRequest) -> JsonResponse:
    """The visits of whoever is signed in, each with what it needs and no more, and the forms for them."""
    actor = rights.acting(request)
    rows = queries.visits_of(actor, timezone.now())
    told = {
        "name": actor.name,
        "keep_hours": queries.offline_hours(actor),
        "schema": forms.schema(),
        "visits": [_visit(row) for row in rows],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _visit(row: queries.FieldVisit) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "form": row.form,
        "what": row.what,
        "on": row.on.isoformat(),
        "when": row.when,
        "until": int(row.end.timestamp() * 1000) if row.end else 0,
        "who": row.who,
        "where": row.where,
        "directions": row.directions,
        "hints": list(row.hints),
        "number": row.number,
    }


@require_POST
@needs("dispatch.claim", "cases.deliver")
def records(request: HttpRequest) -> JsonResponse:
    """One record comes in, perhaps for the second time. 200: it is kept. 409, 422: it is not, for this reason."""
    actor, now = rights.acting(request), timezone.now()
    try:
        record = read_record(request.POST.get("client_id", ""), request.POST.get("record", ""))
        kept = arriving.kept(
            record.client_id,
            lambda: operations.record_visit(record=record, by=actor, at=now),
            lambda reason: operations.contest_visit(record=record, reason=reason, by=actor, at=now),
        )
    except operations.UsedId as problem:
        return _refused(str(problem), 409)
    except (ValueError, rights.Unseen) as problem:
        return _refused(str(problem), 422)
    return JsonResponse(
        {"client_id": str(kept.pk), "standing": kept.standing, "words": _arrived(kept.standing, kept.reason)}
    )


@require_POST
@needs("dispatch.claim", "cases.deliver")
def photos(request: HttpRequest) -> JsonResponse:
    """The photo of a record that is here, perhaps for the second time. 200: it is kept. 422: it is not, and why."""
    given = request.FILES.get("photo")
    try:
        record_id = uuid.UUID(request.POST.get("client_id", ""))
        content = given.read(MOST_BYTES + 1) if given is not None else b""
        operations.keep_photo(record_id=record_id, content=content, by=rights.acting(request), at=timezone.now())
    except (ValueError, rights.Unseen) as problem:
        return _refused(str(problem), 422)
    return JsonResponse({"client_id": str(record_id)})


@never_cache
@require_GET
@needs("dispatch.claim", "cases.deliver", "dispatch.settle_visits")
def photo(request: HttpRequest, record_id: uuid.UUID) -> HttpResponse:
    """The photo of a record, as a picture."""
    content = operations.fetch_photo(record_id=record_id, by=rights.acting(request), at=timezone.now())
    return HttpResponse(content, content_type="image/jpeg")


def _refused(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=status)


def _arrived(standing: str, reason: str) -> str:
    """What the phone says of a record that arrived."""
    if standing == "to_settle":
        return _("已送到。这次上门还有别的记录，等人核对，不用您再做什么。")
    return reason or _("已送到。")


def _words() -> dict[str, Any]:
    """The words of the page that its script needs, and the addresses that it asks."""
    return {
        "urls": {
            "hello": reverse("dispatch:field_hello"),
            "day": reverse("dispatch:field_visits"),
            "records": reverse("dispatch:field_records"),
            "photos": reverse("dispatch:field_photos"),
            "worker": reverse("dispatch:field_worker"),
            "page": reverse("dispatch:field"),
            "sign_in": f"{reverse('foundation:sign_in')}?next={reverse('dispatch:field')}",
            "sign_out": reverse("foundation:sign_out"),
            "view": reverse("foundation:set_view"),
            "home": reverse("foundation:home"),
            "sheet": reverse("dispatch:visit_sheet"),
            "work_list": reverse("cases:work_list"),
        },
        "phone": str(context.front()["phone_number"]),
        **_list_words(),
        **_outbox_words(),
    }


def _list_words() -> dict[str, Any]:
    return {
        "title": _("今天上门"),
        "today": _("今天"),
        "earlier": _("前几天没去成的"),
        "later": _("以后几天"),
        "none": _("没有要去的上门"),
        "none_remedy": _("约好时间的上门会出现在这里。连上网络后点“更新”。"),
        "recorded": _("已记在手机里，等着发送"),
        "who": _("找谁"),
        "when": _("什么时间"),
        "where": _("在哪里"),
        "directions": _("怎么找"),
        "hints": _("到了要注意"),
        "number": _("编号"),
        "back": _("返回清单"),
        "save": _("保存"),
        "saved": _("记下了。"),
        "not_saved": _("没能记下来。请先抄在纸上，重新打开这一页再记一次；还不行，回来照纸录入。"),
        "gone": _("这次上门不在手机里了。返回清单看一看。"),
        "as_of": _("资料更新于 %s。不连网络，到 %s 自动删除。"),
        "refresh": _("更新"),
        "photo": _("照片（可以不拍）"),
        "photo_hint": _("不拍照片也算数。不要拍证件、存折和人的脸。"),
        "photo_bad": _("这张照片读不懂，换一张，或不带照片保存。"),
        "expired": _("手机里的上门资料到了时间，已经自动删除。连上网络重新下载。"),
        "paper": _("请用 https:// 开头的网址打开；打不开，就打印上门单带着去，回来照着录入。"),
        "sheet": _("上门单"),
        "work_list": _("工作清单"),
    }


def _outbox_words() -> dict[str, Any]:
    return {
        "outbox": _("没发出去的"),
        "outbox_none": _("都发出去了"),
        "outbox_none_remedy": _("记下的上门都已经送到受理中心。"),
        "unsent": _("没发出去：%s 条"),
        "all_sent": _("都发出去了"),
        "send": _("现在发送"),
        "export": _("导出成文件"),
        "export_hint": _("发不出去时，把文件交给受理中心录入，不会重复。"),
        "change": _("改一改"),
        "drop": _("文件交出去了，删掉这一条"),
        "drop_sure": _("真的删掉"),
        "waiting": _("等着发送"),
        "unreadable": _("这一条的密钥不在了，谁也读不出来。请凭记忆或纸单重新录入。"),
        "photo_waiting": _("一张照片"),
        "photo_drop": _("不要这张照片"),
        "sign_in": _("去登录"),
        "sign_out": _("退出登录"),
        "sign_out_no": _(
            "还有 %s 条没发出去，现在不能退出：退出会删掉手机里的记录。先发送，或导出成文件交给受理中心。"
        ),
        "sign_out_offline": _("手机里的资料已经删掉。没有网络，等连上网络再登录。"),
        "stop": {
            "network": _("没有网络。记录在手机里，连上网络会自动发送。"),
            "signed_out": _("登录过期了。记录还在手机里，登录以后自动发送。"),
            "server": _("受理中心的电脑暂时没有回应。过一会儿会自动再发。"),
            "other": _("手机里还有另一个人的记录。请那个人登录后发送。"),
            "unsealed": _("在这里打开，手机不能加密，所以上门资料一条也不存在手机里。"),
        },
    }
