"""The first tables of catalogue."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0001_initial"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                ("code", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("routine", "一般"), ("urgent", "紧急"), ("emergency", "危急(立即转接)")],
                        default="routine",
                        max_length=12,
                    ),
                ),
                ("transfer_to", models.CharField(default="", max_length=12)),
                (
                    "route",
                    models.CharField(
                        choices=[("desk", "单位办理"), ("doorstep", "上门办理")], default="desk", max_length=12
                    ),
                ),
                ("limits", models.JSONField(default=list)),
                ("non_digital_path", models.CharField(max_length=200)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="catalogue.category",
                    ),
                ),
            ],
            options={
                "verbose_name": "诉求类别",
            },
        ),
        migrations.CreateModel(
            name="ResponsibilityItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                (
                    "list_type",
                    models.CharField(
                        choices=[("basic", "基本履职"), ("cooperating", "配合履职"), ("taken_back", "上级收回")],
                        default="basic",
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
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="catalogue.category",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ItemCoHandler",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="co_handlers",
                        to="catalogue.responsibilityitem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnclearItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("about_case", models.UUIDField(unique=True)),
                ("raised_at", models.DateTimeField()),
                ("bounces", models.PositiveSmallIntegerField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.category",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("urgency", "emergency"), _negated=True),
                    models.Q(("transfer_to", ""), _negated=True),
                    _connector="OR",
                ),
                name="category_emergency_names_its_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(("non_digital_path", ""), _negated=True), name="category_has_a_non_digital_path"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibilityitem",
            constraint=models.UniqueConstraint(fields=("number", "valid_from"), name="item_version_begins_once"),
        ),
        migrations.AddConstraint(
            model_name="responsibilityitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                name="item_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemcohandler",
            constraint=models.UniqueConstraint(fields=("item", "organisation"), name="item_co_handler_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemcohandler",
            trigger=pgtrigger.compiler.Trigger(
                name="co_handler_is_not_lead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (SELECT 1 FROM catalogue_responsibilityitem i\n                   WHERE i.id = NEW.item_id AND i.lead_id = NEW.organisation_id) THEN\n            RAISE EXCEPTION 'the lead of an item is not among its co-handlers' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="0552f69350f6e04a06be139b78f89a51bff9dcbf",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_co_handler_is_not_lead_5c39f",
                    table="catalogue_itemcohandler",
                    when="BEFORE",
                ),
            ),
        ),
    ]
