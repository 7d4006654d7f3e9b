"""Importing messages: tried, confirmed, carried out; nothing lost, nothing doubled, nothing half-saved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries, rules
from minsheng.cases.facts import CaseOpened, MessagesImported, VoiceHeard
from minsheng.cases.models import Case, Limit, MessageImport, MessageRow, Voice
from minsheng.foundation import queries as ground
from minsheng.foundation import rights, sheets
from minsheng.foundation.models import Grant, Reading
from minsheng.foundation.units import Items
from minsheng.registry import queries as registry
from tests.cases import messages
from tests.conftest import NOW
from tests.own_database import OwnDatabase, side_by_side

if TYPE_CHECKING:
    from minsheng.foundation.rights import Actor

People = dict[str, "Actor"]
CARD = "6222 0200 0000 0000 000"
IDENTITY = "11010519491231002X"  # the example of GB 11643


@pytest.fixture
def supervisor(people: People) -> Actor:
    return people["supervisor1"]


@pytest.fixture
def elsewhere(people: People) -> Actor:
    """Somebody who imports in another banner only."""
    account = people["operator9"].id
    Grant.objects.filter(account_id=account).delete()
    Grant.objects.create(account_id=account, role_id="supervisor", area_id=messages.OTHER, valid_from=date(2024, 1, 1))
    return rights.actor_of(account, "", date(2026, 6, 3))


def tried(content: bytes, by: Actor, at: datetime, **more: Any) -> MessageImport:
    told = {"file_name": "来件.jsonl", "area": messages.BANNER, **more}
    return operations.try_messages(content=content, by=by, at=at, **told)


def carried_out(run: MessageImport, by: Actor, at: datetime, most: int = 50) -> queries.Counts:
    operations.confirm_import(run_id=run.pk, by=by, at=at)
    while operations.import_chunk(run_id=run.pk, at=at, most=most):
        pass
    run.refresh_from_db()
    return queries.import_shown(run).counts


def problems(run: MessageImport) -> list[tuple[int, str, str]]:
    rows = queries.import_rows(run, rules.RowOutcome.WRONG)
    return [(row.line, one.heading, str(one.sentence)) for row in rows for one in row.problems]


def test_every_row_becomes_a_voice_and_a_case_with_one_lead(supervisor: Actor, now: datetime) -> None:
    run = tried(messages.jsonl(*messages.invented(23)), supervisor, now)
    assert (run.state, Voice.objects.count(), Case.objects.count()) == ("tried", 0, 0)
    counts = carried_out(run, supervisor, now, most=10)
    assert (counts.opened, counts.wrong, counts.known, counts.ready) == (23, 0, 0, 0)
    assert run.state == "done"
    intake = registry.intake_for(messages.BANNER)
    assert intake is not None
    for case in Case.objects.all():
        assert (case.state, case.lead_id, case.area_id) == ("heard", intake.id, messages.BANNER)
        assert case.due_at is not None
        assert Limit.objects.filter(case=case, kind="response").count() == 1
    voice = Voice.objects.get(source_number="7")
    assert (voice.channel, voice.heard_by, voice.told_at) == ("file", supervisor.account_id, None)
    assert f"{voice.heard_at:%Y-%m-%d %H:%M}" == "2026-05-07 23:07"  # UTC of 7:07 on the 8th
    assert "“不存在的类别”" in voice.case.proposal_reason
    (told,) = [one.fact for one in ground.facts_of(run.pk)]
    assert told == MessagesImported(
        about=run.pk, area=told.area, opened=Items(23), known_before=Items(0), wrong=Items(0)
    )


def test_a_batch_does_what_opening_one_by_one_does(people: People, now: datetime) -> None:
    both = replace(people["operator1"], held=(*people["operator1"].held, *people["supervisor1"].held))
    voices = [
        operations.NewVoice(
            words=words,
            channel="file",
            heard_at=now - timedelta(days=number),
            area=area,
            place="某处",
            caller_name=name,
            caller_phone=phone,
            label=label,
            circumstances=(operations.CircumstanceKind.MOBILITY,) if number % 2 else (),
        )
        for number, (words, area, name, phone, label) in enumerate(
            [
                (messages.SAID[0], "150824100001", "", "", ""),
                (messages.SAID[4], messages.BANNER, "测试甲", "0478-5569001", "不认识"),
                ("说不清是什么事情", messages.BANNER, "测试甲", "0478-5569001", "突发急病"),
            ]
        )
    ]
    single = [operations.open_case(voice=replace(one, source="一"), by=both, at=now) for one in voices[:1]]
    single += [
        operations.open_case(voice=replace(one, source="一", source_number=str(number)), by=both, at=now)
        for number, one in enumerate(voices[1:])
    ]
    batch = operations.open_cases(
        voices=[replace(one, source="二", source_number=str(number)) for number, one in enumerate(voices)],
        by=both,
        at=now,
    )
    assert [likeness(case) for case in single] == [likeness(one.case) for one in batch]
    assert [one.sounds_like_emergency for one in batch] == [False, True, True]


def likeness(case: Case) -> dict[str, Any]:
    """Everything about a case but its own keys and numbers."""
    own = {"id", "serial", "case_id", "source", "source_number", "caller_phone_sealed"}

    def fields(one: Any) -> dict[str, Any]:
        values = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
        return {name: value for name, value in values.items() if name not in own}

    case = Case.objects.get(pk=case.pk)
    told = [(one.fact.kind, one.by, one.at) for one in ground.facts_of(case.pk)]
    return {
        "case": fields(case),
        "voices": [fields(one) for one in case.voices.all()],
        "limits": [fields(one) for one in case.limits.all()],
        "circumstances": sorted(case.circumstances.values_list("kind", flat=True)),
        "facts": told,
    }


def test_a_second_import_opens_nothing_and_says_so(supervisor: Actor, now: datetime) -> None:
    content = messages.jsonl(*messages.invented(5))
    carried_out(tried(content, supervisor, now), supervisor, now)
    again = tried(content, supervisor, now + timedelta(hours=1), file_name="改了名.jsonl")
    counts = queries.import_shown(again).counts
    assert (counts.known, counts.ready, counts.wrong) == (5, 0, 0)
    assert ["上传过" in str(note) for note in queries.import_shown(again).notes] == [True]
    known = queries.import_rows(again, rules.RowOutcome.KNOWN)
    assert {row.case_id for row in known} == set(Case.objects.values_list("pk", flat=True))
    with pytest.raises(rules.NotNow, match="没有可以导入的行"):
        operations.confirm_import(run_id=again.pk, by=supervisor, at=now)
    assert Voice.objects.count() == 5
    more = tried(messages.jsonl(*messages.invented(7)), supervisor, now)
    assert carried_out(more, supervisor, now).opened == 2
    other = tried(content, supervisor, now, source="信访系统")
    assert queries.import_shown(other).counts.ready == 5


def test_messages_without_numbers_are_known_by_time_and_words(supervisor: Actor, now: datetime) -> None:
    rows = [["2026-05-01", "路灯坏了"], ["2026-05-02", "路灯坏了"], ["", "没写时间"], ["", "没写时间"]]
    content = messages.table(["时间", "内容"], rows)
    run = tried(content, supervisor, now)
    assert problems(run) == [(5, "编号", "和第 4 行是同一条（编号或内容相同）。请删去一行。")]
    assert carried_out(run, supervisor, now).opened == 3
    assert queries.import_shown(tried(content, supervisor, now + timedelta(days=1))).counts.known == 3


def test_a_known_number_with_other_words_is_an_error(supervisor: Actor, now: datetime) -> None:
    carried_out(tried(messages.jsonl({"id": 1, "text": "路灯坏了"}), supervisor, now), supervisor, now)
    run = tried(messages.jsonl({"id": 1, "text": "暖气不热"}, {"id": 2, "text": "暖气不热"}), supervisor, now)
    ((line, _, sentence),) = problems(run)
    assert line == 1
    assert "换一个来源名称" in sentence
    assert Voice.objects.get().words == "路灯坏了"


def test_the_number_of_another_banner_is_not_shown(supervisor: Actor, elsewhere: Actor, now: datetime) -> None:
    there = tried(messages.jsonl({"id": 1, "text": "邻旗的事"}), elsewhere, now, area=messages.OTHER, source="热线")
    carried_out(there, elsewhere, now)
    run = tried(messages.jsonl({"id": 1, "text": "邻旗的事"}), supervisor, now, source="热线")
    (row,) = queries.import_rows(run, rules.RowOutcome.WRONG)
    assert (row.case_id, row.number) == (None, "")
    assert "别的地区" in str(row.problems[0].sentence)
    own = tried(messages.jsonl({"id": 1, "text": "邻旗的事"}), supervisor, now)
    assert queries.import_shown(own).counts.ready == 1  # a source that nobody named is the banner's own
    assert [one.run.pk for one in queries.imports(elsewhere)] == [there.pk]
    for act in (operations.confirm_import, operations.drop_import):
        with pytest.raises(rights.Unseen):
            act(run_id=there.pk, by=supervisor, **({"at": now} if act is operations.confirm_import else {}))


def test_wrong_rows_say_why_and_do_not_stop_the_rest(supervisor: Actor, now: datetime) -> None:
    rows = [
        ["1", "2026-05-01", "好的一行", "", "", ""],
        ["2", "明天", "时间看不懂", "", "", ""],
        ["3", "2027-05-01", "还没有到", "", "", ""],
        ["4", "0001-01-01", "太早", "", "", ""],
        ["5", "", "长" * 4001, "", "", ""],
        ["6", "", "=1+1", "", "", ""],
        ["7", "", "电话不对", "", "1234567", ""],
        ["8", "", "没有这个地方", "火星", "", ""],
        ["9", "", "别的旗", "150422100", "", ""],
        ["10", "", f"我的卡号 {CARD} 密码 123456", "", "", ""],
        ["11", "", "好的", "", "", f"身份证{IDENTITY}"],
        ["1", "", "编号重了", "", "", ""],
        ["12", "", "", "", "", ""],
        ["13", "", "最后一行也好", "海流图镇", "0478-5569001", "门口"],
    ]
    run = tried(messages.table(["编号", "时间", "内容", "地区", "电话", "地点"], rows), supervisor, now)
    found = problems(run)
    assert [(line, heading) for line, heading, _ in found] == [
        (3, "时间"),
        (4, "时间"),
        (5, "时间"),
        (6, "内容"),
        (7, "内容"),
        (8, "电话"),
        (9, "地区"),
        (10, "地区"),
        (11, "内容"),
        (12, "地点"),
        (13, "编号"),
        (14, "内容"),
    ]
    assert all(sentence.endswith("。") for _, _, sentence in found)
    assert carried_out(run, supervisor, now).opened == 2
    assert set(Voice.objects.values_list("source_number", flat=True)) == {"1", "13"}
    assert Voice.objects.get(source_number="13").case.area_id == "150824100"


def everything_kept(run: MessageImport) -> str:
    """All that the database holds after an import, sealed content opened."""
    rows = [queries.payload(row) for row in run.rows.all()]
    told = [
        *rows,
        MessageImport.objects.filter(pk=run.pk).values(),
        list(Voice.objects.values()),
        list(Case.objects.values()),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT body::text FROM foundation_fact")
        told.append(cursor.fetchall())
    return " ".join(map(str, told))


def test_e25_secret_digits_are_nowhere_after_an_import(supervisor: Actor, now: datetime) -> None:
    heading = ["编号", "内容", "身份证号", "备注"]
    rows = [
        ["1", f"卡号{CARD}", "", ""],
        ["2", "好的一行", IDENTITY, "密码是778899"],
        [IDENTITY, "编号是证件号", "", ""],
    ]
    run = tried(messages.table(heading, rows), supervisor, now, file_name=f"{IDENTITY}.csv")
    assert [(line, heading) for line, heading, _ in problems(run)] == [(2, "内容"), (4, "编号")]
    assert [str(note) for note in queries.import_shown(run).notes if "●" in str(note)] == [
        "“身份证号”这一列里有像证件号、卡号或密码的数字，没有保存，结果文件里用●遮住。",
        "“备注”这一列里有像证件号、卡号或密码的数字，没有保存，结果文件里用●遮住。",
    ]
    carried_out(run, supervisor, now)
    kept = everything_kept(run)
    assert "好的一行" in kept
    for secret in (CARD, CARD.replace(" ", ""), IDENTITY, "778899"):
        assert secret not in kept
    back = operations.fetch_result(run_id=run.pk, by=supervisor, at=now, words=str)
    assert IDENTITY.encode() not in b"".join(_parts(back))


def _parts(content: bytes) -> Sequence[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return [book.read(name) for name in book.namelist()]


def test_what_a_row_says_is_sealed_in_the_table(supervisor: Actor, now: datetime) -> None:
    content = messages.table(["内容", "姓名", "电话"], [["路灯坏了", "测试郭", "0478-5569001"]])
    run = tried(content, supervisor, now)
    row = MessageRow.objects.get(run=run)
    assert row.sealed is not None
    for plain in ("路灯坏了", "测试郭", "5569001"):
        assert plain.encode() not in bytes(row.sealed)


def test_e08_emergencies_and_unknown_categories_do_not_stop_the_rest(supervisor: Actor, now: datetime) -> None:
    rows = [
        {"id": 1, "text": "我爸突然胸口疼，喘不上气，满头大汗", "label": "没有的类别"},
        {"id": 2, "text": "哦哦哦", "label": "别的系统的类别"},
        {"id": 3, "text": "说不清", "label": "突发急病"},
        {"id": 4, "text": "路灯坏了", "label": ""},
    ]
    run = tried(messages.jsonl(*rows), supervisor, now)
    preview = queries.import_preview(run, now.date())
    assert [one.is_emergency for one in preview] == [True, False, True, False]
    assert carried_out(run, supervisor, now).opened == 4
    urgent = queries.import_rows(run, rules.RowOutcome.OPENED, is_urgent=True)
    assert [row.line for row in urgent] == [1, 3]
    assert set(Case.objects.filter(pk__in=[row.case_id for row in urgent]).values_list("urgency", flat=True)) == {
        "urgent"
    }


def test_files_of_three_forms_say_the_same(supervisor: Actor, now: datetime) -> None:
    rows = messages.invented(4)
    heading = ["id", "time", "title", "label", "text"]
    cells = [[str(row[key]) for key in heading] for row in rows]
    carried_out(tried(messages.jsonl(*rows), supervisor, now), supervisor, now)
    for content in (
        messages.table(heading, cells, "gbk"),
        sheets.workbook(heading, cells, title="表"),
        messages.table(["编号", "时间", "标题", "类别", "内容"], cells, "utf-8-sig"),
    ):
        assert queries.import_shown(tried(content, supervisor, now)).counts.known == 4


def test_a_file_that_cannot_be_used_leaves_nothing(supervisor: Actor, now: datetime) -> None:
    for content in (b"", "编号,内容\n".encode(), "编号,标题\n1,a\n".encode(), b"\x89PNG" + bytes(99)):
        with pytest.raises(sheets.SheetProblem):
            tried(content, supervisor, now)
    assert MessageImport.objects.count() == 0


def test_confirming_twice_puts_one_job_and_dropping_deletes_the_rows(supervisor: Actor, now: datetime) -> None:
    run = tried(messages.jsonl(*messages.invented(3)), supervisor, now)
    operations.confirm_import(run_id=run.pk, by=supervisor, at=now)
    operations.confirm_import(run_id=run.pk, by=supervisor, at=now + timedelta(seconds=5))
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [operations.IMPORT_JOB])
        assert len(cursor.fetchall()) == 1
    with pytest.raises(rules.NotNow, match="已经确认"):
        operations.drop_import(run_id=run.pk, by=supervisor)
    left = tried(messages.jsonl({"id": 99, "text": "不要了"}), supervisor, now)
    operations.drop_import(run_id=left.pk, by=supervisor)
    assert left.rows.count() == 0
    with pytest.raises(rules.NotNow, match="放弃"):
        operations.confirm_import(run_id=left.pk, by=supervisor, at=now)
    assert [one.run.pk for one in queries.imports(supervisor)] == [run.pk]


def test_it_stops_with_a_sentence_and_goes_on_for_somebody_else(
    supervisor: Actor, people: People, now: datetime
) -> None:
    run = tried(messages.jsonl(*messages.invented(3)), supervisor, now)
    operations.confirm_import(run_id=run.pk, by=supervisor, at=now)
    assert operations.import_chunk(run_id=run.pk, at=now, most=1)
    Grant.objects.filter(account_id=supervisor.id).update(valid_to=now.date() - timedelta(days=1))
    assert not operations.import_chunk(run_id=run.pk, at=now)
    run.refresh_from_db()
    assert run.state == "stopped"
    assert "cases.import" in run.stopped_because
    assert Case.objects.count() == 1
    Grant.objects.create(
        account_id=people["auditor1"].id, role_id="supervisor", area_id=messages.BANNER, valid_from=now.date()
    )
    other = rights.actor_of(people["auditor1"].id, "", now.date())
    assert carried_out(run, other, now).opened == 3


def test_a_row_that_the_database_refuses_is_marked_and_the_others_are_opened(supervisor: Actor, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_voice ADD CONSTRAINT refused CHECK (words NOT LIKE '%毒%')")
    rows = [{"id": number, "text": words} for number, words in enumerate(["路灯", "毒", "暖气"])]
    run = tried(messages.jsonl(*rows), supervisor, now)
    counts = carried_out(run, supervisor, now)
    assert (counts.opened, counts.wrong) == (2, 1)
    assert [line for line, _, _ in problems(run)] == [2]
    assert Case.objects.count() == 2
    assert len(ground.facts_told([CaseOpened.kind], [messages.BANNER], now, now + timedelta(seconds=1), {})) == 2
    assert len(ground.facts_told([VoiceHeard.kind], [messages.BANNER], now, now + timedelta(seconds=1), {})) == 2


def test_two_workers_open_each_row_once(own_database: OwnDatabase, people: People, now: datetime) -> None:
    supervisor = people["supervisor1"]
    content = messages.jsonl(*messages.invented(12))
    first, second = tried(content, supervisor, now), tried(content, supervisor, now)
    for run in (first, second):
        operations.confirm_import(run_id=run.pk, by=supervisor, at=now)

    def work(run: MessageImport) -> None:
        while operations.import_chunk(run_id=run.pk, at=now, most=3):
            pass

    results = side_by_side(lambda: work(first), lambda: work(second), lambda: work(first))
    assert results == [None, None, None]
    assert own_database.rows("SELECT count(*), count(DISTINCT source_number) FROM cases_voice") == [(12, 12)]
    assert own_database.rows("SELECT count(*) FROM cases_case") == [(12,)]
    states = own_database.rows("SELECT state FROM cases_messageimport")
    assert states == [("done",), ("done",)]
    counts = [queries.import_shown(run).counts for run in (first, second)]
    assert [one.opened + one.known for one in counts] == [12, 12]
    assert sum(one.opened for one in counts) == 12


def test_a_chunk_takes_the_same_few_statements_whatever_its_size(
    supervisor: Actor, now: datetime, queries_made: list[str]
) -> None:
    taken = []
    for first, size in ((1, 20), (101, 80)):
        run = tried(messages.jsonl(*messages.invented(size, first=first)), supervisor, now)
        operations.confirm_import(run_id=run.pk, by=supervisor, at=now)
        queries_made.clear()
        assert not operations.import_chunk(run_id=run.pk, at=now, most=100)
        taken.append(len(queries_made))
    assert taken[1] <= taken[0] <= 40


def test_the_result_file_says_what_came_of_each_row_and_the_reading_is_logged(supervisor: Actor, now: datetime) -> None:
    carried_out(tried(messages.jsonl({"id": 1, "text": "路灯坏了"}), supervisor, now), supervisor, now)
    rows = [["1", "路灯坏了", ""], ["2", "暖气不热", ""], ["3", "坏电话", "1234567"]]
    run = tried(messages.table(["编号", "内容", "电话"], rows), supervisor, now)
    carried_out(run, supervisor, now)
    content = operations.fetch_result(run_id=run.pk, by=supervisor, at=now, words=str)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    told = [str(line[0].value) for line in sheet.iter_rows(min_row=2)]
    numbers = {case.voices.get().source_number: queries.number_of(case) for case in Case.objects.all()}
    assert told[:2] == [f"以前已导入：{numbers['1']}", f"已新开：{numbers['2']}"]
    assert told[2].startswith("电话：")
    assert Reading.objects.get(about=run.pk).items == ["name", "phone", "words"]
    again = tried(content, supervisor, now)
    assert queries.import_shown(again).counts.known == 2


def test_what_files_say_is_forgotten(supervisor: Actor, now: datetime) -> None:
    done = tried(messages.jsonl({"id": 1, "text": "路灯坏了"}), supervisor, now)
    carried_out(done, supervisor, now)
    left = tried(messages.jsonl({"id": 2, "text": "没有确认"}), supervisor, now)
    assert operations.forget_imports(at=now + timedelta(days=6)) == 0
    assert operations.forget_imports(at=now + timedelta(days=8)) == 1
    assert not MessageImport.objects.filter(pk=left.pk).exists()
    assert operations.forget_imports(at=now + timedelta(days=31)) == 1
    assert operations.forget_imports(at=now + timedelta(days=32)) == 0
    assert MessageRow.objects.get(run=done).sealed is None
    with pytest.raises(ValueError, match="已按规定删除"):
        operations.fetch_result(run_id=done.pk, by=supervisor, at=now, words=str)
    (row,) = queries.import_rows(done, rules.RowOutcome.OPENED)
    assert row.text == "路灯坏了"
    assert Voice.objects.count() == 1


def test_d12_447_real_messages_are_opened_and_none_is_without_a_lead(supervisor: Actor, now: datetime) -> None:
    content = messages.reference("messages/sample.jsonl").read_bytes()
    run = tried(content, supervisor, now)
    counts = carried_out(run, supervisor, now, most=200)
    assert (counts.opened, counts.total) == (447, 447)
    assert Voice.objects.values("source_number").distinct().count() == 447
    page = queries.work_list(supervisor, queries.Filter(view="all"), now, most=1_000)
    assert len(page.lines) == 447
    assert all(line.lead for line in page.lines)
    assert queries.import_shown(tried(content, supervisor, now)).counts.known == 447


def test_e08_what_sounds_like_an_emergency_in_a_file_is_marked_and_stands_first(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    told = ("路灯坏了三天", "老人胸口疼得厉害，喘不上气", "楼道没有人打扫")
    voices = [
        operations.NewVoice(
            words=words, channel="file", heard_at=NOW, area="150824100001", source="x", source_number=words
        )
        for words in told
    ]
    operations.open_cases(voices=voices, by=people["supervisor1"], at=NOW)
    lines = queries.work_list(people["operator1"], queries.Filter(), NOW).lines
    assert lines[0].title == told[1], "nobody was there to put it through: somebody looks at once"
    page = as_person("operator1").get(reverse("cases:work_list")).content.decode()
    assert page.count("紧急</span>") == 1
