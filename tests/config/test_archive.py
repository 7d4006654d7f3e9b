"""Backup files: whole or not there at all, for their owner only; a damaged one leaves nothing behind."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from minsheng.config import archive
from tests.own_database import OwnDatabase


@pytest.fixture
def backup(own_database: OwnDatabase, tmp_path: Path) -> Path:
    """A backup of the banner."""
    file = tmp_path / "minsheng.sql.gz"
    archive.write_backup(file)
    return file


@pytest.fixture
def empty(own_database: OwnDatabase, backup: Path) -> Iterator[OwnDatabase]:
    """Django connected to a new database."""
    found = OwnDatabase(f"{own_database.name}_new")
    with psycopg.connect(OwnDatabase("postgres").url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{found.name}"'.encode())
        connection.close()
        connection.settings_dict["NAME"] = found.name
        yield found
        connection.close()
        connection.settings_dict["NAME"] = own_database.name
        server.execute(f'DROP DATABASE "{found.name}" WITH (FORCE)'.encode())


def damaged(held: bytes, how: str, kept: float) -> bytes:
    place = int(len(held) * kept)
    if how == "cut":
        return held[:place]
    if how == "flipped":
        return held[:place] + bytes([held[place] ^ 0x10]) + held[place + 1 :]
    plain = gzip.decompress(held)  # a dump that ended early and was packed all the same
    return gzip.compress(plain[: int(len(plain) * kept)], 1)


def test_every_kind_of_damage_is_refused_and_leaves_the_database_empty(backup: Path, empty: OwnDatabase) -> None:
    held = backup.read_bytes()
    for how in ("cut", "ended early", "flipped"):
        for kept in (0.0, 0.3, 0.9995):
            backup.write_bytes(damaged(held, how, kept))
            with pytest.raises(archive.ArchiveProblem, match="incomplete or damaged"):
                archive.read_backup(backup)
            assert empty.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)], (how, kept)
    backup.write_bytes(held)
    archive.read_backup(backup)
    assert empty.rows("SELECT count(*) > 20 FROM registry_person") == [(True,)], "the same file, whole, is restored"
    with pytest.raises(archive.ArchiveProblem, match="the database is not empty"):
        archive.read_backup(backup)
    with pytest.raises(archive.ArchiveProblem, match="does not exist"):
        archive.read_backup(backup.with_name("other"))


def test_a_backup_is_its_owners_only_and_beside_it_lies_nothing(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


FAILING = """#!/bin/sh
[ "$1" = --version ] && echo "pg_dump (PostgreSQL) 99.1" && exit
echo "-- half"
echo "disk is full" >&2
exit 1
"""


def test_a_backup_that_fails_leaves_the_last_one(
    own_database: OwnDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, tools = tmp_path / "minsheng.sql.gz", tmp_path / "bin"
    file.write_bytes(b"the last one")
    tools.mkdir()
    (tools / "pg_dump").write_text(FAILING)
    (tools / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    with pytest.raises(archive.ArchiveProblem, match="pg_dump failed: disk is full"):
        archive.write_backup(file)
    assert file.read_bytes() == b"the last one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bin", file.name]
    with pytest.raises(archive.ArchiveProblem, match="cannot be written"):
        archive.write_backup(tmp_path / "no" / "such" / "folder")


def test_tools_older_than_the_server_are_passed_over(
    own_database: OwnDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert archive._tool("pg_dump") != str(tmp_path / "pg_dump")
