"""Forms about an organisation."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import identity, rights
from minsheng.foundation import queries as ground
from minsheng.foundation.fields import OnceForm, clean_phone, offer
from minsheng.foundation.widgets import Option, PickField
from minsheng.registry import operations, queries
from minsheng.registry.forms.people import organisation_options
from minsheng.registry.models import Organisation
from minsheng.registry.rules.labels import ORGANISATION


class OrganisationSearchForm(forms.Form):
    """What to look for in the list of organisations."""

    text = forms.CharField(label=_("名称、拼音或首字母"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("类型"), required=False)
    programme = forms.ChoiceField(label=_("项目"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = [(row.code, row.name) for row in queries.programmes()]
        for name, choices in (("kind", Organisation.Kind.choices), ("programme", programmes)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("全部")), *choices]


class LabelsForm(OnceForm):
    """Under which programmes an organisation stands."""

    labels = forms.MultipleChoiceField(label=_("挂在哪些项目下"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, found: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["labels"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = queries.label_choices()
        self.initial["labels"] = queries.labels_of(ORGANISATION, found.pk)


class OrganisationForm(OnceForm):
    """An organisation; `code` is asked only for a new one."""

    code = forms.CharField(
        label=_("代码"),
        help_text=_("小写字母、数字和下划线，以字母开头；定了就不再改。"),
        max_length=60,
        validators=[RegexValidator(r"^[a-z][a-z0-9_]*$", _("只能用小写字母、数字和下划线，以字母开头。"))],
    )
    name = forms.CharField(label=_("全称"), max_length=120)
    short_name = forms.CharField(label=_("简称"), max_length=60)
    kind = forms.ChoiceField(label=_("类型"), choices=Organisation.Kind.choices)
    parent = PickField(label=_("上级组织"), required=False)
    area = PickField(label=_("所在地区"), help_text=_("写名称、拼音首字母，或从列表中选。"))
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=30, required=False)

    def __init__(self, actor: rights.Actor, found: Organisation | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = _areas(actor)
        offer(self, area=areas, parent=organisation_options())
        if found is None:
            return
        del self.fields["code"]
        self.initial.update(
            name=found.name,
            short_name=found.short_name,
            kind=found.kind,
            parent=found.parent.short_name if found.parent else "",
            area=next((one.label for one in areas if one.key == found.area_id), ""),
            phone=found.phone,
            address=found.address,
            credit_code=found.credit_code or "",
        )

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_credit_code(self) -> str:
        text = self.cleaned_data["credit_code"]
        try:
            return identity.unified_social_credit_code(text) if text.strip() else ""
        except identity.InvalidIdentity as problem:
            raise forms.ValidationError(str(problem)) from problem

    def entry(self) -> operations.OrganisationEntry:
        """What was entered."""
        told = self.cleaned_data
        return operations.OrganisationEntry(
            name=told["name"],
            short_name=told["short_name"],
            kind=told["kind"],
            area=told["area"],
            parent_id=uuid.UUID(told["parent"]) if told["parent"] else None,
            phone=told["phone"],
            address=told["address"],
            credit_code=told["credit_code"],
        )


def _areas(actor: rights.Actor) -> list[Option]:
    return [
        Option(row.code, row.name if len(row.code) <= 9 else f"{row.name}（{row.code}）", (row.spelling, row.code))
        for row in ground.divisions_inside(actor.areas("registry.edit_organisation"))
    ]
