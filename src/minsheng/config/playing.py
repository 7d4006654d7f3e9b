"""Prepares a trial: tables, static files, the preset, and some weeks of invented work through the real operations."""

from __future__ import annotations

import argparse
import os
import random
import sys
import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.cases.operations import NewVoice
    from minsheng.foundation.rights import Actor

WORDS = (
    ("卡的密码忘了，我出不了门，存折上的钱取不出来", "bank.pin_reset", True),
    ("村里要盖房子，不知道找谁批宅基地", "housing.village_building", False),
    ("我家牛不吃草，肚子胀，怕是瘤胃积食", "animal.health", True),
    ("小区路灯坏了半个月，晚上老人出门看不见", "", False),
    ("暖气不热，家里只有十四度", "", False),
    ("想问问高龄津贴怎么领", "", False),
    ("垃圾好几天没人收，味道很大", "", False),
    ("老人想理发，走不动，能不能上门", "", True),
    ("班车改点了没有通知，孩子上学赶不上", "", False),
    ("工钱拖了两个月没有发", "", False),
)


def main() -> int:
    """`python -m minsheng.config.playing PRESET PASSWORD [--no-play]`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("preset", type=Path)
    parser.add_argument("password")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minsheng.config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from minsheng.config import cli, loading
    from minsheng.foundation import presets

    cli.setup(argparse.Namespace(preset=None))
    try:
        loading.load_preset(chosen.preset, at=timezone.now(), password=chosen.password)
    except presets.PresetProblem as problem:
        print(f"minsheng: {problem}", file=sys.stderr)
        return 1
    play_weeks(timezone.now())
    return 0


def play_weeks(now: datetime, *, cases: int = 40, seed: int = 20261124) -> int:
    """Play four weeks of invented cases, unless there are cases already; returns how many were opened."""
    from minsheng.cases import operations, queries
    from minsheng.foundation import operations as ground
    from minsheng.foundation import queries as ground_queries
    from minsheng.registry import queries as registry

    people = ground_queries.actors_by_login(now.date())
    if queries.work_list(people["operator1"], queries.Filter(view="all"), now, most=1).lines:
        return 0
    ground.make_fact_months(first=(now - timedelta(days=40)).date(), last=now.date())
    chance = random.Random(seed)  # noqa: S311 - a play with a fixed seed, nothing secret
    names = registry.people(people["operator1"], registry.Search(), now, most=40).rows
    for number in range(cases):
        at = now - timedelta(hours=(cases - number) * 16 + chance.randrange(8))
        words, category, doorstep = WORDS[number % len(WORDS)]
        person = names[number % len(names)]
        voice = operations.NewVoice(
            words=words,
            channel="phone",
            heard_at=at,
            area=person.area,
            caller_name=person.name,
            caller_phone=f"0478-556{number + 100:04d}",
            consent="yes",
            circumstances=(operations.CircumstanceKind.MOBILITY,) if doorstep else (),
        )
        _play_case(voice, category, people, at, number, now)
    _play_duplicates(people["operator1"], now)
    _play_between(people, now)
    _play_feedback(people["operator1"], now)
    dispute = operations.Dispute("康有福", "康有才", "兄弟两家为一堵院墙的位置争了半年。")
    operations.open_mediation(area="150824100001", dispute=dispute, by=people["secretary1"], at=now)
    for days, words in ((2, "夜班食堂没有热饭"), (2, "更衣室的柜子锁坏了好几个"), (1, "加班费算得不清楚，想看明细")):
        receipt = operations.new_receipt()
        operations.say_anonymously(area="990001", words=words, receipt=receipt, at=now - timedelta(days=days))
    operations.release_voices(at=now - timedelta(hours=9))
    entry = operations.NewPaymentDifficulty(
        name="张玉珍",
        phone="0478-5560003",
        area="150824100001",
        difficulty=operations.PaymentTrouble.MACHINE,
        help_wanted=operations.PaymentHelp.COMPANY,
        consent="行，你们记上吧，去了有人教就好。",
    )
    outlet = registry.organisation_by_code("o1").pk
    operations.note_payment_difficulty(outlet_id=outlet, entry=entry, by=people["bank1"], at=now)
    contact = operations.Contact(contact_name="赵永红", duty="社区书记", phone="0478-5550189")
    operations.set_contact_card(area="150824100001", contact=contact, by=people["secretary1"], at=now)
    operations.remind(at=now)
    _play_sharing(people["admin1"], now)
    _play_facts(people["operator1"], now)
    _play_pool(people, now)
    _play_doors(people, now)
    _play_pairings(people, now)
    _play_recurring(people, now)
    _play_hall(people, now)
    _play_posts(people, now)
    _play_request(people["operator1"], now)
    return cases


def _play_between(people: Mapping[str, Actor], now: datetime) -> None:
    """Between organisations: a co-handler has a task, a community blew its whistle, a hand-back waits to be decided."""
    from minsheng.cases import operations
    from minsheng.registry import queries as registry

    def opened(words: str, category: str, lead: str, helper: str, hours: int) -> uuid.UUID:
        at = now - timedelta(hours=hours)
        voice = operations.NewVoice(
            words=words,
            channel="visit",
            heard_at=at,
            area="150824100001",
            place="平安小区5号楼",
            caller_name="孙玉梅",
            caller_phone="0478-5569010",
            consent="yes",
        )
        triage = operations.Triage(
            category=category,
            lead=registry.organisation_by_code(lead).pk,
            co_handlers=(registry.organisation_by_code(helper).pk,),
        )
        return operations.open_case(voice=voice, by=people["operator1"], at=at, triage=triage).pk

    case = opened("楼道暖气管漏水，一楼地面都泡了", "utilities.heating", "heating_company", "comm_150824100001", 6)
    operations.blow_whistle(
        case_id=case,
        organisations=[registry.organisation_by_code(code).pk for code in ("heating_company", "housing")],
        words="管道是谁家的说不清，请两家一起到现场看。",
        by=people["secretary1"],
        at=now - timedelta(hours=5),
    )
    argued = opened("楼前的空地有人圈起来盖了棚子", "housing.village_building", "housing", "town_150824203", 30)
    operations.hand_back_case(
        case_id=argued,
        reason="小区内的违建不归我们批，也不归我们拆。",
        basis="责任清单“违法建设查处”一项",
        by=people["housing1"],
        at=now - timedelta(hours=28),
    )


def _play_feedback(operator: Actor, now: datetime) -> None:
    """Somebody is grateful for what was done, and somebody complains of how he was treated."""
    from minsheng.cases import operations, queries

    for line in queries.work_list(operator, queries.Filter(view="ended"), now, most=1).lines:
        case = queries.seen_case(line.id, operator, now)
        thanks = operations.NewFeedback(
            is_complaint=False,
            words="来的人很耐心，还把楼道的灯泡也换了，谢谢他。",
            channel="phone",
            case_id=case.pk,
            helper=next(iter(queries.helpers_of(case)), None),
            giver_name="郭大爷",
        )
        operations.hear_feedback(feedback=thanks, by=operator, at=now - timedelta(hours=2))
        complaint = replace(
            thanks, is_complaint=True, words="约好上午来，下午才到，也没有打招呼。", helper=None, giver_name="孙玉梅"
        )
        operations.hear_feedback(feedback=complaint, by=operator, at=now - timedelta(hours=1))


def _play_pool(people: Mapping[str, Actor], now: datetime) -> None:
    """Tasks for helpers: some wait in the pool, one is held, one was done; and a case whose lead asks for help."""
    from minsheng.dispatch import operations
    from minsheng.dispatch import queries as dispatch

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
    for waiting in dispatch.open_to_share(people["heating1"], now)[:1]:
        operations.offer_case_task(case_id=waiting.case, by=people["heating1"], at=now)


def _play_posts(people: Mapping[str, Actor], now: datetime) -> None:
    """A helper would take a post that asks for what he can; whoever keeps posts has yet to say yes."""
    from minsheng.dispatch import operations, queries

    helper = people["volunteer1"]
    for found in queries.posts_for(helper, now)[:1]:
        operations.offer_for_post(post_id=found.post.pk, by=helper, at=now - timedelta(hours=2))


def _play_hall(people: Mapping[str, Actor], now: datetime) -> None:
    """Two guides are on duty in the hall for some hours: one has a visitor, another visitor waits."""
    from minsheng.dispatch import operations
    from minsheng.registry import queries as registry

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
    for minutes in (50, 40, 10):
        operations.note_visitor(by=guide, at=now - timedelta(minutes=minutes))
    operations.take_visitor(by=guide, at=now - timedelta(minutes=45))
    operations.end_visitor(by=guide, at=now - timedelta(minutes=30))
    operations.take_visitor(by=guide, at=now - timedelta(minutes=28))


def _play_recurring(people: Mapping[str, Actor], now: datetime) -> None:
    """A haircut each month, and a shopping whose helper has settled the money: the person has yet to sign."""
    from datetime import time

    from minsheng.dispatch import operations
    from minsheng.registry import queries as registry

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


def _play_pairings(people: Mapping[str, Actor], now: datetime) -> None:
    """Two households asked for a helper: one of the helpers has said yes, the other is asked."""
    from minsheng.dispatch import operations
    from minsheng.registry import queries as registry

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


def _play_doors(people: Mapping[str, Actor], now: datetime) -> None:
    """Visits of the bank that are agreed for the next hours; one was made, and written down by two people."""
    from minsheng.cases import operations as cases
    from minsheng.dispatch import operations
    from minsheng.registry import queries as registry

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
            answers = {"result": "done", "code": code, "note": "换了新存折。"}
            record = operations.NewRecord(
                client_id=uuid.uuid4(),
                visit=case.tasks.get().pk,
                form="doorstep",
                answers=answers,
                done_at=now - timedelta(minutes=30),
            )
            operations.record_visit(record=record, by=bank, at=now - timedelta(minutes=20))
            again = replace(record, client_id=uuid.uuid4(), answers={**answers, "note": "同事也记了一份。"})
            reason = "这件事已经办过，或已经转给别的单位。"
            operations.contest_visit(record=again, reason=reason, by=bank, at=now - timedelta(minutes=10))


def _play_duplicates(operator: Actor, now: datetime) -> None:
    """Two invented people who were entered twice, as hotlines do: one pair is settled, the other waits."""
    from minsheng.registry import operations
    from minsheng.registry import queries as registry

    twice = (("其其格", "齐其格", "0478-5569001", 1948), ("赵玉兰", "赵玉蓝", "0478-5569002", 1941))
    for first, second, phone, born in twice:
        for days, name in ((30, first), (6, second)):
            operations.register_person(
                name=name,
                area="150824100001",
                phone=phone,
                birth_year=born,
                by=operator.id,
                at=now - timedelta(days=days),
                is_sample=True,
            )
    operations.find_duplicates(at=now - timedelta(days=1))
    pair = registry.next_pair(operator)
    if pair is not None:
        operations.settle_pair(
            pair_id=pair, decision="same", reason="电话核对过，是同一位老人。", by=operator, at=now - timedelta(hours=3)
        )


def _play_sharing(admin: Actor, now: datetime) -> None:
    """Somebody waits for a file with numbers, for another person to decide."""
    from minsheng.registry import operations

    asked = operations.NewSharing(reason="入户核对电话，用完删除。", list_code="elder_friendly", has_numbers=True)
    operations.ask_sharing(asked=asked, by=admin, at=now - timedelta(hours=5))


def _play_facts(operator: Actor, now: datetime) -> None:
    """One elder was asked once what the tables want to know; now they fill themselves."""
    from minsheng.registry import operations
    from minsheng.registry import queries as registry

    for phone in ("0478-5560002", "0478-5560005", "0478-5560006", "0478-5560008"):
        alone = registry.person_id_for_phone(phone)
        if alone is not None:
            said = {"lives_alone": "是"}
            operations.note_facts(person_id=alone, told=said, by=operator, at=now - timedelta(days=40))
    elder = registry.person_id_for_phone("0478-5560001")
    told = {
        "emergency_contact": "儿子",
        "emergency_phone": "0478-5561001",
        "education": "小学",
        "goes_out": "要人陪",
        "lives_alone": "是",
        "cooks": "自己做",
        "heating": "集中供暖",
        "usual_place": "平安社区服务站",
        "good_time": "上午",
    }
    if elder is not None:
        operations.note_facts(person_id=elder, told=told, by=operator, at=now - timedelta(days=2))


def _play_request(operator: Actor, now: datetime) -> None:
    """Somebody asked on the phone what is known about him, and waits for the answer."""
    from minsheng.registry import operations
    from minsheng.registry import queries as registry

    elder = registry.person_id_for_phone("0478-5560003")
    if elder is not None:
        asked = operations.NewRequest(kind="access", words="你们都记了我些什么，给我看看。", channel="phone")
        operations.ask_about_data(person_id=elder, asked=asked, by=operator, at=now - timedelta(days=3))


def _play_case(
    voice: NewVoice, category: str, people: Mapping[str, Actor], at: datetime, number: int, now: datetime
) -> None:
    """One case, as far as its age and number let it come: some are open, some late, some verified and told."""
    from minsheng.cases import operations
    from minsheng.catalogue import queries as catalogue

    proposals = catalogue.propose_categories(voice.words)
    code = category or (proposals[0].category.code if proposals else "")
    duty = catalogue.propose_duty(voice.words, code, on=at.date(), area=voice.area) if code else None
    handler = _handler_of(duty.item.lead_id, people, at) if duty else None
    if duty is None or handler is None or number % 7 == 6:
        operations.open_case(voice=voice, by=people["operator1"], at=at)
        return
    triage = operations.Triage(category=code, lead=duty.item.lead_id, co_handlers=duty.item.co_ids)
    case = operations.open_case(voice=voice, by=people["operator1"], at=at, triage=triage)
    done = at + timedelta(hours=26)
    if done > now or number % 5 == 4:
        return
    if case.tasks.filter(route="doorstep").exists():
        start = at + timedelta(hours=20)
        made = at + timedelta(hours=2)
        door_code = operations.set_appointment(
            case_id=case.pk, start=start, end=start + timedelta(hours=2), contact_name=handler.name, by=handler, at=made
        )
        operations.start_visit(case_id=case.pk, code=door_code, by=handler, at=start)
    operations.deliver_task(
        case_id=case.pk,
        result="done",
        note="已按约定办理，对方确认。",
        by=handler,
        at=done,
        outside_reference=f"HZ{number:05d}",
        unfinished="协办单位已在现场配合，不另等回复。",
    )
    if number % 4 == 3:
        return
    outcome = operations.Outcome.PARTLY if number % 11 == 10 else operations.Outcome.MET
    asked = done + timedelta(hours=20)
    operations.draw_sample(area=voice.area[:6], seed=number, at=asked - timedelta(hours=8))
    case.refresh_from_db()
    if case.state != "delivered":
        return
    if number % 13 == 12:
        operations.note_attempt(
            case_id=case.pk, result=operations.AttemptResult.NO_ANSWER, note="", by=people["verifier1"], at=asked
        )
        return
    operations.verify_case(
        case_id=case.pk, outcome=outcome, asked="self", words="来人办好了。", by=people["verifier1"], at=asked
    )
    if outcome is operations.Outcome.PARTLY:
        operations.ask_exclusion(
            verification_id=case.deliveries.get().verifications.get().pk,
            reason=operations.ExclusionReason.NOT_POSSIBLE_YET,
            words="配件还没有到货，已经说明了到货时间。",
            by=people["verifier1"],
            at=asked + timedelta(hours=1),
        )
    if outcome is operations.Outcome.MET and number % 6 != 5:
        for said in case.voices.all():
            operations.tell_voicer(
                voice_id=said.pk,
                channel="phone",
                words="您反映的事已办好，有疑问请打热线。",
                by=people["operator1"],
                at=asked + timedelta(hours=1),
            )


def _handler_of(lead: uuid.UUID, people: Mapping[str, Actor], at: datetime) -> Actor | None:
    """Somebody of the lead who may sign in."""
    from minsheng.registry import queries as registry

    known = registry.accounts_of(lead, at.date())
    return next((actor for actor in people.values() if actor.account_id in known), None)


if __name__ == "__main__":
    sys.exit(main())
