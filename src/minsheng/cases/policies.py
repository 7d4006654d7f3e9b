"""Who may do what with a case: by area, or by belonging to the organisation that answers for it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q

from minsheng.cases import rules
from minsheng.cases.models import Case, CoHandler, Delivery, HandBack, Voice, WhistleCall
from minsheng.foundation import rights

Organisations = Collection[uuid.UUID]
OF_THE_CLOCK = frozenset({rules.Act.PAUSE, rules.Act.RESUME})
OF_THE_LEAD = (
    frozenset({rules.Act.DELIVER, rules.Act.CONTACT, rules.Act.HAND_BACK, rules.Act.ASK_EXTENSION}) | OF_THE_CLOCK
)


def visible(actor: rights.Actor, organisations: Organisations) -> Q:
    """The filter for the cases that exist for this actor."""
    return visible_from(actor.areas("cases.read"), actor.areas("cases.read_own_organisation"), organisations)


def visible_from(areas: Iterable[str], own_areas: Iterable[str], organisations: Organisations) -> Q:
    """The filter for the cases of areas, and of other areas those that these organisations have to do with."""
    helped = CoHandler.objects.filter(case=OuterRef("pk"), organisation__in=organisations)
    called = WhistleCall.objects.filter(whistle__case=OuterRef("pk"), organisation__in=organisations)
    own = Q(lead__in=organisations) | Q(Exists(helped)) | Q(Exists(called))
    return rights.inside("area_id", areas) | (rights.inside("area_id", own_areas) & own)


def visible_tasks(actor: rights.Actor, organisations: Organisations) -> Q:
    """The filter for the tasks of those of the actor's cases that his own organisations answer for."""
    areas = (*actor.areas("cases.read"), *actor.areas("cases.read_own_organisation"))
    return rights.inside("case__area_id", areas) & Q(case__lead__in=organisations)


def may_act(actor: rights.Actor, case: Case, act: rules.Act, organisations: Organisations) -> bool:
    """May the actor do this with a case that he sees?

    Delivering and handing back are for the lead's people; the clock is theirs, and theirs who see the whole area.
    """
    permission = rules.BY_ACT[act].permission
    if permission is None or not actor.may(permission, case.area_id):
        return False
    if act in OF_THE_CLOCK and actor.may("cases.read", case.area_id):
        return True
    return act not in OF_THE_LEAD or case.lead_id in organisations


def require_act(actor: rights.Actor, case: Case, act: rules.Act, organisations: Organisations) -> None:
    """Raise `Refused`, with who does this, unless the actor may do it with a case that he sees."""
    if not may_act(actor, case, act, organisations):
        who = "主办单位的工作人员" if act in OF_THE_LEAD else "有相应权限的人员"
        raise rights.Refused(f"“{rules.ACT_WORDS[act]}”由{who}来做。需要时请与受理中心联系。")


def may_blow_whistle(actor: rights.Actor, case: Case) -> bool:
    """May the actor call organisations together for a case that he sees?"""
    return actor.may("cases.whistle", case.area_id) and rules.State(case.state) in rules.OPEN_STATES


def require_whistle(actor: rights.Actor, case: Case) -> None:
    """Raise `Refused` without the right, `NotNow` for a case that has ended."""
    if not actor.may("cases.whistle", case.area_id):
        raise rights.Refused("吹哨由社区（嘎查村）书记来做。需要时请与社区联系。")
    if rules.State(case.state) not in rules.OPEN_STATES:
        raise rules.NotNow("这件事已经结束，不用再吹哨。需要时请先重新办理。")


def require_called(call: WhistleCall, organisations: Organisations) -> None:
    """Raise `Refused` for people of another organisation than the one that was called for."""
    if call.organisation_id not in organisations:
        raise rights.Refused("由被叫到的单位自己签收、联系和到场登记。")


