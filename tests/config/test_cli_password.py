"""`minsheng password`: the way to the first sign-in of an installation."""

from __future__ import annotations

import subprocess
import sys

from django.test import Client

from minsheng.foundation import operations as ground
from minsheng.foundation import second_factor
from minsheng.foundation.models import Account
from tests.own_database import OwnDatabase


def run(own: OwnDatabase, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "minsheng.config.cli", *words]
    return subprocess.run(command, env=own.surroundings(), capture_output=True, text=True, check=False)


def sign_in(password: str) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": "admin1", "password": password})
    return client


def is_in(client: Client) -> bool:
    return "sessionid" in client.cookies and client.get("/password/").status_code == 200


def test_a_new_password_opens_the_door_and_ends_the_old_one(own_database: OwnDatabase) -> None:
    first = run(own_database, "password", "admin1").stdout.strip()
    assert is_in(sign_in(first))
    second = run(own_database, "password", "admin1").stdout.strip()
    assert second != first
    assert not is_in(sign_in(first))
    client = sign_in(second)
    assert is_in(client)
    assert client.get("/calendar/").headers["Location"] == "/password/", "first an own password, then work"


def test_a_new_password_leaves_the_second_step_unless_it_is_said_to_be_lost(own_database: OwnDatabase) -> None:
    account = Account.objects.get(login="admin1")
    ground.set_second_factor(account_id=account.pk, secret=second_factor.new_secret(), recovery=[], step=0)
    assert not is_in(sign_in(run(own_database, "password", "admin1").stdout.strip()))
    assert is_in(sign_in(run(own_database, "password", "admin1", "--lost-factor").stdout.strip()))
    assert (
        own_database.rows("SELECT count(*) FROM foundation_fact WHERE kind = 'foundation.LostFactorEnded'")[0][0] == 1
    )


def test_an_unknown_login_is_said(own_database: OwnDatabase) -> None:
    done = run(own_database, "password", "nobody")
    assert done.returncode == 1
    assert "accounts.csv" in done.stderr
