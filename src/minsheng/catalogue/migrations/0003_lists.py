"""Drafts of the list, versions that cannot overlap, and matters that an arbiter settles."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_edition"),
        ("foundation", "0003_edition"),
        ("registry", "0002_edition"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="ArbitrationLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.PositiveSmallIntegerField()),
                ("unit", models.CharField(max_length=16)),
                ("is_sample", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="DecisionNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[("read", "在系统里看过"), ("phone", "电话告知")], default="", max_length=8
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DraftItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(default="", max_length=120)),
                (
                    "co_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("is_lead_alone", models.BooleanField(default=False)),
                (
                    "list_type",
                    models.CharField(
                        choices=[("basic", "基本履职"), ("cooperating", "配合履职"), ("taken_back", "上级收回")],
                        default="",
                        max_length=12,
                    ),
                ),
                ("legal_basis", models.CharField(default="", max_length=300)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("is_sample", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="LeadProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ListDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "起草中"), ("published", "已公布"), ("discarded", "已放弃")],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("takes_effect_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="itemcohandler",
            name="co_handler_is_not_lead",
        ),
        migrations.RemoveConstraint(
            model_name="responsibilityitem",
            name="item_version_begins_once",
        ),
        migrations.AddField(
            model_name="responsibilityitem",
            name="area",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
            ),
        ),
        # a version belongs to the banner of its lead; the checks are made at once so that the table may change again
        migrations.RunSQL(
            """UPDATE catalogue_responsibilityitem i SET area_id = left(o.area_id, 6)
               FROM registry_organisation o WHERE o.id = i.lead_id;
               SET CONSTRAINTS ALL IMMEDIATE;""",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="responsibilityitem",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
            ),
        ),
        migrations.AddField(
            model_name="responsibilityitem",
            name="is_lead_alone",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="unclearitem",
            name="arbiter",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="unclearitem",
            name="co_ids",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name="unclearitem",
            name="due_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="unclearitem",
            name="due_lines",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="unclearitem",
            name="evidence",
            field=models.CharField(default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="unclearitem",
            name="lead",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="unclearitem",
            name="raised_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="unclearitem",
            name="raised_for",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="unclearitem",
            name="reason",
            field=models.CharField(default="", max_length=1000),
        ),
        migrations.AddField(
            model_name="unclearitem",
            name="title",
            field=models.CharField(default="归属不清的来话", max_length=120),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="unclearitem",
            name="about_case",
            field=models.UUIDField(null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="unclearitem",
            name="bounces",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="unclearitem",
            index=models.Index(fields=["area", "settled_at", "due_at"], name="unclear_item_by_area"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemcohandler",
            trigger=pgtrigger.compiler.Trigger(
                name="co_handler_is_not_lead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE its_lead uuid;",
                    func="\n        -- the share lock waits for a change of the lead that is under way, and lets none begin before we commit\n        SELECT i.lead_id INTO its_lead FROM catalogue_responsibilityitem i WHERE i.id = NEW.item_id FOR SHARE;\n        IF its_lead = NEW.organisation_id THEN\n            RAISE EXCEPTION 'the lead of an item is not among its co-handlers' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="78d8b70bb353f36e4413ebe134979bab7c9d713c",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_co_handler_is_not_lead_5c39f",
                    table="catalogue_itemcohandler",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="responsibilityitem",
            trigger=pgtrigger.compiler.Trigger(
                name="lead_is_not_co_handler",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT 1 FROM catalogue_itemcohandler c\n                   WHERE c.item_id = NEW.id AND c.organisation_id = NEW.lead_id) THEN\n            RAISE EXCEPTION 'the lead of an item is not among its co-handlers' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="e65063793d9ca0bce18b69682ceb58662c63a8ac",
                    operation='UPDATE OF "lead_id"',
                    pgid="pgtrigger_lead_is_not_co_handler_55d4f",
                    table="catalogue_responsibilityitem",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="unclearitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lead", None), ("reason", ""), ("settled_at", None)),
                    models.Q(
                        ("arbiter__isnull", False),
                        ("lead__isnull", False),
                        ("settled_at__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="settled_item_needs_who_when_lead_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="unclearitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("about_case__isnull", False),
                    models.Q(("raised_by__isnull", False), models.Q(("evidence", ""), _negated=True)),
                    _connector="OR",
                ),
                name="item_raised_by_hand_has_its_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="unclearitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lead", None),
                    ("raised_by", None),
                    models.Q(("raised_by", models.F("arbiter")), _negated=True),
                    _connector="OR",
                ),
                name="arbiter_is_not_who_raised_it",
            ),
        ),
        migrations.AddField(
            model_name="arbitrationlimit",
            name="area",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
            ),
        ),
        migrations.AddField(
            model_name="decisionnotice",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="catalogue.unclearitem"
            ),
        ),
        migrations.AddField(
            model_name="decisionnotice",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="decisionnotice",
            name="told_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="draftitem",
            name="category",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.category"
            ),
        ),
        migrations.AddField(
            model_name="draftitem",
            name="lead",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="draftitem",
            name="settles",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="catalogue.unclearitem"
            ),
        ),
        migrations.AddField(
            model_name="leadproposal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="leadproposal",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="catalogue.unclearitem"
            ),
        ),
        migrations.AddField(
            model_name="leadproposal",
            name="lead",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="leadproposal",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="listdraft",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
            ),
        ),
        migrations.AddField(
            model_name="listdraft",
            name="begun_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="listdraft",
            name="ended_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="draftitem",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="catalogue.listdraft"
            ),
        ),
        migrations.AddField(
            model_name="responsibilityitem",
            name="published_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="published_items",
                to="catalogue.listdraft",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibilityitem",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("area", "="),
                    ("number", "="),
                    (
                        models.Func(
                            models.F("valid_from"),
                            models.F("valid_to"),
                            models.Value("[]"),
                            function="DATERANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="item_versions_do_not_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionnotice",
            constraint=models.UniqueConstraint(fields=("item", "organisation"), name="organisation_is_told_once"),
        ),
        migrations.AddConstraint(
            model_name="decisionnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", ""), ("told_at", None), ("told_by", None)),
                    models.Q(
                        ("told_at__isnull", False), ("told_by__isnull", False), models.Q(("channel", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="notice_told_needs_who_when_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="leadproposal",
            constraint=models.UniqueConstraint(fields=("item", "organisation"), name="organisation_proposes_once"),
        ),
        migrations.AddConstraint(
            model_name="leadproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="proposal_has_its_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="listdraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("area",), name="area_has_one_open_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="listdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="ended_draft_needs_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="listdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), ("takes_effect_on__isnull", False)),
                    models.Q(models.Q(("state", "published"), _negated=True), ("takes_effect_on", None)),
                    _connector="OR",
                ),
                name="published_draft_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftitem",
            constraint=models.UniqueConstraint(fields=("draft", "number"), name="draft_has_a_number_once"),
        ),
        migrations.AddConstraint(
            model_name="draftitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("co_ids__contains", [models.F("lead")]), _negated=True),
                name="draft_lead_is_not_co_handler",
            ),
        ),
    ]
