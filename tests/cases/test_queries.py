"""The work list: complete and without doubles page by page, narrowed as asked, found by pinyin, late first."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case
from minsheng.cases.pages import lines
from minsheng.cases.queries import listing
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]


@pytest.fixture
def nine(people: People) -> list[uuid.UUID]:
    return [making.heard(people, NOW, caller_phone="").pk for _ in range(9)]


def pages(actor: Actor, chosen: queries.Filter, most: int) -> list[list[queries.Line]]:
    found, after = [], ""
    while True:
        page = queries.work_list(
            actor, queries.Filter(view=chosen.view, state=chosen.state, text=chosen.text, after=after), NOW, most
        )
        found.append(list(page.lines))
        if not page.next:
            return found
        after = page.next
        assert len(found) < 20, "the list goes in a circle"


moments = st.lists(st.one_of(st.none(), st.integers(-3, 3)), min_size=9, max_size=9)


@given(due=moments, opened=moments, most=st.integers(1, 5), view=st.sampled_from(["open", "all", "late"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_together_are_the_whole_list_in_order_and_without_doubles(
    people: People, nine: list[uuid.UUID], due: list[int | None], opened: list[int | None], most: int, view: str
) -> None:
    for case_id, end, start in zip(nine, due, opened, strict=True):
        Case.objects.filter(pk=case_id).update(
            due_at=None if end is None else NOW + end * HOUR, opened_at=NOW + (start or 0) * HOUR
        )
    found = pages(people["operator1"], queries.Filter(view=view), most)
    assert all(len(page) == most for page in found[:-1])
    lines = [line for page in found for line in page]
    assert len({line.id for line in lines}) == len(lines)
    wanted = {
        case_id for case_id, end in zip(nine, due, strict=True) if view != "late" or (end is not None and end < 0)
    }
    assert {line.id for line in lines} == wanted
    if view == "all":
        assert [line.opened_at for line in lines] == sorted((line.opened_at for line in lines), reverse=True)
    else:
        ends = [line.due_at or NOW + timedelta(days=9) for line in lines]
        assert ends == sorted(ends)


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "_",
        "none_",
        f"2026_{uuid.UUID(int=5)}",
        "0001-01-01T00:00:00+23:59_x",
        f"9999-12-31T23:59:59-23:59_{uuid.UUID(int=5)}",
        f"0001-01-01T00:00:00+23:59_{uuid.UUID(int=5)}",
        f"2026-06-03T10:00:00_{uuid.UUID(int=5)}",
        "\x00",
    ],
)
@pytest.mark.parametrize("view", ["open", "all"])
def test_a_made_up_place_in_the_list_does_no_harm(people: People, nine: list[uuid.UUID], after: str, view: str) -> None:
    page = queries.work_list(people["operator1"], queries.Filter(view=view, after=after), NOW)
    assert {line.id for line in page.lines} <= set(nine)


def test_late_is_what_is_open_and_over_its_end(people: People, nine: list[uuid.UUID]) -> None:
    late, just, ended, other = nine[:4]
    Case.objects.filter(pk__in=nine).update(due_at=NOW + HOUR)
    Case.objects.filter(pk__in=[late, other]).update(due_at=NOW - HOUR)
    Case.objects.filter(pk=just).update(due_at=NOW)
    operations.decline_case(
        case_id=ended, reason_code="court", reason="已立案", remedy="等判决", by=people["operator1"], at=NOW
    )
    Case.objects.filter(pk=ended).update(due_at=NOW - HOUR)
    found = queries.work_list(people["operator1"], queries.Filter(view="late"), NOW).lines
    assert {line.id for line in found} == {late, other}
    whole = queries.work_list(people["operator1"], queries.Filter(view="all"), NOW).lines
    assert {line.id for line in whole if line.is_late} == {late, other}
    assert {line.id for line in queries.work_list(people["operator1"], queries.Filter(view="ended"), NOW).lines} == {
        ended
    }


@pytest.mark.parametrize("view", ["open", "late", "paused", "ended", "all", "mine", "unit", "argued", "reminded"])
@pytest.mark.parametrize("login", ["operator1", "housing1", "operator9"])
def test_a_page_whose_statement_is_kept_is_the_one_that_is_written_anew(
    people: People, nine: list[uuid.UUID], login: str, view: str
) -> None:
    making.assigned(people, NOW, ("housing.village_building", "farming", ""), helpers=("housing",))
    making.declined(people, NOW)
    Case.objects.filter(pk=nine[0]).update(due_at=NOW - HOUR)
    Case.objects.filter(pk=nine[1]).update(due_at=NOW + HOUR, paused_at=NOW)
    actor, is_kept = people[login], view in {"open", "late", "paused", "ended", "all"}
    for chosen in (
        queries.Filter(view=view),
        queries.Filter(view=view, area="150824"),
        queries.Filter(view=view, category="housing.village_building"),
        queries.Filter(view=view, state="assigned"),
        queries.Filter(view=view, area="150824100001", state="declined"),
    ):
        for at in (NOW, NOW + 2 * HOUR):  # the same statement, another moment
            kept = listing._kept_rows(actor, chosen, at, 5)
            anew, _own = listing._rows(actor, chosen, at, 5)
            assert kept == (anew if is_kept else None)
    assert listing._kept_rows(actor, queries.Filter(text="路灯"), NOW, 5) is None


def found_by(people: People, text: str, login: str = "operator1") -> set[uuid.UUID]:
    lines = queries.work_list(people[login], queries.Filter(view="all", text=text), NOW).lines
    return {line.id for line in lines}


def test_a_case_is_found_by_number_words_place_name_pinyin_and_initials(people: People) -> None:
    case = making.heard(
        people,
        NOW,
        words="单元门口的路灯坏了",
        place="平安小区2号楼",
        caller_name="单桂兰",
        caller_phone="0478-5561111",
    ).pk
    other = making.heard(people, NOW, words="垃圾没人收", caller_name="王二", caller_phone="0478-5562222").pk
    number = queries.number_of(Case.objects.get(pk=case))
    for text in (number, number.replace("-", ""), f" {number} ", "路灯", "平安小区", "单桂兰", "sgl", "SGL", "shan"):
        assert found_by(people, text) == {case}, text
    assert found_by(people, "dgl") == {case}, "the surname is read Shan, and typed Dan by many"
    assert found_by(people, "") == {case, other}
    assert found_by(people, "%") == set()
    assert found_by(people, "没有的词") == set()


def test_the_list_of_a_handler_holds_what_his_organisation_leads_or_helps_with(people: People) -> None:
    led = making.assigned(people, NOW).pk
    helped = making.assigned(people, NOW, ("housing.village_building", "farming", ""), helpers=("housing",)).pk
    making.assigned(people, NOW, ("housing.village_building", "civil", ""))
    assert found_by(people, "", "housing1") == {led, helped}
    assert found_by(people, "", "animal1") == set()
    making.handed_back(people, Case.objects.get(pk=led), NOW)
    assert found_by(people, "", "housing1") == {helped}, "what was handed back lies with the intake again"
    assert led in {
        line.id for line in queries.work_list(people["operator1"], queries.Filter(state="triaged"), NOW).lines
    }


def test_the_hint_at_the_desk_shows_what_is_open_for_this_number_only(people: People) -> None:
    mine = making.heard(people, NOW, caller_phone="0478-5561234").pk
    making.declined(people, NOW, caller_phone="0478-5561234")
    making.heard(people, NOW, caller_phone="0478-5561235")
    assert [line.id for line in queries.similar_open("0478 556 1234", people["operator1"], NOW)] == [mine]
    assert queries.similar_open("0478-5561234", people["operator9"], NOW) == []


def test_calls_are_listed_by_how_long_they_wait_and_never_ones_own(people: People) -> None:
    first = making.delivered(people, NOW)
    second = making.delivered(people, NOW + HOUR)
    calls = queries.calls_to_verify(people["verifier1"], NOW + 5 * HOUR)
    assert [call.line.id for call in calls] == [first.pk, second.pk]
    assert [call.waiting_hours for call in calls] == [4, 3]
    assert queries.calls_to_verify(people["verifier9"], NOW) == []
    own = Actor(people["housing1"].account_id, "", people["verifier1"].held)
    assert queries.calls_to_verify(own, NOW) == []


def test_m9_the_oldest_voice_that_nobody_told_is_known(people: People) -> None:
    assert queries.oldest_untold(("150824",)) is None
    making.closed(people, NOW)
    making.closed(people, NOW - 9 * HOUR)
    making.heard(people, NOW - 20 * HOUR)
    assert queries.oldest_untold(("150824",)) == NOW - 9 * HOUR
    assert queries.oldest_untold(("150422",)) is None


def test_the_words_to_tell_say_what_was_done_or_how_to_go_on(people: People) -> None:
    done = making.closed(people, NOW).voices.get()
    assert "已由住建局办理：已办好" in queries.words_to_tell(done)
    assert "重新办理" in queries.words_to_tell(done)
    refused = making.declined(people, NOW).voices.get()
    assert "法院已立案" in queries.words_to_tell(refused)
    assert "可拨12368" in queries.words_to_tell(refused)


def test_states_of_the_filter_are_those_of_the_table(people: People) -> None:
    for state in rules.State:
        assert queries.work_list(people["operator1"], queries.Filter(view="all", state=state), NOW).lines == ()


def test_a_line_is_drawn_with_its_words_escaped_and_its_limit_in_words(people: People) -> None:
    case = making.heard(people, NOW, words="<b>水</b>{0}停了")
    Case.objects.filter(pk=case.pk).update(title="<b>水</b>{0}停了", due_at=NOW - 49 * HOUR)
    (line,) = queries.work_list(people["operator1"], queries.Filter(), NOW).lines
    told = replace(line, reminders=2, area="<i>村</i>", lead='" onclick="x', category="<u>类</u>")
    drawn = lines.drawn([told], tuple(lines.COLUMNS.values()))
    assert "&lt;b&gt;水&lt;/b&gt;{0}停了" in drawn
    assert not re.search(r"<(b|i|u)>|\" onclick=\"x", drawn)
    assert f'href="/cases/{case.pk}/"' in drawn
    assert f'value="{case.pk}"' in drawn
    for words in ("，超时", "催办 2 次", line.number, 'data-label="主办"'):
        assert words in drawn
    paused = replace(told, is_paused=True, is_late=False, owes_contact=True)
    drawn = lines.drawn([paused, told], [lines.COLUMNS["due"]])
    assert drawn.count("暂停计时") == drawn.count("首次联系已过期") == 1
    assert drawn.count("<tr>") == 2
    assert "主办" not in drawn
