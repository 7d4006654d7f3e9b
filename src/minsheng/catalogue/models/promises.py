"""Who stands in for a base in which role, and what was promised to those who are served."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

import pgtrigger
from django.contrib.auth import get_user_model
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from minsheng.catalogue.models.duties import days_in_force
from minsheng.foundation.sealed import BlindIndexField

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
SLOTS_STAY = pgtrigger.Protect(name="slots_stay", operation=pgtrigger.Delete)
SLOTS_ARE_COUNTED = pgtrigger.Trigger(
    name="slots_are_counted",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NEW.slot > (SELECT r.slot_count FROM catalogue_commitmentregister r WHERE r.id = NEW.register_id) THEN
            RAISE EXCEPTION 'a register has no more slots than it says' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


class FourRoleChain(models.Model):
    """For one base: the township Party committee leads, the village branch guides, members take part, people benefit.

    Beneficiaries are a group in words, never names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60)
    base_name = models.CharField(max_length=120)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    guide = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    members = models.CharField(max_length=200)
    beneficiaries = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="chain_versions_do_not_overlap",
                expressions=[("code", RangeOperators.EQUAL), (days_in_force(), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="chain_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(members="") & ~Q(beneficiaries="") & ~Q(base_name=""), name="chain_names_all_four"
            ),
            models.CheckConstraint(condition=~Q(lead=F("guide")), name="chain_lead_is_not_its_guide"),
        ]


class CommitmentRegister(models.Model):
    """Promises to those whom an organisation serves (its own staff, for one), in a fixed number of slots."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    served = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    slot_count = models.PositiveSmallIntegerField(default=16)
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Commitment(models.Model):
    """One slot: what is promised, by whom, until when. An empty one has no measure yet and stays visible."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(CommitmentRegister, on_delete=models.PROTECT, related_name="commitments")
    slot = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=200, default="")
    owner = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=60, default="")
    due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "slot"], name="slot_is_there_once"),
            models.CheckConstraint(condition=Q(slot__gte=1), name="slots_count_from_one"),
            models.CheckConstraint(
                condition=Q(measure="", owner=None, owner_name="", due_on=None)
                | ~Q(measure="") & Q(owner__isnull=False, due_on__isnull=False) & ~Q(owner_name=""),
                name="commitment_needs_owner_and_due_date",
            ),
        ]
        triggers = [SLOTS_STAY, SLOTS_ARE_COUNTED]


class Evidence(models.Model):
    """What shows that a promise is kept, in words; only ever added."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="evidence")
    words = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [APPEND_ONLY]


def _may_have_rated(row: Mapping[str, object]) -> Iterator[str]:
    """What the index of an answer may be made of: everybody who can sign in might have given it."""
    for account in get_user_model().objects.order_by("pk").values_list("pk", flat=True):
        yield f"{row['commitment_id']}:{account}"


class CommitmentRating(models.Model):
    """One served person's answer to "was it done?"; who it was is kept as a blind index only."""

    class Answer(models.TextChoices):
        DONE = "done", "做到了"
        PARTLY = "partly", "做到一部分"
        NOT_DONE = "not_done", "没做到"
        UNKNOWN = "unknown", "不清楚"

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="ratings")
    rater_index = BlindIndexField(context="catalogue_commitmentrating.rater", guesses=_may_have_rated, max_length=32)
    answer = models.CharField(max_length=8, choices=Answer)
    rated_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "rater_index"], name="one_answer_for_each_person")]
