"""Two areas and their people: what a test of rights needs on both sides of every border."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from minsheng.cases import operations as cases
from minsheng.cases import queries as case_queries
from minsheng.cases.models import Case, Verification
from minsheng.catalogue import operations as catalogue
from minsheng.catalogue.models import Commitment, UnclearItem
from minsheng.dispatch import operations as dispatch
from minsheng.foundation import operations as ground
from minsheng.foundation import queries as grounds
from minsheng.foundation import rights, security_keys
from minsheng.foundation.models import Role
from minsheng.registry import operations as registry
from minsheng.registry import queries as registered
from minsheng.registry.rules.importing import Kind
from tests.factories.organising import on_shift, organised, paired, reported, served
from tests.factories.photos import PHOTO

OWN = "150824"
OTHER = "150422"
VILLAGE = "150824203201"
MARK = "铜铃鸟"
"""Stands in everything that is written about the record of the own area, so that a leak is seen in any answer."""
CALLER = "铜铃鸟来话人"
PHONE = "0478-5567788"

PLACES: dict[str, tuple[str, str]] = {
    "own": (OWN, "housing"),
    "stranger": (OWN, "heating_company"),
    "other": (OTHER, "animal_station_150422"),
}
"""Where somebody stands: the area of his grant and the organisation that he belongs to.

`own` belongs to the lead of the record, `stranger` to another organisation of the same area, `other` to another area.
"""


@dataclass
class Banner:
    """A record of the own area, and an actor for every role in every place."""

    actors: dict[tuple[str, str], rights.Actor]
    case: uuid.UUID
    voice: uuid.UUID
    person: uuid.UUID
    number: str
    draft: uuid.UUID
    made_import: uuid.UUID
    lead: uuid.UUID
    elsewhere: uuid.UUID
    unclear: uuid.UUID
    decided: uuid.UUID
    slot: uuid.UUID
    pair: uuid.UUID
    merge: uuid.UUID
    twins: tuple[uuid.UUID, uuid.UUID]
    imported: uuid.UUID
    call: uuid.UUID
    at: datetime
    more: dict[str, Any] = field(default_factory=dict)


def staff(login: str, role: str, area: str, organisation: str, at: datetime) -> rights.Actor:
    """Somebody with one role in one area who belongs to one organisation."""
    account_id = ground.set_account(login=login, name=f"测试{login}", hashed="!")
    ground.grant_role(account_id=account_id, role=role, area=area, valid_from=at.date())
    person = registry.register_person(name=f"测试{login}", area=area, account_id=account_id, by=None, at=at)
    found = registered.organisation_by_code(organisation)
    registry.join_organisation(person_id=person.pk, organisation_id=found.pk, role="staff", valid_from=at.date())
    return rights.actor_of(account_id, f"测试{login}", at.date())


def unclear(at: datetime, case: uuid.UUID) -> UnclearItem:
    """A matter of the own area of which nobody knows whose it is."""
    catalogue.raise_unclear_item(case_id=case, category=None, area=VILLAGE, bounces=2, by=None, at=at)
    return UnclearItem.objects.get(about_case=case)


def decided(at: datetime, lead: uuid.UUID, by: rights.Actor) -> UnclearItem:
    """One that an arbiter has settled, and that its lead has not been told of yet."""
    item = unclear(at, uuid.uuid4())
    catalogue.decide_lead(item_id=item.pk, lead_id=lead, co_ids=(), reason=f"{MARK}：按职能", by=by, at=at)
    return item


def doubles(by: rights.Actor, at: datetime) -> tuple[tuple[uuid.UUID, uuid.UUID], uuid.UUID, uuid.UUID]:
    """Two records of one person that wait to be settled, their pair, and the joining of two others."""

    def entered(name: str, phone: str) -> uuid.UUID:
        return registry.register_person(name=name, area=VILLAGE, birth_year=1949, phone=phone, by=None, at=at).pk

    first, second = entered(f"{MARK}秀英", "0478-5567001"), entered(f"{MARK}绣英", "0478-5567001")
    kept, joined = entered(f"{MARK}桂兰", "0478-5567002"), entered(f"{MARK}桂兰", "0478-5567003")
    registry.find_duplicates(at=at)
    pair = registered.pair_of(first, second)
    merge = registry.merge_people(survivor_id=kept, merged_id=joined, reason=f"{MARK}问过本人", by=by, at=at)
    return (first, second), pair, merge.pk


def imported(by: rights.Actor, at: datetime) -> uuid.UUID:
    """A file of messages of the own area that waits to be confirmed."""
    content = f"编号,内容,电话\n1,{MARK}：路灯坏了,{PHONE}\n".encode()
    return cases.try_messages(content=content, file_name=f"{MARK}.csv", area=OWN, by=by, at=at).pk


def called(case: uuid.UUID, by: rights.Actor, at: datetime) -> uuid.UUID:
    """A call for an organisation that nobody of these people belongs to."""
    water = registered.organisation_by_code("water").pk
    whistle = cases.blow_whistle(case_id=case, organisations=[water], words=f"{MARK}：看水管", by=by, at=at)
    return whistle.calls.get().pk


def sheet(by: rights.Actor, at: datetime) -> uuid.UUID:
    """A sheet of people of the own area that waits to be confirmed."""
    content = f"姓名,电话\n{CALLER},{PHONE}\n".encode()
    return registry.try_sheet(kind=Kind.PEOPLE, content=content, file_name=f"{MARK}.csv", area=OWN, by=by, at=at).pk


def waiting_list(by: rights.Actor, at: datetime) -> str:
    """A sensitive list of the own area that waits for another person's yes."""
    told = registry.NewList(
        name=f"{MARK}独居名单",
        area=OWN,
        purpose="outreach",
        owner_id=registered.organisation_by_code("housing").pk,
        rule={"lives_alone": True},
        expires_on=at.date() + timedelta(days=99),
    )
    return registry.declare_list(told=told, by=by, at=at).pk


