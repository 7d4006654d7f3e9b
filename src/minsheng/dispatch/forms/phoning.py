"""Input shapes of a helper who phones: to take a task, to report what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms import field
from minsheng.dispatch.rules import LONGEST_MINUTES
from minsheng.foundation import once, worktime
from minsheng.foundation.fields import DayField, OnceForm, ask_if, offer
from minsheng.foundation.widgets import Option, PickField


class ClaimForForm(OnceForm):
    """Who phoned, and what he said."""

    helper = PickField(label=_("哪位志愿者"), help_text=_("写姓名，或从列表中选。"))
    words = forms.CharField(label=_("他怎么说的"), help_text=_("例如：后天上午我去。"), max_length=200)

    def __init__(self, area: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        helpers = queries.helpers_to_pair(area)
        offer(self, helper=[Option(str(key), name) for key, name in helpers.items()])

    def helper_id(self) -> uuid.UUID:
        """Who was picked. Call on a valid form."""
        return uuid.UUID(self.cleaned_data["helper"])


def drawn(one: field.Field) -> forms.Field:
    """A question of the field forms as a field of a page; `field.check` says afterwards what is wrong."""
    is_always_asked = one.is_required and one.shown_if is None
    told: dict[str, Any] = {"label": one.label, "help_text": one.hint, "required": is_always_asked}
    if one.kind == "choice":
        made: forms.Field = forms.ChoiceField(choices=one.choices, widget=forms.RadioSelect, **told)
    else:
        made = forms.CharField(
            max_length=one.most, widget=forms.Textarea({"rows": 3}) if one.most > 200 else None, **told
        )
    if one.shown_if is not None:
        ask_if(made, *one.shown_if, field.asked_words(one))
    return made


class ReportForForm(OnceForm):
    """What a helper reports by phone: the questions of his visit's form, and who said so, when and how long."""

    on = DayField(
        label=_("哪一天去的"),
        help_text=_("过了零点才完的，写开始的那一天。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    minutes = forms.IntegerField(
        label=_("用了多少分钟"), min_value=1, max_value=LONGEST_MINUTES, required=False, help_text=_("不清楚就不填。")
    )
    said = forms.CharField(
        label=_("谁说的，怎么说的"), help_text=_("例如：本人来电，说下午去过了，老人挺好。"), max_length=200
    )

    def __init__(self, visit: queries.FieldVisit, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit, self.at = visit, at
        self.questions = field.FORMS[visit.form].fields
        self.fields.update({one.name: drawn(one) for one in self.questions})
        self.order_fields([*(one.name for one in self.questions), "on", "minutes", "said"])
        self.initial.setdefault("on", worktime.local_date(at))

    def _answers(self, told: Mapping[str, Any]) -> dict[str, str]:
        return {one.name: text for one in self.questions if (text := str(told.get(one.name) or ""))}

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        for name, problem in field.check(self.visit.form, self._answers(told)).items():
            if name not in self.errors:
                self.add_error(name, str(field.PROBLEMS[problem]))
        if told.get("on") and told["on"] > worktime.local_date(self.at):
            self.add_error("on", _("这一天还没有到。"))
        return told

    def record(self) -> operations.NewRecord:
        """What the form says, for the operation. Call on a valid form."""
        told = self.cleaned_data
        return operations.NewRecord(
            client_id=told["client_id"] or uuid.UUID(once.new_client_id()),
            visit=self.visit.id,
            form=self.visit.form,
            answers=field.cleaned(self.visit.form, self._answers(told)),
            done_at=min(worktime.at_local(told["on"], time(12)), self.at),
            minutes=told["minutes"],
        )
