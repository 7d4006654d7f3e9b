"""Sealed fields: SM4-GCM with the field's place as associated data, and blind indexes by HMAC-SM3.

A sealed value says by which way (its first byte) and with which key it was sealed, so that ways and keys are replaced
while values of before still open; `minsheng reseal` seals those anew (decision 0660).
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16


class SealBroken(Exception):
    """The sealed value was changed, moved to another place, or its key is not in the ring."""


class Way(Protocol):
    """An algorithm with its mode and its size of keys. `bound`: what is not hidden but must be the same at opening."""

    key_bytes: int

    def hide(self, key: bytes, plain: bytes, bound: bytes) -> bytes:
        """What stands behind the header."""

    def show(self, key: bytes, hidden: bytes, bound: bytes) -> bytes:
        """The plain bytes. Raises `SealBroken` where anything does not fit."""


class Sm4Gcm:
    """SM4 (GB/T 32907) in GCM (RFC 8998): nonce, ciphertext, tag."""

    key_bytes = 16

    def hide(self, key: bytes, plain: bytes, bound: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(bound)
        return nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def show(self, key: bytes, hidden: bytes, bound: bytes) -> bytes:
        if len(hidden) < NONCE_BYTES + TAG_BYTES:
            raise SealBroken("this is not a sealed value")
        decryptor = Cipher(algorithms.SM4(key), modes.GCM(hidden[:NONCE_BYTES], hidden[-TAG_BYTES:])).decryptor()
        decryptor.authenticate_additional_data(bound)
        try:
            return decryptor.update(hidden[NONCE_BYTES:-TAG_BYTES]) + decryptor.finalize()
        except InvalidTag as problem:
            raise SealBroken("the sealed value was changed or moved") from problem


WAYS: dict[int, Way] = {VERSION: Sm4Gcm()}
"""By the first byte of a sealed value. A new algorithm gets a line here with a key of its size, is made `VERSION`, and
`minsheng reseal` takes every value to it; the line of before goes when no value stands under it."""


@dataclass(frozen=True)
class KeyRing:
    """The data keys by id (new values are sealed with `current`, by the way `version`) and the index key (32 bytes).

    A value sealed with an older key opens as long as that key is in the ring, and is found by an index of before as long
    as that index key is in `index_keys_before`. Printing a ring shows no key.
    """

    current: str
    keys: Mapping[str, bytes] = field(repr=False)
    index_key: bytes = field(repr=False)
    index_keys_before: tuple[bytes, ...] = field(default=(), repr=False)
    version: int = VERSION

    def __post_init__(self) -> None:
        if any(not re.fullmatch(r"[A-Za-z0-9_.-]{1,40}", name) for name in self.keys):
            raise ValueError("a key's id is 1 to 40 letters and digits")
        size = WAYS[self.version].key_bytes
        if self.current not in self.keys or len(self.keys[self.current]) != size:
            raise ValueError(f"the current data key is among the keys and has {size} bytes")
        if {len(key) for key in self.keys.values()} - {way.key_bytes for way in WAYS.values()}:
            raise ValueError("a data key has the size that its algorithm asks for")
        index_keys = (self.index_key, *self.index_keys_before)
        if any(len(key) != 32 for key in index_keys) or len(set(index_keys)) != len(index_keys):
            raise ValueError("index keys have 32 bytes each and are different")

    @classmethod
    def read(cls, data_keys: str, index_key: str) -> KeyRing:
        """A ring from `id:base64[,id:base64...]` and `base64[,base64...]`: data and index keys, the current one first."""
        try:
            pairs = [one.strip().split(":", 1) for one in data_keys.split(",")]
            keys = {name: base64.b64decode(text, validate=True) for name, text in pairs}
            if len(keys) != len(pairs):
                raise ValueError("a key's id stands there twice")
            now, *before = [base64.b64decode(one.strip(), validate=True) for one in index_key.split(",")]
            return cls(pairs[0][0], keys, now, tuple(before))
        except (ValueError, binascii.Error) as problem:
            raise ValueError(f"the keys cannot be read: {problem}") from problem

    @classmethod
    def generate(cls, key_id: str = "k1") -> KeyRing:
        """A new ring with random keys."""
        return cls(key_id, {key_id: secrets.token_bytes(16)}, secrets.token_bytes(32))

    def written(self) -> tuple[str, str]:
        """(data keys, index keys) in the form that `read` reads."""
        names = [self.current, *(name for name in self.keys if name != self.current)]
        data = ",".join(f"{name}:{base64.b64encode(self.keys[name]).decode()}" for name in names)
        index_keys = (self.index_key, *self.index_keys_before)
        return data, ",".join(base64.b64encode(one).decode() for one in index_keys)

    @property
    def header(self) -> bytes:
        """How every value begins that is sealed from now on: the way, and the key's id with its length."""
        name = self.current.encode()
        return bytes([self.version, len(name)]) + name

    def key_said(self, header: bytes) -> str:
        """The id of the key that a header names, with the version where it is not the present one; "?" for no header."""
        version, name = (header[0], header[2:].decode(errors="replace")) if len(header) > 2 else (0, "")
        if version not in WAYS:
            return "?"
        return name if version == self.version else f"{name} (version {version})"

    def can_open(self, header: bytes) -> bool:
        """Is the key that a header names in the ring, and its way known?"""
        key = self.keys.get(header[2:].decode(errors="replace"))
        return key is not None and header[0] in WAYS and len(key) == WAYS[header[0]].key_bytes

    def seal(self, plain: str, context: str) -> bytes:
        """The header, and what its way makes of the text. `context` is the place: "table.column.pk"."""
        header = self.header
        return header + WAYS[self.version].hide(self.keys[self.current], plain.encode(), header + context.encode())

    def open(self, sealed: bytes, context: str) -> str:
        """The plain text. Raises `SealBroken` where anything, the place included, does not fit."""
        way = WAYS.get(sealed[0]) if len(sealed) > 1 else None
        header = sealed[: 2 + sealed[1]] if way else b""
        if way is None or len(sealed) <= len(header):
            raise SealBroken("this is not a sealed value")
        key = self.keys.get(header[2:].decode(errors="replace"))
        if key is None or len(key) != way.key_bytes:
            raise SealBroken("the key of this value is not in the ring")
        return way.show(key, sealed[len(header) :], header + context.encode()).decode()

    def blind_index(self, text: str, context: str) -> bytes:
        """HMAC-SM3 (32 bytes) by which a value of this column is found without being readable: what is written."""
        return _index(self.index_key, text, context)

    def blind_indexes(self, text: str, context: str) -> tuple[bytes, ...]:
        """All under which a row of this value may stand: the present one first, then those of index keys of before."""
        return tuple(_index(key, text, context) for key in (self.index_key, *self.index_keys_before))


def _index(key: bytes, text: str, context: str) -> bytes:
    digest = hmac.HMAC(key, hashes.SM3())
    digest.update(context.encode() + b"\x00" + text.encode())
    return digest.finalize()
