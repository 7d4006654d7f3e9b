"""Forms of what one's own work list shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.cases import rules
from minsheng.foundation.fields import OnceForm, clean_phone

COLUMN_WORDS = {
    "state": _("状态"),
    "due": _("到期"),
    "area": _("地区"),
    "lead": _("主办"),
    "number": _("编号"),
    "category": _("类别"),
    "opened": _("受理时间"),
}


class ColumnsForm(OnceForm):
    """Which columns the list has beside the words of the matter, and which comes first."""

    def __init__(self, columns: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [
            (str(place), _("第%(place)s列") % {"place": place}) for place in range(1, len(rules.LIST_COLUMNS) + 1)
        ]
        for name in rules.LIST_COLUMNS:
            self.fields[name] = forms.ChoiceField(
                label=COLUMN_WORDS[name],
                choices=[("", _("不显示")), *places],
                required=False,
                initial=str(columns.index(name) + 1) if name in columns else "",
            )

    def columns(self) -> list[str]:
        """The columns by their places; of two in one place the usual order decides. Call on a valid form."""
        told = {name: int(place) for name in rules.LIST_COLUMNS if (place := self.cleaned_data[name])}
        return sorted(told, key=lambda name: told[name])


class ReminderNumberForm(OnceForm):
    """Where reminders are texted to."""

    number = forms.CharField(
        label=_("工作手机号"),
        help_text=_("写单位配发的号码，不写私人号码；空着就是不要短信。"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
    )

    def clean_number(self) -> str:
        return clean_phone(self.cleaned_data["number"])
