"""A person decides about a record that came second."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.foundation.fields import OnceForm


class SettleForm(OnceForm):
    """Does it count, and how does one know."""

    decision = forms.ChoiceField(
        label=_("这份记录算不算一次上门"),
        choices=[("no", _("不另计：同一次上门，已经记过了")), ("yes", _("算：确实另外去了一次"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("怎么核对的"),
        help_text=_("例如：给两个人都打了电话。"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )
