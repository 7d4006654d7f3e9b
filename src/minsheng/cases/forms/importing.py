"""The form by which a file of messages is uploaded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import queries as ground
from minsheng.foundation import rights, sheets
from minsheng.foundation.fields import OnceForm, area_options, offer, without_secrets
from minsheng.foundation.widgets import Option, PickField


class MessageFileForm(OnceForm):
    """A file, the area for rows that name none, and the system that the numbers come from."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_("XLSX、CSV（UTF-8 或 GBK 都可以）或 JSONL，最多 10 MB、20 000 行。"),
        allow_empty_file=True,  # the reader says what to do about it
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,.jsonl,.txt"}),
    )
    area = PickField(label=_("地区"), help_text=_("文件里没有写地区的，都算这里的；写了的要在这个地区以内。"))
    source = forms.CharField(
        label=_("来源"),
        help_text=_("这些编号是哪个系统的，例如“12345热线”。同一来源的同一编号只导入一次。"),
        max_length=60,
        required=False,
    )

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = actor.areas("cases.import")
        names = ground.division_names(areas)
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

    def clean_source(self) -> str:
        return without_secrets(self.cleaned_data["source"])
