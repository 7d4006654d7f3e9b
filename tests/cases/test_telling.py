"""Every voicer is told: by text without personal detail, outside quiet hours; on paper; or given up with a reason."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from minsheng.cases import facts, operations, queries, rules
from minsheng.cases.models import Case, OutgoingText, Telling, Voice
from minsheng.foundation import queries as ground
from minsheng.foundation import texting
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.foundation.worktime import local
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]
MOBILE = {"caller_phone": "13800138000", "caller_name": "来话人甲"}
NIGHT = NOW + 12 * HOUR  # 22:00 in the banner
MORNING = NOW + 22 * HOUR  # 8:00


class Broken:
    def send(self, number: str, text: str, message: uuid.UUID) -> None:
        raise texting.NotSent(f"gateway is down for {number}: {len(text)} characters, {message}")


def ended(people: People, **changes: Any) -> Voice:
    return Voice.objects.get(case=making.closed(people, NOW, **{**MOBILE, **changes}))


def queue(voice: Voice, people: People, at: datetime = NOW + 3 * HOUR, by: str = "operator1") -> OutgoingText:
    return operations.queue_text(voice_id=voice.pk, hotline="0478-5550000", by=people[by], at=at)


def tell(voice: Voice, people: People, channel: str, hours: int = 3, words: str = "没人接") -> None:
    operations.tell_voicer(
        voice_id=voice.pk, channel=channel, words=words, by=people["operator1"], at=NOW + hours * HOUR
    )


def to_tell(people: People, hours: int = 30) -> dict[uuid.UUID | None, int]:
    found = queries.calls_to_tell(people["operator1"], NOW + hours * HOUR)
    return {call.voice_id: call.attempts for call in found}


def test_a_text_says_where_to_ask_and_nothing_about_the_person(people: People, tmp_path: Path) -> None:
    voice, file = ended(people, place="团结路3号"), tmp_path / "texts.jsonl"
    queue(voice, people)
    assert to_tell(people) == {}, "nobody rings while the text waits"
    assert operations.send_texts(sender=texting.FileSender(file), at=NOW + 3 * HOUR) == 1
    (sent,) = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    number = queries.number_of(voice.case)
    assert sent["number"] == "13800138000"
    assert number in sent["text"]
    assert "0478-5550000" in sent["text"]
    for personal in ("来话人甲", "团结路", "宅基地", "盖房", "住建"):
        assert personal not in sent["text"]
    voice.refresh_from_db()
    assert voice.told_at == NOW + 3 * HOUR
    assert Telling.objects.get().channel == "text"
    assert operations.send_texts(sender=texting.FileSender(file), at=NOW + 4 * HOUR) == 0, "nobody is told twice"
    shown = queries.case_shown(voice.case_id, people["operator1"], NOW)
    assert shown.timeline[-1].sentence == "已把结果告知来话人（短信）"


def test_nothing_is_sent_in_the_quiet_hours(people: People, tmp_path: Path) -> None:
    voice, sender = ended(people), texting.FileSender(tmp_path / "texts.jsonl")
    made = queue(voice, people, NIGHT)
    assert made.due_at == MORNING
    for at in (NIGHT, NIGHT + 2 * HOUR, MORNING - timedelta(minutes=1)):
        assert operations.send_texts(sender=sender, at=at) == 0
    assert operations.send_texts(sender=sender, at=MORNING) == 1


@pytest.mark.parametrize("hour", range(24))
def test_the_next_moment_is_never_in_the_quiet_hours(hour: int) -> None:
    at = datetime(2026, 6, 3, hour, 30, tzinfo=local(NOW).tzinfo)
    found = texting.next_moment(at)
    assert 8 <= local(found).hour < 21
    assert found - at < timedelta(hours=11, minutes=1)
    assert (found == at) is (8 <= hour < 21)


def test_a_text_that_fails_goes_back_to_the_list_of_those_to_ring(people: People) -> None:
    voice = ended(people)
    queue(voice, people)
    for hours in (3, 4, 5):
        assert operations.send_texts(sender=Broken(), at=NOW + hours * HOUR) == 0
    assert OutgoingText.objects.get().is_sent is False
    assert to_tell(people) == {voice.pk: 0}
    tell(voice, people, "phone", 6, "办好了")


def test_who_has_no_mobile_is_told_by_phone_or_on_paper(people: People) -> None:
    voice = ended(people, caller_phone="0478-5561234")
    with pytest.raises(ValueError, match="寄信"):
        queue(voice, people)
    tell(voice, people, "letter", 3, "信已寄出")
    assert to_tell(people) == {}


def test_a_text_is_queued_once_after_a_result_by_who_tells(people: People) -> None:
    early = Voice.objects.get(case=making.assigned(people, NOW, caller_phone="13800138001"))
    with pytest.raises(rules.NotNow, match="还没有结果"):
        queue(early, people)
    voice = ended(people)
    with pytest.raises(Refused):
        queue(voice, people, by="housing1")
    with pytest.raises(Unseen):
        queue(voice, people, by="operator9")
    queue(voice, people)
    with pytest.raises(rules.NotNow, match="等着发出"):
        queue(voice, people)
    with pytest.raises(ValueError, match="由系统发出"):
        tell(voice, people, "text")


def test_m9_nobody_stays_untold_for_good(people: People) -> None:
    voice = ended(people)
    tell(voice, people, "unreachable", 3)
    assert to_tell(people) == {voice.pk: 1}
    with pytest.raises(ValueError, match="至少2次"):
        tell(voice, people, "given_up", 4, "号码停机")
    tell(voice, people, "unreachable", 5)
    tell(voice, people, "given_up", 6, "号码停机，村里说人已外出打工，没有亲属")
    assert to_tell(people) == {}
    assert queries.oldest_untold(("150824",)) is None
    voice.refresh_from_db()
    assert voice.told_at is None, "given up is not told"
    told = [one.fact for one in ground.facts_of(voice.case_id)]
    assert not any(isinstance(one, facts.VoicerTold) for one in told)
    assert isinstance(told[-1], facts.TellingGivenUp)
    operations.reopen_case(case_id=voice.case_id, reason="又来电", by=people["supervisor1"], at=NOW + 7 * HOUR)
    voice.refresh_from_db()
    assert voice.given_up_at is None


def test_a_notice_in_the_village_tells_as_well(people: People) -> None:
    voice = ended(people)
    tell(voice, people, "unreachable", 3)
    tell(voice, people, "notice", 4, "已张贴在村务公开栏")
    assert to_tell(people) == {}


def test_letter_and_notice_print_and_the_notice_names_nobody(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    voice = ended(people)
    page = as_person("operator1").get(f"/calls/{voice.pk}/letter/").content.decode()
    letter, notice = page.split("告示</h2>")
    assert "来话人甲" in letter
    assert queries.number_of(voice.case) in notice
    assert "来话人甲" not in notice


def test_the_page_offers_a_text_where_there_is_an_adapter(
    people: People, as_person: Callable[[str], Client], clock: None, settings: Any, tmp_path: Path
) -> None:
    voice, client = ended(people), as_person("operator1")
    assert "发短信告知" not in client.get(f"/calls/{voice.pk}/tell/").content.decode()
    settings.MINSHENG_TEXTS = f"file:{tmp_path}/texts.jsonl"
    assert "发短信告知" in client.get(f"/calls/{voice.pk}/tell/").content.decode()
    form = {"client_id": str(uuid.uuid4())}
    assert client.post(f"/calls/{voice.pk}/text/", form)["Location"] == "/calls/"
    assert OutgoingText.objects.get().voice_id == voice.pk
    settings.MINSHENG_TEXTS = "pigeon"
    with pytest.raises(ValueError, match="pigeon"):
        texting.sender()


def test_the_oldest_untold_stands_on_the_first_page_and_all_of_them_in_the_list(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    old: Case = making.closed(people, NOW - 60 * HOUR, caller_phone="0478-5570001", caller_name="甲")
    new: Case = making.closed(people, NOW - 30 * HOUR, caller_phone="0478-5570002", caller_name="乙")
    assert "等得最久的是 2026-05-3" in as_person("operator1").get("/").content.decode()
    page = as_person("operator1").get("/calls/").content.decode()
    assert page.index(queries.number_of(old)) < page.index(queries.number_of(new))
