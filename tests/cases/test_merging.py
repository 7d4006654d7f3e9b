"""Hints before saving, cases joined and taken apart, hot topics."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from minsheng.cases import facts, operations, queries, rules
from minsheng.cases.models import Case, CaseMerge, Voice
from minsheng.cases.queries import Matter
from minsheng.foundation import editions
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused, Unseen
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import BUILDING, HOUR, TOWN

People = dict[str, Actor]


def of(people: People, number: int, **changes: Any) -> Case:
    """A case of a caller of its own."""
    told = {"caller_phone": f"0478-557{number:04d}", "caller_name": f"来话人{number}", **changes}
    return making.assigned(people, NOW, **told)


def merge(people: People, survivor: Case, *others: Case, hours: int = 1, by: str = "operator1") -> CaseMerge:
    return operations.merge_cases(
        survivor_id=survivor.pk,
        case_ids=[case.pk for case in others],
        reason="都是这条路",
        by=people[by],
        at=NOW + hours * HOUR,
    )


def finish(people: People, case: Case) -> None:
    operations.deliver_task(case_id=case.pk, result="done", note="修好了", by=people["housing1"], at=NOW + 2 * HOUR)
    operations.verify_case(
        case_id=case.pk,
        outcome=rules.Outcome.MET,
        asked="self",
        words="",
        by=people["verifier1"],
        at=NOW + 3 * HOUR,
    )


def to_tell(people: People) -> set[uuid.UUID | None]:
    return {call.voice_id for call in queries.calls_to_tell(people["operator1"], NOW + 4 * HOUR)}


# hints


def hints(people: People, login: str = "operator1", **matter: str) -> list[tuple[uuid.UUID, tuple[str, ...]]]:
    found = queries.likely_duplicates(people[login], Matter(**matter), NOW + HOUR)
    return [(hint.line.id, hint.reasons) for hint in found]


def test_a_hint_says_why_and_the_likeliest_comes_first(people: People) -> None:
    same = of(people, 1, place="团结路3号")
    placed = of(people, 2, place="团结路3号")
    alike = of(people, 3)
    elsewhere = of(people, 4, area="150824203201", place="团结路3号")
    found = hints(people, phone="0478-5570001", area=TOWN, place="团结路3号", category=BUILDING[0])
    kind = "同一个地方的同一类事"
    assert found == [
        (same.pk, ("同一个电话", "同一个地点“团结路3号”", kind)),
        (placed.pk, ("同一个地点“团结路3号”", kind)),
        (alike.pk, (kind,)),
    ]
    assert elsewhere.pk not in dict(found)


def test_a_hint_takes_one_query_and_looks_at_open_cases_only(people: People, queries_made: list[str]) -> None:
    case = of(people, 1)
    for number in (2, 3, 4):
        of(people, number, place="x")
    hints(people, phone="0478-5570001")
    queries_made.clear()
    with editions.holding():
        assert len(hints(people, phone="0478-5570001", area=TOWN, place="x", category=BUILDING[0])) == 4
    of_editions = [sql for sql in queries_made if "foundation_edition" in sql]
    assert len(of_editions) == 1, "the names of areas and matters are asked for once and not for each line"
    assert len(queries_made) == 2, queries_made
    finish(people, case)
    assert hints(people, phone="0478-5570001", area=TOWN) == []


@pytest.mark.parametrize("matter", [{}, {"phone": "12"}, {"place": "团结路3号"}, {"category": BUILDING[0]}])
def test_too_little_gives_no_hint(people: People, matter: dict[str, str]) -> None:
    of(people, 1, place="团结路3号")
    assert hints(people, **matter) == []


def test_another_banner_is_never_hinted_at(people: People) -> None:
    of(people, 1, place="团结路3号")
    assert hints(people, "operator9", phone="0478-5570001", area=TOWN, place="团结路3号") == []


def test_the_desk_shows_the_hint_and_writes_the_voice_into_that_case(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    case = of(people, 1, place="团结路3号")
    client = as_person("operator1")
    form = {
        "client_id": str(uuid.uuid4()),
        "words": "团结路3号要盖房，怎么还没批",
        "caller_phone": "0478-5570002",
        "caller_name": "另一个人",
        "area": TOWN,
        "place": "团结路3号",
        "consent": "yes",
        "channel": "phone",
    }
    piece = client.post("/desk/hints/", form).content.decode()
    assert queries.number_of(case) in piece
    assert "同一个地点“团结路3号”" in piece
    without_script = client.post("/desk/", {**form, "propose": "1"}).content.decode()
    assert queries.number_of(case) in without_script
    form["client_id"] = str(uuid.uuid4())
    assert client.post("/desk/", {**form, "join": str(case.pk)})["Location"] == f"/cases/{case.pk}/"
    assert Case.objects.count() == 1
    assert Voice.objects.filter(case=case).count() == 2
    finish(people, case)
    assert len(to_tell(people)) == 2


# joined and taken apart


def test_joined_cases_are_worked_on_once_and_every_caller_is_told(people: People) -> None:
    survivor, *others = (of(people, number) for number in range(4))
    merge(people, survivor, *others)
    listed = {line.id for line in queries.work_list(people["operator1"], queries.Filter(), NOW).lines}
    assert listed == {survivor.pk}
    with pytest.raises(rules.NotNow, match="已经并入"):
        operations.deliver_task(case_id=others[0].pk, result="done", note="x", by=people["housing1"], at=NOW + HOUR)
    assert to_tell(people) == set()
    finish(people, survivor)
    voices = {voice.pk for voice in Voice.objects.all()}
    assert to_tell(people) == voices
    voice = Voice.objects.get(case=others[0])
    assert "修好了" in queries.words_to_tell(voice)
    operations.tell_voicer(
        voice_id=voice.pk, channel="phone", words="修好了", by=people["operator1"], at=NOW + 4 * HOUR
    )
    assert to_tell(people) == voices - {voice.pk}
    lines = {(call.line.number, call.joined_into) for call in queries.calls_to_tell(people["operator1"], NOW)}
    number = queries.number_of(survivor)
    assert lines == {(number, ""), *((queries.number_of(one), number) for one in others[1:])}, "each by his own number"
    assert [one.fact.kind for one in ground.facts_of(others[0].pk)][-2:] == ["cases.JoinedEnded", "cases.VoicerTold"]
    operations.reopen_case(case_id=survivor.pk, reason="又坏了", by=people["supervisor1"], at=NOW + 5 * HOUR)
    assert not Voice.objects.filter(told_at__isnull=False).exists(), "all of them wait to be told again"
    assert ground.facts_of(others[1].pk)[-1].fact.kind == "cases.JoinedReopened"
    sentences = [step.sentence for step in queries.case_shown(survivor.pk, people["operator1"], NOW).timeline]
    assert "并入同一件事的3件，每位来话人都保留，有结果逐一告知" in sentences


def test_taken_apart_each_stands_where_it_stood(people: People) -> None:
    survivor, other = of(people, 1), of(people, 2)
    before = Case.objects.get(pk=other.pk)
    made = merge(people, survivor, other)
    operations.undo_merge(merge_id=made.pk, reason="不是一条路", by=people["operator1"], at=NOW + 2 * HOUR)
    after = Case.objects.get(pk=other.pk)
    assert (after.state, after.due_at, after.merged_into_id) == (before.state, before.due_at, None)
    told = [one.fact.kind for one in ground.facts_of(other.pk)]
    assert told[-2:] == [facts.MergedInto.kind, facts.SplitOff.kind]
    finish(people, other)
    with pytest.raises(rules.NotNow, match="已经拆开"):
        operations.undo_merge(merge_id=made.pk, reason="又", by=people["operator1"], at=NOW + 3 * HOUR)


def test_a_public_look_up_of_a_joined_case_follows_the_other(people: People) -> None:
    survivor, other = of(people, 1), of(people, 2)
    merge(people, survivor, other)
    finish(people, survivor)
    found = queries.public_status(queries.number_of(other), "0002")
    assert found is not None
    assert (found.number, found.state_words) == (queries.number_of(other), "已办结")


def test_the_page_of_a_joined_case_says_where_it_stands_and_has_its_own_caller_told(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    survivor, other = of(people, 1), of(people, 2)
    merge(people, survivor, other)
    desk, address = as_person("operator1"), reverse("cases:case", args=[other.pk])
    page = desk.get(address).content.decode()
    assert f"和 {queries.number_of(survivor)} 一起办理" in page
    assert "由住建局办理" not in page, "nobody works on it under its own number"
    listed = desk.get(reverse("cases:work_list"), {"view": "all"}).content.decode()
    assert listed.count("已并入另一件") == 1
    finish(people, survivor)
    page = desk.get(address).content.decode()
    assert "已办结" in page
    assert reverse("cases:tell", args=[Voice.objects.get(case=other).pk]) in page
    assert "btn btn-primary" not in page.partition("原话")[0], "to work on it again is never the button to press first"


def test_a_call_desk_that_shows_not_all_says_so(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    survivor, *others = (of(people, number) for number in range(51))
    merge(people, survivor, *others)
    finish(people, survivor)
    page = as_person("operator1").get(reverse("cases:calls")).content.decode()
    assert "只列出等得最久的 50 条" in page


def test_fifty_at_once_and_not_one_more(people: People) -> None:
    found = [of(people, number) for number in range(52)]
    with pytest.raises(ValueError, match="1到50件"):
        merge(people, *found)
    merge(people, *found[:51])
    assert Case.objects.filter(merged_into=found[0]).count() == 50


def test_what_cannot_be_joined_stays_apart(people: People) -> None:
    survivor, other, third = of(people, 1), of(people, 2), of(people, 3)
    done = making.delivered(people, NOW, caller_phone="0478-5570009", caller_name="办完的")
    with pytest.raises(rules.NotNow, match="不能并入"):
        merge(people, survivor, done)
    merge(people, survivor, other)
    for first, second in ((third, other), (third, survivor)):
        with pytest.raises(rules.NotNow, match="不能并入"):
            merge(people, first, second)
    with pytest.raises(rules.NotNow, match="已并入别的事"):
        merge(people, other, third)
    with pytest.raises(ValueError, match="1到50件"):
        merge(people, survivor)
    with pytest.raises(Refused, match=r"cases\.merge"):
        merge(people, survivor, third, by="housing1")
    with pytest.raises(Unseen):
        merge(people, survivor, third, by="operator9")
    assert Case.objects.filter(merged_into=survivor).count() == 1


def test_nothing_is_taken_apart_after_a_result(people: People) -> None:
    survivor, other = of(people, 1), of(people, 2)
    made = merge(people, survivor, other)
    finish(people, survivor)
    with pytest.raises(rules.NotNow, match="已经有了结果"):
        operations.undo_merge(merge_id=made.pk, reason="不是", by=people["operator1"], at=NOW + 5 * HOUR)


def test_the_database_keeps_merges_as_they_were(people: People) -> None:
    survivor, other = of(people, 1), of(people, 2)
    made = merge(people, survivor, other)
    for sql, problem in (
        ("UPDATE cases_case SET merged_into_id = id", "case_is_not_merged_into_itself"),
        ("UPDATE cases_casemerge SET undone_at = at", "case_merge_undone_needs_who_when_why"),
    ):
        with pytest.raises(IntegrityError, match=problem), transaction.atomic():
            connection.cursor().execute(sql)
    operations.undo_merge(merge_id=made.pk, reason="不是", by=people["operator1"], at=NOW + 2 * HOUR)
    for sql in (
        "UPDATE cases_casemerge SET undo_reason = 'x'",
        "DELETE FROM cases_casemerge",
        "DELETE FROM cases_mergedcase",
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            connection.cursor().execute(sql)


def test_the_work_list_merges_assigns_and_prints_what_is_ticked(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    survivor, other = of(people, 1), of(people, 2)
    client = as_person("operator1")
    ticked = f"?case={survivor.pk}&case={other.pk}"
    page = client.get(f"/cases/merge/{ticked}").content.decode()
    assert queries.number_of(other) in page
    form = {
        "client_id": str(uuid.uuid4()),
        "case": [str(survivor.pk), str(other.pk)],
        "survivor": str(survivor.pk),
        "reason": "一条路",
    }
    assert client.post("/cases/merge/", form)["Location"] == f"/cases/{survivor.pk}/"
    shown = client.get(f"/cases/{survivor.pk}/").content.decode()
    assert "并入了 1 件" in shown
    assert "看那一件" in client.get(f"/cases/{other.pk}/").content.decode()
    made = CaseMerge.objects.get()
    undo = {"client_id": str(uuid.uuid4()), "reason": "不是"}
    assert client.post(f"/cases/merges/{made.pk}/", undo).status_code == 302
    sheets = client.get(f"/cases/sheets/{ticked}").content.decode()
    assert queries.number_of(survivor) in sheets
    assert queries.number_of(other) in sheets
    assert client.get("/cases/sheets/?case=x")["Location"].startswith("/cases/")
    again: dict[str, Any] = {"client_id": str(uuid.uuid4()), "case": [str(other.pk)]}
    assert "都不在等派单" in client.post("/cases/assign/", again, follow=True).content.decode(), (
        "it is assigned already"
    )
    fresh = making.heard(people, NOW, caller_phone="0478-5570003", caller_name="丙")
    operations.triage_case(case_id=fresh.pk, triage=making.triage(), by=people["operator1"], at=NOW)
    untriaged = making.heard(people, NOW, caller_phone="0478-5570004", caller_name="丁")
    again["case"] = [str(fresh.pk), str(untriaged.pk), str(other.pk)]
    asked = client.get("/cases/assign/", {"case": again["case"]}).content.decode()
    ready, left = asked.split("这次不派")
    assert queries.number_of(fresh) in ready
    assert queries.number_of(untriaged) in left
    again["client_id"] = str(uuid.uuid4())
    assert client.post("/cases/assign/", again).status_code == 302
    assert Case.objects.get(pk=fresh.pk).state == rules.State.ASSIGNED
    assert Case.objects.get(pk=untriaged.pk).state == rules.State.HEARD


# hot topics


def test_hot_topics_count_by_place_matter_and_week(people: People, as_person: Callable[[str], Client]) -> None:
    for number, days in enumerate((1, 2, 10, 27, 40)):
        at = NOW - timedelta(days=days)
        making.assigned(people, at, caller_phone=f"0478-557{number:04d}", caller_name=f"人{number}")
    (topic,) = queries.hot_topics(("150824",), NOW)
    assert (topic.area, topic.category, topic.weeks, topic.count) == (TOWN[:9], BUILDING[0], (1, 0, 1, 2), 4)
    assert topic.is_growing
    assert queries.hot_topics(("150824",), NOW, least=5) == []
    assert queries.hot_topics(("150422",), NOW) == []
    chosen = queries.Filter(view="all", area=topic.area, category=topic.category)
    assert len(queries.work_list(people["operator1"], chosen, NOW).lines) == 5, "the list has the older one as well"
