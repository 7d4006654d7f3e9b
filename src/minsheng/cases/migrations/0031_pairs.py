from django.db import migrations

# Every two letters that stand side by side in a title or a place: with an index of them a word that no case has is
# answered at once; by the words alone every open case was read. A trigram index knows no word of two letters.
FORWARD = """
CREATE FUNCTION cases_pairs(title text, place text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    words text;
    found text[] := '{}';
BEGIN
    FOREACH words IN ARRAY ARRAY[upper(title), upper(place)] LOOP
        FOR at IN 1 .. length(words) - 1 LOOP
            found := found || substr(words, at, 2);
        END LOOP;
    END LOOP;
    RETURN found;
END $$;
CREATE INDEX case_pairs ON cases_case USING gin (cases_pairs(title, place));
ANALYZE cases_case;
"""
BACKWARD = "DROP INDEX case_pairs; DROP FUNCTION cases_pairs(text, text)"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0030_met"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
