"""The tables of a trial, read from one file: going through every migration costs a first start forty seconds.

`tables.sql` is what the migrations made when `python -m tools.tables` wrote it, with the rows that say which ones they
were. Younger ones are applied after it as in every other place, so it may be older than the code; how much it saves is
all that changes. That both ways end at the same tables is held by `tests/config/test_tables.py`.
"""

from __future__ import annotations

from pathlib import Path

import psycopg

FILE = Path(__file__).with_name("tables.sql")


def fill(url: str) -> bool:
    """Make the tables in a database that has none; one that has some is left as it is. Returns whether it had none."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
        if found:
            return False
        connection.execute(FILE.read_bytes())
    return True
