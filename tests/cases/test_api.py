"""The interface for other systems: lists, one case, passing a voice on, reporting work, and every way to be refused."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from minsheng.cases import operations, queries
from minsheng.cases.models import Case, HandBack, Voice
from minsheng.foundation import operations as ground
from minsheng.foundation.models import Answer
from minsheng.foundation.rights import Actor
from tests.factories import cases as made
from tests.factories.systems import TOWN, System, manager, new_case, system

pytestmark = [pytest.mark.usefixtures("clock")]
People = dict[str, Actor]
MINUTE = timedelta(minutes=1)


def problem(response: Any, status: int, kind: str) -> dict[str, Any]:
    """The problem that was answered; it has its sentence and its remedy."""
    assert response.status_code == status, response.content.decode()
    assert response.headers["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["type"] == f"urn:minsheng:problem:{kind}"
    assert told["status"] == status
    assert len(told["detail"]) > 4
    assert len(told["remedy"]) > 4
    return told


def listed(system: System, **wanted: Any) -> list[str]:
    response = system.get("/cases", wanted)
    assert response.status_code == 200, response.content.decode()
    return [one["id"] for one in response.json()["cases"]]


# passing a voice on


@pytest.mark.parametrize(
    ("heard_at", "status"),
    [
        ("2026-06-03T09:30:00+23:59", 201),  # PostgreSQL knows no such offset
        ("2026-06-01T09:30:00-23:59", 201),
        ("0001-01-01T00:00:00+14:00", 422),  # Python knows no such moment in UTC
        ("1500-01-01T00:00:00Z", 422),
        ("9999-12-31T23:59:59-14:00", 422),
    ],
)
def test_a_moment_of_another_system_is_one_or_is_refused(db: None, now: datetime, heard_at: str, status: int) -> None:
    peer = system(now)
    response = peer.post("/cases", {**new_case(now), "heard_at": heard_at})
    assert response.status_code == status, response.content.decode()
    expected = 200 if status == 201 else 422
    for name in ("opened_from", "opened_before", "changed_from"):
        assert peer.get("/cases", {name: heard_at}).status_code == expected, name


def test_a_body_that_is_too_large_is_said_to_be_so(db: None, now: datetime) -> None:
    problem(system(now).post("/cases", {**new_case(now), "words": "长" * 1_000_000}), 413, "too-large")


def test_a_voice_becomes_a_case_of_the_intake_and_keeps_its_number(db: None, now: datetime) -> None:
    peer = system(now)
    response = peer.post("/cases", new_case(now))
    assert response.status_code == 201, response.content.decode()
    told = response.json()
    case = Case.objects.get(pk=told["id"])
    assert told == {
        "id": str(case.pk),
        "number": queries.number_of(case),
        "state": "heard",
        "url": response["Location"],
    }
    voice = case.voices.get()
    assert (voice.source, voice.source_number, voice.channel) == ("hotline", "LY-1", "phone")
    assert voice.consent == "name_hidden"
    assert queries.caller_phone(voice) == "0478-5561234"
    assert peer.get(f"/cases/{case.pk}").json()["number"] == told["number"]


def test_the_same_request_again_is_answered_as_before_and_opens_nothing(db: None, now: datetime) -> None:
    peer, client_id = system(now), uuid.uuid4()
    first = peer.post("/cases", new_case(now), client_id)
    again = peer.post("/cases", new_case(now), client_id)
    assert (again.status_code, again.content, again["Location"]) == (201, first.content, first["Location"])
    assert Voice.objects.filter(source="hotline").count() == 1
    problem(peer.post("/cases", new_case(now, words="路灯不亮了"), client_id), 409, "other-body")
    other = system(now, code="other")
    problem(other.post("/cases", new_case(now), client_id), 409, "other-body")
    kept = Answer.objects.get(pk=client_id)
    assert "来话人" not in kept.body


def test_a_request_that_was_refused_may_be_mended_with_the_same_id(db: None, now: datetime) -> None:
    peer, client_id = system(now), uuid.uuid4()
    problem(peer.post("/cases", new_case(now, area="999999"), client_id), 422, "unknown-area")
    assert peer.post("/cases", new_case(now), client_id).status_code == 201


def test_a_number_of_theirs_leads_to_one_case(db: None, now: datetime) -> None:
    peer = system(now)
    first = peer.post("/cases", new_case(now)).json()
    told = problem(peer.post("/cases", new_case(now, words="又打来一次")), 409, "known-number")
    assert (told["case"], told["number"]) == (first["id"], first["number"])
    assert system(now, code="other").post("/cases", new_case(now)).status_code == 201


@pytest.mark.parametrize(
    ("changes", "status", "kind"),
    [
        ({"words": "  "}, 422, "invalid"),
        ({"channel": "file"}, 422, "invalid"),
        ({"heard_at": "2026-06-03T10:00:00"}, 422, "invalid"),
        ({"heard_at": "2027-01-01T10:00:00+08:00"}, 422, "not-accepted"),
        ({"words": "我的卡号是6222021234567890128"}, 422, "not-accepted"),
        ({"words": "家里着火了，快来救火"}, 422, "emergency"),
        ({"caller_phone": "12"}, 422, "not-accepted"),
        ({"area": "150422"}, 403, "refused"),
    ],
)
def test_what_is_not_accepted_says_why_and_leaves_nothing(
    db: None, now: datetime, changes: dict[str, Any], status: int, kind: str
) -> None:
    before = Case.objects.count()
    told = problem(system(now).post("/cases", new_case(now, **changes)), status, kind)
    assert Case.objects.count() == before
    assert "6222021234567890128" not in str(told)
    if kind == "emergency":
        assert told["transfer_to"] == "119"


def test_a_writing_request_without_an_id_is_refused(db: None, now: datetime) -> None:
    peer = system(now)
    response = peer.browser.post("/api/v1/cases", new_case(now), content_type="application/json", headers=peer.bearer)
    told = problem(response, 422, "invalid")
    assert [one["field"] for one in told["errors"]] == ["header.Idempotency-Key"]


# reading


def test_pages_follow_each_other_without_gap_or_double(db: None, people: People, now: datetime) -> None:
    opened = [made.heard(people, now - number * MINUTE) for number in range(7)]
    tied = [made.heard(people, now - 3 * MINUTE) for _ in range(3)]
    peer, seen, cursor, pages = system(now), [], "", 0
    while True:
        told = peer.get("/cases", {"limit": 2, "cursor": cursor, "opened_from": (now - 7 * MINUTE).isoformat()}).json()
        seen += [one["id"] for one in told["cases"]]
        cursor, pages = told["next"], pages + 1
        if not cursor:
            break
    assert len(seen) == len(set(seen))
    assert set(seen) == {str(one.pk) for one in [*opened, *tied]}
    assert pages == 5
    moments = [Case.objects.get(pk=one).opened_at for one in seen]
    assert moments == sorted(moments, reverse=True)
    problem(peer.get("/cases", {"cursor": "what"}), 422, "bad-cursor")


def test_filters_narrow(db: None, people: People, now: datetime) -> None:
    heard, closed = made.heard(people, now - 2 * MINUTE), made.closed(people, now - timedelta(days=2))
    peer = system(now)
    since = {"opened_from": (now - timedelta(days=3)).isoformat()}
    assert {str(heard.pk), str(closed.pk)} <= set(listed(peer, **since))
    assert str(closed.pk) in listed(peer, state="closed", **since)
    assert str(heard.pk) not in listed(peer, state=["closed", "declined"], **since)
    assert listed(peer, opened_before=(now - timedelta(days=1)).isoformat(), **since) == [str(closed.pk)]
    assert str(heard.pk) in listed(peer, changed_from=(now - 3 * MINUTE).isoformat())
    assert listed(peer, area="150824203") == []
    assert str(heard.pk) in listed(peer, area=TOWN)
    assert str(closed.pk) in listed(peer, category=made.BUILDING[0], **since)
    problem(peer.get("/cases", {"state": "gone"}), 422, "invalid")
    for no_moment in ("0.5", "1750000000", "2026-06-03", "10:00", "yesterday", "2026-06-03T10:00:00"):
        problem(peer.get("/cases", {"opened_from": no_moment}), 422, "invalid")


def test_an_answer_that_is_still_the_same_is_not_sent_again(db: None, people: People, now: datetime) -> None:
    case, peer = made.assigned(people, now), system(now)
    first = peer.get(f"/cases/{case.pk}")
    same = peer.get(f"/cases/{case.pk}", **{"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    operations.hand_back_case(
        case_id=case.pk, reason="不归我们管", basis="责任清单第3项", by=people["housing1"], at=now
    )
    other = peer.get(f"/cases/{case.pk}", **{"If-None-Match": first["ETag"]})
    assert other.status_code == 200
    assert other["ETag"] != first["ETag"]


def test_no_answer_says_who_the_caller_is(db: None, people: People, now: datetime) -> None:
    case = made.assigned(people, now, caller_name="敖特根花", caller_phone="13800138000", on_behalf_of="巴图大叔")
    peer = system(now)
    for told in (peer.get(f"/cases/{case.pk}"), peer.get("/cases")):
        assert told.status_code == 200
        assert not any(word in told.content.decode() for word in ("敖特根花", "13800138000", "8000", "巴图大叔"))


def test_a_case_elsewhere_does_not_exist(db: None, people: People, now: datetime) -> None:
    case = made.heard(people, now)
    peer = system(now, area="150422", code="far")
    problem(peer.get(f"/cases/{case.pk}"), 404, "unseen")
    problem(peer.get(f"/cases/{uuid.uuid4()}"), 404, "unseen")
    assert listed(peer) == []
    near = system(now, area=TOWN, code="near")
    assert str(case.pk) in listed(near)


def test_a_list_takes_the_same_few_statements_however_many_cases(
    db: None, people: People, now: datetime, queries_made: list[str]
) -> None:
    peer = system(now)
    for number in range(3):
        made.heard(people, now - number * MINUTE)
    listed(peer)
    queries_made.clear()
    listed(peer)
    few = len(queries_made)
    for number in range(5):
        made.heard(people, now - number * MINUTE)
    listed(peer)
    queries_made.clear()
    listed(peer)
    assert len(queries_made) == few <= 6


# the organisation behind a system reports


def partner(now: datetime, **more: Any) -> System:
    scopes = ("cases.read_own_organisation", "cases.deliver", "cases.hand_back", "cases.pause")
    return system(now, *scopes, code="housing", speaks_for=made.organisation("housing"), **more)


def test_a_partner_sees_and_delivers_the_cases_of_its_organisation(db: None, people: People, now: datetime) -> None:
    own, other = made.assigned(people, now), made.assigned(people, now, made.PIN_RESET)
    peer = partner(now)
    assert [one["id"] for one in peer.get("/own-cases").json()["cases"]] == [str(own.pk)]
    problem(peer.get(f"/cases/{other.pk}"), 404, "unseen")
    problem(peer.get("/cases"), 403, "scope-missing")
    client_id = uuid.uuid4()
    for _ in range(2):
        response = peer.post(f"/cases/{own.pk}/deliver", {"result": "done", "note": "批复已发"}, client_id)
        assert response.status_code == 200, response.content.decode()
        assert response.json()["state"] == "delivered"
    delivery = own.deliveries.get()
    assert (delivery.note, delivery.by.name) == ("批复已发", "热线平台")
    problem(peer.post(f"/cases/{own.pk}/deliver", {"result": "done", "note": "再来一次"}), 409, "not-now")
    problem(peer.post(f"/cases/{other.pk}/deliver", {"result": "done", "note": "不是我的"}), 404, "unseen")


def test_a_partner_pauses_goes_on_and_hands_back(db: None, people: People, now: datetime) -> None:
    case, peer = made.assigned(people, now), partner(now)
    assert peer.post(f"/cases/{case.pk}/pause", {"reason": "expert", "note": "等鉴定"}).status_code == 200
    assert peer.get(f"/cases/{case.pk}").json()["is_paused"]
    assert peer.post(f"/cases/{case.pk}/resume").status_code == 200
    argued = {"reason": "不归我们管", "basis": "责任清单第3项", "proposed_lead": str(made.organisation("water"))}
    assert peer.post(f"/cases/{case.pk}/hand-back", argued).status_code == 200
    assert HandBack.objects.get(case=case).proposed_lead_id == made.organisation("water")
    problem(peer.post(f"/cases/{case.pk}/hand-back", argued), 409, "not-now")


def test_nobody_verifies_declines_or_tells_through_the_interface(db: None, people: People, now: datetime) -> None:
    case, peer = made.delivered(people, now), system(now)
    for act in ("verify", "decline", "refer", "reopen", "close", "tell", "decide_extension"):
        problem(peer.post(f"/cases/{case.pk}/{act}", {}), 404, "not-found")


# who asks


def test_keys_that_are_none_are_refused(db: None, now: datetime) -> None:
    peer = system(now)
    good = peer.key
    for key in ("", "x", f"{good}x", good[:-1], "ms_00000000_abc", good.replace("ms_", "MS_")):
        peer.key = key
        response = peer.get("/cases")
        problem(response, 401, "unknown-token")
        assert response["WWW-Authenticate"] == "Bearer"
    problem(peer.browser.get("/api/v1/cases"), 401, "unknown-token")


def test_a_key_ends_on_its_day_and_when_it_is_taken_back(db: None, now: datetime) -> None:
    peer, by = system(now), manager()
    second = System(ground.make_token(client_id=peer.id, days=90, by=by, at=now), peer.id)
    with time_machine.travel(now + timedelta(days=31), tick=False):
        problem(peer.get("/cases"), 401, "token-expired")
        assert second.get("/cases").status_code == 200
    token = ground_tokens(peer)[1]
    ground.revoke_token(token_id=token, by=by, at=now)
    problem(second.get("/cases"), 401, "token-revoked")
    assert peer.get("/cases").status_code == 200
    ground.end_client(client_id=peer.id, by=by, at=now)
    problem(peer.get("/cases"), 401, "client-ended")


def ground_tokens(peer: System) -> list[uuid.UUID]:
    from minsheng.foundation.models import Token

    return list(Token.objects.filter(client=peer.id).order_by("expires_at").values_list("pk", flat=True))


def test_a_system_asks_as_often_as_agreed_and_again_in_the_next_minute(db: None, now: datetime) -> None:
    peer, other = system(now, per_minute=3), system(now, code="other")
    assert [peer.get("/cases").status_code for _ in range(3)] == [200, 200, 200]
    response = peer.get("/cases")
    told = problem(response, 429, "throttled")
    assert response["Retry-After"] == str(told["retry_after_seconds"]) == "60"
    assert other.get("/cases").status_code == 200
    with time_machine.travel(now + MINUTE, tick=False):
        assert peer.get("/cases").status_code == 200


def test_a_person_who_is_signed_in_has_no_door_here(as_person: Any) -> None:
    problem(as_person("operator1").get("/api/v1/cases"), 401, "unknown-token")


def test_nobody_signs_in_as_a_system(db: None, now: datetime) -> None:
    peer = system(now)
    for password in ("", "!", peer.key):
        told = {"username": "system:hotline", "password": password}
        assert peer.browser.post("/sign-in/", told).status_code == 422


def test_whatever_is_answered_by_others_is_a_problem_too(db: None, now: datetime) -> None:
    peer = system(now)
    problem(peer.get("/nothing"), 404, "not-found")
    response = peer.browser.delete("/api/v1/cases", headers=peer.bearer)
    problem(response, 405, "method-not-allowed")
    assert "GET" in response["Allow"]
    response = peer.browser.post(
        "/api/v1/cases",
        "{",
        content_type="application/json",
        headers={**peer.bearer, "Idempotency-Key": str(uuid.uuid4())},
    )
    assert response.status_code in {400, 422}
    assert response["Content-Type"] == "application/problem+json"
