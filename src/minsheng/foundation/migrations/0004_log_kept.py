"""Rows that are only added cannot be truncated either; a month of the log is made without making a writer wait."""

from django.db import migrations, models

FORWARD = """
CREATE FUNCTION foundation_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows are only ever added (% on %)', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON foundation_seal
    FOR EACH STATEMENT EXECUTE FUNCTION foundation_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON foundation_reading
    FOR EACH STATEMENT EXECUTE FUNCTION foundation_append_only();

-- Makes the partitions of the months from one day to another; months that exist are left alone. A new table is
-- attached, which lets others go on writing; CREATE TABLE ... PARTITION OF would make them wait.
CREATE OR REPLACE FUNCTION foundation_fact_months(first date, last date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    month date := date_trunc('month', first)::date;
    name text;
    made integer := 0;
BEGIN
    WHILE month <= last LOOP
        name := 'foundation_fact_' || to_char(month, 'YYYY_MM');
        IF to_regclass(name) IS NULL THEN
            PERFORM pg_advisory_xact_lock(7301002);  -- one maker at a time; who waited looks again, past his cache
            IF NOT EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                           WHERE i.inhparent = 'foundation_fact'::regclass AND c.relname = name) THEN
                EXECUTE format('CREATE TABLE %I (LIKE foundation_fact INCLUDING ALL)', name);
                EXECUTE format('CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION foundation_fact_append_only()', name);
                EXECUTE format('ALTER TABLE foundation_fact ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                    name, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
                made := made + 1;
            END IF;
        END IF;
        month := (month + interval '1 month')::date;
    END LOOP;
    RETURN made;
END $$;
"""

BACKWARD = """
DROP TRIGGER no_truncate ON foundation_seal;
DROP TRIGGER no_truncate ON foundation_reading;
DROP FUNCTION foundation_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_edition")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.AddField(
            model_name="reading",
            name="area",
            field=models.CharField(default="", max_length=14),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(fields=["at"], name="reading_at"),
        ),
        migrations.AlterField(
            model_name="answer",
            name="location",
            field=models.TextField(default=""),
        ),
    ]
