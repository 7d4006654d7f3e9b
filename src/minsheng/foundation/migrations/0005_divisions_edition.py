"""Areas are kept in memory while their edition stands."""

from django.db import migrations

from minsheng.foundation import editions


class Migration(migrations.Migration):
    dependencies = [("foundation", "0004_log_kept")]
    operations = [
        migrations.RunSQL(editions.watched("divisions", ["foundation_division"]), migrations.RunSQL.noop),
    ]
