"""The desk as a form: what a proposal may fill in, what it leaves alone, and what comes after saving."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from minsheng.cases import queries
from minsheng.cases.models import Case
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import cases as making
from tests.own_database import OwnDatabase, side_by_side

PIN = "银行卡密码忘了，人出不了门，取不出钱"
HEATING = "暖气不热，家里只有十四度"
CALL = {
    "words": PIN,
    "area": "150824100001",
    "category": "bank.pin_reset",
    "lead": "o1",
    "consent": "yes",
    "channel": "phone",
}


def test_a_sheet_of_paper_is_keyed_once_and_found_by_its_number(
    people: dict[str, Actor], as_person: Callable[[str], Client], clock: None
) -> None:
    client = as_person("operator1")
    printed = client.get(reverse("cases:paper_sheets")).content.decode()
    numbers = list(dict.fromkeys(re.findall(r"[A-Z2-9]{3}-[A-Z2-9]{3}-[A-Z2-9]{3}", printed)))
    assert len(numbers) == 10
    number = numbers[0]

    def keyed(login: str, **told: str) -> Any:
        said = {**CALL, "client_id": str(uuid.uuid4()), "save": "open", **told}
        return as_person(login).post(reverse("cases:desk"), said)

    wrong = number[:-1] + ("A" if number[-1] != "A" else "B")
    assert "编号不对" in keyed("operator1", sheet_number=wrong).content.decode()
    assert keyed("operator1", sheet_number=number.lower().replace("-", " ")).status_code == 302
    case = Case.objects.get()
    assert case.voices.get().channel == "paper"
    again = keyed("operator2", sheet_number=number, words="换了几个字，还是这张纸")
    assert again.status_code == 422
    assert f"这张诉求单已经录过，编号：{queries.number_of(case)}" in again.content.decode()
    joined = keyed("operator2", sheet_number=number, join=str(case.pk))
    assert joined.status_code == 422
    assert Case.objects.count() == 1
    assert case.voices.count() == 1
    found = client.get(reverse("cases:work_list"), {"view": "all", "text": number}).content.decode()
    assert str(case.pk) in found
    assert keyed("operator1", sheet_number=numbers[1]).status_code == 302, "another sheet is another case"
    Case.objects.filter(pk=case.pk).update(area_id="150422")  # where this desk sees nothing
    unseen = keyed("operator2", sheet_number=number)
    assert unseen.status_code == 422
    assert "别的地方已经录过" in unseen.content.decode()
    assert queries.number_of(case) not in unseen.content.decode()


def test_two_clerks_who_key_one_sheet_at_once_make_one_case_and_the_other_is_told(
    own_database: OwnDatabase, people: dict[str, Actor], as_person: Callable[[str], Client], clock: None
) -> None:
    first, second = as_person("operator1"), as_person("operator2")
    printed = first.get(reverse("cases:paper_sheets")).content.decode()
    number = re.findall(r"[A-Z2-9]{3}-[A-Z2-9]{3}-[A-Z2-9]{3}", printed)[0]

    def key(client: Client) -> Callable[[], int]:
        said = {**CALL, "client_id": str(uuid.uuid4()), "save": "open", "sheet_number": number}
        return lambda: client.post(reverse("cases:desk"), said).status_code

    assert sorted(map(str, side_by_side(key(first), key(second)))) == ["302", "422"]
    assert Case.objects.count() == 1


def value_of(response: Any, name: str) -> str:
    """What stands in a field of the answer."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', response.content.decode())
    assert found is not None, name
    value = re.search(r'value="([^"]*)"', found.group())
    return value.group(1) if value else ""


def proposed(client: Client, **told: str) -> dict[str, str]:
    """The fields of the desk's piece after these were sent."""
    response = client.post("/desk/proposal/", told)
    assert response.status_code == 200
    names = ("category", "lead", "co_handlers", "proposed_category", "proposed_lead", "proposed_co_handlers")
    return {name: value_of(response, name) for name in names}


def test_new_words_replace_a_proposal_that_nobody_touched(as_person: Callable[[str], Client]) -> None:
    desk = as_person("operator1")
    first = proposed(desk, words=PIN)
    assert first["category"] != ""
    assert first["lead"] != ""
    second = proposed(desk, **{**first, "words": HEATING})
    assert second["category"] != first["category"]
    assert second["lead"] != first["lead"]


def test_what_the_clerk_chose_is_not_overwritten_by_new_words(as_person: Callable[[str], Client]) -> None:
    desk = as_person("operator1")
    first = proposed(desk, words=PIN)
    second = proposed(desk, **{**first, "lead": "民政局", "words": HEATING})
    assert second["lead"] == "民政局"
    assert second["category"] != first["category"]


def test_an_alternative_is_taken_whole(as_person: Callable[[str], Client]) -> None:
    desk = as_person("operator1")
    first = proposed(desk, words=PIN)
    wanted = proposed(desk, **{**first, "lead": "民政局", "words": PIN, "propose": "utilities.heating"})
    assert wanted["lead"] != "民政局"


def test_saving_leads_to_the_case_or_to_the_next_call(as_person: Callable[[str], Client]) -> None:
    desk = as_person("operator1")
    assert re.fullmatch(r"/cases/[0-9a-f-]{36}/", desk.post("/desk/", CALL).headers["Location"])
    onward = desk.post("/desk/", {**CALL, "save": "next"}, follow=True)
    assert onward.redirect_chain == [("/desk/", 302)]
    assert re.search(r"请告诉来话人编号：\d{8}-\d{5}-\d", onward.content.decode())


def test_initials_find_an_area_and_several_are_offered_to_pick(as_person: Callable[[str], Client]) -> None:
    desk = as_person("operator1")
    assert desk.post("/desk/", {**CALL, "area": "byl"}).status_code == 302
    several = desk.post("/desk/", {**CALL, "area": "居委会"})
    labels = re.findall(r'<input type="radio" name="area" value="([^"]+)">', several.content.decode())
    assert several.status_code == 422
    assert len(labels) > 1
    assert desk.post("/desk/", {**CALL, "area": ["居委会", labels[0]]}).status_code == 302


def test_a_second_call_about_an_ended_case_is_offered_to_reopen_it(
    people: dict[str, Actor], as_person: Callable[[str], Client], clock: None
) -> None:
    case = making.closed(people, NOW - making.HOUR * 9, caller_phone="0478-5561239")
    desk = as_person("operator1")
    piece = desk.post("/desk/caller/", {"caller_phone": "0478-5561239"}).content.decode()
    address = reverse("cases:act", args=[case.pk, "reopen"])
    assert address in piece
    again = {"reason": "他来电说又坏了", "client_id": str(case.pk)}
    assert desk.post(address, again).status_code == 302
    assert Case.objects.get(pk=case.pk).state == "reopened"
    assert address not in desk.post("/desk/caller/", {"caller_phone": "0478-5561239"}).content.decode()
    assert (
        address not in as_person("secretary1").post("/desk/caller/", {"caller_phone": "0478-5561239"}).content.decode()
    ), "only who may reopen is offered it"
