"""Models learned from confirmed cases; the one in use is kept in memory by edition."""

from django.db import migrations, models

from minsheng.foundation import editions


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_constraints"),
    ]

    operations = [
        migrations.CreateModel(
            name="TrainedModel",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("trained_at", models.DateTimeField()),
                ("trained_by", models.UUIDField(null=True)),
                ("cases", models.PositiveIntegerField()),
                ("categories", models.PositiveIntegerField()),
                ("macro_f1", models.FloatField()),
                ("certain_precision", models.FloatField(null=True)),
                ("certain_share", models.FloatField()),
                ("macro_f1_before", models.FloatField(null=True)),
                ("is_in_use", models.BooleanField(default=False)),
                ("decision", models.CharField(max_length=200)),
                ("data", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_in_use", True)), fields=("is_in_use",), name="one_trained_model_in_use"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("macro_f1__range", (0, 1)), ("certain_share__range", (0, 1))),
                        name="trained_model_shares_are_shares",
                    ),
                ],
            },
        ),
        migrations.RunSQL(editions.watched("trained_model", ["cases_trainedmodel"]), migrations.RunSQL.noop),
    ]
