"""A voice becomes a case; where the operator has confirmed who is responsible, it is assigned at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from minsheng.cases import queries, rules
from minsheng.cases.facts import Assigned, CaseOpened, CoTaskGiven, DutyLookedUp, Triaged, VoiceHeard
from minsheng.cases.models import Case, Circumstance, CoHandler, Limit, Task, Voice
from minsheng.cases.operations import guarding, limits
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import editions, facts, identity, ids, inserting, keys, rights, worktime, writing
from minsheng.foundation import queries as ground
from minsheng.registry import operations as registry_operations
from minsheng.registry import queries as registry

TITLE_LENGTH = 40


class Emergency(Exception):
    """This is not a case: the caller must be put through at once. `transfer_to` is the number."""

    def __init__(self, transfer_to: str, sentence: str) -> None:
        super().__init__(sentence)
        self.transfer_to = transfer_to


@dataclass(frozen=True, kw_only=True)
class NewVoice:
    """What was said, as it came in. The words may not hold card numbers, identity numbers or passwords.

    `title` and `label` are what another system called it: a title of its own, a category of its own taxonomy.
    """

    words: str
    channel: str
    heard_at: datetime
    area: str
    place: str = ""
    caller_name: str = ""
    caller_phone: str = ""
    on_behalf_of: str = ""
    consent: str = ""
    circumstances: tuple[rules.CircumstanceKind, ...] = ()
    source: str = ""
    source_number: str = ""
    wants_answer: bool = True
    title: str = ""
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Triage:
    """What a person confirmed: the category, the one lead and who helps."""

    category: str
    lead: uuid.UUID
    co_handlers: tuple[uuid.UUID, ...] = ()


@dataclass
class _Draft:
    """A case in the making: what will be written, and what will be told."""

    case: Case
    voice: Voice
    told: list[facts.Fact]
    limits: list[Limit] = field(default_factory=list)
    co_handlers: list[CoHandler] = field(default_factory=list)
    circumstances: frozenset[rules.CircumstanceKind] = frozenset()
    task: Task | None = None
    sounds_like_emergency: bool = False


@dataclass(frozen=True)
class Opened:
    """A case that was opened in a batch, and whether somebody must look at it at once."""

    case: Case
    sounds_like_emergency: bool


@writing.operation
def open_case(*, voice: NewVoice, by: rights.Actor, at: datetime, triage: Triage | None = None) -> Case:
    """Open a case for a voice. With `triage` it is assigned in the same step.

    Raises `Emergency` where the confirmed category is one (nothing is saved), `Refused` where the actor may not
    take voices of the area, `ValueError` for a place without an intake. Words alone never stop a voice: they are
    a guess, which the page shows before saving.
    """
    if by.is_known:
        rights.require(by, "cases.take_voice", voice.area)
    guarding.refuse_secrets(voice.words, voice.place, voice.caller_name, voice.on_behalf_of)
    draft = _draft(voice, by, at)
    if triage is not None:
        rights.require(by, "cases.triage", voice.area)
        _confirm(draft, triage, voice.circumstances, by, at)
    _write([draft])
    facts.tell(*draft.told, by=by.account_id, at=at)
    return draft.case


def open_unasked(voice: NewVoice, by: rights.Actor, at: datetime) -> Case:
    """Open a case for a voice whose taker was asked for his right already; see `open_case`."""
    draft = _draft(voice, by, at)
    _write([draft])
    facts.tell(*draft.told, by=by.account_id, at=at)
    return draft.case


@transaction.atomic  # the import catches its failure and goes on, row by row
def open_cases(*, voices: Sequence[NewVoice], by: rights.Actor, at: datetime) -> list[Opened]:
    """Open a case for each voice, in their order, in a handful of statements: what `open_case` does, for many.

    For voices that another system has taken down, so it needs the permission `cases.import` in every area.
    Raises `Refused`, `ValueError` for a place without an intake, `IntegrityError` for a number of a source that is
    known already; then none is opened.
    """
    for area in {voice.area for voice in voices}:
        rights.require(by, "cases.import", area)
    for voice in voices:
        guarding.refuse_secrets(voice.words, voice.place, voice.caller_name, voice.title, voice.label)
    with editions.holding():
        drafts = [_draft(voice, by, at) for voice in voices]
    _write(drafts)
    facts.tell(*(told for draft in drafts for told in draft.told), by=by.account_id, at=at)
    return [Opened(draft.case, draft.sounds_like_emergency) for draft in drafts]


def stop_for_emergency(category: catalogue.CategoryRow) -> None:
    """Raise `Emergency` for a category that must be put through at once, never kept as a case."""
    if category.urgency == "emergency":
        raise Emergency(
            category.transfer_to,
            f"“{category.name}”是紧急情况：请立即把来电转接 {category.transfer_to}，不要派单，也不要交给志愿者。",
        )


def _draft(voice: NewVoice, by: rights.Actor, at: datetime) -> _Draft:
    intake = registry.intake_for(voice.area)
    if intake is None:
        raise ValueError("这个地区没有受理单位。请管理员在机构表中设置“受理单位”后再试。")
    guess = _guess(voice)
    duty = catalogue.propose_duty(voice.words, guess.code if guess else "", on=worktime.local_date(at), area=voice.area)
    case = Case(
        id=ids.new_id(at),
        opened_on=worktime.local_date(at),
        opened_at=at,
        opened_by=by.account_id,
        state=rules.State.HEARD,
        area_id=voice.area,
        place=voice.place,
        lead_id=intake.id,
        title=_title(voice.title or voice.words),
        urgency=_urgency(guess),
        proposed_category_id=guess.code if guess else None,
        proposed_item_id=duty.item.id if duty else None,
        proposal_reason=_reason(voice, duty)[:400],
        person_id=_person(voice, by, at),
        changed_at=at,
    )
    heard = voice_row(voice, case, by, at)
    draft = _Draft(case, heard, _told(case, heard, duty), circumstances=frozenset(voice.circumstances))
    draft.sounds_like_emergency = guess is not None and guess.urgency == "emergency"
    draft.limits = limits.limit_rows(case, [limits.response_limit(case.proposed_category_id)], at)
    case.due_at = draft.limits[0].due_at
    return draft


def _told(case: Case, heard: Voice, duty: catalogue.DutyProposal | None) -> list[facts.Fact]:
    """What is told of a case that is opened."""
    area = facts.Code(case.area_id)
    told: list[facts.Fact] = [
        VoiceHeard(
            about=case.pk,
            area=area,
            voice=heard.pk,
            channel=facts.Code(heard.channel),
            heard_at=heard.heard_at,
            wants_answer=heard.wants_answer,
        ),
        CaseOpened(
            about=case.pk,
            area=area,
            category=facts.Code(case.proposed_category_id or ""),
            urgency=facts.Code(case.urgency),
            lead=case.lead_id,
        ),
    ]
    return [*told, _looked_up(case, duty)] if duty else told


def _guess(voice: NewVoice) -> catalogue.CategoryRow | None:
    """The category that the voice's label names, else the likeliest by its words."""
    labelled = catalogue.category_called(voice.label) if voice.label else None
    if labelled is not None:
        return labelled
    proposals = queries.propose_categories(voice.words, most=1)
    return proposals[0].category if proposals else None


