"""The tables that a first start reads from a file are those that the migrations make."""

from __future__ import annotations

import re
import subprocess
import sys

from minsheng.config.playing import tables
from minsheng.foundation import postgres
from tests.own_database import OwnDatabase

CASTS = re.compile(r"::character varying|::text|\[\]|[()]")  # a condition read from a dump has others
MONTH = re.compile(r"_20\d\d_\d\d")


def shape(url: str) -> set[str]:
    """What a database is made of, piece by piece; the months of the log are as many as were needed."""
    command = [str(postgres.tool("pg_dump")), "--schema-only", "--no-owner", "--no-privileges", url]
    dump = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    dump, _, _ = dump.partition("--\n-- PostgreSQL database dump complete")
    pieces = re.split(r"^--\n-- Name: .*\n--\n", dump, flags=re.MULTILINE)[1:]
    return {CASTS.sub("", piece).strip() for piece in pieces if not MONTH.search(piece)}


def test_the_file_and_the_migrations_make_the_same_tables(own_database: OwnDatabase) -> None:
    other = OwnDatabase(f"{own_database.name}_file")
    with own_database.connect() as server:
        server.execute(f'CREATE DATABASE "{other.name}"'.encode())
    try:
        assert tables.fill(other.url)
        assert not tables.fill(other.url), "a database with tables is left alone"
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, env=other.surroundings(), check=True)
        made, wanted = shape(other.url), shape(own_database.url)
        assert len(wanted) > 500
        assert made == wanted, sorted(made ^ wanted)[:4]
        applied = "SELECT app, name FROM django_migrations ORDER BY 1, 2"
        assert other.rows(applied) == own_database.rows(applied)
    finally:
        with own_database.connect() as server:
            server.execute(f'DROP DATABASE "{other.name}" WITH (FORCE)'.encode())
