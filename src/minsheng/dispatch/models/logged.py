"""What hours are counted from stands in the log as it stands in its row, and stays: triggers of tasks, places, words.

A row written past the operations (by hand, with the database role of the web process) is refused where it is committed.
"""

from __future__ import annotations

import pgtrigger

STANDS = """
    IF NOT EXISTS (SELECT 1 FROM foundation_fact f WHERE {fact}) THEN
        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
    END IF;
"""

FINISHED_TASK = STANDS.format(
    fact="""f.about = NEW.id AND f.at = NEW.ended_at AND f.kind = 'dispatch.TaskFinished'
            AND f.body ->> 'result' = NEW.outcome AND f.body -> 'took' ->> 'value' IS NOT DISTINCT FROM NEW.minutes::text""",
    sentence="what a helper reported stands in the log",
) + STANDS.format(
    fact="""f.about = NEW.id AND f.at = NEW.opened_at AND f.kind = 'dispatch.TaskOffered'
            AND f.body ->> 'case' IS NOT DISTINCT FROM NEW.case_id::text""",
    sentence="the case behind a task stands in the log",
)
FINISHED_PLACE = STANDS.format(
    fact="""f.about = NEW.task_id AND f.at = NEW.claimed_at AND f.kind = 'dispatch.Claimed'
            AND f.body ->> 'helper' = NEW.helper_id::text""",
    sentence="who took a place stands in the log",
) + STANDS.format(
    fact="f.about = NEW.task_id AND f.at = NEW.ended_at AND f.kind = 'dispatch.TaskFinished'",
    sentence="a place is finished when its task is, which stands in the log",
)
SIGNED = STANDS.format(
    fact="""f.about = NEW.id AND f.at = NEW.person_signed_at AND f.by = NEW.noted_by_id
            AND f.kind = 'dispatch.ShoppingSigned' AND f.body ->> 'way' = NEW.how_signed""",
    sentence="what a person signed stands in the log",
)
SAID = STANDS.format(
    fact="""f.about = NEW.task_id AND f.at = NEW.noted_at AND f.by = NEW.noted_by_id
            AND f.body ->> 'helper' = NEW.helper_id::text
            AND (f.kind = 'dispatch.HelpDenied' AND NEW.answer = 'no' OR f.kind = 'dispatch.HelpConfirmed'
                 AND NEW.answer = 'yes' AND f.body -> 'took' ->> 'value' = NEW.minutes::text)""",
    sentence="a confirmation stands in the log",
)


def stands_in_the_log(func: str, *, once: str) -> pgtrigger.Trigger:
    """A trigger that wants the fact at the end of the transaction in which a row comes to be so (`once`, of `row`)."""
    return pgtrigger.Trigger(
        name="stands_in_the_log",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Condition(once.replace("row.", "NEW.")),
        func=f"    IF TG_OP = 'UPDATE' AND {once.replace('row.', 'OLD.')} THEN RETURN NULL; END IF;\n{func}    RETURN NULL;\n",
    )


def stays(*columns: str, once: str, sentence: str) -> pgtrigger.Trigger:
    """A trigger that refuses to change these columns (of the database) of a row that is so already (`once`, of `row`)."""
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)
    return pgtrigger.Trigger(
        name="stays_as_it_was_told",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"{once.replace('row.', 'OLD.')} AND ({changed})"),
        func=f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';",
    )
