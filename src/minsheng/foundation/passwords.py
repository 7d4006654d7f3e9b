"""Passwords that rest on words of this place: whoever knows the place guesses them first."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from minsheng.foundation.models import Account

FEWEST_OWN = 6
"""So many different letters must remain when the words of this place and the digits of a year are taken away."""
PRODUCT = (
    "minsheng",
    "民声",
    "民生",
    "admin",
    "password",
    "mima",
    "密码",
    "qwertyuiop",
    "qwerty",
    "welcome",
    "1234567890",
    "12345",
)


class PlaceWordsValidator:
    """Refuses a password that is little more than words of the product, the banner, its roles, or the own login."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises `ValidationError` with what to do."""
        left = password.lower()
        words = {*place_words(settings.MINSHENG_PRESET), *((user.login.lower(), user.name) if user else ())}
        for word in sorted(words, key=len, reverse=True):
            left = left.replace(word, "")
        left = re.sub(r"(19|20)\d\d|[\W_]", "", left)
        if len(set(left)) < FEWEST_OWN:
            raise ValidationError(
                gettext("这个密码多半是本地、本单位的词，或总是同样几个字，知道这里的人先猜它。请换几个不相干的词。")
            )

    def get_help_text(self) -> str:
        """What is asked, in a sentence."""
        return gettext("不要用本地、本单位、系统和角色的名字。")


@lru_cache(maxsize=4)
def place_words(folder: Path) -> frozenset[str]:
    """The words of the product, and of the preset: its names and those of its roles."""
    told: dict[str, object] = {}
    roles: dict[str, dict[str, object]] = {}
    if (folder / "preset.yaml").exists():
        told = yaml.safe_load((folder / "preset.yaml").read_text(encoding="utf-8")) or {}
    if (folder / "roles.yaml").exists():
        roles = (yaml.safe_load((folder / "roles.yaml").read_text(encoding="utf-8")) or {}).get("roles", {})
    words = {*PRODUCT, *roles, *(str(told.get(key, "")) for key in ("name", "title", "title_en"))}
    words |= {str(role.get(key, "")) for role in roles.values() for key in ("name", "name_en")}
    return frozenset(word.lower() for word in words if len(word) > 1)
