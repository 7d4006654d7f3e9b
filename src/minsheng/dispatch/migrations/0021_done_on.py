from django.db import migrations, models

FILL = """
    UPDATE dispatch_helptask SET done_on = (ended_at AT TIME ZONE 'Asia/Shanghai')::date
    WHERE "end" IN ('done', 'not_done');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0020_rest_of_helpers"),
    ]

    operations = [
        migrations.AddField(
            model_name="helptask",
            name="done_on",
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="helptask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", "done"), _negated=True), ("done_on__isnull", False), _connector="OR"
                ),
                name="help_done_says_on_which_day",
            ),
        ),
    ]
