"""Input shape of a sign-in sheet that came back."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms.organising import day_field
from minsheng.foundation import once
from minsheng.foundation.fields import OnceForm


class SignInForm(OnceForm):
    """All are ticked; whoever did not sign is unticked."""

    what = forms.CharField(label=_("什么活动"), max_length=120)
    on = day_field(_("哪一天"))
    came = forms.MultipleChoiceField(
        label=_("谁签了到"), help_text=_("先都算来了，没签的点掉。"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, roll: queries.Roll, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        came = self.fields["came"]
        if isinstance(came, forms.MultipleChoiceField):
            came.choices = [(str(key), name) for key, name in roll.people]
        self.roll = roll
        self.initial.setdefault("on", on)
        self.initial.setdefault("came", [str(key) for key, _name in roll.people])

    def sheet(self) -> operations.NewSheet:
        """What the form says, for the operation. Call on a valid form."""
        told = self.cleaned_data
        return operations.NewSheet(
            id=told["client_id"] or uuid.UUID(once.new_client_id()),
            what=told["what"],
            on=told["on"],
            came=[uuid.UUID(one) for one in told["came"]],
            post_id=None if self.roll.is_team else self.roll.id,
            team_id=self.roll.id if self.roll.is_team else None,
        )
