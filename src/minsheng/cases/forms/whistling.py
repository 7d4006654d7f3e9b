"""Forms of a whistle: whom to call for what, and how they answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.cases import rules
from minsheng.cases.forms.intake import organisation_options
from minsheng.foundation.fields import OnceForm, offer
from minsheng.foundation.widgets import PickSeveralField


class WhistleForm(OnceForm):
    """Which organisations a community needs on the spot, and what for."""

    organisations = PickSeveralField(
        label=_("叫哪些单位"), help_text=_("可以选几个。写名称、拼音首字母，或从列表中选。")
    )
    words = forms.CharField(label=_("要一起解决什么"), max_length=400, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, organisations=organisation_options([area]))


class StepForm(OnceForm):
    """Nothing to fill in: the step is done now."""


class RatingForm(OnceForm):
    """How an organisation answered the call."""

    rating = forms.ChoiceField(
        label=_("这个单位做得怎么样"),
        choices=[(one.value, words) for one, words in rules.RATING_WORDS.items()],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("理由"),
        help_text=_("“一般”和“不到位”必须写明理由，被评价的单位会看到。"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
