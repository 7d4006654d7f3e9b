"""Form of a contact card: short lines, so that they fit on an A6 card in large print."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.foundation.fields import OnceForm, clean_phone


class ContactForm(OnceForm):
    """One named person and one number."""

    contact_name = forms.CharField(label=_("找谁（姓名）"), max_length=12)
    duty = forms.CharField(label=_("是做什么的"), help_text=_("例如“社区书记”。"), max_length=12)
    phone = forms.CharField(
        label=_("电话"),
        help_text=_("只写一个号码，要有人接；座机、手机都行。"),
        max_length=30,
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    hours = forms.CharField(
        label=_("什么时候打"), help_text=_("例如“每天8点到20点”；随时能打就不写。"), max_length=16, required=False
    )

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])
