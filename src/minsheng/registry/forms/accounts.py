"""Forms about accounts and their roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.fields import DayField, OnceForm, offer
from minsheng.foundation.widgets import Option, PickField
from minsheng.registry import policies
from minsheng.registry.forms.people import organisation_options
from minsheng.registry.rules.accounts import Proof

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def area_options(actor: rights.Actor, permission: str) -> list[Option]:
    """Every area, of whichever level, in which the actor has this permission."""
    rows = ground.divisions_inside(actor.areas(permission))
    return [Option(row.code, row.name, (row.spelling, row.code)) for row in rows]


class AccountSearchForm(forms.Form):
    """Whose account to look for."""

    text = forms.CharField(label=_("姓名、拼音、首字母或登录名"), max_length=60, required=False)


class AccountForm(OnceForm):
    """Somebody who shall be able to sign in."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    login = forms.CharField(
        label=_("登录名"),
        help_text=_("小写字母和数字，以字母开头，例如 wanghong2；定了就不再改。"),
        max_length=40,
        validators=[RegexValidator(r"^[a-z][a-z0-9._-]*$", _("只能用小写字母、数字和 . _ -，以字母开头。"))],
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    organisation = PickField(label=_("在哪个单位工作"))
    area = PickField(label=_("属于哪个地区"), help_text=_("写名称、拼音首字母，或从列表中选。"))

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, area=area_options(actor, policies.MANAGE_ACCOUNTS), organisation=organisation_options())


class RoleForm(OnceForm):
    """A role in an area, from a day, perhaps to a day."""

    role = forms.ChoiceField(label=_("角色"))
    area = PickField(label=_("在哪个地区"), help_text=_("包括它下面的所有地区。够用就好，不要给大了。"))
    valid_from = DayField(label=_("从哪一天起"), widget=DATE)
    valid_to = DayField(
        label=_("到哪一天为止"), help_text=_("借调、代班写上；长期的不写。"), widget=DATE, required=False
    )

    def __init__(self, actor: rights.Actor, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, area=area_options(actor, policies.GRANT_ROLES))
        role = self.fields["role"]
        if isinstance(role, forms.ChoiceField):
            role.choices = ground.roles()
        self.initial.setdefault("valid_from", on)


class EndRoleForm(OnceForm):
    """The last day of a role, or that it ends at once."""

    when = forms.ChoiceField(
        label=_("什么时候结束"),
        choices=[("last_day", _("做完最后一天")), ("at_once", _("现在就结束"))],
        initial="last_day",
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("最后一天"), widget=DATE, required=False)

    def __init__(self, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", on)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("when") == "last_day" and not told.get("on") and "on" not in self.errors:
            self.add_error("on", _("请填写最后一天。"))
        return told

    @property
    def last_day(self) -> date | None:
        """The last day, None for at once."""
        return None if self.cleaned_data["when"] == "at_once" else self.cleaned_data["on"]


class LostFactorForm(OnceForm):
    """How it was made sure who has lost his telephone or key."""

    proof = forms.ChoiceField(
        label=_("怎么确认是本人"),
        choices=[
            (Proof.IDENTITY_CARD, _("本人到场，看了身份证")),
            (Proof.KNOWN_IN_PERSON, _("本人到场，我当面认识他")),
        ],
        widget=forms.RadioSelect,
        help_text=_("打电话、发消息来的不算：请他本人过来。这一条会记进操作日志。"),
    )


class SureForm(OnceForm):
    """Nothing to fill in: to be sent by whoever is sure."""
