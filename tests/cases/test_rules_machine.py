"""The transition table held against the real operations and the real database, step by step, by a machine."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from minsheng.cases import facts, operations, queries, rules
from minsheng.cases.models import (
    CallAttempt,
    Case,
    Circumstance,
    CoHandler,
    Limit,
    LimitPause,
    Task,
    Verification,
    Voice,
)
from minsheng.catalogue.models import UnclearItem
from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.rights import Actor
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.banner import staff

State = rules.State
CLOCK = (rules.Act.PAUSE, rules.Act.RESUME)
LEADS = {"housing": "housing1", "o1": "bank1", "traffic_police": "traffic1"}
AFTER = {
    facts.CaseOpened: State.HEARD,
    facts.Triaged: State.TRIAGED,
    facts.Assigned: State.ASSIGNED,
    facts.HandedBack: State.TRIAGED,
    facts.Delivered: State.DELIVERED,
    facts.Verified: State.VERIFIED,
    facts.Closed: State.CLOSED,
    facts.LeftUnconfirmed: State.UNCONFIRMED,
    facts.Declined: State.DECLINED,
    facts.Referred: State.REFERRED,
    facts.Reopened: State.REOPENED,
}
"""What each fact says of the state: written out again, so that it can disagree with the code."""


class Way(RuleBasedStateMachine):
    """One case on its way, under orders of all kinds, wise and unwise; a model says what must have come of it."""

    people: ClassVar[dict[str, Actor]]
    both: ClassVar[dict[str, Actor]]
    """Somebody of each lead who was given the verifier's role as well: the temptation in person."""

    @initialize(lead=st.sampled_from(sorted(LEADS)), is_assigned=st.booleans(), moves=st.booleans())
    def open(self, lead: str, is_assigned: bool, moves: bool) -> None:  # noqa: FBT001 - hypothesis fills it in
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.at = NOW
        self.lead = lead if is_assigned else "hotline"
        category = "bank.pin_reset" if lead == "o1" else "housing.village_building"
        told = making.voice(self.at, circumstances=tuple(rules.CircumstanceKind) if moves else ())
        chosen = making.triage(category, lead) if is_assigned else None
        case = operations.open_case(voice=told, triage=chosen, by=self.people["operator1"], at=self.at)
        self.case_id: uuid.UUID = case.pk
        self.state = State.ASSIGNED if is_assigned else State.HEARD
        self.workers: set[uuid.UUID] = set()
        self.bounces = 0
        self.argued: Counter[uuid.UUID | None] = Counter()
        """How often it was argued about each task."""
        self.refused: set[uuid.UUID | None] = set()
        """Tasks of which the first argument was refused."""
        self.paused_at: datetime | None = None
        self.code = ""

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def row(self) -> Case:
        return Case.objects.get(pk=self.case_id)

    def later(self) -> datetime:
        self.at += timedelta(hours=5)
        return self.at

    def order(self, act: rules.Act, carry_out: Callable[[], Any], *, may: bool = True) -> bool:
        """Carry out an order; where the table or the rights say no, it must be refused and leave no trace."""
        told = len(ground.facts_of(self.case_id))
        if may and self.state in rules.BY_ACT[act].sources:
            carry_out()
            self.state = rules.BY_ACT[act].target
            return True
        try:
            with transaction.atomic():
                carry_out()
        except (rules.NotNow, rights.Refused, rights.Unseen):
            assert len(ground.facts_of(self.case_id)) == told
            return False
        raise AssertionError(f"{act} went through in {self.state}, may={may}")

    def handler(self) -> Actor:
        return self.people[LEADS[self.lead]] if self.lead in LEADS else self.people["bank2"]

    @rule(lead=st.sampled_from(sorted(LEADS)), helper=st.sampled_from(["civil", "animal_station", ""]))
    def triage(self, lead: str, helper: str) -> None:
        category = "bank.pin_reset" if lead == "o1" else "housing.village_building"
        chosen = making.triage(category, lead, (helper,) if helper else ())
        by, at = self.people["operator1"], self.later()
        if self.order(
            rules.Act.TRIAGE, lambda: operations.triage_case(case_id=self.case_id, triage=chosen, by=by, at=at)
        ):
            self.lead = lead

    @rule()
    def assign(self) -> None:
        if self.row().category_id is None and self.state is State.REOPENED:
            return  # declined before anybody looked: it is triaged first (tested beside)
        by, at = self.people["operator1"], self.later()
        self.order(rules.Act.ASSIGN, lambda: operations.assign_case(case_id=self.case_id, by=by, at=at))

    @rule(is_of_lead=st.booleans())
    def hand_back(self, is_of_lead: bool) -> None:  # noqa: FBT001
        by = self.handler() if is_of_lead else self.people["animal1"]
        task = self.task()
        before, at = self.argued[task], self.later()
        again = before == 1 and task in self.refused
        may = is_of_lead and self.lead in LEADS and (before == 0 or again)
        argued: dict[str, Any] = {"reason": f"不归我们，理由{before}", "basis": "清单"}
        argued["proposed_lead"] = making.organisation("civil")
        if self.order(
            rules.Act.HAND_BACK,
            lambda: operations.hand_back_case(case_id=self.case_id, by=by, at=at, **argued),
            may=may,
        ):
            self.argued[task] += 1

    def task(self) -> uuid.UUID | None:
        return Task.objects.filter(case=self.case_id, ended_at=None).values_list("pk", flat=True).first()

    @rule(is_accepted=st.booleans(), who=st.sampled_from(["arbiter1", "operator1"]))
    def decide_hand_back(self, is_accepted: bool, who: str) -> None:  # noqa: FBT001
        by, at, before = self.people[who], self.later(), self.state
        task = self.task()
        waits = self.argued[task] == 1 and task not in self.refused  # a second time another one decides
        if self.order(
            rules.Act.DECIDE_HAND_BACK,
            lambda: operations.decide_hand_back(
                case_id=self.case_id, is_accepted=is_accepted, words="对", by=by, at=at
            ),
            may=who == "arbiter1" and waits,
        ):
            if not is_accepted:
                self.state = before
                self.refused.add(task)
                return
            self.bounces += 1
            self.lead = "hotline"
            self.paused_at = None

    @rule(lead=st.sampled_from(sorted(LEADS)))
    def correct(self, lead: str) -> None:
        category = "bank.pin_reset" if lead == "o1" else "housing.village_building"
        by, at, chosen = self.people["operator1"], self.later(), making.triage(category, lead)
        if self.order(
            rules.Act.CORRECT,
            lambda: operations.correct_case(case_id=self.case_id, triage=chosen, reason="派错了", by=by, at=at),
        ):
            self.lead = lead

    @rule(who=st.sampled_from(["handler", "operator1", "animal1"]), act=st.sampled_from(CLOCK))
    def stop_or_start_the_clock(self, who: str, act: rules.Act) -> None:
        by, at = self.handler() if who == "handler" else self.people[who], self.later()
        handling = Limit.objects.filter(case=self.case_id, kind="handling", met_at=None).first()
        is_time = handling is not None and (
            self.paused_at is not None or handling.due_at is None or handling.due_at >= at
        )
        note: dict[str, Any] = {"reason": rules.PauseReason.EXPERT, "note": "等鉴定"}
        carry_out = operations.pause_limit if act is rules.Act.PAUSE else operations.resume_limit
        if self.order(
            act,
            lambda: carry_out(case_id=self.case_id, by=by, at=at, **(note if act is rules.Act.PAUSE else {})),
            may=who != "animal1"
            and (who != "handler" or self.lead in LEADS)
            and is_time
            and (self.paused_at is None) is (act is rules.Act.PAUSE),
        ):
            self.paused_at = at if act is rules.Act.PAUSE else None

    @rule()
    def visit(self) -> None:
        task = Task.objects.filter(case=self.case_id, ended_at=None).first()
        if task is not None and task.route == Task.Route.DOORSTEP and self.lead in LEADS:
            making.visited(self.people, self.row(), self.later(), LEADS[self.lead])

    @rule(who=st.sampled_from(["handler", "both", "stranger"]), with_companion=st.booleans())
    def deliver(self, who: str, with_companion: bool) -> None:  # noqa: FBT001
        both = self.both[self.lead] if self.lead in LEADS else self.both["o1"]
        by = {"handler": self.handler(), "both": both, "stranger": self.people["animal1"]}[who]
        companion = both.id if with_companion and who == "handler" and self.lead in LEADS else None
        task = Task.objects.filter(case=self.case_id, ended_at=None).first()
        is_shut = task is not None and task.route == Task.Route.DOORSTEP and task.code_matched is not True
        at = self.later()
        if self.order(
            rules.Act.DELIVER,
            lambda: operations.deliver_task(
                case_id=self.case_id,
                result="done",
                note="办好了",
                by=by,
                at=at,
                companion_id=companion,
                unfinished="不等",
            ),
            may=who != "stranger" and self.lead in LEADS and not is_shut,
        ):
            self.paused_at = None
            self.workers |= {by.id, *([companion] if companion else [])}

    @rule(
        who=st.sampled_from(["verifier1", "verifier2", "both", "handler"]), outcome=st.sampled_from(list(rules.Outcome))
    )
    def verify(self, who: str, outcome: rules.Outcome) -> None:
        both = self.both[self.lead] if self.lead in LEADS else self.both["o1"]
        by = {"both": both, "handler": self.handler()}.get(who) or self.people[who]
        may = who != "handler" and by.id not in self.workers
        at = self.later()
        is_done = self.order(
            rules.Act.VERIFY,
            lambda: operations.verify_case(case_id=self.case_id, outcome=outcome, asked="self", words="", by=by, at=at),
            may=may,
        )
        if is_done:
            self.state = {
                rules.Outcome.MET: State.CLOSED,
                rules.Outcome.CANNOT_SAY: State.DELIVERED,
            }.get(outcome, State.REOPENED)

    @rule(who=st.sampled_from(["verifier1", "handler"]), result=st.sampled_from(list(rules.AttemptResult)))
    def ring_in_vain(self, who: str, result: rules.AttemptResult) -> None:
        by = self.handler() if who == "handler" else self.people[who]
        row, at = self.row(), self.later()
        made = CallAttempt.objects.filter(case=row, round=row.reopenings).count()
        is_rung = self.order(
            rules.Act.VERIFY,
            lambda: operations.note_attempt(case_id=self.case_id, result=result, note="", by=by, at=at),
            may=who != "handler" and by.id not in self.workers,
        )
        if is_rung:
            is_last = result is rules.AttemptResult.REFUSED or made == 2
            self.state = State.UNCONFIRMED if is_last else State.DELIVERED

    @rule(act=st.sampled_from([rules.Act.DECLINE, rules.Act.REFER]))
    def end(self, act: rules.Act) -> None:
        by, at = self.people["operator1"], self.later()
        words: dict[str, Any] = {
            "reason": "法院已立案",
            "remedy": "可拨12368",
            "by": by,
            "at": at,
            "case_id": self.case_id,
        }
        if act is rules.Act.DECLINE:
            self.order(act, lambda: operations.decline_case(reason_code="court", **words))
        else:
            self.order(act, lambda: operations.refer_case(to="court", **words))

    @rule(who=st.sampled_from(["verifier1", "supervisor1", "bank1"]))
    def reopen(self, who: str) -> None:
        by, at = self.people[who], self.later()
        self.order(
            rules.Act.REOPEN,
            lambda: operations.reopen_case(case_id=self.case_id, reason="他说没办成", by=by, at=at),
            may=who != "bank1",
        )

    @rule()
    def tell(self) -> None:
        voice, at = Voice.objects.get(case=self.case_id), self.later()
        with suppress(rules.NotNow):
            operations.tell_voicer(
                voice_id=voice.pk, channel="phone", words="办好了", by=self.people["operator1"], at=at
            )
            assert self.state in rules.ENDED_STATES, "told before there was a result"

    # what holds after every step

    @invariant()
    def state_is_as_the_table_says(self) -> None:
        row = self.row()
        assert row.state == self.state
        state = None
        for one in ground.facts_of(self.case_id):
            state = AFTER.get(type(one.fact), state)
        assert state == row.state, "the told facts say something else than the case"

    @invariant()
    def exactly_one_lead_answers(self) -> None:
        row = self.row()
        assert row.lead_id == making.organisation(self.lead)
        assert not CoHandler.objects.filter(case=row, organisation=row.lead_id).exists()
        open_tasks = Task.objects.filter(case=row, ended_at=None)
        assert [task.organisation_id for task in open_tasks] == ([row.lead_id] if self.state is State.ASSIGNED else [])

    @invariant()
    def nobody_closes_his_own_case(self) -> None:
        for one in Verification.objects.filter(delivery__case=self.case_id).select_related("delivery"):
            assert one.verifier_id not in {one.delivery.by_id, one.delivery.companion_id}
            assert one.verifier_id not in self.workers
        if self.state is State.CLOSED:
            assert Verification.objects.filter(delivery__case=self.case_id, outcome="met").exists()

    @invariant()
    def limits_and_due_date_agree(self) -> None:
        row = self.row()
        unmet = Limit.objects.filter(case=row, met_at=None).values_list("kind", "due_at")
        running = [due_at for kind, due_at in unmet if due_at and (not self.paused_at or kind != "handling")]
        assert row.due_at == min(running, default=None)
        assert row.paused_at == self.paused_at
        assert LimitPause.objects.filter(case=row, ended_at=None).count() == (1 if self.paused_at else 0)
        waits_for_us = {State.HEARD, State.TRIAGED, State.ASSIGNED, State.REOPENED}
        assert bool(unmet) is (self.state in waits_for_us), "who has to act has a limit, and nobody else"
        assert not Limit.objects.filter(case=row, round__gt=row.reopenings).exists()

    @invariant()
    def an_ending_is_whole(self) -> None:
        row = self.row()
        is_ended = self.state in rules.ENDED_STATES
        assert (row.ended_at is not None) is is_ended
        if is_ended:
            assert not Circumstance.objects.filter(case=row).exists()
        if self.state in {State.DECLINED, State.REFERRED}:
            assert row.ended_by
            assert row.end_reason
            assert row.end_remedy

    @invariant()
    def a_matter_passed_around_is_raised(self) -> None:
        assert self.row().bounces == self.bounces
        assert UnclearItem.objects.filter(about_case=self.case_id).count() == (1 if self.bounces > 1 else 0)

    @invariant()
    def every_voice_is_answered_after_every_ending(self) -> None:
        told_since = False
        for one in ground.facts_of(self.case_id):
            told_since = isinstance(one.fact, facts.VoicerTold) or (
                told_since and not isinstance(one.fact, facts.Reopened)
            )
        voice = Voice.objects.get(case=self.case_id)
        assert (voice.told_at is not None) is told_since
        waiting = {call.voice_id for call in queries.calls_to_tell(self.people["operator1"], self.at)}
        assert (voice.pk in waiting) is (self.state in rules.ENDED_STATES and not told_since)

    @invariant()
    def nothing_was_left_for_the_end_of_the_transaction(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def with_both_roles(code: str, people: dict[str, Actor]) -> Actor:
    actor = staff(f"both-{code}", "handler", "150824", code, NOW)
    return Actor(actor.account_id, actor.name, (*actor.held, *people["verifier1"].held))


def test_a_case_on_its_way_keeps_every_invariant(people: dict[str, Actor]) -> None:
    Way.people, Way.both = people, {code: with_both_roles(code, people) for code in LEADS}
    quick = settings(
        max_examples=25,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),  # shrinking costs minutes: add Phase.shrink when one fails
    )
    run_state_machine_as_test(Way, settings=quick)
