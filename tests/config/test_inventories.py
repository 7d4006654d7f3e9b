"""What controls.md lists is what the code has: ciphers, keys, connections, ways to sign in, words, kinds of data, jobs, logs.

Each test compares a table of the document with the code in both directions: something new without its line fails, and
so does a line whose thing is gone.
"""

from __future__ import annotations

import ast
import re
import uuid
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
import yaml
from django.conf import global_settings, settings
from django.core.exceptions import ValidationError
from django.db import connection
from procrastinate.contrib.django import app

from minsheng.cases.api.cases import NewCase
from minsheng.config.environment import KNOWN
from minsheng.foundation import fields, identity, ids, passwords, rights, sheets
from minsheng.foundation.models import Account
from minsheng.foundation.operations import upkeep
from tests.config.test_documents import CONTROLS, part
from tests.config.test_hardening import ROOT, SOURCE, callers, calls, importers, trees


def table(heading: str, number: int = 0) -> list[list[str]]:
    """The rows of the table below a heading (its `number`th), without its head, cell by cell."""
    below = CONTROLS.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = re.findall(r"(?:^\|.*\n)+", below + "\n", re.MULTILINE)[number]
    return [[cell.strip() for cell in line.strip().strip("|").split(" | ")] for line in found.splitlines()[2:]]


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


# ciphers and keys

ALGORITHM = re.compile(
    r"hashlib\.\w+|hmac\.new|hmac\.HMAC|TOTP|HKDF|AESGCM|make_password|COSEAlgorithmIdentifier\.\w+"
    r"|(?:\w+\.)?(?:SM[234]|GCM|CBC|CTR|ECB|SHA\d\w*|MD5|AES\w*|ChaCha\w*|TripleDES|ARC4|RSA\w*|PBKDF2\w*|Scrypt|Argon2\w*)"
)


def test_the_inventory_of_ciphers_and_hashes_is_what_the_code_uses() -> None:
    used = {
        (words, name)
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name) and ALGORITHM.fullmatch(words := ast.unparse(node))
    }
    told = [
        (algorithm, place)
        for names, _use, places in table("Keys and ciphers", 1)
        for algorithm in quoted(names)
        for place in quoted(places)
    ]
    assert len(told) == len(set(told)), "a line stands twice"
    assert set(told) == used


def test_the_keys_of_the_table_are_those_of_the_environment_and_each_opens_one_door() -> None:
    keys = {name for name in KNOWN if re.search(r"_KEYS?$", name)}
    told = {name for row in table("Keys and ciphers") for name in quoted(row[0])}
    assert told == keys
    readers: dict[str, set[str]] = {}
    for name, tree in trees():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and ast.unparse(node.value) == "settings"
                and node.attr.endswith(("_KEY", "_KEYS"))
            ):
                readers.setdefault(node.attr, set()).add(name)
    assert readers == {
        "MINSHENG_DATA_KEYS": {"foundation/keys.py"},
        "MINSHENG_INDEX_KEY": {"foundation/keys.py"},
        "MINSHENG_BACKUP_KEY": {"config/cli.py"},
    }, "SECRET_KEY is Django's alone"
    assert global_settings.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.PBKDF2PasswordHasher"
    chosen = (SOURCE / "config" / "settings.py").read_text(encoding="utf-8")
    assert chosen.count("PASSWORD_HASHERS") == 1
    assert 'if ENVIRONMENT.mode == "test":\n    PASSWORD_HASHERS' in chosen, "the quick one of the tests"


# connections

LINES = (
    "socket",
    "ssl",
    "socketserver",
    "http.client",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "smtplib",
    "ftplib",
    "telnetlib",
    "paramiko",
    "asyncio.streams",
    "xmlrpc",
    "grpc",
    "redis",
    "ldap3",
    "psycopg",
)
"""Modules with which one speaks over a line."""
REACHES = {
    "foundation/outgoing.py": "addresses of webhooks, which an administrator enters",
    "foundation/operations/webhooks.py": "addresses of webhooks, which an administrator enters",
    "foundation/scanning.py": "clamd, where one is named",
    "foundation/postgres.py": "PostgreSQL",
    "foundation/queue.py": "PostgreSQL",
    "foundation/statements.py": "PostgreSQL",
    "config/playing/tables.py": "PostgreSQL",
    "config/demo.py": "",  # a trial asks itself, on the same machine
    "config/demo_check.py": "",
}
"""Files that speak to something over a line, and the row of the table that says to what."""
ARRIVING = {"the server in front", "web workers"}
WITHOUT_A_LINE = {"the file of `MINSHENG_TEXTS`"}


def test_whatever_connects_stands_in_the_table_of_what_talks_to_what() -> None:
    assert importers(*LINES) == set(REACHES)
    told = {row[1] for row in table("What talks to what")}
    assert told == {words for words in REACHES.values() if words} | ARRIVING | WITHOUT_A_LINE
    assert settings.DATABASES.keys() == {"default"}
    assert importers("django.core.mail") == set()


