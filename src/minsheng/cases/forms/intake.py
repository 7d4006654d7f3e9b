"""Forms by which a voice comes in: the desk and the public page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from minsheng.cases import operations, rules
from minsheng.cases.models import Voice
from minsheng.catalogue import queries as catalogue
from minsheng.foundation import editions, rights
from minsheng.foundation.fields import OnceForm, area_options, clean_phone, offer
from minsheng.foundation.widgets import Option, PickField, PickSeveralField
from minsheng.registry import queries as registry

MOST_WORDS = 4000


def category_options() -> Sequence[Option]:
    """The categories that a case can have."""

    def made() -> tuple[Option, ...]:
        return tuple(Option(row.code, row.path, (row.code,)) for row in catalogue.leaf_categories())

    return editions.derived("catalogue", "options for cases", made)


def organisation_options(areas: Iterable[str]) -> Sequence[Option]:
    """The organisations that can handle something in these areas, by pinyin."""
    inside = tuple(areas)

    def made() -> tuple[Option, ...]:
        known = registry.organisations_for(inside).values()
        return tuple(Option(str(row.id), row.name, row.aliases) for row in known)

    return editions.derived("organisations", ("options for cases", inside), made)


class VoiceForm(OnceForm):
    """What every channel has in common."""

    words = forms.CharField(
        label=_("什么事"),
        help_text=_("照原话写：什么事、在哪里、多久了。不要写银行卡号、身份证号、密码。"),
        max_length=MOST_WORDS,
        widget=forms.Textarea({"rows": 4}),
    )
    area = PickField(label=_("在哪个村（社区）"), help_text=_("写名称、拼音首字母，或从列表中选。"))
    place = forms.CharField(label=_("具体地点"), max_length=200, required=False)
    caller_name = forms.CharField(label=_("怎么称呼"), max_length=60, required=False)
    caller_phone = forms.CharField(
        label=_("联系电话"), max_length=30, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )

    def clean_caller_phone(self) -> str:
        return clean_phone(self.cleaned_data["caller_phone"])


class StoppedOnceForm(VoiceForm):
    """Words that sound like an emergency are stopped once, with the number to ring; who has read that goes on."""

    is_no_emergency = forms.BooleanField(label=_("我已看到，这不是紧急情况，继续提交"), required=False)
    stopped = _("像是“{name}”：请马上拨打 {number}，不要等这里回复。如果不紧急，请在最下面打勾后再提交。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound or not self._emergency:
            self.fields["is_no_emergency"].widget = forms.HiddenInput()

    @cached_property
    def _emergency(self) -> catalogue.CategoryRow | None:
        likely = catalogue.propose_categories(str(self.data.get("words", ""))[:MOST_WORDS], most=1)
        return likely[0].category if likely and likely[0].category.urgency == "emergency" else None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        emergency = self._emergency
        if emergency is not None and not self._is_seen(cleaned):
            raise forms.ValidationError(
                str(self.stopped).format(name=emergency.name, number=emergency.transfer_to), code="emergency"
            )
        return cleaned

    def _is_seen(self, cleaned: dict[str, Any]) -> bool:
        """Has whoever fills this in already settled whether it is an emergency?"""
        return bool(cleaned.get("is_no_emergency"))


class PublicVoiceForm(StoppedOnceForm):
    """The public page: no account, no script, no captcha; the phone's last digits are the key to the status."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caller_phone"].required = True
        self.fields["caller_phone"].help_text = _("用来告诉您结果；查进度时要用它的后四位。")


class IntakeForm(StoppedOnceForm):
    """The desk: five required inputs, in the order of a phone call."""

    field_order = (
        "caller_phone",
        "caller_name",
        "words",
        "area",
        "place",
        "category",
        "lead",
        "co_handlers",
        "consent",
        "circumstances",
        "on_behalf_of",
        "channel",
        "sheet_number",
    )
    stopped = _("像是“{name}”：请立即把来电转接 {number}，不要派单。如果确认不紧急，请在最下面打勾后再保存。")
    category = PickField(label=_("类别"))
    lead = PickField(label=_("主办单位"), help_text=_("只有一个单位负责到底。"))
    co_handlers = PickSeveralField(
        label=_("协办单位"), help_text=_("可以没有，也可以选几个。写名称、拼音首字母，或从列表中选。"), required=False
    )
    consent = forms.ChoiceField(
        label=_("来话人是否同意把情况转给主办单位"),
        choices=[("yes", _("同意")), (rules.NAME_HIDDEN, _("同意，但不透露姓名电话"))],
        initial="yes",
        widget=forms.RadioSelect,
    )
    circumstances = forms.MultipleChoiceField(
        label=_("需要照顾的情况"),
        help_text=_("只为这件事使用，办结后删除。"),
        choices=[(kind.value, words) for kind, words in rules.CIRCUMSTANCE_WORDS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    on_behalf_of = forms.CharField(label=_("替谁说（代话人填）"), max_length=60, required=False)
    channel = forms.ChoiceField(
        label=_("怎么说的"),
        choices=[(c.value, c.label) for c in Voice.Channel if c not in {Voice.Channel.WEB, Voice.Channel.FILE}],
        initial=Voice.Channel.PHONE,
    )
    sheet_number = forms.CharField(
        label=_("诉求单上的编号"),
        help_text=_("写在诉求单上来的才填；同一张只录一次。"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caller_phone"].widget.attrs["data-start"] = ""
        areas = actor.areas("cases.take_voice")
        organisations = organisation_options(areas)
        offer(self, area=area_options(areas, with_enterprises=True), category=category_options())
        offer(self, lead=organisations, co_handlers=organisations)

    def _is_seen(self, cleaned: dict[str, Any]) -> bool:
        """With an emergency as the category the operator has seen it: the next page is the number to put through to."""
        chosen = catalogue.category(cleaned.get("category") or "")
        return super()._is_seen(cleaned) or (chosen is not None and chosen.urgency == "emergency")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("lead") and cleaned["lead"] in cleaned.get("co_handlers", ()):
            self.add_error("co_handlers", _("主办单位不能同时是协办单位。请去掉其中一个。"))
        if cleaned.get("sheet_number") and cleaned.get("area"):
            try:
                number = operations.keyed_number(area=cleaned["area"], written=cleaned["sheet_number"])
            except ValueError as problem:
                self.add_error("sheet_number", str(problem))
            else:
                cleaned |= {"sheet_number": number, "channel": Voice.Channel.PAPER}
        return cleaned
