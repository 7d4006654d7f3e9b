"""The first tables of registry."""

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0003_edition"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("address", models.CharField(default="", max_length=200)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("short_name", models.CharField(max_length=60)),
                ("spelling", models.CharField(default="", max_length=400)),
                ("initials", models.CharField(default="", max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party_committee", "党委"),
                            ("branch", "党支部"),
                            ("department", "部门"),
                            ("township", "苏木乡镇"),
                            ("community", "社区"),
                            ("village", "嘎查村"),
                            ("outlet", "网点"),
                            ("institution", "事业单位"),
                            ("enterprise", "企业"),
                            ("volunteer_team", "志愿服务队"),
                        ],
                        max_length=20,
                    ),
                ),
                ("phone", models.CharField(default="", max_length=30)),
                ("address", models.CharField(default="", max_length=200)),
                ("is_intake", models.BooleanField(default=False)),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="registry.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("spelling", models.CharField(default="", max_length=200)),
                ("initials", models.CharField(default="", max_length=30)),
                ("birth_year", models.PositiveSmallIntegerField(null=True)),
                ("address", models.CharField(default="", max_length=200)),
                ("phone_sealed", models.BinaryField(null=True)),
                ("phone_index", models.BinaryField(db_index=True, max_length=32, null=True)),
                ("identity_sealed", models.BinaryField(null=True)),
                ("identity_index", models.BinaryField(max_length=32, null=True, unique=True)),
                ("registered_at", models.DateTimeField()),
                ("is_sample", models.BooleanField(default=False)),
                (
                    "account",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="registry.household",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(default="member", max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="registry.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name"], name="person_name_trigrams", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["initials"], name="person_initials"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("birth_year", None), ("birth_year__range", (1880, 2200)), _connector="OR"),
                name="person_birth_year_is_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("phone_index", None), ("phone_sealed", None)),
                    models.Q(("phone_index__isnull", False), ("phone_sealed__isnull", False)),
                    _connector="OR",
                ),
                name="person_phone_is_sealed_and_indexed",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("person", "organisation", "role", "valid_from"), name="membership_is_entered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                name="membership_ends_after_it_begins",
            ),
        ),
    ]
