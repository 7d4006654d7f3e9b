"""Problems of interfaces (RFC 9457): each has a sentence that says what is the matter, and a remedy."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/"
OPEN311 = "/open311/"
Next = Callable[[HttpRequest], HttpResponseBase]


class Problem(Exception):
    """An answer that refuses; `kind` is its stable name, `more` what a program may want to know besides."""

    def __init__(self, status: int, kind: str, sentence: str, remedy: str, **more: Any) -> None:
        super().__init__(sentence)
        self.status, self.kind, self.sentence, self.remedy, self.more = status, kind, sentence, remedy, more


def answer(problem: Problem, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A problem as it is sent."""
    told = {
        "type": f"urn:minsheng:problem:{problem.kind}",
        "title": problem.kind.replace("-", " "),
        "status": problem.status,
        "detail": problem.sentence,
        "remedy": problem.remedy,
        **problem.more,
    }
    content = json.dumps(told, ensure_ascii=False)
    return HttpResponse(content, status=problem.status, content_type=MEDIA_TYPE, headers=headers)


def of_status(status: int) -> Problem:
    """The problem of an answer that says no more than its status."""
    told = {
        400: ("bad-request", _("看不懂这个请求。"), _("请对照 docs/api 检查请求的格式。")),
        403: ("refused", _("不允许这样做。"), _("请对照 docs/api 检查地址和密钥。")),
        404: ("not-found", _("没有这个地址，或没有这条记录。"), _("请对照 /api/v1/openapi.json 检查地址。")),
        405: ("method-not-allowed", _("这个地址不接受这种方法。"), _("可以用的方法见答复头 Allow。")),
        411: ("no-length", _("请求没有写明长度。"), _("请写请求头 Content-Length，不要分块（chunked）发送。")),
        413: ("too-large", _("请求太大。"), _("请分成几次发送，每次不超过 2 MB。")),
        503: ("unavailable", _("暂时不能服务。"), _("请按答复头 Retry-After 稍后重发，用同一个 Idempotency-Key。")),
    }
    broken = (
        "server-error",
        _("服务器出错了。"),
        _("请用同一个 Idempotency-Key 稍后重发；再出错请告诉管理员时间和地址。"),
    )
    kind, sentence, remedy = told.get(status, broken if status >= 500 else told[400])
    return Problem(status, kind, sentence, remedy)


def as_open311(problem: Problem, form: str) -> HttpResponse:
    """A problem in the words of GeoReport v2, as JSON or (`form` is "xml") as XML."""
    description = f"{problem.sentence}{problem.remedy}"
    if form != "xml":
        told = json.dumps([{"code": problem.status, "description": description}], ensure_ascii=False)
        return HttpResponse(told, status=problem.status, content_type="application/json")
    inner = f"<code>{problem.status}</code><description>{escape(description)}</description>"
    content = f'<?xml version="1.0" encoding="utf-8"?>\n<errors><error>{inner}</error></errors>'
    return HttpResponse(content, status=problem.status, content_type="text/xml; charset=utf-8")


class ProblemJsonMiddleware:
    """For programs no refusal is a page: what was answered by others (400, 404, 405, 411, 413, 500) becomes a problem.

    Below `/api/` as RFC 9457 says, below `/open311/` as GeoReport does.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith((PREFIX, OPEN311)) or response.status_code < 400:
            return response
        if request.path.startswith(OPEN311):
            is_page = response.headers.get("Content-Type", "").startswith("text/html")
            form = request.path.rpartition(".")[2]
            return as_open311(of_status(response.status_code), form) if is_page else response
        if response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            return response
        kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
        return answer(of_status(response.status_code), kept)
