"""Input shapes of visits that come again, and of money for shopping."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms.organising import PersonField, day_field
from minsheng.dispatch.rules.money import fen
from minsheng.foundation import rights
from minsheng.foundation.fields import DayField, OnceForm

RHYTHMS = [
    ("week-1", _("每周一次")),
    ("week-2", _("每两周一次")),
    ("month-1", _("每月一次")),
    ("month-2", _("每两个月一次")),
    ("month-3", _("每三个月一次")),
]


class RecurringForm(OnceForm):
    """Who is to be visited, for what, how often, from when."""

    person = PersonField(label=_("谁"))
    title = forms.CharField(
        label=_("上门做什么"), help_text=_("例如：上门理发、打扫卫生、代购米面油。"), max_length=120
    )
    skill = forms.ChoiceField(label=_("要会什么"), required=False)
    rhythm = forms.ChoiceField(label=_("多久一次"), choices=RHYTHMS, initial="month-1")
    starts_on = day_field(_("第一次是哪一天"))
    start = forms.TimeField(label=_("几点"), widget=forms.TimeInput(attrs={"type": "time"}))
    minutes = forms.IntegerField(label=_("大约多少分钟"), min_value=10, max_value=480, initial=60)

    def __init__(self, actor: rights.Actor, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person, skill = self.fields["person"], self.fields["skill"]
        if isinstance(person, PersonField):
            person.asked = (actor, at)
        if isinstance(skill, forms.ChoiceField):
            skill.choices = [("", _("谁都可以")), *((one.code, one.name) for one in queries.skills())]

    def visit(self) -> operations.NewRecurring:
        """What the form says, for the operation."""
        told = self.cleaned_data
        every, _dash, interval = told["rhythm"].partition("-")
        return operations.NewRecurring(
            person_id=told["person"],
            title=told["title"],
            skill=told["skill"] or None,
            every=operations.Every(every),
            interval=int(interval),
            starts_on=told["starts_on"],
            start=told["start"],
            minutes=told["minutes"],
        )


class PauseForm(OnceForm):
    """From when to when nobody is to come."""

    first = day_field(_("从哪一天起不来"))
    last = DayField(
        label=_("到哪一天为止"),
        help_text=_("还不知道就不填，想恢复时打电话。"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("first", on)


class MoneyField(forms.CharField):
    """Cleans an amount in yuan to fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=8, widget=forms.TextInput({"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> int:
        try:
            return fen(str(super().clean(value)).strip())
        except ValueError as problem:
            raise forms.ValidationError(_("请写金额，最多两位小数，例如 86.5。")) from problem


class GivenForm(OnceForm):
    """How much money the helper was given."""

    given = MoneyField(
        label=_("收到多少钱（元）"), help_text=_("当面点清，双方在小票上签字。不要收银行卡，不要问密码。")
    )


class SettleShoppingForm(OnceForm):
    """What was spent and what came back."""

    spent = MoneyField(label=_("花了多少钱（元）"), help_text=_("照小票写。"))
    returned = MoneyField(label=_("找回多少钱（元）"))


class SignForm(OnceForm):
    """Does the person say that the sums are right, and how did he say so?"""

    answer = forms.ChoiceField(
        label=_("本人怎么说"), choices=[("yes", _("对，签字了")), ("no", _("对不上"))], widget=forms.RadioSelect
    )
    how = forms.ChoiceField(label=_("怎么说的"), choices=list(queries.CHANNELS.items()))
    words = forms.CharField(label=_("对不上时，本人的原话"), max_length=400, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("answer") == "no" and not (told.get("words") or "").strip():
            self.add_error("words", _("请写下本人怎么说的。"))
        return told
