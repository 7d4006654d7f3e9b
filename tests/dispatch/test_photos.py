"""A photo of a visit: nobody needs one, none tells more than its picture, and it goes with its record."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from minsheng.cases import operations as cases
from minsheng.cases.models import Voice
from minsheng.cases.rules import Outcome
from minsheng.dispatch import operations
from minsheng.dispatch.models import VisitPhoto, VisitRecord
from minsheng.dispatch.rules import photos
from minsheng.foundation.models import Reading
from minsheng.foundation.rights import Actor, Unseen
from tests.factories import visits
from tests.factories.photos import FROM_A_CAMERA, PHOTO

AsPerson = Callable[[str], Client]
People = dict[str, Actor]


def test_what_a_camera_wrote_into_a_photo_does_not_stay() -> None:
    assert photos.cleaned(FROM_A_CAMERA) == PHOTO
    assert photos.cleaned(PHOTO) == PHOTO


@given(st.one_of(st.binary(max_size=200), st.integers(0, len(FROM_A_CAMERA)).map(lambda end: FROM_A_CAMERA[:end])))
def test_what_is_no_whole_photo_is_refused_in_words(content: bytes) -> None:
    try:
        found = photos.cleaned(content)
    except ValueError:
        found = PHOTO
    assert found == PHOTO


def test_a_photo_has_a_largest_size() -> None:
    with pytest.raises(ValueError, match="太大"):
        photos.cleaned(PHOTO + bytes(photos.MOST_BYTES))


@pytest.mark.usefixtures("clock")
def test_a_photo_comes_after_its_record_once_and_goes_with_it(
    as_person: AsPerson, people: People, now: datetime
) -> None:
    made, client, key = visits.agreed(people, now), as_person("bank1"), uuid.uuid4()

    def send() -> int:
        photo = SimpleUploadedFile("photo.jpg", FROM_A_CAMERA, content_type="image/jpeg")
        return client.post("/field/photos/", {"client_id": str(key), "photo": photo}).status_code

    assert send() == 422, "its record is not here"
    answers = {"result": "done", "code": made.code}
    record = operations.NewRecord(client_id=key, visit=made.task.pk, form="doorstep", answers=answers, done_at=now)
    operations.record_visit(record=record, by=people["bank1"], at=now)
    assert VisitRecord.objects.get(pk=key).standing == "counted", "without a photo"
    assert [send(), send()] == [200, 200]
    assert VisitPhoto.objects.count() == 1
    assert b"secret" not in bytes(VisitPhoto.objects.get().sealed)
    shown = client.get(f"/visits/records/{key}/photo/")
    assert [shown.content, shown.headers["Content-Type"]] == [PHOTO, "image/jpeg"]
    assert Reading.objects.filter(about=key, purpose="visit_photo").count() == 1
    for other in ("housing1", "volunteer1"):
        with pytest.raises(Unseen):
            operations.fetch_photo(record_id=key, by=people[other], at=now)
        with pytest.raises(Unseen):
            operations.keep_photo(record_id=key, content=PHOTO, by=people[other], at=now)
    VisitRecord.objects.filter(pk=key).delete()
    assert not VisitPhoto.objects.exists()


def test_a_photo_goes_with_the_words_of_its_case(people: People, now: datetime) -> None:
    made, key = visits.agreed(people, now), uuid.uuid4()
    answers = {"result": "done", "code": made.code}
    record = operations.NewRecord(client_id=key, visit=made.task.pk, form="doorstep", answers=answers, done_at=now)
    operations.record_visit(record=record, by=people["bank1"], at=now)
    operations.keep_photo(record_id=key, content=PHOTO, by=people["bank1"], at=now)
    cases.verify_case(
        case_id=made.case.pk, outcome=Outcome.MET, asked="self", words="好了", by=people["verifier1"], at=now
    )
    Voice.objects.filter(case=made.case).update(told_at=now)
    for months, kept in ((35, 1), (37, 0)):
        cases.delete_what_was_kept_long_enough(at=now + timedelta(days=months * 31 - 20))
        assert VisitPhoto.objects.count() == kept
    assert VisitRecord.objects.get(pk=key).answers == {}
