"""An enterprise of its own, and voices without a name that no supervisor of it can unmask: each way is tried."""

from __future__ import annotations

import io
import random
import re
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from minsheng.cases import operations, queries
from minsheng.cases.models import Case, HeldVoice, Limit, Tenant, Voice
from minsheng.foundation import drawn
from minsheng.foundation.models import Answer
from minsheng.foundation.rights import Actor, Unseen
from tests.conftest import NOW
from tests.factories import cases as making

People = dict[str, Actor]
AREA = "990001"
WORDS = ("夜班食堂没有热饭", "更衣室的柜子锁坏了", "加班费算得不清楚", "车间里太热没有风扇")
NIGHT = NOW + timedelta(days=3, hours=16)
"""When everything that was said at `NOW` has waited as long as it may; before, chance decides."""


def say(words: str, at: datetime = NOW) -> str:
    receipt = operations.new_receipt()
    operations.say_anonymously(area=AREA, words=words, receipt=receipt, at=at)
    return receipt


def release(seed: int = 1, at: datetime = NIGHT) -> list[Case]:
    before = set(Case.objects.values_list("pk", flat=True))
    operations.release_voices(at=at, chance=random.Random(seed))
    return list(Case.objects.exclude(pk__in=before).order_by("serial"))


def test_n13_an_enterprise_sees_its_own_cases_and_nobody_else_does(people: People) -> None:
    for one in WORDS:
        say(one)
    masked, public = release()[0], making.assigned(people, NOW)
    union, supervisor = people["union1"], people["union2"]
    assert queries.seen_case(masked.pk, union, NIGHT).lead.code == "dairy_union"
    for own in (union, supervisor):
        with pytest.raises(Unseen):
            queries.seen_case(public.pk, own, NIGHT)
    for login in ("operator1", "supervisor1", "verifier1", "arbiter1", "secretary1"):
        with pytest.raises(Unseen):
            queries.seen_case(masked.pk, people[login], NIGHT)
    wrong = operations.Triage(category="housing.village_building", lead=making.organisation("housing"))
    with pytest.raises(ValueError, match="本地没有这个单位"):
        operations.triage_case(case_id=masked.pk, triage=wrong, by=union, at=NIGHT)


def test_n13_anonymous_entry_needs_no_account_and_the_receipt_shows_what_came_of_it(
    people: People, clock: None
) -> None:
    page, address = Client(), reverse("cases:staff_voice", args=[AREA])
    told = {"words": WORDS[0], "receipt": operations.new_receipt()}
    for _ in range(2):  # sent twice is once
        said = page.post(address, told)
        assert told["receipt"] in said.content.decode()
    assert HeldVoice.objects.count() == 1
    assert "sessionid" not in page.cookies
    assert page.post(address, {**told, "words": "密码是 123456，卡号6222021234567890123"}).status_code == 422
    assert "原来的留着" in page.post(address, {**told, "words": WORDS[1]}).content.decode(), "back, and changed"
    assert HeldVoice.objects.get().words == WORDS[0]
    result = reverse("cases:staff_result", args=[AREA])
    written = told["receipt"].lower().replace("-", " ")
    assert "等几份意见凑到一起" in page.post(result, {"receipt": written}).content.decode()
    (case,) = release(at=NOW + timedelta(days=3))
    operations.decline_case(
        case_id=case.pk, reason_code="settled", reason="食堂已改", remedy="还有问题再写", by=people["union1"], at=NIGHT
    )
    assert "食堂已改" in page.post(result, {"receipt": written}).content.decode()
    assert page.post(result, {"receipt": operations.new_receipt()}).status_code == 422
    assert page.get(reverse("cases:staff_voice", args=["150824"])).status_code == 404


def test_n13_a_page_sent_again_after_the_handing_over_stops_nobody_elses_voice(people: People, clock: None) -> None:
    page, address = Client(), reverse("cases:staff_voice", args=[AREA])
    receipt = say(WORDS[0])
    release(at=NOW + timedelta(days=3))
    again = page.post(address, {"words": WORDS[0], "receipt": receipt})
    assert again.status_code == 422
    assert "已经转交" in again.content.decode()
    for one in WORDS:
        say(one)
    assert len(release(at=NIGHT + timedelta(days=4))) == len(WORDS)


def test_n13_the_receipt_of_a_joined_voice_shows_what_came_of_the_other(people: People) -> None:
    union, receipts = people["union1"], [say(one) for one in WORDS]
    first, second, *_rest = release()
    operations.merge_cases(survivor_id=first.pk, case_ids=[second.pk], reason="同一间车间", by=union, at=NIGHT)
    operations.decline_case(
        case_id=first.pk, reason_code="settled", reason="风扇装上了", remedy="还热再写", by=union, at=NIGHT
    )
    tenant = queries.tenant_of(AREA)
    told = [found for one in receipts if (found := queries.outcome_of(tenant, one)) is not None]
    assert sorted("风扇装上了" in one.result for one in told) == [False, False, True, True]


