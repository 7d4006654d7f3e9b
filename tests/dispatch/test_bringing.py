"""A phone cannot send: the file that it exported is taken in at the desk, tried first, each record under its helper's name."""

from __future__ import annotations

import base64
import json
import re
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minsheng.dispatch import facts, operations
from minsheng.dispatch.forms.arriving import Unreadable, read_outbox
from minsheng.dispatch.models import HelpTask, TriedFile, VisitPhoto, VisitRecord
from minsheng.foundation import queries as ground
from minsheng.foundation.models import FactRow
from minsheng.foundation.rights import Actor, Refused, Unseen
from tests.conftest import NOW
from tests.factories import dispatch as helping
from tests.factories import visits
from tests.factories.cases import PIN_RESET
from tests.factories.photos import PHOTO

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
AREA = "150824100001"
URL = "dispatch:bring_outbox"
pytestmark = pytest.mark.usefixtures("clock")


def held(people: People) -> HelpTask:
    task = helping.plain(people, NOW, area=AREA)
    operations.claim_task(task_id=task.pk, by=people["volunteer1"], at=NOW)
    return task


def row(by: Actor, visit: uuid.UUID, form: str = "home_visit", at: datetime = NOW, **answers: str) -> dict[str, str]:
    """A record as a phone exports it."""
    body = {"visit": str(visit), "form": form, "answers": {"result": "done", **answers}, "done_at": at.isoformat()}
    return {"client_id": str(uuid.uuid4()), "account": str(by.id), "record": json.dumps(body)}


def exported(*rows: dict[str, str], photos: list[dict[str, str]] | None = None) -> bytes:
    told = {"format": "minsheng-field-2", "made_at": NOW.isoformat(), "records": rows, "photos": photos or []}
    return json.dumps(told).encode()


