"""The form by which a department's table is composed."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minsheng.foundation.fields import OnceForm, offer
from minsheng.foundation.widgets import PickField
from minsheng.registry import operations, queries
from minsheng.registry.forms.people import organisation_options

MOST_LETTERS = 40


class ComposeForm(OnceForm):
    """A table: whose, for what, which known facts it shows, and what is left to be written by hand."""

    name = forms.CharField(label=_("表叫什么"), max_length=80)
    organisation = PickField(label=_("哪个单位的表"))
    purpose = forms.ChoiceField(label=_("用途"), help_text=_("本人不同意这个用途的，这张表就不填。"))
    bound = forms.MultipleChoiceField(
        label=_("登记里有的，勾上就自动填"),
        help_text=_("还没问过本人的，第一次填表时问一次，以后别的表也不用再问。身份证号要另一个人批准才能用。"),
        widget=forms.CheckboxSelectMultiple,
    )
    by_hand = forms.CharField(
        label=_("另外要手写的，一行一个"),
        help_text=_("打印出来留空，写在纸上，系统里不存。不要问病情、收入、银行卡。"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, organisation=organisation_options())
        for name, choices in (
            ("purpose", [("", _("请选择")), *((one.pk, one.name) for one in queries.purposes())]),
            ("bound", list(queries.bindings().items())),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean_by_hand(self) -> list[str]:
        lines = [line.strip() for line in str(self.cleaned_data["by_hand"]).splitlines() if line.strip()]
        if any(len(line) > MOST_LETTERS for line in lines):
            raise forms.ValidationError(gettext("每行最多 40 个字。请写短一点。"))
        return lines

    def told(self) -> operations.NewForm:
        """What is composed."""
        told = self.cleaned_data
        return operations.NewForm(
            name=told["name"],
            organisation_id=uuid.UUID(told["organisation"]),
            purpose=told["purpose"],
            bound=told["bound"],
            by_hand=told["by_hand"],
        )
