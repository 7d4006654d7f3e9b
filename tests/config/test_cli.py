"""The command `minsheng`, as whoever operates an installation starts it: every command a process of its own."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction

from minsheng.config.environment import read_environment
from minsheng.foundation import facts, operations
from minsheng.foundation.crypto import KeyRing
from minsheng.foundation.postgres import EmbeddedPostgres
from minsheng.registry.facts import PersonRegistered
from tests.conftest import NOW
from tests.own_database import OwnDatabase

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("keys", "setup", "serve", "worker", "import", "verify", "seal", "status", "backup", "restore")


def run(own: OwnDatabase | None, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command to its end."""
    surroundings = own.surroundings(**more) if own else {**os.environ, **more}
    command = [sys.executable, "-m", "minsheng.config.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False, timeout=300)


def works(own: OwnDatabase | None, *arguments: str, **more: str) -> str:
    done = run(own, *arguments, **more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def fails(own: OwnDatabase | None, *arguments: str, **more: str) -> str:
    """What a command says that fails: a sentence, no trace."""
    done = run(own, *arguments, **more)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr + done.stdout


def tell(number: int) -> None:
    with transaction.atomic():
        facts.tell(PersonRegistered(about=uuid.UUID(int=number), area=facts.Code("150824")), by=None, at=NOW)


@pytest.fixture
def empty_database(own_database: OwnDatabase) -> Iterator[OwnDatabase]:
    """A new database beside the own one, with nothing in it."""
    empty = OwnDatabase(f"{own_database.name}_new")
    with psycopg.connect(OwnDatabase("postgres").url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{empty.name}"'.encode())
        yield empty
        server.execute(f'DROP DATABASE "{empty.name}" WITH (FORCE)'.encode())


# help and keys need no environment


def test_help_names_every_command() -> None:
    told = works(None, "--help")
    found = re.findall(r"^    (\w+) ", told, re.MULTILINE)
    assert set(COMMANDS) <= set(found)
    for name in found:
        words = works(None, name, "--help", MINSHENG_NOBODY_READS_THIS="x")
        assert words.startswith(f"usage: minsheng {name}")
        assert len(words.split("\n\n")[1]) > 20, "a sentence on what it is for"


def test_keys_are_new_each_time_and_are_what_the_environment_wants() -> None:
    first, second = works(None, "keys"), works(None, "keys")
    told = dict(line.split("=", 1) for line in first.splitlines())
    assert set(first.splitlines()) & set(second.splitlines()) == set()
    found = read_environment({**told, "DATABASE_URL": "postgresql://u@/d"})
    assert KeyRing.read(found.data_keys, found.index_key).current == "k1"
    assert len(found.secret_key) >= 50


def test_an_unknown_command_is_refused_with_the_list() -> None:
    done = run(None, "frobnicate")
    assert done.returncode == 2
    assert "usage: minsheng" in done.stderr


# setup


def test_setup_with_a_wrong_preset_says_what_and_where(own_database: OwnDatabase, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    told = fails(own_database, "setup", "--preset", str(tmp_path / "mine"))
    assert "minsheng: preset.yaml: 文件不存在。请补上这个文件" in told


# seal and verify


def test_seal_prints_what_verify_accepts_as_anchor(own_database: OwnDatabase) -> None:
    tell(1)
    anchor = works(own_database, "seal").strip()
    assert re.fullmatch(r"\d+:[0-9a-f]{64}", anchor)
    assert works(own_database, "seal").strip() == "nothing to seal now"
    assert re.fullmatch(r"\d+ seals, \d+ facts under seal, 0 broken\n", works(own_database, "verify"))
    works(own_database, "verify", "--anchor", anchor)
    number, digest = anchor.split(":")
    other = f"{int(digest[0], 16) ^ 1:x}{digest[1:]}"
    assert "1 broken" in fails(own_database, "verify", "--anchor", f"{number}:{other}")
    assert "1 broken" in fails(own_database, "verify", "--anchor", f"{int(number) + 1}:{digest}")
    assert "--anchor is NUMBER:DIGEST" in fails(own_database, "verify", "--anchor", "nonsense")


def test_verify_fails_for_a_changed_fact_and_names_the_seal(own_database: OwnDatabase) -> None:
    tell(1)
    works(own_database, "seal")
    with own_database.connect() as attacker:
        attacker.execute("ALTER TABLE foundation_fact DISABLE TRIGGER USER")
        attacker.execute("UPDATE foundation_fact SET area = '150999' WHERE about = %s", [uuid.UUID(int=1)])
    told = fails(own_database, "verify")
    assert re.search(r"^seal \d+: .*改动", told, re.MULTILINE)


def test_seal_says_that_somebody_is_still_writing(own_database: OwnDatabase) -> None:
    works(own_database, "seal")
    with own_database.connect() as writer, writer.transaction():
        writer.execute(
            "INSERT INTO foundation_fact (at, kind, about, area, by, body)"
            " VALUES ('2026-06-03', 'registry.PersonRegistered', %s, '150824', NULL, '{}')",
            [uuid.UUID(int=3)],
        )
        assert "nothing to seal now" in works(own_database, "seal")
    assert ":" in works(own_database, "seal")


# backup and restore


def everything(own: OwnDatabase) -> dict[str, tuple[Any, ...]]:
    """Rows and digest of each table."""
    tables = own.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    digest = "SELECT count(*), md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) FROM {} t"
    return {name: own.rows(digest.format(f'"{name}"'))[0] for (name,) in tables}


def test_a_backup_restores_into_an_empty_database_whole_and_verified(
    own_database: OwnDatabase, empty_database: OwnDatabase, tmp_path: Path
) -> None:
    tell(1)
    works(own_database, "seal")
    tell(2)
    file = tmp_path / "minsheng.sql.gz"
    assert "The keys are not in it" in works(own_database, "backup", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    assert re.search(r"\d+ seals, \d+ facts under seal, 0 broken", works(empty_database, "restore", str(file)))
    assert everything(empty_database) == everything(own_database)
    hold_rules(empty_database)


def hold_rules(own: OwnDatabase) -> None:
    """What makes the database safe has come along: triggers, numbers, constraints, months."""
    with own.connect() as other:
        with pytest.raises(psycopg.Error, match="only ever added"):
            other.execute("DELETE FROM foundation_fact")
        with pytest.raises(psycopg.Error, match="only ever added"):
            other.execute("TRUNCATE foundation_seal")
        last = other.execute("SELECT max(seq) FROM foundation_fact").fetchone()
        row = other.execute(
            "INSERT INTO foundation_fact (at, kind, about, area, by, body)"
            " VALUES ('2026-06-03', 'registry.PersonRegistered', %s, '150824', NULL, '{}') RETURNING seq",
            [uuid.UUID(int=9)],
        ).fetchone()
        assert last
        assert row
        assert row[0] > last[0]
        made = other.execute("SELECT foundation_fact_months('2051-01-01', '2051-01-01')").fetchone()
        assert made == (1,)


def test_a_damaged_backup_is_refused(own_database: OwnDatabase, empty_database: OwnDatabase, tmp_path: Path) -> None:
    """By a process; every kind of damage is in test_archive.py."""
    file = tmp_path / "minsheng.sql.gz"
    file.write_bytes(gzip.compress(b"CREATE TABLE half ();\n")[:-9])
    assert "incomplete or damaged" in fails(empty_database, "restore", str(file))
    assert empty_database.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]
    assert "the database is not empty" in fails(own_database, "restore", str(file))


# status


def test_status_is_one_json_line_and_says_what_needs_a_look(own_database: OwnDatabase) -> None:
    tell(1)
    done = run(own_database, "status")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert (found["workers"], found["jobs_failed"]) == (0, 0)
    assert found["facts_unsealed"] > 0
    assert found["months_ahead"] >= 12
    assert "no worker gives a sign of life" in done.stderr
    assert "run `minsheng seal`" in done.stderr
    works(own_database, "seal")
    operations.tidy(at=NOW)
    with own_database.connect() as other:
        other.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
        other.execute("TRUNCATE procrastinate_jobs CASCADE")
    done = run(own_database, "status")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["facts_unsealed"] == 0


# serve and worker


@contextlib.contextmanager
def started(own: OwnDatabase, *arguments: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "minsheng.config.cli", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=own.surroundings(**more), start_new_session=True)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def asked(url: str) -> tuple[int, str]:
    """Status and text; 0 while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.code, problem.read().decode()
    except OSError:
        return 0, ""


def until(url: str, status: int) -> str:
    """The text once the address answers with this status; the test's own time limit ends a wait in vain."""
    for _ in range(3000):
        found, told = asked(url)
        if found == status:
            return told
        if found == 0:
            signal.sigtimedwait([signal.SIGUSR2], 0.05)  # nothing to do until it listens
    raise AssertionError(f"{url} never answered {status}, but {found}: {told[:300]}")


def test_serve_answers_stops_when_told_and_survives_the_database(own_database: OwnDatabase, tmp_path: Path) -> None:
    """With a database server of its own, which is killed and started again under the running web server."""
    port = free_port()
    tmp_path.chmod(0o711)
    with EmbeddedPostgres(tmp_path / "database", durable=False) as database:
        url = database.start()
        keys = dict(line.split("=", 1) for line in works(None, "keys").splitlines())
        own = OwnDatabase("minsheng")
        more = {**keys, "DATABASE_URL": url, "MINSHENG_MODE": "trial"}
        works(own, "setup", "--preset", "presets/demo", **more)
        with psycopg.connect(url) as connection:
            found = connection.execute("SELECT password FROM foundation_account WHERE login = 'operator1'").fetchone()
            assert found
            assert found[0].startswith("!"), "nobody can sign in before a password was set"
        address = f"http://127.0.0.1:{port}"
        with started(own, "serve", "--port", str(port), "--workers", "1", **more) as web:
            assert until(f"{address}/healthz", 200) == "ok\n"
            assert "0478-5550000" in until(f"{address}/", 200)
            style = re.search(r'href="(/static/minsheng/minsheng\.[^"]+\.css)"', until(f"{address}/", 200))
            assert style, "static files carry their digest"
            assert asked(address + style[1])[0] == 200
            pid = int((database.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGKILL)
            assert until(f"{address}/healthz", 503) == "database unreachable\n"
            assert "0478-5550000" in until(f"{address}/voice/", 503), "the telephone still works"
            database.start()
            until(f"{address}/healthz", 200)
            answers = {asked(f"{address}/voice/")[0] for _ in range(20)} | {
                asked(f"{address}/duties/")[0] for _ in range(20)
            }
            assert not answers & {500, 503}, "no connection of before is used again"
            web.send_signal(signal.SIGTERM)
            assert web.wait(30) in {0, -signal.SIGTERM}
        assert asked(f"{address}/healthz")[0] == 0


def test_a_worker_stops_when_told(own_database: OwnDatabase) -> None:
    with started(own_database, "worker") as worker:
        alive = "SELECT count(*) FROM procrastinate_workers"
        while not own_database.rows(alive)[0][0]:
            assert worker.poll() is None
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    assert own_database.rows(alive) == [(0,)]
