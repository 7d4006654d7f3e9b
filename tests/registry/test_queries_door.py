"""No other place of the product makes a list of people than the one door."""

from __future__ import annotations

import ast
import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "minsheng"
ALLOWED = {
    "registry/queries/door.py:people_for": "the door",
    "registry/queries/lists.py:traits_of": "one person by his key",
    "registry/queries/people.py:has_left": "yes or no of one person, for reactions",
    "registry/queries/people.py:people_with_phone": "who rings, to serve him; nobody is listed by it",
    "registry/queries/people.py:person_for_phone": "joins a voice to the one person who rang",
    "registry/queries/people.py:person_id_for_phone": "loads samples",
    "registry/queries/people.py:seen_person": "one person by his key",
    "registry/queries/people.py:ids_called": "keys of people, inside a search for cases that exist for the asker",
    "registry/queries/people.py:_answering_for": "keys of joined records, inside a search that passes the door",
    "registry/queries/comparing.py:likely_same": "the desk check before somebody is entered twice",
    "registry/queries/merges.py:answering": "one person by his key",
    "registry/queries/merges.py:records_of": "the records joined to one person",
    "registry/queries/comparing.py:_records": "the two records of a pair, for whoever may settle both",
    "registry/queries/comparing.py:candidates": "keys to compare with whom a desk is about to enter",
    "registry/queries/comparing.py:_shares": "how many bear a name, for the weight of agreeing in it",
    "registry/queries/comparing.py:_share_of_sound": "how many bear a name of this sound, for the same weight",
    "registry/operations/duplicates.py:find_duplicates": "puts pairs of keys into the queue of whoever settles doubles",
    "registry/operations/duplicates.py:merge_people": "joins two records",
    "registry/operations/duplicates.py:undo_merge": "parts two records",
    "registry/operations/duplicates.py:_two_people": "locks the two records of a pair",
    "registry/queries/people.py:person_of_account": "one person by his account",
    "registry/operations/people.py:_locked": "one person by his key, for a change",
    "registry/operations/people.py:_write_identity": "is the number taken?",
    "registry/operations/people.py:house_person": "writes one row",
    "registry/operations/organisations.py:join_organisation": "locks one row",
    "registry/queries/accounts.py:_visible": "colleagues with an account, for whoever keeps accounts",
    "registry/queries/matching.py:__init__": "the records that rows of a sheet name; shown to nobody",
    "registry/operations/taking/members.py:_hold": "locks whom a sheet lets join",
    "registry/operations/taking/people.py:undo_people": "takes back what a sheet entered",
    "registry/queries/people.py:account_of": "the key of one account, whose words go with his data; shown to nobody",
    "registry/operations/consents.py:answer_purpose": "locks one row",
    "registry/operations/consents.py:_erase": "writes one row",
    "registry/queries/consents.py:people_with_open_requests": "keys of whom nothing may be deleted; shown to nobody",
    "registry/operations/consents.py:_erase_all": "the records joined to one person, to be emptied",
}


def reads_of_people() -> set[str]:
    found = set()
    for path in SOURCE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        module = ast.parse(path.read_text(encoding="utf-8"))
        by_hand = {
            target.id
            for line in module.body
            if isinstance(line, ast.Assign) and has_sql(line.value)
            for target in line.targets
            if isinstance(target, ast.Name)
        }
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef) and (reads_objects(function) or reads_sql(function, by_hand)):
                found.add(f"{path.relative_to(SOURCE).as_posix()}:{function.name}")
    return found


def reads_objects(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "objects"
        and isinstance(node.value, ast.Name)
        and node.value.id == "Person"
        for node in ast.walk(function)
    )


def has_sql(part: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Constant) and re.search(r"(FROM|JOIN)\s+registry_person\b", str(node.value))
        for node in ast.walk(part)
    )


def reads_sql(function: ast.FunctionDef, by_hand: set[str]) -> bool:
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return bool(names & by_hand) or has_sql(function)


def test_every_list_of_people_passes_the_door() -> None:
    assert reads_of_people() == set(ALLOWED), "make the list through queries.people_for, or say here why it is none"
