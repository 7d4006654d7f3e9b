"""The second step of signing in: a code of six digits from an authenticator (RFC 6238), or a recovery code."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from datetime import datetime
from urllib.parse import quote

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from minsheng.foundation import drawn

STEP_SECONDS = 30
MOST_DRIFT = 10
"""So many steps the clock of a telephone may be off, to either side, when its code is set up."""
RECOVERY_CODES = 8


def new_secret() -> str:
    """160 random bits in base32, as authenticators read them."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address(secret: str, login: str, issuer: str) -> str:
    """What the QR code holds: `otpauth://totp/...`."""
    return f"otpauth://totp/{quote(issuer)}:{quote(login)}?secret={secret}&issuer={quote(issuer)}"


def code(secret: str, step: int) -> str:
    """The six digits of a step of 30 seconds."""
    key = base64.b32decode(secret)
    made = TOTP(key, 6, hashes.SHA1(), STEP_SECONDS, enforce_key_length=True)  # noqa: S303 - what RFC 6238 and the apps use
    return made.generate(step * STEP_SECONDS).decode()


def present_step(at: datetime, drift: int) -> int:
    """The one step whose code counts now, for a telephone that is `drift` steps ahead of the server's clock."""
    return int(at.timestamp()) // STEP_SECONDS + drift


def is_code(secret: str, typed: str, step: int) -> bool:
    """Were the digits of this step typed? Spaces do not matter."""
    plain = re.sub(r"\s", "", typed)
    return hmac.compare_digest(code(secret, step).encode(), plain.encode())


def step_of(secret: str, typed: str, at: datetime, *, drift: int, last_step: int) -> int | None:
    """The present step, if its code was typed and it is later than the last one that was used; else None."""
    step = present_step(at, drift)
    return step if step > last_step and is_code(secret, typed, step) else None


def drift_of(secret: str, typed: str, at: datetime) -> int | None:
    """By how many steps the telephone that showed this code is ahead; None beyond `MOST_DRIFT` to either side."""
    nearest_first = sorted(range(-MOST_DRIFT, MOST_DRIFT + 1), key=abs)
    return next((one for one in nearest_first if is_code(secret, typed, present_step(at, one))), None)


def moved_drift(secret: str, typed: tuple[str, str], at: datetime, *, drift: int, last_step: int) -> int | None:
    """The drift by which the second of two codes in a row counts now (RFC 6238 section 6): the old one or one step off.

    None where these are no two codes in a row, where one of them is not later than the last one that was used, and
    where the drift would leave `MOST_DRIFT`.
    """
    first, second = typed
    for moved in (drift, drift - 1, drift + 1):
        step = present_step(at, moved)
        is_pair = is_code(secret, first, step - 1) & is_code(secret, second, step)
        if is_pair and step - 1 > last_step and abs(moved) <= MOST_DRIFT:
            return moved
    return None


def new_recovery_codes() -> list[str]:
    """Codes for the day the telephone is lost, to be written on paper: of `drawn.code`.

    They have so many bits that what is kept of one (`hashed`) needs no slow hash.
    """
    return [drawn.code() for _ in range(RECOVERY_CODES)]


def hashed(recovery_code: str) -> str:
    """What is kept of a recovery code; however its groups are typed, it is the same."""
    return hashlib.sha256(drawn.plain(recovery_code).encode()).hexdigest()
