"""Forms of an enterprise's voice box: no name, no number, nothing to sign in with."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.cases import operations
from minsheng.foundation.fields import without_secrets


class StaffVoiceForm(forms.Form):
    """What an employee says. The receipt is made with the form, so that sending it twice is once."""

    words = forms.CharField(
        label=_("什么事"),
        help_text=_("不用写姓名。不要写能认出您的话，比如只有您一个人做的岗位。"),
        max_length=6000,
        widget=forms.Textarea({"rows": 6}),
    )
    receipt = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def clean_words(self) -> str:
        return without_secrets(str(self.cleaned_data["words"]))


class StaffSheetForm(StaffVoiceForm):
    """The same from a sheet of paper: its receipt stands on it, so that keying it twice is once."""

    receipt = forms.CharField(
        label=_("纸上的回执号"), help_text=_("照纸上的录入，横线、空格、大小写不用管。"), max_length=60
    )
    field_order = ("receipt", "words")


class ReceiptForm(forms.Form):
    """The receipt, to look up what came of it."""

    receipt = forms.CharField(
        label=_("回执号"), help_text=_("交意见时给您的那一串，横线、空格、大小写不用管。"), max_length=60
    )

    def clean_receipt(self) -> str:
        told = str(self.cleaned_data["receipt"])
        if not operations.is_receipt(told):
            raise forms.ValidationError(_("回执号是4个一组的字母和数字，没有0、1、I、L、O。请对照纸条再看一遍。"))
        return told
