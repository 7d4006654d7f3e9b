from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0021_done_on"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE dispatch_helptask SET people_needed = 2 WHERE case_id IS NOT NULL AND people_needed > 2;",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="helptask",
            constraint=models.CheckConstraint(
                condition=models.Q(("case", None), ("people_needed__lte", 2), _connector="OR"),
                name="shared_task_is_done_by_two_at_most",
            ),
        ),
    ]
