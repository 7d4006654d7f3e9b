"""Input shape of a helper who phones to take a task."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import queries
from minsheng.foundation.fields import OnceForm, offer
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
