"""The table of figures."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0003_edition"),
    ]

    operations = [
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.CharField(max_length=40)),
                ("month", models.DateField()),
                ("formula_version", models.PositiveSmallIntegerField()),
                ("value", models.BigIntegerField(null=True)),
                ("at_least", models.BooleanField(default=False)),
                ("unit", models.CharField(default="", max_length=16)),
                ("numerator", models.BigIntegerField(null=True)),
                ("denominator", models.BigIntegerField(null=True)),
                ("group_size", models.PositiveIntegerField(default=0)),
                ("facts_through", models.BigIntegerField()),
                ("is_settled", models.BooleanField(default=False)),
                ("computed_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.division"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "month", "measure", "formula_version"), name="figure_of_a_measure_stands_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="figure_month_is_its_first_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator", None), ("numerator", None)),
                            models.Q(
                                ("denominator__gt", 0),
                                ("numerator__gte", 0),
                                ("numerator__lte", models.F("denominator")),
                            ),
                            _connector="OR",
                        ),
                        name="figure_share_is_part_of_its_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", None), models.Q(("unit", ""), _negated=True), _connector="OR"),
                        name="figure_with_a_value_has_a_unit",
                    ),
                ],
            },
        ),
    ]
