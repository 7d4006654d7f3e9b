"""Reads of four-role chains and of the register of promises."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from minsheng.catalogue import policies
from minsheng.catalogue.models import Commitment, CommitmentRating, CommitmentRegister, Evidence, FourRoleChain
from minsheng.foundation import rights, worktime
from minsheng.registry import queries as registry

LEAST_ANSWERS = 5
"""Fewer answers than this are not shown: they would tell who gave them."""


def chains_on(on: date) -> list[FourRoleChain]:
    """The chains in force on a day, by area and name. One query."""
    found = FourRoleChain.objects.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))
    return list(found.select_related("lead", "guide", "area").order_by("area_id", "base_name"))


def registers(actor: rights.Actor, on: date) -> list[CommitmentRegister]:
    """The registers that this actor may see: of his areas, and those that promise something to his organisations."""
    own = registry.organisations_of(actor.id, on)
    found = CommitmentRegister.objects.filter(policies.register_visible(actor, own))
    return list(found.select_related("served").order_by("name"))


@dataclass(frozen=True)
class Slot:
    """One slot of a register; `answers` only where enough people have answered (else None)."""

    commitment: Commitment
    owner: str
    evidence: tuple[Evidence, ...]
    answer_count: int
    answers: tuple[tuple[str, int], ...] | None
    is_late: bool

    @property
    def is_empty(self) -> bool:
        """Has nobody promised anything here yet?"""
        return not self.commitment.measure


@dataclass(frozen=True)
class RegisterShown:
    """A register with every slot, and what this actor may do."""

    register: CommitmentRegister
    slots: tuple[Slot, ...]
    may_keep: bool
    own: frozenset[uuid.UUID]

    @property
    def filled_count(self) -> int:
        """How many slots hold a promise."""
        return sum(not slot.is_empty for slot in self.slots)


def register_shown(code: str, actor: rights.Actor, now: datetime) -> RegisterShown:
    """A register with all its slots. Raises `Unseen`. Five queries however many slots."""
    today = worktime.local_date(now)
    own = registry.organisations_of(actor.id, today)
    found = CommitmentRegister.objects.filter(policies.register_visible(actor, own), code=code)
    register = found.select_related("served").first()
    if register is None:
        raise rights.Unseen("没有这份承诺登记册，或不在您的服务范围。")
    commitments = list(Commitment.objects.filter(register=register).select_related("owner").order_by("slot"))
    evidence: dict[uuid.UUID, list[Evidence]] = {}
    for one in Evidence.objects.filter(commitment__register=register).select_related("by").order_by("at"):
        evidence.setdefault(one.commitment_id, []).append(one)
    counts: dict[uuid.UUID, dict[str, int]] = {}
    rated = CommitmentRating.objects.filter(commitment__register=register).order_by()
    for key, answer, count in rated.values_list("commitment", "answer").annotate(count=Count("pk")):
        counts.setdefault(key, {})[answer] = count
    slots = tuple(_slot(one, tuple(evidence.get(one.pk, ())), counts.get(one.pk, {}), today) for one in commitments)
    return RegisterShown(register, slots, policies.may_keep_commitments(actor, register.area_id), own)


def _slot(one: Commitment, evidence: tuple[Evidence, ...], counts: dict[str, int], today: date) -> Slot:
    total = sum(counts.values())
    words = CommitmentRating.Answer
    shown = tuple((str(answer.label), counts.get(answer.value, 0)) for answer in words)
    return Slot(
        commitment=one,
        owner=one.owner.short_name if one.owner else "",
        evidence=evidence,
        answer_count=total,
        answers=shown if total >= LEAST_ANSWERS else None,
        is_late=one.due_on is not None and one.due_on < today and not evidence,
    )


def commitment_shown(commitment_id: uuid.UUID, actor: rights.Actor, now: datetime) -> tuple[RegisterShown, Slot]:
    """One slot and its register. Raises `Unseen`."""
    found = Commitment.objects.filter(pk=commitment_id).values_list("register__code", flat=True).first()
    if found is None:
        raise rights.Unseen("没有这项承诺，或不在您的服务范围。")
    shown = register_shown(found, actor, now)
    return shown, next(slot for slot in shown.slots if slot.commitment.pk == commitment_id)


def may_add_evidence(shown: RegisterShown, slot: Slot) -> bool:
    """May this actor say what shows that the promise is kept?"""
    return not slot.is_empty and (shown.may_keep or slot.commitment.owner_id in shown.own)


def may_rate(shown: RegisterShown, slot: Slot) -> bool:
    """May this actor answer whether it was done?"""
    return not slot.is_empty and policies.may_rate(slot.commitment, shown.own)
