"""A writing request with the same client id is carried out once; the same id with another body is refused (409)."""

from __future__ import annotations

import functools
import hashlib
import json
import uuid
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from minsheng.foundation import rights
from minsheng.foundation.models import Answer

P = ParamSpec("P")
FIELD = "client_id"


class OtherBody(Exception):
    """The client id was used before for something else."""


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
        with transaction.atomic():
            answer, is_new = Answer.objects.select_for_update().get_or_create(
                client_id=client_id,
                defaults={"account": account, "digest": _digest(request), "at": timezone.now()},
            )
            if not is_new:
                return _again(answer, request)
            response = page(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                Answer.objects.filter(pk=client_id).update(status=response.status_code, location=response.url)
            else:
                transaction.set_rollback(True)
        return response

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", carried_out)


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
