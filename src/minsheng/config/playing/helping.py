"""Helpers of the trial: what waits in the pool, who is on duty, who is paired, and visits at doors."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from minsheng.cases import operations as cases
from minsheng.dispatch import operations, queries
from minsheng.foundation import worktime
from minsheng.foundation.rights import Actor
from minsheng.registry import queries as registry


def play_pool(people: Mapping[str, Actor], now: datetime) -> None:
    """Tasks for helpers: some wait in the pool, one is held, one was done; and a case whose lead asks for help."""
    secretary, kinds = people["secretary1"], operations.TaskKind
    asked = (
        ("陪包奶奶去旗医院取药，要排队，帮着提东西", kinds.HELP, 50),
        ("到白大爷家坐坐，唠唠家常", kinds.COMPANY, 30),
        ("帮腿脚不便的住户代买米面和油", kinds.SHOPPING, 20),
        ("社区活动室星期六上午要两个人维持秩序", kinds.HELP, 6),
    )
    tasks = []
    for title, kind, hours in asked:
        wanted = operations.NewTask(
            kind=kind, title=title, area="150824100001", people_needed=2 if "两个人" in title else 1
        )
        tasks.append(operations.offer_task(task=wanted, by=secretary, at=now - timedelta(hours=hours)))
    for task, login in zip(tasks[:2], ("volunteer1", "volunteer2"), strict=True):
        operations.claim_task(task_id=task.pk, by=people[login], at=now - timedelta(hours=3))
    operations.finish_task(
        task_id=tasks[1].pk,
        report=operations.Report(outcome=operations.Outcome.NOTHING_NEEDED, minutes=40),
        by=people["volunteer2"],
        at=now - timedelta(hours=1),
    )
    for waiting in queries.open_to_share(people["heating1"], now)[:1]:
        operations.offer_case_task(case_id=waiting.case, by=people["heating1"], at=now)


def play_posts(people: Mapping[str, Actor], now: datetime) -> None:
    """A helper would take a post that asks for what he can; whoever keeps posts has yet to say yes."""
    helper = people["volunteer1"]
    for found in queries.posts_for(helper, now)[:1]:
        operations.offer_for_post(post_id=found.post.pk, by=helper, at=now - timedelta(hours=2))


def play_studies(people: Mapping[str, Actor], now: datetime) -> None:
    """Of the sample studies one helper has taken a place himself, another by telephone."""
    for row in queries.studies(people["volunteer1"], now)[:2]:
        operations.take_study_place(offer_id=row.offer.pk, by=people["volunteer1"], at=now)
        operations.take_study_place_for(
            offer_id=row.offer.pk,
            helper_id=people["volunteer3"].id,
            words="本人来电，说想去学。",
            by=people["operator1"],
            at=now,
        )


def play_hall(people: Mapping[str, Actor], now: datetime) -> None:
    """Two guides are on duty in the hall for some hours: one has a visitor, another visitor waits."""
    hall, begun = registry.organisation_by_code("gov_service").pk, now - timedelta(hours=1)
    for login in ("volunteer1", "volunteer2"):
        operations.take_shift(
            hall_id=hall,
            begins_at=begun,
            ends_at=now + timedelta(hours=6),
            by=people[login],
            at=begun - timedelta(hours=1),
        )
    guide = people["volunteer1"]
    today = min(timedelta(hours=1), now - worktime.at_local(worktime.local_date(now), time.min))
    hour = [now - today * minutes / 60 for minutes in range(61)]  # of the day that has begun: a queue ends at midnight
    for minutes in (50, 40, 10):
        operations.note_visitor(by=guide, at=hour[minutes])
    operations.take_visitor(by=guide, at=hour[45])
    operations.end_visitor(by=guide, at=hour[30])
    operations.take_visitor(by=guide, at=hour[28])


def play_recurring(people: Mapping[str, Actor], now: datetime) -> None:
    """A haircut each month, and a shopping whose helper has settled the money: the person has yet to sign."""

    person = registry.person_id_for_phone("0478-5560004")
    if person is None:
        return
    visit = operations.NewRecurring(
        person_id=person,
        title="上门理发",
        skill="haircut",
        every=operations.Every.MONTH,
        starts_on=(now + timedelta(days=5)).date(),
        start=time(9, 30),
    )
    operations.set_recurring(visit=visit, by=people["operator1"], at=now)
    wanted = operations.NewTask(
        kind=operations.TaskKind.SHOPPING, title="代买一袋面、一壶油", area="150824100001", person_id=person
    )
    task = operations.offer_task(task=wanted, by=people["secretary1"], at=now - timedelta(hours=5))
    helper = people["volunteer2"]
    operations.claim_task(task_id=task.pk, by=helper, at=now - timedelta(hours=4))
    operations.take_money(task_id=task.pk, given_fen=10_000, by=helper, at=now - timedelta(hours=3))
    operations.settle_shopping(
        task_id=task.pk, spent_fen=8_650, returned_fen=1_350, by=helper, at=now - timedelta(hours=1)
    )


def play_pairings(people: Mapping[str, Actor], now: datetime) -> None:
    """Two households asked for a helper: one of the helpers has said yes, the other is asked."""
    wanted = (("0478-5560001", "volunteer1", "何静常来，愿意和她结对。"), ("0478-5560002", "volunteer2", "想请布和。"))
    for number, (phone, login, words) in enumerate(wanted):
        person = registry.person_id_for_phone(phone)
        if person is None:
            continue
        row = operations.propose_pairing(
            person_id=person,
            helper_id=people[login].id,
            said=operations.Said(words=words, channel="phone"),
            by=people["operator1"],
            at=now - timedelta(days=3),
        )
        if number == 0:
            operations.accept_pairing(pairing_id=row.pk, by=people[login], at=now - timedelta(days=2))


def play_doors(people: Mapping[str, Actor], now: datetime) -> None:
    """Visits of the bank that are agreed for the next hours; one was made, and written down by two people."""
    bank, lead = people["bank1"], registry.organisation_by_code("o1").pk
    wanted = (
        ("存折换新，人老了走不动，想请人上门", "巴音路 3 号楼 2 单元 101，进院子左手第一个门"),
        ("卡密码忘了，眼睛看不清，取不出钱", "文明小区 7 号楼 1 单元 402，楼下有一棵榆树"),
        ("手机银行不会用，想学着给孩子转钱", "幸福巷 12 号，红铁门"),
    )
    for number, (words, place) in enumerate(wanted):
        voice = cases.NewVoice(
            words=words,
            channel="phone",
            heard_at=now - timedelta(hours=5),
            area="150824100001",
            place=place,
            caller_name=("云桂兰", "白福山", "杨秀莲")[number],
            caller_phone=f"0478-557{number:04d}",
            consent="yes",
            circumstances=(cases.CircumstanceKind.MOBILITY, cases.CircumstanceKind.SIGHT)[: number + 1],
        )
        triage = cases.Triage(category="bank.pin_reset", lead=lead)
        case = cases.open_case(voice=voice, triage=triage, by=people["operator1"], at=voice.heard_at)
        code = cases.set_appointment(
            case_id=case.pk,
            start=now - timedelta(hours=1),
            end=now + timedelta(hours=3 + number),
            contact_name=bank.name,
            by=bank,
            at=now - timedelta(hours=4),
        )
        if number == 0:
            _play_visit(case.tasks.get().pk, code, bank, now)


def _play_visit(visit: uuid.UUID, code: str, bank: Actor, now: datetime) -> None:
    """A visit that was made, and written down by two people in two ways."""
    answers = {"result": "done", "code": code, "note": "换了新存折。"}
    record = operations.NewRecord(
        client_id=uuid.uuid4(),
        visit=visit,
        form="doorstep",
        answers=answers,
        done_at=now - timedelta(minutes=30),
    )
    operations.record_visit(record=record, by=bank, at=now - timedelta(minutes=20))
    again = replace(record, client_id=uuid.uuid4(), answers={**answers, "note": "同事也记了一份。"})
    reason = "这件事已经办过，或已经转给别的单位。"
    operations.contest_visit(record=again, reason=reason, by=bank, at=now - timedelta(minutes=10))