def _reason(voice: NewVoice, duty: catalogue.DutyProposal | None) -> str:
    labelled = f"来源标注的类别是“{voice.label[:40]}”。" if voice.label else ""
    return labelled + (duty.reason if duty else "没有找到相近的责任事项，请人工判断。")


def _urgency(guess: catalogue.CategoryRow | None) -> str:
    """What the words suggest until a person has looked: an emergency that was written down is at least urgent."""
    if guess is None:
        return "routine"
    return "urgent" if guess.urgency == "emergency" else guess.urgency


def _looked_up(case: Case, duty: catalogue.DutyProposal) -> DutyLookedUp:
    return DutyLookedUp(
        about=case.pk,
        area=facts.Code(case.area_id),
        proposed_lead=duty.item.lead_id,
        item=duty.item.id,
        score_per_1000=round(duty.score * 1000),
    )


def _title(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


def _person(voice: NewVoice, by: rights.Actor, at: datetime) -> uuid.UUID | None:
    """The known person behind a voice taken by staff; one never seen before is registered.

    Who speaks for somebody else is not the person whose need it is: both stand in the voice by name.
    """
    if voice.on_behalf_of or not (by.is_known and voice.caller_phone and voice.caller_name):
        return None
    return registry_operations.enter_caller(
        name=voice.caller_name, area=voice.area, phone=voice.caller_phone, by=by.account_id, at=at
    )


def voice_row(voice: NewVoice, case: Case, by: rights.Actor, at: datetime) -> Voice:
    """The voice of a case, not yet saved; the number is sealed."""
    heard = Voice(
        id=ids.new_id(at),
        case=case,
        channel=voice.channel,
        heard_at=voice.heard_at,
        heard_by=by.account_id,
        words=voice.words,
        caller_name=voice.caller_name,
        on_behalf_of=voice.on_behalf_of,
        consent=voice.consent,
        wants_answer=voice.wants_answer,
        source=voice.source,
        source_number=voice.source_number,
    )
    if voice.caller_phone:
        number = identity.phone(voice.caller_phone)
        heard.caller_phone_sealed = keys.ring().seal(number, f"cases_voice.caller_phone.{heard.pk}")
        heard.caller_phone_index = keys.ring().blind_index(number, "cases_voice.caller_phone")
    return heard


def _confirm(
    draft: _Draft, triage: Triage, circumstances: Iterable[rules.CircumstanceKind], by: rights.Actor, at: datetime
) -> None:
    category = catalogue.category(triage.category)
    if category is None:
        raise ValueError("没有这个类别。请从列表中选择。")
    stop_for_emergency(category)
    case = draft.case
    case.state = rules.after(rules.State(case.state), rules.Act.TRIAGE)
    apply_triage(case, triage, category)
    draft.told.append(triaged(case, triage))
    draft.co_handlers = co_handler_rows(case, triage)
    if not by.may("cases.assign", case.area_id):
        return
    draft.limits[0].met_at = at
    case.state = rules.after(rules.State(case.state), rules.Act.ASSIGN)
    draft.task = new_task(case, category.route, circumstances, by, at)
    later = limits.limit_rows(
        case, [(one.kind, one.amount, one.unit) for one in category.limits if one.kind != "response"], at
    )
    draft.limits += later
    case.due_at = min((one.due_at for one in later if one.due_at), default=None)
    draft.told += [assigned(case, draft.task), *give_co_tasks(case, category, draft.co_handlers, at)]


def apply_triage(case: Case, triage: Triage, category: catalogue.CategoryRow) -> None:
    """Write what a person confirmed into the case (not saved). Raises `ValueError` for a wrong organisation.

    One of another banner is wrong too: nobody there could see the case.
    """
    known = registry.organisations_for([case.area_id])
    if triage.lead not in known or any(one not in known for one in triage.co_handlers):
        raise ValueError("本地没有这个单位。请从列表中选择主办单位和协办单位。")
    if triage.lead in triage.co_handlers:
        raise ValueError("主办单位不能同时是协办单位。请去掉其中一个。")
    case.category_id = category.code
    case.urgency = category.urgency
    case.lead_id = triage.lead


def co_handler_rows(case: Case, triage: Triage) -> list[CoHandler]:
    """Who helps, each once, not yet saved."""
    return [CoHandler(case=case, organisation_id=one) for one in dict.fromkeys(triage.co_handlers)]


def give_co_tasks(
    case: Case, category: catalogue.CategoryRow, helpers: Iterable[CoHandler], at: datetime
) -> list[CoTaskGiven]:
    """Give each co-handler (not saved here) its task: as long as the lead has, from now, whatever happens to the lead's."""
    promised = next((one for one in category.limits if one.kind == rules.LimitKind.HANDLING), None)
    given = []
    for one in helpers:
        one.assigned_at = at
        if promised is not None:
            unit = worktime.LimitUnit(promised.unit)
            one.amount, one.unit = promised.amount, unit
            one.due_at = rules.step_due(at, promised.amount, unit, ground.work_calendar()).due_at
        told = CoTaskGiven(
            about=case.pk, area=facts.Code(case.area_id), organisation=one.organisation_id, due_at=one.due_at
        )
        given.append(told)
    return given


def triaged(case: Case, triage: Triage) -> Triaged:
    """The fact that a person confirmed category and lead."""
    item = catalogue.item(case.proposed_item_id)
    return Triaged(
        about=case.pk,
        area=facts.Code(case.area_id),
        category=facts.Code(triage.category),
        lead=triage.lead,
        co_handlers=triage.co_handlers,
        as_proposed=item is not None and item.lead_id == triage.lead,
    )


def new_task(
    case: Case, category_route: str, circumstances: Iterable[rules.CircumstanceKind], by: rights.Actor, at: datetime
) -> Task:
    """The lead's task, not yet saved; somebody goes to the door where that is needed."""
    doorstep = rules.needs_doorstep(category_route, circumstances)
    return Task(
        id=ids.new_id(at),
        case=case,
        organisation_id=case.lead_id,
        route=Task.Route.DOORSTEP if doorstep else Task.Route.DESK,
        assigned_at=at,
        assigned_by=by.account_id,
    )


def assigned(case: Case, task: Task) -> Assigned:
    """The fact that the lead has the task."""
    return Assigned(about=case.pk, area=facts.Code(case.area_id), task=task.pk, lead=case.lead_id, due_at=case.due_at)


def _write(drafts: Sequence[_Draft]) -> None:
    inserting.insert_together(
        [draft.case for draft in drafts],
        [draft.voice for draft in drafts],
        [limit for draft in drafts for limit in draft.limits],
        [Circumstance(case=draft.case, kind=kind) for draft in drafts for kind in sorted(draft.circumstances)],
        [one for draft in drafts for one in draft.co_handlers],
        [draft.task for draft in drafts if draft.task is not None],
    )
