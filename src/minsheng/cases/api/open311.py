"""Open311 GeoReport v2: what its public clients expect, in JSON and XML, with the standard's form of errors.

Services are open to everybody. Requests need an `api_key` (a connected system's key) to be read as well, for a case
is somebody's need and not a pothole; names and phones are taken and never given back.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec, cast
from xml.etree import ElementTree as ET

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from minsheng.cases import operations, queries, rules
from minsheng.cases.api.cases import READ, refuse_emergency
from minsheng.cases.models import Case
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import identity, ids, interface, once, rights, worktime
from minsheng.foundation import queries as ground
from minsheng.foundation.problems import Problem
from minsheng.registry import queries as registry

P = ParamSpec("P")
Row = Mapping[str, Any]
MOST = 1000
SPAN = timedelta(days=90)
CODES = {401: 403, 409: 400, 422: 400}
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


def spoken(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer refusals in the standard's form and the format of the address."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Problem, rights.Refused, rights.Unseen, once.OtherBody) as raised:
            problem = interface.problem_of(raised)
        status = CODES.get(problem.status, problem.status)
        rows = [{"code": status, "description": f"{problem.sentence}{problem.remedy}"}]
        return written(request, "errors", "error", rows, status=status)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", csrf_exempt(answered))


KEPT_NOWHERE = cache_control(private=True, no_store=True)
"""Of answers about somebody's need: the address may hold the key, and what is behind it is for its holder alone."""


def written(request: HttpRequest, root: str, each: str, rows: Sequence[Row], *, status: int = 200) -> HttpResponse:
    """Rows in the format that the address ends with."""
    if request.path.endswith(".json"):
        return JsonResponse(list(rows), safe=False, status=status, json_dumps_params={"ensure_ascii": False})
    top = ET.Element(root)
    for row in rows:
        _fill(ET.SubElement(top, each), row)
    return _xml(top, status)


def _xml(top: ET.Element, status: int = 200) -> HttpResponse:
    text = ET.tostring(top, encoding="unicode")
    content = f'<?xml version="1.0" encoding="utf-8"?>\n{text}'
    return HttpResponse(content, status=status, content_type="text/xml; charset=utf-8")


NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML 1.0 has no place for: one of them in what somebody typed would spoil the list for every reader."""


def _fill(element: ET.Element, row: Row) -> None:
    for name, value in row.items():
        inner = ET.SubElement(element, name)
        if isinstance(value, list):
            for one in value:
                _fill(ET.SubElement(inner, name.removesuffix("s")), one)
        elif value is not None:
            inner.text = str(value).lower() if isinstance(value, bool) else NO_XML.sub("", str(value))


@spoken
@require_GET
def discovery(request: HttpRequest, form: str) -> HttpResponse:
    """Where the service is, and in which formats."""
    url = request.build_absolute_uri("/open311/v2")
    formats = ["application/json", "text/xml"]
    told = {
        "changeset": "2026-11-26T00:00:00Z",
        "contact": _("请与受理中心联系"),
        "key_service": _("密钥由管理员在“接入的系统”里发"),
        "endpoints": [{"specification": SPECIFICATION, "url": url, "type": "production", "formats": formats}],
    }
    if form == "json":
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    rows = [{"specification": SPECIFICATION, "url": url, "type": "production"}]
    top = ET.Element("discovery")
    _fill(top, {**told, "endpoints": rows})
    return _xml(top)


def _offered() -> list[catalogue.CategoryRow]:
    """What can be asked for here; an emergency has a number of its own."""
    return [row for row in catalogue.leaf_categories() if row.urgency != "emergency"]


@spoken
@require_GET
def services(request: HttpRequest, form: str) -> HttpResponse:
    """What can be asked for."""
    del form
    _check_jurisdiction(request.GET)
    rows = [
        {
            "service_code": row.code,
            "service_name": row.name,
            "description": row.path,
            "metadata": False,
            "type": "realtime",
            "keywords": row.name,
            "group": row.path.partition(" / ")[0],
        }
        for row in _offered()
    ]
    return written(request, "services", "service", rows)


@spoken
@require_GET
def definition(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """What a service asks besides: nothing, the words are enough."""
    _check_jurisdiction(request.GET)
    _service(code)
    if form == "json":
        return JsonResponse({"service_code": code, "attributes": []})
    top = ET.Element("service_definition")
    _fill(top, {"service_code": code, "attributes": []})
    return _xml(top)


@KEPT_NOWHERE
@spoken
@require_http_methods(["GET", "POST"])
def requests(request: HttpRequest, form: str) -> HttpResponse:
    """List requests, or make one."""
    del form
    if request.method == "POST":
        return _post(request)
    actor, now = _actor(request, request.GET, *READ), timezone.now()
    rows, _next = queries.cases_listed(actor, _wanted(request.GET, now), None, now, MOST)
    return written(request, "service_requests", "request", [_row(row) for row in rows])


@KEPT_NOWHERE
@spoken
@require_GET
def one_request(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """One request by its number."""
    del form
    actor, now = _actor(request, request.GET, *READ), timezone.now()
    rows, _next = queries.cases_listed(actor, queries.Wanted(numbers=_numbers(number)), None, now, 1)
    if not rows:
        raise Problem(404, "unseen", _("没有这个编号的诉求。"), _("请核对编号。"))
    return written(request, "service_requests", "request", [_row(row) for row in rows])


def _actor(request: HttpRequest, told: Mapping[str, str], *scopes: str) -> rights.Actor:
    _check_jurisdiction(told)
    actor = interface.actor_of_key(_key(request, told), timezone.now())
    interface.require_scope(actor, *scopes)
    rights.set_acting(request, actor)
    return actor


def _key(request: HttpRequest, told: Mapping[str, str]) -> str:
    """The standard's `api_key`, or the header of our own interface: an address stands in logs, a header does not."""
    kind, _sep, bearer = request.headers.get("Authorization", "").partition(" ")
    return told.get("api_key") or (bearer if kind.lower() == "bearer" else "")


