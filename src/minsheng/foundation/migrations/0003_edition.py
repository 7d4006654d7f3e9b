"""Editions: a number that counts up when rarely changing data changes."""

from django.db import migrations

from minsheng.foundation import editions

FORWARD = """
CREATE TABLE foundation_edition (name text PRIMARY KEY, number bigint NOT NULL);
-- A sequence, so that no number comes twice: not even after a change that was rolled back.
CREATE SEQUENCE foundation_edition_seq;
CREATE FUNCTION foundation_edition_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE foundation_edition SET number = nextval('foundation_edition_seq') WHERE name = TG_ARGV[0];
    RETURN NULL;
END $$;
"""
BACKWARD = """
DROP FUNCTION foundation_edition_next() CASCADE;
DROP TABLE foundation_edition;
DROP SEQUENCE foundation_edition_seq;
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_fact_log")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(editions.watched("calendar", ["foundation_calendarday"]), migrations.RunSQL.noop),
    ]
