"""The responsibility list: its versions, and the draft of the next one."""

from __future__ import annotations

import uuid

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

CO_IS_NOT_LEAD = pgtrigger.Trigger(
    name="co_handler_is_not_lead",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("its_lead", "uuid")],
    func="""
        -- the share lock waits for a change of the lead that is under way, and lets none begin before we commit
        SELECT i.lead_id INTO its_lead FROM catalogue_responsibilityitem i WHERE i.id = NEW.item_id FOR SHARE;
        IF its_lead = NEW.organisation_id THEN
            RAISE EXCEPTION 'the lead of an item is not among its co-handlers' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
LEAD_IS_NOT_CO = pgtrigger.Trigger(
    name="lead_is_not_co_handler",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("lead_id"),  # type: ignore[no-untyped-call] # the package leaves it untyped
    func="""
        IF EXISTS (SELECT 1 FROM catalogue_itemcohandler c
                   WHERE c.item_id = NEW.id AND c.organisation_id = NEW.lead_id) THEN
            RAISE EXCEPTION 'the lead of an item is not among its co-handlers' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


class ListType(models.TextChoices):
    """On which list a duty stands (see `rules.ListType`)."""

    BASIC = "basic", "基本履职"
    COOPERATING = "cooperating", "配合履职"
    TAKEN_BACK = "taken_back", "上级收回"


def days_in_force() -> Func:
    """The days from `valid_from` to `valid_to`, both counted; without end where `valid_to` is empty."""
    return Func(F("valid_from"), F("valid_to"), Value("[]"), function="DATERANGE", output_field=DateRangeField())


class ResponsibilityItem(models.Model):
    """A version of one duty: exactly one lead, its basis, and the days it is in force. Published ones only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    category = models.ForeignKey("catalogue.Category", null=True, on_delete=models.PROTECT, related_name="items")
    lead = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")
    is_lead_alone = models.BooleanField(default=False)
    list_type = models.CharField(max_length=12, choices=ListType, default=ListType.BASIC)
    legal_basis = models.CharField(max_length=300, default="")
    words = ArrayField(models.CharField(max_length=40), default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_by = models.ForeignKey(
        "catalogue.ListDraft", null=True, on_delete=models.PROTECT, related_name="published_items"
    )
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="item_versions_do_not_overlap",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("number", RangeOperators.EQUAL),
                    (days_in_force(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="item_ends_after_it_begins"
            ),
        ]
        triggers = [LEAD_IS_NOT_CO]

    def __str__(self) -> str:
        return self.title


class ItemCoHandler(models.Model):
    """An organisation that helps the lead of an item."""

    item = models.ForeignKey(ResponsibilityItem, on_delete=models.CASCADE, related_name="co_handlers")
    organisation = models.ForeignKey("registry.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "organisation"], name="item_co_handler_once")]
        triggers = [CO_IS_NOT_LEAD]


class ListDraft(models.Model):
    """The next edition of a banner's list, at most one open at a time; what was published or dropped stays."""

    class State(models.TextChoices):
        OPEN = "open", "起草中"
        PUBLISHED = "published", "已公布"
        DISCARDED = "discarded", "已放弃"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    takes_effect_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("foundation.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area"], condition=Q(state="open"), name="area_has_one_open_draft"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None, ended_by=None)
                | Q(~Q(state="open"), ended_at__isnull=False, ended_by__isnull=False),
                name="ended_draft_needs_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="published", takes_effect_on__isnull=False)
                | Q(~Q(state="published"), takes_effect_on=None),
                name="published_draft_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DraftItem(models.Model):
    """A line of a draft. Unlike a published one it may lack nearly everything; publication then waits."""

    draft = models.ForeignKey(ListDraft, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120, default="")
    category = models.ForeignKey("catalogue.Category", null=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("registry.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    co_ids = ArrayField(models.UUIDField(), default=list)
    is_lead_alone = models.BooleanField(default=False)
    list_type = models.CharField(max_length=12, choices=ListType, default="")
    legal_basis = models.CharField(max_length=300, default="")
    words = ArrayField(models.CharField(max_length=40), default=list)
    is_sample = models.BooleanField(default=False)
    settles = models.ForeignKey("catalogue.UnclearItem", null=True, on_delete=models.PROTECT, related_name="lines")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_has_a_number_once"),
            models.CheckConstraint(condition=~Q(co_ids__contains=[F("lead")]), name="draft_lead_is_not_co_handler"),
        ]

    def __str__(self) -> str:
        return self.title


class DraftImport(models.Model):
    """A sheet that was uploaded into a draft: first only read (a dry run), then carried out, once to be undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(ListDraft, on_delete=models.CASCADE, related_name="imports")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("foundation.Account", on_delete=models.PROTECT, related_name="+")
    headings = ArrayField(models.CharField(max_length=200))
    rows = models.JSONField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    carried_out_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(carried_out_at__isnull=False), name="only_what_was_done_is_undone"
            ),
        ]