def test_n14_the_first_response_has_the_limit_of_the_enterprise(db: None) -> None:
    for one in WORDS:
        say(one)
    for case in release():
        limit = Limit.objects.get(case=case, kind="response")
        assert (limit.amount, limit.unit, limit.due_at) == (24, "hours", NIGHT + timedelta(hours=24))
        assert case.due_at == limit.due_at


def test_n14_few_voices_wait_for_others_but_not_for_ever(db: None) -> None:
    say(WORDS[0])
    say(WORDS[1])
    for day in range(3):
        assert release(seed=day, at=NOW + timedelta(days=day)) == []
    assert len(release(at=NOW + timedelta(days=3))) == 2


def test_n14_who_fills_the_box_himself_learns_not_when_the_other_voice_came(db: None) -> None:
    """Two voices of one's own beside the one that somebody was seen writing: it comes out on any of several nights."""
    nights = []
    for seed in range(12):
        say("有人看见我写的", NOW)
        for day in range(4):
            for number in range(2):
                say(f"自己塞的{seed}-{day}-{number}", NOW + timedelta(days=day))
            cases = release(seed=1000 * seed + day, at=NOW + timedelta(days=day, hours=16))
            if any(case.title.startswith("有人看见") for case in cases):
                nights.append(day)
        HeldVoice.objects.all().delete()
    assert len(nights) == 12, "it always comes, in time"
    assert len(set(nights)) > 1, "on which night is chance, not his doing"


def test_n14_what_is_released_is_never_less_than_several_before_its_time(db: None) -> None:
    for seed in range(8):
        for one in WORDS:
            say(f"{one}{seed}")
        for day in range(3):
            found = len(release(seed=seed, at=NOW + timedelta(days=day)))
            assert found == 0 or found >= 3
        HeldVoice.objects.all().delete()


def test_n14_no_order_and_no_hour_of_a_voice_is_kept_anywhere(db: None) -> None:
    """Time order: in whatever order they came, what is kept is the same; and no row of any table knows the hour."""
    words = [f"第{number}个人说的话" for number in range(12)]
    came = [NOW + timedelta(minutes=17 * number, seconds=3) for number in range(12)]
    for one, at in zip(words, came, strict=True):
        say(one, at)
    assert list(HeldVoice.objects.values_list("received_on", flat=True).distinct()) == [NOW.date()]
    cases = release(seed=3)
    assert [case.voices.get().words for case in cases] != words, "shuffled"
    assert {(case.opened_at, case.opened_by, case.person_id) for case in cases} == {(NIGHT, None, None)}
    voices = Voice.objects.filter(case__in=cases)
    assert {(one.heard_at, one.heard_by, one.caller_name, one.caller_phone_index) for one in voices} == {
        (NIGHT, None, "", None)
    }
    hours = {one.pk.int >> 80 for one in [*cases, *voices]}
    assert len(hours) == 1, "ids carry the moment of the release"
    assert not Answer.objects.exists(), "and no answer was kept for sending twice"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM foundation_fact WHERE at >= %s AND at <= %s", [came[0], came[-1]])
        assert cursor.fetchone() == (0,), "nothing was told when they came"


