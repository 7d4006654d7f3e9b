"""Input shapes of dual check-in and of required acts."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import queries
from minsheng.dispatch.forms.organising import PARTY_KINDS, PersonField, day_field
from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.fields import OnceForm, area_options, offer
from minsheng.foundation.widgets import Option, PickField
from minsheng.registry import queries as registry

UNIT_KINDS = PARTY_KINDS | {"department", "institution", "enterprise", "outlet"}


class UnitForm(OnceForm):
    """A unit reports to a community."""

    unit = PickField(label=_("哪个单位（党组织）"))
    community = PickField(label=_("向哪个社区（嘎查村）报到"))
    valid_from = day_field(_("从哪一天起"))

    def __init__(self, actor: rights.Actor, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = registry.organisations_for(actor.areas("dispatch.keep_teams")).values()
        units = [Option(str(row.id), row.name, row.aliases) for row in found if row.kind in UNIT_KINDS]
        own = [Option(str(one.pk), one.short_name, (one.initials,)) for one in queries.communities(actor)]
        offer(self, unit=units, community=own)
        self.initial.setdefault("valid_from", on)
        if len(own) == 1:
            self.initial.setdefault("community", own[0].label)

    def ids(self) -> dict[str, uuid.UUID]:
        """Unit and community, for the operation."""
        told = self.cleaned_data
        return {"unit_id": uuid.UUID(told["unit"]), "community_id": uuid.UUID(told["community"])}


class MemberForm(UnitForm):
    """A member reports where he lives."""

    person = PersonField(label=_("哪位党员"))
    field_order = ("person", "unit", "community", "valid_from")

    def __init__(self, actor: rights.Actor, at: datetime, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, on, *args, **kwargs)
        person = self.fields["person"]
        if isinstance(person, PersonField):
            person.asked = (actor, at)


class ActForm(OnceForm):
    """A required act of this year."""

    title = forms.CharField(label=_("做什么"), help_text=_("例如：参加一次防火巡查。少而明确。"), max_length=120)
    area = PickField(label=_("在哪里"), help_text=_("对这个地方和它下面的志愿者都算一项。"))

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = actor.areas("dispatch.keep_teams")
        names = ground.division_names(areas)
        own = [Option(code, names[code], (code,)) for code in areas if code in names and len(code) < 12]
        offer(self, area=[*own, *area_options(areas)])
