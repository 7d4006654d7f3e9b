"""The language of an answer: Chinese, unless this browser has chosen another in the header."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponseBase]


class ChosenLanguageMiddleware:
    """Goes by the language cookie alone.

    The browser's own list of languages is not asked: phones and shared desks are often set to English by
    their maker, and nobody should meet English without having asked for it.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
