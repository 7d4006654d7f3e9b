"""Everything that the code draws by chance stands in `docs/threats/controls.md` with its bits, and what nobody may guess has 128.

The code is read for every use of a source of chance. A new one fails here until it has its line.
"""

from __future__ import annotations

import ast
import importlib
import math
import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.test import Client

from minsheng.cases import operations as cases
from minsheng.foundation import drawn, second_factor
from minsheng.foundation.models import Account
from tests.config.test_documents import CONTROLS
from tests.config.test_hardening import scripts, trees

SOURCES = re.compile(
    r"secrets\.(?!compare_digest)\w+|os\.urandom|uuid\.uuid[14]|random\.\w+|drawn\.(code|letters)|(\w+\.)?get_random_string"
)
IN_SCRIPTS = re.compile(r"crypto\.(?:randomUUID|getRandomValues|subtle\.generateKey)|Math\.random")
SCRIPT_BITS = {"crypto.randomUUID": "122", "crypto.getRandomValues": "96", "crypto.subtle.generateKey": "256"}
"""What our scripts draw; of numbers from `getRandomValues` the fewest: a nonce of AES-GCM."""
SPOKEN = {("cases/operations/handling.py", "set_appointment")}
"""The one short code: see "Short codes that are spoken"."""
LEAST = 128


def uses() -> Iterator[tuple[str, str, ast.expr]]:
    """Every use of a source of chance: its file, the function that it stands in, the expression.

    Ids of records (`default=uuid.uuid4` of a model) are named as a whole in the document.
    """
    for name, tree in trees():
        for place, node, around in _walked(tree, "-"):
            is_id = isinstance(around, ast.keyword) and around.arg == "default"
            if isinstance(node, ast.Attribute | ast.Name) and SOURCES.fullmatch(ast.unparse(node)) and not is_id:
                is_called = isinstance(around, ast.Call) and around.func is node
                yield name, place, around if is_called and isinstance(around, ast.Call) else node


def _walked(node: ast.AST, place: str) -> Iterator[tuple[str, ast.expr, ast.AST]]:
    """Every expression below a node, with the function it stands in and what is around it."""
    for child in ast.iter_child_nodes(node):
        here = child.name if isinstance(child, ast.FunctionDef) else place
        if isinstance(child, ast.expr):
            yield here, child, node
        yield from _walked(child, here)


def bits(name: str, drawing: ast.expr) -> int | None:
    """How many bits an expression draws, rounded down; None where it draws no text or number."""
    what = ast.unparse(drawing.func if isinstance(drawing, ast.Call) else drawing)
    if what == "uuid.uuid4":
        return 122
    if what == "drawn.code":
        return math.floor(drawn.GROUP * drawn.GROUPS * math.log2(len(drawn.LETTERS)))
    if not isinstance(drawing, ast.Call) or not drawing.args:
        return None
    module = importlib.import_module("minsheng." + name.removesuffix(".py").replace("/", "."))
    amount = eval(ast.unparse(drawing.args[0]), vars(module)) if what not in {"secrets.choice", "random.Random"} else 0  # noqa: S307 - our own code
    how = {"drawn.letters": math.log2(len(drawn.LETTERS)), "secrets.randbits": 1}
    if what == "secrets.randbelow":
        return math.floor(math.log2(amount))
    return math.floor(amount * how.get(what, 8)) or None


def written_down() -> dict[tuple[str, str, str], tuple[str, bool]]:
    """The table of the document: file, function and expression; its bits, and whether nobody may guess it."""
    table = CONTROLS.split("## What is drawn by chance\n", 1)[1].split("\n## ", 1)[0]
    found = re.findall(r"^\| `([^`]+)` `([^`]+)` \| `([^`]+)` \| ([\d-]+) \| (yes|no)\b.* \|$", table, re.MULTILINE)
    assert len(found) == len([line for line in table.splitlines() if line.startswith("| `")]), "a line that is not read"
    rows = {(place, function, words): (count, told == "yes") for place, function, words, count, told in found}
    assert len(rows) == len(found), "a line stands twice"
    return rows


def test_everything_that_is_drawn_by_chance_stands_in_the_document_with_its_bits() -> None:
    told = {(name, place, ast.unparse(drawing)): str(bits(name, drawing) or "-") for name, place, drawing in uses()}
    for name, text in scripts():
        told |= {(name, "script", one): SCRIPT_BITS[one] for one in IN_SCRIPTS.findall(text)}
    assert {use: count for use, (count, _) in written_down().items()} == told


def test_what_nobody_may_guess_has_at_least_128_bits_of_the_systems_own_source() -> None:
    for (place, function, words), (count, is_secret) in written_down().items():
        if is_secret and (place, function) not in SPOKEN:
            assert int(count) >= LEAST, f"{place} {function}"
        if is_secret:
            assert words.startswith(("secrets.", "os.urandom", "drawn.", "crypto.subtle.")), (
                "a source for keys, and no id"
            )
    secret = {(place, function) for (place, function, _), (_, is_secret) in written_down().items() if is_secret}
    assert secret >= SPOKEN
    assert bits("foundation/drawn.py", ast.parse("drawn.code()", mode="eval").body) == 138


def test_keys_of_sessions_and_forms_are_djangos_and_long_enough(db: None) -> None:
    store = importlib.import_module(settings.SESSION_ENGINE).SessionStore
    made = {store()._get_new_session_key() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) * math.log2(36) >= LEAST for one in made)
    assert CSRF_SECRET_LENGTH * math.log2(62) >= LEAST


@pytest.mark.parametrize("make", [drawn.code, cases.new_receipt, lambda: second_factor.new_recovery_codes()[0]])
def test_a_code_has_groups_of_letters_that_are_not_mistaken_and_is_never_the_same(make: Callable[[], str]) -> None:
    made = [make().lower() for _ in range(300)]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){6}", one) for one in made)
    assert set("".join(made)) == {*drawn.LETTERS, "-"}, "each letter comes"


WAYS: dict[str, Callable[[str], str]] = {
    "as it stands": str,
    "without hyphens": lambda code: code.replace("-", ""),
    "with spaces": lambda code: code.replace("-", " "),
    "capitals": str.upper,
    "pasted with blanks around": lambda code: f"\u3000{code} \n",
    "full-width": lambda code: "".join(chr(ord(one) + 0xFEE0) for one in code),
    "with dashes of a word processor": lambda code: code.replace("-", "\u2013"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_first_password_and_a_recovery_code_count_however_their_groups_are_typed(db: None, way: str) -> None:
    account = Account.objects.get(login="operator1")
    words = drawn.code()
    account.set_password(words)
    account.has_temporary_password = True
    account.save()
    assert not account.check_password(WAYS[way](drawn.code()))
    client = Client()
    assert client.post("/sign-in/", {"username": "operator1", "password": WAYS[way](words)}).status_code == 302
    assert client.get("/password/").status_code == 200, "and it must be changed"
    assert second_factor.hashed(WAYS[way](words)) == second_factor.hashed(words)


def test_a_password_that_somebody_has_chosen_counts_letter_by_letter(db: None) -> None:
    account = Account.objects.get(login="operator1")
    words = drawn.code()
    account.set_password(words)
    assert account.check_password(words)
    assert not account.check_password(words.upper())
    assert not account.check_password(words.replace("-", ""))
    account.has_temporary_password = True
    account.set_password("0a1b-2c3d-4e5f-6a7b-8c9d")
    assert account.check_password("0a1b-2c3d-4e5f-6a7b-8c9d"), "one that was given before"
