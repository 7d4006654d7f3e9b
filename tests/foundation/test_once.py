"""A writing request is carried out once: the same again gives the same answer, another body is refused."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory

from minsheng.cases.models import Case
from minsheng.foundation import once, rights
from minsheng.foundation.models import Answer
from tests.own_database import OwnDatabase, side_by_side

AREA = "150824100001"


def desk_form(client_id: str, **more: str) -> dict[str, str]:
    """What the desk sends for a call."""
    filled = {
        "client_id": client_id,
        "words": "小区路灯坏了半个月，晚上老人出门看不见",
        "channel": "phone",
        "area": AREA,
        "caller_name": "甲样本",
        "caller_phone": "13800000001",
        "category": "housing.village_building",
        "lead": "housing",
        "consent": "yes",
    }
    return {**filled, **more}


def request_by(actor: rights.Actor, body: dict[str, Any]) -> HttpRequest:
    request = RequestFactory().post("/somewhere/", body)
    rights.set_acting(request, actor)
    return request


@pytest.fixture
def counted() -> tuple[Callable[..., Any], list[int]]:
    """A page that redirects to a new place each time it is carried out, and how often that was."""
    times: list[int] = []

    @once.once
    def page(request: HttpRequest) -> HttpResponse:
        times.append(1)
        if request.POST.get("wrong"):
            return HttpResponse("form with errors", status=422)
        return HttpResponseRedirect(f"/made/{len(times)}/" + "x" * 400)

    return page, times


SOMEBODY = rights.Actor(uuid.UUID(int=5), "某人")
SOMEBODY_ELSE = rights.Actor(uuid.UUID(int=6), "另一人")
CLIENT_ID = "0190a0a0-0000-7000-8000-000000000001"


def test_the_same_again_gives_the_same_answer(db: None, counted: Any) -> None:
    page, times = counted
    body = {"client_id": CLIENT_ID, "words": "一"}
    first, second = page(request_by(SOMEBODY, body)), page(request_by(SOMEBODY, body))
    assert len(times) == 1
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert len(second.url) > 300, "a long address comes back whole"


@pytest.mark.parametrize(
    ("actor", "change"),
    [(SOMEBODY, {"words": "二"}), (SOMEBODY, {"more": "x"}), (SOMEBODY_ELSE, {}), (rights.NOBODY, {})],
)
def test_the_same_id_for_something_else_is_refused(
    db: None, counted: Any, actor: rights.Actor, change: dict[str, str]
) -> None:
    page, times = counted
    body = {"client_id": CLIENT_ID, "words": "一"}
    page(request_by(SOMEBODY, body))
    with pytest.raises(once.OtherBody, match="重新打开页面"):
        page(request_by(actor, {**body, **change}))
    assert len(times) == 1


def test_the_same_file_is_the_same_and_another_is_not(db: None, counted: Any) -> None:
    page, times = counted

    def body(content: bytes) -> dict[str, Any]:
        return {"client_id": CLIENT_ID, "file": SimpleUploadedFile("messages.csv", content)}

    page(request_by(SOMEBODY, body(b"one")))
    page(request_by(SOMEBODY, body(b"one")))
    with pytest.raises(once.OtherBody):
        page(request_by(SOMEBODY, body(b"two")))
    assert len(times) == 1


def test_a_form_with_errors_may_be_corrected_with_the_same_id(db: None, counted: Any) -> None:
    page, times = counted
    assert page(request_by(SOMEBODY, {"client_id": CLIENT_ID, "wrong": "1"})).status_code == 422
    assert not Answer.objects.exists()
    assert page(request_by(SOMEBODY, {"client_id": CLIENT_ID})).status_code == 302
    assert len(times) == 2


def test_what_fails_leaves_no_answer_behind(db: None) -> None:
    @once.once
    def failing(request: HttpRequest) -> HttpResponse:
        raise rights.Refused("不行")

    with pytest.raises(rights.Refused):
        failing(request_by(SOMEBODY, {"client_id": CLIENT_ID}))
    assert not Answer.objects.exists()


@pytest.mark.parametrize("client_id", ["", "not-an-id"])
def test_without_an_id_each_request_counts(db: None, counted: Any, client_id: str) -> None:
    page, times = counted
    for _ in range(2):
        page(request_by(SOMEBODY, {"client_id": client_id}))
    assert len(times) == 2


def test_a_new_id_is_a_new_id() -> None:
    assert uuid.UUID(once.new_client_id()) != uuid.UUID(once.new_client_id())


# over HTTP, with a real page


def test_a_call_sent_twice_opens_one_case(db: None, as_person: Callable[[str], Client]) -> None:
    client, body = as_person("operator1"), desk_form(once.new_client_id())
    before = Case.objects.count()
    first, second = client.post("/desk/", body), client.post("/desk/", body)
    assert first.status_code == 302, first.content.decode()[-3000:]
    assert (second.status_code, second.headers["Location"]) == (302, first.headers["Location"])
    assert Case.objects.count() == before + 1


def test_another_call_under_the_same_id_is_a_409_with_a_remedy(db: None, as_person: Callable[[str], Client]) -> None:
    client, client_id = as_person("operator1"), once.new_client_id()
    client.post("/desk/", desk_form(client_id))
    before = Case.objects.count()
    answer = client.post("/desk/", desk_form(client_id, words="另一件事：暖气不热"))
    assert answer.status_code == 409
    assert "重新打开页面" in answer.content.decode()
    assert Case.objects.count() == before


def test_two_connections_with_the_same_call_open_one_case(
    own_database: OwnDatabase, as_person: Callable[[str], Client]
) -> None:
    client, other = as_person("operator1"), as_person("operator1")
    body = desk_form(once.new_client_id())
    before = Case.objects.count()
    answers: Any = side_by_side(lambda: client.post("/desk/", body), lambda: other.post("/desk/", body))
    assert [answer.status_code for answer in answers] == [302, 302], answers
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Case.objects.count() == before + 1
    assert Answer.objects.count() == 1


def test_two_connections_with_other_calls_under_one_id_open_one_case(
    own_database: OwnDatabase, as_person: Callable[[str], Client]
) -> None:
    client, other, client_id = as_person("operator1"), as_person("operator1"), once.new_client_id()
    body, another = desk_form(client_id), desk_form(client_id, words="另一件事：暖气不热")
    before = Case.objects.count()
    answers: Any = side_by_side(lambda: client.post("/desk/", body), lambda: other.post("/desk/", another))
    assert sorted(answer.status_code for answer in answers) == [302, 409], answers
    assert Case.objects.count() == before + 1
