"""Answers to the forms of the field pages, as wild as they come."""

from __future__ import annotations

import random
from typing import Any

from minsheng.dispatch.forms import field as forms

TEXTS: tuple[Any, ...] = (
    *(
        "",
        " ",
        "done",
        "nothing_needed",
        "need_found",
        "nobody_home",
        "not_done",
        "yes",
        "no",
        "1234",
        "１２３４",
        "86.5",
    ),
    *("13.50", "100", "1.234", "99999.99", "100000", ".5", "5.", "x" * 1000, "🐑" * 1000, "🐑" * 1001, "\u3000 a\t"),
    *("\0", "a\ud800b", "张三\n", "\u3000", None, 5, -1, True),
)
NAMES = (*sorted({one.name for form in forms.FORMS.values() for one in form.fields}), "password", "toString")
SHOPPING = {"result": "done", "signed": "yes", "given_yuan": "100", "spent_yuan": "86.5", "returned_yuan": "13.5"}


def samples(times: int = 1_000, seed: int = 20261126) -> list[tuple[str, dict[str, Any]]]:
    """Answers drawn at random, and some that are nearly right."""
    chance = random.Random(seed)
    drawn = [
        (
            chance.choice(sorted(forms.FORMS)),
            {name: chance.choice(TEXTS) for name in chance.sample(NAMES, chance.randrange(8))},
        )
        for _ in range(times)
    ]
    near = [
        ("shopping", {**SHOPPING, name: value}) for name in SHOPPING for value in ("", "13.50", "86.49", "no", " 100 ")
    ]
    codes = ("1234", "12", "１２３４", "12345", " 0000")
    return [*drawn, *near, *(("doorstep", {"result": "done", "code": code}) for code in codes)]
