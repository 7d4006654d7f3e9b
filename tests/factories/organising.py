"""Teams, bases and posts of the own area, for tests of rights and of pages."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from minsheng.dispatch import operations
from minsheng.dispatch.models import PostMatch
from minsheng.foundation.rights import Actor
from minsheng.registry import queries as registry


def new_base(at: datetime, **changes: Any) -> operations.NewBase:
    """A base in a village, led by the township's committee."""
    told: dict[str, Any] = {
        "name": "新基地",
        "area": "150824203201",
        "lead_id": registry.organisation_by_code("committee_150824203").pk,
        "guide_id": registry.organisation_by_code("village_150824203201").pk,
        "members": "党员养殖户",
        "beneficiaries": "牧户",
        "industries": ["肉牛"],
        "valid_from": at.date(),
        **changes,
    }
    return operations.NewBase(**told)


def organised(person: uuid.UUID, by: Actor, helper: Actor, mark: str, at: datetime) -> dict[str, Any]:
    """A team (its name is no secret: organisations are picked from by all) with a member, a base, a post, somebody who holds it and
    a helper who would.
    """
    on, area = at.date(), "150824203201"
    team = operations.NewTeam(name="测试队", short_name="测试队", kind="team", area=area)
    made = operations.found_team(team=team, by=by, at=at)
    operations.join_team(team_id=made, person_id=person, role="leader", valid_from=on, by=by, at=at)
    base = operations.open_base(base=new_base(at, name="测试基地"), by=by, at=at)  # bases are public
    post = operations.open_post(
        post=operations.NewPost(name=f"{mark}岗", duty=f"{mark}看护", area=area, valid_from=on), by=by, at=at
    )
    held = operations.take_post(post_id=post, person_id=person, valid_from=on, by=by, at=at)
    match = PostMatch.objects.create(post_id=post, helper_id=helper.id, reasons=["会“看护”"], helper_agreed_at=at)
    study = operations.offer_study(study=new_study(at, f"post:{post}", place=f"{mark}二楼"), by=by, at=at)
    operations.take_study_place(offer_id=study.pk, by=helper, at=at)
    return {"team": made, "base": base, "post": post, "holding": held.pk, "match": match.pk, "study": study.pk}


def new_study(at: datetime, teacher: str, **changes: Any) -> operations.NewStudy:
    """A skill that is taught ten days later."""
    told: dict[str, Any] = {
        "skill": "shopping",
        "teacher": teacher,
        "area": "150824203201",
        "place": "活动室",
        "on": at.date() + timedelta(days=10),
        "hours": "上午九点到十点",
        "answer_by": at.date() + timedelta(days=8),
        "places": 5,
        **changes,
    }
    return operations.NewStudy(**told)


def new_zone(*areas: str, name: str = "测试责任区") -> operations.NewZone:
    """A zone for which a township's committee answers."""
    committee = registry.organisation_by_code("committee_150824203")
    return operations.NewZone(name=name, organisation_id=committee.pk, areas=areas)


def paired(person: uuid.UUID, people: Mapping[tuple[str, str], Actor], at: datetime) -> dict[str, Any]:
    """A zone, a pairing that waits for its helper's word, and another helper."""
    zone = operations.draw_zone(zone=new_zone("150824203201"), by=people["secretary", "own"], at=at)
    other = people["volunteer", "stranger"]
    operations.set_helper(entry=operations.HelperEntry(area="150824203201"), by=other, at=at)
    row = operations.propose_pairing(
        person_id=person,
        helper_id=people["volunteer", "own"].id,
        said=operations.Said(words="愿意", channel="phone"),
        by=people["operator", "own"],
        at=at,
    )
    return {"zone": zone, "pairing": row.pk, "other_helper": other.id}


def new_recurring(person: uuid.UUID, at: datetime, **changes: Any) -> operations.NewRecurring:
    """A haircut each month from the next day on."""
    told: dict[str, Any] = {
        "person_id": person,
        "title": "上门理发",
        "every": operations.Every.MONTH,
        "starts_on": at.date() + timedelta(days=1),
        "start": time(9, 0),
        **changes,
    }
    return operations.NewRecurring(**told)


def served(person: uuid.UUID, people: Mapping[tuple[str, str], Actor], mark: str, at: datetime) -> dict[str, Any]:
    """A visit that comes again, and a shopping whose helper has settled the money."""
    again = operations.set_recurring(visit=new_recurring(person, at), by=people["operator", "own"], at=at)
    task = operations.offer_task(
        task=operations.NewTask(kind=operations.TaskKind.SHOPPING, title=f"{mark}代购", area="150824203201"),
        by=people["secretary", "own"],
        at=at,
    )
    helper = people["volunteer", "own"]
    operations.claim_task(task_id=task.pk, by=helper, at=at)
    row = operations.take_money(task_id=task.pk, given_fen=10_000, by=helper, at=at)
    operations.settle_shopping(task_id=task.pk, spent_fen=8650, returned_fen=1350, by=helper, at=at)
    done = operations.offer_task(
        task=operations.NewTask(
            kind=operations.TaskKind.COMPANY, title=f"{mark}陪伴", area="150824203201", person_id=person
        ),
        by=people["secretary", "own"],
        at=at,
    )
    operations.claim_task(task_id=done.pk, by=helper, at=at)
    report = operations.Report(outcome=operations.Outcome.DONE, minutes=40)
    operations.finish_task(task_id=done.pk, report=report, by=helper, at=at)
    return {"recurring": again.pk, "shopping_task": task.pk, "shopping": row.pk, "help done": done.pk}


def reported(unit: uuid.UUID, community: uuid.UUID, by: Actor, mark: str, at: datetime) -> dict[str, Any]:
    """A unit that reports to a community, and a required act."""
    row = operations.check_in_unit(unit_id=unit, community_id=community, valid_from=at.date(), by=by, at=at)
    act = operations.set_required_act(area="150824203201", title=f"{mark}巡查", by=by, at=at)
    return {"check_in": row.pk, "act": act.pk}


def on_shift(hall: uuid.UUID, by: Actor, at: datetime) -> dict[str, Any]:
    """A guide is on duty in a hall from half an hour later on."""
    begins, ends = at + timedelta(minutes=30), at + timedelta(hours=2)
    return {"shift": operations.take_shift(hall_id=hall, begins_at=begins, ends_at=ends, by=by, at=at).pk}
