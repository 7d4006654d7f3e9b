"""Forty forms through a storm: answers lost, tabs killed, the server killed; none is lost, none is doubled.

The storm is a process of its own, because a browser's event loop keeps Django from working beside it. A thousand
forms: `./dev bench field`.
"""

from __future__ import annotations

import json
import subprocess
import sys

from tests.conftest import PASSWORD
from tests.own_database import OwnDatabase
from tools.bench import field

FORMS = 40


def test_m2_no_form_is_lost_or_doubled_in_a_storm(own_database: OwnDatabase) -> None:
    field.claimed(FORMS)
    command = [sys.executable, "-m", "tools.bench.storm", own_database.url, field.LOGIN, PASSWORD, str(FORMS), "7"]
    done = subprocess.run(command, env=own_database.surroundings(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert (found["lost"], found["doubled"]) == (0, 0)
    assert found["answers_lost"] > 0
    assert found["servers_killed"] > 0
    assert found["tabs_killed"] > 0
