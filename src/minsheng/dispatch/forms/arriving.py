"""What a phone wrote down, as it arrives: record by record, or as the file that it exported where it cannot send."""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms import field
from minsheng.dispatch.rules.photos import MOST_BYTES as MOST_PHOTO_BYTES
from minsheng.foundation import rights
from minsheng.foundation.fields import OnceForm, ScannedFile

FORMATS = {"minsheng-field-1", "minsheng-field-2"}
MOST_BYTES = 10_000_000
MOST_LINES = 500
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


class Unreadable(ValueError):
    """What was sent cannot be understood, or does not keep to its form."""


def read_record(client_id: str, text: str) -> operations.NewRecord:
    """A record as a phone wrote it, held against its form. Raises `Unreadable` with a sentence."""
    try:
        told = json.loads(text)
        visit, form, answers = uuid.UUID(told["visit"]), str(told["form"]), dict(told["answers"])
        done_at = datetime.fromisoformat(told["done_at"])
        problems = field.check(form, answers)
        known = uuid.UUID(client_id)
    except UNREADABLE as problem:
        raise Unreadable(_("这份记录读不懂。请更新页面后再发；还不行，请导出文件交给受理中心。")) from problem
    if problems:
        named = {one.name: str(one.label) for one in field.FORMS[form].fields}
        words = [f"{named.get(name, name)}：{field.PROBLEMS[what]}" for name, what in problems.items()]
        raise Unreadable(" ".join(words))
    return operations.NewRecord(
        client_id=known,
        visit=visit,
        form=form,
        answers=field.cleaned(form, answers),
        done_at=done_at if done_at.tzinfo else done_at.replace(tzinfo=UTC),
    )


@dataclass(frozen=True)
class Line:
    """A record of a file and the helper who wrote it; `problem` where it cannot be read."""

    helper: uuid.UUID | None
    record: operations.NewRecord | None
    problem: str = ""


@dataclass(frozen=True)
class Picture:
    """A photo of a file: of which record, by whom."""

    helper: uuid.UUID
    record: uuid.UUID
    content: bytes


@dataclass(frozen=True)
class Outbox:
    """What a phone exported: everything that it could not send."""

    lines: tuple[Line, ...]
    pictures: tuple[Picture, ...]


def read_outbox(content: bytes) -> Outbox:
    """An exported file. A line that cannot be read does not hold up the others. Raises `Unreadable` for any other file."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
        rows, photos = list(told["records"]), list(told.get("photos", ()))
        is_ours = told["format"] in FORMATS
    except UNREADABLE as problem:
        raise Unreadable(
            _("这不是手机导出的文件。请在手机“没发出去的”里点“导出成文件”，把那个文件原样交来。")
        ) from problem
    if not is_ours:
        raise Unreadable(_("这个文件是别的版本导出的，读不懂。请联系管理员，手机上的记录先不要删。"))
    if len(rows) + len(photos) > 2 * MOST_LINES:
        raise Unreadable(_("一个文件最多 500 条记录。请联系管理员，手机上的记录先不要删。"))
    return Outbox(tuple(_line(one) for one in rows), tuple(_pictures(photos)))


def _line(row: Mapping[str, Any]) -> Line:
    try:
        helper = uuid.UUID(row["account"])
        client_id, text = str(row["client_id"]), str(row["record"])
    except UNREADABLE:
        return Line(None, None, _("读不懂这一条。"))
    try:
        return Line(helper, read_record(client_id, text))
    except Unreadable as problem:
        return Line(helper, None, str(problem))


def _pictures(rows: list[Any]) -> Iterator[Picture]:
    """The photos that can be read; nobody has to have taken one."""
    for row in rows:
        try:
            _head, letters = str(row["photo"]).split(",", 1)
            content = base64.b64decode(letters, validate=True)
            helper, record = uuid.UUID(row["account"]), uuid.UUID(row["record"])
        except (*UNREADABLE, binascii.Error):
            continue
        if len(content) <= MOST_PHOTO_BYTES:
            yield Picture(helper, record, content)


class OutboxFileForm(OnceForm):
    """The file that a phone exported, tried or taken in."""

    tried = forms.UUIDField(required=False, widget=forms.HiddenInput)
    file = ScannedFile(
        label=gettext_lazy("手机导出的文件"),
        required=False,
        help_text=gettext_lazy("文件名像 minsheng-2026-11-26.json。由志愿者交来，原样选上，不用打开。"),
        allow_empty_file=True,  # the reader says what to do about it
        widget=forms.ClearableFileInput({"accept": ".json"}),
    )

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.content = b""

    def clean_file(self) -> Outbox:
        self.content = self._content(self.cleaned_data["file"])
        try:
            return read_outbox(self.content)
        except Unreadable as problem:
            raise forms.ValidationError(str(problem)) from problem

    def _content(self, file: UploadedFile[bytes] | None) -> bytes:
        """The file that is chosen, else the one that the actor has tried."""
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("文件太大了，最多 10 MB。请联系管理员，手机上的记录先不要删。"))
        if file is not None:
            content: bytes = file.read()
            return content
        tried_id = self.cleaned_data.get("tried")
        tried = queries.tried_file(tried_id, self.actor) if tried_id else None
        if tried is not None:
            return tried.encode()
        if tried_id:
            raise forms.ValidationError(_("试过的文件只留一天，录入以后也不再留着。请再选一次文件。"))
        raise forms.ValidationError(_("请选手机导出的文件。"))