def test_n14_a_supervisor_finds_nobody_by_page_list_export_or_search(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    for one in WORDS:
        say(one, NOW - timedelta(days=4))
    masked = release(at=NOW - timedelta(hours=8))
    boss = as_person("union2")
    page = boss.get(reverse("cases:case", args=[masked[0].pk]))
    assert page.status_code == 200
    known = queries.phones_shown(masked[0], people["union1"], NOW)
    assert [(one.name, one.phone) for one in known] == [("", "")], "even the union, which takes the voices, has no name"
    assert boss.post(reverse("cases:phone", args=[masked[0].pk])).status_code == 403
    listed = boss.get(reverse("cases:work_list"), {"view": "all"}).content.decode()
    assert all(str(case.pk) in listed for case in masked)
    book = load_workbook(io.BytesIO(boss.get(reverse("cases:export"), {"view": "all"}).content)).active
    assert book is not None
    heads, *rows = book.iter_rows(values_only=True)
    number, opened = heads.index("编号"), heads.index("受理时间")
    moments = {row[opened] for row in rows if str(row[number]).startswith("2026")}
    assert len(moments) == 1, "all were opened at one moment"
    for words in ("热饭", "柜子"):
        found = boss.get(reverse("cases:work_list"), {"view": "all", "text": words}).content.decode()
        assert not any(str(case.pk) in found for case in masked), "words do not find a masked voice"
    told = queries.number_of(masked[0])
    assert str(masked[0].pk) in boss.get(reverse("cases:work_list"), {"view": "all", "text": told}).content.decode()


def test_n14_small_counts_of_an_enterprise_are_not_shown(db: None) -> None:
    for number in range(4):
        say(f"食堂夜班没有热饭第{number}次")
    for case in release():
        case.proposed_category_id = "labour.wages"
        case.save(update_fields=["proposed_category"])
    assert queries.hot_topics([AREA], NIGHT) == []
    say("食堂又没有热饭")
    extra = release(at=NIGHT + timedelta(days=3))
    for case in extra:
        case.proposed_category_id = "labour.wages"
        case.save(update_fields=["proposed_category"])
    assert [one.count for one in queries.hot_topics([AREA], NIGHT + timedelta(days=3))] == [5]


def test_n13_a_sheet_of_paper_has_a_receipt_to_tear_off_and_is_keyed_once(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    printed = reverse("cases:staff_sheets", args=[AREA])
    receipts = re.findall(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){7}", as_person("union1").get(printed).content.decode())
    assert len(set(receipts)) == 10
    assert as_person("operator1").get(printed).status_code == 404
    page, keyed = Client(), reverse("cases:staff_voice", args=[AREA]) + "?paper=1"
    for _ in range(2):
        told = page.post(keyed, {"words": WORDS[0], "receipt": receipts[0].lower()})
        assert "已录入" in told.content.decode()
    assert HeldVoice.objects.count() == 1
    assert page.post(keyed, {"words": WORDS[1], "receipt": receipts[0]}).status_code == 422, "the sheet was keyed"
    assert page.post(keyed, {"words": WORDS[1], "receipt": operations.new_receipt()}).status_code == 422
    result = page.post(reverse("cases:staff_result", args=[AREA]), {"receipt": receipts[0]})
    assert "等几份意见凑到一起" in result.content.decode()


def test_n14_a_box_that_is_full_for_today_counts_the_enterprise_and_never_refuses_paper(people: People) -> None:
    Tenant.objects.update(most_a_day=2)
    say(WORDS[0])
    receipt = say(WORDS[1])
    for number in range(queries.most_today(queries.tenant_of(AREA), NOW.date()) - 2):
        say(f"{WORDS[2]}{number}")
    held = HeldVoice.objects.count()
    with pytest.raises(ValueError, match="收满。"):
        say(WORDS[2])
    operations.say_anonymously(area=AREA, words=WORDS[1], receipt=receipt, at=NOW)  # sent twice is still once
    (paper,) = operations.sheet_receipts(area=AREA, count=1, by=people["union1"])
    operations.say_anonymously(area=AREA, words=WORDS[2], receipt=paper, at=NOW)
    say(WORDS[3], NOW + timedelta(days=1))
    assert HeldVoice.objects.count() == held + 2


def test_n14_who_fills_the_box_until_it_is_full_learns_not_how_many_others_have_written(people: People) -> None:
    tenant = queries.tenant_of(AREA)
    rooms = [queries.most_today(tenant, NOW.date() + timedelta(days=day)) for day in range(60)]
    assert min(rooms) >= tenant.most_a_day
    assert max(rooms) <= tenant.most_a_day * 3 // 2
    assert len(set(rooms)) > 20, "how many it takes is of the day, and known to nobody"


def test_n14_a_voice_without_a_name_is_never_said_to_have_one_that_is_kept(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    for one in WORDS:
        say(one, NOW - timedelta(days=4))
    (masked, *_) = release(at=NOW - timedelta(hours=8))
    page = as_person("union2").get(reverse("cases:case", args=[masked.pk])).content.decode()
    assert "没有留姓名电话" in page
    assert "由受理中心保管" not in page


def test_a_receipt_is_not_guessed_and_not_repeated() -> None:
    made = {operations.new_receipt() for _ in range(500)}
    assert len(made) == 500
    assert all(operations.is_receipt(one) for one in made)
    assert not operations.is_receipt(str(uuid.uuid4()))


def test_a_sheet_that_was_printed_before_receipts_grew_longer_is_still_taken(people: People) -> None:
    free = "ABCDEFGH2345"
    old = drawn.grouped(free + queries.sheet_mark(AREA, free, drawn.LETTERS.upper(), drawn.GROUP))
    assert len(old) == 19
    page, keyed = Client(), reverse("cases:staff_voice", args=[AREA]) + "?paper=1"
    assert "已录入" in page.post(keyed, {"words": WORDS[0], "receipt": old}).content.decode()
    result = page.post(reverse("cases:staff_result", args=[AREA]), {"receipt": old})
    assert "等几份意见凑到一起" in result.content.decode()
