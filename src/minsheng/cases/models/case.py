"""Tables of a case: who answers for it and who helps, by when, in which circumstances, and the reasons of acts on it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from minsheng.cases import rules

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)

# The case's row is locked first, so that of two transactions that meet the later one sees what the earlier did.
CO_IS_NOT_LEAD = """
    PERFORM 1 FROM cases_case WHERE id = {case} FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM cases_case c JOIN cases_cohandler h ON h.case_id = c.id AND h.organisation_id = c.lead_id
               WHERE c.id = {case}) THEN
        RAISE EXCEPTION 'the lead of a case is not among its co-handlers' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# Whoever waits to be told is found by one small index: the voice itself says whether something came of its case, or of
# the one that this was joined into.
ENDED = ", ".join(f"'{state.value}'" for state in rules.ENDED_STATES)
RESULT_OF_CASE = """
    IF (OLD.state IN ({ended})) = (NEW.state IN ({ended}))
       AND OLD.merged_into_id IS NOT DISTINCT FROM NEW.merged_into_id THEN
        RETURN NEW;
    END IF;
    UPDATE cases_voice v SET has_result = s.state IN ({ended})
    FROM cases_case c JOIN cases_case s ON s.id = coalesce(c.merged_into_id, c.id)
    WHERE v.case_id = c.id AND (c.id = NEW.id OR c.merged_into_id = NEW.id)
      AND v.has_result IS DISTINCT FROM (s.state IN ({ended}));
    RETURN NEW;
"""

# What was verified counts: the hours of who helped hang on it. So it is not set past the log.
CLOSED_IN_THE_LOG = """
    IF NOT EXISTS (SELECT 1 FROM foundation_fact f
                   WHERE f.about = NEW.id AND f.at = NEW.ended_at AND f.kind = 'cases.Closed') THEN
        RAISE EXCEPTION 'that a case was closed stands in the log' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class CaseNumber(models.Func):
    """The next running number of a case, given by the database."""

    template = "nextval('cases_case_serial')"
    output_field = models.BigIntegerField()


class Case(models.Model):
    """A need that exactly one organisation answers for until it is verified."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    serial = models.BigIntegerField(unique=True, db_default=CaseNumber())
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    state = models.CharField(max_length=12, choices=[(s.value, rules.STATE_WORDS[s]) for s in rules.State])
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, default="")
    category = models.ForeignKey("catalogue.Category", null=True, on_delete=models.PROTECT, related_name="+")
    urgency = models.CharField(max_length=12, default="routine")
    lead = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    proposed_item = models.ForeignKey(
        "catalogue.ResponsibilityItem", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_category = models.ForeignKey("catalogue.Category", null=True, on_delete=models.SET_NULL, related_name="+")
    proposal_reason = models.CharField(max_length=400, default="")
    bounces = models.PositiveSmallIntegerField(default=0)
    reopenings = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    end_reason = models.CharField(max_length=400, default="")
    end_remedy = models.CharField(max_length=400, default="")
    changed_at = models.DateTimeField(db_default=Now())
    caller_forgotten_at = models.DateTimeField(null=True)
    words_forgotten_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="joined")

    class Meta:
        indexes = [
            models.Index(fields=["area", "-opened_at", "id"], name="case_area_opened"),
            models.Index(fields=["lead", "-opened_at", "id"], name="case_lead_opened"),
            models.Index(fields=["person", "opened_at"], name="case_person"),
            models.Index(
                fields=["area", "due_at"],
                condition=Q(state__in=[s.value for s in rules.OPEN_STATES]),
                name="case_open_due",
            ),
            # For who sees a whole banner: in the order of the work list, whatever the area.
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state__in=[s.value for s in rules.OPEN_STATES]),
                name="case_open_due_anywhere",
            ),
            models.Index(fields=["-opened_at", "-id"], name="case_opened_anywhere"),
            models.Index(
                fields=["-opened_at", "-id"],
                condition=Q(state__in=[s.value for s in rules.ENDED_STATES]),
                name="case_ended_anywhere",
            ),
            models.Index(
                fields=["area", "place"],
                condition=Q(state__in=[s.value for s in rules.OPEN_STATES]) & ~Q(place=""),
                name="case_open_place",
            ),
            models.Index(
                fields=["area", "category", "-opened_at"],
                condition=Q(state__in=[s.value for s in rules.OPEN_STATES]),
                name="case_open_matter",
            ),
            models.Index(
                fields=["opened_by", "due_at"],
                condition=Q(state__in=[s.value for s in rules.OPEN_STATES], opened_by__isnull=False),
                name="case_open_taken_by",
            ),
            models.Index(fields=["ended_at"], condition=Q(state="unconfirmed"), name="case_unconfirmed"),
            models.Index(
                fields=["state", "ended_at"],
                condition=Q(ended_at__isnull=False) & (Q(caller_forgotten_at=None) | Q(words_forgotten_at=None)),
                name="case_kept",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in rules.State]), name="case_state_is_one_of_the_table"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "declined", "referred", "unconfirmed"]) | Q(ended_at__isnull=False),
                name="case_ended_needs_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "referred"])
                | (Q(ended_by__isnull=False) & ~Q(end_reason="") & ~Q(end_remedy="")),
                name="case_refusal_needs_name_reason_remedy",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="case_is_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=~Q(state="unconfirmed") | (~Q(end_reason="") & ~Q(end_remedy="")),
                name="case_unconfirmed_needs_reason_and_remedy",
            ),
            models.CheckConstraint(
                condition=Q(state="heard")
                | Q(state__in=["declined", "referred", "reopened"])
                | Q(category__isnull=False),
                name="case_beyond_heard_has_a_category",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="lead_is_not_co_handler",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=CO_IS_NOT_LEAD.format(case="NEW.id"),
            ),
            pgtrigger.Trigger(
                name="voices_have_a_result",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("state", "merged_into"),
                func=RESULT_OF_CASE.format(ended=ENDED),
            ),
            pgtrigger.Trigger(
                name="closed_stands_in_the_log",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Condition(
                    "NEW.state = 'closed' AND (OLD.state, OLD.ended_at) IS DISTINCT FROM (NEW.state, NEW.ended_at)"
                ),
                func=CLOSED_IN_THE_LOG,
            ),
        ]


