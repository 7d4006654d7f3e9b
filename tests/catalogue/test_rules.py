"""Look-up by ordinary words: its promises on labelled questions, its properties, and the data that it reads."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.catalogue import rules

DEMO = Path(__file__).resolve().parents[2] / "presets" / "demo"
QUESTIONS = Path(__file__).with_name("questions.csv")
Row = dict[str, str]


@cache
def table(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def items() -> dict[str, Row]:
    return {row["number"]: row for row in table(DEMO / "responsibilities.csv")}


@cache
def duties() -> rules.LookUp:
    return rules.LookUp.of(duty_entries())


def duty_entries() -> list[rules.Entry]:
    return [rules.Entry(number, row["title"], tuple(row["words"].split(";"))) for number, row in items().items()]


@cache
def leaves() -> dict[str, dict[str, Any]]:
    listed = yaml.safe_load((DEMO / "categories.yaml").read_text(encoding="utf-8"))["categories"]
    return {row["code"]: row for row in listed if "." in row["code"]}


@cache
def categories() -> rules.LookUp:
    return rules.LookUp.of(rules.Entry(code, row["name"], tuple(row["words"])) for code, row in leaves().items())


def first(look_up: rules.LookUp, question: str) -> str | None:
    found = look_up.find(question, most=1)
    return found[0].key if found else None


# the promises


@pytest.mark.parametrize("held_out", ["0", "1"])
def test_duties_are_found_for_labelled_questions(held_out: str) -> None:
    asked = [row for row in table(QUESTIONS) if row["held_out"] == held_out]
    places = [[found.key for found in duties().find(row["question"], most=3)] for row in asked]
    expected = [row["expected"] for row in asked]
    at_first = sum(found[:1] == [key] for found, key in zip(places, expected, strict=True))
    among_three = sum(key in found for found, key in zip(places, expected, strict=True))
    assert at_first >= 0.90 * len(asked), f"{at_first} of {len(asked)} first"
    assert among_three >= 0.98 * len(asked), f"{among_three} of {len(asked)} among three"


def test_questions_are_many_and_a_quarter_is_held_out() -> None:
    asked = table(QUESTIONS)
    assert len(asked) >= 200
    assert len({row["question"] for row in asked}) == len(asked)
    assert sum(row["held_out"] == "1" for row in asked) >= len(asked) // 4
    assert {row["expected"] for row in asked} == set(items())


def test_h18_who_answers_for_building_in_the_village() -> None:
    found = duties().find("村里盖房谁管")[0]
    assert items()[found.key]["title"] == "村庄和集镇建设管理"
    assert items()[found.key]["lead"] == "housing"
    assert found.matched == ("村里盖房",)
    assert found.reason == "问题里的“村里盖房”对应事项“村庄和集镇建设管理”"


def test_d01_a_sick_cow_is_animal_health() -> None:
    assert first(categories(), "我家的牛病了，瘤胃积食，好几天不吃草") == "animal.health"


def test_e22_a_forgotten_card_pin_is_its_own_category() -> None:
    assert first(categories(), "卡密码忘了，出不了门") == "bank.pin_reset"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("突然胸口疼得厉害", "120"),
        ("我爸晕倒了叫不醒", "120"),
        ("老头子胸疼，喘不上气了", "120"),
        ("孩子喝了农药", "120"),
        ("邻居家着火了", "119"),
        ("煤气味特别大，闻着头晕", "119"),
        ("有人拿着刀要打人", "110"),
        ("我妈走丢了", "110"),
        ("两辆车撞了，有人受伤", "122"),
    ],
)
def test_e08_an_emergency_is_put_through(words: str, number: str) -> None:
    found = categories().find(words, most=1)[0]
    assert leaves()[found.key]["emergency"]["transfer_to"] == number
    assert found.score >= 0.5


@pytest.mark.parametrize(
    "words",
    [
        "卡密码忘了，出不了门",
        "医院把我妈的病误诊了",
        "消防通道被杂物堵住了",
        "去年我被人打了派出所没处理",
        "楼里的电梯老出毛病",
        "家里暖气不热",
        "牛不吃草了",
        "救护车收费太贵了，医院是不是乱收费",
    ],
)
def test_e08_what_can_wait_is_no_emergency(words: str) -> None:
    assert "emergency" not in leaves()[categories().find(words, most=1)[0].key]


# what nobody can answer


@pytest.mark.parametrize(
    "words", ["", "   ", "，。！？", "你好", "请问这个归谁管", "谢谢", "abc", "明天星期几", "的了吗呢"]
)
def test_nothing_is_proposed_where_nothing_fits(words: str) -> None:
    assert duties().find(words) == ()


def test_no_entries_find_nothing() -> None:
    assert rules.LookUp.of([]).find("村里盖房谁管") == ()


def test_two_entries_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="two entries"):
        rules.LookUp.of([rules.Entry("1", "供水"), rules.Entry("1", "供电")])


# properties

VILLAGE_WORDS = sorted({word for row in table(DEMO / "responsibilities.csv") for word in row["words"].split(";")})
SPEECH = st.lists(st.sampled_from([*VILLAGE_WORDS, "，", "了", "谁管", "好几天", "Ａ1"]), max_size=12).map("".join)


@given(st.text(max_size=300) | SPEECH, st.integers(0, 8))
@settings(max_examples=150, deadline=None)
def test_found_is_few_ordered_and_explained(question: str, most: int) -> None:
    found = duties().find(question, most)
    scores = [one.score for one in found]
    assert len(found) <= most
    assert scores == sorted(scores, reverse=True)
    assert all(rules.LEAST_SCORE <= round(score, 2) <= 1 for score in scores)
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert one.matched
        assert all(part in rules.plain(question) and part in one.reason for part in one.matched)
        assert items()[one.key]["title"] in one.reason


@given(SPEECH, st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_entries_changes_nothing(question: str, chance: Any) -> None:
    shuffled = duty_entries()
    chance.shuffle(shuffled)
    assert rules.LookUp.of(shuffled).find(question) == duties().find(question)


@given(SPEECH)
@settings(max_examples=50, deadline=None)
def test_the_same_question_has_the_same_answer(question: str) -> None:
    assert duties().find(question) == duties().find(question)
    assert duties().find(question, 3) == duties().find(question, 8)[:3]


@given(SPEECH)
@settings(max_examples=50, deadline=None)
def test_politeness_and_punctuation_change_nothing(question: str) -> None:
    asked = [one.key for one in duties().find(question)]
    assert [one.key for one in duties().find(f"，{question}。")] == asked


@pytest.mark.parametrize("number", [str(number) for number in range(1, 223)])
def test_every_item_is_found_by_its_title(number: str) -> None:
    assert first(duties(), items()[number]["title"]) == number


def test_a_long_text_is_answered_by_what_it_begins_with() -> None:
    long = "家里停水两天了。" + "事情是这样的，说来话长，前前后后打了很多电话。" * 120
    assert items()[first(duties(), long[:3000]) or ""]["title"] == "城镇供水"


def test_full_width_and_capital_letters_are_the_same() -> None:
    assert rules.plain("ＫＴＶ，　ｋｔｖ!") == "ktv ktv"


# the data


def test_h16_the_list_is_complete_and_has_one_lead_each() -> None:
    codes = {row["code"] for row in table(DEMO / "organisations.csv")}
    assert sorted(map(int, items())) == list(range(1, 223))
    for number, row in items().items():
        helpers = [code for code in row["co"].split(";") if code]
        assert row["lead"] in codes, number
        assert row["lead"] not in helpers, number
        assert set(helpers) <= codes, number
        assert len(helpers) == len(set(helpers)), number


def test_items_and_categories_belong_together() -> None:
    assert {row["category"] for row in items().values()} == set(leaves())


def test_titles_and_words_are_not_repeated() -> None:
    assert len({row["title"] for row in items().values()}) == len(items())
    for number, row in items().items():
        words = row["words"].split(";")
        assert len(words) == len(set(words)), number


def test_every_category_has_another_way_than_the_internet() -> None:
    assert all(row["non_digital_path"] for row in leaves().values())


def test_d10_organisations_are_a_banners_worth() -> None:
    rows = table(DEMO / "organisations.csv")
    codes = [row["code"] for row in rows]
    assert len(rows) >= 166
    assert len(set(codes)) == len(codes)
    before: set[str] = {""}
    for row in rows:
        assert row["parent"] in before, f"{row['code']} stands before its parent"
        before.add(row["code"])


@pytest.mark.parametrize("name", ["organisations", "people", "accounts"])
def test_areas_exist_and_rows_are_marked_as_samples(name: str) -> None:
    files = sorted((DEMO.parent / "divisions").glob("*.csv"))
    areas = {row["code"] for path in files for row in table(path)}
    for row in table(DEMO / f"{name}.csv"):
        assert row["area"] in areas, row
        assert row["sample"] == "true", row


def test_accounts_have_known_roles_and_organisations() -> None:
    roles = yaml.safe_load((DEMO / "roles.yaml").read_text(encoding="utf-8"))["roles"]
    codes = {row["code"] for row in table(DEMO / "organisations.csv")}
    rows = table(DEMO / "accounts.csv")
    assert {row["role"] for row in rows} == set(roles)
    assert {row["organisation"] for row in rows} <= codes
    assert {row["area"][:6] for row in rows} == {"150824", "150422", "990001"}  # the last is an enterprise's own


def test_nobody_may_both_deliver_and_verify() -> None:
    roles = yaml.safe_load((DEMO / "roles.yaml").read_text(encoding="utf-8"))["roles"]
    assert not [name for name, role in roles.items() if {"cases.deliver", "cases.verify"} <= set(role["permissions"])]


@pytest.mark.parametrize("banner", ["150824", "150422", "150602", "150222"])
def test_divisions_reach_down_to_villages(banner: str) -> None:
    rows = {row["code"]: row for row in table(DEMO.parent / "divisions" / f"{banner}.csv")}
    lengths = {"region": 2, "prefecture": 4, "banner": 6, "township": 9, "community": 12, "village": 12}
    for code, row in rows.items():
        assert len(code) == lengths[row["level"]]
        assert code.startswith(row["parent"])
        assert row["parent"] in rows or not row["parent"]
    assert {row["level"] for row in rows.values()} == set(lengths)
