"""What every page of the shell needs to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

VIEW_COOKIE = settings.VIEW_COOKIE_NAME
ELDER = "elder"


def is_elder(request: HttpRequest) -> bool:
    """Is the elder view switched on in this browser?"""
    return request.COOKIES.get(VIEW_COOKIE) == ELDER


def shell(request: HttpRequest) -> dict[str, object]:
    """`actor`, `is_elder`, `here` (this address, for the switches in the header) and what `front` gives."""
    return {
        "actor": getattr(request, "actor", None),
        "is_elder": is_elder(request),
        "here": request.get_full_path() if request.method == "GET" else request.path,
        **front(),
    }


def front() -> dict[str, object]:
    """`preset_title`, `phone_number` and `phone_hours` of this banner, empty where the preset has none."""
    told = _preset(settings.MINSHENG_PRESET)
    contact = told.get("contact") or {}
    is_english = (get_language() or "").startswith("en")
    return {
        "preset_title": (is_english and told.get("title_en")) or told.get("title", ""),
        "phone_number": contact.get("phone", ""),
        "phone_hours": contact.get("hours", ""),
    }


def home_area() -> str:
    """The code of the banner that this installation is at home in, "" where the preset names none."""
    return str(_preset(settings.MINSHENG_PRESET).get("home", ""))


@dataclass(frozen=True)
class FewerAsked:
    """A banner's exception: a code or a key is asked of these roles alone, and why."""

    roles: frozenset[str]
    reason: str


def second_factor_exception() -> FewerAsked | None:
    """The banner's exception from asking everybody (`second_factor` of the preset); None where there is none.

    That of a sample counts in a trial alone: whoever copies the sample has not decided anything by it.
    """
    preset = _preset(settings.MINSHENG_PRESET)
    told = preset.get("second_factor")
    if told is None or (preset.get("sample") and settings.MINSHENG_IS_PRODUCTION):
        return None
    return FewerAsked(frozenset(told["roles"]), str(told["reason"]))


def asks_second_factor_of(roles: Iterable[str]) -> bool:
    """Must whoever holds these roles show a code or a key after the password? Everybody, but for an exception."""
    fewer = second_factor_exception()
    return fewer is None or not fewer.roles.isdisjoint(roles)


@lru_cache(maxsize=4)
def _preset(folder: Path) -> dict[str, Any]:
    path = folder / "preset.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {} if path.exists() else {}
