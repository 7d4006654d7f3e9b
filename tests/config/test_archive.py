"""Backup files: whole or not there at all, for their owner only; a damaged one leaves nothing behind."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from minsheng.config import archive, cli, sealing
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


KEY = bytes(range(32))


def test_a_longer_length_at_the_end_of_a_sealed_file_is_found() -> None:
    held = io.BytesIO()
    with sealing.SealingWriter(held, KEY) as into:
        into.write(b"rows")
    place = len(sealing.MARK) + sealing.RANDOM_BYTES + sealing.LENGTH_BYTES - 1
    changed = bytearray(held.getvalue())
    changed[place] += 1
    with pytest.raises(sealing.Damaged):
        sealing.OpeningReader(io.BytesIO(changed), KEY).read()


@given(st.binary(max_size=300), st.integers(1, 60), st.data())
def test_a_sealed_file_reads_back_and_nothing_else_does(content: bytes, piece: int, data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "PIECE", piece)
        held = io.BytesIO()
        with sealing.SealingWriter(held, KEY) as into:
            for place in range(0, len(content), 7):
                into.write(content[place : place + 7])
        sealed = held.getvalue()
        assert sealing.OpeningReader(io.BytesIO(sealed), KEY).read() == content
        place = data.draw(st.integers(0, len(sealed) - 1))
        bad = [sealed[:place], sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], sealed + b"x"]
        for changed in bad:
            with pytest.raises(sealing.Damaged):
                sealing.OpeningReader(io.BytesIO(changed), KEY).read()
        with pytest.raises(sealing.Damaged):
            sealing.OpeningReader(io.BytesIO(sealed), KEY[::-1]).read()


def test_pieces_that_changed_places_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "PIECE", 8)
    held = io.BytesIO()
    with sealing.SealingWriter(held, KEY) as into:
        into.write(b"a" * 8 + b"b" * 8 + b"c")
    sealed, start, size = held.getvalue(), len(sealing.MARK) + sealing.RANDOM_BYTES, 4 + 8 + 16
    swapped = sealed[:start] + sealed[start + size : start + 2 * size] + sealed[start : start + size]
    with pytest.raises(sealing.Damaged):
        sealing.OpeningReader(io.BytesIO(swapped + sealed[start + 2 * size :]), KEY).read()


def test_a_sealed_backup_shows_nothing_and_is_restored_with_its_key_only(backup: Path, empty: OwnDatabase) -> None:
    plain = gzip.decompress(backup.read_bytes())
    sealed = backup.with_name("sealed")
    with sealed.open("wb") as raw, sealing.SealingWriter(raw, KEY) as into:
        into.write(gzip.compress(plain, 1))
    with pytest.raises(archive.ArchiveProblem, match="the backup is sealed"):
        archive.read_backup(sealed)
    for held, key in ((sealed.read_bytes(), KEY[::-1]), (sealed.read_bytes()[:-1000], KEY)):
        other = backup.with_name("other")
        other.write_bytes(held)
        with pytest.raises(archive.ArchiveProblem, match="incomplete or damaged"):
            archive.read_backup(other, key)
        assert empty.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
    archive.read_backup(sealed, KEY)
    assert empty.rows("SELECT count(*) > 20 FROM registry_person") == [(True,)]


def test_the_command_seals_with_the_key_of_a_file_or_of_the_environment(
    own_database: OwnDatabase, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    file, key = tmp_path / "minsheng.sealed", tmp_path / "key"
    key.write_text(sealing.new_key() + "\n")
    assert cli.main(["backup", str(file), "--key", str(key)]) == 0
    assert sealing.is_sealed(file)
    assert "PostgreSQL" not in file.read_bytes().decode(errors="replace")
    with file.open("rb") as raw:
        dump = gzip.decompress(sealing.OpeningReader(raw, sealing.read_key(key.read_text())).read())
    assert archive.LAST_LINE in dump
    settings.MINSHENG_BACKUP_KEY = "too short"
    assert cli.main(["backup", str(file)]) == 1
    assert "32 bytes in base64" in capsys.readouterr().err
    settings.MINSHENG_BACKUP_KEY = ""
    assert cli.main(["backup", str(file)]) == 0
    assert "is not sealed" in capsys.readouterr().err


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
