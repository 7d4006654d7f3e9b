"""The language of an answer: Chinese, unless this browser has chosen another in the header."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

PROGRAMS = ("/api/", "/open311/")
Next = Callable[[HttpRequest], HttpResponseBase]


class ChosenLanguageMiddleware:
    """Goes by the language cookie alone, for people; for programs by their header, which somebody wrote on purpose.

    The browser's own list of languages is not asked: phones and shared desks are often set to English by
    their maker, and nobody should meet English without having asked for it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_program = request.path.startswith(PROGRAMS)
        wanted = _asked_for(request) if is_program else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if is_program:
            patch_vary_headers(response, ["Accept-Language"])
        return response


def _asked_for(request: HttpRequest) -> str:
    """The language that a program likes best of those we have; "" where it names none of them."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return ""
