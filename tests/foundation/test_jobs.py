"""What would otherwise have to be remembered by somebody: sealing, and the nightly tidying."""

from __future__ import annotations

import json
import subprocess
import sys

from django.utils import timezone

from minsheng.foundation import jobs, operations, queue
from minsheng.foundation.models import Answer, Seal
from tests.conftest import NOW
from tests.own_database import OwnDatabase


def test_the_job_seals_what_was_told_and_the_log_fits(own_database: OwnDatabase) -> None:
    assert not Seal.objects.exists()
    jobs.seal(0)
    assert Seal.objects.exists()
    count, total, broken = operations.verify_facts()
    assert count >= 1
    assert total > 300  # what loading the banner told
    assert broken == []


def test_old_answers_are_forgotten_and_new_ones_kept(own_database: OwnDatabase) -> None:
    for place, at in enumerate((NOW.replace(year=2020), timezone.now())):
        Answer.objects.create(client_id=f"{place:032x}", digest=b"x" * 32, at=at)
    jobs.tidy(0)
    assert [str(one.client_id)[-1] for one in Answer.objects.all()] == ["1"]


def test_the_state_is_one_line_of_json(own_database: OwnDatabase) -> None:
    command = [sys.executable, "-m", "minsheng.config.cli", "status"]
    done = subprocess.run(command, env=own_database.surroundings(), capture_output=True, text=True, check=False)
    assert isinstance(json.loads(done.stdout.splitlines()[0]), dict)
    assert done.returncode == (1 if done.stderr.strip() else 0)


def test_tidying_by_hand_does_all_that_the_night_does(own_database: OwnDatabase) -> None:
    command = [sys.executable, "-m", "minsheng.config.cli", "tidy"]
    done = subprocess.run(command, env=own_database.surroundings(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    wanted = {"foundation.tidy", "cases.delete_what_was_kept_long_enough", "cases.forget_payment_difficulties"}
    assert wanted <= set(done.stdout.split())
    assert set(done.stdout.split()) == {"foundation.tidy", *queue.NIGHTLY}
