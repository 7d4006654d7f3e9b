"""An operation is whole or leaves nothing, wherever it stands, and takes no savepoint where none is needed."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection
from django.db.transaction import TransactionManagementError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.test import RequestFactory

from minsheng.foundation import once, rights, writing
from minsheng.foundation.models import Role


@writing.operation
def make(code: str, *, fails: bool = False) -> None:
    Role.objects.create(code=code, name=code, name_en=code)
    if fails:
        raise ValueError("not so")


@writing.operation
def make_both(first: str, second: str, *, fails: bool, goes_on: bool = False) -> None:
    make(first)
    try:
        make(second, fails=fails)
    except ValueError:
        if not goes_on:
            raise
    Role.objects.filter(code=first).update(name="went on")


def made(*codes: str) -> list[str]:
    return sorted(Role.objects.filter(code__in=codes).values_list("code", flat=True))


def test_an_operation_that_fails_leaves_nothing(db: None) -> None:
    make("a")
    with pytest.raises(ValueError, match="not so"):
        make("b", fails=True)
    assert made("a", "b") == ["a"]


def test_an_operation_within_another_fails_with_it(db: None) -> None:
    make_both("a", "b", fails=False)
    with pytest.raises(ValueError, match="not so"):
        make_both("c", "d", fails=True)
    assert made("a", "b", "c", "d") == ["a", "b"]


def test_who_swallows_the_failure_of_an_inner_operation_cannot_go_on_writing(db: None) -> None:
    with pytest.raises(TransactionManagementError):
        make_both("a", "b", fails=True, goes_on=True)
    assert made("a", "b") == []


def test_operations_alone_and_within_each_other_take_no_savepoints(
    own_database: object, queries_made: list[str]
) -> None:
    make_both("a", "b", fails=False)
    assert len(queries_made) == 3
    assert not [sql for sql in queries_made if "SAVEPOINT" in sql]


# in a page that is carried out once


def send(page: Callable[[HttpRequest], HttpResponseBase], client_id: uuid.UUID | None = None) -> HttpResponseBase:
    request = RequestFactory().post("/", {"client_id": str(client_id or uuid.uuid4())})
    rights.set_acting(request, rights.NOBODY)
    return once.once(page)(request)


def refused_then_read(request: HttpRequest) -> HttpResponse:
    """What every page of a form does: the operation says no, the form is shown again, with queries."""
    try:
        make_both("a", "b", fails=True)
    except ValueError:
        return HttpResponse(str(Role.objects.filter(code="admin").count()), status=422)
    raise AssertionError("it went through")


def test_a_page_reads_on_after_a_refusal_and_nothing_is_kept(db: None) -> None:
    client_id = uuid.uuid4()
    response = send(refused_then_read, client_id)
    assert isinstance(response, HttpResponse)
    assert (response.status_code, response.content) == (422, b"1")
    assert made("a", "b") == []

    def corrected(request: HttpRequest) -> HttpResponse:
        make("a")
        return redirect("/there/")

    assert send(corrected, client_id).status_code == 302, "the same form, corrected, is carried out"
    assert made("a") == ["a"]


def test_a_page_that_went_on_after_a_failure_is_a_fault_and_keeps_nothing(db: None) -> None:
    def careless(request: HttpRequest) -> HttpResponse:
        make("a")
        try:
            make("b", fails=True)
        except ValueError:
            make("c")
        return redirect("/there/")

    with pytest.raises(once.WentOn):
        send(careless)
    assert made("a", "b", "c") == []


def test_a_page_cannot_hide_what_the_database_refused(db: None) -> None:
    make("a")

    def careless(request: HttpRequest) -> HttpResponse:
        try:
            make("a")
        except IntegrityError:
            return HttpResponse(str(Role.objects.count()))
        raise AssertionError("two roles with one code")

    with pytest.raises(TransactionManagementError):
        send(careless)
    assert made("a") == ["a"]


def test_two_operations_of_one_page_are_kept_together(own_database: object, queries_made: list[str]) -> None:
    def page(request: HttpRequest) -> HttpResponse:
        make("a")
        make("b")
        return redirect("/there/")

    assert send(page).status_code == 302
    assert made("a", "b") == ["a", "b"]
    assert not [sql for sql in queries_made if "SAVEPOINT" in sql]


def test_nothing_of_one_request_is_left_for_the_next(db: None) -> None:
    send(refused_then_read)
    make("a")
    assert made("a") == ["a"]
    assert connection.needs_rollback is False
