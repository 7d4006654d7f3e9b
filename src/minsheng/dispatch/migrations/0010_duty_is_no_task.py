"""A duty is a required act, which has a table of its own and no hours: tasks that were called so become plain help."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0009_post_matches")]

    operations = [
        migrations.RunSQL(
            "UPDATE dispatch_helptask SET kind = 'help', minutes = NULL WHERE kind = 'duty' OR is_required",
            migrations.RunSQL.noop,
        )
    ]
