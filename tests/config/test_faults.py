"""A short form of `./dev bench faults`: what was acknowledged survives the killing of every part."""

from __future__ import annotations

from pathlib import Path

from tests import prepared
from tests.conftest import fingerprint
from tools.bench import faults


def test_nothing_acknowledged_is_lost_or_doubled_when_parts_are_killed(tmp_path: Path) -> None:
    def fill(folder: Path) -> None:
        prepared.copy_to(folder, fingerprint())

    found = faults.run(tmp_path, seconds=0, clients=2, seed=7, pause=(0.2, 0.6), fill=fill)
    assert found["rounds"] >= len(faults.DEATHS), "each part was killed"
    assert found["slow_disk"] >= 1
    assert found["acknowledged"] >= 2
    assert (found["lost"], found["doubled"], found["not_asked_for"]) == (0, 0, 0)
    assert (found["drained"], found["sealed"], found["verified"], found["restored"]) == (True, True, True, True), found