def in_letters(content: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(content).decode()


def taken_in(desk: Client, content: bytes, then: str = "take_in") -> Any:
    file = SimpleUploadedFile("minsheng-2026-11-26.json", content)
    return desk.post(reverse(URL), {"file": file, "then": then, "client_id": str(uuid.uuid4())})


def tried_in(answer: Any) -> str:
    """The mark of a tried file, on the page that shows what would become of it."""
    found = re.search(r'name="tried" value="([0-9a-f-]{36})"', answer.content.decode())
    assert found is not None
    return found.group(1)


def confirmed(desk: Client, tried: str) -> str:
    sent = {"then": "take_in", "tried": tried, "client_id": str(uuid.uuid4())}
    return desk.post(reverse(URL), sent).content.decode()


def test_a_file_is_tried_first_and_nothing_of_it_is_kept(people: People, as_person: SignedIn) -> None:
    task, desk = held(people), as_person("operator1")
    before = FactRow.objects.count()
    told = taken_in(desk, exported(row(people["volunteer1"], task.pk)), "try").content.decode()
    assert "什么也没有记" in told
    assert "记在他名下" in told
    assert people["volunteer1"].name in told
    assert (VisitRecord.objects.count(), FactRow.objects.count()) == (0, before)
    task.refresh_from_db()
    assert task.ended_at is None


def test_what_was_tried_is_taken_in_without_choosing_it_again(people: People, as_person: SignedIn) -> None:
    task, desk = held(people), as_person("operator1")
    own = row(people["volunteer1"], task.pk)
    first, second = (
        tried_in(taken_in(desk, content, "try")) for content in (exported(), b"\xef\xbb\xbf" + exported(own))
    )
    assert "请再选一次文件" in confirmed(desk, first), "another file was tried since"
    assert own["client_id"].encode() not in bytes(TriedFile.objects.get().sealed)
    assert "请再选一次文件" in confirmed(as_person("operator2"), second), "another's"
    assert "记在他名下" in confirmed(desk, second)
    assert [str(one.pk) for one in VisitRecord.objects.all()] == [own["client_id"]]
    assert not TriedFile.objects.exists()
    assert "请再选一次文件" in confirmed(desk, second)
    assert VisitRecord.objects.count() == 1


def test_a_tried_file_that_nobody_takes_in_is_gone_after_a_day(people: People, as_person: SignedIn) -> None:
    taken_in(as_person("operator1"), exported(row(people["volunteer1"], held(people).pk)), "try")
    assert operations.forget_tried(at=NOW + timedelta(hours=23)) == 0
    assert operations.forget_tried(at=NOW + timedelta(hours=25)) == 1
    assert not TriedFile.objects.exists()


def test_a_file_is_asked_for(as_person: SignedIn) -> None:
    answer = as_person("operator1").post(reverse(URL), {"then": "take_in", "client_id": str(uuid.uuid4())})
    assert (answer.status_code, "请选手机导出的文件" in answer.content.decode()) == (422, True)


def test_a_record_stands_under_its_helper_however_often_it_comes(people: People, as_person: SignedIn) -> None:
    task, desk = held(people), as_person("operator1")
    own = row(people["volunteer1"], task.pk, note="老人都好")
    photo = {"record": own["client_id"], "account": own["account"]}
    photo["photo"] = "data:image/jpeg;base64," + base64.b64encode(PHOTO).decode()
    file = exported(own, photos=[photo])
    assert "记在他名下" in taken_in(desk, file).content.decode()
    kept = VisitRecord.objects.get()
    assert str(kept.pk) == own["client_id"]
    assert (kept.by_id, kept.entered_by_id) == (people["volunteer1"].id, people["operator1"].id)
    assert VisitPhoto.objects.filter(record=kept).exists()
    by = {type(one.fact): one.by for one in ground.facts_of(task.pk)}
    assert by[facts.VisitRecorded] == by[facts.PhotoKept] == people["operator1"].id
    assert by[facts.TaskFinished] == people["volunteer1"].id
    count = FactRow.objects.count()
    assert "不会重复" in taken_in(desk, file).content.decode()
    phone = as_person("volunteer1").post(
        reverse("dispatch:field_records"), {"client_id": own["client_id"], "record": own["record"]}
    )
    assert phone.json()["standing"] == "counted", "the phone came back to life and sent it as well"
    assert (VisitRecord.objects.count(), FactRow.objects.count()) == (1, count)


def test_a_visit_that_somebody_else_has_recorded_waits_for_a_third(people: People, as_person: SignedIn) -> None:
    task = helping.plain(people, NOW, area=AREA, people_needed=2)
    for one in ("volunteer1", "volunteer2"):
        operations.claim_task(task_id=task.pk, by=people[one], at=NOW)
    desk = as_person("operator1")
    told = taken_in(desk, exported(row(people["volunteer1"], task.pk), row(people["volunteer2"], task.pk)))
    assert "由另一个人核对" in told.content.decode()
    first, second = VisitRecord.objects.order_by("standing")
    assert (first.standing, second.standing) == ("counted", "to_settle")
    assert second.entered_by_id == people["operator1"].id
    with pytest.raises(Refused, match="别人"):
        operations.settle_record(record_id=second.pk, counts=False, words="问过了", by=people["operator1"], at=NOW)


def test_a_clerks_record_of_a_door_comes_in_too_and_a_wrong_code_stays_wrong(
    people: People, as_person: SignedIn
) -> None:
    visit = visits.agreed(people, NOW)
    clerk = people[PIN_RESET[2]]
    own = row(clerk, visit.task.pk, "doorstep", code=visits.wrong(visit.code))
    assert "口令不符" in taken_in(as_person("operator1"), exported(own)).content.decode()
    kept = VisitRecord.objects.get()
    assert (kept.standing, kept.by_id) == ("void", clerk.id)


def test_one_bad_line_holds_up_no_other_and_foreign_ones_do_not_exist(people: People, as_person: SignedIn) -> None:
    task = held(people)
    bad = row(people["volunteer1"], task.pk, result="need_found")
    stranger = row(people["volunteer2"], task.pk)
    good = row(people["volunteer1"], task.pk)
    told = taken_in(as_person("operator1"), exported(bad, stranger, {"account": "?"}, good)).content.decode()
    assert "这一项要填" in told
    assert "没有这次上门" in told
    assert people["volunteer2"].name not in told
    assert [str(one.pk) for one in VisitRecord.objects.all()] == [good["client_id"]]
    elsewhere = taken_in(as_person("secretary2"), exported(row(people["volunteer1"], task.pk))).content.decode()
    assert "没有这次上门" in elsewhere
    assert people["volunteer1"].name not in elsewhere


def test_nobody_takes_in_his_own_records(people: People) -> None:
    task = held(people)
    record = operations.NewRecord(
        client_id=uuid.uuid4(), visit=task.pk, form="home_visit", answers={"result": "done"}, done_at=NOW
    )
    me = people["volunteer1"]
    both = Actor(me.account_id, me.name, (*me.held, *people["operator1"].held))
    with pytest.raises(ValueError, match="自己"):
        operations.bring_record(record=record, helper_id=me.id, by=both, at=NOW + timedelta(hours=1))
    with pytest.raises(Unseen):
        operations.bring_record(record=record, helper_id=me.id, by=people["secretary2"], at=NOW)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"{}", b'{"format": "x", "records": []}', b"[" * 100_000, b'{"records": 3}']
)
def test_another_file_is_refused_with_a_way_out(people: People, as_person: SignedIn, content: bytes) -> None:
    answer = taken_in(as_person("operator1"), content)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    with pytest.raises(Unreadable):
        read_outbox(content)
