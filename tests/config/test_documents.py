"""What the documents on threats and operating say of limits and accounts is what the code and its settings do."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from minsheng.cases import rules
from minsheng.foundation import interface, middleware, pages
from minsheng.foundation.operations import accounts
from minsheng.foundation.sheets.columns import Caps
from minsheng.registry.forms.systems import SystemForm

ROOT = Path(__file__).resolve().parents[2]
CONTROLS = (ROOT / "docs" / "threats" / "controls.md").read_text(encoding="utf-8")
INSTALL = (ROOT / "docs" / "operate" / "install.md").read_text(encoding="utf-8")
QUARTER, MB = timedelta(minutes=15), 1024 * 1024


def part(document: str, heading: str) -> str:
    """The words below a heading, in one line."""
    return " ".join(document.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0].split())


def limit(what: str) -> str:
    """The second cell of a row of the limits."""
    found = re.search(rf"^\| {re.escape(what)} \| (.*) \|$", CONTROLS, re.MULTILINE)
    assert found, f"no limit of {what}"
    return found[1]


def test_the_limits_that_are_written_down_are_those_that_hold() -> None:
    caps = Caps()
    assert (caps.size, caps.unpacked) == (10 * MB, 128 * MB)
    assert limit("files") == f"10 MB, {caps.rows:,} rows, {caps.columns} columns, 128 MB unpacked".replace(",0", " 0")
    assert limit("a request's body") == f"{middleware.MOST_BODY // MB} MB"
    assert limit("a request's body without files") == f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MB} MB"
    assert "zone=boxes:1m rate=1r/s;" in INSTALL
    assert "limit_req zone=boxes burst=30 nodelay;" in INSTALL
    assert limit("requests at the voice boxes").startswith("one a second from one address, thirty at once")
    assert limit("the log as a file") == f"{pages.AUDIT_EXPORT:,} lines".replace(",", " ")
    initial = SystemForm.base_fields["per_minute"].initial
    assert (
        limit("requests of a system") == f"agreed per minute ({initial}), at most {interface.MOST_A_PAGE} rows a page"
    )


def test_lock_outs_are_as_they_are_written_down() -> None:
    assert timedelta(hours=settings.AXES_COOLOFF_TIME) == QUARTER == accounts.LOCK
    assert limit("wrong passwords of an account from one address") == (
        f"{settings.AXES_FAILURE_LIMIT}, then a quarter of an hour"
    )
    assert limit("wrong codes; wrong passwords in an open session") == (
        f"{accounts.MOST_WRONG} each, then a quarter of an hour"
    )
    assert timedelta(hours=1) == rules.GUESSING_TIME
    voices = f"{rules.VOICES_OF_AN_ADDRESS} from one address, {rules.VOICES_OF_ALL} from all, an hour of the clock"
    assert limit("voices from the open page").startswith(voices)
    tails = f"{rules.GUESSES_OF_AN_ADDRESS} from one address, {rules.GUESSES_OF_ALL} from all, an hour"
    assert limit("wrong phone tails for a case number") == tails
    assert settings.AXES_LOCKOUT_PARAMETERS == [["username", "ip_address"]]
    assert "count by account and address together" in part(CONTROLS, "Guessing and locking out")


def test_sessions_end_when_it_is_written_that_they_do() -> None:
    unused, longest = settings.SESSION_COOKIE_AGE // 3600, settings.SESSION_LONGEST // timedelta(hours=1)
    told = part(CONTROLS, "Sessions")
    assert f"A session ends {unused} hours after its last use and {longest} hours after it began" in told
    assert "There is no limit of how many are open" in told


def test_the_service_has_an_account_of_its_own_and_no_more_than_it_needs() -> None:
    unit = INSTALL.split("```ini\n", 1)[1].split("```", 1)[0].splitlines()
    for line in ("User=minsheng", "ProtectSystem=strict", "NoNewPrivileges=yes", "PrivateTmp=yes"):
        assert line in unit
    assert not any(line.startswith("Environment=") for line in unit), "what is secret stands in the file alone"
    assert "EnvironmentFile=/etc/minsheng.env" in unit
    assert "`/etc/minsheng.env`, readable by the service alone (mode 0600)" in INSTALL


def test_the_database_knows_the_service_by_its_account_or_its_certificate() -> None:
    """No password that never changes: by the socket as the machine's account, from elsewhere by a certificate."""
    told = part(CONTROLS, "Accounts of the machine")
    assert "`peer`" in told
    assert "clientcert=verify-full" in told
    row = next(line for line in INSTALL.splitlines() if line.startswith("| `DATABASE_URL` |"))
    first = re.findall(r"postgresql://[^`]*", row)[0]
    assert first == "postgresql://minsheng@/minsheng?host=/var/run/postgresql", "the way without a password comes first"
    assert all(f"`{name}`" in INSTALL for name in ("PGSSLCERT", "PGSSLKEY", "PGSSLROOTCERT"))