def test_the_one_address_that_somebody_enters_is_that_of_notifications() -> None:
    senders = callers(lambda name, _: name.startswith("outgoing."))
    of_webhooks = "foundation/operations/webhooks.py"
    assert senders == [f"{of_webhooks}:_post", f"{of_webhooks}:_post", f"{of_webhooks}:subscribe"]
    fields_of_addresses = callers(lambda name, _: name.rpartition(".")[2] in {"URLField", "GenericIPAddressField"})
    assert fields_of_addresses == [], "an address comes in as words and is checked by `outgoing`"


# signing in

SESSION_NOTES = {
    "cases/pages/door.py KEY": "for which case the code of the door may be read",
    "cases/pages/public.py 'said'": "the number of the voice that was just passed on",
    "foundation/kept_forms.py KEPT": "what was typed, under seal",
    "foundation/key_pages.py ADDING": "the name of a security key that is being added",
    "foundation/key_pages.py ASKED": "what a security key is asked to sign",
    "foundation/second_pages.py PENDING": "whose password was right, before the second step",
    "foundation/second_pages.py SEEN": "what a telephone showed while codes are set up",
    "foundation/sessions.py NOTES": "since when, from where",
}
"""What is written into a session, where, and what it is: never who is signed in, which is Django's to write."""


def written_into_sessions() -> list[str]:
    """ "file key" of each value that is put into a session."""
    return [
        f"{name} {ast.unparse(node.slice)}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        if ast.unparse(node.value).endswith("session")
    ]


def test_nobody_is_signed_in_by_another_way_than_the_table_says() -> None:
    rows = [row[0] for row in table("Ways to sign in")]
    assert rows == ["`/sign-in/`", "a key of a connected system", "`minsheng password` on the server"]
    signing = callers(lambda name, _: name.rpartition(".")[2] in {"login", "alogin", "force_login"})
    assert signing == ["foundation/pages.py:sign_in", "foundation/second_pages.py:second_step"], (
        "after a password, and after the step behind it"
    )
    assert set(written_into_sessions()) == set(SESSION_NOTES), "nobody is signed in by writing into a session"
    assert settings.AUTHENTICATION_BACKENDS == [
        "axes.backends.AxesStandaloneBackend",
        "minsheng.foundation.signing.AccountBackend",
    ]
    doors = callers(lambda name, _: name.endswith(("token_called", "_valid_token")))
    assert doors == ["foundation/interface.py:_valid_token", "foundation/interface.py:actor_of_key"]
    givers = callers(lambda name, _: name.rpartition(".")[2] == "make_password")
    assert givers == [
        "config/cli.py:password",
        "config/loading.py:_load_accounts",
        "foundation/pages.py:change_password",
        "registry/operations/accounts.py:open_account",
        "registry/operations/accounts.py:reset_password",
    ]


def test_the_words_that_passwords_may_not_rest_on_are_those_of_the_list() -> None:
    told = part(CONTROLS, "Words that passwords may not rest on")
    listed = re.search(r"the product's own words \(([^)]*)\)", told)
    assert listed is not None
    assert tuple(quoted(listed[1])) == passwords.PRODUCT
    words = passwords.place_words(settings.MINSHENG_PRESET)
    assert set(passwords.PRODUCT) <= words
    preset = yaml.safe_load((settings.MINSHENG_PRESET / "preset.yaml").read_text(encoding="utf-8"))
    roles = yaml.safe_load((settings.MINSHENG_PRESET / "roles.yaml").read_text(encoding="utf-8"))["roles"]
    of_place = {preset["title"], *roles, *(role["name_zh"] for role in roles.values())}
    assert {word.lower() for word in of_place} <= words
    assert f"below {passwords.FEWEST_GUESSES:,} it".replace(",", " ") in told
    account = Account(login="wangxiaoming", name="王小明")
    for easy in ("minsheng-admin-2026", "wangxiaoming-wangxiaoming", "mima-mima-minsheng"):
        with pytest.raises(ValidationError):
            passwords.GuessableValidator().validate(easy, account)


# rules of what is entered

