"""What a reader chooses on a board: an area and a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import queries as ground
from minsheng.foundation.widgets import Option, PickField

LEVELS = ("banner", "township", "village", "community", "grid", "enterprise")


class ChooseForm(forms.Form):
    """An area by its name, pinyin initials or code, and a month for which something was counted."""

    trouble = _("错误：没有打开，请看下面")
    area = PickField(label=_("地区"))
    month = forms.ChoiceField(label=_("月份"))

    def offer(self, areas: Sequence[str], months: Sequence[date]) -> None:
        """Say what can be chosen: the areas in these, and these months."""
        field = self.fields["area"]
        if isinstance(field, PickField):
            field.offer(area_options(areas))
        choices = [(f"{month:%Y-%m}", f"{month:%Y-%m}") for month in months]
        self.fields["month"] = forms.ChoiceField(label=_("月份"), choices=choices)


def area_options(areas: Sequence[str]) -> list[Option]:
    """The areas at or below these codes from the banner down; a village is named with its township."""
    rows = ground.divisions_inside(areas, levels=LEVELS)
    names = {row.code: row.name for row in rows}
    return [
        Option(
            row.code,
            f"{names.get(row.code[:9], '')} {row.name}".strip() if len(row.code) > 9 else row.name,
            (row.spelling,),
        )
        for row in rows
    ]
