"""The question by which a duty is looked up."""

from django import forms
from django.utils.translation import gettext_lazy as _


class QuestionForm(forms.Form):
    """A question in ordinary words."""

    question = forms.CharField(
        label=_("您要问的事"),
        help_text=_("用平常话写，例如：村里盖房谁管"),
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )
