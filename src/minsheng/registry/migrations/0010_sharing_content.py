from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0009_first_call"),
    ]

    operations = [
        migrations.AddField(
            model_name="sharing",
            name="content",
            field=models.CharField(
                choices=[("people", "人员底数"), ("help_records", "志愿服务记录")], default="people", max_length=12
            ),
        ),
    ]