class CoHandler(models.Model):
    """An organisation that helps the lead of a case; assigned, it has a task with a limit of its own."""

    class End(models.TextChoices):
        DONE = "done", "已办结"
        NOT_WAITED_FOR = "not_waited", "主办单位未等"
        WITHDRAWN = "withdrawn", "已收回"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="co_handlers")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(null=True)
    amount = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=16, default="")
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    end = models.CharField(max_length=12, choices=End, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation"], name="case_co_handler_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__gte=F("assigned_at")) & ~Q(end="")),
                name="co_handler_ended_was_assigned_and_says_how",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation"],
                condition=Q(assigned_at__isnull=False, ended_at=None),
                name="co_handler_has_a_task",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="co_handler_is_not_lead",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=CO_IS_NOT_LEAD.format(case="NEW.case_id"),
            )
        ]


class Circumstance(models.Model):
    """What makes a way of serving necessary; deleted when the case ends."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="circumstances")
    kind = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], name="circumstance_noted_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in rules.CircumstanceKind]), name="circumstance_is_one_of_the_list"
            ),
        ]


class Limit(models.Model):
    """A promise of time: when it began, when it ends, when it was met; a reopened case begins a new round.

    Without an end the calendar did not know a year when the limit began; a job counts it when it does.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="limits")
    kind = models.CharField(max_length=16)
    round = models.PositiveSmallIntegerField(default=0)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=16)
    start_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "round"], name="limit_of_a_kind_once_a_round"),
            models.CheckConstraint(condition=Q(due_at__gte=F("start_at")), name="limit_ends_after_it_begins"),
        ]


class Reason(models.Model):
    """Why an act was done that needs a reason, in the words of who did it, with the remedy where there is one.

    The log of facts holds no words; this table does, and keeps them when the case goes on.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reasons")
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField()
    words = models.CharField(max_length=400)
    remedy = models.CharField(max_length=400, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=[act.value for act in rules.KEEP_A_REASON]),
                name="reason_is_of_an_act_that_needs_one",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="reason_is_in_words"),
            models.CheckConstraint(
                condition=~Q(act__in=["decline", "refer"]) | ~Q(remedy=""), name="reason_of_a_refusal_has_a_remedy"
            ),
        ]
        triggers = [APPEND_ONLY]
