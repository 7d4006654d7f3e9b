"""Input shape of what the served side says of help."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import operations, queries
from minsheng.dispatch.rules import LONGEST_MINUTES
from minsheng.foundation.fields import OnceForm


class ConfirmForm(OnceForm):
    """Was it done, how long did it take, how does one know."""

    answer = forms.ChoiceField(
        label=_("对方怎么说"), choices=list(queries.ANSWER_WORDS.items()), widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(
        label=_("用了多少分钟"),
        help_text=_("照对方说的写，不能比志愿者自己报的多。"),
        min_value=1,
        max_value=LONGEST_MINUTES,
        required=False,
    )
    how = forms.ChoiceField(label=_("怎么问到的"), choices=list(queries.CHANNELS.items()), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("对方说的话"), help_text=_("说不是这样时要写。"), max_length=400, required=False, widget=forms.Textarea
    )

    def __init__(self, found: queries.HelpToConfirm, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("minutes", found.minutes)
        if found.person is None:
            del self.fields["how"]

    def said(self) -> operations.ServedWord:
        """What the form says, for the operation."""
        told = self.cleaned_data
        return operations.ServedWord(
            answer=operations.Answer(told["answer"]),
            how=told.get("how", ""),
            minutes=told["minutes"],
            words=told["words"],
        )
