"""Writes of programmes and partnerships."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from minsheng.foundation import ids
from minsheng.registry.models import (
    FocusLine,
    Partnership,
    Programme,
    ProgrammeLabel,
    Stakeholder,
    StakeholderTerm,
)


@transaction.atomic
def set_programme(
    *, code: str, name: str, lines: Sequence[str], valid_from: date, valid_to: date | None, is_sample: bool
) -> Programme:
    """Enter a programme with its focus lines, or bring it up to date; labels on lines that stay are kept."""
    values = {"name": name, "valid_from": valid_from, "valid_to": valid_to, "is_sample": is_sample}
    programme, _ = Programme.objects.update_or_create(code=code, defaults=values)
    programme.lines.exclude(name__in=lines).delete()
    programme.lines.update(place=F("place") + 1000)  # out of the way, so that lines may change places
    for place, line in enumerate(lines, start=1):
        FocusLine.objects.update_or_create(programme=programme, name=line, defaults={"place": place})
    return programme


@transaction.atomic
def label(*, programme: str, kind: str, about: uuid.UUID, line: str = "") -> None:
    """Put a programme's label on a thing; doing it again changes nothing but the line. The thing is not copied."""
    found = FocusLine.objects.get(programme=programme, name=line) if line else None
    ProgrammeLabel.objects.update_or_create(programme_id=programme, kind=kind, about=about, defaults={"line": found})


@transaction.atomic
def unlabel(*, programme: str, kind: str, about: uuid.UUID) -> None:
    """Take a label off; the thing stays."""
    ProgrammeLabel.objects.filter(programme=programme, kind=kind, about=about).delete()


@dataclass(frozen=True)
class NewParty:
    """One party of a partnership: who, as what, with which rights and duties."""

    name: str
    role: str
    organisation_id: uuid.UUID | None
    rights: tuple[str, ...]
    duties: tuple[str, ...]


@transaction.atomic
def set_partnership(
    *, code: str, name: str, area: str, parties: Sequence[NewParty], is_sample: bool, at: datetime
) -> Partnership:
    """Enter a partnership with its parties, or replace what it says. What is missing is said by its sheet."""
    values = {"name": name, "area_id": area, "is_sample": is_sample}
    partnership, _ = Partnership.objects.update_or_create(
        code=code, defaults=values, create_defaults={**values, "id": ids.new_id(at)}
    )
    partnership.stakeholders.all().delete()
    for place, party in enumerate(parties, start=1):
        made = Stakeholder.objects.create(
            partnership=partnership,
            place=place,
            name=party.name,
            role=party.role,
            organisation_id=party.organisation_id,
        )
        terms = ((StakeholderTerm.Kind.RIGHT, party.rights), (StakeholderTerm.Kind.DUTY, party.duties))
        StakeholderTerm.objects.bulk_create(
            StakeholderTerm(stakeholder=made, kind=kind, place=number, sentence=sentence)
            for kind, sentences in terms
            for number, sentence in enumerate(sentences, start=1)
        )
    return partnership
