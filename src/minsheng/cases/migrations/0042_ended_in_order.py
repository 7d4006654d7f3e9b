from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0041_closed_in_the_log"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state__in", ["closed", "declined", "referred", "unconfirmed"])),
                fields=["-opened_at", "-id"],
                name="case_ended_anywhere",
            ),
        ),
    ]
