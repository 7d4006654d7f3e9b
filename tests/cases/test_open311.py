"""Open311 GeoReport v2 as its public clients speak it: services, definition, making and reading requests, errors."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from minsheng.cases import operations, queries
from minsheng.cases.models import Case, Voice
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import cases as made
from tests.factories.systems import TOWN, System, system

pytestmark = [pytest.mark.usefixtures("clock")]
People = dict[str, Actor]
URL = "/open311/v2"
CODE = made.BUILDING[0]


def told(peer: System, **changes: str) -> dict[str, str]:
    return {
        "api_key": peer.key,
        "service_code": CODE,
        "description": "村里要盖房子，不知道找谁批宅基地",
        "address_string": "三组5号",
        "address_id": TOWN,
        "first_name": "来话人",
        "last_name": "王",
        "phone": "0478-5561234",
        **changes,
    }


def errors(response: Any, status: int) -> str:
    """What an error says, in the form of the standard."""
    assert response.status_code == status, response.content.decode()
    (one,) = response.json()
    assert one["code"] == status
    return str(one["description"])


def children(response: Any) -> list[dict[str, str]]:
    root = ET.fromstring(response.content)  # noqa: S314 - our own answer
    return [{one.tag: one.text or "" for one in row} for row in root]


def test_services_are_open_in_both_formats_and_name_no_emergency(db: None) -> None:
    response = Client().get(f"{URL}/services.json")
    assert response["Content-Type"] == "application/json"
    rows = {row["service_code"]: row for row in response.json()}
    assert rows[CODE].keys() >= {"service_name", "description", "metadata", "type", "keywords", "group"}
    assert (rows[CODE]["metadata"], rows[CODE]["type"]) == (False, "realtime")
    assert not any(code.startswith("emergency") for code in rows)
    xml = Client().get(f"{URL}/services.xml")
    assert xml["Content-Type"] == "text/xml; charset=utf-8"
    assert xml.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    assert {row["service_code"]: row["service_name"] for row in children(xml)} == {
        code: row["service_name"] for code, row in rows.items()
    }
    assert {row["metadata"] for row in children(xml)} == {"false"}


@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_is_no_address_is_refused_in_the_form_of_the_standard(db: None, form: str) -> None:
    for response in (
        Client().get(f"{URL}/tokens/abc.{form}"),
        Client().get(f"{URL}/services.{form}?jurisdiction_id=%00"),
    ):
        assert response["Content-Type"] == {"json": "application/json", "xml": "text/xml; charset=utf-8"}[form]
        (one,) = response.json() if form == "json" else children(response)
        assert str(one["code"]) == str(response.status_code)
        assert one["description"]


def test_signs_that_no_text_has_spoil_nothing(db: None) -> None:
    """A NUL is refused; what XML has no place for is kept, and left out of the list that everybody reads."""
    peer = system(NOW, "cases.take_voice", "cases.read")
    for name in ("description", "address_string", "first_name", "lat"):
        assert "NUL" in errors(Client().post(f"{URL}/requests.json", told(peer, **{name: "路灯\x00坏了"})), 400)
    for sign in ("\x0b", "\x1f", "\ufffe"):
        words = f"路灯{sign}坏了"
        number = Client().post(f"{URL}/requests.json", told(peer, description=words)).json()[0]["service_request_id"]
        (row,) = children(Client().get(f"{URL}/requests/{number}.xml", {"api_key": peer.key}))
        assert row["description"].replace(" ", "") == "路灯坏了"
        assert Voice.objects.filter(words=words).count() == 1


def test_a_first_day_alone_opens_the_90_days_after_it(db: None) -> None:
    peer = system(NOW, "cases.take_voice", "cases.read")
    Client().post(f"{URL}/requests.json", told(peer))
    for days, found in ((200, 0), (80, 1)):
        start = (NOW - timedelta(days=days)).isoformat()
        response = Client().get(f"{URL}/requests.json", {"api_key": peer.key, "start_date": start})
        assert (response.status_code, len(response.json())) == (200, found)


def test_a_definition_and_what_is_none(db: None) -> None:
    assert Client().get(f"{URL}/services/{CODE}.json").json() == {"service_code": CODE, "attributes": []}
    assert Client().get(f"{URL}/services/{CODE}.xml").status_code == 200
    assert "service_code" in errors(Client().get(f"{URL}/services/none.json"), 404)
    assert "jurisdiction_id" in errors(Client().get(f"{URL}/services.json", {"jurisdiction_id": "city.gov"}), 404)


def test_discovery_names_the_endpoint(db: None) -> None:
    told = Client().get(f"{URL}/discovery.json").json()
    assert told["endpoints"][0]["url"] == "http://testserver/open311/v2"
    assert Client().get(f"{URL}/discovery.xml").status_code == 200


def test_a_request_is_made_and_read_again(db: None, now: datetime) -> None:
    peer = system(now)
    response = peer.browser.post(f"{URL}/requests.json", told(peer, lat="41.57", long="108.51"))
    assert response.status_code == 200, response.content.decode()
    (given,) = response.json()
    voice = Voice.objects.get(source="hotline")
    number = queries.number_of(voice.case)
    assert given["service_request_id"] == number
    assert (voice.caller_name, voice.consent, voice.channel) == ("王来话人", "name_hidden", "web")
    assert voice.case.place == "三组5号（41.57, 108.51）"
    (row,) = peer.browser.get(f"{URL}/requests/{number}.json", {"api_key": peer.key}).json()
    assert (row["service_request_id"], row["status"], row["address_id"]) == (number, "open", TOWN)
    assert row["requested_datetime"] == "2026-06-03T10:00:00+08:00"
    listed = peer.browser.get(f"{URL}/requests.xml", {"api_key": peer.key})
    assert [one["service_request_id"] for one in children(listed)] == [number]
    everything = listed.content.decode() + str(row)
    assert not any(word in everything for word in ("王来话人", "5561234"))


def test_a_request_in_xml_answers_in_xml(db: None, now: datetime) -> None:
    peer = system(now)
    (row,) = children(peer.browser.post(f"{URL}/requests.xml", told(peer)))
    assert row["service_request_id"] == queries.number_of(Case.objects.get(voices__source="hotline"))


def test_sent_twice_with_an_id_it_is_one_request(db: None, now: datetime) -> None:
    peer, client_id = system(now), str(uuid.uuid4())
    first, second = (
        peer.browser.post(f"{URL}/requests.json", told(peer), headers={"Idempotency-Key": client_id}) for _ in range(2)
    )
    assert first.json() == second.json()
    assert Voice.objects.filter(source="hotline").count() == 1


@pytest.mark.parametrize(
    ("changes", "status", "word"),
    [
        ({"api_key": ""}, 403, "密钥"),
        ({"api_key": "ms_00000000_x"}, 403, "密钥"),
        ({"service_code": ""}, 400, "service_code"),
        ({"service_code": "none"}, 404, "service_code"),
        ({"description": " "}, 400, "description"),
        ({"address_string": "", "address_id": ""}, 400, "地点"),
        ({"address_id": "999999"}, 400, "address_id"),
        ({"address_id": "150422"}, 403, "权限"),
        ({"jurisdiction_id": "city.gov"}, 404, "jurisdiction_id"),
        ({"phone": "12"}, 400, "电话"),
        ({"description": "家里着火了，快来救火"}, 400, "119"),
    ],
)
def test_what_is_wrong_is_said_in_the_form_of_the_standard(
    db: None, now: datetime, changes: dict[str, str], status: int, word: str
) -> None:
    peer = system(now)
    before = Case.objects.count()
    assert word in errors(peer.browser.post(f"{URL}/requests.json", told(peer, **changes)), status)
    xml = peer.browser.post(f"{URL}/requests.xml", told(peer, **changes))
    (row,) = children(xml)
    assert (row["code"], xml.status_code) == (str(status), status)
    assert Case.objects.count() == before


def test_lists_narrow_as_the_standard_says(db: None, people: People, now: datetime) -> None:
    opened, closed = made.assigned(people, now - timedelta(hours=1)), made.closed(people, now - timedelta(days=2))
    old = made.heard(people, now - timedelta(days=100))
    peer = system(now)

    def numbers(**wanted: str) -> set[str]:
        response = peer.browser.get(f"{URL}/requests.json", {"api_key": peer.key, **wanted})
        assert response.status_code == 200, response.content.decode()
        return {row["service_request_id"] for row in response.json()}

    a, b, c = map(queries.number_of, (opened, closed, old))
    assert {a, b} <= numbers()
    assert c not in numbers()
    assert numbers(service_request_id=f"{a},{c}") == {a, c}
    assert b in numbers(status="closed")
    assert a not in numbers(status="closed")
    assert numbers(service_code=CODE) == {a, b}
    assert numbers(service_code=f"city.parks,{CODE}") == {a, b}
    assert numbers(service_code="city.parks,city.parking") == set()
    assert numbers(status="", service_code="", start_date="", end_date="", service_request_id="") == numbers()
    assert numbers(status="open,") == numbers(status="open")
    assert numbers(
        start_date=(now - timedelta(days=3)).isoformat(), end_date=(now - timedelta(days=1)).isoformat()
    ) == {b}
    far = (now - timedelta(days=3)).replace(
        tzinfo=None
    ).isoformat() + "-23:59"  # an offset that PostgreSQL does not know
    assert numbers(start_date=far) == numbers(start_date=(now - timedelta(days=2)).isoformat())
    wide = {"api_key": peer.key, "start_date": "2020-01-01T00:00:00Z", "end_date": now.isoformat()}
    assert "90" in errors(peer.browser.get(f"{URL}/requests.json", wide), 400)
    assert errors(peer.browser.get(f"{URL}/requests.json", {"api_key": peer.key, "status": "gone"}), 400)


def test_nobody_reads_requests_without_a_key_or_of_another_area(db: None, people: People, now: datetime) -> None:
    number = queries.number_of(made.heard(people, now))
    assert errors(Client().get(f"{URL}/requests.json"), 403)
    assert errors(Client().get(f"{URL}/requests/{number}.json"), 403)
    far = system(now, area="150422", code="far")
    assert errors(far.browser.get(f"{URL}/requests/{number}.json", {"api_key": far.key}), 404)
    assert far.browser.get(f"{URL}/requests.json", {"api_key": far.key}).json() == []


def test_the_key_may_stand_in_a_header_and_no_answer_about_a_need_is_kept(
    db: None, people: People, now: datetime
) -> None:
    """An address stands in logs and histories; and whoever keeps answers by their address keeps them with the key."""
    peer = system(now)
    fields = told(peer, api_key="")
    (made_one,) = Client().post(f"{URL}/requests.json", fields, headers=peer.bearer).json()
    one = f"{URL}/requests/{made_one['service_request_id']}.json"
    for address in (one, f"{URL}/requests.xml", f"{URL}/requests.json"):
        answer = Client().get(address, headers=peer.bearer)
        assert answer.status_code == 200
        for response in (answer, Client().get(address), Client().get(address, {"api_key": peer.key})):
            assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert errors(Client().get(one, headers={"Authorization": f"Basic {peer.key}"}), 403)


def case_reason(case: Case) -> str:
    case.refresh_from_db()
    assert case.end_reason.endswith("法院已立案")
    return case.end_reason


def test_a_case_that_ended_says_why(db: None, people: People, now: datetime) -> None:
    case = made.heard(people, now)
    operations.decline_case(
        case_id=case.pk, reason_code="court", reason="法院已立案", remedy="等法院判决", by=people["operator1"], at=now
    )
    peer = system(now)
    (row,) = peer.browser.get(f"{URL}/requests/{queries.number_of(case)}.json", {"api_key": peer.key}).json()
    assert (row["status"], row["status_notes"], row["service_notice"]) == (
        "closed",
        case_reason(case),
        "等法院判决",
    )
