"""The catalogue changes rarely: it is kept in memory by edition (the names of leads are in it too)."""

from django.db import migrations

from minsheng.foundation import editions

TABLES = ("catalogue_category", "catalogue_responsibilityitem", "catalogue_itemcohandler")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("registry", "0002_edition")]
    operations = [
        migrations.RunSQL(editions.watched("catalogue", TABLES), migrations.RunSQL.noop),
        migrations.RunSQL(
            """CREATE TRIGGER edition_of_catalogue AFTER UPDATE ON registry_organisation
               FOR EACH STATEMENT EXECUTE FUNCTION foundation_edition_next('catalogue');""",
            "DROP TRIGGER edition_of_catalogue ON registry_organisation;",
        ),
    ]
