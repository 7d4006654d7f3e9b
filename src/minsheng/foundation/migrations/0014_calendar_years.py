"""Years whose holidays the banner enters from the notice, because the calendar package does not know them yet."""

from django.db import migrations, models

from minsheng.foundation import editions


class Migration(migrations.Migration):
    dependencies = [("foundation", "0013_log_reader")]
    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=120)),
                ("rest", models.JSONField()),
                ("work", models.JSONField()),
                ("set_by", models.UUIDField(null=True)),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(editions.watched("calendar", ["foundation_calendaryear"]), migrations.RunSQL.noop),
    ]
