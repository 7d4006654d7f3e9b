"""Forms about people's data that leave as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.fields import OnceForm, area_options, offer
from minsheng.foundation.widgets import Option, PickField
from minsheng.registry import operations, queries
from minsheng.registry.models import DerivedList

REASON = _("拿去做什么")


class ListSharingForm(OnceForm):
    """A list as a file."""

    has_numbers = forms.BooleanField(
        label=_("要电话和身份证号"), help_text=_("要号码的，由另一个人批准。不要号码就不勾。"), required=False
    )
    reason = forms.CharField(
        label=REASON, help_text=_("批准的人和本人都会看到。"), max_length=300, widget=forms.Textarea({"rows": 3})
    )

    def asked(self, one: DerivedList | None) -> operations.NewSharing:
        """What is asked for."""
        told = self.cleaned_data
        return operations.NewSharing(
            reason=told["reason"],
            list_code=one.pk if one else "",
            purpose=told.get("purpose", ""),
            area=told.get("area", ""),
            has_numbers=told["has_numbers"],
            content=told.get("content", "people"),
        )


class PeopleSharingForm(ListSharingForm):
    """The people of an area as a file, or what they belong to, for one purpose."""

    content = forms.ChoiceField(
        label=_("导出什么"),
        choices=[("people", _("人员底数")), ("memberships", _("成员和身份：谁在哪个组织，从哪天到哪天"))],
        initial="people",
        widget=forms.RadioSelect,
    )
    area = PickField(label=_("地区"))
    purpose = forms.ChoiceField(label=_("用途"), help_text=_("不同意这个用途的人不在文件里。"))
    field_order = ("content", "area", "purpose", "has_numbers", "reason")

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = actor.areas(queries.EXPORT)
        names = ground.division_names(areas)
        own = [Option(code, names[code], (code,)) for code in areas if code in names]
        offer(self, area=[*own, *(one for one in area_options(areas) if one.key not in areas)])
        self.initial["area"] = own[0].label if own else ""
        purpose = self.fields["purpose"]
        if isinstance(purpose, forms.ChoiceField):
            purpose.choices = [(one.pk, one.name) for one in queries.purposes()]


class DecisionForm(OnceForm):
    """Yes, or no with the reason."""

    outcome = forms.ChoiceField(
        label=_("批准吗"), choices=[("approved", _("批准")), ("refused", _("不批准"))], widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("理由"),
        help_text=_("不批准要写理由；批准可以写条件，例如“用完交回销毁”。"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
