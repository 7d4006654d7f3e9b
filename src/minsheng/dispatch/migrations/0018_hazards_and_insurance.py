from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0017_not_waiting_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="helptask",
            name="hazards",
            field=models.CharField(default="", max_length=200),
        ),
        migrations.AddField(
            model_name="pushrule",
            name="insurance",
            field=models.CharField(default="", max_length=120),
        ),
        migrations.AddField(
            model_name="skill",
            name="hazards",
            field=models.CharField(default="", max_length=200),
        ),
    ]
