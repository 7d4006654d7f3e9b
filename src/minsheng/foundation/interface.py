"""The ground of the HTTP interface: who asks, how often, problems, pages by cursor, entity tags, once and only once."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from ninja import Field, Header, NinjaAPI, Query, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.security import HttpBearer
from pydantic import AfterValidator, AwareDatetime, BeforeValidator

from minsheng.foundation import identity, once, operations, queries, rights, worktime
from minsheng.foundation.models import Token
from minsheng.foundation.problems import MEDIA_TYPE, Problem, answer, of_status

T = TypeVar("T")
MOST_A_PAGE = 200

ClientId = Annotated[
    uuid.UUID,
    Header(
        alias="Idempotency-Key",
        description="A UUID of your own for this one request. Sent again with the same body it is answered as before"
        " and nothing happens twice; with another body it is refused (409).",
    ),
]
Limit = Annotated[int, Query(ge=1, le=MOST_A_PAGE, description="How many at most.")]
Cursor = Annotated[str, Query(max_length=400, description="`next` of the page before; empty for the first.")]


def _written_moment(told: object) -> object:
    """Numbers are no moments: pydantic would take them for seconds since 1970."""
    if (isinstance(told, str) and not _MOMENT.match(told)) or isinstance(told, int | float):
        raise ValueError("a moment is written as 2026-06-03T10:00:00+08:00")
    return told


def _seen(told: object) -> object:
    """A text without the signs that nobody sees."""
    return identity.UNSEEN.sub("", told) if isinstance(told, str) else told


SEEN = BeforeValidator(_seen)
"""For texts of other systems: as `fields.OnceForm` reads those of people."""
_MOMENT = re.compile(r"\s*\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}")
Moment = Annotated[AwareDatetime, BeforeValidator(_written_moment), AfterValidator(worktime.in_utc)]


class ProblemOut(Schema):
    """Every refusal: what is the matter (`detail`) and what to do about it (`remedy`)."""

    type: str = Field(description="A stable name: urn:minsheng:problem:KIND")
    title: str
    status: int
    detail: str
    remedy: str


UNCHANGED: dict[int, None] = {304: None}
"""The answer to a reading request whose `If-None-Match` is still the tag of what would be sent."""
REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), ProblemOut)


class BodyParser(Parser):
    """Reads a body as JSON, and none with a NUL in it: no text has one, and the database takes none."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What the body holds. Raises `ValueError`, which is answered as 400."""
        if b"\\u0000" in request.body:
            raise ValueError("a NUL is no letter")
        return super().parse_body(request)


class Interface(NinjaAPI):
    """Answers with entity tags; nothing is kept by proxies in between."""

    def get_openapi_schema(self, *arguments: Any, **options: Any) -> OpenAPISchema:
        """The description, with refusals under the media type that they are sent with."""
        schema = super().get_openapi_schema(*arguments, **options)
        for operation in (one for path in schema["paths"].values() for one in path.values()):
            for told in operation["responses"].values():
                content = told.get("content", {})
                if content.get("application/json", {}).get("schema", {}).get("$ref", "").endswith("/ProblemOut"):
                    told["content"] = {MEDIA_TYPE: content["application/json"]}
        return schema

    def create_response(
        self,
        request: HttpRequest,
        data: Any,
        *,
        status: int | None = None,
        temporal_response: HttpResponse | None = None,
    ) -> HttpResponse:
        response = super().create_response(request, data, status=status, temporal_response=temporal_response)
        response.headers["Cache-Control"] = "private, no-cache"
        if request.method != "GET" or response.status_code != 200:
            return response
        tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = tag
        known = get_conditional_response(request, etag=tag, response=response)
        return known if isinstance(known, HttpResponse) else response


class Bearer(HttpBearer):
    """A connected system by its key, if it has one of the scopes that an operation needs."""

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> rights.Actor:
        """Who asks; noted as the actor of the request. Raises `Problem`."""
        actor = actor_of_key(token, timezone.now())
        require_scope(actor, *self.scopes)
        rights.set_acting(request, actor)
        return actor


def actor_of_key(text: str, at: datetime) -> rights.Actor:
    """The connected system that holds this key, counted as one request. Raises `Problem` (401, 429)."""
    token = _valid_token(text.strip(), at)
    client = token.client
    asked = operations.count_request(client_id=client.pk, token_id=token.pk, at=at)
    if asked > client.per_minute:
        wait = 60 - at.second
        raise Problem(
            429,
            "throttled",
            _("这一分钟已经问了 {most} 次，是约定的上限。").format(most=client.per_minute),
            _("请等 {wait} 秒再发（答复头 Retry-After）；长期不够，请管理员调高。").format(wait=wait),
            retry_after_seconds=wait,
        )
    held = tuple(rights.Held("client", area, frozenset(client.scopes)) for area in client.areas)
    return rights.Actor(client.account_id, client.account.name, held, client.speaks_for)


def _valid_token(text: str, at: datetime) -> Token:
    start, _sep, secret = text.removeprefix("ms_").partition("_")
    token = queries.token_called(start) if text.startswith("ms_") and len(start) == 8 else None
    if token is None or not hmac.compare_digest(bytes(token.digest), operations.digest_of(secret)):
        raise unknown_key()
    renew = _("请管理员在“接入的系统”里发一个新密钥。")
    if token.client.ended_at is not None:
        raise Problem(401, "client-ended", _("这个系统已经停用。"), _("需要恢复，请找管理员重新接入。"))
    if token.revoked_at is not None:
        raise Problem(401, "token-revoked", _("这个密钥已经收回。"), renew)
    if token.expires_at <= at:
        raise Problem(401, "token-expired", _("这个密钥已经过期。"), renew)
    return token


