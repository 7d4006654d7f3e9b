"""Input shapes of what a helper says to the desk."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import queries
from minsheng.dispatch.forms import ProfileForm
from minsheng.dispatch.forms.hall import ShiftForm
from minsheng.dispatch.rules.phoning import YES, Spoken
from minsheng.foundation.fields import OnceForm, ask_if


def words_field(*, is_required: bool = True) -> forms.CharField:
    """What the helper said, in his words."""
    return forms.CharField(
        label=_("他怎么说的"), help_text=_("例如：本人来电，说愿意。"), max_length=200, required=is_required
    )


class SpokenForm(OnceForm):
    """One thing that a helper says; words where it is a yes, nothing where it is a no."""

    said = forms.ChoiceField(label=_("他说什么"), widget=forms.RadioSelect)
    words = words_field(is_required=False)

    def __init__(self, told: Sequence[queries.Sayable], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.fields["said"]
        if isinstance(said, forms.ChoiceField):
            said.choices = [(one.key, one.words) for one in told]
        agreeing = [one.key for one in told if one.act in YES]
        ask_if(self.fields["words"], "said", agreeing, str(_("（他愿意、他做了，要填）")))

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("said") and self.act() in YES and not told.get("words", "").strip():
            self.add_error("words", _("请写下志愿者怎么说的。"))
        return told

    def act(self) -> Spoken:
        """What he says. Call on a form with a valid choice."""
        return Spoken(str(self.cleaned_data["said"]).partition(":")[0])

    def about(self) -> uuid.UUID:
        """What it is about. Call on a form with a valid choice."""
        return uuid.UUID(str(self.cleaned_data["said"]).partition(":")[2])


class ProfileForForm(ProfileForm):
    """What a helper says of himself, and how he said it."""

    words = words_field()


class ShiftForForm(ShiftForm):
    """A shift that a helper takes, and how he said it."""

    words = words_field()
