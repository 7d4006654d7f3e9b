"""Organisations change rarely: they are kept in memory by edition."""

from django.db import migrations

from minsheng.foundation import editions


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [
        migrations.RunSQL(editions.watched("organisations", ["registry_organisation"]), migrations.RunSQL.noop),
    ]
