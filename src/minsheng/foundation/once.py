"""A writing request with the same client id is carried out once; the same id with another body is refused (409)."""

from __future__ import annotations

import functools
import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from minsheng.foundation import rights, statements, writing
from minsheng.foundation.models import Answer

P = ParamSpec("P")
FIELD = "client_id"


class OtherBody(Exception):
    """The client id was used before for something else."""


@dataclass(frozen=True)
class Given:
    """What an interface answers to a writing request; nothing personal, for it is kept to be given again."""

    status: int
    body: str
    location: str = ""


class WentOn(RuntimeError):
    """A fault of a page: what it answers does not fit what it did."""


def new_client_id() -> str:
    """For the hidden field of a form that is shown anew."""
    return str(uuid.uuid4())


def once(
    page: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Make a page's POST idempotent: a redirect is remembered with the change, in one transaction.

    A form shown again with errors is not remembered, so it may be corrected and sent with the same id.
    Raises `OtherBody` where the id was used for another body.
    """

    @functools.wraps(page)
    def carried_out(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        client_id = _client_id(request)
        if request.method != "POST" or client_id is None:
            return page(request, *args, **kwargs)
        account = rights.acting(request).account_id
        with writing.whole() as all_of_it:
            if not _is_first(client_id, account, _digest(request), timezone.now()):
                return _again(Answer.objects.get(pk=client_id), request)
            response = page(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                if all_of_it.has_failed:
                    raise WentOn(
                        f"{page.__name__} went on after an operation had failed, as if nothing were the matter"
                    )
                _keep(client_id, Given(response.status_code, "", response.url))
            else:
                transaction.set_rollback(True)
        return response

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", carried_out)


def given_once(
    client_id: uuid.UUID, digest: bytes, actor: rights.Actor, act: Callable[[], Given], at: datetime
) -> Given:
    """Carry out an act of an interface once: its answer is remembered with the change, in one transaction.

    The same id with the same digest is answered as before. An act that raises leaves nothing and may be sent again.
    Raises `OtherBody` where the id was used for another body, or by somebody else.
    """
    with writing.whole() as all_of_it:
        if not _is_first(client_id, actor.account_id, digest, at):
            known = Answer.objects.get(pk=client_id)
            if bytes(known.digest) != digest or known.account != actor.account_id:
                raise OtherBody("这个 Idempotency-Key 已经用于另一份内容。")
            return Given(known.status, known.body, known.location)
        given = act()
        if all_of_it.has_failed:
            raise WentOn("an act went on after an operation had failed, as if nothing were the matter")
        _keep(client_id, given)
    return given


def _is_first(client_id: uuid.UUID, account: uuid.UUID | None, digest: bytes, at: datetime) -> bool:
    """Take the client id for this transaction; waits for whoever has it, False where that one was carried out."""
    with statements.prepared() as cursor:
        cursor.execute(
            "INSERT INTO foundation_answer (client_id, account, digest, status, location, body, at)"
            " VALUES (%s, %s, %s, 0, '', '', %s) ON CONFLICT (client_id) DO NOTHING",
            [client_id, account, digest, at],
        )
        return bool(cursor.rowcount)


def _keep(client_id: uuid.UUID, given: Given) -> None:
    with statements.prepared() as cursor:
        cursor.execute(
            "UPDATE foundation_answer SET status = %s, location = %s, body = %s WHERE client_id = %s",
            [given.status, given.location, given.body, client_id],
        )


def _again(answer: Answer, request: HttpRequest) -> HttpResponse:
    if bytes(answer.digest) != _digest(request) or answer.account != rights.acting(request).account_id:
        raise OtherBody("这次提交的编号已经用于另一份内容。请重新打开页面再填写。")
    return HttpResponseRedirect(answer.location)


def _client_id(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _digest(request: HttpRequest) -> bytes:
    told = {key: request.POST.getlist(key) for key in sorted(request.POST) if key != "csrfmiddlewaretoken"}
    digest = hashlib.sha256(json.dumps([request.path, told], ensure_ascii=False).encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            digest.update(file.read())
            file.seek(0)
    return digest.digest()
