"""Sealed backup files: AES-256-GCM in pieces, so that a file of any size is written and read as a stream.

A file is a header (a mark, 32 random bytes) and pieces (four bytes of length, ciphertext with its tag). Its key is made of
the operator's key and the random bytes (HKDF-SHA256), so that no nonce serves twice; a piece is bound to its place, and the
last one says that it is the last: whatever is changed, moved or cut off is found before it is believed.
"""

from __future__ import annotations

import base64
import binascii
import io
import secrets
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = b"minsheng sealed backup 1\n"
RANDOM_BYTES = 32
PIECE = 1024 * 1024
LENGTH_BYTES = 4
TAG_BYTES = 16


class Damaged(OSError):
    """Not sealed by this key, changed or cut off."""


class BadKey(ValueError):
    """No key for backups; the sentence says what one looks like."""


def new_key() -> str:
    """A key for backups, as it is written into a file or the environment: 32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def read_key(text: str) -> bytes:
    """The 32 bytes of a key. Raises `BadKey`."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise BadKey("the key for backups is 32 bytes in base64, as `minsheng keys` prints it.")
    return key


def is_sealed(file: Path) -> bool:
    """Does the file begin as a sealed backup?"""
    with file.open("rb") as held:
        return held.read(len(MARK)) == MARK


def _cipher(key: bytes, header: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=header, info=b"minsheng backup").derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


class SealingWriter(io.RawIOBase):
    """Seals what is written into `raw`; whole only after `close`, which leaves `raw` open."""

    def __init__(self, raw: IO[bytes], key: bytes) -> None:
        super().__init__()
        header = MARK + secrets.token_bytes(RANDOM_BYTES)
        self._raw, self._cipher, self._number, self._held = raw, _cipher(key, header), 0, bytearray()
        raw.write(header)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # whatever holds bytes; we are given bytes
        self._held += data
        while len(self._held) > PIECE:
            self._seal(bytes(self._held[:PIECE]), is_last=False)
            del self._held[:PIECE]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._held), is_last=True)
            self._held.clear()
        super().close()

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, is_last=is_last), piece, None)
        self._raw.write(len(sealed).to_bytes(LENGTH_BYTES, "big") + sealed)
        self._number += 1


class OpeningReader(io.RawIOBase):
    """Reads what was sealed. Raises `Damaged` at the first piece that is not what was written, and where the end is missing."""

    def __init__(self, raw: IO[bytes], key: bytes) -> None:
        super().__init__()
        header = raw.read(len(MARK) + RANDOM_BYTES)
        if not header.startswith(MARK) or len(header) != len(MARK) + RANDOM_BYTES:
            raise Damaged("not a sealed backup")
        self._raw, self._cipher, self._number, self._held, self._is_over = raw, _cipher(key, header), 0, b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # gzip gives a bytearray or memoryview
        while not self._held and not self._is_over:
            self._held = self._open()
        taken = min(len(buffer), len(self._held))
        buffer[:taken], self._held = self._held[:taken], self._held[taken:]
        return taken

    def _open(self) -> bytes:
        size = int.from_bytes(self._raw.read(LENGTH_BYTES), "big")
        if not TAG_BYTES <= size <= PIECE + TAG_BYTES:
            raise Damaged("cut off or changed")
        sealed = self._raw.read(size)
        if len(sealed) != size:
            raise Damaged("cut off or changed")
        for is_last in (False, True):
            try:
                piece = self._cipher.decrypt(_nonce(self._number, is_last=is_last), sealed, None)
            except InvalidTag:
                continue
            self._number, self._is_over = self._number + 1, is_last
            if is_last and self._raw.read(1):
                raise Damaged("something follows the end")
            return piece
        raise Damaged("changed, cut off, or sealed by another key")
