"""What the boards say: areas by right, five upwards for the public, every number opened to its facts."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from minsheng.cases import facts as told_by_cases
from minsheng.cases import operations as cases
from minsheng.foundation import following, rights
from minsheng.foundation.units import AtLeast, Encounters, Items, Minutes, Persons
from minsheng.indicators import operations, queries, rules
from minsheng.indicators.models import Figure
from tests.factories.play import COMMUNITY, OTHER_BANNER, OTHER_VILLAGE, TOWN, VILLAGE, Play

BANNER = "150824"
JUNE = date(2026, 6, 1)
SECOND_VILLAGE = "150824203202"
AREAS = (BANNER, TOWN, VILLAGE, SECOND_VILLAGE, "150824100", COMMUNITY, OTHER_BANNER, "150422100", OTHER_VILLAGE)


@pytest.fixture
def play(people: Mapping[str, rights.Actor]) -> Play:
    return Play(people)


def recount(*areas: str, month: date = JUNE, at: datetime) -> None:
    for area in areas or AREAS:
        operations.recount(area=area, month=month, at=at)


def test_kinds_and_fields_of_the_rules_are_those_that_cases_tell() -> None:
    """The rules name facts by their words, because they know no other app; here the words are held to the facts."""
    kinds = {one.kind: one for one in vars(told_by_cases).values() if isinstance(one, type) and hasattr(one, "kind")}
    assert set(rules.TOUCHING) <= set(kinds)
    assert set(following.readers()["indicators.board"][0]) == set(rules.TOUCHING)
    carried = {
        (rules.VOICE_HEARD, "wants_answer"): bool,
        (rules.DELIVERED, "encounters"): Encounters,
        (rules.CLOSED, "needs_met"): Items,
        (rules.CLOSED, "took"): Minutes,
    }
    for (kind, name), unit in carried.items():
        assert typing.get_type_hints(kinds[kind])[name] is unit
    assert {"voice"} <= {f.name for f in dataclasses.fields(kinds[rules.VOICER_TOLD])}


@pytest.mark.parametrize(
    "amount",
    [
        None,
        Items(0),
        Encounters(7),
        Persons(3),
        AtLeast(Persons(20_000)),
        Minutes(1_560),
        rules.Share(Items(2), Items(3)),
        rules.Share(Items(0), Items(9)),
    ],
)
def test_amount_comes_back_from_the_table_as_it_went_in(db: None, now: datetime, amount: rules.Amount | None) -> None:
    columns = operations.columns_of(rules.Counted(amount, group=4))
    Figure.objects.create(
        measure="x", area_id=BANNER, month=JUNE, formula_version=1, facts_through=0, computed_at=now, **columns
    )
    kept = Figure.objects.get(measure="x")
    assert (queries.amount_of(kept), kept.group_size) == (amount, 4)


def exact(board: queries.Board, area: str, code: str) -> rules.Amount | str | None:
    """The amount that a board shows for an area, "hidden" where it shows none."""
    place = [measure.code for measure in rules.MEASURES].index(code)
    figures = board.figures if area == board.area.code else {one.area.code: one.figures for one in board.parts}[area]
    shown = figures[place]
    return "hidden" if shown is None else shown.amount


def test_staff_board_shows_exact_figures_of_the_area_and_its_parts(play: Play, now: datetime) -> None:
    play.closed(now, area=VILLAGE)
    play.heard(now, area=COMMUNITY)
    play.closed(now, area=OTHER_VILLAGE)
    recount(at=now)
    board = queries.staff_board(play.people["supervisor1"], BANNER, JUNE, now)
    assert [exact(board, area, "voices_heard") for area in (BANNER, TOWN, "150824100")] == [
        Items(2),
        Items(1),
        Items(1),
    ]
    assert exact(board, "150824101", "voices_heard") == Items(0), "an area without facts says 0"
    assert (board.earlier, board.later, board.counted_at) == (None, None, now)
    assert OTHER_BANNER not in {one.area.code for one in board.parts}


@pytest.mark.parametrize("area", [OTHER_BANNER, OTHER_VILLAGE, "15", "1508", "999999", ""])
def test_staff_board_of_another_area_is_not_there(play: Play, now: datetime, area: str) -> None:
    with pytest.raises(rights.Unseen):
        queries.staff_board(play.people["supervisor1"], area, JUNE, now)


def test_staff_board_of_a_secretary_is_that_of_the_own_community(play: Play, now: datetime) -> None:
    secretary = play.people["secretary1"]
    board = queries.staff_board(secretary, COMMUNITY, JUNE, now)
    assert board.around == ()
    for area in (BANNER, VILLAGE, "150824100"):
        with pytest.raises(rights.Unseen):
            queries.staff_board(secretary, area, JUNE, now)


def test_staff_board_says_since_when_the_oldest_voice_waits(play: Play, now: datetime) -> None:
    play.closed(now + timedelta(days=1), area=COMMUNITY)
    first = play.closed(now, area=VILLAGE)
    play.closed(now - timedelta(days=1), area=OTHER_VILLAGE)
    board = queries.staff_board(play.people["supervisor1"], BANNER, JUNE, now)
    assert board.oldest_untold == now
    play.told(first, now + timedelta(days=2))
    board = queries.staff_board(play.people["supervisor1"], BANNER, JUNE, now)
    assert board.oldest_untold == now + timedelta(days=1)


def test_months_lead_back_to_the_first_that_was_counted_and_never_ahead(play: Play, now: datetime) -> None:
    recount(BANNER, month=date(2026, 4, 1), at=now)
    supervisor = play.people["supervisor1"]

    def beside(month: date) -> tuple[date | None, date | None]:
        board = queries.staff_board(supervisor, BANNER, month, now)
        return board.earlier, board.later

    assert beside(JUNE) == (date(2026, 5, 1), None)
    assert beside(date(2026, 5, 1)) == (date(2026, 4, 1), JUNE)
    assert beside(date(2026, 4, 1)) == (None, date(2026, 5, 1))
    with pytest.raises(rights.Unseen):
        queries.staff_board(supervisor, BANNER, date(2026, 7, 1), now)


def test_statements_of_a_board_are_few_whatever_it_shows(play: Play, now: datetime, queries_made: list[str]) -> None:
    for area in (VILLAGE, COMMUNITY):
        play.closed(now, area=area)
    recount(at=now)
    reader = play.people["supervisor1"]
    for look, most in (
        (lambda: queries.staff_board(reader, BANNER, JUNE, now), 6),
        (lambda: queries.public_board(VILLAGE, JUNE, now), 5),
        (lambda: queries.opened(reader, BANNER, JUNE, "told", now), 7),
        (lambda: queries.compared(reader, BANNER, JUNE), 4),
    ):
        look()
        queries_made.clear()
        look()
        assert len(queries_made) <= most, "\n".join(queries_made)


def with_voices(play: Play, now: datetime, voices: Mapping[str, int]) -> Callable[[str], queries.Board]:
    """Let so many voices be heard in each area; the public boards of June."""
    for area, number in voices.items():
        for _ in range(number):
            play.heard(now, area=area)
    recount(at=now)
    return lambda area: queries.public_board(area, JUNE, now)


def test_n14_the_board_of_an_enterprise_hides_few_and_opens_to_no_times(
    people: Mapping[str, rights.Actor], now: datetime
) -> None:
    def heard(number: int) -> rules.Amount | None:
        for one in range(number):
            told = {"words": f"第{one}句话", "receipt": cases.new_receipt()}
            cases.say_anonymously(area="990001", at=now - timedelta(days=4), **told)
        cases.release_voices(at=now)
        recount("990001", at=now)
        figures = queries.staff_board(people["union2"], "990001", JUNE, now).figures
        found = next(
            one for one, measure in zip(figures, rules.MEASURES, strict=True) if measure.code == "voices_heard"
        )
        return found.amount if found else None

    assert heard(4) is None, "four are too few to say"
    assert heard(1) == Items(5)
    with pytest.raises(rights.Unseen, match="不能点开"):
        queries.opened(people["union2"], "990001", JUNE, "voices_heard", now)
    with pytest.raises(rights.Unseen):
        queries.compared(people["union2"], "990001", JUNE)
    with pytest.raises(rights.Unseen):
        queries.public_board("990001", JUNE, now)


def test_n13_whoever_works_for_an_enterprise_finds_its_board(
    people: Mapping[str, rights.Actor], as_person: Callable[[str], Client], clock: None
) -> None:
    assert [queries.first_area(people[login]) for login in ("union1", "operator1")] == ["990001", BANNER]
    page = as_person("union1").get("/figures/", follow=True)
    assert page.status_code == 200
    assert "示例草原乳业公司" in page.content.decode()
    assert Client().get(page.redirect_chain[-1][0].replace("/figures/", "/board/")).status_code == 404


def test_public_board_shows_five_and_hides_four(play: Play, now: datetime) -> None:
    look = with_voices(play, now, {VILLAGE: 5, OTHER_VILLAGE: 4})
    assert exact(look(BANNER), BANNER, "voices_heard") == Items(5)
    assert exact(look(OTHER_BANNER), OTHER_BANNER, "voices_heard") == "hidden"
    assert exact(look(BANNER), BANNER, "needs_met") == "hidden", "0 is a figure for fewer than five too"


def test_public_board_hides_a_second_part_where_one_could_be_found_by_subtraction(play: Play, now: datetime) -> None:
    look = with_voices(play, now, {VILLAGE: 3, COMMUNITY: 6})
    assert exact(look(BANNER), BANNER, "voices_heard") == Items(9)
    assert exact(look(BANNER), TOWN, "voices_heard") == "hidden"
    assert exact(look(BANNER), "150824100", "voices_heard") == "hidden"


def test_public_board_inside_a_hidden_area_shows_nothing(play: Play, now: datetime) -> None:
    look = with_voices(play, now, {VILLAGE: 3, COMMUNITY: 6})
    assert exact(look("150824100"), "150824100", "voices_heard") == "hidden"
    assert exact(look("150824100"), COMMUNITY, "voices_heard") == "hidden"
    assert exact(look(COMMUNITY), COMMUNITY, "voices_heard") == "hidden"


def test_public_board_counts_what_belongs_to_no_part_as_hidden(play: Play, now: datetime) -> None:
    look = with_voices(play, now, {BANNER: 2, VILLAGE: 7})
    assert exact(look(BANNER), BANNER, "voices_heard") == Items(9)
    assert exact(look(BANNER), TOWN, "voices_heard") == "hidden", "9 - 7 would say that 2 came from elsewhere"


def test_public_board_shows_parts_of_parts_by_the_same_rule(play: Play, now: datetime) -> None:
    look = with_voices(play, now, {VILLAGE: 6, SECOND_VILLAGE: 5, COMMUNITY: 5})
    assert [exact(look(BANNER), area, "voices_heard") for area in (TOWN, "150824100")] == [Items(11), Items(5)]
    assert [exact(look(TOWN), area, "voices_heard") for area in (VILLAGE, SECOND_VILLAGE)] == [Items(6), Items(5)]
    assert exact(look(VILLAGE), VILLAGE, "voices_heard") == Items(6)


@pytest.mark.parametrize("area", ["15", "1508", "150824999", "x", ""])
def test_public_board_of_no_area_is_not_there(play: Play, now: datetime, area: str) -> None:
    with pytest.raises(rights.Unseen):
        queries.public_board(area, JUNE, now)


def test_m07_any_number_opens_to_its_formula_and_its_facts_and_is_found_again(play: Play, now: datetime) -> None:
    told = play.closed(now, phone="0478-5561001", name="郭长有")
    play.told(told, now + timedelta(hours=3))
    again = play.closed(now, area=COMMUNITY, phone="0478-5561001", name="郭长有")
    play.reopened(again, now + timedelta(hours=4))
    play.heard(now, wants_answer=False)
    play.closed(now, area=OTHER_VILLAGE)
    recount(at=now)
    supervisor = play.people["supervisor1"]
    kept = queries.kept_figures([BANNER], JUNE)
    for measure in rules.MEASURES:
        opened = queries.opened(supervisor, BANNER, JUNE, measure.code, now)
        assert opened.measure.formula
        assert opened.measure.version == 1
        assert opened.compared.is_same, measure.code
        assert opened.compared.now.amount == queries.amount_of(kept[BANNER, measure.code])
        assert tuple(one.seq for one in opened.facts) == opened.compared.now.seqs
        assert opened.facts, measure.code
        assert all(one.case and one.number for one in opened.facts), "a supervisor may see these cases"
        assert not any("郭" in str(dataclasses.astuple(one)) for one in [*opened.facts, *opened.left_out])


def test_m07_says_why_a_fact_is_not_in_the_number(play: Play, now: datetime) -> None:
    case = play.closed(now)
    play.reopened(case, now + timedelta(hours=4))
    opened = queries.opened(play.people["supervisor1"], BANNER, JUNE, "needs_met", now)
    assert [(one.case, one.note) for one in opened.left_out] == [(case.pk, "后来又重新办理，不算")]
    assert opened.facts == ()


def test_m07_shows_a_kept_figure_that_the_log_does_not_bear_out(play: Play, now: datetime) -> None:
    play.closed(now)
    recount(BANNER, at=now)
    assert all(one.is_same for one in queries.compared(play.people["supervisor1"], BANNER, JUNE))
    Figure.objects.filter(measure="needs_met").update(value=2)
    found = {one.kept.measure.code: one for one in queries.compared(play.people["supervisor1"], BANNER, JUNE)}
    assert [code for code, one in found.items() if not one.is_same] == ["needs_met"]
    assert (found["needs_met"].kept.amount, found["needs_met"].now.amount) == (Items(2), Items(1))
    recount(BANNER, at=now)
    assert all(one.is_same for one in queries.compared(play.people["supervisor1"], BANNER, JUNE))


def test_opened_figure_leads_an_auditor_to_facts_but_to_no_case(play: Play, now: datetime) -> None:
    play.closed(now)
    opened = queries.opened(play.people["auditor1"], BANNER, JUNE, "needs_met", now)
    assert [(one.kind, one.case, one.number) for one in opened.facts] == [("核实后办结", None, "")]


@pytest.mark.parametrize(
    ("login", "area"),
    [("supervisor1", OTHER_BANNER), ("secretary1", BANNER), ("secretary1", VILLAGE), ("verifier1", BANNER)],
)
def test_opened_figure_of_another_area_is_not_there(play: Play, now: datetime, login: str, area: str) -> None:
    """verifier1 reads the board of the banner, but may not open its figures."""
    with pytest.raises(rights.Unseen):
        queries.opened(play.people[login], area, JUNE, "told", now)
    with pytest.raises(rights.Unseen):
        queries.compared(play.people[login], area, JUNE)


def test_opened_figure_of_no_measure_is_not_there(play: Play, now: datetime) -> None:
    with pytest.raises(rights.Unseen):
        queries.opened(play.people["supervisor1"], BANNER, JUNE, "happiness", now)


def test_opened_figure_shows_its_facts_page_by_page(play: Play, now: datetime) -> None:
    for _ in range(5):
        play.heard(now)
    look = [
        queries.opened(play.people["supervisor1"], BANNER, JUNE, "voices_heard", now, page=page, most=2)
        for page in (1, 2, 3, 99)
    ]
    assert [len(one.facts) for one in look] == [2, 2, 1, 1]
    assert {one.pages for one in look} == {3}
    assert [one.seq for page in look[:3] for one in page.facts] == list(look[0].compared.now.seqs)