def require_rater(actor: rights.Actor, case: Case, call: WhistleCall, organisations: Organisations) -> None:
    """Raise `Unseen` for another community than the one that blew the whistle, `Refused` for whoever rates himself."""
    if not actor.may("cases.whistle", case.area_id) or call.organisation_id in organisations:
        raise rights.Refused("由吹哨的社区（嘎查村）来评价；自己不能评价自己。")
    if call.whistle.community_id not in organisations:
        raise rights.Unseen("没有要您评价的吹哨：由吹哨的社区（嘎查村）来评价。")


def require_helper(organisations: Organisations, helpers: Organisations) -> None:
    """Raise `Refused` for people of organisations that do not help with a case."""
    if not set(organisations) & set(helpers):
        raise rights.Refused("“协办办结”由协办单位的工作人员来做。需要时请与受理中心联系。")


def may_arbitrate(argued: HandBack, organisations: Organisations) -> bool:
    """May somebody of these organisations decide? Neither who argues nor who would get the case decides."""
    return not {argued.lead_id, argued.proposed_lead_id} & set(organisations)


def require_arbiter(actor: rights.Actor, argued: HandBack, organisations: Organisations) -> None:
    """Raise `Refused` for whoever asked, for people of the parties, and for who has decided about it before."""
    if actor.id == argued.first_decided_by:
        raise rights.Refused("上一次是您裁定的，再次申请由另一位裁定人裁定。")
    if actor.id == argued.asked_by or not may_arbitrate(argued, organisations):
        raise rights.Refused("申请退回的单位和被提名的单位不能裁定这件事。请由另一位裁定人裁定。")


def may_verify(actor: rights.Actor, case: Case, deliveries: Iterable[Delivery]) -> bool:
    """May the actor verify a case with these deliveries? Never who did, helped or noted any of them."""
    workers = {worker for one in deliveries for worker in (one.by_id, one.companion_id, one.noted_by_id)}
    return actor.may("cases.verify", case.area_id) and actor.account_id not in workers


def require_verify(actor: rights.Actor, case: Case, deliveries: Iterable[Delivery]) -> None:
    """Raise `Refused` for whoever worked on the case or may not verify there."""
    if not may_verify(actor, case, deliveries):
        raise rights.Refused("办理的人不能核实自己办的事。请由另一位回访员核实。")


def may_know_caller(actor: rights.Actor, case: Case, voice: Voice, organisations: Organisations) -> bool:
    """May the actor know who the voicer is? Who takes, verifies and tells must; the lead's people with his consent.

    Co-handlers and onlookers know the matter, not the person.
    """
    calls = any(actor.may(one, case.area_id) for one in ("cases.take_voice", "cases.verify", "cases.tell"))
    return calls or (case.lead_id in organisations and voice.consent != rules.NAME_HIDDEN)


def may_tell(actor: rights.Actor, case: Case) -> bool:
    """May the actor tell the voicers of this case what came of it?"""
    return actor.may("cases.tell", case.area_id)


def require_tell(actor: rights.Actor, case: Case) -> None:
    """Raise `Refused` unless the actor may tell the voicers of this case what came of it."""
    if not may_tell(actor, case):
        raise rights.Refused("告知结果需要“cases.tell”权限，请向本单位管理员申请。")


def require_merge(actor: rights.Actor, case: Case) -> None:
    """Raise `Refused` unless the actor may join this case with others and take it out again."""
    if not actor.may("cases.merge", case.area_id):
        raise rights.Refused("合并和拆开需要“cases.merge”权限，请向本单位管理员申请。")


def acts_for(actor: rights.Actor, case: Case, organisations: Organisations) -> tuple[rules.Act, ...]:
    """The acts that are possible now and allowed to this actor."""
    if case.merged_into_id is not None:
        return ()
    idle = rules.Act.RESUME if case.paused_at is None else rules.Act.PAUSE
    possible = (act for act in rules.acts_from(rules.State(case.state)) if act is not idle)
    return tuple(act for act in possible if may_act(actor, case, act, organisations))
