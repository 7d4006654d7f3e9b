"""`./dev demo`: the product on this machine, with nothing installed beforehand. Data stays in `.minsheng/`."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from minsheng.config import cli, demo_check
from minsheng.foundation.crypto import KeyRing
from minsheng.foundation.postgres import EmbeddedPostgres, PostgresProblem

ROOT = Path(__file__).resolve().parents[3]
PRESET = ROOT / "presets" / "demo"
PASSWORD = "minsheng-demo"  # noqa: S105 - of the sample accounts, on this machine only
LOGINS = (
    ("operator1", "接线员：接听来话、定责派单、告知"),
    ("bank1", "承办单位（银行网点）：预约、上门、办理"),
    ("volunteer1", "志愿者：任务池、今天上门"),
    ("verifier1", "回访员：核实"),
    ("secretary1", "社区书记：走访来话、看本社区"),
    ("supervisor1", "督办员：导入、重办、看板"),
    ("auditor1", "审计员：操作日志、看板与事实"),
    ("list1", "责任清单管理员：清单草案、办事指南"),
    ("arbiter1", "职责裁定人：职责不清的事项"),
    ("admin1", "系统管理员：开通登录、工作日历"),
    ("security1", "授权管理员：授予和结束角色"),
)


def main() -> int:
    """Start the demo, or check the whole way once with `--check`."""
    parser = argparse.ArgumentParser(prog="./dev demo", description="Serve the demo banner on this machine.")
    parser.add_argument("--fresh", action="store_true", help="throw the demo's data away and begin anew")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--check", action="store_true", help="run the main job once over HTTP and print one JSON line")
    parser.add_argument("--input", type=Path, help="with --check: a CSV, XLSX or JSONL file of messages to import")
    chosen = parser.parse_args()
    if chosen.input and not chosen.check:
        parser.error("--input belongs to --check; the running demo takes files on its page 批量导入")
    if chosen.input and (problem := _unreadable(chosen.input)):
        print(f"./dev demo --check: {problem}", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _check(chosen) if chosen.check else _stay(ROOT / ".minsheng", chosen)
    except PostgresProblem as problem:
        print(f"./dev demo: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # while it was being prepared: the next start goes on from there
        print("\n  stopped.")
        return 130


def _check(chosen: argparse.Namespace) -> int:
    with (
        tempfile.TemporaryDirectory(prefix="minsheng-") as folder,
        running(Path(folder), free_port(), is_counting=True) as address,
    ):
        return demo_check.run(address, PASSWORD, chosen.input)


def _unreadable(file: Path) -> str:
    """Why a file cannot be taken, said before a minute of preparation; "" where it can."""
    try:
        with file.open("rb"):
            return ""
    except OSError as problem:
        return f"{file} cannot be read: {problem.strerror}. Name a CSV, XLSX or JSONL file of messages."


def _stay(folder: Path, chosen: argparse.Namespace) -> int:
    if chosen.fresh and folder.exists():
        EmbeddedPostgres(folder / "database").stop()
        shutil.rmtree(folder)
    if not _is_free(chosen.port):
        print(f"./dev demo: port {chosen.port} is taken; stop what runs there or use --port.", file=sys.stderr)
        return 1
    began = time.monotonic()
    with running(folder, chosen.port) as address:
        print(f"\n  民声 minsheng: {address}   ({time.monotonic() - began:.1f} s)\n")
        print(f"  Sample logins (示例账号), password (密码): {PASSWORD}")
        for login, words in LOGINS:
            print(f"    {login:12} {words}")
        print("\n  Ctrl-C stops everything; the data stays in .minsheng/ (./dev demo --fresh begins anew).", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                signal.pause()
    print("\n  stopped.")
    return 0


@contextlib.contextmanager
def running(folder: Path, port: int, *, is_counting: bool = False) -> Iterator[str]:
    """The product with its database in `folder`: yields the address; everything is stopped at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    database = EmbeddedPostgres(folder / "database")
    with database:
        told = surroundings(folder, database.start(), is_counting=is_counting)
        prepare(folder, told)
        processes = [spawn(["serve", "--port", str(port)], told, folder / "web.log")]
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, processes[0], folder)
            processes.append(spawn(["worker"], told, folder / "worker.log"))  # who waits for a page goes first
            yield address
        finally:
            stop(processes)


def surroundings(folder: Path, url: str, *, is_counting: bool) -> dict[str, str]:
    """The environment of every process of this trial."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MINSHENG_")}
    told = {
        **kept,
        **_keys(folder / "keys"),
        "DATABASE_URL": url,
        "MINSHENG_MODE": "trial",
        "MINSHENG_PRESET": str(PRESET),
        "MINSHENG_STATIC": str(folder / "static"),
        "MINSHENG_WEBHOOK_NETWORKS": "127.0.0.1",  # whoever tries webhooks has his receiver here
        "PYTHONUNBUFFERED": "1",
    }
    return {**told, "MINSHENG_COUNT_QUERIES": "1"} if is_counting else told


def _keys(path: Path) -> Mapping[str, str]:
    """The trial's own keys, made at the first start; they belong to this database."""
    if not path.exists():
        data, index = KeyRing.generate().written()
        lines = [
            f"MINSHENG_SECRET_KEY={os.urandom(32).hex()}",
            f"MINSHENG_DATA_KEYS={data}",
            f"MINSHENG_INDEX_KEY={index}",
        ]
        path.touch(mode=0o600)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    pairs = [line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return {pair[0]: pair[1] for pair in pairs}


def prepare(folder: Path, told: Mapping[str, str]) -> None:
    """Tables, static files, preset and sample weeks; skipped when nothing of them changed since the last start."""
    stamp, present = folder / "prepared", fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == present:
        return
    command = [sys.executable, "-m", "minsheng.config.playing", str(PRESET), PASSWORD]
    if subprocess.run(command, env=dict(told), check=False).returncode:
        raise SystemExit("./dev demo: the demo could not be prepared; the lines above say why.")
    stamp.write_text(present, encoding="utf-8")


def fingerprint() -> str:
    """Of all that `prepare` makes something of."""
    digest = hashlib.sha256()
    files = [*(ROOT / "src").rglob("migrations/*.py"), *(ROOT / "src").rglob("static/**/*"), *PRESET.rglob("*")]
    for path in sorted(path for path in files if path.is_file()):
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def spawn(arguments: list[str], told: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a `minsheng` command in a session of its own; its words go to the log."""
    command = [sys.executable, "-m", cli.__name__, *arguments]
    with log.open("ab") as held:
        return subprocess.Popen(
            command, env=dict(told), stdout=held, stderr=held, stdin=subprocess.DEVNULL, start_new_session=True
        )


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """End processes and what they started; those that do not listen are killed."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
    for process in processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until the web server answers. Raises `SystemExit` with its last words where it does not."""
    for _ in range(600):
        if process.poll() is not None:
            break
        with (
            contextlib.suppress(urllib.error.URLError, OSError),
            urllib.request.urlopen(f"{address}/healthz") as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.1)
    tail = (folder / "web.log").read_text(encoding="utf-8", errors="replace")[-2000:]
    raise SystemExit(f"./dev demo: the web server did not start. Its last words:\n{tail}")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
