"""What forms of every app share: sent once, no secrets in free text, phones in plain form, areas to pick from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import editions, identity, once, queries, scanning, sheets
from minsheng.foundation.widgets import Option, PickField

SECRETS = _("内容里有像银行卡号、身份证号或密码的数字（{found}）。请删去：任何人办事都不需要在这里写这些数字。")
EARLIEST, LATEST = 1900, 2900
"""Years between which days lie."""
KIND_WORDS = {"card": "银行卡号", "identity": "身份证号", "pin": "密码"}


def without_secrets(text: str) -> str:
    """The text, or a `ValidationError` where it holds card, identity or password digits."""
    found = identity.secrets_in(text)
    if found:
        kinds = "、".join(dict.fromkeys(KIND_WORDS.get(one.kind, one.kind) for one in found))
        raise forms.ValidationError(str(SECRETS).format(found=kinds))
    return text


def clean_phone(text: str) -> str:
    """The number in its plain form, or a `ValidationError` with the sentence of `identity.phone`."""
    if not text.strip():
        return ""
    try:
        return identity.phone(text)
    except identity.InvalidPhone as problem:
        raise forms.ValidationError(str(problem)) from problem


class DayField(forms.DateField):
    """A day of these times; every form takes days by it. Before the first day of all, and after the last, there is none."""

    def to_python(self, value: Any) -> date | None:
        day: date | None = super().to_python(value)
        if day is not None and not EARLIEST < day.year < LATEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


LEVELS = ("township", "village", "community", "grid")


def area_options(areas: Sequence[str], *, with_enterprises: bool = False) -> Sequence[Option]:
    """Villages, communities, grids and townships at or below these areas, named with the township above.

    Enterprises with an area of their own are offered to their own staff only.
    """
    levels = (*LEVELS, "enterprise") if with_enterprises else LEVELS
    key = ("area options", tuple(areas), levels)
    return editions.derived("divisions", key, lambda: tuple(_area_options(areas, levels)))


def _area_options(areas: Sequence[str], levels: Sequence[str]) -> list[Option]:
    rows = queries.divisions_inside(areas, levels=levels)
    names = {row.code: row.name for row in rows}
    return [
        Option(
            row.code,
            f"{names.get(row.code[:9], '')} {row.name}".strip() if len(row.code) > 9 else row.name,
            (row.spelling,),
        )
        for row in rows
    ]


class OnceForm(forms.Form):
    """A form that is carried out once: it carries a client id. No free text in it may hold secret digits.

    Signs that nobody sees are left out: one that turns the direction would turn the rest of a line that names somebody.
    """

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = once.new_client_id()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in [name for name, field in self.fields.items() if type(field) is forms.CharField]:
            typed = cleaned.get(name) or ""
            if isinstance(typed, str) and identity.UNSEEN.search(typed):
                typed = cleaned[name] = identity.UNSEEN.sub("", typed).strip()
                if not typed and self.fields[name].required:
                    self.add_error(name, self.fields[name].error_messages["required"])
            try:  # where a form has made lines or parts of a text, the text itself is read
                without_secrets(typed if isinstance(typed, str) else str(self[name].value() or ""))
            except forms.ValidationError as problem:
                self.add_error(name, problem)
        return cleaned


class ScannedFile(forms.FileField):
    """A file from outside: seen by the scanner before anything reads it. Every form that takes a file has this field."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile) and file is not initial:
            content = file.read()
            file.seek(0)
            try:
                scanning.require_clean(content)
            except scanning.NotTaken as problem:
                raise forms.ValidationError(str(problem)) from problem
        return file


class SheetFileForm(OnceForm):
    """A table that is uploaded, and the area that its rows belong to where they name none."""

    file = ScannedFile(
        label=_("文件"),
        help_text=_("XLSX、CSV（UTF-8 或 GBK 都可以）或 JSONL，最多 10 MB、20 000 行。"),
        allow_empty_file=True,  # the reader says what to do about it
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,.jsonl,.txt"}),
    )
    area = PickField(label=_("地区"), help_text=_("文件里没有写地区的，都算这里的；写了的要在这个地区以内。"))

    def __init__(self, areas: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = queries.division_names(areas)
        own = [Option(code, names[code], (code,)) for code in areas if code in names]
        offer(self, area=[*own, *(one for one in area_options(areas) if one.key not in areas)])
        self.fields["area"].initial = own[0].label if own else ""

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            sheets.check_size(file.size or 0)
        except sheets.SheetProblem as problem:
            raise forms.ValidationError(problem.sentence.said(gettext)) from problem
        return file


def ask_if(field: forms.Field, choice: str, values: Sequence[str], words: str) -> None:
    """Ask a question only where the choice of that name has one of these values; `words` say so beside its label.

    Without a script it stands there all the time: whoever checks the form still says where it was not to be answered.
    """
    told = {"data-asked-if": choice, "data-asked-for": " ".join(values), "data-need": words}
    field.widget.attrs.update(told)


def offer(form: forms.Form, **options: Sequence[Option]) -> None:
    """Give the pick fields of a form what can be picked."""
    for name, choices in options.items():
        field = form.fields[name]
        if isinstance(field, PickField):
            field.offer(choices)
