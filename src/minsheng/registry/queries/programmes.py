"""Reads of programmes and partnerships: labels over things that are stored and counted once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from minsheng.foundation import queries as ground
from minsheng.foundation import rights
from minsheng.foundation.sentences import Sentence
from minsheng.registry.models import Partnership, Programme, ProgrammeLabel, StakeholderTerm
from minsheng.registry.rules import labels as rules
from minsheng.registry.rules import roles

ORGANISATION_KIND = rules.ORGANISATION
"""As what an organisation carries labels."""


def labelled(kind: str, programmes: Iterable[str] = ()) -> frozenset[uuid.UUID]:
    """The things of a kind under any of these programmes (all, where none is named), each once. One query."""
    found = ProgrammeLabel.objects.filter(kind=kind)
    codes = tuple(programmes)
    return frozenset((found.filter(programme__in=codes) if codes else found).values_list("about", flat=True))


def total_labelled(kind: str, programmes: Iterable[str] = ()) -> int:
    """How many things of a kind stand under these programmes; one under two programmes counts once."""
    return len(labelled(kind, programmes))


def programmes_of(kind: str, about: uuid.UUID) -> tuple[str, ...]:
    """The names of the programmes whose label a thing carries."""
    rows = ProgrammeLabel.objects.filter(kind=kind, about=about).order_by("programme__name")
    return tuple(rows.values_list("programme__name", flat=True))


def label_choices() -> list[tuple[str, str]]:
    """Every programme, and every focus line of one, as a form offers them. Two queries."""
    return [
        (rules.written((row.pk, line)), f"{row.name}：{line}" if line else row.name)
        for row in Programme.objects.prefetch_related("lines").order_by("name")
        for line in ([one.name for one in row.lines.all()] or [""])
    ]


def labels_of(kind: str, about: uuid.UUID) -> list[str]:
    """The labels that a thing carries, as `label_choices` writes them. One query."""
    rows = ProgrammeLabel.objects.filter(kind=kind, about=about).order_by("programme")
    return [rules.written((code, line or "")) for code, line in rows.values_list("programme", "line__name")]


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme with its focus lines and how many things of each kind carry its label."""

    code: str
    name: str
    lines: tuple[str, ...]
    labels: Mapping[str, int]
    """How many things of each kind carry its label."""
    is_sample: bool

    @property
    def counts(self) -> list[tuple[Sentence, int]]:
        """The same with the kinds in words."""
        return _in_words(self.labels)

    @property
    def organisations(self) -> int:
        """How many organisations stand under it."""
        return self.labels.get(rules.ORGANISATION, 0)


def programmes() -> tuple[ProgrammeRow, ...]:
    """All programmes. Two queries, however many there are (and one for the labels)."""
    counts: dict[str, dict[str, int]] = {}
    for code, kind in ProgrammeLabel.objects.order_by("kind").values_list("programme_id", "kind"):
        here = counts.setdefault(code, {})
        here[kind] = here.get(kind, 0) + 1
    return tuple(
        ProgrammeRow(
            row.pk,
            row.name,
            tuple(line.name for line in row.lines.all()),
            counts.get(row.pk, {}),
            row.is_sample,
        )
        for row in Programme.objects.prefetch_related("lines").order_by("name")
    )


def labelled_things() -> list[tuple[Sentence, int]]:
    """How many things of each kind carry a label at all; one under several programmes counts once. One query."""
    found = ProgrammeLabel.objects.values("kind").annotate(things=Count("about", distinct=True)).order_by("kind")
    return _in_words({row["kind"]: row["things"] for row in found})


def _in_words(counts: Mapping[str, int]) -> list[tuple[Sentence, int]]:
    return [(rules.KIND_WORDS.get(kind, rules.OTHER), count) for kind, count in counts.items()]


@dataclass(frozen=True)
class PartnershipShown:
    """A partnership as its sheet shows it; `missing` is empty where every party has a right and a duty."""

    id: uuid.UUID
    name: str
    area_path: str
    parties: tuple[tuple[str, str, roles.Terms], ...]
    missing: tuple[str, ...]
    is_sample: bool


def partnerships(actor: rights.Actor) -> list[Partnership]:
    """The partnerships of the areas whose organisations an actor may see."""
    areas = actor.areas("registry.read_person") or actor.areas("registry.edit_organisation")
    return list(Partnership.objects.filter(rights.inside("area_id", areas)).select_related("area").order_by("name"))


def partnership_shown(partnership_id: uuid.UUID, actor: rights.Actor) -> PartnershipShown:
    """One partnership with the rights and duties of each party. Three queries. Raises `Unseen`."""
    found = next((one for one in partnerships(actor) if one.pk == partnership_id), None)
    if found is None:
        raise rights.Unseen("没有这份合作，或不在您的服务范围。")
    parties = []
    for party in found.stakeholders.select_related("organisation").prefetch_related("terms"):
        sentences = {
            kind: tuple(term.sentence for term in party.terms.all() if term.kind == kind)
            for kind in (StakeholderTerm.Kind.RIGHT, StakeholderTerm.Kind.DUTY)
        }
        terms = roles.Terms(party.name, sentences[StakeholderTerm.Kind.RIGHT], sentences[StakeholderTerm.Kind.DUTY])
        parties.append((party.role, party.organisation.name if party.organisation else "", terms))
    return PartnershipShown(
        found.pk,
        found.name,
        ground.division_path(found.area_id),
        tuple(parties),
        roles.missing_terms([terms for _, _, terms in parties]),
        found.is_sample,
    )
