"""Forms about connected systems and their keys."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import rights
from minsheng.foundation.fields import OnceForm, offer
from minsheng.foundation.scopes import SCOPES
from minsheng.foundation.widgets import PickField
from minsheng.registry.forms.accounts import area_options
from minsheng.registry.forms.people import organisation_options

MANAGE = "foundation.manage_clients"


class SystemForm(OnceForm):
    """Another system that shall connect: what it may do, where, and for whom it speaks."""

    name = forms.CharField(
        label=_("系统名称"), help_text=_("例如：12345热线平台。它办的事上写这个名字。"), max_length=60
    )
    code = forms.CharField(
        label=_("代码"),
        help_text=_("小写字母和数字，例如 hotline；定了就不再改。"),
        max_length=30,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*$", _("只能用小写字母、数字和 -，以字母开头。"))],
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    area = PickField(label=_("在哪个地区"), help_text=_("包括它下面的所有地区。够用就好，不要给大了。"))
    scopes = forms.MultipleChoiceField(
        label=_("可以做什么"),
        help_text=_("只选用得着的。核实、不予受理、告知要由人来做，不在这里。"),
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    speaks_for = PickField(label=_("代表哪个单位"), help_text=_("看、办、退回本单位的诉求才要选。"), required=False)
    per_minute = forms.IntegerField(
        label=_("每分钟最多问几次"), initial=120, min_value=1, max_value=6000, widget=forms.NumberInput
    )

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, area=area_options(actor, MANAGE), speaks_for=organisation_options())


class SubscriptionForm(OnceForm):
    """Where a system wants to be told."""

    url = forms.CharField(
        label=_("通知地址"), help_text=_("对方给的地址，以 https:// 开头。"), max_length=300, widget=forms.URLInput
    )


class DeadFactForm(OnceForm):
    """What to do with what did not arrive."""

    answer = forms.ChoiceField(
        label=_("怎么办"),
        choices=[("again", _("再发一次")), ("leave_out", _("略过这一条，接着发后面的"))],
        widget=forms.RadioSelect,
    )


class KeyForm(OnceForm):
    """How long a new key shall be good."""

    days = forms.IntegerField(
        label=_("有效多少天"),
        help_text=_("最多 366 天。到期前发一个新的，两个可以同时用。"),
        initial=180,
        min_value=1,
        max_value=366,
    )
