"""Sheets of people and organisations: tried, written once, the same again changes nothing, undone as a whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minsheng.foundation import importing, rights, sheets
from minsheng.foundation import queries as ground
from minsheng.foundation.models import Grant
from minsheng.foundation.rights import Actor
from minsheng.foundation.units import Items
from minsheng.registry import operations, queries
from minsheng.registry.facts import RegistrationTakenBack, SheetTaken, SheetUndone
from minsheng.registry.models import Organisation, Person, RegistryImport
from minsheng.registry.rules.importing import Kind, RowOutcome
from tests.conftest import NOW
from tests.own_database import OwnDatabase, side_by_side
from tests.registry.conftest import HOME

BANNER = "150824"
ID_NUMBER = "11010519491231002X"  # the example of GB 11643
HEADINGS = ("编号", "姓名", "村（社区）", "出生年份", "住址", "电话", "身份证号", "愿意用的语言")
People = dict[str, Actor]


def sheet(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(headings)
    writer.writerows(rows)
    return held.getvalue().encode()


def tried(content: bytes, by: Actor, at: datetime, kind: Kind = Kind.PEOPLE, area: str = BANNER) -> RegistryImport:
    return operations.try_sheet(kind=kind, content=content, file_name="表.csv", area=area, by=by, at=at)


def taken(run: RegistryImport, by: Actor, at: datetime, most: int = 500) -> queries.SheetShown:
    operations.confirm_sheet(run_id=run.pk, by=by, at=at)
    while operations.take_chunk(run_id=run.pk, at=at, most=most):
        pass
    run.refresh_from_db()
    return queries.sheet_shown(run)


def wrong(run: RegistryImport) -> dict[int, str]:
    rows = queries.sheet_rows(run, RowOutcome.WRONG)
    return {row.line: "；".join(f"{one.heading}：{one.sentence}" for one in row.problems) for row in rows}


ROWS = (
    ("", "其木格", "海流图镇 巴音路社区居委会", "", "平安小区2号楼", "13900001111", ID_NUMBER, "蒙古语"),
    ("", "赵玉兰", "", "1941", "", "0478-5569002", "", ""),
    ("", "没有号码的人", "150824101203", "1950", "村东头", "", "", ""),
)


def test_a_sheet_is_tried_written_and_the_same_again_changes_nothing(people: People, now: datetime) -> None:
    admin, before = people["admin1"], Person.objects.count()
    run = tried(sheet(*ROWS), admin, now)
    assert Person.objects.count() == before
    shown = taken(run, admin, now, most=2)
    assert (shown.new, shown.changed, shown.wrong, shown.ready, run.state) == (3, 0, 0, 0, "done")
    person = Person.objects.get(name="其木格", birth_year=1949)
    assert (queries.phone_of(person), queries.identity_of(person)) == ("13900001111", ID_NUMBER)
    assert (person.language, person.initials, person.address) == ("mn", "qmg", "平安小区2号楼")
    assert Person.objects.get(name="赵玉兰", birth_year=1941).area_id == BANNER
    (told,) = [one.fact for one in ground.facts_of(run.pk)]
    assert isinstance(told, SheetTaken)
    assert told.entered == Items(3)
    again = queries.sheet_shown(tried(sheet(*ROWS), admin, now))
    assert (again.same, again.ready, again.wrong) == (3, 0, 0)
    with pytest.raises(importing.NotNow):
        operations.confirm_sheet(run_id=again.run.pk, by=admin, at=now)


def test_what_is_written_anew_changes_and_an_empty_cell_says_nothing(people: People, now: datetime) -> None:
    admin = people["admin1"]
    taken(tried(sheet(*ROWS), admin, now), admin, now)
    person = Person.objects.get(identity_index__isnull=False, name="其木格")
    shown = taken(tried(sheet(("", "其木格", "", "", "", "13900002222", ID_NUMBER, "")), admin, now), admin, now)
    assert (shown.new, shown.changed) == (0, 1)
    person.refresh_from_db()
    assert (queries.phone_of(person), person.address, person.language) == ("13900002222", "平安小区2号楼", "mn")
    (row,) = queries.sheet_rows(shown.run, RowOutcome.CHANGED)
    assert [str(one) for one in row.changes] == ["电话"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("", "", "", "1950", "", "", "", ""), "姓名：不能空"),
        (("", "甲", "没有这个村", "", "", "", "", ""), "村（社区）：所选地区里没有"),
        (("", "甲", "", "1700", "", "", "", ""), "出生年份：出生年份应是四位数"),
        (("", "甲", "", "1950", "", "", ID_NUMBER, ""), "出生年份：出生年份和身份证号里的 1949 年对不上"),
        (("", "甲", "", "", "", "12", "", ""), "电话：电话号码应是11位手机号"),
        (("", "甲", "", "", "", "", "150824194001010014", ""), "身份证号：身份证号的校验码不对"),
        (("", "甲", "", "", "", "", "", "法语"), "愿意用的语言：“法语”不在可以写的值里"),
        (("不是编号", "甲", "", "", "", "", "", ""), "编号：这不是系统里的编号"),
        (("0198c0de-0000-7000-8000-000000000000", "甲", "", "", "", "", "", ""), "编号：没有这个编号的人"),
        (("", "甲", "", "", "卡号 6222 0200 0000 0000 000", "", "", ""), "住址：有像银行卡号的数字"),
    ],
)
def test_every_wrong_cell_gets_a_sentence_and_is_red_in_the_file_that_comes_back(
    people: People, now: datetime, row: Sequence[str], says: str
) -> None:
    run = tried(sheet(row, ("", "乙", "", "", "", "13900003333", "", "")), people["admin1"], now)
    assert says in wrong(run)[2]
    shown = queries.sheet_shown(run)
    assert (shown.wrong, shown.new) == (1, 1)
    content = operations.fetch_sheet_result(run_id=run.pk, by=people["admin1"], at=now, words=str)
    back = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert says in str(back.cell(2, 1).value)
    assert any(cell.fill.fgColor.rgb == "FFFFD6D6" for cell in back[2])
    assert "6222" not in str([cell.value for cell in back[2]])
    assert back.cell(3, 7).value == "13900003333"
    again = sheets.read(content, queries.sheet_columns(Kind.PEOPLE))
    assert [one.cells[2] for one in again.rows] == [row[1], "乙"]


def test_every_wrong_cell_of_a_row_is_said_at_once_beside_the_name(people: People, now: datetime) -> None:
    row = ("", "李桂兰", "没有这个村", "1700", "一个比名字长得多的住址", "12", "", "")
    run = tried(sheet(row), people["admin1"], now)
    (shown,) = queries.sheet_rows(run, RowOutcome.WRONG)
    assert shown.text == "李桂兰"
    assert {one.heading for one in shown.problems} == {"村（社区）", "出生年份", "电话"}


def test_a_key_that_stands_there_twice_is_one_person(people: People, now: datetime) -> None:
    double = ("", "甲", "", "", "", "", ID_NUMBER, "")
    run = tried(
        sheet(
            double, double, ("", "甲", "", "", "", "13900001111", "", ""), ("", "甲", "", "", "", "13900001111", "", "")
        ),
        people["admin1"],
        now,
    )
    assert {line: "第" in says for line, says in wrong(run).items()} == {3: True, 5: True}


def test_numbers_that_contradict_each_other_are_for_a_person_to_look_at(people: People, now: datetime) -> None:
    admin = people["admin1"]
    taken(tried(sheet(*ROWS), admin, now), admin, now)
    other = Person.objects.get(name="没有号码的人")
    gone = operations.register_person(name="走了的人", area=HOME, phone="13900004444", by=None, at=now)
    operations.note_leaving(person_id=gone.pk, how="moved", on=now.date(), by=people["operator1"], at=now)
    run = tried(
        sheet(
            (str(other.pk), "没有号码的人", "", "", "", "", ID_NUMBER, ""),
            (str(gone.pk), "走了的人", "", "", "", "", "", ""),
        ),
        admin,
        now,
    )
    assert "两个人" in wrong(run)[2]
    assert "去世、迁出或删除" in wrong(run)[3]


def test_people_of_another_area_are_not_touched(people: People, now: datetime) -> None:
    elsewhere = operations.register_person(name="别处的人", area="150422100200", resident_id=ID_NUMBER, by=None, at=now)
    run = tried(sheet(("", "改名", "", "", "", "", ID_NUMBER, "")), people["admin1"], now)
    assert "导入范围以外" in wrong(run)[2]
    with pytest.raises(rights.Refused):
        tried(sheet(*ROWS), people["admin1"], now, area="150422")
    with pytest.raises(rights.Refused):
        tried(sheet(*ROWS), people["operator1"], now)
    with pytest.raises(rights.Unseen):
        queries.seen_sheet(run.pk, people["operator9"])
    elsewhere.refresh_from_db()
    assert elsewhere.name == "别处的人"


def test_rights_that_are_gone_stop_the_run_with_a_sentence(people: People, now: datetime) -> None:
    admin = people["admin1"]
    run = tried(sheet(*ROWS), admin, now)
    operations.confirm_sheet(run_id=run.pk, by=admin, at=now)
    Grant.objects.filter(account_id=admin.id).delete()
    assert not operations.take_chunk(run_id=run.pk, at=now)
    run.refresh_from_db()
    assert (run.state, "registry.import_people" in run.stopped_because) == ("stopped", True)
    assert not Person.objects.filter(name="没有号码的人").exists()


def test_a_sheet_is_undone_once_and_what_was_used_since_stays(people: People, now: datetime) -> None:
    admin, later = people["admin1"], now + timedelta(hours=1)
    known = operations.register_person(name="老住户", area=HOME, phone="13900005555", address="旧址", by=None, at=now)
    run = tried(
        sheet(
            ROWS[1],
            ROWS[2],
            ("", "用过的人", "", "", "", "13900007777", "", ""),
            (str(known.pk), "老住户", "", "1938", "新址", "13900006666", "", ""),
        ),
        admin,
        now,
    )
    taken(run, admin, now)
    used = Person.objects.get(name="用过的人")
    branch = Organisation.objects.filter(kind="branch").first() or Organisation.objects.earliest("code")
    operations.join_organisation(person_id=used.pk, organisation_id=branch.pk, role="member", valid_from=now.date())
    operations.undo_sheet(run_id=run.pk, by=admin, at=later)
    shown = queries.sheet_shown(RegistryImport.objects.get(pk=run.pk))
    assert (shown.undone, shown.kept) == (3, 1)
    assert not Person.objects.filter(name="没有号码的人").exists()
    assert Person.objects.filter(pk=used.pk).exists()
    known.refresh_from_db()
    assert (known.address, known.birth_year, queries.phone_of(known)) == ("旧址", None, "13900005555")
    told = [one.fact for one in ground.facts_of(run.pk)]
    assert isinstance(told[-1], SheetUndone)
    kinds = [RegistrationTakenBack.kind]
    assert len(ground.facts_told(kinds, [BANNER], now, later + timedelta(hours=1), {})) == 2
    with pytest.raises(importing.NotNow):
        operations.undo_sheet(run_id=run.pk, by=admin, at=later)


def test_who_was_changed_after_a_sheet_is_not_changed_back(people: People, now: datetime) -> None:
    admin = people["admin1"]
    known = operations.register_person(name="老住户", area=HOME, phone="13900005555", address="旧址", by=None, at=now)
    run = tried(sheet((str(known.pk), "老住户", "", "", "新址", "", "", "")), admin, now)
    taken(run, admin, now)
    entry = operations.PersonEntry(address="后来的地址")
    operations.change_person(person_id=known.pk, entry=entry, by=people["operator1"], at=now + timedelta(minutes=5))
    operations.undo_sheet(run_id=run.pk, by=admin, at=now + timedelta(hours=1))
    known.refresh_from_db()
    assert known.address == "后来的地址"
    assert queries.sheet_shown(RegistryImport.objects.get(pk=run.pk)).kept == 1


ORGANISATION_HEADINGS = ("代码", "名称", "简称", "类型", "上级", "地区", "电话", "统一社会信用代码")


def organisations(*rows: Sequence[str]) -> bytes:
    return sheet(*rows, headings=ORGANISATION_HEADINGS)


def test_organisations_come_in_with_parents_below_their_children(people: People, now: datetime) -> None:
    admin = people["admin1"]
    rows = (
        ("new_team", "新服务队", "", "服务队", "new_branch", "", "", ""),
        ("new_branch", "新支部", "新支部", "党支部", "旗委", "海流图镇", "0478-5551234", ""),
    )
    run = tried(organisations(*rows), admin, now, Kind.ORGANISATIONS)
    assert wrong(run) == {}
    shown = taken(run, admin, now)
    assert shown.new == 2
    team = Organisation.objects.get(code="new_team")
    assert team.parent is not None
    assert (team.parent.code, team.short_name, team.area_id) == ("new_branch", "新服务队", BANNER)
    assert team.parent.phone == "0478-5551234"
    again = queries.sheet_shown(tried(organisations(*rows), admin, now, Kind.ORGANISATIONS))
    assert (again.same, again.ready) == (2, 0)
    changed = taken(
        tried(organisations(("new_branch", "新支部", "", "党总支", "", "", "", "")), admin, now, Kind.ORGANISATIONS),
        admin,
        now,
    )
    assert changed.changed == 1
    operations.undo_sheet(run_id=changed.run.pk, by=admin, at=now + timedelta(minutes=1))
    assert Organisation.objects.get(code="new_branch").kind == "branch"


def test_organisations_of_a_sheet_are_undone_children_first(people: People, now: datetime) -> None:
    admin, before = people["admin1"], Organisation.objects.count()
    rows = [(f"chain_{n}", f"第{n}级", "", "服务队", f"chain_{n - 1}" if n else "", "", "", "") for n in range(4)]
    run = tried(organisations(*rows), admin, now, Kind.ORGANISATIONS)
    taken(run, admin, now)
    operations.undo_sheet(run_id=run.pk, by=admin, at=now)
    assert Organisation.objects.count() == before


@pytest.mark.parametrize(
    ("rows", "line", "says"),
    [
        ([("a1", "甲", "", "党支部", "没有的", "", "", "")], 2, "没有“没有的”这个上级"),
        (
            [("a1", "甲", "", "党支部", "a2", "", "", ""), ("a2", "乙", "", "党支部", "a1", "", "", "")],
            2,
            "自己或它的下级",
        ),
        ([("a1", "甲", "", "不是类型", "", "", "", "")], 2, "类型："),
        ([("a1", "甲", "", "党支部", "", "", "", "9")], 2, "统一社会信用代码是18位"),
        ([("government_150422", "甲", "", "部门", "", "", "", "")], 2, "别的地区"),
    ],
)
def test_wrong_organisations_get_a_sentence(
    people: People, now: datetime, rows: list[Sequence[str]], line: int, says: str
) -> None:
    assert says in wrong(tried(organisations(*rows), people["admin1"], now, Kind.ORGANISATIONS))[line]


def test_what_a_sheet_says_is_forgotten_in_time(people: People, now: datetime) -> None:
    admin = people["admin1"]
    run = tried(sheet(*ROWS), admin, now)
    taken(run, admin, now)
    left = tried(sheet(ROWS[0]), admin, now)
    assert operations.forget_sheets(at=now + timedelta(days=8)) == 1
    assert not RegistryImport.objects.filter(pk=left.pk).exists()
    assert operations.forget_sheets(at=now + timedelta(days=31)) == 1
    assert not run.rows.exclude(sealed=None, before=None).exists()
    with pytest.raises(importing.NotNow):
        operations.undo_sheet(run_id=run.pk, by=admin, at=now + timedelta(days=31))


def test_several_workers_and_a_hand_at_once_enter_everybody_once(own_database: OwnDatabase, people: People) -> None:
    admin, operator = people["admin1"], people["operator1"]
    rows = [("", f"人{n}", "", "", "", f"139{n:08d}", "", "") for n in range(40)]
    runs = [tried(sheet(*rows), admin, NOW), tried(sheet(*reversed(rows)), admin, NOW)]
    for run in runs:
        operations.confirm_sheet(run_id=run.pk, by=admin, at=NOW)

    def work(place: int) -> Any:
        def carry_out() -> None:
            while operations.take_chunk(run_id=runs[place].pk, at=NOW, most=10):
                pass

        return carry_out

    def by_hand() -> None:
        for n in range(0, 40, 3):
            operations.enter_caller(name=f"人{n}", phone=f"139{n:08d}", area=HOME, by=operator.id, at=NOW)

    found = side_by_side(work(0), work(0), work(1), by_hand)
    assert found == [None] * 4
    assert Person.objects.filter(name__regex=r"^人\d+$").count() == 40


def test_organisations_are_carried_out_in_chunks_whatever_their_order(people: People, now: datetime) -> None:
    """A child stands above its parent, in another chunk; a parent is renamed on the way; progress is seen."""
    admin = people["admin1"]
    taken(
        tried(organisations(("root", "老名", "老名", "党委", "", "", "", "")), admin, now, Kind.ORGANISATIONS),
        admin,
        now,
    )
    rows = [
        (f"chain_{n}", f"第{n}级", "", "服务队", f"chain_{n + 1}" if n < 7 else "老名", "", "", "") for n in range(8)
    ]
    rows.append(("root", "新名", "新名", "党委", "", "", "", ""))
    run = tried(organisations(*rows), admin, now, Kind.ORGANISATIONS)
    operations.confirm_sheet(run_id=run.pk, by=admin, at=now)
    seen = []
    while operations.take_chunk(run_id=run.pk, at=now, most=2):
        seen.append(queries.sheet_shown(run).settled)
    assert seen == [2, 4, 6, 8]
    shown = queries.sheet_shown(RegistryImport.objects.get(pk=run.pk))
    assert (shown.new, shown.changed, shown.wrong) == (8, 1, 0)
    parents = dict(Organisation.objects.filter(code__startswith="chain_").values_list("code", "parent__code"))
    assert parents == {f"chain_{n}": f"chain_{n + 1}" if n < 7 else "root" for n in range(8)}


def test_organisations_take_as_many_statements_for_many_as_for_few(people: People, now: datetime) -> None:
    admin, counts = people["admin1"], []
    for size in (3, 40):
        entered = [(f"n{size}_{n}", f"新{size}第{n}", "", "服务队", "", "", "", "") for n in range(size)]
        taken(tried(organisations(*entered), admin, now, Kind.ORGANISATIONS), admin, now)
        rows = [
            (code, f"改{name}", "", "党支部", f"n{size}_0" if n else "", "", "", "")
            for n, (code, name, *_) in enumerate(entered)
        ]
        rows += [(f"m{size}_{n}", f"又{size}第{n}", "", "服务队", f"n{size}_1", "", "", "") for n in range(size)]
        run = tried(organisations(*rows), admin, now, Kind.ORGANISATIONS)
        with CaptureQueriesContext(connection) as taking:
            shown = taken(run, admin, now)
        assert (shown.new, shown.changed, shown.wrong) == (size, size, 0)
        assert Organisation.objects.get(code=f"n{size}_2").parent == Organisation.objects.get(code=f"n{size}_0")
        assert Organisation.objects.get(code=f"n{size}_2").spelling.startswith("gai")
        with CaptureQueriesContext(connection) as undoing:
            operations.undo_sheet(run_id=run.pk, by=admin, at=now)
        back = queries.sheet_shown(RegistryImport.objects.get(pk=run.pk))
        assert (back.undone, back.kept) == (2 * size, 0)
        stood = Organisation.objects.get(code=f"n{size}_2")
        assert (stood.name, stood.kind, stood.parent, stood.spelling[:3]) == (f"新{size}第2", "team", None, "xin")
        counts.append((len(taking), len(undoing)))
    assert counts[0] == counts[1]


def test_what_was_changed_before_a_sheet_went_on_counts_when_it_is_undone(people: People, now: datetime) -> None:
    """The days of a stop between two chunks do not make a later change by hand look like the sheet's own."""
    admin, later = people["admin1"], now + timedelta(hours=1)
    known = operations.register_person(name="老住户", area=HOME, phone="13900005555", address="旧址", by=None, at=now)
    run = tried(sheet((str(known.pk), "老住户", "", "", "新址", "", "", ""), ROWS[1]), admin, now)
    operations.confirm_sheet(run_id=run.pk, by=admin, at=now)
    assert operations.take_chunk(run_id=run.pk, at=now, most=1)
    RegistryImport.objects.filter(pk=run.pk).update(state="stopped")
    taken(run, admin, later)
    entry = operations.PersonEntry(address="后来的地址")
    operations.change_person(person_id=known.pk, entry=entry, by=people["operator1"], at=later)
    operations.undo_sheet(run_id=run.pk, by=admin, at=later + timedelta(hours=1))
    known.refresh_from_db()
    assert known.address == "后来的地址"


def test_undoing_a_sheet_takes_as_many_statements_for_many_as_for_few(people: People, now: datetime) -> None:
    admin, counts = people["admin1"], []
    for size in (2, 40):
        known = [
            operations.register_person(name=f"旧{size}{n}", area=HOME, phone=f"138{size:03d}{n:05d}", by=None, at=now)
            for n in range(size)
        ]
        changed = [(str(one.pk), one.name, "", "1940", "新址", "", "", "蒙古语") for one in known]
        new = [("", f"新{size}{n}", "", "", "", f"137{size:03d}{n:05d}", "", "") for n in range(size)]
        run = tried(sheet(*changed, *new), admin, now)
        taken(run, admin, now)
        with CaptureQueriesContext(connection) as seen:
            operations.undo_sheet(run_id=run.pk, by=admin, at=now)
        counts.append(len(seen))
        shown = queries.sheet_shown(RegistryImport.objects.get(pk=run.pk))
        assert (shown.undone, shown.kept) == (2 * size, 0)
        stood = Person.objects.filter(pk__in=[one.pk for one in known])
        assert set(stood.values_list("address", "birth_year", "language")) == {("", None, "")}
    assert counts[0] == counts[1]
