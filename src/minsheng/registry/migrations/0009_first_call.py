"""Taking turns and looking in one statement: what the function sees is as of after the wait, not before it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION registry_number_is_known(token text, number bytea) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(token, 7301103));
    -- a statement of its own: under READ COMMITTED it sees what was committed while the lock was waited for
    RETURN EXISTS (SELECT 1 FROM registry_person WHERE phone_index = number);
END $$;
"""
BACKWARD = "DROP FUNCTION registry_number_is_known(text, bytea);"


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_forms")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
