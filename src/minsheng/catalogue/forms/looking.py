"""Questions to the responsibility list: in ordinary words, or by day, type and number."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.catalogue.models import ListType
from minsheng.foundation.fields import DayField


class QuestionForm(forms.Form):
    """A question in ordinary words, for today or for a past day."""

    question = forms.CharField(
        label=_("您要问的事"),
        help_text=_("用平常话写，例如：村里盖房谁管"),
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )
    on = DayField(
        label=_("哪一天谁负责"),
        help_text=_("不填就是今天；问过去的事，填事情发生的那一天。"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class ListFilterForm(forms.Form):
    """Which lines of the list are shown."""

    on = DayField(label=_("哪一天的清单"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(
        label=_("事项、单位或编号"), max_length=60, required=False, widget=forms.TextInput({"type": "search"})
    )
    list_type = forms.ChoiceField(
        label=_("清单类型"),
        choices=[("", _("全部")), *ListType.choices],
        required=False,
    )
    after = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
