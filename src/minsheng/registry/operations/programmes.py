"""Writes of programmes and partnerships."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from minsheng.foundation import facts, ids, rights, writing
from minsheng.registry import queries
from minsheng.registry.facts import OrganisationChanged
from minsheng.registry.models import (
    FocusLine,
    Partnership,
    Programme,
    ProgrammeLabel,
    Stakeholder,
    StakeholderTerm,
)
from minsheng.registry.rules import labels as rules


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


def set_labels(*, kind: str, about: uuid.UUID, labels: Iterable[str]) -> bool:
    """Let a thing carry exactly these labels (`rules.labels.written`); False where it does already.

    Asks for no right and tells nothing: whoever calls it has asked, and knows what the thing is. Raises `ValueError`
    for a programme or a line that does not exist.
    """
    wanted = rules.chosen(labels)
    if set(map(rules.written, wanted.items())) == set(queries.labels_of(kind, about)):
        return False
    if not {rules.written(one) for one in wanted.items()} <= {code for code, _ in queries.label_choices()}:
        raise ValueError("没有这个项目或这条聚焦。请重新打开这一页。")
    ProgrammeLabel.objects.filter(kind=kind, about=about).exclude(programme__in=wanted).delete()
    for programme, line in wanted.items():
        label(programme=programme, kind=kind, about=about, line=line)
    return True


@writing.operation
def label_organisation(*, organisation_id: uuid.UUID, labels: Collection[str], by: rights.Actor, at: datetime) -> None:
    """Let an organisation stand under exactly these programmes. Raises `Unseen`, `Refused`, `ValueError`."""
    found = queries.seen_organisation(organisation_id, by)
    rights.require(by, "registry.edit_organisation", found.area_id)
    if set_labels(kind=rules.ORGANISATION, about=found.pk, labels=labels):
        told = OrganisationChanged(about=found.pk, area=facts.Code(found.area_id), fields=(facts.Code("programmes"),))
        facts.tell(told, by=by.id, at=at)


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
