"""The first tables of foundation."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FactRow",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=80)),
                ("about", models.UUIDField()),
                ("area", models.CharField(max_length=14)),
                ("by", models.UUIDField(null=True)),
                ("body", models.JSONField()),
            ],
            options={
                "db_table": "foundation_fact",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("login", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False)),
                ("is_workday", models.BooleanField()),
                ("reason", models.CharField(max_length=120)),
                ("set_by", models.UUIDField(null=True)),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("name_en", models.CharField(max_length=60)),
                (
                    "permissions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("first_seq", models.BigIntegerField()),
                ("last_seq", models.BigIntegerField(unique=True)),
                ("count", models.BigIntegerField()),
                ("previous", models.BinaryField(max_length=32)),
                ("digest", models.BinaryField(max_length=32)),
                ("sealed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("client_id", models.UUIDField(primary_key=True, serialize=False)),
                ("account", models.UUIDField(null=True)),
                ("digest", models.BinaryField(max_length=32)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("location", models.CharField(default="", max_length=300)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="answer_at")],
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                ("code", models.CharField(max_length=14, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("region", "自治区"),
                            ("prefecture", "盟市"),
                            ("banner", "旗县区"),
                            ("township", "苏木乡镇(街道)"),
                            ("village", "嘎查村"),
                            ("community", "社区"),
                            ("grid", "网格"),
                        ],
                        max_length=12,
                    ),
                ),
                ("spelling", models.CharField(default="", max_length=200)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="foundation.division",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                ("about", models.UUIDField()),
                ("purpose", models.CharField(max_length=60)),
                (
                    "items",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["about", "at"], name="reading_about"),
                    models.Index(fields=["by", "at"], name="reading_by"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reading",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b6e5dd9a144b27a682cdea7c1fb43d24908ea5e4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_55e46",
                    table="foundation_reading",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="role",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.role"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="01bd3364808a105a3d96be0349d6202f6973ac68",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ac5b4",
                    table="foundation_seal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="division",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[0-9]{2,14}$")), name="division_code_is_digits"
            ),
        ),
        migrations.AddConstraint(
            model_name="division",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", None), ("code__startswith", models.F("parent")), _connector="OR"),
                name="division_code_begins_as_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                fields=("account", "role", "area", "valid_from"), name="grant_is_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                name="grant_ends_after_it_begins",
            ),
        ),
    ]
