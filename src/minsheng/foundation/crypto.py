"""Sealed fields: SM4-GCM with the field's place as associated data, and blind indexes by HMAC-SM3."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16


class SealBroken(Exception):
    """The sealed value was changed, moved to another place, or its key is not in the ring."""


@dataclass(frozen=True)
class KeyRing:
    """The data keys by id (16 bytes each; new values are sealed with `current`) and the index key (32 bytes).

    A value sealed with an older key opens as long as that key is in the ring. Printing a ring shows no key.
    """

    current: str
    keys: Mapping[str, bytes] = field(repr=False)
    index_key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if any(not re.fullmatch(r"[A-Za-z0-9_.-]{1,40}", name) for name in self.keys):
            raise ValueError("a key's id is 1 to 40 letters and digits")
        if self.current not in self.keys or any(len(key) != 16 for key in self.keys.values()):
            raise ValueError("data keys are 16 bytes each, and the current one is among them")
        if len(self.index_key) != 32:
            raise ValueError("the index key has 32 bytes")

    @classmethod
    def read(cls, data_keys: str, index_key: str) -> KeyRing:
        """A ring from `id:base64[,id:base64...]` (the first is the current one) and a base64 index key."""
        try:
            pairs = [one.strip().split(":", 1) for one in data_keys.split(",")]
            keys = {name: base64.b64decode(text, validate=True) for name, text in pairs}
            if len(keys) != len(pairs):
                raise ValueError("a key's id stands there twice")
            return cls(pairs[0][0], keys, base64.b64decode(index_key.strip(), validate=True))
        except (ValueError, binascii.Error) as problem:
            raise ValueError(f"the keys cannot be read: {problem}") from problem

    @classmethod
    def generate(cls, key_id: str = "k1") -> KeyRing:
        """A new ring with random keys."""
        return cls(key_id, {key_id: secrets.token_bytes(16)}, secrets.token_bytes(32))

    def written(self) -> tuple[str, str]:
        """(data keys, index key) in the form that `read` reads."""
        names = [self.current, *(name for name in self.keys if name != self.current)]
        data = ",".join(f"{name}:{base64.b64encode(self.keys[name]).decode()}" for name in names)
        return data, base64.b64encode(self.index_key).decode()

    def seal(self, plain: str, context: str) -> bytes:
        """Version, key id, nonce, ciphertext and tag. `context` is the place: "table.column.pk"."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        name = self.current.encode()
        header = bytes([VERSION, len(name)]) + name
        encryptor = Cipher(algorithms.SM4(self.keys[self.current]), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(header + context.encode())
        hidden = encryptor.update(plain.encode()) + encryptor.finalize()
        return header + nonce + hidden + encryptor.tag

    def open(self, sealed: bytes, context: str) -> str:
        """The plain text. Raises `SealBroken` where anything, the place included, does not fit."""
        header_end = 2 + (sealed[1] if len(sealed) > 1 else 0)
        if len(sealed) < header_end + NONCE_BYTES + TAG_BYTES or sealed[0] != VERSION:
            raise SealBroken("this is not a sealed value")
        header = sealed[:header_end]
        key = self.keys.get(header[2:].decode(errors="replace"))
        if key is None:
            raise SealBroken("the key of this value is not in the ring")
        nonce = sealed[header_end : header_end + NONCE_BYTES]
        decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, sealed[-TAG_BYTES:])).decryptor()
        decryptor.authenticate_additional_data(header + context.encode())
        try:
            plain = decryptor.update(sealed[header_end + NONCE_BYTES : -TAG_BYTES]) + decryptor.finalize()
        except InvalidTag as problem:
            raise SealBroken("the sealed value was changed or moved") from problem
        return plain.decode()

    def blind_index(self, text: str, context: str) -> bytes:
        """HMAC-SM3 (32 bytes) by which a value of this column is found without being readable."""
        digest = hmac.HMAC(self.index_key, hashes.SM3())
        digest.update(context.encode() + b"\x00" + text.encode())
        return digest.finalize()
