"""Sheets of memberships: tried, written once, the same again changes nothing, undone as a whole."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minsheng.foundation import queries as ground
from minsheng.foundation.models import Account
from minsheng.foundation.rights import Actor
from minsheng.registry import operations, queries
from minsheng.registry.facts import MembershipBegan, MembershipChanged, MembershipEnded, MembershipTakenBack
from minsheng.registry.models import Membership, Organisation, Person, RegistryImport
from minsheng.registry.rules.importing import Kind, RowOutcome
from tests.conftest import NOW
from tests.own_database import OwnDatabase, side_by_side
from tests.registry.conftest import HOME
from tests.registry.test_operations_sheets import BANNER, ID_NUMBER, sheet, taken, tried, wrong

HEADINGS = ("编号", "姓名", "电话", "身份证号", "组织", "身份", "从哪天起", "到哪天止")
SINCE = date(2020, 7, 1)
People = dict[str, Actor]


def rows(*told: Sequence[str]) -> bytes:
    return sheet(*told, headings=HEADINGS)


def members(content: bytes, by: Actor, at: datetime) -> RegistryImport:
    return tried(content, by, at, Kind.MEMBERSHIPS)


@pytest.fixture
def branch(people: People, now: datetime) -> Organisation:
    return operations.register_organisation(
        code="new_branch", name="中共新支部", short_name="新支部", kind="branch", area=HOME, by=None, at=now
    )


@pytest.fixture
def known(people: People, now: datetime) -> tuple[Person, Person]:
    first = operations.register_person(name="其木格", area=HOME, resident_id=ID_NUMBER, by=None, at=now)
    return first, operations.register_person(name="赵玉兰", area=HOME, phone="13900001111", by=None, at=now)


ROWS = (
    ("", "其木格", "", ID_NUMBER, "中共新支部", "书记", "2020-07-01", ""),
    ("", "赵玉兰", "13900001111", "", "新支部", "党员", "2019/1/5", "2024-12-31"),
    ("", "赵玉兰", "13900001111", "", "new_branch", "优秀党员", "20210101", ""),
)


@pytest.mark.usefixtures("known", "branch")
def test_a_member_sheet_is_tried_written_and_the_same_again_changes_nothing(people: People, now: datetime) -> None:
    admin, before = people["admin1"], Membership.objects.count()
    run = members(rows(*ROWS), admin, now)
    assert (Membership.objects.count(), wrong(run)) == (before, {})
    shown = taken(run, admin, now, most=2)
    assert (shown.new, shown.ready, run.state) == (3, 0, "done")
    held = Membership.objects.filter(organisation__code="new_branch").order_by("valid_from")
    assert list(held.values_list("person__name", "role", "valid_from", "valid_to")) == [
        ("赵玉兰", "party_member", date(2019, 1, 5), date(2024, 12, 31)),
        ("其木格", "secretary", SINCE, None),
        ("赵玉兰", "outstanding_member", date(2021, 1, 1), None),
    ]
    (row, *_) = queries.sheet_rows(run, RowOutcome.ENTERED)
    assert row.text == "其木格  中共新支部"
    again = queries.sheet_shown(members(rows(*ROWS), admin, now))
    assert (again.same, again.ready, again.wrong) == (3, 0, 0)


def test_every_beginning_and_end_is_told(people: People, known: tuple[Person, Person], branch: Organisation) -> None:
    taken(members(rows(*ROWS), people["admin1"], NOW), people["admin1"], NOW)
    told = [one.fact for one in ground.facts_of(known[1].pk) if not isinstance(one.fact, MembershipChanged)]
    began = [one for one in told if isinstance(one, MembershipBegan)]
    ended = [one for one in told if isinstance(one, MembershipEnded)]
    assert [(one.role, one.valid_from) for one in began] == [
        ("party_member", date(2019, 1, 5)),
        ("outstanding_member", date(2021, 1, 1)),
    ]
    assert [(one.organisation, one.valid_to) for one in ended] == [(branch.pk, date(2024, 12, 31))]


@pytest.mark.usefixtures("known", "branch")
@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("", "其木格", "", "", "新支部", "党员", "2020-07-01", ""), "电话：要写身份证号或电话"),
        (("", "没登记的", "13900009999", "", "新支部", "党员", "2020-07-01", ""), "姓名：底数里没有这个人"),
        (("", "别人", "", ID_NUMBER, "新支部", "党员", "2020-07-01", ""), "姓名：这个号码登记的不是这个姓名"),
        (("", "其木格", "", ID_NUMBER, "没有的组织", "党员", "2020-07-01", ""), "组织：没有“没有的组织”这个组织"),
        (("", "其木格", "", ID_NUMBER, "新支部", "管理员", "2020-07-01", ""), "身份：没有这个身份"),
        (("", "其木格", "", ID_NUMBER, "新支部", "党员", "", ""), "从哪天起：新加入的要写从哪天起"),
        (("", "其木格", "", ID_NUMBER, "新支部", "党员", "2020-13-01", ""), "从哪天起：没有“2020-13-01”这一天"),
        (("", "其木格", "", ID_NUMBER, "新支部", "党员", "2020-07-01", "2019-01-01"), "到哪天止：结束日期不能早于"),
    ],
)
def test_every_wrong_cell_of_a_member_sheet_gets_a_sentence_and_is_red(
    people: People, now: datetime, row: Sequence[str], says: str
) -> None:
    run = members(rows(row, ROWS[1]), people["admin1"], now)
    assert says in wrong(run)[2]
    assert queries.sheet_shown(run).new == 1
    content = operations.fetch_sheet_result(run_id=run.pk, by=people["admin1"], at=now, words=str)
    back = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert says in str(back.cell(2, 1).value)
    assert any(cell.fill.fgColor.rgb == "FFFFD6D6" for cell in back[2])
    assert (back.cell(3, 4).value, back.cell(3, 4).data_type) == ("13900001111", "s")


@pytest.mark.usefixtures("known", "branch")
def test_days_that_overlap_are_for_a_person_to_look_at(people: People, now: datetime) -> None:
    admin = people["admin1"]
    taken(members(rows(ROWS[1]), admin, now), admin, now)
    overlapping = ("", "赵玉兰", "13900001111", "", "新支部", "党员", "2024-06-01", "")
    doubled = ("", "其木格", "", ID_NUMBER, "新支部", "党员", "2020-07-01", "")
    later = ("", "其木格", "", ID_NUMBER, "中共新支部", "党员", "2021-07-01", "")
    found = wrong(members(rows(overlapping, doubled, later), admin, now))
    assert {line: "重叠" in says for line, says in found.items()} == {2: True, 4: True}


@pytest.mark.usefixtures("branch")
def test_a_last_day_is_put_right_and_put_back(people: People, known: tuple[Person, Person], now: datetime) -> None:
    admin, later = people["admin1"], now + timedelta(hours=1)
    taken(members(rows(ROWS[0]), admin, now), admin, now)
    ended = ("", "其木格", "", ID_NUMBER, "新支部", "书记", "", "2023-06-30")
    shown = taken(members(rows(ended), admin, now), admin, now)
    assert (shown.new, shown.changed) == (0, 1)
    held = Membership.objects.get(person=known[0])
    assert (held.valid_from, held.valid_to) == (SINCE, date(2023, 6, 30))
    (row,) = queries.sheet_rows(shown.run, RowOutcome.CHANGED)
    assert [str(one) for one in row.changes] == ["到哪天止"]
    operations.undo_sheet(run_id=shown.run.pk, by=admin, at=later)
    held.refresh_from_db()
    assert held.valid_to is None
    last = [one.fact for one in ground.facts_of(known[0].pk)][-1]
    assert isinstance(last, MembershipChanged)
    assert last.valid_to is None


@pytest.mark.usefixtures("branch")
def test_a_member_sheet_is_undone_once_and_what_was_changed_since_stays(
    people: People, known: tuple[Person, Person], now: datetime
) -> None:
    admin, later = people["admin1"], now + timedelta(hours=1)
    run = members(rows(*ROWS), admin, now)
    taken(run, admin, now)
    left = Membership.objects.get(person=known[0])
    operations.end_membership(membership_id=left.pk, on=date(2025, 1, 1), by=people["operator1"], at=now)
    operations.undo_sheet(run_id=run.pk, by=admin, at=later)
    shown = queries.sheet_shown(RegistryImport.objects.get(pk=run.pk))
    assert (shown.undone, shown.kept) == (2, 1)
    assert list(Membership.objects.filter(person__in=[one.pk for one in known])) == [left]
    told = [one.fact for one in ground.facts_of(known[1].pk)]
    assert sum(isinstance(one, MembershipTakenBack) for one in told) == 2
    (kept,) = queries.sheet_rows(run, RowOutcome.KEPT)
    assert kept.text.startswith("其木格")


def test_who_has_joined_again_keeps_both_when_a_last_day_is_undone(
    people: People, known: tuple[Person, Person], branch: Organisation, now: datetime
) -> None:
    admin = people["admin1"]
    taken(members(rows(ROWS[0]), admin, now), admin, now)
    ended = ("", "其木格", "", ID_NUMBER, "新支部", "书记", "2020-07-01", "2023-06-30")
    run = members(rows(ended), admin, now)
    taken(run, admin, now)
    operations.join_organisation(
        person_id=known[0].pk, organisation_id=branch.pk, role="secretary", valid_from=date(2024, 1, 1)
    )
    operations.undo_sheet(run_id=run.pk, by=admin, at=now)
    assert queries.sheet_shown(RegistryImport.objects.get(pk=run.pk)).kept == 1
    assert Membership.objects.filter(person=known[0], valid_to=date(2023, 6, 30)).exists()


def test_a_sheet_lets_nobody_in_who_signs_in_unless_by_whoever_manages_the_organisation(
    people: People, branch: Organisation, now: datetime
) -> None:
    signing_in = Person.objects.get(account=Account.objects.get(login="operator2"))
    row = (str(signing_in.pk), signing_in.name, "", "", "新支部", "工作人员", "2020-07-01", "")
    secretary, area = people["secretary1"], HOME
    assert secretary.may("registry.import_people", area)
    Person.objects.filter(pk=signing_in.pk).update(area_id=area)
    run = tried(rows(row), secretary, now, Kind.MEMBERSHIPS, area)
    assert "登录账号" in wrong(run)[2]
    assert wrong(members(rows(row), people["admin1"], now)) == {}


def test_people_and_organisations_of_another_area_are_not_touched(people: People, now: datetime) -> None:
    operations.register_person(name="别处的人", area="150422100200", phone="13900004444", by=None, at=now)
    own = operations.register_person(name="这里的人", area=HOME, phone="13900005555", by=None, at=now)
    away = Organisation.objects.filter(area__code__startswith="150422").earliest("code")
    run = members(
        rows(
            ("", "别处的人", "13900004444", "", "新支部", "党员", "2020-07-01", ""),
            ("", "这里的人", "13900005555", "", away.code, "党员", "2020-07-01", ""),
        ),
        people["admin1"],
        now,
    )
    assert "导入范围以外" in wrong(run)[2]
    assert "没有" in wrong(run)[3]
    assert not Membership.objects.filter(person=own).exists()


@pytest.mark.usefixtures("branch")
def test_an_export_of_memberships_comes_back_and_changes_nothing(
    people: People, known: tuple[Person, Person], now: datetime
) -> None:
    admin, supervisor = people["admin1"], people["supervisor1"]
    taken(members(rows(*ROWS), admin, now), admin, now)
    for has_numbers in (False, True):
        wanted = operations.NewSharing(
            reason="核对名册", area=BANNER, purpose="service", has_numbers=has_numbers, content="memberships"
        )
        asked = operations.ask_sharing(asked=wanted, by=admin, at=now)
        operations.decide_sharing(sharing_id=asked.pk, is_approved=True, answer="", by=supervisor, at=now)
        content = operations.fetch_sharing(sharing_id=asked.pk, by=admin, at=now)
        book = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        headings = [cell.value for cell in book[1]]
        assert ("身份证号" in headings) is has_numbers
        shown = queries.sheet_shown(members(content, admin, now))
        assert (shown.ready, shown.wrong) == (0, 0)
        assert shown.same == book.max_row - 1 >= 3
    assert "export" in [item for one in ground.readings_of(known[0].pk) for item in one.items]


def test_d10_memberships_of_166_organisations_go_through_in_bounded_statements(people: People, now: datetime) -> None:
    """3 300 members of 166 organisations: some statements a chunk, however many rows it holds."""
    admin, count = people["admin1"], 3_300
    organisations = [(f"d10_{n}", f"第{n}支部", "", "党支部", "", "", "", "") for n in range(166)]
    headings = ("代码", "名称", "简称", "类型", "上级", "地区", "电话", "统一社会信用代码")
    taken(tried(sheet(*organisations, headings=headings), admin, now, Kind.ORGANISATIONS), admin, now)
    persons = [("", f"党员{n}", "", "", "", f"139{n:08d}", "", "") for n in range(count)]
    taken(tried(sheet(*persons), admin, now), admin, now)
    told = [("", f"党员{n}", f"139{n:08d}", "", f"第{n % 166}支部", "党员", "2020-07-01", "") for n in range(count)]
    run = members(rows(*told), admin, now)
    operations.confirm_sheet(run_id=run.pk, by=admin, at=now)
    counts = []
    for most in (10, 500):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert operations.take_chunk(run_id=run.pk, at=now, most=most)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 25
    shown = taken(run, admin, now)
    assert (shown.new, shown.wrong) == (count, 0)
    held = Membership.objects.filter(organisation__code__startswith="d10_")
    assert (held.count(), held.values("organisation").distinct().count()) == (count, 166)


def test_a_hand_and_two_workers_at_once_let_everybody_join_once(own_database: OwnDatabase, people: People) -> None:
    admin = people["admin1"]
    branch = operations.register_organisation(
        code="new_branch", name="中共新支部", short_name="新支部", kind="branch", area=HOME, by=None, at=NOW
    )
    known = [
        operations.register_person(name=f"人{n}", area=HOME, phone=f"139{n:08d}", by=None, at=NOW) for n in range(30)
    ]
    told = [("", f"人{n}", f"139{n:08d}", "", "新支部", "党员", "2020-07-01", "") for n in range(30)]
    runs = [members(rows(*told), admin, NOW), members(rows(*reversed(told)), admin, NOW)]
    for run in runs:
        operations.confirm_sheet(run_id=run.pk, by=admin, at=NOW)

    def work(place: int) -> Callable[[], None]:
        def carry_out() -> None:
            while operations.take_chunk(run_id=runs[place].pk, at=NOW, most=10):
                pass

        return carry_out

    def by_hand() -> None:
        for person in known[::3]:
            operations.join_organisation(
                person_id=person.pk, organisation_id=branch.pk, role="party_member", valid_from=SINCE
            )

    assert side_by_side(work(0), work(1), by_hand) == [None] * 3
    assert Membership.objects.filter(organisation=branch).count() == 30
