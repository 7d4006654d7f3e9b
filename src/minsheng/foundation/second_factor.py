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

STEP_SECONDS = 30
DRIFT = 1
"""So many steps the clock of a telephone may be off, to either side."""
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


def step_of(secret: str, typed: str, at: datetime, last_step: int) -> int | None:
    """The step whose code was typed, near now and later than the last one that was used; None where there is none."""
    plain = re.sub(r"\s", "", typed)
    now = int(at.timestamp()) // STEP_SECONDS
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > last_step and hmac.compare_digest(code(secret, step), plain):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Codes for the day the telephone is lost: 120 bits each, six groups of four, to be written on paper.

    So many bits that what is kept of one (`hashed`) needs no slow hash.
    """
    drawn = (base64.b32encode(secrets.token_bytes(15)).decode().lower() for _ in range(RECOVERY_CODES))
    return ["-".join(code[place : place + 4] for place in range(0, len(code), 4)) for code in drawn]


def hashed(recovery_code: str) -> str:
    """What is kept of a recovery code."""
    return hashlib.sha256(re.sub(r"[\s-]", "", recovery_code).lower().encode()).hexdigest()
