"""What cases do when an earlier stage told something: here, a person had himself erased."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from minsheng.cases import operations, queries
from minsheng.cases.models import Case, Voice
from minsheng.foundation.rights import Actor
from minsheng.registry import operations as registry
from tests.factories import cases as made

HOUR = timedelta(hours=1)
NAME, PHONE, WORDS = "铜铃鸟来话人", "0478-5567788", "我家在铜铃鸟巷，想问问宅基地怎么批"


def erased(case: Case, people: dict[str, Actor], at: datetime) -> None:
    assert case.person_id is not None
    asked = registry.NewRequest(kind="deletion", words="请删去我的资料", channel="phone")
    request = registry.ask_about_data(person_id=case.person_id, asked=asked, by=people["operator1"], at=at)
    registry.carry_out_request(request_id=request.pk, by=people["supervisor1"], at=at)


def test_a_deletion_reaches_the_ended_cases_of_the_person(people: dict[str, Actor], now: datetime) -> None:
    case = made.heard(people, now, words=WORDS, caller_name=NAME, caller_phone=PHONE, place="铜铃鸟巷3号")
    other = made.heard(people, now, words="路灯坏了", caller_name="别人", caller_phone="0478-5561111")
    operations.decline_case(
        case_id=case.pk, reason_code="not_public", reason="家事", remedy="可以找调解员", by=people["operator1"], at=now
    )
    erased(case, people, now + HOUR)
    voice = Voice.objects.get(case=case)
    assert (voice.caller_name, voice.caller_phone_sealed, voice.caller_phone_index) == ("", None, None)
    with connection.cursor() as cursor:
        for table in ("cases_case", "cases_voice", "registry_person"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%铜铃鸟%'")
            assert cursor.fetchone() == (0,), table
    assert queries.case_shown(case.pk, people["operator1"], now).state_words == "不予受理"
    assert Voice.objects.get(case=other).caller_name == "别人"


def test_an_open_case_stops_the_deletion_and_nothing_is_half_erased(people: dict[str, Actor], now: datetime) -> None:
    case = made.heard(people, now, words=WORDS, caller_name=NAME, caller_phone=PHONE)
    with pytest.raises(ValueError, match=queries.number_of(Case.objects.get(pk=case.pk))):
        erased(case, people, now + HOUR)
    assert Voice.objects.get(case=case).caller_name == NAME
