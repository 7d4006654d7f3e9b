"""The form that asks only what is not known yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from minsheng.foundation.fields import OnceForm
from minsheng.registry.models import FactKind


class MissingForm(OnceForm):
    """One input for each kind that nobody has asked this person yet."""

    def __init__(self, kinds: Sequence[FactKind], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        for kind in kinds:
            self.fields[kind.pk] = _field(kind)

    def told(self) -> dict[str, str]:
        """What was answered, by kind."""
        return {kind.pk: str(self.cleaned_data[kind.pk]) for kind in self.kinds}


def _field(kind: FactKind) -> forms.Field:
    if kind.shape == FactKind.Shape.CHOICE:
        return forms.ChoiceField(
            label=kind.name, help_text=kind.help, choices=[(one, one) for one in kind.choices], widget=forms.RadioSelect
        )
    mode = {FactKind.Shape.NUMBER: "numeric", FactKind.Shape.PHONE: "tel"}.get(FactKind.Shape(kind.shape), "text")
    return forms.CharField(
        label=kind.name, help_text=kind.help, max_length=200, widget=forms.TextInput({"inputmode": mode})
    )
