"""Where an account is signed in: sessions are rows that say whose they are, since when, from where, and when last seen.

A session ends with its row: at once, in whichever browser it is. It also ends `SESSION_COOKIE_AGE` after it was last
seen, and `SESSION_LONGEST` after it began.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore as TableStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import signing
from minsheng.foundation.address import address_of
from minsheng.foundation.models import Account, OpenSession

NOTES = "session_notes"
SEEN_EVERY = timedelta(minutes=5)
"""So often at most it is written down that a session is still in use."""
Next = Callable[[HttpRequest], HttpResponseBase]
BROWSERS = (
    *(("MicroMessenger", _("微信")), ("DingTalk", _("钉钉")), ("Edg", "Edge"), ("HuaweiBrowser", _("华为浏览器"))),
    *(("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari")),
)
SYSTEMS = (
    *(
        ("OpenHarmony", _("鸿蒙")),
        ("HarmonyOS", _("鸿蒙")),
        ("Android", _("安卓手机")),
        ("iPhone", _("苹果手机")),
        ("iPad", "iPad"),
    ),
    *(("Windows", _("Windows 电脑")), ("Mac OS", _("苹果电脑")), ("Linux", _("Linux 电脑"))),
)


class SessionStore(TableStore):
    """Keeps sessions in our own table; what is noted at signing in stands in columns of its own.

    A session that is somebody's brings its account along (`signing`): one query for both.
    """

    account: Account | None = None

    def load(self) -> dict[str, Any]:
        """What stands in the session; {} where it is not open (Django finds out, and forgets its key)."""
        self.account = signing.account_of_session(str(self.session_key))
        if self.account is None:
            found: dict[str, Any] = super().load()
            return found
        return self.decode(vars(self.account).pop("session_data"))

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        return OpenSession

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        made = super().create_model_instance(data)
        notes = data.get(NOTES)
        if isinstance(made, OpenSession) and notes and SESSION_KEY in data:
            made.handle = uuid.UUID(notes["handle"])
            made.account_id = uuid.UUID(data[SESSION_KEY])
            made.began_at = datetime.fromisoformat(notes["began"])
            made.seen_at = datetime.fromisoformat(notes["seen"])
            made.address, made.browser = notes["address"], notes["browser"]
        return made


@receiver(user_logged_in, dispatch_uid="minsheng.foundation.sessions")
def _note_beginning(sender: object, request: HttpRequest, **more: object) -> None:
    """Note at every signing in, by whichever door, since when and from where.

    Whoever signs in has a session, and so has imported this module.
    """
    del sender, more
    now = timezone.now().isoformat()
    request.session[NOTES] = {
        "handle": str(uuid.uuid4()),
        "began": now,
        "seen": now,
        "address": address_of(request),
        "browser": str(request.META.get("HTTP_USER_AGENT", ""))[:200],
    }


class SessionTimeMiddleware:
    """Ends a session that is too old, and notes now and then that one is still in use. No query of its own."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        notes = request.session.get(NOTES)
        if notes and SESSION_KEY in request.session:
            now = timezone.now()
            if now - datetime.fromisoformat(notes["began"]) >= settings.SESSION_LONGEST:
                request.session.flush()
            elif now - datetime.fromisoformat(notes["seen"]) >= SEEN_EVERY:
                request.session[NOTES] = {**notes, "seen": now.isoformat()}
        return self.get_response(request)


def handle_of(request: HttpRequest) -> uuid.UUID | None:
    """By which name the session of this request stands in the list of sessions."""
    notes = request.session.get(NOTES)
    return uuid.UUID(notes["handle"]) if notes else None


def browser_words(told: str) -> str:
    """What a browser says of itself, in words for its owner: "微信 · 安卓手机"."""
    found = [next((words for mark, words in known if mark in told), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(str(one) for one in found if one) or gettext("认不出的浏览器")
