"""Forms of the register of promises."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.catalogue.forms.drafting import organisation_options
from minsheng.catalogue.models import CommitmentRating
from minsheng.catalogue.queries import Slot
from minsheng.foundation.fields import DayField, OnceForm, offer, without_secrets
from minsheng.foundation.widgets import PickField


class CommitmentForm(OnceForm):
    """What is promised, by whom, until when."""

    measure = forms.CharField(label=_("措施"), max_length=200)
    owner = PickField(label=_("责任单位"))
    owner_name = forms.CharField(label=_("责任人"), max_length=60)
    due_on = DayField(label=_("哪天以前做到"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="commitment_%s", **kwargs)
        offer(self, owner=organisation_options())

    def owner_id(self) -> uuid.UUID:
        """The organisation that was picked."""
        return uuid.UUID(self.cleaned_data["owner"])


class EvidenceForm(OnceForm):
    """What shows that a promise is kept."""

    words = forms.CharField(label=_("做了什么，凭什么说做到了"), max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="evidence_%s", **kwargs)

    def clean_words(self) -> str:
        return without_secrets(self.cleaned_data["words"])


class RatingForm(forms.Form):
    """Was it done? No client id: the memory of answered requests would say who answered what."""

    answer = forms.ChoiceField(
        label=_("这一项做到了吗"),
        help_text=_("只记回答，不记是谁；满5个人回答才公布。"),
        choices=CommitmentRating.Answer.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "rating_%s", **kwargs})


def commitment_initial(slot: Slot) -> dict[str, Any]:
    """What the form of a slot starts with."""
    one = slot.commitment
    return {"measure": one.measure, "owner": slot.owner, "owner_name": one.owner_name, "due_on": one.due_on}
