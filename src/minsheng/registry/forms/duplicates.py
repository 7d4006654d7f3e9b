"""Forms about records that may be one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import once
from minsheng.registry.models import Person

REASON = forms.Textarea({"rows": 2})


class SettleForm(forms.Form):
    """Is it one person, on what ground, and which record answers for both."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    decision = forms.ChoiceField(
        label=_("是同一个人吗"),
        choices=[("same", _("是同一人")), ("different", _("不是同一人")), ("unsure", _("暂不能确定"))],
        widget=forms.RadioSelect,
    )
    survivor = forms.ChoiceField(
        label=_("是同一人时，以后用哪一条登记"),
        help_text=_("两条登记都保留，随时可以撤销。"),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("依据"), help_text=_("例如：打电话问过本人；看过身份证原件。"), max_length=300, widget=REASON
    )

    def __init__(self, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = once.new_client_id()
        earliest = min(people, key=lambda person: (person.registered_at, person.pk))
        self.fields["survivor"] = forms.ChoiceField(
            label=self.base_fields["survivor"].label,
            help_text=self.base_fields["survivor"].help_text,
            choices=[(str(person.pk), _side(place, person)) for place, person in enumerate(people)],
            initial=str(earliest.pk),
            widget=forms.RadioSelect,
        )


def _side(place: int, person: Person) -> str:
    side = _("第一条") if place == 0 else _("第二条")
    return f"{side} {person.name} {person.area.name}"


class UndoForm(forms.Form):
    """Why two records are parted again."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("为什么撤销"), help_text=_("例如：本人来电说是同村同名的另一个人。"), max_length=300, widget=REASON
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = once.new_client_id()
