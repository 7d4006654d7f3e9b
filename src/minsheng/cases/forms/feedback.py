"""Form of thanks and complaints at the desk."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.cases import queries
from minsheng.cases.forms.intake import organisation_options
from minsheng.cases.models import Case, Feedback, Voice
from minsheng.foundation import rights
from minsheng.foundation.fields import OnceForm, area_options, clean_phone, offer
from minsheng.foundation.widgets import PickField


class FeedbackForm(OnceForm):
    """What somebody says of how he was served. With the number of a case its people can be chosen."""

    kind = forms.ChoiceField(label=_("是感谢还是投诉"), choices=Feedback.Kind.choices, widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("说的是哪件事（编号）"),
        help_text=_("不知道编号可以不填，下面写地区和单位。"),
        required=False,
        max_length=30,
    )
    helper = forms.ChoiceField(label=_("说的是谁"), required=False, widget=forms.RadioSelect)
    organisation = PickField(label=_("说的是哪个单位或服务队"), required=False)
    area = PickField(label=_("在哪个村（社区）"), help_text=_("填了编号就不用填。"), required=False)
    words = forms.CharField(
        label=_("怎么说的"), help_text=_("照原话写。"), max_length=1000, widget=forms.Textarea({"rows": 4})
    )
    giver_name = forms.CharField(label=_("怎么称呼"), max_length=60, required=False)
    giver_phone = forms.CharField(
        label=_("联系电话"),
        help_text=_("投诉才需要，用来告诉对方结果；感谢不留电话。"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    channel = forms.ChoiceField(
        label=_("怎么来的"),
        choices=[(c.value, c.label) for c in Voice.Channel if c not in {Voice.Channel.WEB, Voice.Channel.FILE}],
        initial=Voice.Channel.PHONE,
    )

    def __init__(self, actor: rights.Actor, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case: Case | None = None
        self._problem = ""
        areas = actor.areas("cases.take_voice")
        offer(self, area=area_options(areas), organisation=organisation_options(areas))
        number = str(self["number"].value() or "").strip()
        if number:
            try:
                self.case = queries.case_numbered(number, actor, at)
            except ValueError as problem:
                self._problem = str(problem)
        self._offer_helpers(queries.helpers_of(self.case) if self.case else {})

    def _offer_helpers(self, helpers: Mapping[uuid.UUID, str]) -> None:
        if not helpers:
            del self.fields["helper"]
            return
        chosen = [(str(key), name) for key, name in helpers.items()]
        self.fields["helper"].choices = [("", _("不单说一个人")), *chosen]  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        if self._problem:
            raise forms.ValidationError(self._problem)
        return str(self.cleaned_data["number"])

    def clean_giver_phone(self) -> str:
        return clean_phone(self.cleaned_data["giver_phone"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.case and not cleaned.get("area") and not {"number", "area"} & set(self.errors):
            self.add_error("area", _("请选地区，或在上面填编号。"))
        return cleaned
