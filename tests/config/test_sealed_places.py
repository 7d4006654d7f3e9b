"""Whatever is sealed stands in a column that is declared, at the place that is declared: `minsheng reseal` finds it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import connection, models

from minsheng.foundation import keys, sealed
from tests.conftest import NOW
from tests.factories import sealed as making

SOURCE = Path(__file__).resolve().parents[2] / "src" / "minsheng"
PLAIN = {
    "cases_trainedmodel.data": "a model: numbers and texts",
    "dispatch_visitcalendar.digest": "SHA-256 of a secret of 256 bits",
    "dispatch_visitrecord.digest": "of what arrived, to know it again",
    "foundation_answer.digest": "of what was asked, to know it again",
    "foundation_token.digest": "SHA-256 of a secret of 256 bits",
    "foundation_keychallenge.digest": "SHA-256 of a secret of 256 bits",
    "foundation_seal.digest": "the chain of seals",
    "foundation_seal.previous": "the chain of seals",
    "foundation_securitykey.credential_id": "public",
    "foundation_securitykey.public_key": "public",
    "cases_messageimport.file_digest": "of a file, to know it again",
    "registry_registryimport.file_digest": "of a file, to know it again",
}
"""Columns of bytes that are neither sealed nor a blind index, and what they hold."""


def test_every_column_of_bytes_is_declared_or_says_what_it_holds() -> None:
    columns = {
        sealed.name_of(one): one
        for table in apps.get_models()
        if table.__module__.startswith("minsheng.")
        for one in table._meta.local_concrete_fields
        if isinstance(one, models.BinaryField)
    }
    declared = {sealed.name_of(one) for one in (*sealed.sealed_columns(), *sealed.index_columns())}
    assert set(columns) == declared | set(PLAIN)
    assert not declared & set(PLAIN)
    assert all(one.place for one in sealed.sealed_columns())
    places = [one.place.replace("{table}", one.model._meta.db_table) for one in sealed.sealed_columns()]
    assert len(places) == len(set(places)), "a value of one column would open in another"
    for index in sealed.index_columns():
        assert index.context
        assert [bool(index.of), index.guesses is not None, bool(index.fades)].count(True) == 1
        assert not index.of or index.sealed.model is index.model


# by code: where `seal` is called, which place is it?


@cache
def trees() -> dict[str, ast.Module]:
    return {str(path.relative_to(SOURCE)): ast.parse(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")}


@cache
def makers(name: str) -> dict[str, ast.FunctionDef]:
    """The functions of this name, by file."""
    return {
        file: node
        for file, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == name
    }


def pattern(node: ast.JoinedStr) -> str:
    return "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)


def patterns(node: ast.expr, around: ast.FunctionDef, file: str) -> Iterator[str]:
    """The places that an expression may stand for; a name is looked up in the function around it."""
    if isinstance(node, ast.JoinedStr):
        yield pattern(node)
    elif isinstance(node, ast.Call):
        *module, called = ast.unparse(node.func).split(".")
        wanted = f"/{module[-1]}" if module else f"/{file}"
        found = {name: one for name, one in makers(called).items() if wanted in f"/{name}"}
        assert len(found) == 1, f"{file}: {ast.unparse(node)}: what place is this?"
        ((made_in, maker),) = found.items()
        for one in ast.walk(maker):
            if isinstance(one, ast.Return) and one.value is not None:
                yield from patterns(one.value, maker, made_in)
    else:
        told = list(assigned(node.id, around)) if isinstance(node, ast.Name) else []
        assert told, f"{file} {around.name}: what place is {ast.unparse(node)}?"
        for one in told:
            yield from patterns(one, around, file)


def assigned(name: str, around: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(around):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=True))
                yield from (value for one, value in pairs if isinstance(one, ast.Name) and one.id == name)


def sealing() -> Iterator[tuple[str, ast.FunctionDef, ast.expr]]:
    """(file, function, the expression of the place) of every call that seals."""
    for name, tree in trees().items():
        for around in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(around) if isinstance(node, ast.Call)):
                attribute = call.func.attr if isinstance(call.func, ast.Attribute) else ""
                if attribute in {"seal", "seal_row"} and len(call.args) > 1:
                    yield name, around, call.args[1]


KNOWN_WAYS = {
    "foundation/importing.py": "hands on the place that its caller gives: `seal_row` is looked at there",
    "foundation/operations/resealing.py": "seals anew at the declared place",
    "foundation/kept_forms.py": "a session, not a column: what was typed while it ended, for half an hour",
}


def fits(place: str, column: sealed.SealedField) -> bool:
    told = re.sub(r"\{[^}]*\}", "{}", column.place.replace("{table}", column.model._meta.db_table))
    parts, wanted = place.split("."), told.split(".")
    return len(parts) == len(wanted) and all(a in {b, "{}"} for a, b in zip(parts, wanted, strict=True))


def test_whoever_seals_seals_at_a_declared_place() -> None:
    met = set()
    for name, around, place in sealing():
        if name in KNOWN_WAYS:
            continue
        for one in patterns(place, around, name):
            columns = {sealed.name_of(column) for column in sealed.sealed_columns() if fits(one, column)}
            assert columns, f"{name} {around.name}: {one} is declared at no column"
            met |= columns
    assert met == {sealed.name_of(column) for column in sealed.sealed_columns()}, "and every one is sealed by somebody"


def test_whatever_makes_a_blind_index_has_a_declared_column(db: None) -> None:
    contexts = {one.context for one in sealed.index_columns()}
    marks = {"cases_receipt.sheet", "cases_tenant.room"}  # made with the key and kept nowhere
    told = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                told |= {node.value} & (contexts | marks)
    assert told == contexts | marks


# by running: the full sample, and everything that it has nothing of


def test_everything_that_looks_sealed_stands_in_a_declared_column_and_opens_there(db: None) -> None:
    making.everywhere(NOW)
    ring = keys.ring()
    opened = making.opened(ring)
    columns = {sealed.name_of(one) for one in sealed.sealed_columns()}
    assert {name for name, _ in opened} == columns, "the sample has something in each"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type IN ('bytea', 'text', 'character varying', 'jsonb', 'ARRAY')"
            " AND table_name IN (SELECT relname FROM pg_class WHERE relkind IN ('r', 'p'))"
        )
        for table, column, kind in cursor.fetchall():
            begin = f"\\x{ring.header.hex()}" if kind == "bytea" else ring.header.hex()
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}"::text LIKE %s', [f"%{begin}%"])
            assert not cursor.fetchone()[0] or f"{table}.{column}" in columns, (
                f"{table}.{column} holds something sealed"
            )
