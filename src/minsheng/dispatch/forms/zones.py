"""Input shapes of zones and pairings."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms.organising import PersonField
from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.fields import OnceForm, area_options, offer
from minsheng.foundation.widgets import Option, PickField
from minsheng.registry import queries as registry

if TYPE_CHECKING:
    from minsheng.dispatch.models import ResponsibilityZone


class ZoneForm(OnceForm):
    """A zone: its name, whose people answer for it, and its areas, one on a line."""

    name = forms.CharField(label=_("责任区名称"), max_length=60)
    organisation = PickField(
        label=_("谁负责"), help_text=_("写队伍或党组织的名称、拼音首字母；它的成员就是这个区的负责人。")
    )
    areas = forms.CharField(
        label=_("包括哪些地方"),
        help_text=_("一行写一个：旗县、苏木乡镇、嘎查村或社区。范围小的优先，所以可以先划大的，再划小的。"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, actor: rights.Actor, found: ResponsibilityZone | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = actor.areas("dispatch.keep_teams")
        own = ground.division_names(areas)
        self.options = [*(Option(code, own[code], (code,)) for code in areas if code in own), *area_options(areas)]
        organisations = registry.organisations_for(areas).values()
        offer(self, organisation=[Option(str(row.id), row.name, row.aliases) for row in organisations])
        if found is not None:
            names = {one.key: one.label for one in self.options}
            lines = [names[code] for code in queries.areas_of(found) if code in names]
            self.initial.update(
                name=found.name, organisation=found.organisation.short_name, areas="\n".join(dict.fromkeys(lines))
            )

    def clean_areas(self) -> list[str]:
        field = PickField()
        field.offer(self.options)
        found = [field.clean(line) for line in self.cleaned_data["areas"].splitlines() if line.strip()]
        if not found:
            raise forms.ValidationError(_("至少写一个地方。"))
        return list(dict.fromkeys(found))

    def zone(self) -> operations.NewZone:
        """What the form says, for the operation."""
        told = self.cleaned_data
        return operations.NewZone(
            name=told["name"], organisation_id=uuid.UUID(told["organisation"]), areas=told["areas"]
        )


class PairForm(OnceForm):
    """Whom of the helpers a household would like, in the words of whoever said so. `person` only for a new pairing."""

    person = PersonField(label=_("哪一户（写户里一个人）"))
    helper = PickField(label=_("和哪位志愿者结对"), help_text=_("写姓名，或从列表中选。要本人愿意才登记。"))
    words = forms.CharField(label=_("本人的原话"), max_length=400, widget=forms.Textarea({"rows": 3}))
    channel = forms.ChoiceField(label=_("怎么说的"), choices=list(queries.CHANNELS.items()))

    def __init__(
        self, actor: rights.Actor, at: datetime, helpers: Mapping[uuid.UUID, str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        if isinstance(person, PersonField):
            person.asked = (actor, at)
        offer(self, helper=[Option(str(key), name) for key, name in helpers.items()])

    def said(self) -> operations.Said:
        """What the household said."""
        return operations.Said(words=self.cleaned_data["words"], channel=self.cleaned_data["channel"])


class ChangePairForm(PairForm):
    """Another helper for a household that has one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["person"]
