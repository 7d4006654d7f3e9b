"""Who sees and does what: the policies against a brute-force reading of grants, for generated people."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minsheng.cases import policies, rules
from minsheng.cases.models import Case, CoHandler, Delivery
from minsheng.foundation.rights import Actor, Held
from tests.conftest import NOW, PRESET
from tests.factories import cases as making

ROLES: dict[str, frozenset[str]] = {
    code: frozenset(role["permissions"])
    for code, role in yaml.safe_load((PRESET / "roles.yaml").read_text(encoding="utf-8"))["roles"].items()
}
AREAS = ("150824", "150824203", "150824203201", "150824203202", "150824100001", "150422", "150422100")
MINE, OTHERS = uuid.UUID(int=1), uuid.UUID(int=2)
PERMISSION = {
    rules.Act.TRIAGE: "cases.triage",
    rules.Act.ASSIGN: "cases.assign",
    rules.Act.HAND_BACK: "cases.hand_back",
    rules.Act.DECIDE_HAND_BACK: "cases.arbitrate",
    rules.Act.CORRECT: "cases.assign",
    rules.Act.CONTACT: "cases.deliver",
    rules.Act.HELP: "cases.deliver",
    rules.Act.DELIVER: "cases.deliver",
    rules.Act.PAUSE: "cases.pause",
    rules.Act.RESUME: "cases.pause",
    rules.Act.ASK_EXTENSION: "cases.deliver",
    rules.Act.DECIDE_EXTENSION: "cases.extend",
    rules.Act.VERIFY: "cases.verify",
    rules.Act.DECLINE: "cases.decline",
    rules.Act.REFER: "cases.refer",
    rules.Act.REOPEN: "cases.reopen",
    rules.Act.CLOSE: None,
    rules.Act.LEAVE: None,
}
"""Written out again, so that it can disagree with the table."""


grants = st.lists(st.tuples(st.sampled_from(sorted(ROLES)), st.sampled_from(AREAS)), max_size=4)
areas = st.sampled_from(AREAS)
UNHURRIED = settings(deadline=None)
"""A loaded machine is slow, not wrong."""


def person(held: list[tuple[str, str]]) -> Actor:
    return Actor(uuid.UUID(int=99), "某人", tuple(Held(role, area, ROLES[role]) for role, area in held))


def has(held: list[tuple[str, str]], permission: str, area: str) -> bool:
    return any(permission in ROLES[role] and area.startswith(granted) for role, granted in held)


@UNHURRIED
@given(held=grants, area=areas, act=st.sampled_from(list(rules.Act)), is_lead=st.booleans())
def test_an_act_needs_its_permission_there_and_handling_the_leads_people(
    held: list[tuple[str, str]], area: str, act: rules.Act, *, is_lead: bool
) -> None:
    case = Case(area_id=area, lead_id=MINE if is_lead else OTHERS, state="heard")
    permission = PERMISSION[act]
    expected = permission is not None and has(held, permission, area)
    if act in {rules.Act.DELIVER, rules.Act.CONTACT, rules.Act.HAND_BACK, rules.Act.ASK_EXTENSION}:
        expected = expected and is_lead
    if act in {rules.Act.PAUSE, rules.Act.RESUME}:
        expected = expected and (is_lead or has(held, "cases.read", area))
    assert policies.may_act(person(held), case, act, {MINE}) is expected


@UNHURRIED
@given(
    held=grants, area=areas, state=st.sampled_from(list(rules.State)), is_lead=st.booleans(), is_paused=st.booleans()
)
def test_the_acts_that_are_offered_are_those_that_may_be_done_now(
    held: list[tuple[str, str]], area: str, state: rules.State, *, is_lead: bool, is_paused: bool
) -> None:
    paused_at = NOW if is_paused else None
    case = Case(area_id=area, lead_id=MINE if is_lead else OTHERS, state=state, paused_at=paused_at)
    actor = person(held)
    expected = {
        act for act in rules.Act if state in rules.BY_ACT[act].sources and policies.may_act(actor, case, act, {MINE})
    }
    expected -= {rules.Act.PAUSE if is_paused else rules.Act.RESUME}  # a clock that stands still is not stopped again
    assert set(policies.acts_for(actor, case, {MINE})) == expected


@UNHURRIED
@given(held=grants, area=areas, worked=st.sampled_from(["did", "helped", "neither"]))
def test_who_worked_never_verifies_whatever_he_holds(held: list[tuple[str, str]], area: str, worked: str) -> None:
    actor = person(held)
    somebody = uuid.UUID(int=7)
    last = Delivery(by_id=somebody, companion_id=None)
    first = Delivery(
        by_id=actor.id if worked == "did" else somebody, companion_id=actor.id if worked == "helped" else None
    )
    expected = has(held, "cases.verify", area) and worked == "neither"
    assert policies.may_verify(actor, Case(area_id=area), [first, last]) is expected


@dataclass(frozen=True)
class Seen:
    """A case as the brute force looks at it."""

    id: uuid.UUID
    area: str
    is_lead: bool
    is_helper: bool


@pytest.fixture
def cases(people: dict[str, Actor]) -> list[Seen]:
    """One case for each area and each relation to the organisation `civil`."""
    found = []
    for area in AREAS:
        for relation in ("lead", "helper", "none"):
            case = making.heard({"operator1": operator(area)}, NOW, area=area, caller_name="", caller_phone="")
            if relation == "lead":
                Case.objects.filter(pk=case.pk).update(lead=making.organisation("civil"))
            if relation == "helper":
                CoHandler.objects.create(case=case, organisation_id=making.organisation("civil"))
            found.append(Seen(case.pk, area, relation == "lead", relation == "helper"))
    return found


def operator(area: str) -> Actor:
    return Actor(uuid.UUID(int=3), "接线员", (Held("operator", area, ROLES["operator"]),))


@given(held=grants, belongs=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exactly_the_cases_that_exist_for_somebody_are_seen(
    cases: list[Seen], held: list[tuple[str, str]], *, belongs: bool
) -> None:
    organisations = {making.organisation("civil")} if belongs else set()
    seen = set(Case.objects.filter(policies.visible(person(held), organisations)).values_list("pk", flat=True))
    expected = {
        one.id
        for one in cases
        if has(held, "cases.read", one.area)
        or (has(held, "cases.read_own_organisation", one.area) and belongs and (one.is_lead or one.is_helper))
    }
    assert seen & {one.id for one in cases} == expected


def test_no_role_both_handles_and_verifies() -> None:
    handling, verifying = {"cases.deliver", "cases.hand_back"}, {"cases.verify", "cases.reopen"}
    assert not [role for role, held in ROLES.items() if held & handling and held & verifying]
