"""Service items and guides, chains of four roles, and registers of promises."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from minsheng.foundation import editions


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_lists"),
        ("foundation", "0004_log_kept"),
        ("registry", "0002_edition"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CommitmentRegister",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("slot_count", models.PositiveSmallIntegerField(default=16)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
                    ),
                ),
                (
                    "served",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("slot", models.PositiveSmallIntegerField()),
                ("measure", models.CharField(default="", max_length=200)),
                ("owner_name", models.CharField(default="", max_length=60)),
                ("due_on", models.DateField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.organisation",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="catalogue.commitmentregister",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="catalogue.commitment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FourRoleChain",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=60)),
                ("base_name", models.CharField(max_length=120)),
                ("members", models.CharField(max_length=200)),
                ("beneficiaries", models.CharField(max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
                    ),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
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
            name="Guide",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "conditions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list, size=None
                    ),
                ),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), size=None),
                ),
                ("statutory_amount", models.PositiveSmallIntegerField(null=True)),
                (
                    "statutory_unit",
                    models.CharField(
                        choices=[
                            ("working_days", "个工作日"),
                            ("calendar_days", "个自然日"),
                            ("working_hours", "工作小时"),
                            ("minutes", "分钟"),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
                ("promised_amount", models.PositiveSmallIntegerField()),
                (
                    "promised_unit",
                    models.CharField(
                        choices=[
                            ("working_days", "个工作日"),
                            ("calendar_days", "个自然日"),
                            ("working_hours", "工作小时"),
                            ("minutes", "分钟"),
                        ],
                        max_length=16,
                    ),
                ),
                ("non_digital_path", models.CharField(max_length=300)),
                ("hours", models.CharField(default="", max_length=120)),
                ("legal_basis", models.CharField(default="", max_length=300)),
                ("written_at", models.DateTimeField()),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CostOption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("option", models.CharField(max_length=120)),
                ("amount_fen", models.PositiveBigIntegerField()),
                ("basis", models.CharField(max_length=200)),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cost_options", to="catalogue.guide"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequiredDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("document", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("original", "原件"),
                            ("copy", "复印件"),
                            ("both", "原件和复印件"),
                            ("form", "现场填写"),
                        ],
                        max_length=12,
                    ),
                ),
                ("copies", models.PositiveSmallIntegerField(default=1)),
                ("is_deferrable", models.BooleanField(default=False)),
                ("note", models.CharField(default="", max_length=200)),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="catalogue.guide"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ServiceItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("is_sample", models.BooleanField(default=False)),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="guide",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="guides", to="catalogue.serviceitem"
            ),
        ),
        migrations.CreateModel(
            name="CommitmentRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rater_index", models.BinaryField(max_length=32)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("done", "做到了"),
                            ("partly", "做到一部分"),
                            ("not_done", "没做到"),
                            ("unknown", "不清楚"),
                        ],
                        max_length=8,
                    ),
                ),
                ("rated_on", models.DateField()),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="catalogue.commitment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("commitment", "rater_index"), name="one_answer_for_each_person")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.UniqueConstraint(fields=("register", "slot"), name="slot_is_there_once"),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(condition=models.Q(("slot__gte", 1)), name="slots_count_from_one"),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on", None), ("measure", ""), ("owner", None), ("owner_name", "")),
                    models.Q(
                        models.Q(("measure", ""), _negated=True),
                        ("due_on__isnull", False),
                        ("owner__isnull", False),
                        models.Q(("owner_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="commitment_needs_owner_and_due_date",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="slots_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="64a2729b83557b9dff241c4b5bd6afba63a8f7e5",
                    operation="DELETE",
                    pgid="pgtrigger_slots_stay_3a93a",
                    table="catalogue_commitment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="slots_are_counted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF NEW.slot > (SELECT r.slot_count FROM catalogue_commitmentregister r WHERE r.id = NEW.register_id) THEN\n            RAISE EXCEPTION 'a register has no more slots than it says' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="b5f9ad708672c3cd8563a81c69df14947d0caa54",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_slots_are_counted_b5cc5",
                    table="catalogue_commitment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1f18e307aeed8c3b593ec446f19b1bcbe695fdaa",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1be71",
                    table="catalogue_evidence",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="fourrolechain",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("code", "="),
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
                name="chain_versions_do_not_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="fourrolechain",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                name="chain_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="fourrolechain",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("members", ""), _negated=True),
                    models.Q(("beneficiaries", ""), _negated=True),
                    models.Q(("base_name", ""), _negated=True),
                ),
                name="chain_names_all_four",
            ),
        ),
        migrations.AddConstraint(
            model_name="fourrolechain",
            constraint=models.CheckConstraint(
                condition=models.Q(("lead", models.F("guide")), _negated=True), name="chain_lead_is_not_its_guide"
            ),
        ),
        migrations.AddConstraint(
            model_name="costoption",
            constraint=models.UniqueConstraint(fields=("guide", "position"), name="cost_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="costoption",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis", ""), _negated=True), name="cost_has_its_basis"
            ),
        ),
        migrations.AddConstraint(
            model_name="requireddocument",
            constraint=models.UniqueConstraint(fields=("guide", "position"), name="document_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="guide",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("service", "="),
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
                name="guide_versions_do_not_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="guide",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                name="guide_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="guide",
            constraint=models.CheckConstraint(
                condition=models.Q(("non_digital_path", ""), _negated=True), name="guide_has_a_non_digital_path"
            ),
        ),
        migrations.AddConstraint(
            model_name="guide",
            constraint=models.CheckConstraint(condition=models.Q(("steps__len__gt", 0)), name="guide_has_a_step"),
        ),
        migrations.AddConstraint(
            model_name="guide",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("statutory_amount", None), ("statutory_unit", "")),
                    models.Q(("statutory_amount__isnull", False), models.Q(("statutory_unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="statutory_limit_has_its_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="guide",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("statutory_amount", None),
                    models.Q(("statutory_unit", models.F("promised_unit")), _negated=True),
                    ("promised_amount__lte", models.F("statutory_amount")),
                    _connector="OR",
                ),
                name="promise_is_not_longer_than_the_law",
            ),
        ),
        migrations.RunSQL(
            editions.watched("guides", ("catalogue_serviceitem", "catalogue_guide")), migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            """CREATE TRIGGER edition_of_guides AFTER UPDATE ON registry_organisation
               FOR EACH STATEMENT EXECUTE FUNCTION foundation_edition_next('guides');""",
            "DROP TRIGGER edition_of_guides ON registry_organisation;",
        ),
    ]
