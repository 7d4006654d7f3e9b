"""Writes `config/playing/tables.sql`: the tables that the migrations make, for the first start of a trial."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import psycopg

from minsheng.config.playing import tables
from minsheng.foundation import postgres
from tools.check import surroundings
from tools.test import server

NAME = "test_tables"
APPLIED = "2026-01-01T00:00:00Z"
"""When the migrations of a trial are said to have been made: the true moments would change every line at each writing."""
PSQL_ALONE = re.compile(r"^(?:\\(?:un)?restrict .*|SET transaction_timeout .*|--\n-- .*\n--\n)\n?", re.MULTILINE)


def main() -> int:
    """Migrate an empty database and write it down as statements that any driver can send."""
    with server() as url:
        with psycopg.connect(url, autocommit=True) as maintenance:
            maintenance.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)".encode())
            maintenance.execute(f"CREATE DATABASE {NAME}".encode())
        own = url.replace("/minsheng?", f"/{NAME}?")
        told = {**os.environ, **surroundings(), "DATABASE_URL": own}
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=told, check=True)
        with psycopg.connect(own, autocommit=True) as made:
            made.execute("UPDATE django_migrations SET applied = %s", [APPLIED])
        tables.FILE.write_text(written_down(own), encoding="utf-8")
    return 0


def written_down(url: str) -> str:
    """A database as statements, without what only psql or only the newest server understands."""
    command = [str(postgres.tool("pg_dump")), "--no-owner", "--no-privileges", "--inserts", url]
    dump = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return PSQL_ALONE.sub("", dump)


if __name__ == "__main__":
    sys.exit(main())
