"""The append-only, month-partitioned log of facts, and the trigram extension."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

FORWARD = """
CREATE SEQUENCE foundation_fact_seq AS bigint;

CREATE TABLE foundation_fact (
    seq bigint NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    about uuid NOT NULL,
    area text NOT NULL,
    by uuid,
    body jsonb NOT NULL,
    PRIMARY KEY (seq, at)
) PARTITION BY RANGE (at);
CREATE INDEX foundation_fact_about ON foundation_fact (about, seq);
CREATE INDEX foundation_fact_kind ON foundation_fact (kind, area, at);

-- The transaction gets its number before the row gets its own: so a sealer that waits for all transactions
-- older than a snapshot has seen every row numbered before that snapshot.
CREATE FUNCTION foundation_fact_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_current_xact_id();
    NEW.seq := nextval('foundation_fact_seq');
    RETURN NEW;
END $$;
CREATE TRIGGER fact_number BEFORE INSERT ON foundation_fact
    FOR EACH ROW EXECUTE FUNCTION foundation_fact_number();

CREATE FUNCTION foundation_fact_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'facts are only ever added (% on %)', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER fact_append_only BEFORE UPDATE OR DELETE ON foundation_fact
    FOR EACH ROW EXECUTE FUNCTION foundation_fact_append_only();
CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON foundation_fact
    FOR EACH STATEMENT EXECUTE FUNCTION foundation_fact_append_only();
REVOKE UPDATE, DELETE, TRUNCATE ON foundation_fact FROM PUBLIC;

-- Makes the partitions of the months from one day to another; months that exist are left alone.
CREATE FUNCTION foundation_fact_months(first date, last date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    month date := date_trunc('month', first)::date;
    name text;
    made integer := 0;
BEGIN
    WHILE month <= last LOOP
        name := 'foundation_fact_' || to_char(month, 'YYYY_MM');
        IF to_regclass(name) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE IF NOT EXISTS %I PARTITION OF foundation_fact FOR VALUES FROM (%L) TO (%L)',
                name, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
            EXECUTE format('CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON %I
                FOR EACH STATEMENT EXECUTE FUNCTION foundation_fact_append_only()', name);
            made := made + 1;
        END IF;
        month := (month + interval '1 month')::date;
    END LOOP;
    RETURN made;
END $$;
SELECT foundation_fact_months((now() - interval '1 month')::date, (now() + interval '13 months')::date);
"""

BACKWARD = """
DROP TABLE foundation_fact;
DROP FUNCTION foundation_fact_months(date, date);
DROP FUNCTION foundation_fact_number();
DROP FUNCTION foundation_fact_append_only();
DROP SEQUENCE foundation_fact_seq;
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]
    operations = [TrigramExtension(), migrations.RunSQL(FORWARD, BACKWARD)]