def waiting_form(by: rights.Actor, at: datetime) -> str:
    """A sensitive table of an organisation of the own area that waits for another person's yes."""
    owner = registered.organisation_by_code("comm_150824100001").pk
    bound = ["name", "identity"]
    told = registry.NewForm(name=f"{MARK}表", organisation_id=owner, purpose="service", bound=bound)
    return registry.compose_form(told=told, by=by, at=at).pk


def waiting_question(by: rights.Actor, at: datetime) -> str:
    """A question of an organisation of the own area that waits for another person's yes."""
    owner = registered.organisation_by_code("comm_150824100001").pk
    told = registry.NewQuestion(name=f"{MARK}问", shape="text", months=12, organisation_id=owner, reason=f"{MARK}要问")
    return registry.declare_question(told=told, by=by, at=at).pk


def sharing(by: rights.Actor, at: datetime) -> uuid.UUID:
    """A list of the own area, and somebody who waits for a file of the people there."""
    values = {
        "name": f"{MARK}名单",
        "area_id": OWN,
        "purpose_id": "outreach",
        "owner": registered.organisation_by_code("housing"),
        "rule": {"age_from": 60},
        "expires_on": at.date() + timedelta(days=99),
    }
    registry.set_list(code="of_test", values=values)
    asked = registry.NewSharing(reason=f"{MARK}核对", area=OWN, purpose="service")
    return registry.ask_sharing(asked=asked, by=by, at=at).pk