A_CASE = {
    "words": "门前路灯不亮",
    "area": "150824100001",
    "channel": "phone",
    "heard_at": "2026-06-03T10:00:00+08:00",
    "source_number": "LY-1",
}
HERE = rights.Actor(uuid.UUID(int=1), "甲", (rights.Held("operator", "150824", frozenset({"cases.triage"})),))
Tried = Callable[[], object]
RULES: dict[str, tuple[Tried, Tried]] = {
    "resident identity number": (
        lambda: identity.resident_id("150824194001010020"),
        lambda: identity.resident_id("150824194001010021"),
    ),
    "unified social credit code": (
        lambda: identity.unified_social_credit_code("91350100M000100Y43"),
        lambda: identity.unified_social_credit_code("91350100M000100Y44"),
    ),
    "telephone number": (lambda: identity.phone("0478-5550000"), lambda: identity.phone("5550000")),
    "number of a case": (
        lambda: ids.check_public_number(ids.public_number(date(2026, 11, 26), 7)),
        lambda: ids.check_public_number(other_digit(ids.public_number(date(2026, 11, 26), 7))),
    ),
    "area": (
        lambda: rights.require(HERE, "cases.triage", "150824100001"),
        lambda: rights.require(HERE, "cases.triage", "150825"),
    ),
    "words of people": (
        lambda: fields.without_secrets("门前路灯不亮"),
        lambda: fields.without_secrets("我的卡号是6222 0212 3456 7894"),
    ),
    "tables": (lambda: sheets.as_day("2026-02-28"), lambda: sheets.as_day("2026-02-30")),
    "requests of systems": (
        lambda: NewCase.model_validate(A_CASE),
        lambda: NewCase.model_validate({**A_CASE, "channel": "file"}),
    ),
}


def other_digit(number: str) -> str:
    """A number of a case with another last digit but one."""
    return number[:-2] + str((int(number[-2]) + 1) % 10) + number[-1]


@pytest.mark.parametrize("datum", RULES)
def test_each_kind_of_datum_has_its_rule_and_the_rule_refuses(datum: str) -> None:
    right, wrong = RULES[datum]
    right()
    with pytest.raises((ValueError, ValidationError, rights.Refused)):
        wrong()


def test_the_kinds_of_data_are_those_of_the_document_and_their_places_exist() -> None:
    rows = table("What is checked and where")
    assert [row[0] for row in rows] == list(RULES)
    for _datum, rule, place in rows:
        assert rule
        assert quoted(place), place
        assert all((SOURCE / one).exists() or (ROOT / one).exists() for one in quoted(place)), place


def test_an_identity_number_is_opened_only_where_the_table_says() -> None:
    """Whole in the files that the row names; masked in the two that open it to mask it."""
    row = next(row for row in table("Fields and who sees them") if row[0] == "identity number")
    asking = callers(lambda name, _: name.rpartition(".")[2] == "identity_of")
    assert {place.partition(":")[0] for place in asking} == set(quoted(row[1])) | {"registry/queries/people.py"}
    assert asking == [
        "registry/queries/comparing.py:record_of",
        "registry/queries/filling.py:registered_facts",
        "registry/queries/membering.py:_cells",
        "registry/queries/people.py:person_shown",
        "registry/queries/sharing.py:_people_cells",
    ]
    opened = callers(lambda name, call: name.endswith(".open") and "identity" in ast.unparse(call))
    assert opened == ["registry/queries/duplicates.py:_masked", "registry/queries/people.py:identity_of"]
    people = [call for place, name, call in calls() if name == "identity_of" and "/people.py" in place]
    masked = [ast.unparse(call) for _, name, call in calls() if name == "identity.mask_id"]
    assert len(people) == 1
    assert f"identity.mask_id({ast.unparse(people[0])})" in masked


# what costs much, and logs


def test_the_work_that_is_done_by_jobs_is_that_of_the_document() -> None:
    for name, _ in trees():
        if name.endswith("jobs.py"):
            import_module("minsheng." + name.removesuffix(".py").replace("/", "."))
    jobs = {name for name in app.tasks if "procrastinate" not in name}
    told = [name for row in table("What costs much") for name in quoted(row[1])]
    assert len(told) == len(set(told))
    assert set(told) == jobs


def test_each_log_is_kept_as_the_document_says(db: None) -> None:
    rows = {row[0]: row for row in table("Logs")}
    assert list(rows) == ["facts", "readings", "signing in", "journal"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s", ["%append_only%"])
        append_only = {name for (name,) in cursor.fetchall()}
    assert all("append-only" in rows[log][2] for log in ("facts", "readings"))
    assert {"foundation_fact", "foundation_reading", "foundation_seal"} <= append_only
    assert rows["signing in"][3] == f"{upkeep.SIGN_IN_DAYS} days"
    assert rows["journal"][2] == "standard error, one line an event, UTC"
    logging: Any = settings.LOGGING
    handlers = {name: one["class"] for name, one in logging["handlers"].items()}
    assert handlers == {"console": "logging.StreamHandler"}, "standard error, and nothing else"
    assert logging["formatters"]["line"]["()"] == "minsheng.foundation.logs.LineFormatter"
    made = {ast.unparse(call.args[0]) for _, name, call in calls() if name == "logging.getLogger"}
    assert made == {"__name__", "'minsheng.security'"}, "no log of its own beside these"
