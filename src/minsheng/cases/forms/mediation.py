"""Forms of a mediation. No field for ethnicity, religion or belief."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.cases import rules
from minsheng.foundation import rights
from minsheng.foundation.fields import OnceForm, area_options, offer
from minsheng.foundation.widgets import PickField

PLAIN = _("只写这件事，不写民族、宗教、疾病。只有您看得到。")


class MediationForm(OnceForm):
    """Who has a dispute about what."""

    area = PickField(label=_("在哪个村（社区）"))
    first_party = forms.CharField(label=_("一方（姓名）"), max_length=60)
    second_party = forms.CharField(label=_("另一方（姓名）"), max_length=60)
    matter = forms.CharField(label=_("为什么事"), help_text=PLAIN, max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = area_options(actor.areas("cases.mediate"))
        offer(self, area=areas)
        if len(areas) == 1:
            self.fields["area"].initial = areas[0].label


class HandOverForm(OnceForm):
    """To whom, and why."""

    to = forms.ChoiceField(label=_("交给谁"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("为什么交接"),
        help_text=_("例如“调到别的社区”。不写双方是谁、为什么事。先问过双方愿不愿意。"),
        max_length=200,
    )

    def __init__(self, candidates: Mapping[uuid.UUID, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(str(one), name) for one, name in candidates.items()]  # type: ignore[attr-defined]


class EndMediationForm(OnceForm):
    """How it ended, and what was agreed."""

    outcome = forms.ChoiceField(
        label=_("结果"),
        choices=[(one.value, words) for one, words in rules.MEDIATION_WORDS.items()],
        widget=forms.RadioSelect,
    )
    agreement = forms.CharField(
        label=_("双方怎么约定的"),
        help_text=_("达成协议时要写，可以打印出来双方签字。"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
