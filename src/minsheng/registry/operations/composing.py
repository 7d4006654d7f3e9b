"""Writes of department tables that somebody composes: from what is known, decided by another where sensitive, ended."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from minsheng.foundation import facts, ids, rights, writing
from minsheng.registry import queries
from minsheng.registry.facts import FormComposed, FormDecided, FormEnded
from minsheng.registry.models import FormTemplate
from minsheng.registry.operations import declaring
from minsheng.registry.rules import filling as rules

MOST_LINES = 40


@dataclass(frozen=True, kw_only=True)
class NewForm:
    """What somebody composes: whose table, for what, the facts that it shows, and lines to be written by hand."""

    name: str
    organisation_id: uuid.UUID
    purpose: str
    bound: Sequence[str]
    by_hand: Sequence[str] = ()


@writing.operation
def compose_form(*, told: NewForm, by: rights.Actor, at: datetime) -> FormTemplate:
    """Compose a table. It stands at once, unless it is sensitive: then it is filled for nobody before another says yes.

    Raises `Refused`, `Unseen`, `UnknownPurpose`, and `ValueError` for a table without a line or with too many.
    """
    organisation, purpose = queries.seen_organisation(told.organisation_id, by), queries.purpose(told.purpose)
    rights.require(by, queries.COMPOSE, organisation.area_id)
    labels = queries.bindings()
    if not told.bound or _unknown(told.bound, labels):
        raise ValueError("请至少选一项登记里有的，没有的不能选。")
    if len(told.bound) + len(told.by_hand) > MOST_LINES:
        raise ValueError(f"一张表最多 {MOST_LINES} 行。请分成两张。")
    lines = [{"label": labels[fact], "fact": fact} for fact in dict.fromkeys(told.bound)]
    lines += [{"label": label, "fact": rules.BY_HAND} for label in dict.fromkeys(told.by_hand)]
    is_sensitive = rules.is_sensitive(rules.fields_of(lines), is_purpose_sensitive=purpose.is_sensitive)
    made = FormTemplate.objects.create(
        code=f"form-{ids.new_id(at).hex}",
        name=told.name,
        organisation=organisation,
        purpose=purpose,
        fields=lines,
        **declaring.declared(needs_decision=is_sensitive, by=by, at=at),
    )
    fact = FormComposed(
        about=rules.about(made.pk),
        area=facts.Code(organisation.area_id),
        purpose=facts.Code(purpose.pk),
        organisation=organisation.pk,
        bound=tuple(facts.Code(one) for one in dict.fromkeys(told.bound)),
        needs_decision=is_sensitive,
    )
    facts.tell(fact, by=by.id, at=at)
    return made


def _unknown(bound: Sequence[str], labels: Mapping[str, str]) -> set[str]:
    """What neither the register knows nor anybody may be asked."""
    return set(bound) - labels.keys()


def _locked(code: str, by: rights.Actor) -> FormTemplate:
    queries.seen_form(code, by)
    found = FormTemplate.objects.select_for_update(of=("self",)).select_related("organisation", "purpose")
    return found.get(pk=code)


@writing.operation
def decide_form(*, code: str, is_approved: bool, answer: str, by: rights.Actor, at: datetime) -> FormTemplate:
    """Say yes or no to a sensitive table that somebody else composed; a no says why.

    Raises `Unseen`, `Refused` (also for whoever composed it), and `ValueError` where it does not wait.
    """
    found = _locked(code, by)
    area = found.organisation.area_id
    rights.require(by, queries.APPROVE, area)
    declaring.decide(found, is_approved=is_approved, answer=answer, by=by, at=at)
    outcome = facts.Code("approved" if is_approved else "refused")
    facts.tell(FormDecided(about=rules.about(code), area=facts.Code(area), outcome=outcome), by=by.id, at=at)
    return found


@writing.operation
def end_form(*, code: str, by: rights.Actor, at: datetime) -> FormTemplate:
    """End a table, or take back one that still waits; again it changes nothing. Raises `Unseen`, `Refused`."""
    found = _locked(code, by)
    area = found.organisation.area_id
    rights.require(by, queries.COMPOSE, area)
    if declaring.end(found, by=by, at=at):
        facts.tell(FormEnded(about=rules.about(code), area=facts.Code(area)), by=by.id, at=at)
    return found
