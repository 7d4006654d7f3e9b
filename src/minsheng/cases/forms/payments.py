"""Form of the register of payment difficulties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.cases import rules
from minsheng.foundation.fields import OnceForm, area_options, clean_phone, offer
from minsheng.foundation.widgets import PickField
from minsheng.registry import queries as registry


class PaymentForm(OnceForm):
    """Who has which trouble and wants what, and how he agreed."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(label=_("电话"), max_length=30, widget=forms.TextInput({"inputmode": "tel"}))
    area = PickField(label=_("在哪个村（社区）"))
    difficulty = forms.ChoiceField(
        label=_("遇到什么困难"),
        choices=[(one.value, words) for one, words in rules.DIFFICULTY_WORDS.items()],
        widget=forms.RadioSelect,
    )
    help_wanted = forms.ChoiceField(
        label=_("想要什么帮助"),
        choices=[(one.value, words) for one, words in rules.HELP_WORDS.items()],
        widget=forms.RadioSelect,
    )
    consent = forms.CharField(
        label=_("本人怎么同意的"), help_text=_("写他的原话。不同意就不登记，照样给他办事。"), max_length=200
    )
    outlet = forms.ChoiceField(label=_("网点"), widget=forms.RadioSelect)

    def __init__(self, outlets: Sequence[registry.OrganisationRow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, area=area_options(sorted({one.area[:6] for one in outlets})))
        choices = [(str(one.id), one.name) for one in outlets]
        self.fields["outlet"].choices = choices  # type: ignore[attr-defined]
        self.fields["outlet"].initial = choices[0][0]
        if len(choices) == 1:
            self.fields["outlet"].widget = forms.HiddenInput()

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


class EndPaymentForm(OnceForm):
    """Why an entry ends; either way it is deleted."""

    how = forms.ChoiceField(
        label=_("为什么删除"),
        choices=[("helped", _("帮到了")), ("withdrawn", _("本人不想再登记"))],
        widget=forms.RadioSelect,
    )
