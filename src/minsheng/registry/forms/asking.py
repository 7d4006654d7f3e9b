"""The form by which something more is asked of people."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minsheng.foundation.fields import OnceForm, offer
from minsheng.foundation.widgets import PickField
from minsheng.registry import operations
from minsheng.registry.forms.people import organisation_options
from minsheng.registry.models import FactKind
from minsheng.registry.rules import filling as rules

MOST_LETTERS = 20


class QuestionForm(OnceForm):
    """A question: in which words, in which shape, for how long, for whom and why."""

    name = forms.CharField(label=_("问什么"), help_text=_("写短，例如“家里几个人”。"), max_length=60)
    shape = forms.ChoiceField(
        label=_("怎么填"), choices=FactKind.Shape.choices, initial=FactKind.Shape.CHOICE, widget=forms.RadioSelect
    )
    choices = forms.CharField(
        label=_("可以选的答案，一行一个"),
        help_text=_("只有“选一个”要写，例如：能、要人陪、不能。"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    help = forms.CharField(label=_("问的时候的提示"), max_length=200, required=False)
    months = forms.IntegerField(
        label=_("一次回答管几个月"),
        help_text=_("过了这些月再问一次；会变的写短些。"),
        min_value=1,
        max_value=rules.MOST_MONTHS,
        initial=12,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    organisation = PickField(label=_("哪个单位要问"))
    reason = forms.CharField(
        label=_("为什么要问"),
        help_text=_("批准的人看这一条。没有它也能办的事，就不要问。"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, organisation=organisation_options())

    def clean_choices(self) -> list[str]:
        lines = [line.strip() for line in str(self.cleaned_data["choices"]).splitlines() if line.strip()]
        if any(len(line) > MOST_LETTERS for line in lines):
            raise forms.ValidationError(gettext("每个答案最多 20 个字。请写短一点。"))
        return list(dict.fromkeys(lines))

    def told(self) -> operations.NewQuestion:
        """What is declared; answers to choose from only where one is chosen."""
        told = self.cleaned_data
        return operations.NewQuestion(
            name=told["name"],
            help=told["help"],
            shape=told["shape"],
            choices=told["choices"] if told["shape"] == FactKind.Shape.CHOICE else (),
            months=told["months"],
            organisation_id=uuid.UUID(told["organisation"]),
            reason=told["reason"],
        )