def _check_jurisdiction(told: Mapping[str, str]) -> None:
    wanted = told.get("jurisdiction_id", "")
    if wanted and wanted not in ground.divisions():
        raise Problem(404, "unknown-area", _("没有这个 jurisdiction_id。"), _("用区划代码，或不写。"))


def _service(code: str) -> catalogue.CategoryRow:
    found = next((row for row in _offered() if row.code == code), None)
    if found is None:
        raise Problem(404, "unseen", _("没有这个 service_code。"), _("编码见 services。"))
    return found


def _numbers(text: str) -> tuple[int, ...]:
    """Serials of public numbers; one that is none finds nothing."""
    found = []
    for part in text.split(","):
        try:
            found.append(ids.check_public_number(part)[1])
        except ValueError:
            found.append(-1)
    return tuple(found)


def _wanted(told: Mapping[str, str], now: datetime) -> queries.Wanted:
    """What is asked for; without dates the last 90 days, with numbers nothing else counts (as the standard says)."""
    if told.get("service_request_id"):
        return queries.Wanted(numbers=_numbers(told["service_request_id"]))
    status = set(_several(told, "status") or ("open", "closed"))
    if not status <= {"open", "closed"}:
        raise Problem(400, "invalid", _("status 只能是 open 或 closed。"), _("两个都要，用逗号隔开。"))
    states = [*(rules.OPEN_STATES if "open" in status else ()), *(rules.ENDED_STATES if "closed" in status else ())]
    start = _date(told, "start_date")
    end = _date(told, "end_date") or (min(now, start + SPAN) if start else now)
    start = start or end - SPAN
    if end - start > SPAN:
        raise Problem(400, "invalid", _("一次最多取 90 天。"), _("请分几次取。"))
    return queries.Wanted(
        states=tuple(states),
        categories=_several(told, "service_code"),
        area=told.get("jurisdiction_id", ""),
        opened_from=start,
        opened_before=end + timedelta(seconds=1),
    )


def _several(told: Mapping[str, str], name: str) -> tuple[str, ...]:
    """What is asked for with commas; an empty argument is as good as none (as the standard says)."""
    return tuple(one.strip() for one in told.get(name, "").split(",") if one.strip())


