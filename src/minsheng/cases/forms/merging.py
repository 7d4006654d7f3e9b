"""Forms over several cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.foundation.fields import OnceForm

if TYPE_CHECKING:
    from minsheng.cases.queries import Line


class ManyForm(OnceForm):
    """Carries the cases that were ticked."""

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"] = forms.MultipleChoiceField(
            choices=[(str(line.id), line.number) for line in lines],
            initial=[str(line.id) for line in lines],
            widget=forms.MultipleHiddenInput,
        )


class MergeForm(ManyForm):
    """Which one stays, and why they are the same."""

    survivor = forms.ChoiceField(label=_("保留哪一件"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("为什么是同一件事"),
        help_text=_("来话人不会丢：有了结果，每一位都要告知。"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, lines=lines, **kwargs)
        self.fields["survivor"] = forms.ChoiceField(
            label=self.fields["survivor"].label,
            choices=[(str(line.id), f"{line.number} {line.title}") for line in lines],
            widget=forms.RadioSelect,
        )


class UndoMergeForm(OnceForm):
    """Why they are not the same."""

    reason = forms.CharField(label=_("为什么要拆开"), max_length=400, widget=forms.Textarea({"rows": 3}))


class AssignManyForm(ManyForm):
    """Nothing to fill in."""