def unknown_key() -> Problem:
    """The refusal of a request without a key, or with one that is none."""
    sentence = _("没有密钥，或密钥不对。")
    return Problem(401, "unknown-token", sentence, _("请在请求头写 Authorization: Bearer 加管理员发的密钥。"))


def require_scope(actor: rights.Actor, *scopes: str) -> None:
    """Raise `Problem` (403) unless the system may do one of these somewhere."""
    if not any(actor.may(scope) for scope in scopes):
        sentence = _("这个密钥没有“{scope}”范围。").format(scope=_(" 或 ").join(scopes))
        raise Problem(403, "scope-missing", sentence, _("需要时请管理员给这个系统加上。"), scopes=list(scopes))


def given_once(request: HttpRequest, client_id: uuid.UUID, act: Callable[[], once.Given]) -> HttpResponse:
    """Carry out a writing request once; the same request again gets the same answer."""
    told = f"{request.method} {request.path}\n".encode() + request.body
    actor = rights.acting(request)
    given = once.given_once(client_id, hashlib.sha256(told).digest(), actor, act, timezone.now())
    headers = {"Location": given.location} if given.location else None
    return HttpResponse(
        given.body, status=given.status, content_type="application/json; charset=utf-8", headers=headers
    )


@contextmanager
def sentences(**kinds: type[Exception]) -> Iterator[None]:
    """Around an operation: its `ValueError`s and the named kinds become problems with their own sentence."""
    try:
        yield
    except tuple(kinds.values()) as problem:
        kind = next(name for name, one in kinds.items() if isinstance(problem, one))
        remedy = _("请先取这件事的最新情况，再决定怎么做。")
        raise Problem(409, kind.replace("_", "-"), str(problem), remedy) from problem
    except ValueError as problem:
        raise Problem(422, "not-accepted", str(problem), _("请按上面的话改好内容再发。")) from problem


def written_cursor(*parts: str) -> str:
    """An opaque key of the last row of a page."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[datetime, uuid.UUID] | None:
    """The moment and id that a cursor holds; None for the first page. Raises `Problem` for what is no cursor."""
    if not text:
        return None
    with _cursors():
        moment, key = _parts(text)
        return worktime.moment_of(moment), uuid.UUID(key)


def page_after(rows: Iterable[T], key: Callable[[T], tuple[str, ...]], cursor: str, limit: int) -> tuple[list[T], str]:
    """The rows after a cursor in the order of their key, and the cursor of the next page ("" on the last).

    For lists that are kept in memory whole. A row that has gone meanwhile leaves no gap. Raises `Problem` for what is
    no cursor of such a key.
    """
    found = sorted(rows, key=key)
    if cursor and found:
        with _cursors():
            after = _parts(cursor)
            if len(after) != len(key(found[0])) or not all(isinstance(one, str) for one in after):
                raise ValueError("not a key of this list")
        found = [row for row in found if key(row) > tuple(after)]
    shown = found[:limit]
    return shown, written_cursor(*key(shown[-1])) if len(found) > limit else ""


def _parts(text: str) -> list[str]:
    """What `written_cursor` wrote; anything at all where somebody else did."""
    found: list[str] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return found


@contextmanager
def _cursors() -> Iterator[None]:
    """Around the reading of a cursor: whatever is wrong with it is one problem."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError) as problem:
        raise Problem(
            422, "bad-cursor", _("这个 cursor 不是我们给的。"), _("请从第一页重新取，cursor 用上一页的 next。")
        ) from problem


def connect_problems(api: NinjaAPI) -> None:
    """Say which exceptions are answered as problems."""
    for kind in (
        *(Problem, AuthenticationError, ValidationError, Http404),
        *(rights.Refused, rights.Unseen, once.OtherBody),
    ):
        api.add_exception_handler(kind, lambda _request, raised: _problem(problem_of(raised)))


def problem_of(raised: object) -> Problem:
    """The problem that an exception is to whoever asked."""
    match raised:
        case Problem():
            return raised
        case AuthenticationError():
            return unknown_key()
        case ValidationError():
            return _invalid(raised)
        case rights.Refused():
            remedy = _("这个系统的地区、范围或代表的单位不够；需要时请管理员加上。")
            return Problem(403, "refused", str(raised), remedy)
        case rights.Unseen():
            return Problem(404, "unseen", str(raised), _("请核对编号；本系统地区以外的记录看不到。"))
        case once.OtherBody():
            remedy = _("新的内容请换一个新的 Idempotency-Key；重发请一字不改。")
            return Problem(409, "other-body", str(raised), remedy)
        case _:
            return of_status(404)


def _problem(one: Problem) -> HttpResponse:
    headers = {"WWW-Authenticate": "Bearer"} if one.status == 401 else {}
    if "retry_after_seconds" in one.more:
        headers["Retry-After"] = str(one.more["retry_after_seconds"])
    return answer(one, headers)


def _invalid(problem: ValidationError) -> Problem:
    """What does not fit, field by field; the values themselves are not sent back."""
    found = [{"field": ".".join(map(str, one["loc"])), "reason": str(one["msg"])} for one in problem.errors]
    fields = "、".join(one["field"] for one in found)
    sentence = _("有 {count} 处填得不对：{fields}。").format(count=len(found), fields=fields)
    return Problem(422, "invalid", sentence, _("每一处的要求见 errors 和 /api/v1/openapi.json。"), errors=found)
