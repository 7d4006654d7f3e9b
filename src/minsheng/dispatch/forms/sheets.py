"""A paper sheet of visits is keyed: a line for each visit, most of them empty."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms import field
from minsheng.foundation import once
from minsheng.foundation.fields import OnceForm, ask_if


class SheetForm(OnceForm):
    """The lines in the order in which they were printed; checked by the same schema as on the phone."""

    def __init__(self, visits: Sequence[queries.FieldVisit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visits = visits
        for place, visit in enumerate(self.visits, start=1):
            head = f"{place}. {visit.who} {visit.when}"
            for one in field.FORMS[visit.form].fields:
                label = head if one is field.RESULT else str(one.label)
                self.fields[f"{one.name}_{mark(visit)}"] = _drawn(one, visit, label)

    @staticmethod
    def _answers(visit: queries.FieldVisit, told: dict[str, Any]) -> dict[str, str]:
        names = [one.name for one in field.FORMS[visit.form].fields]
        return {name: text for name in names if (text := str(told.get(f"{name}_{mark(visit)}") or ""))}

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        for visit in self.visits:
            answers = self._answers(visit, told)
            for name, problem in (field.check(visit.form, answers) if answers else {}).items():
                self.add_error(f"{name}_{mark(visit)}", str(field.PROBLEMS[problem]))
        if any(text and name.startswith("result_") and name not in self.fields for name, text in self.data.items()):
            self.add_error(
                None,
                _(
                    "打开这一页以后，有一次上门已经办完或转走了，不在下面了：那一次请打电话告诉受理中心，其余的看过再保存一次。"
                ),
            )
        return told

    def records(self, at: datetime) -> list[operations.NewRecord]:
        """The lines that were filled in; each has an id made of the sheet's and its visit's. Call on a valid form."""
        sheet = self.cleaned_data["client_id"] or uuid.UUID(once.new_client_id())
        return [
            operations.NewRecord(
                client_id=uuid.uuid5(sheet, str(visit.id)),
                visit=visit.id,
                form=visit.form,
                answers=field.cleaned(visit.form, answers),
                done_at=min(visit.start, at),
            )
            for visit in self.visits
            if (answers := self._answers(visit, self.cleaned_data))
        ]


def mark(visit: queries.FieldVisit) -> str:
    """The mark of a visit's fields: the list may have changed between opening a sheet and saving it, a place in it is none."""
    return visit.id.hex


def _drawn(one: field.Field, visit: queries.FieldVisit, label: str) -> forms.Field:
    """A question of a line; a line that was not filled in answers none."""
    if one.kind == "choice":
        made: forms.Field = forms.ChoiceField(label=label, choices=[("", _("没有填")), *one.choices], required=False)
    else:
        made = forms.CharField(label=label, max_length=max(one.most, 8), required=False)
    if one.shown_if is not None:
        ask_if(made, f"{one.shown_if[0]}_{mark(visit)}", one.shown_if[1], field.asked_words(one))
    return made
