"""Cases played through the real operations, in two areas that know nothing of each other."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from minsheng.cases import operations as cases
from minsheng.cases.models import Case
from minsheng.foundation import operations as ground
from minsheng.foundation import rights
from minsheng.registry import queries as registry

CATEGORY = "housing.village_building"
TOWN = "150824203"
VILLAGE = "150824203201"
COMMUNITY = "150824100001"
OTHER_BANNER = "150422"
OTHER_VILLAGE = "150422100200"
STAFF = {
    "150824": ("operator1", "housing", "housing1", "verifier1"),
    "150422": ("operator9", "town_150422100", "handler9", "verifier9"),
}
"""Who plays in a banner: takes calls, leads, delivers, verifies."""


@dataclass
class Play:
    """Plays cases; every step takes an hour."""

    people: Mapping[str, rights.Actor]

    def heard(
        self, at: datetime, *, area: str = VILLAGE, phone: str = "", name: str = "", wants_answer: bool = True
    ) -> Case:
        """A voice with somebody who answers for it; with phone and name the caller is a known person."""
        operator, lead, _, _ = STAFF[area[:6]]
        ground.make_fact_months(first=at.date(), last=(at + timedelta(days=1)).date())
        voice = cases.NewVoice(
            words="村里要盖房子，不知道找谁批",
            channel="phone",
            heard_at=at,
            area=area,
            caller_name=name,
            caller_phone=phone,
            consent="yes",
            wants_answer=wants_answer,
        )
        triage = cases.Triage(category=CATEGORY, lead=registry.organisation_by_code(lead).pk)
        return cases.open_case(voice=voice, by=self.people[operator], at=at, triage=triage)

    def delivered(self, case: Case, at: datetime) -> None:
        """The lead's handler did it; a reopened case is assigned again first."""
        operator, _, handler, _ = STAFF[case.area_id[:6]]
        case.refresh_from_db()
        if case.state == "reopened":
            cases.assign_case(case_id=case.pk, by=self.people[operator], at=at)
        cases.deliver_task(case_id=case.pk, result="done", note="已批复。", by=self.people[handler], at=at)

    def answered(self, case: Case, at: datetime, outcome: cases.Outcome = cases.Outcome.MET) -> None:
        """Another person asked whether it was done."""
        verifier = self.people[STAFF[case.area_id[:6]][3]]
        cases.verify_case(case_id=case.pk, outcome=outcome, asked="visit", words="", by=verifier, at=at)

    def closed(self, at: datetime, *, area: str = VILLAGE, phone: str = "", name: str = "") -> Case:
        """Heard, delivered an hour later, verified another hour later."""
        case = self.heard(at, area=area, phone=phone, name=name)
        self.delivered(case, at + timedelta(hours=1))
        self.answered(case, at + timedelta(hours=2))
        return case

    def told(self, case: Case, at: datetime) -> None:
        """Every voicer of the case was told what came of it."""
        operator = self.people[STAFF[case.area_id[:6]][0]]
        for voice in case.voices.values_list("pk", flat=True):
            cases.tell_voicer(voice_id=voice, channel="phone", words="已办好。", by=operator, at=at)

    def reopened(self, case: Case, at: datetime) -> None:
        """A closed case is worked on again."""
        verifier = self.people[STAFF[case.area_id[:6]][3]]
        cases.reopen_case(case_id=case.pk, reason="对方来电说还没好", by=verifier, at=at)


def person_of(case: Case) -> uuid.UUID:
    """The person behind a case. Fails where nobody is known."""
    assert case.person_id is not None
    return case.person_id
