"""Markup by format is what Django's own would be."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from minsheng.foundation import markup

WORDS = st.text() | st.sampled_from(
    ["<script>", '"><img src=x onerror=alert(1)>', "' onclick='", "&amp;", "100 %", "%s %%"]
)
PIECES = st.builds(lambda words: format_html("<b>{}</b>", words), WORDS)


@given(st.lists(WORDS | PIECES, min_size=3, max_size=3))
def test_a_filled_form_is_what_django_makes_of_it(values: list[str]) -> None:
    made = markup.filled('<a href="%s">%s</a>%s', values)
    assert isinstance(made, SafeString)
    assert made == format_html('<a href="{}">{}</a>{}', *values)


@given(WORDS | PIECES, WORDS | PIECES)
def test_a_form_filled_twice_is_what_django_makes_of_it_at_once(first: str, second: str) -> None:
    form = markup.form_of('<td data-label="%s">%%s</td>', [first])
    assert markup.filled(form, [second]) == format_html('<td data-label="{}">{}</td>', first, second)


def test_pieces_are_joined_as_they_are() -> None:
    made = markup.joined([markup.filled("<i>%s</i>", ["<"]), markup.filled("<i>%s</i>", [">"])])
    assert isinstance(made, SafeString)
    assert made == "<i>&lt;</i>\n<i>&gt;</i>"
