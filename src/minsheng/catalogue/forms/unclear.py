"""Forms for matters of which nobody knows whose they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.catalogue.forms.drafting import category_options, organisation_options
from minsheng.foundation import rights
from minsheng.foundation.fields import OnceForm, area_options, offer, without_secrets
from minsheng.foundation.widgets import PickField, PickSeveralField


class AskForm(OnceForm):
    """A township or department asks who should do something."""

    title = forms.CharField(label=_("什么事，一句话"), max_length=120)
    evidence = forms.CharField(
        label=_("依据"),
        help_text=_("谁说不归自己管、什么时候、凭什么文件。不要写卡号、身份证号、密码。"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )
    area = PickField(label=_("在哪里"), help_text=_("写名称、拼音首字母，或从列表中选。"))
    category = PickField(label=_("诉求类别"), required=False)

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, area=area_options(actor.areas("catalogue.raise_unclear")), category=category_options())

    def clean_title(self) -> str:
        return without_secrets(self.cleaned_data["title"])

    def clean_evidence(self) -> str:
        return without_secrets(self.cleaned_data["evidence"])


class OpinionForm(OnceForm):
    """Who should lead, in the view of one's own organisation."""

    lead = PickField(label=_("应当由谁主办"))
    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="opinion_%s", **kwargs)
        offer(self, lead=organisation_options())

    def clean_reason(self) -> str:
        return without_secrets(self.cleaned_data["reason"])


class DecisionForm(OnceForm):
    """Who leads from now on, and why."""

    lead = PickField(label=_("裁定由谁主办"))
    co_handlers = PickSeveralField(
        label=_("配合责任部门"), help_text=_("可以选几个。写名称、拼音首字母，或从列表中选。"), required=False
    )
    reason = forms.CharField(
        label=_("裁定的理由"), help_text=_("当事单位都会看到。"), max_length=1000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="decision_%s", **kwargs)
        offer(self, lead=organisation_options(), co_handlers=organisation_options())

    def clean_reason(self) -> str:
        return without_secrets(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("lead") and cleaned["lead"] in cleaned.get("co_handlers", ()):
            self.add_error("co_handlers", _("主体责任部门不能同时是配合部门。请去掉其中一处。"))
        return cleaned
