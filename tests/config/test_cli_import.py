"""`minsheng import`: a file of messages from a command line, by a named account."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.own_database import OwnDatabase

ROWS = (
    '{"id": "1", "text": "村口的路灯坏了半个月，晚上看不见", "time": "2026-05-04 09:30"}',
    '{"id": "2", "text": "自来水停了两天"}',
    '{"id": "3", "text": ""}',
)


def run(own: OwnDatabase, file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "minsheng.config.cli", "import", str(file), "--area", "150824", *words]
    return subprocess.run(command, env=own.surroundings(), capture_output=True, text=True, check=False)


def opened(own: OwnDatabase) -> int:
    return int(own.rows("SELECT count(*) FROM cases_voice WHERE source = '12345'")[0][0])


def test_rows_become_cases_once_and_a_wrong_row_is_named(own_database: OwnDatabase, tmp_path: Path) -> None:
    file, result = tmp_path / "messages.jsonl", tmp_path / "result.xlsx"
    file.write_text("\n".join(ROWS), encoding="utf-8")
    told = ("--login", "supervisor1", "--source", "12345", "--result", str(result))
    done = run(own_database, file, *told)
    assert done.returncode == 1, "a row was left out"
    assert "已新开 2 件，以前已导入 0 行，有错误 1 行" in done.stdout
    assert "messages.jsonl:3:" in done.stderr
    assert result.read_bytes().startswith(b"PK")
    assert opened(own_database) == 2

    file.write_text("\n".join(ROWS[:2]), encoding="utf-8")
    again = run(own_database, file, *told)
    assert again.returncode == 0
    assert "已新开 0 件，以前已导入 2 行" in again.stdout
    assert opened(own_database) == 2


def test_who_may_not_import_is_told_so_and_nothing_is_kept(own_database: OwnDatabase, tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(ROWS[0], encoding="utf-8")
    for login, words in (("bank1", "messages.jsonl"), ("nobody", "没有登录名“nobody”")):
        done = run(own_database, file, "--login", login, "--source", "12345")
        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr
    assert opened(own_database) == 0
