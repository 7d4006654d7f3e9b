"""Input shape of asking for records of voluntary service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.fields import OnceForm, area_options, offer
from minsheng.foundation.widgets import Option, PickField
from minsheng.registry import queries as registry


class RecordsForm(OnceForm):
    """Of which area, and what for."""

    area = PickField(label=_("地区"))
    reason = forms.CharField(
        label=_("拿去做什么"),
        help_text=_("例如报送全国志愿服务信息系统。批准的人和志愿者本人都会看到。"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = actor.areas(registry.EXPORT)
        names = ground.division_names(areas)
        own = [Option(code, names[code], (code,)) for code in areas if code in names]
        offer(self, area=[*own, *(one for one in area_options(areas) if one.key not in areas)])
        self.initial["area"] = own[0].label if own else ""
