"""The embedded PostgreSQL: started once, killed, left as a zombie, in odd folders; data is never lost, nothing stays."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from minsheng.foundation import postgres
from minsheng.foundation.postgres import EmbeddedPostgres, PostgresProblem


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for a server that is stopped afterwards, whatever the test has done to it."""
    place = tmp_path / "server"
    yield place
    EmbeddedPostgres(place).stop()


def write(url: str, number: int) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (number integer)")
        connection.execute("INSERT INTO kept VALUES (%s)", [number])


def read(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [number for (number,) in connection.execute("SELECT number FROM kept ORDER BY 1").fetchall()]


def pid_of(server: EmbeddedPostgres) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def state_of(pid: int) -> str:
    with contextlib.suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return ""


def runs(server: EmbeddedPostgres) -> bool:
    """Asked anew each time; mypy takes a property for something that stays."""
    return server.running


def test_a_server_starts_serves_and_is_gone_when_stopped(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        url = server.start()
        assert runs(server)
        write(url, 1)
        assert read(url) == [1]
        pid = pid_of(server)
        with psycopg.connect(url) as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            shown = connection.execute("SELECT current_setting('listen_addresses'), cardinality(show_trgm('中文'))")
            assert shown.fetchone() == ("", 3)
        assert (folder / "data").stat().st_mode & 0o777 == 0o700
    assert not runs(server)
    assert state_of(pid) == ""
    assert not (folder / "data" / "postmaster.pid").exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_what_was_committed_survives_a_kill_and_the_next_start(folder: Path) -> None:
    """The server is our own child here and nobody has buried it: process 1 of a container often buries nobody."""
    first = EmbeddedPostgres(folder)
    url = first.start()
    write(url, 1)
    pid = pid_of(first)
    os.kill(pid, signal.SIGKILL)
    while state_of(pid) not in {"Z", ""}:
        os.sched_yield()
    assert state_of(pid) == "Z", "a zombie, as the test means it to be"
    assert not first.running
    second = EmbeddedPostgres(folder)
    with second:
        assert read(second.start()) == [1]
        write(url, 2)
        assert read(url) == [1, 2]
    assert not second.running


def test_a_killed_server_is_started_again_by_the_same_object_while_its_clients_hang_on(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        url = server.start()
        write(url, 1)
        with psycopg.connect(url) as client:
            client.execute("SELECT 1")
            os.kill(pid_of(server), signal.SIGKILL)
            assert read(server.start()) == [1]
            with pytest.raises(psycopg.OperationalError):
                client.execute("SELECT 1")


def test_a_second_start_uses_the_server_that_runs(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        url = server.start()
        pid = pid_of(server)
        other = EmbeddedPostgres(folder)
        assert other.start() == url
        assert pid_of(other) == pid
        other.stop()
        assert not server.running, "stopped by whichever of the two"
    EmbeddedPostgres(folder).stop()  # one that does not run is fine


def test_two_first_starts_at_once_make_one_server(folder: Path) -> None:
    servers = [EmbeddedPostgres(folder), EmbeddedPostgres(folder)]
    told: list[str] = []

    def start(server: EmbeddedPostgres) -> None:
        told.append(server.start())

    threads = [threading.Thread(target=start, args=[server]) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 2
    assert told[0] == told[1]
    write(told[0], 1)
    for server in servers:
        server.stop()
    assert not servers[0].running


@pytest.mark.parametrize("name", ["x" * 120, "with, comma and spaces", "民生 数据"])
def test_long_and_odd_folders_work_and_leave_no_link_behind(folder: Path, name: str) -> None:
    place = folder / name
    links = {path for path in Path("/tmp").glob("minsheng-*") if path.is_symlink()}
    with EmbeddedPostgres(place) as server:
        url = server.start()
        write(url, 1)
        assert len(server._socket().name) + len(str(server._socket().parent)) < postgres.LONGEST_SOCKET
    with EmbeddedPostgres(place) as again:
        assert read(again.start()) == [1]
    assert {path for path in Path("/tmp").glob("minsheng-*") if path.is_symlink()} <= links


def test_something_in_the_place_of_the_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    server = EmbeddedPostgres(folder / ("x" * 120))
    link = server._socket()
    assert link.parent == Path("/tmp")
    link.symlink_to(tmp_path)
    try:
        with pytest.raises(PostgresProblem, match=r"is in the way: remove it and start again"):
            server.start()
    finally:
        link.unlink()


def test_an_initdb_that_was_cut_off_is_done_anew(folder: Path) -> None:
    unfinished = folder / "data.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("half")
    with EmbeddedPostgres(folder) as server:
        write(server.start(), 1)
        assert not unfinished.exists()


def test_a_server_that_cannot_start_says_why(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        server.start()
    (folder / "data" / "PG_VERSION").write_text("9.0\n")
    with pytest.raises(PostgresProblem, match=r"PostgreSQL does not start: .*"):
        EmbeddedPostgres(folder).start()


def test_databases_are_made_and_dropped_whoever_is_connected(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        server.start()
        server.create_database("other")
        server.create_database("other")
        client = psycopg.connect(server.url("other"))
        server.drop_database("other")
        server.drop_database("other")
        with pytest.raises(psycopg.OperationalError):
            client.execute("SELECT 1")
        client.close()
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(server.url("other"))


def test_the_tools_for_backups_come_with_it() -> None:
    for name in ("pg_dump", "psql"):
        assert os.access(postgres.tool(name), os.X_OK)


def test_as_root_the_server_is_an_ordinary_users(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        server.start()
        owner = Path(f"/proc/{pid_of(server)}").stat().st_uid
        assert owner != 0
        assert owner == (folder / "data").stat().st_uid
