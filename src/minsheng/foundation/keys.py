"""The installation's key ring, read once from the settings."""

from functools import cache

from django.conf import settings

from minsheng.foundation import crypto


@cache
def ring() -> crypto.KeyRing:
    """The key ring of this installation."""
    return crypto.KeyRing.read(settings.MINSHENG_DATA_KEYS, settings.MINSHENG_INDEX_KEY)
