"""What is said once after an act: kept in a cookie that belongs to this host alone, like all our cookies."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class FlashStorage(CookieStorage):
    """Django's own, signed, under our name."""

    cookie_name = settings.MESSAGE_COOKIE_NAME
