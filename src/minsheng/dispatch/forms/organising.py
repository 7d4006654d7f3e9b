"""Input shapes of teams, bases and posts."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import operations
from minsheng.foundation import rights
from minsheng.foundation.fields import DayField, OnceForm, area_options, clean_phone, offer
from minsheng.foundation.widgets import Option, PickField
from minsheng.registry import queries as registry

PARTY_KINDS = frozenset({"party_committee", "general_branch", "branch"})


def day_field(label: Any) -> forms.DateField:
    """A day, chosen with the browser's own calendar."""
    return DayField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class PersonField(forms.CharField):
    """Cleans to the id of exactly one person whom the actor may see, by name, pinyin, initials or phone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, help_text=_("写姓名或电话；同名的写电话。要先在底数里登记过。"), **kwargs)
        self.asked: tuple[rights.Actor, datetime] | None = None

    def clean(self, value: Any) -> uuid.UUID | None:
        """The person; None where nobody was named and nobody has to be."""
        text = str(super().clean(value))
        if not text:
            return None
        found = registry.people_meant(text, *self.asked) if self.asked else ()
        if len(found) == 1:
            return found[0].id
        if not found:
            raise forms.ValidationError(_("底数里没有找到这个人。请先登记，或换电话查找。"))
        raise forms.ValidationError(_("有几个人都对得上。请写电话。"))


class SearchForm(forms.Form):
    """What to look for in a list."""

    text = forms.CharField(label=_("名称、拼音或首字母"), max_length=60, required=False)


class EndForm(OnceForm):
    """The last day of something."""

    on = day_field(_("到哪一天为止"))

    def __init__(self, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", on)


class TeamForm(OnceForm):
    """A new team."""

    name = forms.CharField(label=_("队伍名称"), max_length=120)
    short_name = forms.CharField(label=_("简称"), max_length=60, required=False)
    kind = forms.ChoiceField(
        label=_("类型"), choices=[("volunteer_team", _("志愿服务队")), ("team", _("服务队"))], widget=forms.RadioSelect
    )
    area = PickField(label=_("服务哪个村（社区）"), help_text=_("写名称、拼音首字母，或从列表中选。"))
    phone = forms.CharField(
        label=_("联系电话"), max_length=30, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, area=area_options(actor.areas("dispatch.keep_teams")))

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def team(self) -> operations.NewTeam:
        """What the form says, for the operation."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "client_id"}
        return operations.NewTeam(**told)


class JoinForm(OnceForm):
    """A person, in which role, from when."""

    person = PersonField(label=_("谁"))
    role = forms.ChoiceField(label=_("身份"), help_text=_("同一个人可以有几种身份，只算一个人。"))
    valid_from = day_field(_("从哪一天起"))

    def __init__(
        self, actor: rights.Actor, at: datetime, roles: Mapping[str, str], on: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        person, role = self.fields["person"], self.fields["role"]
        if isinstance(person, PersonField):
            person.asked = (actor, at)
        if isinstance(role, forms.ChoiceField):
            role.choices = list(roles.items())
        if not roles:
            del self.fields["role"]
        self.initial.setdefault("valid_from", on)


class BaseForm(OnceForm):
    """A new demonstration base: its four roles and its industries."""

    name = forms.CharField(label=_("基地名称"), max_length=120)
    area = PickField(label=_("在哪个村（社区）"), help_text=_("写名称、拼音首字母，或从列表中选。"))
    industries = forms.CharField(
        label=_("服务哪些产业"), help_text=_("至少一个；几个用顿号隔开，例如：笤帚苗、肉牛。"), max_length=200
    )
    lead = PickField(label=_("牵头（苏木乡镇党委）"))
    guide = PickField(label=_("引领（嘎查村党组织）"))
    members = forms.CharField(label=_("参与（党员）"), help_text=_("写哪些人，不写姓名。"), max_length=200)
    beneficiaries = forms.CharField(label=_("受益（群众）"), help_text=_("写哪些人，不写姓名。"), max_length=200)
    valid_from = day_field(_("从哪一天起"))

    def __init__(self, actor: rights.Actor, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = actor.areas("dispatch.keep_teams")
        parties = [
            Option(str(row.id), row.name, row.aliases)
            for row in registry.organisations_for(areas).values()
            if row.kind in PARTY_KINDS
        ]
        offer(self, area=area_options(areas), lead=parties, guide=parties)
        self.initial.setdefault("valid_from", on)

    def clean_industries(self) -> list[str]:
        found = [one for one in re.split(r"[、，,；;\s]+", self.cleaned_data["industries"]) if one]
        if not found:
            raise forms.ValidationError(_("每个基地至少写一个产业。请补上。"))
        if any(len(one) > 40 for one in found):
            raise forms.ValidationError(_("一个产业最多40个字。请用顿号隔开。"))
        return found

    def base(self) -> operations.NewBase:
        """What the form says, for the operation."""
        told = self.cleaned_data
        return operations.NewBase(
            name=told["name"],
            area=told["area"],
            lead_id=uuid.UUID(told["lead"]),
            guide_id=uuid.UUID(told["guide"]),
            members=told["members"],
            beneficiaries=told["beneficiaries"],
            industries=told["industries"],
            valid_from=told["valid_from"],
        )


class PostForm(OnceForm):
    """A new service post."""

    name = forms.CharField(label=_("岗位名称"), max_length=60)
    duty = forms.CharField(label=_("职责"), help_text=_("一句话写明做什么。"), max_length=200)
    area = PickField(label=_("在哪里设岗"))
    valid_from = day_field(_("从哪一天起"))

    def __init__(self, actor: rights.Actor, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, area=area_options(actor.areas("dispatch.keep_teams")))
        self.initial.setdefault("valid_from", on)

    def post(self) -> operations.NewPost:
        """What the form says, for the operation."""
        told = self.cleaned_data
        return operations.NewPost(
            name=told["name"], duty=told["duty"], area=told["area"], valid_from=told["valid_from"]
        )
