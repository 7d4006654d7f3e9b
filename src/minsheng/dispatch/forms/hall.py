"""Input shapes of hall shifts, and of checking an armband."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import queries
from minsheng.dispatch.forms.organising import day_field
from minsheng.foundation import rights, worktime
from minsheng.foundation.fields import OnceForm, offer
from minsheng.foundation.widgets import Option, PickField
from minsheng.registry import queries as registry


def _options(areas: tuple[str, ...]) -> list[Option]:
    return [Option(str(key), row.name, (row.initials,)) for key, row in queries.halls(areas).items()]


class ShiftForm(OnceForm):
    """A shift that a guide takes."""

    hall = PickField(label=_("哪个大厅"), help_text=_("写单位名称、拼音首字母，或从列表中选。"))
    on = day_field(_("哪一天"))
    start = forms.TimeField(label=_("从几点"), widget=forms.TimeInput(attrs={"type": "time"}))
    end = forms.TimeField(
        label=_("到几点"),
        help_text=_("写得比开始早，就是到第二天。夜班算在开始的那一天。"),
        widget=forms.TimeInput(attrs={"type": "time"}),
    )

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, hall=_options(actor.areas("dispatch.claim")))

    def hours(self) -> dict[str, Any]:
        """Hall and hours, for the operation."""
        told = self.cleaned_data
        begins_at, ends_at = worktime.window_of(told["on"], told["start"], told["end"])
        return {"hall_id": uuid.UUID(told["hall"]), "begins_at": begins_at, "ends_at": ends_at}


class ArmbandForm(forms.Form):
    """A hall and the number on an armband."""

    hall = PickField(label=_("哪个大厅"))
    armband = forms.IntegerField(
        label=_("袖标上的号码"), min_value=1, max_value=99, widget=forms.TextInput({"inputmode": "numeric"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, hall=_options(registry.intake_areas()))
