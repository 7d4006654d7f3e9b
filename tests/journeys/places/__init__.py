"""Every page of the product and how a person comes to it: one module per app, gathered here.

`test_every_page.py` compares this with the resolver: a new address needs a `Place` (or a line in `NO_PAGES` of its
app, with the reason), else it fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from minsheng.cases.pages.acts import ACTS
from tests.journeys.places import accounts, cases, catalogue, dispatch, doors, foundation, indicators, registry
from tests.journeys.places.walking import Place

APPS = (foundation, accounts, catalogue, cases, dispatch, doors, indicators, registry)
PLACES: Mapping[str, Place] = {name: place for app in APPS for name, place in app.PLACES.items()}
NO_PAGES: Mapping[str, str] = {route: reason for app in APPS for route, reason in app.NO_PAGES.items()}


def names_of(url: str) -> set[str]:
    """The routes that an address belongs to, as `Place` calls them (the acts on a case one by one); none for none of ours."""
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return set()
    return {found.view_name, f"{found.view_name}/{found.kwargs.get('name')}"}


def routes() -> Iterator[str]:
    """Every named address of the resolver; the acts on a case one by one. Raises `AssertionError` for a nameless one."""
    yield from _routes(get_resolver().url_patterns, "")


def _routes(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, one.namespace or space)
        else:
            assert one.name, f"{one.pattern} has no name"
            name = f"{space}:{one.name}"
            yield from (f"{name}/{act}" for act in ACTS) if name == "cases:act" else (name,)
