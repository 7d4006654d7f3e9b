"""What nobody may guess and somebody reads out, writes down and types: groups of letters, drawn by the system's own source."""

from __future__ import annotations

import re
import secrets
import unicodedata

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1, which are mistaken for each other."""
GROUP, GROUPS = 4, 7
"""28 letters of 31: 138 bits. Fewer than 26 would be less than the 128 of ASVS V11.5.1."""


def code() -> str:
    """A password or code of the system's own, as it is shown: `abcd-efgh-...`."""
    return grouped(letters(GROUP * GROUPS))


def letters(count: int) -> str:
    """So many letters drawn, each of 4.95 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(count))


def grouped(plain: str) -> str:
    """In groups that an eye and a tongue keep apart."""
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))


def plain(typed: str) -> str:
    """Small letters and digits without what stands between them: spaces, hyphens and dashes of any kind, full-width forms."""
    return re.sub(r"[\s\-‐-―−_]", "", unicodedata.normalize("NFKC", typed)).lower()


def as_shown(typed: str) -> str:
    """A code as it was shown, however its groups were typed; what cannot be one comes back as it is."""
    found = plain(typed)
    is_code = len(found) == GROUP * GROUPS and set(found) <= set(LETTERS)
    return grouped(found) if is_code else typed
