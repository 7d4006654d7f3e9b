"""Files are shown to a scanner before anything reads them: the protocol, a real clamd, and what is refused in words."""

from __future__ import annotations

import ast
import logging
import shutil
import socket
import subprocess
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any, Self

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from minsheng.dispatch import operations
from minsheng.dispatch.models import VisitPhoto
from minsheng.foundation import context, scanning
from minsheng.foundation.rights import Actor
from tests.config.test_hardening import calls, trees
from tests.dispatch import test_bringing as phones
from tests.factories import visits
from tests.factories.photos import PHOTO

People = dict[str, Actor]
SignedIn = Callable[[str], Client]
MARKER = b"an-invented-marker-of-minsheng"
PIECE = scanning.ClamdScanner.PIECE_BYTES
REMEDY = (
    "clamd is not installed: apt-get install clamav-daemon (./dev test does it as root on a machine without systemd)"
)


class Clamd:
    """The other side of the protocol, on a real socket: reads commands strictly by their framing and answers as told.

    `answer` None: says nothing and holds the line. `limit`: hangs up on more bytes, as StreamMaxLength does.
    """

    def __init__(self, server: socket.socket, answer: bytes | None = b"", limit: int = 1 << 30) -> None:
        self.server, self.answer, self.limit = server, answer, limit
        self.pieces: list[bytes] = []
        self.over = Event()
        self.thread = Thread(target=self._serve)

    def __enter__(self) -> Self:
        self.server.listen()
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        with socket.socket(self.server.family) as line:
            line.connect(self.server.getsockname())
        self.thread.join()
        self.server.close()

    def _serve(self) -> None:
        while True:
            line, _ = self.server.accept()
            with line:
                if self.over.is_set():
                    return
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        self.pieces = []
        read = line.makefile("rb").read
        assert read(10) == b"zINSTREAM\0"
        while length := int.from_bytes(read(4)):
            self.pieces.append(read(length))
            if sum(map(len, self.pieces)) > self.limit:
                line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        if self.answer is None:
            self.over.wait(10)
            return
        found = b"stream: Invented.Marker FOUND\0" if MARKER in b"".join(self.pieces) else b"stream: OK\0"
        line.sendall(self.answer or found)


def tcp() -> socket.socket:
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    return made


def asked(server: socket.socket, content: bytes, seconds: float = 10) -> str:
    return scanning.ClamdScanner(server.getsockname(), seconds).found_in(content)


@pytest.fixture(scope="module")
def clamd() -> Iterator[Clamd]:
    with Clamd(tcp()) as served:
        yield served


@given(st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7]), st.binary(max_size=40))
def test_a_file_goes_over_in_pieces_with_their_lengths_and_arrives_whole(clamd: Clamd, size: int, end: bytes) -> None:
    content = b"x" * size + end
    assert asked(clamd.server, content) == ""
    assert b"".join(clamd.pieces) == content
    assert all(0 < len(piece) <= PIECE for piece in clamd.pieces)
    assert asked(clamd.server, content + MARKER) == "Invented.Marker"


def test_a_socket_of_the_machine_serves_as_well(tmp_path: Path) -> None:
    made = socket.socket(socket.AF_UNIX)
    made.bind(str(tmp_path / "clamd.ctl"))
    with Clamd(made):
        assert asked(made, b"hello") == ""
        assert asked(made, MARKER) == "Invented.Marker"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"stream: Can't allocate memory ERROR\0", "allocate memory"),
        (b"UNKNOWN COMMAND\0", "UNKNOWN COMMAND"),
        (b"stream: OK", "without an end"),
        (b"stream: OK FOUND OK\0", "OK FOUND OK"),
        (b"\0", "without an answer"),
        (b"x" * 10_000, "without an end"),
        (None, "timed out"),
    ],
)
def test_what_a_scanner_does_that_does_not_answer_is_no_answer(answer: bytes | None, words: str) -> None:
    """Nothing but a whole `OK` lets a file pass."""
    server = tcp()
    with Clamd(server, answer), pytest.raises(scanning.NoAnswer, match=words):
        asked(server, b"hello", 0.3 if answer is None else 10)


