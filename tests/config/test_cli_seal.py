"""`minsheng seal`: what it prints can be written down at any time and given to `minsheng verify --anchor`."""

from __future__ import annotations

from tests.config.test_cli_password import run
from tests.own_database import OwnDatabase


def test_the_newest_seal_is_printed_whoever_made_it(own_database: OwnDatabase) -> None:
    first = run(own_database, "seal")
    assert (first.returncode, first.stderr) == (0, "")
    number, _, digest = first.stdout.strip().partition(":")
    assert number.isdigit()
    assert len(bytes.fromhex(digest)) == 32
    again = run(own_database, "seal")
    assert again.stdout == first.stdout, "nothing new to seal: the newest seal is told all the same"
    verified = run(own_database, "verify", "--anchor", first.stdout.strip())
    assert (verified.returncode, verified.stdout.split()[-2:]) == (0, ["0", "broken"])
