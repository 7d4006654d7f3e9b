"""Form of a contact from an outreach list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.cases import rules
from minsheng.cases.models import OutreachContact
from minsheng.foundation.fields import OnceForm


class OutreachForm(OnceForm):
    """What came of it; a need is written down at the desk instead."""

    channel = forms.ChoiceField(
        label=_("怎么联系的"), choices=OutreachContact.Channel.choices, initial="phone", widget=forms.RadioSelect
    )
    result = forms.ChoiceField(
        label=_("结果"),
        choices=[(one.value, words) for one, words in rules.OUTREACH_WORDS.items() if one in rules.FROM_A_LIST],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("本人的原话"),
        help_text=_("本人说以后不要主动联系时要写；这不影响给他办事。"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("result") == rules.OutreachResult.DECLINED and not cleaned.get("words", "").strip():
            self.add_error("words", _("请写下本人的原话。"))
        return cleaned