def banner(at: datetime) -> Banner:
    """A delivered case of the own area, and somebody of every role in every place."""
    actors = {
        (role, place): staff(f"{place}-{role}", role, area, organisation, at)
        for role in Role.objects.order_by("code").values_list("code", flat=True)
        for place, (area, organisation) in PLACES.items()
    }
    lead = registered.organisation_by_code("housing")
    opened = cases.open_case(
        voice=cases.NewVoice(
            words=f"{MARK}：村里要盖房子，不知道找谁批",
            channel="phone",
            heard_at=at,
            area=VILLAGE,
            place=f"{MARK}巷3号",
            caller_name=CALLER,
            caller_phone=PHONE,
            consent="yes",
        ),
        triage=cases.Triage(category="housing.village_building", lead=lead.pk),
        by=actors["operator", "own"],
        at=at,
    )
    cases.deliver_task(
        case_id=opened.pk,
        result="done",
        note=f"{MARK}：已批复",
        by=actors["handler", "own"],
        at=at + timedelta(hours=1),
    )
    draft = catalogue.begin_draft(area=OWN, name=f"{MARK}清单", by=actors["list_keeper", "own"], at=at)
    content = f"编号,事项名称\n80,{MARK}\n".encode()
    made = catalogue.prepare_import(draft_id=draft.pk, content=content, by=actors["list_keeper", "own"], at=at)
    twins, pair, merge = doubles(actors["operator", "own"], at)
    person = opened.person_id or uuid.UUID(int=0)
    return Banner(
        actors=actors,
        case=opened.pk,
        voice=opened.voices.get().pk,
        person=person,
        number=f"{opened.opened_on:%Y%m%d}",
        draft=draft.pk,
        made_import=made.pk,
        lead=lead.pk,
        elsewhere=registered.organisation_by_code("water").pk,
        unclear=unclear(at, opened.pk).pk,
        decided=decided(at, lead.pk, actors["arbiter", "stranger"]).pk,
        slot=Commitment.objects.get(register__code="staff-care", slot=1).pk,
        pair=pair,
        merge=merge,
        twins=twins,
        imported=imported(actors["supervisor", "own"], at),
        call=called(opened.pk, actors["secretary", "own"], at),
        at=at,
        more={
            **known_of(person, actors["operator", "own"], at),
            **connected(actors["admin", "own"], at),
            "sheet": sheet(actors["admin", "own"], at),
            "waiting_form": waiting_form(actors["admin", "own"], at),
            "waiting_question": waiting_question(actors["admin", "own"], at),
            "waiting_list": waiting_list(actors["admin", "own"], at),
            "sharing": sharing(staff("asker", "admin", OWN, "hotline", at), at),
            **help_of(actors, lead.pk, at),
            **contested(opened, actors["handler", "own"], at),
            **answered(actors, lead.pk, at),
            **joined(actors["operator", "own"], at),
            **reported(
                lead.pk,
                registered.organisation_by_code("comm_150824100001").pk,
                actors["secretary", "own"],
                MARK,
                at,
            ),
            **on_shift(lead.pk, actors["volunteer", "own"], at),
            **served(person, actors, MARK, at),
            **paired(person, actors, at),
            "difficulty": difficulty(at),
            **mediation(at),
            "alone": alone(actors["operator", "own"], at),
            **organised(person, actors["secretary", "own"], actors["volunteer", "own"], MARK, at),
        },
    )


def mediation(at: datetime) -> dict[str, uuid.UUID]:
    """A dispute of the own area that somebody else than all these people mediates, and a filter that he keeps."""
    mediator = staff("mediator", "secretary", OWN, "housing", at)
    dispute = cases.Dispute(CALLER, "乙", f"{MARK}：院墙")
    kept = cases.keep_filter(chosen=case_queries.Filter(view="late"), by=mediator, at=at)
    made = cases.open_mediation(area=VILLAGE, dispute=dispute, by=mediator, at=at)
    gone = staff("gone", "secretary", OWN, "housing", at)
    cases.open_mediation(area=VILLAGE, dispute=dispute, by=gone, at=at)
    ground.set_active(account_id=gone.id, is_active=False)
    return {"mediation": made.pk, "filter": kept.pk, "left_mediator": gone.id, "to_mediate": mediator.id}


