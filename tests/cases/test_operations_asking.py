"""The public status: what it says to whom, and that its four digits cannot be guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries, rules
from minsheng.cases.models import Case, Guess, Voice
from minsheng.foundation import ids
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import cases as making
from tests.own_database import OwnDatabase, side_by_side

People = dict[str, Actor]
TAIL = "1234"
SECOND = timedelta(seconds=1)


def ask(number: str, tail: str, address: str = "10.0.0.1", at: datetime = NOW) -> queries.Status | None:
    return operations.look_up_status(number=number, phone_tail=tail, address=address, at=at)


@pytest.fixture
def number(people: People) -> str:
    return queries.number_of(Case.objects.get(pk=making.closed(people, NOW - timedelta(days=1)).pk))


def no_such_number() -> str:
    return ids.public_number(NOW.date(), 99_999_999)


def test_number_and_tail_give_the_state_and_no_words_about_anybody(number: str) -> None:
    found = ask(number, TAIL)
    assert found is not None
    assert (found.state_words, found.lead) == ("已办结", "住建局")
    told = str(found)
    assert not any(word in told for word in ("来话人", "0478-5561234", "宅基地", "已办好", "高建军"))


@pytest.mark.parametrize("tail", ["1 2 3 4", "１２３４", " 1234"])
def test_the_tail_is_read_as_people_write_it(number: str, tail: str) -> None:
    assert ask(number.replace("-", " "), tail) is not None


@pytest.mark.parametrize("tail", ["", "4", "234", "01234", "561234", "abcd"])
def test_only_the_four_last_digits_open_it(number: str, tail: str) -> None:
    assert ask(number, tail) is None


def test_a_number_of_another_day_opens_nothing(number: str) -> None:
    _, serial = ids.check_public_number(number)
    assert ask(ids.public_number(NOW.date(), serial), TAIL) is None


def test_a_case_without_a_phone_is_not_open_to_anybody(people: People) -> None:
    case = making.heard(people, NOW, caller_phone="")
    assert ask(queries.number_of(Case.objects.get(pk=case.pk)), "") is None


def test_each_voicer_of_a_case_may_ask(people: People, number: str) -> None:
    case = Case.objects.get(serial=ids.check_public_number(number)[1])
    other = making.heard(people, NOW, caller_phone="0478-5569876").voices.get()
    Voice.objects.filter(pk=other.pk).update(case=case)
    assert ask(number, "9876") is not None
    assert ask(number, TAIL) is not None


# guessing


def guess_out(number: str, address: str = "10.0.0.1", at: datetime = NOW) -> None:
    for wrong in range(rules.GUESSES_OF_AN_ADDRESS):
        assert ask(number, f"{wrong:04d}", address, at) is None


def test_after_a_few_wrong_tails_even_the_right_one_opens_nothing_for_an_hour(number: str) -> None:
    guess_out(number)
    for tail in ("0009", TAIL):
        with pytest.raises(operations.TooManyGuesses, match="请打电话问"):
            ask(number, tail)
    with pytest.raises(operations.TooManyGuesses):
        ask(number, TAIL, at=NOW + rules.GUESSING_TIME - SECOND)
    assert ask(number, TAIL, at=NOW + rules.GUESSING_TIME) is not None


def test_waiting_while_locked_out_does_not_lengthen_it(number: str) -> None:
    guess_out(number)
    for minute in range(0, 60, 10):
        with pytest.raises(operations.TooManyGuesses):
            ask(number, TAIL, at=NOW + timedelta(minutes=minute))
    assert ask(number, TAIL, at=NOW + rules.GUESSING_TIME) is not None


def test_a_service_point_is_not_locked_out_by_one_number(people: People, number: str) -> None:
    guess_out(number)
    other = queries.number_of(Case.objects.get(pk=making.heard(people, NOW).pk))
    assert ask(other, TAIL) is not None, "another person at the same desk"
    assert ask(number, TAIL, "10.0.0.2") is not None, "the caller himself, at home"


def test_many_addresses_together_are_stopped_too(number: str) -> None:
    for address in range(rules.GUESSES_OF_ALL // rules.GUESSES_OF_AN_ADDRESS):
        guess_out(number, f"10.0.1.{address}")
    with pytest.raises(operations.TooManyGuesses):
        ask(number, TAIL, "10.0.2.1")
    assert rules.GUESSES_OF_ALL / 10_000 < 0.01


def test_a_number_that_is_nobodys_is_closed_just_the_same(number: str) -> None:
    guess_out(no_such_number())
    with pytest.raises(operations.TooManyGuesses) as nobodys:
        ask(no_such_number(), "0000")
    guess_out(number)
    with pytest.raises(operations.TooManyGuesses) as somebodys:
        ask(number, "0000")
    assert str(nobodys.value) == str(somebodys.value)


def test_right_answers_and_misread_numbers_are_no_guesses(number: str) -> None:
    for _ in range(rules.GUESSES_OF_ALL + 1):
        assert ask(number, TAIL) is not None
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    with pytest.raises(ValueError, match="校验码"):
        ask(wrong, TAIL)
    assert not Guess.objects.exists()


def test_guesses_are_kept_for_a_day_and_not_in_clear(number: str) -> None:
    ask(number, "0000", "10.7.7.7")
    kept = Guess.objects.get()
    assert b"10.7.7.7" not in bytes(kept.address_index)
    assert number.encode() not in bytes(kept.number_index)
    ask(no_such_number(), "0000", at=NOW + rules.GUESSES_KEPT + SECOND)
    assert Guess.objects.count() == 1


def test_guesses_side_by_side_are_all_counted(own_database: OwnDatabase, number: str) -> None:
    tries = [lambda tail=tail: ask(number, f"{tail:04d}") for tail in range(3 * rules.GUESSES_OF_AN_ADDRESS)]
    found = side_by_side(*tries)
    assert sum(one is None for one in found) == rules.GUESSES_OF_AN_ADDRESS
    assert sum(isinstance(one, operations.TooManyGuesses) for one in found) == 2 * rules.GUESSES_OF_AN_ADDRESS


# the page


def asked(number: str, tail: str) -> tuple[int, str]:
    page = Client().post(reverse("cases:status"), {"number": number, "phone_tail": tail})
    text = page.content.decode()
    without_token = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"', "", text)
    return page.status_code, without_token.replace(number, "NUMBER")


def test_the_page_answers_a_wrong_number_and_a_wrong_tail_alike(number: str, clock: None) -> None:
    assert asked(number, "0000") == asked(no_such_number(), "0000")
    assert asked(number, "0000")[0] == 422
    assert asked(number, TAIL)[0] == 200


def test_the_page_says_when_it_was_tried_too_often(number: str, clock: None) -> None:
    for _ in range(rules.GUESSES_OF_AN_ADDRESS):
        assert asked(number, "0000")[0] == 422
    status, text = asked(number, TAIL)
    assert status == 429
    assert "请打电话问" in text
    assert "已办结" not in text


def test_every_service_point_may_look_up_without_signing_in(as_person: Callable[[str], Client], number: str) -> None:
    page = as_person("operator1").post(reverse("cases:status"), {"number": number, "phone_tail": TAIL})
    assert page.status_code == 200
