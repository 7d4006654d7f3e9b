"""What somebody typed into a form that could not be taken, because he was signed out meanwhile or the page was too old.

It is offered again, to be sent once more by a press of a button; nothing is saved without that. Across the signing in it
waits under seal in the session of this browser, until it was taken or he signs out, for half an hour at most. Passwords and files are not kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from minsheng.foundation import crypto, keys, once

KEPT = "kept_form"
LONGEST = timedelta(minutes=30)
MOST_LETTERS = 20_000
FRESH = "csrfmiddlewaretoken"
"""The field that each sending gets anew."""
SECRET = "password"  # noqa: S105 - what the names of secret fields contain


@dataclass(frozen=True)
class KeptForm:
    """Where a form was sent, and its fields in their order."""

    url: str
    fields: tuple[tuple[str, str], ...]

    @property
    def longest(self) -> str:
        """The longest text in it, by which one recognises what one has typed."""
        return max((value for name, value in self.fields if name != once.FIELD), key=len, default="")

    @property
    def texts(self) -> list[str]:
        """What somebody has written in words of his own, in the order of the form; codes and ids are not among it."""
        return [value.strip() for _, value in self.fields if " " in value.strip() or not value.isascii()]


def typed(request: HttpRequest) -> KeptForm | None:
    """The form that a request sent; None where it cannot be offered again as it was."""
    fields = tuple((name, str(value)) for name, values in request.POST.lists() for value in values if name != FRESH)
    is_whole = not request.FILES and not any(SECRET in name for name, _ in fields)
    is_short = sum(len(name) + len(value) for name, value in fields) <= MOST_LETTERS
    return KeptForm(request.get_full_path(), fields) if fields and is_whole and is_short else None


def keep(request: HttpRequest, at: datetime) -> bool:
    """Keep what a request sent until he is signed in again; False where it could not be offered again."""
    form = typed(request)
    if form is None:
        return False
    if not request.session.session_key:
        request.session.create()
    plain = json.dumps({"path": form.url, "fields": form.fields, "at": at.isoformat()}, ensure_ascii=False)
    request.session[KEPT] = keys.ring().seal(plain, KEPT).hex()
    return True


def kept(request: HttpRequest, at: datetime) -> KeptForm | None:
    """What waits in this browser to be sent again; None where nothing does, or it has waited too long."""
    sealed = request.session.get(KEPT)
    if not sealed:
        return None
    try:
        told = json.loads(keys.ring().open(bytes.fromhex(sealed), KEPT))
    except crypto.SealBroken:
        told = {"at": datetime.min.replace(tzinfo=at.tzinfo).isoformat()}
    if at - datetime.fromisoformat(told["at"]) > LONGEST:
        drop(request)
        return None
    return KeptForm(told["path"], tuple((name, value) for name, value in told["fields"]))


def drop(request: HttpRequest) -> None:
    """Forget it."""
    request.session.pop(KEPT, None)


class KeptFormMiddleware:
    """What waits in this browser is forgotten when it was sent again and taken. Costs nothing where nothing waits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND and request.user.is_authenticated:
            waits = kept(request, timezone.now())
            if waits is not None and waits.url == request.get_full_path():
                drop(request)
        return response
