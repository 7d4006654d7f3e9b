"""The check of sizes finds what is too long, and nothing else."""

from __future__ import annotations

from tools import sizes


def function(lines: int) -> str:
    return "def told() -> None:\n" + "    pass\n" * (lines - 1)


def test_what_is_too_long_is_found_and_what_is_just_long_enough_is_not() -> None:
    assert list(sizes.too_long("a.py", function(sizes.FUNCTION_LINES))) == []
    (found,) = sizes.too_long("a.py", function(sizes.FUNCTION_LINES + 1))
    assert found.startswith("a.py:1: told has 46 lines")
    assert list(sizes.too_long("a.py", "x = 1\n" * sizes.FILE_LINES)) == []
    (found,) = sizes.too_long("a.py", "x = 1\n" * (sizes.FILE_LINES + 1))
    assert found.startswith("a.py: 401 lines")


def test_nothing_of_the_product_is_too_long() -> None:
    looked_at = list(sizes.files())
    assert len(looked_at) > 300, "the check looks past the product"
    assert sizes.main() == 0
