"""`./dev demo` before anything is prepared: what it refuses, and in which words. The way itself is walked by journeys."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from minsheng.config import demo, demo_check

REFUSED = """<html><nav>工作清单 看板</nav><main id="main"><div class="error-summary" role="alert">
<h2>错误</h2> <ul><li><a href="#id_file">表头里没有 &ldquo;内容&rdquo;。</a></li></ul></div><p>文件</p></main></html>"""


def start(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", demo.__name__, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_file_that_cannot_be_read_is_named_before_anything_is_prepared(tmp_path: Path) -> None:
    for file in (tmp_path / "none.csv", tmp_path):
        done = start("--check", "--input", str(file))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
        assert f"{file} cannot be read" in done.stderr


def test_an_input_without_check_is_not_passed_over(tmp_path: Path) -> None:
    done = start("--input", str(tmp_path / "some.csv"))
    assert done.returncode == 2
    assert "--input belongs to --check" in done.stderr


def test_a_server_that_is_gone_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert demo_check.run(f"http://127.0.0.1:{demo.free_port()}", demo.PASSWORD, None) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("./dev demo --check: ")
    assert told.err.count("\n") == 1


def test_what_a_page_complains_of_is_told_without_its_navigation() -> None:
    assert demo_check.said(REFUSED) == "表头里没有 “内容”。"
    assert demo_check.said("<nav>看板</nav><main id=m><h1>查进度</h1> <p>没有找到</p></main>") == "查进度 没有找到"
    assert demo_check.said("Bad Gateway") == "Bad Gateway"
