"""Voices of the trial and what became of them: some open, some late, some verified and told."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from minsheng.cases import operations, queries
from minsheng.cases.operations import NewVoice
from minsheng.catalogue import queries as catalogue
from minsheng.foundation.rights import Actor
from minsheng.registry import queries as registry


def play_between(people: Mapping[str, Actor], now: datetime) -> None:
    """Between organisations: a co-handler has a task, a community blew its whistle, a hand-back waits to be decided."""

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
    (came,) = (one.id for one in queries.case_shown(case, people["housing1"], now).whistle_calls if one.next_step)
    for step, hours in ((operations.Step.SIGN, 4), (operations.Step.CONTACT, 3), (operations.Step.ARRIVE, 2)):
        operations.answer_whistle(call_id=came, step=step, by=people["housing1"], at=now - timedelta(hours=hours))
    argued = opened("楼前的空地有人圈起来盖了棚子", "housing.village_building", "housing", "town_150824203", 30)
    operations.hand_back_case(
        case_id=argued,
        reason="小区内的违建不归我们批，也不归我们拆。",
        basis="责任清单“违法建设查处”一项",
        by=people["housing1"],
        at=now - timedelta(hours=28),
    )


def play_feedback(operator: Actor, now: datetime) -> None:
    """Somebody is grateful for what was done, and somebody complains of how he was treated."""
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


def call(person: registry.PersonRow, words: str, number: int, at: datetime, *, needs_door: bool) -> NewVoice:
    """What somebody says on the phone."""
    return NewVoice(
        words=words,
        channel="phone",
        heard_at=at,
        area=person.area,
        caller_name=person.name,
        caller_phone=f"0478-556{number + 100:04d}",
        consent="yes",
        circumstances=(operations.CircumstanceKind.MOBILITY,) if needs_door else (),
    )


def play_staff_voices(now: datetime) -> None:
    """Employees of an enterprise said something without a name; it has been handed over."""
    for days, words in ((4, "夜班食堂没有热饭"), (4, "更衣室的柜子锁坏了好几个"), (5, "加班费算得不清楚，想看明细")):
        receipt = operations.new_receipt()
        operations.say_anonymously(area="990001", words=words, receipt=receipt, at=now - timedelta(days=days))
    operations.release_voices(at=now - timedelta(hours=9))


def play_secretary(secretary: Actor, now: datetime) -> None:
    """The secretary of a community mediates between brothers and stands on the contact card."""
    dispute = operations.Dispute("康有福", "康有才", "兄弟两家为一堵院墙的位置争了半年。")
    operations.open_mediation(area="150824100001", dispute=dispute, by=secretary, at=now)
    contact = operations.Contact(contact_name="赵永红", duty="社区书记", phone="0478-5550189")
    operations.set_contact_card(area="150824100001", contact=contact, by=secretary, at=now)


def play_payment_difficulty(teller: Actor, now: datetime) -> None:
    """Somebody who cannot pay by himself asked the bank to remember it."""
    entry = operations.NewPaymentDifficulty(
        name="张玉珍",
        phone="0478-5560003",
        area="150824100001",
        difficulty=operations.PaymentTrouble.MACHINE,
        help_wanted=operations.PaymentHelp.COMPANY,
        consent="行，你们记上吧，去了有人教就好。",
    )
    outlet = registry.organisation_by_code("o1").pk
    operations.note_payment_difficulty(outlet_id=outlet, entry=entry, by=teller, at=now)


def play_case(
    voice: NewVoice, category: str, people: Mapping[str, Actor], at: datetime, number: int, now: datetime
) -> None:
    """One case, as far as its age and number let it come: some are open, some late, some verified and told."""
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
    _deliver(case.pk, handler, number, at, done)
    asked = done + timedelta(hours=20)
    if number % 4 == 3:
        return
    operations.draw_sample(area=case.area_id[:6], seed=number, at=asked - timedelta(hours=8))
    case.refresh_from_db()
    if case.state == "delivered":
        _verify(case.pk, people, number, asked)


def _deliver(case_id: uuid.UUID, handler: Actor, number: int, at: datetime, done: datetime) -> None:
    """The lead does it, at the door where that was agreed."""
    if queries.seen_case(case_id, handler, at).tasks.filter(route="doorstep").exists():
        start = at + timedelta(hours=20)
        made = at + timedelta(hours=2)
        door_code = operations.set_appointment(
            case_id=case_id, start=start, end=start + timedelta(hours=2), contact_name=handler.name, by=handler, at=made
        )
        operations.start_visit(case_id=case_id, code=door_code, by=handler, at=start)
    operations.deliver_task(
        case_id=case_id,
        result="done",
        note="已按约定办理，对方确认。",
        by=handler,
        at=done,
        outside_reference=f"HZ{number:05d}",
        unfinished="协办单位已在现场配合，不另等回复。",
    )


def _verify(case_id: uuid.UUID, people: Mapping[str, Actor], number: int, asked: datetime) -> None:
    """The caller is asked what came of it, and told."""
    verifier, later = people["verifier1"], asked + timedelta(hours=1)
    case = queries.seen_case(case_id, people["operator1"], asked)
    if number % 13 == 12:
        no_answer = operations.AttemptResult.NO_ANSWER
        operations.note_attempt(case_id=case_id, result=no_answer, note="", by=verifier, at=asked)
        return
    outcome = operations.Outcome.PARTLY if number % 11 == 10 else operations.Outcome.MET
    operations.verify_case(case_id=case_id, outcome=outcome, asked="self", words="来人办好了。", by=verifier, at=asked)
    if outcome is operations.Outcome.PARTLY:
        operations.ask_exclusion(
            verification_id=case.deliveries.get().verifications.get().pk,
            reason=operations.ExclusionReason.NOT_POSSIBLE_YET,
            words="配件还没有到货，已经说明了到货时间。",
            by=verifier,
            at=later,
        )
    elif number % 6 != 5:
        for said in case.voices.all():
            operations.tell_voicer(
                voice_id=said.pk,
                channel="phone",
                words="您反映的事已办好，有疑问请打热线。",
                by=people["operator1"],
                at=later,
            )


def _handler_of(lead: uuid.UUID, people: Mapping[str, Actor], at: datetime) -> Actor | None:
    """Somebody of the lead who may sign in."""
    known = registry.accounts_of(lead, at.date())
    return next((actor for actor in people.values() if actor.account_id in known), None)