def difficulty(at: datetime) -> uuid.UUID:
    """An entry in the register of an outlet of the own area."""
    clerk = staff("clerk", "handler", OWN, "o1", at)
    entry = cases.NewPaymentDifficulty(
        name=CALLER,
        phone=PHONE,
        area=VILLAGE,
        difficulty=cases.PaymentTrouble.PHONE,
        help_wanted=cases.PaymentHelp.TEACHING,
        consent=f"{MARK}：同意",
    )
    outlet = registered.organisation_by_code("o1").pk
    return cases.note_payment_difficulty(outlet_id=outlet, entry=entry, by=clerk, at=at).pk


def alone(by: rights.Actor, at: datetime) -> uuid.UUID:
    """An elder of the own area who lives alone, and has said so."""
    elder = registry.register_person(name=f"{MARK}爷爷", area=VILLAGE, birth_year=at.year - 86, by=None, at=at)
    registry.note_facts(person_id=elder.pk, told={"lives_alone": "是"}, by=by, at=at)
    return elder.pk


def contested(case: Case, by: rights.Actor, at: datetime) -> dict[str, Any]:
    """A record of a visit that was over when it arrived."""
    task = case.tasks.get()
    record = dispatch.NewRecord(
        client_id=uuid.uuid4(),
        visit=task.pk,
        form="home_visit",
        answers={"result": "done", "note": f"{MARK}：又去了一次"},
        done_at=at + timedelta(hours=1),
    )
    kept = dispatch.contest_visit(record=record, reason="已经办过", by=by, at=at + timedelta(hours=2))
    dispatch.keep_photo(record_id=kept.pk, content=PHOTO, by=by, at=at + timedelta(hours=2))
    return {"visit": task.pk, "visit_record": kept.pk}


def help_of(actors: Mapping[tuple[str, str], rights.Actor], lead: uuid.UUID, at: datetime) -> dict[str, Any]:
    """A task in the pool that a helper of the own place holds, and a case whose task its lead may share."""
    task = dispatch.NewTask(kind=dispatch.TaskKind.COMPANY, title=f"{MARK}看望", area=VILLAGE, people_needed=2)
    offered = dispatch.offer_task(task=task, by=actors["secretary", "own"], at=at)
    entry = dispatch.HelperEntry(area=VILLAGE, skills=["vet"])
    dispatch.set_helper(entry=entry, by=actors["volunteer", "own"], at=at)
    dispatch.claim_task(task_id=offered.pk, by=actors["volunteer", "own"], at=at)
    opened = cases.open_case(
        voice=cases.NewVoice(words=f"{MARK}：又要盖房子", channel="phone", heard_at=at, area=VILLAGE),
        triage=cases.Triage(category="housing.village_building", lead=lead),
        by=actors["operator", "own"],
        at=at,
    )
    calendar = dispatch.make_calendar(by=actors["volunteer", "own"].id, at=at)
    return {"help": offered.pk, "open_case": opened.pk, "calendar": calendar}


def answered(actors: dict[tuple[str, str], rights.Actor], lead: uuid.UUID, at: datetime) -> dict[str, Any]:
    """Two answers to "was it done?" of the own area; of one it is asked that it should not count."""
    found = []
    for number in range(2):
        told = cases.NewVoice(words=f"{MARK}：院里的路坏了", channel="visit", heard_at=at, area=VILLAGE)
        triage = cases.Triage(category="housing.village_building", lead=lead)
        case = cases.open_case(voice=told, triage=triage, by=actors["operator", "own"], at=at)
        cases.deliver_task(case_id=case.pk, result="done", note=MARK, by=actors["handler", "own"], at=at)
        cases.verify_case(
            case_id=case.pk,
            outcome=cases.Outcome.MET,
            asked="visit",
            words=f"{MARK}{number}",
            by=actors["verifier", "own"],
            at=at,
        )
        found.append(Verification.objects.get(delivery__case=case).pk)
    asked = cases.ask_exclusion(
        verification_id=found[1],
        reason=cases.ExclusionReason.WRONG_CASE,
        words=MARK,
        by=actors["verifier", "own"],
        at=at,
    )
    return {"answer": found[0], "exclusion": asked.pk}


