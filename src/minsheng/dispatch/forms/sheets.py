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
from minsheng.foundation.fields import OnceForm

ANSWERS = ("result", "code", "need", "note")


class SheetForm(OnceForm):
    """The lines in the order in which they were printed; checked by the same schema as on the phone."""

    def __init__(self, visits: Sequence[queries.FieldVisit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visits = [one for one in visits if one.form in {"home_visit", "doorstep"}]
        for place, visit in enumerate(self.visits, start=1):
            self._add(place, visit)

    def _add(self, place: int, visit: queries.FieldVisit) -> None:
        head = f"{place}. {visit.who} {visit.when}"
        choices = [("", _("没有填")), *field.RESULT.choices]
        self.fields[f"result_{place}"] = forms.ChoiceField(label=head, choices=choices, required=False)
        if visit.form == "doorstep":
            self.fields[f"code_{place}"] = forms.CharField(label=str(field.CODE.label), max_length=8, required=False)
        self.fields[f"need_{place}"] = forms.CharField(label=str(field.NEED.label), max_length=1000, required=False)
        self.fields[f"note_{place}"] = forms.CharField(label=str(field.NOTE.label), max_length=1000, required=False)

    def _answers(self, place: int, told: dict[str, Any]) -> dict[str, str]:
        return {name: text for name in ANSWERS if (text := str(told.get(f"{name}_{place}") or ""))}

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        for place, visit in enumerate(self.visits, start=1):
            answers = self._answers(place, told)
            for name, problem in (field.check(visit.form, answers) if answers else {}).items():
                self.add_error(f"{name}_{place}", str(field.PROBLEMS[problem]))
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
            for place, visit in enumerate(self.visits, start=1)
            if (answers := self._answers(place, self.cleaned_data))
        ]
