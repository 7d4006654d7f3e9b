"""Markup by format for what is drawn very often: what Django's `format_html` gives, without its wrappers.

The one place where text becomes safe by our own doing; everything else is drawn by templates or `format_html`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString


def filled(form: str, values: Iterable[str]) -> SafeString:
    """A form of ours with `%s` in the place of each value; values are escaped unless they are markup already.

    `form` is a constant of the caller, or `form_of` one; never what somebody wrote.
    """
    return SafeString(form % tuple([one if isinstance(one, SafeString) else escape(one) for one in values]))


def form_of(form: str, values: Iterable[str]) -> str:
    """A form of which these values are filled in for good; for more values, double the sign: `%%s`."""
    return form % tuple([(one if isinstance(one, SafeString) else escape(one)).replace("%", "%%") for one in values])


def joined(parts: Iterable[SafeString], between: str = "\n") -> SafeString:
    """Pieces of markup one after another; `between` is a constant of the caller."""
    return SafeString(between.join(parts))