def joined(by: rights.Actor, at: datetime) -> dict[str, Any]:
    """A case of the own area that was joined into another, and one that stands alone."""
    told = cases.NewVoice(words=f"{MARK}：桥断了", channel="visit", heard_at=at, area=VILLAGE)
    survivor, other, loose = (cases.open_case(voice=told, by=by, at=at).pk for _ in range(3))
    made = cases.merge_cases(survivor_id=survivor, case_ids=[other], reason=MARK, by=by, at=at)
    return {"joined": made.pk, "loose": loose}


def known_of(person: uuid.UUID, by: rights.Actor, at: datetime) -> dict[str, Any]:
    """What the registry holds about the person of the own area: a membership, a proxy, a request, a residence."""
    housing = registered.organisation_by_code("housing")
    joined = registry.join_organisation(
        person_id=person, organisation_id=housing.pk, role="member", valid_from=at.date()
    )
    kin = registry.register_person(name="亲属甲", area=VILLAGE, phone="0478-5567799", by=None, at=at)
    given = registry.NewProxy(
        agent_id=kin.pk,
        scope="hear_results",
        valid_from=at.date(),
        valid_to=at.date() + timedelta(days=30),
        channel="phone",
        words="让他听就行",
    )
    proxy = registry.give_proxy(principal_id=person, given=given, by=by, at=at)
    asked = registry.NewRequest(kind="access", words="我想看看你们记了我什么", channel="phone")
    request = registry.ask_about_data(person_id=person, asked=asked, by=by, at=at)
    values = {"name": f"{MARK}互助院", "kind": "mutual_aid_compound", "area_id": VILLAGE, "address": f"{MARK}路1号"}
    residence = registry.set_residence(code="of_test", values=values, at=at)
    registry.house_person(person_id=person, area=VILLAGE, door="1号", residence_id=residence.pk, at=at)
    party = registry.NewParty("甲方", "牵头", None, (f"{MARK}有权",), (f"{MARK}有责",))
    partnership = registry.set_partnership(
        code="of_test", name=f"{MARK}合作", area=VILLAGE, parties=[party], is_sample=True, at=at
    )
    account_id = ground.set_account(login="somebody-else", name=f"{MARK}职员", hashed="!")
    ground.grant_role(account_id=account_id, role="handler", area=VILLAGE, valid_from=at.date())
    registry.register_person(name=f"{MARK}职员", area=VILLAGE, account_id=account_id, by=None, at=at)
    enrolled = security_keys.Enrolled(credential_id=b"of a test", public_key=b"-", sign_count=0, transports=())
    ground.add_own_key(enrolled=enrolled, name=f"{MARK}钥匙", recovery=[], here=None, by=account_id, at=at)
    return {
        "account": account_id,
        "key": grounds.security_keys_of(account_id)[0].pk,
        "grant": grounds.roles_held([account_id], at.date())[account_id][0][0],
        "organisation": housing.pk,
        "community": registered.organisation_by_code("comm_150824100001").pk,
        "membership": joined.pk,
        "kin": kin.pk,
        "proxy": proxy.pk,
        "request": request.pk,
        "residence": residence.pk,
        "partnership": partnership.pk,
    }


def connected(by: rights.Actor, at: datetime) -> dict[str, uuid.UUID]:
    """A system that is connected in the own area, with a key."""
    wanted = ground.NewClient(code="peer", name=f"{MARK}平台", areas=(OWN,), scopes=("cases.read",))
    added = ground.add_client(client=wanted, by=by, at=at)
    ground.make_token(client_id=added.pk, days=1, by=by, at=at)
    ground.subscribe(client_id=added.pk, url="https://9.9.9.9/hook", by=by, at=at)
    subscription = added.subscriptions.get()
    dead = subscription.facts.create(seq=1, at=at, about=added.pk, state="dead", next_at=at, reason="对方答复 500")
    return {
        "client": added.pk,
        "token": added.tokens.get().pk,
        "subscription": subscription.pk,
        "dead": dead.pk,
    }
