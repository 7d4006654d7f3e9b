"""The command `minsheng`: what whoever operates an installation needs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

Command = Callable[[argparse.Namespace], int]
Adding = Callable[[Command, str], argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns the exit code. Every problem is one sentence on standard error."""
    chosen = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minsheng.config.settings")
    carry_out: Command = chosen.carry_out
    if getattr(chosen, "on", None):
        os.environ.setdefault("MINSHENG_MODE", "test")  # files alone are read: no database, no keys
    if carry_out is not keys:
        import django  # settings are read only by commands that need them

        django.setup()
    return carry_out(chosen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="minsheng", description="One record, every ledger.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(carry_out: Command, words: str) -> argparse.ArgumentParser:
        name = carry_out.__name__.removesuffix("_file")
        added = commands.add_parser(name, help=words, description=words)
        added.set_defaults(carry_out=carry_out)
        return added

    _add_setting_up(command)
    _add_serving(command)
    _add_messages_and_figures(command)
    _add_log_and_archive(command)
    return parser


def _add_setting_up(command: Adding) -> None:
    making = command(keys, "Print new keys for the environment file. Keep them apart from the database's backups.")
    making.add_argument("--id", default="k1", help="the id of the data key (k1); each in a ring has its own")
    preparing = command(setup, "Bring tables, log partitions and static files up to date; load a preset if named.")
    preparing.add_argument("--preset", type=Path, help="folder of the preset, e.g. presets/demo")
    opening = command(
        password, "Give an account a new password, printed once; whoever holds it changes it by this too."
    )
    opening.add_argument("login", help="the login name, as in the preset's accounts.csv")
    opening.add_argument(
        "--lost-factor",
        action="store_true",
        help="its telephone or keys are lost as well: ask for none of them any more",
    )


def _add_serving(command: Adding) -> None:
    serving = command(serve, "Serve the pages (granian, WSGI).")
    serving.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
    serving.add_argument("--port", type=int, default=8000, help="the port to listen at (8000)")
    serving.add_argument(
        "--socket", type=Path, help="listen at this unix socket instead: a web server in front asks us"
    )
    serving.add_argument("--workers", type=int, default=2, help="processes, one for each core (2)")
    working = command(worker, "Work on jobs until stopped.")
    working.add_argument("--concurrency", type=int, default=2, help="jobs at a time (2)")
    working.add_argument("--until-empty", action="store_true", help="stop when no job is left")
    working.add_argument(
        "--patience", type=float, default=30, help="seconds after which a silent worker is taken for dead"
    )
    command(tidy, "Do now what the worker does every night: prepare the log, delete what is kept no longer.")
    command(status, "Say as one JSON line how the installation is; exit code 1 where somebody should look.")


def _add_messages_and_figures(command: Adding) -> None:
    importing = command(import_file, "Import messages from a CSV, XLSX or JSONL file, as the named account.")
    importing.add_argument("file", type=Path, help="told apart by its content, not by its name; GBK is read as well")
    importing.add_argument("--area", required=True, help="division code for rows that name none")
    importing.add_argument("--login", required=True, help="who imports; needs the permission cases.import there")
    importing.add_argument("--source", default="", help="the system that the numbers come from")
    importing.add_argument("--result", type=Path, help="workbook to write: the file with what came of each row")
    training = command(train, "Learn the categories from the banner's own confirmed cases, or evaluate on files.")
    training.add_argument("--on", type=Path, help="JSONL file (text, label) to learn from instead of the database")
    training.add_argument("--evaluate", type=Path, help="JSONL file to ask about; without it --on is cross-validated")
    recounting = command(recount, "Have the figures of the boards counted anew from the log; the worker does it.")
    recounting.add_argument("--since", help="first month, e.g. 2026-01; without it only this month")


def _add_log_and_archive(command: Adding) -> None:
    verifying = command(verify, "Compare every seal with the log of facts.")
    verifying.add_argument("--anchor", help="NUMBER:DIGEST of a seal that was written down elsewhere")
    command(
        seal, "Seal the facts told since the last seal; prints NUMBER:DIGEST of the newest to write down elsewhere."
    )
    replacing = command(reseal, "Seal every value anew with the first data key, so that older keys may leave the ring.")
    replacing.add_argument("--index", action="store_true", help="make the blind indexes anew with the first index key")
    replacing.add_argument("--count", action="store_true", help="change nothing: say how many stand under which key")
    replacing.add_argument("--login", help="who does it, as the log will say; without it the system")
    backing = command(backup, "Write the whole database to one file.")
    backing.add_argument("file", type=Path, help="the file to write; it is whole or not there at all")
    backing.add_argument("--key", type=Path, help="file with the key that seals it; else MINSHENG_BACKUP_KEY")
    restoring = command(restore, "Restore a backup into an empty database, then verify it.")
    restoring.add_argument("file", type=Path, help="a file that `minsheng backup` wrote")
    restoring.add_argument("--key", type=Path, help="file with the key of a sealed one; else MINSHENG_BACKUP_KEY")


def _fail(sentence: str) -> int:
    print(f"minsheng: {sentence}", file=sys.stderr)
    return 1


def keys(chosen: argparse.Namespace) -> int:
    """Print new keys, the data key under the id that was asked for."""
    import secrets

    from minsheng.config import sealing
    from minsheng.foundation.crypto import KeyRing

    data, index = KeyRing.generate(chosen.id).written()
    print(f"MINSHENG_SECRET_KEY={secrets.token_urlsafe(48)}")
    print(f"MINSHENG_DATA_KEYS={data}")
    print(f"MINSHENG_INDEX_KEY={index}")
    print(f"MINSHENG_BACKUP_KEY={sealing.new_key()}")
    return 0


def setup(chosen: argparse.Namespace) -> int:
    """Tables, partitions, static files, and the preset where one is named."""
    from django.core.management import call_command
    from django.utils import timezone

    from minsheng.config import loading
    from minsheng.foundation import operations, presets

    now = timezone.now()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    operations.tidy(at=now)
    if chosen.preset:
        try:
            loading.load_preset(chosen.preset, at=now)
        except presets.PresetProblem as problem:
            return _fail(str(problem))
    return 0


def tidy(chosen: argparse.Namespace) -> int:
    """Everything of the night, each by itself: one that fails does not keep the others from being done."""
    from django.utils import timezone

    from minsheng.foundation import operations, queue

    failed = []
    night = {"foundation.tidy": lambda: operations.tidy(at=timezone.now()), **queue.NIGHTLY}
    for name, carry_out in night.items():
        try:
            carry_out()
        except Exception as problem:  # noqa: BLE001 - whatever it is, the others are due all the same
            failed.append(f"{name}: {problem}")
        else:
            print(name)
    return _fail("not done: " + "; ".join(failed)) if failed else 0


def password(chosen: argparse.Namespace) -> int:
    """A new password for an account, made here so that nobody chooses a weak one; only its hash is kept.

    Its holder must change it. His code and security keys stay, unless he has lost them and this is said.
    """
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from minsheng.foundation import drawn, operations

    words = drawn.code()
    found = operations.set_password(login=chosen.login, hashed=make_password(words), is_temporary=True)
    if found is None:
        return _fail(f"there is no account {chosen.login}: see accounts.csv of the preset.")
    if chosen.lost_factor:
        operations.end_lost_factor(account_id=found, proof="server", by=None, at=timezone.now())
    print(words)
    return 0


SOCKET_MODE = 0o660
"""Of the socket: the service and its group, to which the web server in front belongs."""
THREADS = 3
"""Of a web process. With 8 the slowest answers waited twice as long: they take turns at one interpreter."""


def serve(chosen: argparse.Namespace) -> int:
    """Serve the pages until stopped: at a port, or at a socket for a web server in front (decision 0650).

    At a port each process has callers of its own, whom the kernel gave it. At a socket a process takes a request only
    when a thread of it is about to be free: all others wait in one queue, and nobody behind a busier process.
    """
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.server import Server

    at_socket = chosen.socket is not None
    if at_socket and chosen.socket.is_socket():
        chosen.socket.unlink()  # of a service that was killed
    Server(
        "minsheng.config.wsgi:application",
        address=chosen.host,
        port=chosen.port,
        uds=chosen.socket,
        uds_permissions=SOCKET_MODE if at_socket else None,
        http=HTTPModes.http1,  # a body of HTTP/2 need not say its length, and would be read as empty
        http1_settings=HTTP1Settings(keep_alive=not at_socket),
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=THREADS,
        backpressure=THREADS + 1 if at_socket else 64,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()
    return 0


def worker(chosen: argparse.Namespace) -> int:
    """Work on jobs, and let who waits for a page go first."""
    from minsheng.foundation import queue

    queue.go_last()
    queue.run_worker(concurrency=chosen.concurrency, until_empty=chosen.until_empty, patience_seconds=chosen.patience)
    return 0


def import_file(chosen: argparse.Namespace) -> int:
    """0 where every row is a case now (or was before), 1 where any was left out."""
    from minsheng.config import importing

    return importing.import_messages(chosen.file, chosen.area, chosen.login, chosen.source, chosen.result)


def train(chosen: argparse.Namespace) -> int:
    """Train from the database, or print one JSON line of how well files are classified (texts never leave them)."""
    from minsheng.config import learning

    try:
        if chosen.on or chosen.evaluate:
            return learning.evaluate(chosen.on, chosen.evaluate)
        return learning.train()
    except ValueError as problem:
        return _fail(str(problem))


def recount(chosen: argparse.Namespace) -> int:
    """Put a job for every area and month in which anything was counted, from a month until now."""
    from datetime import date

    from django.utils import timezone

    from minsheng.indicators import operations

    try:
        since = date.fromisoformat(f"{chosen.since}-01") if chosen.since else None
    except ValueError:
        return _fail("--since is a month such as 2026-01.")
    print(f"{operations.recount_all(since=since, at=timezone.now())} counts asked for")
    return 0


def verify(chosen: argparse.Namespace) -> int:
    """0 where the log fits its seals, 1 where anything is broken."""
    from minsheng.foundation import operations

    anchor = None
    if chosen.anchor:
        number, _, digest = chosen.anchor.partition(":")
        try:
            anchor = (int(number), bytes.fromhex(digest))
        except ValueError:
            return _fail("--anchor is NUMBER:DIGEST as `minsheng seal` prints it.")
    count, total, broken = operations.verify_facts(anchor=anchor)
    for one in broken:
        print(f"seal {one.number}: {one.reason}")
    print(f"{count} seals, {total} facts under seal, {len(broken)} broken")
    return 1 if broken else 0


def seal(chosen: argparse.Namespace) -> int:
    """Seal, batch after batch, and print the newest seal, whoever made it."""
    from django.utils import timezone

    from minsheng.foundation import audit, operations

    while operations.seal_facts(at=timezone.now()):
        pass
    newest = audit.sealed()  # the worker may have sealed everything a minute before
    if not newest.number:
        return _fail("no fact has been told yet: there is nothing to seal.")
    print(f"{newest.number}:{newest.digest}")
    return 0


def reseal(chosen: argparse.Namespace) -> int:
    """Seal values, or make blind indexes, anew with the present keys; 1 where any could not be, each named."""
    from django.utils import timezone

    from minsheng.config import resealing
    from minsheng.foundation import keys as held
    from minsheng.foundation import queries, worktime

    ring = held.ring()
    if chosen.count:
        return resealing.count_indexes(ring) if chosen.index else resealing.count(ring)
    who = queries.actors_by_login(worktime.local_date(timezone.now())).get(chosen.login) if chosen.login else None
    if chosen.login and who is None:
        return _fail(f"there is no account {chosen.login} that may sign in.")
    by = who.account_id if who else None
    return resealing.renew_indexes(ring, by) if chosen.index else resealing.reseal(ring, by)


def status(chosen: argparse.Namespace) -> int:
    """The state for a monitor: figures on standard output, what needs a look on standard error."""
    import dataclasses
    import json

    from django.utils import timezone

    from minsheng.foundation import upkeep

    found = upkeep.state(timezone.now())
    print(json.dumps(dataclasses.asdict(found)))
    for sentence in upkeep.worries(found):
        print(f"minsheng: {sentence}", file=sys.stderr)
    return 1 if upkeep.worries(found) else 0


def backup(chosen: argparse.Namespace) -> int:
    """The database as one compressed file; a new file is complete or not there at all."""
    from minsheng.config import archive

    try:
        key = _backup_key(chosen)
        archive.write_backup(chosen.file, key)
    except (archive.ArchiveProblem, ValueError) as problem:
        return _fail(str(problem))
    print(
        f"{chosen.file} written. The keys are not in it: keep them elsewhere, without them names and phones stay sealed."
    )
    if key is None:
        print(
            "minsheng: the file is not sealed; whoever gets it reads names and words. Give a key (--key).",
            file=sys.stderr,
        )
    return 0


def _backup_key(chosen: argparse.Namespace) -> bytes | None:
    """The key of the file that was named, else of the environment; None without either. Raises `ValueError`."""
    from django.conf import settings

    from minsheng.config import sealing

    if chosen.key is not None:
        try:
            return sealing.read_key(chosen.key.read_text(encoding="ascii"))
        except (OSError, UnicodeDecodeError) as problem:
            raise sealing.BadKey(f"{chosen.key} cannot be read.") from problem
    return sealing.read_key(settings.MINSHENG_BACKUP_KEY) if settings.MINSHENG_BACKUP_KEY else None


def restore(chosen: argparse.Namespace) -> int:
    """Fill an empty database from a backup and verify its seals."""
    from minsheng.config import archive

    try:
        archive.read_backup(chosen.file, _backup_key(chosen))
    except (archive.ArchiveProblem, ValueError) as problem:
        return _fail(str(problem))
    return verify(argparse.Namespace(anchor=None))


if __name__ == "__main__":
    sys.exit(main())
