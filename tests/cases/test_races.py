"""Two people at once, on two real connections: exactly one wins, and nothing is left half done."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

import psycopg
import pytest
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, rules
from minsheng.cases.models import Case, CoHandler, Reason, Task, Telling, Verification, Voice
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.cases import HOUR
from tests.own_database import OwnDatabase, side_by_side

People = dict[str, Actor]


@pytest.fixture(autouse=True)
def own(own_database: OwnDatabase) -> OwnDatabase:
    return own_database


def winners(found: Sequence[object]) -> list[object]:
    """What the winners got; everybody else must have been told why not."""
    lost = [one for one in found if isinstance(one, Exception)]
    assert all(isinstance(one, rules.NotNow | Refused) for one in lost), found
    return [one for one in found if not isinstance(one, Exception)]


def told(case: Case) -> list[str]:
    return [one.fact.kind.removeprefix("cases.") for one in ground.facts_of(case.pk)]


def test_two_verifiers(people: People) -> None:
    case = making.delivered(people, NOW)

    def verify(login: str, outcome: operations.Outcome) -> Callable[[], Case]:
        return lambda: operations.verify_case(
            case_id=case.pk, outcome=outcome, asked="self", words="", by=people[login], at=NOW + 2 * HOUR
        )

    found = side_by_side(verify("verifier1", operations.Outcome.MET), verify("verifier2", operations.Outcome.NOT_MET))
    assert len(winners(found)) == 1
    assert Verification.objects.count() == 1
    outcome = Verification.objects.get().outcome
    assert Case.objects.get().state == ("closed" if outcome == "met" else "reopened")
    assert told(case).count("AnswerGiven") == 1
    assert told(case).count("Closed") + told(case).count("Reopened") == 1


def test_two_assigns(people: People) -> None:
    case = making.heard(people, NOW)
    operations.triage_case(case_id=case.pk, triage=making.triage(), by=people["operator1"], at=NOW)

    def assign(login: str) -> Callable[[], Task]:
        return lambda: operations.assign_case(case_id=case.pk, by=people[login], at=NOW + HOUR)

    assert len(winners(side_by_side(assign("operator1"), assign("operator2"), assign("supervisor1")))) == 1
    assert Task.objects.count() == 1
    assert told(case).count("Assigned") == 1


def test_hand_back_against_deliver(people: People) -> None:
    case = making.assigned(people, NOW)
    operations.hand_back_case(case_id=case.pk, reason="不归我们", basis="清单", by=people["housing1"], at=NOW)
    found = side_by_side(
        lambda: operations.decide_hand_back(
            case_id=case.pk, is_accepted=True, words="对", by=people["arbiter1"], at=NOW + HOUR
        ),
        lambda: operations.deliver_task(
            case_id=case.pk, result="done", note="好了", by=people["housing1"], at=NOW + HOUR
        ),
    )
    assert len(winners(found)) == 1
    row = Case.objects.get()
    was_handed_back = row.state == rules.State.TRIAGED
    assert row.state in {rules.State.TRIAGED, rules.State.DELIVERED}
    assert row.deliveries.count() == (0 if was_handed_back else 1)
    assert row.bounces == (1 if was_handed_back else 0)
    assert Reason.objects.filter(act="decide_hand_back").count() == row.bounces
    assert Task.objects.get().end == ("handed_back" if was_handed_back else "delivered")


def test_decline_against_triage_and_assign(people: People) -> None:
    case = making.heard(people, NOW)
    side_by_side(
        lambda: operations.decline_case(
            case_id=case.pk, reason_code="court", reason="已立案", remedy="等判决", by=people["operator1"], at=NOW
        ),
        lambda: operations.triage_case(case_id=case.pk, triage=making.triage(), by=people["operator2"], at=NOW),
        lambda: operations.assign_case(case_id=case.pk, by=people["supervisor1"], at=NOW),
    )
    row = Case.objects.get()
    assert bool(row.ended_at) is (row.state == rules.State.DECLINED)
    assert Task.objects.filter(ended_at=None).exists() is (row.state == rules.State.ASSIGNED)


def test_two_tellers(people: People) -> None:
    voice = Voice.objects.get(case=making.closed(people, NOW))

    def tell(login: str) -> Callable[[], Telling]:
        return lambda: operations.tell_voicer(
            voice_id=voice.pk, channel="phone", words="办好了", by=people[login], at=NOW + 5 * HOUR
        )

    assert len(winners(side_by_side(tell("operator1"), tell("verifier1")))) == 1
    assert Telling.objects.count() == 1


def test_two_guesses_of_a_door_code(people: People) -> None:
    case = making.assigned(people, NOW, making.PIN_RESET)
    code = operations.set_appointment(
        case_id=case.pk, start=NOW, end=NOW + HOUR, contact_name="韩", by=people["bank1"], at=NOW
    )
    wrong = [f"{(int(code) + step) % 10_000:04d}" for step in (1, 2, 3)]

    def guess(said: str) -> Callable[[], bool]:
        return lambda: operations.start_visit(case_id=case.pk, code=said, by=people["bank1"], at=NOW)

    assert winners(side_by_side(*map(guess, wrong))) == [False]


# a form that is sent twice


def desk(client_id: str, **changes: str) -> dict[str, str]:
    return {
        "client_id": client_id,
        "caller_phone": "0478-5567001",
        "caller_name": "来话人",
        "words": "村里要盖房子，不知道找谁批宅基地",
        "area": making.TOWN,
        "category": "housing.village_building",
        "lead": "housing",
        "consent": "yes",
        "channel": "phone",
        "save": "1",
        **changes,
    }


def test_one_form_sent_four_times_at_once_opens_one_case(as_person: Callable[[str], Client], clock: None) -> None:
    client = as_person("operator1")
    values = desk(str(uuid.uuid4()))
    cookies = client.cookies

    def send() -> tuple[int, str]:
        own = Client()
        own.cookies = cookies
        response = own.post(reverse("cases:desk"), values)
        return response.status_code, response.headers.get("Location", "")

    found = side_by_side(send, send, send, send)
    case = Case.objects.get()
    assert set(found) == {(302, reverse("cases:case", args=[case.pk]))}


def test_one_client_id_with_two_bodies_is_refused(as_person: Callable[[str], Client], clock: None) -> None:
    client = as_person("operator1")
    values = desk(str(uuid.uuid4()))
    assert client.post(reverse("cases:desk"), values).status_code == 302
    other = client.post(reverse("cases:desk"), {**values, "words": "村里要盖房子，是另一件事"})
    assert other.status_code == 409
    assert "编号已经用于另一份内容" in other.content.decode()
    stranger = as_person("operator2").post(reverse("cases:desk"), values)
    assert stranger.status_code == 409, "somebody else's client id answers nothing"
    assert Case.objects.count() == 1


# exactly one lead, even around the operations


def test_e13_a_lead_and_a_co_handler_set_at_once_are_not_the_same(people: People, own: OwnDatabase) -> None:
    case = making.assigned(people, NOW)
    civil = making.organisation("civil")

    def run(statement: bytes) -> None:
        with own.connect() as other, other.transaction():
            other.execute(statement, [civil, case.pk])
            other.execute("SELECT pg_sleep(0.2)")

    found = side_by_side(
        lambda: run(b"UPDATE cases_case SET lead_id = %s WHERE id = %s"),
        lambda: run(b"INSERT INTO cases_cohandler (organisation_id, case_id, unit, \"end\") VALUES (%s, %s, '', '')"),
    )
    refused = [one for one in found if one is not None]
    assert len(refused) == 1
    assert isinstance(refused[0], psycopg.errors.CheckViolation)
    assert CoHandler.objects.filter(case=case, organisation=Case.objects.get().lead_id).count() == 0
