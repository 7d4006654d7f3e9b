"""A scanner for viruses: one small interface, an adapter for clamd, and what becomes of a file that is not clean.

Every file that comes from outside is shown to it before anything reads it. Where a scanner is named (`MINSHENG_SCANNER`)
and does not answer, nothing is taken in: whoever sends is told so, and the journal tells the operator what to do.
"""

from __future__ import annotations

import socket
import struct
import time
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext

from minsheng.foundation.logs import security


class NotTaken(ValueError):
    """A file is not taken in; the sentence says why and what to do."""


class NoAnswer(Exception):
    """The scanner gave no answer that can be relied on; the sentence says what happened, for the operator."""


class Scanner(Protocol):
    """Looks through a file: the name of what was found, "" for nothing. Raises `NoAnswer`."""

    def found_in(self, content: bytes) -> str: ...


class ClamdScanner:
    """Sends a file to a clamd (ClamAV) by its INSTREAM command: pieces with their length before them, an empty one last.

    `place`: the path of its socket, or (host, port). `seconds`: how long one file may take altogether.
    """

    PIECE_BYTES = 1 << 16
    MOST_ANSWER_BYTES = 4096

    def __init__(self, place: str | tuple[str, int], seconds: float = 30) -> None:
        self.place, self.seconds = place, seconds

    def found_in(self, content: bytes) -> str:
        try:
            answer = self._asked(content, time.monotonic() + self.seconds)
        except OSError as problem:
            raise NoAnswer(str(problem) or type(problem).__name__) from problem
        told = answer.removeprefix("stream:").strip()
        if told == "OK":
            return ""
        if told.endswith(" FOUND"):
            return told.removesuffix(" FOUND")
        raise NoAnswer(answer or "it closed without an answer")

    def _asked(self, content: bytes, until: float) -> str:
        """What clamd says of a file. Raises `OSError`, also when the time is over."""
        with socket.socket(socket.AF_UNIX if isinstance(self.place, str) else _family(self.place)) as line:
            self._wait(line, until)
            line.connect(self.place)
            try:
                self._send(line, b"zINSTREAM\0", until)
                for at in range(0, len(content), self.PIECE_BYTES):
                    piece = content[at : at + self.PIECE_BYTES]
                    self._send(line, struct.pack("!I", len(piece)) + piece, until)
                self._send(line, struct.pack("!I", 0), until)
            except (BrokenPipeError, ConnectionResetError):
                pass  # it hangs up on a file above its limit, and has said so
            return self._answer(line, until)

    def _answer(self, line: socket.socket, until: float) -> str:
        """Everything until its end, a NUL."""
        got = b""
        while not got.endswith(b"\0"):
            self._wait(line, until)
            more = line.recv(self.MOST_ANSWER_BYTES)
            got += more
            if not more or len(got) > self.MOST_ANSWER_BYTES:
                raise ConnectionError(f"an answer without an end: {got[:80]!r}")
        return got.rstrip(b"\0").decode(errors="replace")

    def _send(self, line: socket.socket, words: bytes, until: float) -> None:
        self._wait(line, until)
        line.sendall(words)

    def _wait(self, line: socket.socket, until: float) -> None:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"no answer within {self.seconds:g} seconds")
        line.settimeout(left)


def _family(place: tuple[str, int]) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in place[0] else socket.AF_INET


def scanner() -> Scanner | None:
    """The adapter of this installation; None where files are looked through by none. Raises `ValueError` for an unknown one."""
    chosen = str(settings.MINSHENG_SCANNER)
    if chosen == "off":
        return None
    kind, _, place = chosen.partition(":")
    if kind != "clamd" or not place:
        raise ValueError(f"MINSHENG_SCANNER is off, clamd:/path/to/socket or clamd:127.0.0.1:3310, not {chosen!r}.")
    if place.startswith("/"):
        return ClamdScanner(place)
    host, _, port = place.rpartition(":")
    return ClamdScanner((host.strip("[]"), int(port)))


def is_missed() -> bool:
    """Does an installation that people are served by take files in that no scanner has seen?"""
    return bool(settings.MINSHENG_IS_PRODUCTION) and settings.MINSHENG_SCANNER == "off"


def require_clean(content: bytes) -> None:
    """Raises `NotTaken` where the scanner of this installation finds something in a file, or does not answer."""
    chosen = scanner()
    if chosen is None:
        return
    try:
        found = chosen.found_in(content)
    except NoAnswer as problem:
        security.error(
            "the scanner %s does not answer (docs/operate/install.md, part 7): %s", settings.MINSHENG_SCANNER, problem
        )
        raise NotTaken(
            gettext("查病毒的程序现在没有应答，文件先不收。请过几分钟再试；还不行，请告诉系统管理员。")
        ) from problem
    if found:
        security.warning("a file was refused, the scanner found %s", found)
        raise NotTaken(
            gettext("文件里查出病毒（%(name)s），没有收。请用查过毒的电脑重新做一份，并告诉系统管理员。")
            % {"name": found}
        )
