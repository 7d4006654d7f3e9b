"""The first tables of cases."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import minsheng.cases.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_initial"),
        ("foundation", "0001_initial"),
        ("registry", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE cases_case_serial AS bigint", "DROP SEQUENCE cases_case_serial"),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("serial", models.BigIntegerField(db_default=minsheng.cases.models.CaseNumber(), unique=True)),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.UUIDField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("heard", "已受理"),
                            ("triaged", "已定责"),
                            ("assigned", "办理中"),
                            ("delivered", "已办理，待核实"),
                            ("verified", "已核实"),
                            ("closed", "已办结"),
                            ("declined", "不予受理"),
                            ("referred", "已转其他渠道"),
                            ("reopened", "重新办理"),
                        ],
                        max_length=12,
                    ),
                ),
                ("place", models.CharField(default="", max_length=200)),
                ("urgency", models.CharField(default="routine", max_length=12)),
                ("title", models.CharField(max_length=120)),
                ("proposal_reason", models.CharField(default="", max_length=400)),
                ("bounces", models.PositiveSmallIntegerField(default=0)),
                ("reopenings", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(null=True)),
                ("end_reason", models.CharField(default="", max_length=400)),
                ("end_remedy", models.CharField(default="", max_length=400)),
                ("changed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "proposed_category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalogue.category",
                    ),
                ),
                (
                    "proposed_item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalogue.responsibilityitem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Circumstance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="circumstances", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CoHandler",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="co_handlers", to="cases.case"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Limit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("round", models.PositiveSmallIntegerField(default=0)),
                ("amount", models.PositiveIntegerField()),
                ("unit", models.CharField(max_length=16)),
                ("start_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("met_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="limits", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("route", models.CharField(choices=[("desk", "单位办理"), ("doorstep", "上门办理")], max_length=8)),
                ("assigned_at", models.DateTimeField()),
                ("assigned_by", models.UUIDField(null=True)),
                ("contact_name", models.CharField(default="", max_length=60)),
                ("window_start", models.DateTimeField(null=True)),
                ("window_end", models.DateTimeField(null=True)),
                ("door_code_sealed", models.BinaryField(null=True)),
                ("visit_started_at", models.DateTimeField(null=True)),
                ("code_matched", models.BooleanField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("end", models.CharField(default="", max_length=12)),
                ("end_reason", models.CharField(default="", max_length=400)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="cases.case"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "result",
                    models.CharField(
                        choices=[("done", "已办成"), ("partly", "部分办成"), ("not_possible", "办不了")], max_length=12
                    ),
                ),
                ("note", models.CharField(default="", max_length=1000)),
                ("outside_reference", models.CharField(default="", max_length=60)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="cases.case"
                    ),
                ),
                (
                    "companion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="cases.task"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "asked",
                    models.CharField(
                        choices=[("self", "本人"), ("family", "家属"), ("visit", "上门查看")], max_length=8
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("met", "办成了"),
                            ("partly", "办成了一部分"),
                            ("not_met", "没有办成"),
                            ("cannot_say", "说不清"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(default="", max_length=1000)),
                (
                    "deliverer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verifications", to="cases.delivery"
                    ),
                ),
                (
                    "verifier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "电话"),
                            ("window", "窗口"),
                            ("visit", "走访"),
                            ("web", "网页"),
                            ("paper", "纸面"),
                            ("file", "批量导入"),
                        ],
                        max_length=8,
                    ),
                ),
                ("heard_at", models.DateTimeField()),
                ("heard_by", models.UUIDField(null=True)),
                ("words", models.TextField(max_length=4000)),
                ("caller_name", models.CharField(default="", max_length=60)),
                ("caller_phone_sealed", models.BinaryField(null=True)),
                ("caller_phone_index", models.BinaryField(max_length=32, null=True)),
                ("on_behalf_of", models.CharField(default="", max_length=60)),
                ("consent", models.CharField(default="", max_length=200)),
                ("wants_answer", models.BooleanField(default=True)),
                ("source", models.CharField(default="", max_length=60)),
                ("source_number", models.CharField(default="", max_length=60)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="voices", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
                (
                    "channel",
                    models.CharField(
                        choices=[("phone", "电话"), ("paper", "纸条"), ("visit", "当面"), ("unreachable", "无法联系")],
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(max_length=1000)),
                (
                    "voice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tellings", to="cases.voice"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["area", "-opened_at", "id"], name="case_area_opened"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["lead", "-opened_at", "id"], name="case_lead_opened"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["person", "opened_at"], name="case_person"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["heard", "triaged", "assigned", "delivered", "verified", "reopened"])
                ),
                fields=["area", "due_at"],
                name="case_open_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "heard",
                            "triaged",
                            "assigned",
                            "delivered",
                            "verified",
                            "closed",
                            "declined",
                            "referred",
                            "reopened",
                        ],
                    )
                ),
                name="case_state_is_one_of_the_table",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["closed", "declined", "referred"]), _negated=True),
                    ("ended_at__isnull", False),
                    _connector="OR",
                ),
                name="case_ended_needs_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["declined", "referred"]), _negated=True),
                    models.Q(
                        ("ended_by__isnull", False),
                        models.Q(("end_reason", ""), _negated=True),
                        models.Q(("end_remedy", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="case_refusal_needs_name_reason_remedy",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "heard"),
                    ("state__in", ["declined", "referred", "reopened"]),
                    ("category__isnull", False),
                    _connector="OR",
                ),
                name="case_beyond_heard_has_a_category",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="lead_is_not_co_handler",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM cases_case c JOIN cases_cohandler h ON h.case_id = c.id AND h.organisation_id = c.lead_id\n               WHERE c.id = NEW.id) THEN\n        RAISE EXCEPTION 'the lead of a case is not among its co-handlers' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="7e90f9922b7f817fb36f5b7772837b0e75294440",
                    operation="UPDATE",
                    pgid="pgtrigger_lead_is_not_co_handler_3c055",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.UniqueConstraint(fields=("case", "kind"), name="circumstance_noted_once"),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["mobility", "family_away", "hearing", "sight", "no_smartphone"])),
                name="circumstance_is_one_of_the_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="cohandler",
            constraint=models.UniqueConstraint(fields=("case", "organisation"), name="case_co_handler_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cohandler",
            trigger=pgtrigger.compiler.Trigger(
                name="co_handler_is_not_lead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM cases_case c JOIN cases_cohandler h ON h.case_id = c.id AND h.organisation_id = c.lead_id\n               WHERE c.id = NEW.case_id) THEN\n        RAISE EXCEPTION 'the lead of a case is not among its co-handlers' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="e9c28a5a4051d27e25893c40c9410c38b79c28d3",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_co_handler_is_not_lead_cf9a6",
                    table="cases_cohandler",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="limit",
            constraint=models.UniqueConstraint(fields=("case", "kind", "round"), name="limit_of_a_kind_once_a_round"),
        ),
        migrations.AddConstraint(
            model_name="limit",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gte", models.F("start_at"))), name="limit_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("case",), name="case_has_one_open_lead_task"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("window_end", None), ("window_start", None)),
                    ("window_end__gt", models.F("window_start")),
                    _connector="OR",
                ),
                name="task_window_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("companion", None), models.Q(("companion", models.F("by")), _negated=True), _connector="OR"
                ),
                name="delivery_companion_is_another_person",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4442cd9f4b251fc152b4be331da2b8963a85f4c1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1a4fe",
                    table="cases_delivery",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=models.Q(("verifier", models.F("deliverer")), _negated=True), name="verifier_is_not_deliverer"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verification",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bf1af85b19d104469c34f5159a3a32c949e198a9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_88a4c",
                    table="cases_verification",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verification",
            trigger=pgtrigger.compiler.Trigger(
                name="verifier_is_not_companion",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (SELECT 1 FROM cases_delivery d\n                               WHERE d.id = NEW.delivery_id AND d.companion_id = NEW.verifier_id) THEN\n                        RAISE EXCEPTION 'who helped to deliver does not verify' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="e44a770b5792b930cd91786b3ffb9b8f6aed5bd4",
                    operation="INSERT",
                    pgid="pgtrigger_verifier_is_not_companion_2efdb",
                    table="cases_verification",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["caller_phone_index"], name="voice_caller_phone"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(
                condition=models.Q(("told_at", None), ("wants_answer", True)), fields=["heard_at"], name="voice_untold"
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source", ""), _negated=True),
                fields=("source", "source_number"),
                name="voice_of_a_source_comes_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="telling",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3dc38f9aa062a8f9d9ebc27d8a83c0fcd5e5277a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7b3e0",
                    table="cases_telling",
                    when="BEFORE",
                ),
            ),
        ),
    ]
