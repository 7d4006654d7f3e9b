"""What a photo may be, and a JPEG without what its camera wrote into it (ITU-T T.81, annex B)."""

from __future__ import annotations

MOST_BYTES = 1_500_000
MOST_SIDE = 8_000
START, END, SCAN = 0xD8, 0xD9, 0xDA
FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive: what phones and browsers write."""
KEPT = frozenset({*FRAMES, 0xC4, SCAN, 0xDB, 0xDD, 0xE0, 0xEE})
"""Frames, tables, scans, restart interval, JFIF, and the colour mark of Adobe. All else (Exif, places, words) goes."""
BARE = frozenset({0x01, *range(0xD0, 0xD8)})
NO_PHOTO = "照片读不懂。请重新拍一张，或不带照片保存。"
TOO_LARGE = "照片太大了，最多1.5 MB。请重新拍一张，或不带照片保存。"


def cleaned(content: bytes) -> bytes:
    """The photo without metadata and without anything behind its end. Raises `ValueError` for what is no JPEG.

    The picture itself is not decoded: only its frame, its tables and its scans are taken over, as they are.
    """
    if len(content) > MOST_BYTES:
        raise ValueError(TOO_LARGE)
    if content[:2] != bytes([0xFF, START]):
        raise ValueError(NO_PHOTO)
    kept, place, has_frame, has_scan = bytearray(content[:2]), 2, False, False
    while place + 4 <= len(content) or content[place : place + 2] == bytes([0xFF, END]):
        if content[place] != 0xFF:
            break
        kind = content[place + 1]
        if kind == 0xFF or kind in BARE:
            place += 1 if kind == 0xFF else 2
            continue
        if kind == END and has_frame and has_scan:
            return bytes(kept) + bytes([0xFF, END])
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4])
        segment = content[place:end]
        if kind == END or len(segment) < 4 or end > len(content) or (kind in FRAMES and not _has_fit_size(segment)):
            break
        end = _scan_end(content, end) if kind == SCAN else end
        has_frame, has_scan = has_frame or kind in FRAMES, has_scan or kind == SCAN
        kept += content[place:end] if kind in KEPT else b""
        place = end
    raise ValueError(NO_PHOTO)


def _has_fit_size(frame: bytes) -> bool:
    if len(frame) < 10:
        return False
    height, width = int.from_bytes(frame[5:7]), int.from_bytes(frame[7:9])
    return 0 < height <= MOST_SIDE and 0 < width <= MOST_SIDE


def _scan_end(content: bytes, place: int) -> int:
    """Where the coded data of a scan end: at the next mark that is neither a stuffed byte nor a restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            return len(content)
        if content[place + 1] != 0 and content[place + 1] not in BARE:
            return place
        place += 2
