"""The smallest picture that has everything a photo must have, and one as a camera writes it."""

from __future__ import annotations


def segment(kind: int, body: bytes) -> bytes:
    return bytes([0xFF, kind]) + (len(body) + 2).to_bytes(2) + body


FRAME = segment(0xC0, bytes([8, 0, 8, 0, 8, 1, 1, 0x11, 0]))
SCAN = segment(0xDA, bytes([1, 1, 0, 0, 63, 0])) + bytes([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56])
JFIF = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
START, END = b"\xff\xd8", b"\xff\xd9"
PHOTO = START + JFIF + FRAME + SCAN + END
PLACE = b"Exif\x00\x00 40.7N 108.6E \xff\xd9 secret"
FROM_A_CAMERA = START + JFIF + segment(0xE1, PLACE) + segment(0xFE, b"secret") + FRAME + SCAN + END + b"secret behind"
