"""Ids: time-ordered keys for the tables, and numbers that people read to each other over the phone."""

from __future__ import annotations

import re
import secrets
import unicodedata
import uuid
from datetime import date, datetime


def new_id(at: datetime) -> uuid.UUID:
    """A time-ordered UUID (RFC 9562 version 7): milliseconds of `at`, then 74 random bits."""
    milliseconds = int(at.timestamp() * 1000) & (2**48 - 1)
    value = (milliseconds << 80) | secrets.randbits(80)
    value = value & ~(0xF << 76) | (7 << 76)
    value = value & ~(0x3 << 62) | (2 << 62)
    return uuid.UUID(int=value)


def _check_digit(digits: str) -> str:
    """ISO/IEC 7064 MOD 11,10: finds every single wrong digit and nearly every swap of neighbours."""
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def public_number(on: date, counter: int) -> str:
    """The number for the caller: day, running number, check digit, e.g. 20261124-00017-9. Raises `ValueError` below 0."""
    if counter < 0:
        raise ValueError("a running number is not below 0")
    digits = f"{on:%Y%m%d}{counter:05d}"
    return f"{on:%Y%m%d}-{counter:05d}-{_check_digit(digits)}"


def plain_number(text: str) -> str:
    """A number as people write it (full-width digits, spaces, no hyphens) in the form of `public_number`."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return f"{digits[:8]}-{digits[8:-1]}-{digits[-1:]}"


def check_public_number(text: str) -> tuple[date, int]:
    """(day, running number). Raises `ValueError` with a sentence where a digit must be wrong."""
    normal = unicodedata.normalize("NFKC", text).strip()
    digits = re.sub(r"[\s\-—–]", "", normal)
    if not re.fullmatch(r"[0-9]{14,20}", digits):
        raise ValueError("编号是8位日期、5位以上序号和1位校验码，例如 20261124-00017-9。请核对。")
    if _check_digit(digits[:-1]) != digits[-1]:
        raise ValueError("编号里有一位数字不对（校验码不符）。请对照纸条或短信再看一遍。")
    try:
        on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError as problem:
        raise ValueError("编号前8位不是日期。请核对。") from problem
    return on, int(digits[8:-1])
