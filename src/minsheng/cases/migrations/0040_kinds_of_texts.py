from django.db import migrations, models

KNOWN = """
    UPDATE cases_outgoingtext
    SET kind = CASE WHEN voice_id IS NOT NULL THEN 'result' WHEN text LIKE '您单位有%' THEN 'reminders' ELSE 'hint' END,
        why_not = CASE WHEN is_sent = false THEN 'not_known' ELSE '' END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0039_no_arbiter"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="outgoingtext", name="officer_has_one_waiting_text"),
        migrations.RemoveConstraint(model_name="outgoingtext", name="text_is_for_a_voicer_or_an_officer"),
        migrations.AddField(
            model_name="outgoingtext",
            name="kind",
            field=models.CharField(
                choices=[("result", "有了结果"), ("reminders", "催办督办"), ("hint", "有事等着看")],
                default="hint",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outgoingtext",
            name="why_not",
            field=models.CharField(
                choices=[
                    ("no_number", "没有号码了"),
                    ("not_true", "说的事已经过去了"),
                    ("not_taken", "短信通道三次没有收"),
                    ("not_known", "以前没有记原因"),
                ],
                default="",
                max_length=12,
            ),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="outgoingtext",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("officer", "kind"),
                name="officer_has_one_waiting_text_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingtext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "result"), ("officer", None), ("queued_by__isnull", False), ("voice__isnull", False)
                    ),
                    models.Q(
                        ("kind__in", ["reminders", "hint"]),
                        ("officer__isnull", False),
                        ("queued_by", None),
                        ("voice", None),
                    ),
                    _connector="OR",
                ),
                name="text_is_for_a_voicer_or_an_officer",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingtext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_sent", False), models.Q(("why_not", ""), _negated=True)),
                    models.Q(models.Q(("is_sent", None), ("is_sent", True), _connector="OR"), ("why_not", "")),
                    _connector="OR",
                ),
                name="text_that_did_not_go_out_says_why",
            ),
        ),
    ]
