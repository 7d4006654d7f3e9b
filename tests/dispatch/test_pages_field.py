"""What the phone fetches and sends, without a phone: rights, sizes, sending twice, what is refused and why."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from minsheng.cases.models import Case
from minsheng.dispatch.models import VisitRecord
from minsheng.dispatch.pages import field
from minsheng.foundation.rights import Actor
from tests.factories import visits
from tests.factories.banner import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
AsPerson = Callable[[str], Client]
MOST_BYTES = 2 * 1024 * 1024


def sent(client: Client, visit: visits.Agreed, done_at: datetime, key: str = "", **answers: str) -> Any:
    told = {"result": "done", "code": visit.code, **answers}
    record = {"visit": str(visit.task.pk), "form": "doorstep", "answers": told, "done_at": done_at.isoformat()}
    body = {"client_id": key or str(uuid.uuid4()), "record": json.dumps(record)}
    return client.post("/field/records/", body, headers={"HX-Request": "true"})


def test_the_page_itself_knows_nobody(client: Client, as_person: AsPerson) -> None:
    page = as_person("bank1").get("/field/").content.decode()
    assert page == client.get("/field/").content.decode()
    assert "csrf" not in page
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page), "a script in the page"


def test_worker_keeps_the_page_and_everything_it_asks_for(client: Client) -> None:
    script = client.get("/field/worker.js").content.decode()
    told = re.search(r"const SHELL = (\{.*\});", script)
    assert told is not None
    shell = json.loads(told.group(1))
    assert shell["page"] == "/field/"
    page = client.get("/field/").content.decode()
    asked = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert set(asked) == set(shell["files"])
    assert client.get("/field/manifest.json").json()["scope"] == "/field/"


def test_signed_out_phone_is_told_so_not_sent_elsewhere(client: Client) -> None:
    for address in ("/field/hello/", "/field/visits/"):
        assert client.get(address, headers={"HX-Request": "true"}).status_code == 401
    assert client.post("/field/records/", {}, headers={"HX-Request": "true"}).status_code == 401


def test_m2_first_sync_of_500_visits_is_below_two_megabytes(
    as_person: AsPerson, people: dict[str, Actor], now: datetime
) -> None:
    for number in range(25):
        visits.agreed(people, now, caller_phone=f"0478-55{number:05d}", place="楼" * 60, words="事" * 400)
    told = as_person("bank1").get("/field/visits/")
    one = len(told.content) / len(told.json()["visits"])
    files = sum(len(as_person("bank1").get(path).getvalue()) for path in ("/field/", "/field/worker.js"))
    assert len(told.json()["visits"]) == 25
    static = sum(Path(finders.find(name) or "missing").stat().st_size for name in field.FILES)  # unpacked
    assert 500 * one + files + static < MOST_BYTES


def test_sending_twice_is_one_record(as_person: AsPerson, people: dict[str, Actor], now: datetime) -> None:
    visit, client, key = visits.agreed(people, now), as_person("bank1"), str(uuid.uuid4())
    first, again = (sent(client, visit, now, key) for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert first.json()["client_id"] == key
    assert VisitRecord.objects.count() == 1
    assert sent(client, visit, now, key, note="别的").status_code == 409
    assert Case.objects.get(pk=visit.case.pk).state == "delivered"


def test_two_people_recording_one_visit_are_shown_to_a_person(
    as_person: AsPerson, people: dict[str, Actor], now: datetime
) -> None:
    visit = visits.agreed(people, now)
    staff("bank-other", "handler", "150824", "o1", now)
    assert sent(as_person("bank1"), visit, now).json()["standing"] == "counted"
    second = sent(as_person("bank-other"), visit, now, note="我也去了一趟")
    assert second.status_code == 200
    assert second.json()["standing"] == "to_settle"
    operator = as_person("operator1")
    assert "测试bank-other" in operator.get("/visits/to-settle/").content.decode()
    address = f"/visits/to-settle/{second.json()['client_id']}/"
    assert "我也去了一趟" in operator.get(address).content.decode()
    done = operator.post(address, {"client_id": str(uuid.uuid4()), "decision": "no", "words": "都打了电话"})
    assert done.status_code == 302
    assert VisitRecord.objects.get(pk=second.json()["client_id"]).standing == "noted"
    assert "测试bank-other" not in operator.get("/visits/to-settle/").content.decode()


def test_record_of_a_visit_that_went_elsewhere_is_kept(
    as_person: AsPerson, people: dict[str, Actor], now: datetime
) -> None:
    visit = visits.agreed(people, now)
    Case.objects.filter(pk=visit.case.pk).update(state="triaged")
    assert sent(as_person("bank1"), visit, now).json()["standing"] == "to_settle"


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"result": ""}, "结果：这一项要填。"),
        ({"code": "12"}, "请只写数字，位数要对。"),
        ({"photo": "x"}, "这份表里没有这一项"),
        ({"note": "密码是 846213"}, "不要写银行卡号、身份证号或密码"),
    ],
)
def test_refusal_says_why(
    as_person: AsPerson, people: dict[str, Actor], now: datetime, answers: dict[str, str], reason: str
) -> None:
    visit = visits.agreed(people, now)
    refused = sent(as_person("bank1"), visit, now, **answers)
    assert refused.status_code == 422
    assert reason in refused.json()["reason"]
    assert VisitRecord.objects.count() == 0


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"visit": 1}', '{"visit": "x", "form": "no", "answers": {}}'])
def test_nonsense_is_refused_with_a_way_out(as_person: AsPerson, record: str) -> None:
    refused = as_person("bank1").post("/field/records/", {"client_id": str(uuid.uuid4()), "record": record})
    assert refused.status_code == 422
    assert "导出文件" in refused.json()["reason"]


def test_late_record_is_marked(as_person: AsPerson, people: dict[str, Actor], now: datetime) -> None:
    visit = visits.agreed(people, now - timedelta(hours=30))
    assert sent(as_person("bank1"), visit, now - timedelta(hours=29)).json()["standing"] == "counted"
    assert VisitRecord.objects.get().is_late
