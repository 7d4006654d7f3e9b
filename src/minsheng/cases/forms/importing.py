"""The form by which a file of messages is uploaded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import rights
from minsheng.foundation.fields import SheetFileForm, without_secrets


class MessageFileForm(SheetFileForm):
    """A file, the area for rows that name none, and the system that the numbers come from."""

    source = forms.CharField(
        label=_("来源"),
        help_text=_("这些编号是哪个系统的，例如“12345热线”。同一来源的同一编号只导入一次。"),
        max_length=60,
        required=False,
    )

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor.areas("cases.import"), *args, **kwargs)

    def clean_source(self) -> str:
        return without_secrets(self.cleaned_data["source"])