def test_a_file_above_the_limit_of_the_scanner_is_no_answer() -> None:
    server = tcp()
    with Clamd(server, limit=PIECE), pytest.raises(scanning.NoAnswer):
        asked(server, b"x" * (PIECE * 200))


def test_where_nobody_listens_there_is_no_answer(tmp_path: Path) -> None:
    server = tcp()
    place = server.getsockname()
    server.close()
    for nobody in (place, str(tmp_path / "nothing.ctl")):
        with pytest.raises(scanning.NoAnswer):
            scanning.ClamdScanner(nobody, 2).found_in(b"hello")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A clamd of the machine with one signature of our own, no list of the network."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        pytest.skip(REMEDY)
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "own.ndb").write_text(f"Minsheng.Invented.Marker:0:*:{MARKER.hex()}\n")
    place, told = folder / "clamd.ctl", folder / "clamd.conf"
    told.write_text(f"Foreground yes\nLocalSocket {place}\nDatabaseDirectory {folder}\nStreamMaxLength 12M\n")
    with subprocess.Popen([program, f"--config-file={told}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as run:
        assert run.stdout is not None
        said = []
        for line in run.stdout:
            said.append(line)
            if b"Self checking" in line:
                break
        else:
            pytest.fail(f"clamd did not start: {b''.join(said[-5:])!r}")
        rest = Thread(target=run.stdout.read)
        rest.start()
        yield str(place)
        run.terminate()
        rest.join()


def test_a_real_clamd_finds_a_marker_and_lets_the_rest_pass(real: str) -> None:
    scanner = scanning.ClamdScanner(real)
    for size in (0, 1, PIECE - 10, PIECE, 10 * 1024 * 1024):
        assert scanner.found_in(b"y" * size) == ""
        assert "Minsheng.Invented.Marker" in scanner.found_in(b"y" * size + MARKER), "also across two pieces"
    with pytest.raises(scanning.NoAnswer):
        scanner.found_in(bytes(20 * 1024 * 1024))


SHEET = "姓名,电话\n"


def file_pages() -> dict[str, tuple[str, str, dict[str, str]]]:
    """Each page whose form takes a file: who opens it, its address, what else it asks."""
    return {
        "people": ("admin1", reverse("registry:sheets"), {"area": "乌拉特中旗", "kind": "people"}),
        "messages": ("supervisor1", reverse("cases:imports"), {"area": "乌拉特中旗"}),
        "phone": ("operator1", reverse("dispatch:bring_outbox"), {"then": "try"}),
    }


@pytest.mark.parametrize("page", ["people", "messages", "phone"])
def test_a_table_with_the_marker_is_refused_at_its_field_and_nothing_is_read(
    real: str, as_person: SignedIn, settings: Any, caplog: pytest.LogCaptureFixture, page: str
) -> None:
    settings.MINSHENG_SCANNER = f"clamd:{real}"
    login, address, more = file_pages()[page]
    file = SimpleUploadedFile("table.csv", b"name\n" + MARKER)
    answer = as_person(login).post(address, {**more, "file": file, "client_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "Minsheng.Invented.Marker" in "".join(answer.context["form"].errors["file"])
    assert "没有收" in answer.content.decode()
    assert "the scanner found Minsheng.Invented.Marker" in caplog.text


def test_while_the_scanner_does_not_answer_nothing_is_taken_in_and_the_operator_reads_why(
    as_person: SignedIn, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MINSHENG_SCANNER = f"clamd:{tmp_path}/nothing.ctl"
    login, address, more = file_pages()["people"]
    file = SimpleUploadedFile("table.csv", SHEET.encode())
    with caplog.at_level(logging.ERROR):
        answer = as_person(login).post(address, {**more, "file": file, "client_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "没有应答" in "".join(answer.context["form"].errors["file"])
    assert "docs/operate/install.md, part 7" in caplog.text
    settings.MINSHENG_SCANNER = "off"
    file = SimpleUploadedFile("table.csv", SHEET.encode())
    told = as_person(login).post(address, {**more, "file": file, "client_id": str(uuid.uuid4())})
    assert "没有应答" not in told.content.decode()


@pytest.mark.usefixtures("clock")
def test_a_photo_that_is_not_clean_comes_back_with_its_reason(
    real: str, people: People, now: datetime, as_person: SignedIn, settings: Any, tmp_path: Path
) -> None:
    """Sent by the phone or brought in as its file: the record is taken, the photo is refused in words, and may come again."""
    made, client, key = visits.agreed(people, now), as_person("bank1"), uuid.uuid4()
    answers = {"result": "done", "code": made.code}
    record = operations.NewRecord(client_id=key, visit=made.task.pk, form="doorstep", answers=answers, done_at=now)
    operations.record_visit(record=record, by=people["bank1"], at=now)

    def sent(content: bytes) -> Any:
        photo = SimpleUploadedFile("photo.jpg", content, content_type="image/jpeg")
        return client.post("/field/photos/", {"client_id": str(key), "photo": photo})

    settings.MINSHENG_SCANNER = f"clamd:{real}"
    refused = sent(PHOTO + MARKER)
    assert (refused.status_code, "查出病毒" in refused.json()["reason"]) == (422, True)
    settings.MINSHENG_SCANNER = f"clamd:{tmp_path}/nothing.ctl"
    waiting = sent(PHOTO)
    assert (waiting.status_code, "没有应答" in waiting.json()["reason"]) == (422, True)
    assert not VisitPhoto.objects.exists()
    settings.MINSHENG_SCANNER = f"clamd:{real}"
    assert sent(PHOTO).status_code == 200
    assert VisitPhoto.objects.count() == 1


def test_a_photo_in_the_file_of_a_phone_is_seen_by_itself(
    real: str, people: People, as_person: SignedIn, settings: Any, clock: None
) -> None:
    """In the file it stands in letters, in which no scanner finds anything."""
    settings.MINSHENG_SCANNER = f"clamd:{real}"
    task, desk = phones.held(people), as_person("operator1")
    own = phones.row(people["volunteer1"], task.pk)
    picture = {"record": own["client_id"], "account": own["account"], "photo": phones.in_letters(PHOTO + MARKER)}
    told = phones.taken_in(desk, phones.exported(own, photos=[picture])).content.decode()
    assert "记在他名下" in told
    assert "查出病毒" in told
    assert not VisitPhoto.objects.exists()


def test_every_field_that_takes_a_file_shows_it_to_the_scanner() -> None:
    """Forms take files by one class; what a page takes without a form goes to the operation that asks the scanner."""
    made = {
        place.partition(":")[0] for place, name, _ in calls() if name.rpartition(".")[2] in {"FileField", "ImageField"}
    }
    assert made == set()
    kinds = {
        f"{name}:{node.name}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(ast.unparse(one).endswith("FileField") for one in node.bases)
    }
    assert kinds == {"foundation/fields.py:ScannedFile"}
    without_a_form = {
        f"{name}:{ast.unparse(node)}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "FILES"
        if not any(
            isinstance(call, ast.Call) and ast.unparse(call.func).endswith("Form") and node in ast.walk(call)
            for call in ast.walk(tree)
        )
    }
    assert without_a_form == {
        "dispatch/pages/field.py:request.FILES",  # keep_photo, see the test above
        "foundation/once.py:request.FILES",  # the digest of a request
        "foundation/kept_forms.py:request.FILES",  # whether there is one
    }


def test_whoever_opens_accounts_reads_that_there_is_no_scanner(
    as_person: SignedIn, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "收到的文件没有查病毒"
    assert line not in as_person("admin1").get("/accounts/").content.decode(), "a trial serves nobody"
    monkeypatch.setattr(context, "asks_second_factor_of", lambda _: False)
    settings.MINSHENG_IS_PRODUCTION = True
    assert line in as_person("admin1").get("/accounts/").content.decode()
    assert line not in as_person("security1").get("/accounts/").content.decode()
    settings.MINSHENG_SCANNER = "clamd:/run/clamav/clamd.ctl"
    assert line not in as_person("admin1").get("/accounts/").content.decode()


@pytest.mark.parametrize("chosen", ["icap:1.2.3.4", "clamd:", "clamd"])
def test_an_unknown_scanner_is_an_error_and_not_none(settings: Any, chosen: str) -> None:
    settings.MINSHENG_SCANNER = chosen
    with pytest.raises(ValueError, match="MINSHENG_SCANNER is off"):
        scanning.scanner()
