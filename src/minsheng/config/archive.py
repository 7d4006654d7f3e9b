"""Backup and restore: the database as one compressed SQL file, by PostgreSQL's own tools, sealed where a key is given."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.db import connection

from minsheng.config import sealing
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
    numbers = [part for part in version.replace("(", " ").split() if part[0].isdecimal()]
    return int(numbers[0].split(".")[0]) if numbers else 0


def _surroundings() -> dict[str, str]:
    database = settings.DATABASES["default"]
    names = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    return {**os.environ, **{name: str(database[key]) for name, key in names.items() if database.get(key)}}


def write_backup(target: Path, key: bytes | None = None) -> None:
    """Write the backup beside the target and move it there when it is whole. Raises `ArchiveProblem`.

    With a key it is sealed: whoever finds the file reads nothing of it.

    Only its owner may read it; a backup that stands there already is replaced by a whole one or not at all.
    """
    connection.ensure_connection()
    command = [_tool("pg_dump"), "--no-owner", "--no-privileges"]
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as problem:
        raise ArchiveProblem(f"{target} cannot be written: {problem.strerror}.") from problem
    with tempfile.TemporaryFile() as said:
        with _written(descriptor, key) as into, gzip.open(into, "wb", compresslevel=6) as held:
            dump = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, env=_surroundings())
            with dump:
                shutil.copyfileobj(_pipe(dump.stdout), held, 1024 * 1024)
        if dump.returncode:
            unfinished.unlink()
            raise ArchiveProblem(f"pg_dump failed: {_words(said)}")
    unfinished.replace(target)


@contextlib.contextmanager
def _written(descriptor: int, key: bytes | None) -> Iterator[IO[bytes]]:
    """The file to write into; sealed, if there is a key, when it is left."""
    with os.fdopen(descriptor, "wb") as raw:
        if key is None:
            yield raw
            return
        with sealing.SealingWriter(raw, key) as sealed:
            yield cast("IO[bytes]", sealed)


@contextlib.contextmanager
def _read(source: Path, key: bytes | None) -> Iterator[IO[bytes]]:
    """The compressed file as it was before it was sealed."""
    with source.open("rb") as raw:
        yield cast("IO[bytes]", io.BufferedReader(sealing.OpeningReader(raw, key))) if key is not None else raw


def read_backup(source: Path, key: bytes | None = None) -> None:
    """Fill the empty database of `DATABASE_URL`, in one transaction. Raises `ArchiveProblem`; then it stays empty.

    A sealed backup needs its key; one that is not sealed is read without.
    """
    if not source.is_file():
        raise ArchiveProblem(f"{source} does not exist.")
    if not sealing.is_sealed(source):
        key = None
    elif key is None:
        raise ArchiveProblem("the backup is sealed: name the file with its key (--key), or set MINSHENG_BACKUP_KEY.")
    if connection.introspection.table_names():
        raise ArchiveProblem("the database is not empty: restore into a new one, so that nothing is overwritten.")
    connection.close()
    command = [_tool("psql"), "--quiet", "--no-psqlrc", "--single-transaction", "--set", "ON_ERROR_STOP=1"]
    with tempfile.TemporaryFile() as said:
        psql = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=_surroundings()
        )
        is_whole = _pour(source, key, psql)
        psql.wait()
        if psql.returncode or not is_whole:
            raise ArchiveProblem(f"the backup is incomplete or damaged: {_words(said) or 'cut off'}")


def _pour(source: Path, key: bytes | None, psql: subprocess.Popen[bytes]) -> bool:
    """Give the file to psql, line by line; was it whole? With one that is not, psql rolls everything back."""
    into = _pipe(psql.stdin)
    is_whole = False
    try:
        with _read(source, key) as raw, gzip.open(raw, "rb") as held:
            for line in held:
                is_whole = is_whole or line.startswith(LAST_LINE)
                into.write(line)
        if not is_whole:
            into.write(b"\nSELECT 1/0;\n")
    except (OSError, EOFError, zlib.error):  # BrokenPipeError too: psql has found the fault itself
        is_whole = False
        psql.kill()
    with contextlib.suppress(BrokenPipeError):
        into.close()
    return is_whole


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    if end is None:
        raise ArchiveProblem("PostgreSQL's tool cannot be reached through its pipe.")
    return end


def _words(said: IO[bytes]) -> str:
    """The end of what a tool complained of."""
    said.seek(0)
    return said.read().decode(errors="replace").strip()[-600:]
