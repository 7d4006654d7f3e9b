"""The form by which a sheet of people, organisations or memberships is uploaded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import rights
from minsheng.foundation.fields import SheetFileForm
from minsheng.registry import queries
from minsheng.registry.rules import importing as rules


class SheetForm(SheetFileForm):
    """What the sheet holds, the file, and the area for rows that name none."""

    kind = forms.ChoiceField(label=_("表里是"), widget=forms.RadioSelect)
    field_order = ("kind", "file", "area")

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        kinds = queries.kinds_for(actor)
        areas = sorted({code for kind in kinds for code in actor.areas(queries.PERMISSIONS[kind])})
        super().__init__(areas, *args, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(kind.value, rules.KIND_WORDS[kind].said(gettext)) for kind in kinds]
        self.initial["kind"] = kinds[0].value if kinds else ""
