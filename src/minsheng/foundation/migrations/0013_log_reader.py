"""Bookmarks of those who read the log after it was written."""

import django.contrib.postgres.fields
from django.db import migrations, models

FROM_NOW_ON = """
-- A banner that has been running: its figures are counted; what waited in the queue is among the last facts.
INSERT INTO foundation_logreader (name, read_to, tellers)
SELECT 'indicators.board', greatest(last_value - 10000, 0), '{}' FROM foundation_fact_seq;
DELETE FROM procrastinate_jobs WHERE status = 'todo' AND task_name = 'foundation.react'
    AND args->>'reaction' = 'minsheng.indicators.reactions:recount_touched';
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0012_security_keys"), ("procrastinate", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="LogReader",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("read_to", models.BigIntegerField()),
                ("ahead", models.BigIntegerField(null=True)),
                (
                    "tellers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
            ],
        ),
        migrations.RunSQL(FROM_NOW_ON, migrations.RunSQL.noop),
    ]
