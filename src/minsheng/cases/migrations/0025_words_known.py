from django.db import migrations

# What the planner knows of the words in titles and places: without it a word that stands in every case counted as rare,
# and the search read and sorted all of them for a page that the order's index gives at once.
FORWARD = "CREATE STATISTICS cases_case_words ON (upper(title)), (upper(place)) FROM cases_case; ANALYZE cases_case"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_order_anywhere"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, "DROP STATISTICS cases_case_words"),
    ]
