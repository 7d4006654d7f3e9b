"""Rows of the requirements and promises that the pages of cases must keep, by their numbers."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries, rules
from minsheng.cases.forms.intake import IntakeForm
from minsheng.cases.models import Case, Circumstance, Task, Telling, Verification, Voice
from minsheng.catalogue import queries as catalogue
from minsheng.catalogue.models import UnclearItem
from minsheng.foundation.models import Answer, FactRow, Reading
from minsheng.foundation.rights import Actor
from minsheng.registry.models import Organisation, Person
from tests.conftest import NOW, PRESET
from tests.factories import cases as making
from tests.factories.cases import HOUR

People = dict[str, Actor]
Browse = Callable[[str], Client]
LANDLINE = "0478-5560001"

pytestmark = pytest.mark.usefixtures("clock")


def call(**changes: Any) -> dict[str, Any]:
    """What the operator types while the elder speaks."""
    return {
        "client_id": str(uuid.uuid4()),
        "caller_phone": LANDLINE,
        "caller_name": "郭长有",
        "words": "我86岁了，银行卡密码忘了，出不了门，儿女不在身边",
        "area": making.TOWN,
        "category": "bank.pin_reset",
        "lead": "o1",
        "consent": "yes",
        "circumstances": ["mobility", "family_away"],
        "channel": "phone",
        "save": "1",
        **changes,
    }


def take(client: Client, **changes: Any) -> Case:
    response = client.post(reverse("cases:desk"), call(**changes))
    assert response.status_code == 302, text_of(response)[:2000]
    return Case.objects.latest("serial")


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def act(client: Client, case: Case, name: str, **values: Any) -> Any:
    url = reverse("cases:act", args=[case.pk, name])
    return client.post(url, {"client_id": str(uuid.uuid4()), **values})


def counts() -> dict[str, int]:
    """How much stands in every table of ours."""
    models = [model for model in apps.get_models() if model.__module__.startswith("minsheng.")]
    return {model.__name__: model._default_manager.count() for model in models}


# E08 need triage: an emergency is put through, never kept, never offered


def test_e08_chest_pain_is_put_through_to_120_and_nothing_is_saved(as_person: Browse, people: People) -> None:
    client, before = as_person("operator1"), counts()
    url = reverse("cases:desk")
    response = client.post(
        url, call(words="突然胸口疼得厉害，喘不上气", category="safety.medical", caller_name="新来的人")
    )
    text = text_of(response)
    assert response.status_code == 422
    assert "请立即把来电转接 120" in text
    assert 'href="tel:120"' in text
    assert "不要交给志愿者" in text
    assert counts() == before, "not the words, not the caller, no task that anybody could be offered"


def test_e08_without_script_the_words_alone_stop_the_operator_once(as_person: Browse, people: People) -> None:
    client, before = as_person("operator1"), counts()
    said = {"words": "老人突然胸口疼，喘不上气", "category": "bank.pin_reset"}
    response = client.post(reverse("cases:desk"), call(**said))
    assert response.status_code == 422
    assert "请立即把来电转接 120" in text_of(response)
    assert 'name="is_no_emergency"' in text_of(response)
    assert counts() == before
    case = take(client, **said, is_no_emergency="on")
    assert case.title.startswith("老人突然胸口疼")


@pytest.mark.parametrize("words", ["突然胸口疼得厉害", "家里着火了"])
def test_e08_the_piece_that_follows_the_words_says_the_number_before_saving(as_person: Browse, words: str) -> None:
    response = as_person("operator1").post(reverse("cases:proposal"), {"words": words})
    number = "119" if "火" in words else "120"
    assert f"请立即把来电转接 {number}" in text_of(response)


def test_e08_the_public_page_sends_an_emergency_to_the_phone(people: People) -> None:
    before = counts()
    values = {
        "client_id": str(uuid.uuid4()),
        "words": "我妈胸口疼，喘不上气",
        "area": making.TOWN,
        "caller_phone": LANDLINE,
    }
    response = Client().post(reverse("cases:voice"), values)
    assert response.status_code == 422
    assert "请马上拨打 120" in text_of(response)
    assert counts() == before
    assert Client().post(reverse("cases:voice"), {**values, "is_no_emergency": "on"}).status_code == 302
    assert Case.objects.get().urgency == "urgent", "it was written down: then it is at least urgent"


def test_e08_a_case_that_turns_out_to_be_one_is_not_lost_and_goes_to_120(as_person: Browse, people: People) -> None:
    case, client = making.heard(people, NOW, words="老人不舒服"), as_person("operator1")
    before = counts()
    response = act(client, case, "triage", category="safety.medical", lead="o1")
    assert response.status_code == 422
    assert "转接 120" in text_of(response)
    assert counts() == before
    assert Case.objects.get(pk=case.pk).state == rules.State.HEARD
    referred = act(client, case, "refer", to="medical", reason="胸口疼", remedy="已转接120，家里人在旁边")
    assert referred.status_code == 302
    assert Case.objects.get(pk=case.pk).state == rules.State.REFERRED


def test_e08_no_operation_makes_a_task_of_an_emergency(people: People) -> None:
    emergencies = [row for row in catalogue.leaf_categories() if row.urgency == "emergency"]
    assert len(emergencies) >= 5
    teams = set(Organisation.objects.filter(kind="volunteer_team").values_list("pk", flat=True))
    for row in emergencies:
        triage = operations.Triage(category=row.code, lead=making.organisation("o1"))
        with pytest.raises(operations.Emergency) as told:
            operations.open_case(voice=making.voice(NOW), triage=triage, by=people["operator1"], at=NOW)
        assert told.value.transfer_to == row.transfer_to
        duty = catalogue.propose_duty(row.name, row.code, on=NOW.date(), area="150824")
        assert duty is None or duty.item.lead_id not in teams
    assert not Task.objects.exists()


# E13 one lead; passed around at most once


def test_e13_and_m11_a_second_hand_back_is_on_the_list_of_unclear_duties(as_person: Browse, people: People) -> None:
    case, operator = making.assigned(people, NOW), as_person("operator1")
    for number, (login, following) in enumerate((("housing1", "civil"), ("civil1", "traffic_police")), start=1):
        argued = {"reason": f"第{number}次：不归我们", "basis": "责任清单", "proposed_lead": following}
        back = act(as_person(login), case, "hand_back", **argued)
        assert back.status_code == 302
        assert as_person(login).get(back.headers["Location"]).status_code == 200
        arbiter = as_person("arbiter1")
        assert "第" in text_of(arbiter.get(reverse("cases:act", args=[case.pk, "decide_hand_back"])))
        decided = act(arbiter, case, "decide_hand_back", decision="yes", words="确实不是")
        assert decided.status_code == 302
        row = Case.objects.get(pk=case.pk)
        assert row.lead_id == making.organisation("hotline"), "somebody always answers for it"
        assert UnclearItem.objects.count() == (1 if number > 1 else 0)
        if number == 1:
            assert act(operator, case, "triage", category=making.BUILDING[0], lead=following).status_code == 302
            assert act(operator, case, "assign", go="1").status_code == 302
    item = UnclearItem.objects.get()
    assert (item.about_case, item.bounces) == (case.pk, 2)
    assert FactRow.objects.filter(kind="catalogue.UnclearItemRaised").count() == 1


def test_e13_a_lead_is_not_its_own_helper_and_not_somebody_elsewhere(as_person: Browse, people: People) -> None:
    client = as_person("operator1")
    both = client.post(reverse("cases:desk"), call(co_handlers="o1；civil"))
    assert both.status_code == 422
    assert "主办单位不能同时是协办单位" in text_of(both)
    elsewhere = client.post(reverse("cases:desk"), call(lead="animal_station_150422"))
    assert elsewhere.status_code == 422
    assert not Case.objects.exists()
    with pytest.raises(ValueError, match="本地没有这个单位"):
        operations.open_case(
            voice=making.voice(NOW),
            triage=making.triage(lead="animal_station_150422"),
            by=people["operator1"],
            at=NOW,
        )
    with pytest.raises(ValueError, match="本地没有这个单位"):
        operations.open_case(
            voice=making.voice(NOW),
            triage=making.triage(helpers=("town_150422100",)),
            by=people["operator1"],
            at=NOW,
        )


def test_e13_a_helper_who_is_named_twice_helps_once(people: People) -> None:
    case = making.assigned(people, NOW, helpers=("civil", "civil"))
    assert case.co_handlers.count() == 1


# E22 intake by phone


def test_e22_at_most_eight_required_inputs_and_none_for_a_secret(as_person: Browse, people: People) -> None:
    form = IntakeForm(people["operator1"])
    required = [name for name, field in form.fields.items() if field.required]
    assert len(required) <= 8, required
    page = text_of(as_person("operator1").get(reverse("cases:desk")))
    marked = set(re.findall(r'<(?:input|textarea|select)[^>]*name="(\w+)"[^>]* required', page))
    assert marked <= set(required)
    assert len(marked) <= 8
    names = set(re.findall(r'name="(\w+)"', page))
    assert not [name for name in names if re.search(r"pin|card|password|cvv|account|identity", name)]


def test_e22_the_schema_has_no_column_for_a_card_or_a_password(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND (table_name LIKE 'cases_%' OR table_name LIKE 'registry_%' OR table_name LIKE 'catalogue_%'"
            " OR table_name LIKE 'foundation_%')"
        )
        columns = cursor.fetchall()
    assert ("cases_voice", "words") in columns
    forbidden = re.compile(r"(^|_)(pin|card|bank|password|passcode|otp|cvv)(_|$)")
    found = [(table, column) for table, column in columns if forbidden.search(column)]
    known = {("foundation_account", "password"), ("foundation_account", "has_temporary_password")}
    assert set(found) <= known, "only the hash by which staff sign in, and whether they must choose another"


SECRET_WORDS = ["密码是 839174", "卡号6222 0212 3456 7894", "身份证150824194001010020"]


@pytest.mark.parametrize("secret", SECRET_WORDS)
@pytest.mark.parametrize("field", ["words", "place", "caller_name", "on_behalf_of"])
def test_e22_secret_digits_are_refused_at_the_field(as_person: Browse, field: str, secret: str) -> None:
    response = as_person("operator1").post(reverse("cases:desk"), call(**{field: secret}))
    text = text_of(response)
    assert response.status_code == 422
    assert f'href="#id_{field}"' in text
    assert "任何人办事都不需要在这里写这些数字" in text
    assert not Case.objects.exists()
    assert not Answer.objects.exists()


def test_e22_the_call_is_saved_in_one_step_and_its_number_read_out(as_person: Browse) -> None:
    client = as_person("operator1")
    case = take(client)
    page = text_of(client.get(reverse("cases:case", args=[case.pk])))
    assert f"请告诉来话人编号：{queries.number_of(case)}" in page
    assert case.state == rules.State.ASSIGNED
    assert case.lead_id == making.organisation("o1")


# E23 circumstances


@pytest.mark.parametrize(
    ("noted", "category", "route"),
    [
        ((), "housing.village_building", "desk"),
        (("hearing", "no_smartphone", "family_away"), "housing.village_building", "desk"),
        (("mobility",), "housing.village_building", "doorstep"),
        ((), "bank.pin_reset", "doorstep"),
    ],
)
def test_e23_who_cannot_come_is_visited(as_person: Browse, noted: tuple[str, ...], category: str, route: str) -> None:
    case = take(as_person("operator1"), circumstances=list(noted), category=category, lead="housing")
    assert Task.objects.get(case=case).route == route
    assert set(case.circumstances.values_list("kind", flat=True)) == set(noted)


def test_e23_circumstances_noted_first_count_when_somebody_assigns_later(people: People) -> None:
    case = making.heard(people, NOW, circumstances=(rules.CircumstanceKind.MOBILITY,))
    operations.triage_case(case_id=case.pk, triage=making.triage(), by=people["operator1"], at=NOW)
    task = operations.assign_case(case_id=case.pk, by=people["operator1"], at=NOW)
    assert task.route == "doorstep"


@pytest.mark.parametrize("ending", ["closed", "declined", "referred"])
def test_e23_circumstances_are_gone_at_every_ending(as_person: Browse, people: People, ending: str) -> None:
    noted = tuple(rules.CircumstanceKind)
    if ending == "closed":
        case = making.closed(people, NOW, making.PIN_RESET, circumstances=noted)
    else:
        case = making.heard(people, NOW, circumstances=noted)
        words: dict[str, Any] = {
            "reason": "已立案",
            "remedy": "等判决",
            "by": people["operator1"],
            "at": NOW,
            "case_id": case.pk,
        }
        if ending == "declined":
            operations.decline_case(reason_code="court", **words)
        else:
            operations.refer_case(to="court", **words)
    assert not Circumstance.objects.exists()
    for login in ("operator1", "bank1" if ending == "closed" else "supervisor1"):
        for route in ("cases:case", "cases:sheet"):
            page = text_of(as_person(login).get(reverse(route, args=[case.pk])))
            assert not [words for words in rules.CIRCUMSTANCE_WORDS.values() if words in page]


def test_e23_circumstances_are_never_told_as_facts(people: People) -> None:
    making.closed(people, NOW, making.PIN_RESET, circumstances=tuple(rules.CircumstanceKind))
    bodies = " ".join(str(body) for body in FactRow.objects.values_list("body", flat=True))
    assert not [kind for kind in rules.CircumstanceKind if kind.value in bodies]


# E25 an outside transaction leaves its result and a reference


def test_e25_the_case_shows_what_came_of_it_and_no_digits_of_the_person(as_person: Browse, people: People) -> None:
    case = making.assigned(people, NOW, making.PIN_RESET)
    making.visited(people, case, NOW)
    bank = as_person("bank1")
    for secret in SECRET_WORDS:
        for field in ("note", "outside_reference"):
            values = {"result": "done", "note": "已协助重置", "outside_reference": "HZ2026-0001", field: secret}
            refused = act(bank, case, "deliver", **values)
            assert refused.status_code == 422
            assert f'href="#id_{field}"' in text_of(refused)
    done = act(bank, case, "deliver", result="done", note="已协助本人重置", outside_reference="HZ2026-0001")
    assert done.status_code == 302
    page = text_of(bank.get(reverse("cases:case", args=[case.pk])))
    assert "已办成</strong>：已协助本人重置" in page
    assert "HZ2026-0001" in page
    assert "839174" not in page


# who may know the caller


CALLER = ("来话人小赵", "0478-5561234")


def seen_by(client: Client, case: Case) -> str:
    """Everything that somebody can get to see of a case."""
    pages = [client.get(reverse(route, args=[case.pk])) for route in ("cases:case", "cases:sheet")]
    pages.append(client.get(reverse("cases:work_list"), {"view": "all"}))
    pages.append(client.post(reverse("cases:phone", args=[case.pk])))
    assert pages[0].status_code == 200
    return " ".join(text_of(page) for page in pages)


@pytest.mark.parametrize(
    ("login", "consent", "knows"),
    [
        ("housing1", "yes", True),
        ("housing1", "name_hidden", False),
        ("civil1", "yes", False),
        ("supervisor1", "yes", False),
        ("operator2", "name_hidden", True),
        ("verifier1", "name_hidden", True),
    ],
)
def test_the_caller_is_known_to_who_calls_him_and_with_consent_to_the_lead(
    as_person: Browse, people: People, login: str, consent: str, *, knows: bool
) -> None:
    case = making.assigned(
        people,
        NOW,
        helpers=("civil",),
        caller_name=CALLER[0],
        caller_phone=CALLER[1],
        consent=consent,
        on_behalf_of="他爷爷",
    )
    seen = seen_by(as_person(login), case)
    assert [word for word in (*CALLER, "他爷爷") if word in seen] == ([*CALLER, "他爷爷"] if knows else [])


def test_names_are_searched_only_by_those_who_may_know_them(as_person: Browse, people: People) -> None:
    making.assigned(people, NOW, caller_name="单桂兰", consent="name_hidden")
    for login, finds in (("operator1", True), ("housing1", False)):
        for text in ("单桂兰", "sgl"):
            page = text_of(as_person(login).get(reverse("cases:work_list"), {"text": text, "view": "all"}))
            assert ("村里要盖房子" in page) is finds, (login, text)


def readings() -> list[tuple[uuid.UUID, str, list[str]]]:
    rows = Reading.objects.order_by("pk").values_list("about", "purpose", "items")
    return [(about, purpose, list(items)) for about, purpose, items in rows]


def test_each_voicer_whose_number_is_shown_is_noted(as_person: Browse, people: People) -> None:
    case = making.assigned(people, NOW, caller_name="单桂兰", caller_phone="0478-5561111")
    unnamed = making.heard(people, NOW, caller_name="", caller_phone="0478-5562222").voices.get()
    silent = making.heard(people, NOW, caller_name="不留电话", caller_phone="").voices.get()
    Voice.objects.filter(pk__in=[unnamed.pk, silent.pk]).update(case=case)
    page = text_of(as_person("operator1").post(reverse("cases:phone", args=[case.pk])))
    assert "0478-5561111" in page
    assert "0478-5562222" in page
    expected = {(case.person_id, f"case:{case.pk}"), (unnamed.pk, f"case:{case.pk}")}
    assert {(about, purpose) for about, purpose, _ in readings()} == expected


def test_nothing_is_noted_where_nothing_was_shown(as_person: Browse, people: People) -> None:
    case = making.assigned(people, NOW, consent="name_hidden")
    page = text_of(as_person("housing1").post(reverse("cases:phone", args=[case.pk])))
    assert "请通过受理中心联系" in page
    assert readings() == []


def test_looking_a_number_up_at_the_desk_is_a_reading(as_person: Browse, people: People) -> None:
    client = as_person("operator1")
    client.post(reverse("cases:caller"), {"caller_phone": LANDLINE})
    person = Person.objects.get(name="郭长有")
    assert readings() == [(person.pk, "desk", ["name", "birth_year"])]
    assert "郭长有" not in text_of(as_person("operator9").post(reverse("cases:caller"), {"caller_phone": LANDLINE}))
    assert len(readings()) == 1


# D01, D12


def test_d01_a_sick_cow_becomes_a_case_from_a_phone_call(as_person: Browse, people: People) -> None:
    words = "我家的牛病了，瘤胃积食，好几天不吃草"
    client = as_person("secretary2")
    proposed = text_of(client.post(reverse("cases:proposal"), {"words": words}))
    categories = re.findall(r"类别 <strong>([^<]+)</strong>", proposed)
    assert catalogue.category("animal.health").path == categories[0]  # type: ignore[union-attr]
    assert "动物疫控中心" in proposed
    case = take(
        client,
        words=words,
        caller_phone="0478-5568888",
        caller_name="巴图",
        area="150824203201",
        category="animal.health",
        lead="animal_station",
        circumstances=[],
    )
    assert case.category_id == "animal.health"
    assert case.lead_id == making.organisation("animal_station")
    assert case.state == rules.State.TRIAGED, "a secretary confirms; the hotline assigns"
    assert Voice.objects.get(case=case).channel == "phone"


def test_d12_somebody_owns_the_case_at_every_step_to_the_end(as_person: Browse, people: People) -> None:
    seen = []

    def note(case: Case) -> None:
        seen.append(Case.objects.get(pk=case.pk).lead_id)

    case = making.heard(people, NOW)
    note(case)
    operator, housing = as_person("operator1"), as_person("housing1")
    for client, name, values in (
        (operator, "triage", {"category": making.BUILDING[0], "lead": "housing"}),
        (operator, "assign", {"go": "1"}),
        (housing, "deliver", {"result": "done", "note": "已批复"}),
        (as_person("verifier1"), "verify", {"outcome": "not_met", "asked": "self", "words": "没人来"}),
        (operator, "assign", {"go": "1"}),
        (housing, "deliver", {"result": "done", "note": "已批复"}),
        (as_person("verifier1"), "verify", {"outcome": "met", "asked": "self"}),
    ):
        assert act(client, case, name, **values).status_code == 302, name
        note(case)
    assert None not in seen
    assert Case.objects.get(pk=case.pk).state == rules.State.CLOSED


def test_d12_a_villager_gives_his_facts_once(as_person: Browse) -> None:
    client = as_person("operator1")
    known = Person.objects.count()
    first = take(client, caller_name="额尔敦", caller_phone="0478-5561000")
    piece = text_of(client.post(reverse("cases:caller"), {"caller_phone": "0478 5561000"}))
    assert "额尔敦" in piece
    assert queries.number_of(first) in piece, "what is still open for him is shown before a second case is opened"
    second = take(client, caller_name="额尔敦", caller_phone="０４７８－５５６１０００")
    assert second.person_id == first.person_id is not None
    assert Person.objects.count() == known + 1


def test_a_proxy_is_named_and_is_not_the_person_whose_need_it_is(as_person: Browse, people: People) -> None:
    client, known = as_person("operator1"), Person.objects.count()
    case = take(client, caller_name="郭小军", caller_phone="0478-5562000", on_behalf_of="父亲郭长有")
    assert case.person_id is None
    assert Person.objects.count() == known
    page = text_of(client.get(reverse("cases:case", args=[case.pk])))
    assert "郭小军" in page
    assert "父亲郭长有" in page


# H18


@pytest.mark.parametrize("login", [None, "operator1"])
def test_h18_who_answers_for_building_in_the_village(as_person: Browse, login: str | None) -> None:
    client = as_person(login) if login else Client()
    page = text_of(client.get(reverse("catalogue:duties"), {"question": "村里盖房谁管"}))
    assert "村庄和集镇建设管理" in page
    found = catalogue.look_up_duty("村里盖房谁管", on=NOW.date())[0]
    assert found.item.lead_name == "住建局"
    assert page.index("住建局") < page.index(found.item.co_names[0])


# M3: a landline is enough


def test_m3_flow_one_runs_with_a_landline(as_person: Browse, people: People) -> None:
    """Nobody who is served has a mobile phone, an account, an app or a code to scan; no page needs a script."""
    operator, bank, verifier = as_person("operator1"), as_person("bank1"), as_person("verifier1")
    case = take(operator)
    today = NOW + timedelta(minutes=5)
    appointment = act(
        bank, case, "appointment", on=f"{today:%Y-%m-%d}", start="00:00", end="23:59", contact_name="韩晓梅"
    )
    assert appointment.status_code == 302
    said = text_of(bank.get(appointment.headers["Location"]))
    code = re.search(r"(?:对方听：|door-code\">)((?:\d ){3}\d)", said)
    assert code is not None
    assert act(bank, case, "visit", code=code.group(1)).status_code == 302
    assert act(bank, case, "deliver", result="done", note="已协助本人重置", outside_reference="HZ1").status_code == 302
    assert act(verifier, case, "verify", outcome="met", asked="self", words="办好了").status_code == 302
    calls = text_of(operator.get(reverse("cases:calls")))
    voice = Voice.objects.get(case=case)
    telling = reverse("cases:tell", args=[voice.pk])
    assert telling in calls
    assert (
        operator.post(telling, {"client_id": str(uuid.uuid4()), "channel": "phone", "words": "办好了"}).status_code
        == 302
    )
    status = Client().post(reverse("cases:status"), {"number": queries.number_of(case), "phone_tail": "0001"})
    assert "已告知结果" in text_of(status)
    told = [row.kind for row in FactRow.objects.filter(about=case.pk).order_by("seq")]
    assert [kind.removeprefix("cases.") for kind in told] == [
        "VoiceHeard",
        "CaseOpened",
        "DutyLookedUp",
        "Triaged",
        "Assigned",
        "AppointmentSet",
        "VisitStarted",
        "Delivered",
        "AnswerGiven",
        "Verified",
        "Closed",
        "VoicerTold",
    ]


def test_m3_every_service_has_a_way_without_a_screen(db: None) -> None:
    listed = yaml.safe_load((PRESET / "categories.yaml").read_text(encoding="utf-8"))["categories"]
    assert len(listed) > 50
    assert [one["code"] for one in listed if not str(one.get("non_digital_path", "")).strip()] == []
    assert {"phone", "window", "visit", "paper"} <= {channel.value for channel in Voice.Channel}
    assert {"phone", "paper", "visit"} <= {channel.value for channel in Telling.Channel}


# M4, M9, M10


def test_m4_whoever_delivered_finds_no_way_to_verify(as_person: Browse, people: People) -> None:
    case = making.delivered(people, NOW)
    bank = as_person("housing1")
    assert reverse("cases:act", args=[case.pk, "verify"]) not in text_of(
        bank.get(reverse("cases:case", args=[case.pk]))
    )
    assert act(bank, case, "verify", outcome="met", asked="self").status_code == 403
    assert bank.get(reverse("cases:calls")).status_code == 403
    assert not Verification.objects.exists()


def test_m9_every_ended_case_leaves_its_voicers_on_the_list_until_they_are_told(
    as_person: Browse, people: People
) -> None:
    closed, declined = making.closed(people, NOW), making.declined(people, NOW)
    operator = as_person("operator1")
    for case in (closed, declined):
        voice = Voice.objects.get(case=case)
        telling = reverse("cases:tell", args=[voice.pk])
        assert telling in text_of(operator.get(reverse("cases:calls")))
        draft = text_of(operator.get(telling))
        assert "可拨12368" in draft if case.pk == declined.pk else "已办好" in draft
        done = operator.post(telling, {"client_id": str(uuid.uuid4()), "channel": "paper", "words": "写了纸条给他"})
        assert done.status_code == 302
        assert telling not in text_of(operator.get(reverse("cases:calls")))


@pytest.mark.parametrize("words", ["村里盖房谁管", "低保怎么办", "路灯坏了", "银行卡密码忘了", "牛不吃草"])
def test_m10_every_proposal_has_its_reason(as_person: Browse, words: str) -> None:
    proposals: list[Any] = [*queries.propose_categories(words), *catalogue.look_up_duty(words, on=NOW.date())]
    assert proposals
    assert all(one.reason.strip() for one in proposals)
    page = text_of(as_person("operator1").post(reverse("cases:proposal"), {"words": words}))
    assert all(one.reason in page for one in queries.propose_categories(words))


def test_m10_a_refusal_tells_the_caller_why_and_what_now(as_person: Browse, people: People) -> None:
    case = making.declined(people, NOW)
    number = queries.number_of(Case.objects.get(pk=case.pk))
    page = text_of(Client().post(reverse("cases:status"), {"number": number, "phone_tail": "1234"}))
    assert "已进入诉讼、仲裁或复议程序。法院已立案" in page
    assert "等法院判决，可拨12368" in page
    staff = text_of(as_person("operator1").get(reverse("cases:case", args=[case.pk])))
    assert "白音娜" in staff, "the name of who decided"


def test_a_case_without_words_to_guess_by_still_says_so(people: People) -> None:
    case = making.heard(people, NOW, words="嗯")
    assert case.proposal_reason == "没有找到相近的责任事项，请人工判断。"


def test_hours_are_those_of_the_banner(as_person: Browse, people: People) -> None:
    """A call at 00:30 is today's call although it is still yesterday in London."""
    at = NOW.replace(hour=16, minute=30)
    case = making.heard(people, at)
    assert case.opened_on.day == NOW.day + 1
    page = text_of(as_person("operator1").get(reverse("cases:case", args=[case.pk])))
    assert f"{at + 8 * HOUR:%Y-%m-%d} 00:30" in page
