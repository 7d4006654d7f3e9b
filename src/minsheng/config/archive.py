"""Backup and restore: the database as one compressed SQL file, by PostgreSQL's own tools."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection

from minsheng.foundation import postgres

LAST_LINE = b"-- PostgreSQL database dump complete"


class ArchiveProblem(Exception):
    """The backup or restore did not happen; the sentence says why and what to do."""


def _tool(name: str) -> str:
    """The tool on the path, else the one of the embedded PostgreSQL."""
    found = shutil.which(name)
    if found:
        version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
        if _major(version) >= server_major():
            return found
    try:
        return str(postgres.tool(name))
    except postgres.PostgresProblem as problem:
        raise ArchiveProblem(
            f"{name} is missing: install PostgreSQL's client tools of the server's version."
        ) from problem


def server_major() -> int:
    """The server's major version."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def _major(version: str) -> int:
    numbers = [part for part in version.replace("(", " ").split() if part[0].isdigit()]
    return int(numbers[0].split(".")[0]) if numbers else 0


def _surroundings() -> dict[str, str]:
    database = settings.DATABASES["default"]
    names = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    return {**os.environ, **{name: str(database[key]) for name, key in names.items() if database.get(key)}}


def write_backup(target: Path) -> None:
    """Write the backup beside the target and move it there when it is whole. Raises `ArchiveProblem`."""
    connection.ensure_connection()
    unfinished = target.with_name(target.name + ".unfinished")
    command = [_tool("pg_dump"), "--no-owner", "--no-privileges"]
    with gzip.open(unfinished, "wb", compresslevel=6) as held:
        dump = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_surroundings())
        if dump.stdout is None or dump.stderr is None:
            raise ArchiveProblem("pg_dump cannot be read")
        shutil.copyfileobj(dump.stdout, held, 1024 * 1024)
        complaint = dump.stderr.read().decode(errors="replace")
        code = dump.wait()
    if code:
        unfinished.unlink()
        raise ArchiveProblem(f"pg_dump failed: {complaint.strip()}")
    unfinished.replace(target)


def read_backup(source: Path) -> None:
    """Fill the empty database of `DATABASE_URL`, in one transaction. Raises `ArchiveProblem`; then it stays empty."""
    if not source.is_file():
        raise ArchiveProblem(f"{source} does not exist.")
    if connection.introspection.table_names():
        raise ArchiveProblem("the database is not empty: restore into a new one, so that nothing is overwritten.")
    connection.close()
    command = [_tool("psql"), "--quiet", "--no-psqlrc", "--single-transaction", "--set", "ON_ERROR_STOP=1"]
    psql = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_surroundings()
    )
    if psql.stdin is None or psql.stderr is None:
        raise ArchiveProblem("psql cannot be written to")
    complete = False
    try:
        with gzip.open(source, "rb") as held:
            for line in held:
                complete = complete or line.startswith(LAST_LINE)
                psql.stdin.write(line)
            if not complete:
                psql.stdin.write(b"\nSELECT 1/0;\n")  # a cut-off file must roll everything back
        psql.stdin.close()
    except (OSError, EOFError):
        complete = False
        psql.kill()
    complaint = psql.stderr.read().decode(errors="replace")
    if psql.wait() or not complete:
        raise ArchiveProblem(f"the backup is incomplete or damaged: {complaint.strip()[-300:] or 'cut off'}")
