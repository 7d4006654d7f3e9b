"""Forms of following up: leaving an answer out of the rate."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.cases import rules
from minsheng.foundation.fields import OnceForm


class AskExclusionForm(OnceForm):
    """Why this answer should not count."""

    reason = forms.ChoiceField(
        label=_("理由"),
        help_text=_("回答不好不是理由。由另一人决定。"),
        choices=[(one.value, words) for one, words in rules.EXCLUSION_WORDS.items()],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("具体说明"), max_length=400, widget=forms.Textarea({"rows": 3}))


class DecideExclusionForm(OnceForm):
    """Yes or no, and why."""

    decision = forms.ChoiceField(
        label=_("是否同意不计入"),
        choices=[("yes", _("同意不计入")), ("no", _("不同意，照常计入"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("理由"), max_length=400, widget=forms.Textarea({"rows": 3}))