def _date(told: Mapping[str, str], name: str) -> datetime | None:
    text = told.get(name, "")
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
        return worktime.in_utc(found if found.tzinfo else timezone.make_aware(found))
    except ValueError as problem:
        remedy = _("例如 2026-06-03T10:00:00+08:00。")
        raise Problem(400, "invalid", _("{name} 不是时间。").format(name=name), remedy) from problem


def _row(case: Case) -> Row:
    lead = registry.organisations()[case.lead_id]
    category = case.category
    state = rules.State(case.state)
    return {
        "service_request_id": queries.number_of(case),
        "status": "closed" if state in rules.ENDED_STATES else "open",
        "status_notes": case.end_reason or rules.STATE_WORDS[state],
        "service_name": category.name if category else "",
        "service_code": category.code if category else "",
        "description": case.title,
        "agency_responsible": lead.name,
        "service_notice": case.end_remedy,
        "requested_datetime": _moment(case.opened_at),
        "updated_datetime": _moment(case.changed_at),
        "expected_datetime": _moment(case.due_at),
        "address": case.place,
        "address_id": case.area_id,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def _moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def _post(request: HttpRequest) -> HttpResponse:
    told = {name: identity.UNSEEN.sub("", str(value)) for name, value in request.POST.items()}
    actor = _actor(request, told, "cases.take_voice")
    _check(told)
    service = _service(told["service_code"])
    area = told.get("address_id") or told.get("jurisdiction_id") or actor.areas("cases.take_voice")[0]
    if area not in ground.divisions():
        raise Problem(400, "invalid", _("没有这个 address_id。"), _("用区划代码，或不写。"))
    refuse_emergency(told["description"], _("请立即拨打 {number}。"))
    client_id = _client_id(request)
    digest = hashlib.sha256(json.dumps(sorted(request.POST.lists())).encode()).digest()
    given = once.given_once(
        client_id, digest, actor, lambda: _opened(told, service, area, client_id, actor), timezone.now()
    )
    notice = _("请记下编号，查进度和问结果都用它。")
    row = {"service_request_id": given.body, "service_notice": notice, "account_id": None}
    return written(request, "service_requests", "request", [row])


def _check(told: Mapping[str, str]) -> None:
    """What the standard wants, and the words, without which nobody can help."""
    if any("\x00" in value for value in told.values()):
        raise Problem(400, "invalid", _("内容里有不能保存的字符。"), _("请去掉其中的空字符（NUL）再发。"))
    for name in ("service_code", "description"):
        if not told.get(name, "").strip():
            raise Problem(400, "invalid", _("缺少 {name}。").format(name=name), _("请补上再发。"))
    has_point = told.get("lat", "").strip() and told.get("long", "").strip()
    if not (has_point or told.get("address_string", "").strip() or told.get("address_id", "").strip()):
        remedy = _("请写 lat 和 long、address_string 或 address_id 中的一种。")
        raise Problem(400, "invalid", _("没有写地点。"), remedy)
    if len(told["description"]) > 4000 or len(told.get("address_string", "")) > 160:
        raise Problem(400, "invalid", _("内容太长。"), _("description 最多 4000 字，address_string 最多 160 字。"))


def _client_id(request: HttpRequest) -> uuid.UUID:
    """The client's own id where it sends one (our addition to the standard), else a new one."""
    try:
        return uuid.UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        return uuid.uuid4()


def _opened(
    told: Mapping[str, str], service: catalogue.CategoryRow, area: str, client_id: uuid.UUID, actor: rights.Actor
) -> once.Given:
    now = timezone.now()
    point = f"（{told['lat'][:12]}, {told['long'][:12]}）" if told.get("lat") and told.get("long") else ""
    voice = operations.NewVoice(
        words=told["description"].strip(),
        channel="web",
        heard_at=now,
        area=area,
        place=f"{told.get('address_string', '').strip()}{point}",
        caller_name=f"{told.get('last_name', '').strip()}{told.get('first_name', '').strip()}"[:60],
        caller_phone=told.get("phone", "").strip()[:30],
        consent=rules.NAME_HIDDEN,
        source=ground.client_code(actor.id),
        source_number=str(client_id),
        label=service.name,
    )
    with interface.sentences():
        case = operations.open_case(voice=voice, by=actor, at=now)
    return once.Given(200, queries.number_of(case))
