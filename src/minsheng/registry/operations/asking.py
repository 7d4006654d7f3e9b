"""Writes of what people may be asked: somebody declares a question, another person always decides, somebody ends it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from minsheng.foundation import facts, ids, rights, writing
from minsheng.registry import queries
from minsheng.registry.facts import QuestionDecided, QuestionDeclared, QuestionEnded
from minsheng.registry.models import FactKind
from minsheng.registry.operations import declaring
from minsheng.registry.rules import filling as rules


@dataclass(frozen=True, kw_only=True)
class NewQuestion:
    """What shall be asked, in which shape, how long an answer holds; for whom and why it is needed."""

    name: str
    shape: str
    months: int
    organisation_id: uuid.UUID
    reason: str
    help: str = ""
    choices: Sequence[str] = ()


@writing.operation
def declare_question(*, told: NewQuestion, by: rights.Actor, at: datetime) -> FactKind:
    """Declare something that people may be asked. Nobody is asked before another person has said yes.

    Raises `Refused`, `Unseen`, and `ValueError` for what is known or asked already, or is asked of nobody.
    """
    organisation = queries.seen_organisation(told.organisation_id, by)
    rights.require(by, queries.COMPOSE, organisation.area_id)
    _check(told)
    made = FactKind.objects.create(
        code=f"ask-{ids.new_id(at).hex}",
        name=told.name,
        help=told.help,
        shape=told.shape,
        choices=list(told.choices),
        months=told.months,
        organisation=organisation,
        reason=told.reason,
        **declaring.declared(needs_decision=True, by=by, at=at),
    )
    area, whose = facts.Code(organisation.area_id), organisation.pk
    facts.tell(QuestionDeclared(about=rules.about_question(made.pk), area=area, organisation=whose), by=by.id, at=at)
    return made


def _check(told: NewQuestion) -> None:
    wrong = rules.never_asked(told.name, told.help, *told.choices)
    if wrong:
        raise ValueError("".join(wrong))
    waiting = FactKind.objects.filter(state=FactKind.State.WAITING, name=told.name)
    if told.name in queries.bindings().values() or waiting.exists():
        raise ValueError(f"“{told.name}”已经有了，编表时直接勾。")
    if told.shape not in FactKind.Shape.values:
        raise ValueError("没有这种填法。请从列表中选择。")
    most = rules.MOST_CHOICES
    if told.shape == FactKind.Shape.CHOICE and not rules.FEWEST_CHOICES <= len(set(told.choices)) <= most:
        raise ValueError(f"“选一个”要写 {rules.FEWEST_CHOICES} 到 {most} 个答案，一行一个。")
    if not 1 <= told.months <= rules.MOST_MONTHS:
        raise ValueError(f"回答管用的月数是 1 到 {rules.MOST_MONTHS}。")


def _locked(code: str, by: rights.Actor) -> tuple[FactKind, str]:
    """The question with the area of whose it is. Raises `Unseen`, and `ValueError` for one of the preset."""
    queries.seen_question(code, by)
    found = FactKind.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=code)
    if found.organisation is None:
        raise ValueError("这一项是预设里的，大家共用，不在这里处理。")
    return found, found.organisation.area_id


@writing.operation
def decide_question(*, code: str, is_approved: bool, answer: str, by: rights.Actor, at: datetime) -> FactKind:
    """Say yes or no to a question that somebody else declared; a no says why.

    Raises `Unseen`, `Refused` (also for whoever declared it), and `ValueError` where it does not wait.
    """
    found, area = _locked(code, by)
    rights.require(by, queries.APPROVE, area)
    declaring.decide(found, is_approved=is_approved, answer=answer, by=by, at=at)
    outcome = facts.Code("approved" if is_approved else "refused")
    told = QuestionDecided(about=rules.about_question(code), area=facts.Code(area), outcome=outcome)
    facts.tell(told, by=by.id, at=at)
    return found


@writing.operation
def end_question(*, code: str, by: rights.Actor, at: datetime) -> FactKind:
    """Ask it of nobody any more, and let no table show its answers; again it changes nothing.

    What was answered stays with the person until it runs out. Raises `Unseen`, `Refused`, `ValueError`.
    """
    found, area = _locked(code, by)
    rights.require(by, queries.COMPOSE, area)
    if declaring.end(found, by=by, at=at):
        facts.tell(QuestionEnded(about=rules.about_question(code), area=facts.Code(area)), by=by.id, at=at)
    return found
