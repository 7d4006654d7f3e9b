"""Rights as a matrix: every address x method x role x place, and every operation x role x place (tables: matrix.py)."""

from __future__ import annotations

import importlib
import inspect
import io
import pkgutil
import uuid
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import minsheng
from minsheng.foundation import rights
from tests.config.matrix import ADDRESSES, EVERYONE, OPERATIONS, PAGES, VARIANTS, Inner, Operation, Page, Roles
from tests.factories.banner import CALLER, MARK, PHONE, Banner

DOORS = ("api:", "cases:open311_")
"""Addresses for other systems: no session opens them; `test_interface.py` holds every one of them to its scope."""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
LEAKS = (MARK, CALLER, PHONE)


# the tables are complete


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace or "") if part)
            yield from addresses(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}" if namespace else str(pattern.name)


def rows_wanted() -> set[str]:
    plain = {name for name in addresses(get_resolver()) if not name.startswith(DOORS)}
    several = {f"{name} {next(iter(words.values()))}" for name, forms in VARIANTS.items() for words in forms}
    return (plain - VARIANTS.keys()) | several


def operations_of() -> dict[str, Any]:
    """Every public operation that takes `by`: "app.name" -> the function."""
    found = {}
    for app in pkgutil.iter_modules(minsheng.__path__):
        try:
            module = importlib.import_module(f"minsheng.{app.name}.operations")
        except ModuleNotFoundError:
            continue
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__.startswith(f"minsheng.{app.name}.operations")
            if is_own and not name.startswith("_") and "by" in inspect.signature(function).parameters:
                found[f"{app.name}.{name}"] = function
    return found


def test_every_address_has_a_row() -> None:
    assert set(PAGES) == rows_wanted(), "add the row to PAGES in tests/config/matrix.py, or take the old one out"


def test_every_operation_has_a_row() -> None:
    assert set(OPERATIONS) == set(operations_of()), "add the row to OPERATIONS in tests/config/matrix.py"


def test_an_operation_that_checks_rights_is_no_inner_one() -> None:
    for name, function in operations_of().items():
        takes_actor = "Actor" in str(inspect.signature(function).parameters["by"].annotation)
        assert takes_actor == isinstance(OPERATIONS[name], Operation), name


def test_roles_in_the_tables_exist(world: Banner) -> None:
    known = {role for role, _ in world.actors} | {"everyone"}
    for row in [*PAGES.values(), *OPERATIONS.values()]:
        named = (row.GET or (), row.POST or ()) if isinstance(row, Page) else (getattr(row, "roles", ()),)
        assert {role.removesuffix("@lead") for roles in named for role in roles} <= known, row


# what is expected of whom


def is_let_in(roles: Roles, role: str, place: str, of: str) -> bool:
    """Is this role, standing there, let in? Without a record in the address the place does not matter."""
    if roles == EVERYONE:
        return True
    if f"{role}@lead" in roles:
        return place == "own" or not of
    return role in roles and (place != "other" or not of)


def text_of(response: Any) -> str:
    """What an answer says; the inside of a workbook too."""
    held = b"".join(response.streaming_content) if response.streaming else response.content
    if held.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(held)) as book:
            held = b"".join(book.read(name) for name in book.namelist())
    told = [str(response.headers.get("Location", "")), response.cookies.output()]
    return held.decode(errors="replace") + " ".join(told)


def answer(session: str | None, method: str, url: str) -> Any:
    """What comes back, with its text as `told`; whatever it changed is undone."""
    client = Client()
    if session is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        response: Any = client.generic(method, url, "", content_type="application/x-www-form-urlencoded")
        response.told = text_of(response)
        transaction.set_rollback(True)
    return response


def nothing_like(value: object) -> object:
    """Something of the same kind by which nothing is found; a day or month names no record and stays."""
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return "no-such-thing"
    return 999_999 if isinstance(value, int) else uuid.uuid4()


def url_of(name: str, row: Page, kwargs: dict[str, Any]) -> str:
    address, _, word = name.partition(" ")
    forms = [words for words in VARIANTS.get(address, ()) if word in words.values()]
    return reverse(address, kwargs={**kwargs, **(forms[0] if forms else {})})


def is_sent_to_sign_in(response: Any) -> bool:
    return bool(response.status_code == 302) and str(response.headers["Location"]).startswith(
        reverse("foundation:sign_in")
    )


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page(name: str, world: Banner, cookies: dict[uuid.UUID, str]) -> None:
    row = PAGES[name]
    real = ADDRESSES[row.of](world) if row.of else {}
    url, nothing = url_of(name, row, real), url_of(name, row, {key: nothing_like(value) for key, value in real.items()})
    hold_methods(None, url, row)
    hold_methods(cookies[world.actors["operator", "own"].id], url, row)
    for method, roles in (("GET", row.GET), ("POST", row.POST)):
        if roles is None:
            continue
        response = answer(None, method, url)
        assert is_sent_to_sign_in(response) is (roles != EVERYONE), (method, "anonymous", response.status_code)
        assert not any(mark in response.told for mark in LEAKS), (method, "anonymous")
        for (role, place), actor in world.actors.items():
            session, who = cookies[actor.id], f"{method} by {role} ({place})"
            response = answer(session, method, url)
            hold_status(response, roles, role, place, row.of, who)
            if place == "other" or (place == "stranger" and role == "handler"):
                assert not any(mark in response.told for mark in LEAKS), f"{who} sees what is not his"
            if place == "other" and row.of and roles != EVERYONE:
                assert answer(session, method, nothing).status_code == response.status_code, f"{who} learns that it is"


def hold_methods(session: str | None, url: str, row: Page) -> None:
    """A method that the row does not name answers 405, to whomever."""
    for method in METHODS:
        if getattr(row, method, None) is None:
            assert answer(session, method, url).status_code == 405, method


def hold_status(response: Any, roles: Roles, role: str, place: str, of: str, who: str) -> None:
    status = response.status_code
    if is_let_in(roles, role, place, of):
        assert status < 500, (who, status)
        assert status not in {401, 403, 404, 405}, (who, status)
        assert not is_sent_to_sign_in(response), who
        return
    is_hidden = of and place != "own" and any(role == one.removesuffix("@lead") for one in roles)
    assert status == 404 if is_hidden else status in {403, 404}, (who, status)


def seqs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM foundation_fact")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("name", sorted(name for name, row in OPERATIONS.items() if isinstance(row, Operation)))
def test_operation(name: str, world: Banner) -> None:
    row = OPERATIONS[name]
    assert not isinstance(row, Inner)
    before = seqs()
    for (role, place), actor in [*world.actors.items(), (("anonymous", "nowhere"), rights.NOBODY)]:
        where = "own" if row.is_own and role != "anonymous" else place
        may = is_let_in(row.roles, role, where, "case") or (name, role) == ("cases.open_case", "anonymous")
        refused: Exception | None = None
        with transaction.atomic():
            try:
                row.call(actor, world)
            except (rights.Refused, rights.Unseen) as problem:
                refused = problem
            except Exception:  # noqa: BLE001 - whatever the rules say of the state, the rights let it through
                refused = None
            if refused is not None:
                assert seqs() == before, f"{role} ({place}) was refused and yet told a fact"
            transaction.set_rollback(True)
        assert (refused is None) is may, f"{role} ({place}): {refused!r}"
        if not may and place == "other" and row.of and role in row.roles:
            assert isinstance(refused, rights.Unseen), f"{role} of another area learns that it exists"
