"""Forms about lists that follow from a rule."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.fields import DayField, OnceForm, area_options, offer
from minsheng.foundation.widgets import Option, PickField, PickSeveralField
from minsheng.registry import operations, queries
from minsheng.registry.forms.people import organisation_options
from minsheng.registry.models import Person, Residence
from minsheng.registry.rules import roles
from minsheng.registry.rules.listing import MOST_DAYS

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
AGE = forms.NumberInput({"inputmode": "numeric", "min": 0, "max": 130})
CONDITIONS = ("age_from", "age_to", "languages", "residences", "organisations", "roles", "programmes", "lives_alone")


class ListForm(OnceForm):
    """A list: what it is called, for what, whose, until when, and who belongs on it. Names of people have no place."""

    name = forms.CharField(label=_("名单叫什么"), help_text=_("写用途，不写人名，例如“冬季取暖走访”。"), max_length=60)
    purpose = forms.ChoiceField(label=_("用途"), help_text=_("不同意这个用途的人不会列出来。"))
    area = PickField(label=_("哪个地区"), help_text=_("写名称、拼音首字母，或从列表中选。"))
    owner = PickField(label=_("谁管这份名单"), help_text=_("一个单位，对它的使用负责。"))
    expires_on = DayField(label=_("用到哪一天"), help_text=_("最长一年，到期自动不再列人。"), widget=DATE)
    age_from = forms.IntegerField(label=_("满多少岁"), min_value=0, max_value=130, required=False, widget=AGE)
    age_to = forms.IntegerField(label=_("不超过多少岁"), min_value=0, max_value=130, required=False, widget=AGE)
    lives_alone = forms.BooleanField(
        label=_("本人说过一个人住"),
        help_text=_("这样的名单要另一个人批准，不打印、不导出。"),
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("愿意用的语言"), choices=Person.Language.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    residences = forms.MultipleChoiceField(
        label=_("住在"), choices=Residence.Kind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    organisations = PickSeveralField(
        label=_("在这些组织里"), help_text=_("可以选几个。写名称、拼音首字母，或从列表中选。"), required=False
    )
    roles = forms.MultipleChoiceField(
        label=_("有这些身份之一"),
        choices=list(roles.ROLE_WORDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    programmes = forms.MultipleChoiceField(
        label=_("所在组织挂了这些项目之一"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, actor: rights.Actor, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = actor.areas(queries.DECLARE)
        names = ground.division_names(areas)
        own = [Option(code, names[code], (code,)) for code in areas if code in names]
        offer(
            self,
            area=[*own, *(one for one in area_options(areas) if one.key not in areas)],
            owner=organisation_options(),
            organisations=_organisations_by_code(),
        )
        purpose = self.fields["purpose"]
        if isinstance(purpose, forms.ChoiceField):
            purpose.choices = [("", _("请选择")), *((one.pk, one.name) for one in queries.purposes())]
        programmes = self.fields["programmes"]
        if isinstance(programmes, forms.MultipleChoiceField):
            programmes.choices = [(row.code, row.name) for row in queries.programmes()]
        self.initial.setdefault("area", own[0].label if own else "")
        self.initial.setdefault("expires_on", on + timedelta(days=MOST_DAYS // 2))
        self.fields["expires_on"].widget.attrs["max"] = f"{on + timedelta(days=MOST_DAYS):%Y-%m-%d}"

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.errors and not self.rule():
            self.add_error("age_from", gettext("至少写一个条件：年龄、语言、住处、组织、身份、项目，或一个人住。"))
        lowest, highest = told.get("age_from"), told.get("age_to")
        if lowest is not None and highest is not None and highest < lowest:
            self.add_error("age_to", gettext("上限不能小于下限。请核对两个年龄。"))
        return told

    def rule(self) -> dict[str, object]:
        """The conditions that are written; an empty one says nothing."""
        told = {key: self.cleaned_data.get(key) for key in CONDITIONS}
        plain = {key: list(one) if isinstance(one, tuple) else one for key, one in told.items()}
        return {key: one for key, one in plain.items() if one not in (None, "", [], False)}

    def told(self) -> operations.NewList:
        """What is declared."""
        told = self.cleaned_data
        return operations.NewList(
            name=told["name"],
            area=told["area"],
            purpose=told["purpose"],
            owner_id=uuid.UUID(told["owner"]),
            rule=self.rule(),
            expires_on=told["expires_on"],
        )


def _organisations_by_code() -> list[Option]:
    return [Option(row.code, row.name, row.aliases) for row in queries.organisations().values()]


class ListEndForm(OnceForm):
    """Until which day a list goes on."""

    expires_on = DayField(label=_("新的到期日"), help_text=_("从今天起最长一年。"), widget=DATE)
