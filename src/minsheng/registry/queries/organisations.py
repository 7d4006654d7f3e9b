"""Reads of organisations and memberships."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.db import connection
from django.db.models import Q, QuerySet

from minsheng.foundation import editions, pinyin, rights, worktime
from minsheng.foundation import queries as ground
from minsheng.registry.models import Membership, Organisation
from minsheng.registry.queries import door, paging
from minsheng.registry.queries.programmes import labelled, programmes_of
from minsheng.registry.rules import roles
from minsheng.registry.rules.labels import ORGANISATION

PAGE = 50
EDITION = "organisations"


def organisation(organisation_id: uuid.UUID) -> Organisation:
    """One organisation. Raises `Organisation.DoesNotExist`."""
    return Organisation.objects.get(pk=organisation_id)


def organisation_by_code(code: str) -> Organisation:
    """One organisation by its code. Raises `Organisation.DoesNotExist`."""
    return Organisation.objects.get(code=code)


def organisation_names(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Short names by id. One query."""
    return dict(Organisation.objects.filter(pk__in=set(ids)).values_list("pk", "short_name"))


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation as other stages need it, kept in memory for one edition."""

    id: uuid.UUID
    code: str
    name: str
    spelling: str
    initials: str
    kind: str
    area: str
    phone: str
    is_intake: bool
    full_name: str
    is_closed: bool = False

    @property
    def aliases(self) -> tuple[str, ...]:
        """What else it is found by: the initials of its name as shown, then of the whole, its code, the whole name."""
        short = pinyin.spell(self.name).initials
        return tuple(
            one for one in dict.fromkeys((short, self.initials, self.code, self.full_name)) if one != self.name
        )


def organisations() -> Mapping[uuid.UUID, OrganisationRow]:
    """All organisations by id, in the order of their pinyin. One query while they are unchanged."""
    return editions.kept(EDITION, _read_organisations)


def _read_organisations() -> Mapping[uuid.UUID, OrganisationRow]:
    rows = Organisation.objects.order_by("spelling", "code").values_list(
        "pk", "code", "short_name", "spelling", "initials", "kind", "area_id", "phone", "is_intake", "name", "closed_on"
    )
    return {row[0]: OrganisationRow(*row[:-1], is_closed=row[-1] is not None) for row in rows}


BANNER_DIGITS = 6
"""The digits of a division code that name the banner (GB/T 2260)."""


def organisations_for(areas: Iterable[str]) -> Mapping[uuid.UUID, OrganisationRow]:
    """The organisations that can be asked to handle something in these areas: those of their banners, or above.

    None that is closed, or for which a last day is set.
    """
    banners = frozenset(area[:BANNER_DIGITS] for area in areas)

    def made() -> Mapping[uuid.UUID, OrganisationRow]:
        return MappingProxyType(
            {
                key: row
                for key, row in organisations().items()
                if not row.is_closed and any(row.area.startswith(one) or one.startswith(row.area) for one in banners)
            }
        )

    return editions.derived(EDITION, ("for areas", banners), made)


def intake_for(area: str) -> OrganisationRow | None:
    """The organisation that answers for a new voice of an area until its lead is settled (the nearest above)."""
    found = [row for row in organisations().values() if row.is_intake and area.startswith(row.area)]
    return max(found, key=lambda row: len(row.area), default=None)


def intake_areas() -> tuple[str, ...]:
    """The areas that have somebody to take voices."""
    return tuple(sorted({row.area for row in organisations().values() if row.is_intake}))


def organisations_found(text: str, most: int = 20) -> list[Organisation]:
    """Organisations by a part of the name, of the pinyin or by initials; all, where text is empty."""
    found = Organisation.objects.all()
    if text:
        plain = text.strip().lower()
        found = found.filter(
            Q(name__contains=text)
            | Q(short_name__contains=text)
            | Q(initials__startswith=plain)
            | Q(spelling__contains=plain)
        )
    return list(found.order_by("spelling")[:most])


def organisations_of(account_id: uuid.UUID, on: date) -> frozenset[uuid.UUID]:
    """The organisations that the person behind an account belongs to on a day. One query."""
    return frozenset(
        Membership.objects.filter(person__account_id=account_id, valid_from__lte=on)
        .exclude(valid_to__lt=on)
        .values_list("organisation_id", flat=True)
    )


def accounts_of(organisation_id: uuid.UUID, on: date) -> dict[uuid.UUID, str]:
    """The people of an organisation who may sign in: name by account id."""
    rows = Membership.objects.filter(
        organisation_id=organisation_id, valid_from__lte=on, person__account__is_active=True
    )
    return dict(
        rows.exclude(valid_to__lt=on).order_by("person__spelling").values_list("person__account_id", "person__name")
    )


def nearest_with_people(organisation_id: uuid.UUID, on: date) -> uuid.UUID:
    """This organisation, or the nearest above it in which somebody may sign in; itself where nobody may in any."""
    seen: list[uuid.UUID] = []
    above: uuid.UUID | None = organisation_id
    while above is not None and above not in seen:
        if accounts_of(above, on):
            return above
        seen.append(above)
        above = Organisation.objects.values_list("parent_id", flat=True).get(pk=above)
    return organisation_id


def visible_organisations(actor: rights.Actor) -> QuerySet[Organisation]:
    """The organisations of an actor's areas and of the areas above them."""
    areas = sorted({*actor.areas("registry.read_person"), *actor.areas("registry.edit_organisation")})
    above = {code[:length] for code in areas for length in (6, 9, 12)}
    return Organisation.objects.filter(rights.inside("area_id", areas) | Q(area__in=above))


def seen_organisation(organisation_id: uuid.UUID, actor: rights.Actor) -> Organisation:
    """One organisation. Raises `Unseen` where it does not exist for the actor."""
    found = visible_organisations(actor).select_related("area", "parent").filter(pk=organisation_id).first()
    if found is None:
        raise rights.Unseen("没有这个组织，或不在您的服务范围。")
    return found


@dataclass(frozen=True, kw_only=True)
class OrganisationSearch:
    """What a list of organisations shows: words (name, pinyin, initials, code), a kind, an area, a programme, a key."""

    text: str = ""
    kind: str = ""
    area: str = ""
    after: str = ""
    programme: str = ""


def organisations_listed(
    actor: rights.Actor, wanted: OrganisationSearch, most: int = PAGE
) -> paging.Page[Organisation]:
    """One page of the organisations of an actor's areas and of those above, in the order of their pinyin. One query."""
    found = visible_organisations(actor).filter(closed_on=None)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.area:
        found = found.filter(rights.inside("area_id", [wanted.area]))
    if wanted.programme:
        found = found.filter(pk__in=labelled(ORGANISATION, [wanted.programme]))
    plain = wanted.text.strip()
    if plain:
        found = found.filter(_named(plain))
    return paging.by_pinyin(found.select_related("area", "parent"), wanted.after, most)


def _named(text: str) -> Q:
    sounds = text.lower()
    found = Q(name__contains=text) | Q(short_name__contains=text) | Q(code=sounds)
    return found | Q(initials__startswith=sounds) | Q(spelling__contains=sounds) if sounds.isascii() else found


@dataclass(frozen=True)
class OrganisationShown:
    """An organisation in its tree, with how many people belong to it on a day."""

    organisation: Organisation
    above: tuple[Organisation, ...]
    below: tuple[Organisation, ...]
    area_path: str
    member_count: int
    may_edit: bool
    programmes: tuple[str, ...] = ()


def organisation_shown(organisation_id: uuid.UUID, actor: rights.Actor, at: datetime) -> OrganisationShown:
    """One organisation with what stands above and below it. Raises `Unseen`."""
    organisation = seen_organisation(organisation_id, actor)
    present = members_on(organisation.pk, worktime.local_date(at))
    return OrganisationShown(
        organisation=organisation,
        above=_above(organisation),
        below=tuple(organisation.children.filter(closed_on=None).order_by("spelling", "pk")[:200]),
        area_path=ground.division_path(organisation.area_id),
        programmes=programmes_of(ORGANISATION, organisation.pk),
        member_count=present.values("person").distinct().count(),
        may_edit=actor.may("registry.edit_organisation", organisation.area_id),
    )


def _above(organisation: Organisation) -> tuple[Organisation, ...]:
    """From the top of the tree down to the parent; one query."""
    if organisation.parent_id is None:
        return ()
    rows = Organisation.objects.raw(
        """WITH RECURSIVE up AS (
             SELECT o.*, 1 AS step FROM registry_organisation o WHERE o.id = %s
             UNION ALL
             SELECT o.*, up.step + 1 FROM registry_organisation o JOIN up ON o.id = up.parent_id WHERE up.step < 20
           ) SELECT * FROM up ORDER BY step DESC""",
        [organisation.parent_id],
    )
    return tuple(rows)


def ids_below(organisation_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """The organisation and everything below it in the tree. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH RECURSIVE down AS (
                 SELECT id, 1 AS step FROM registry_organisation WHERE id = %s
                 UNION ALL
                 SELECT o.id, down.step + 1 FROM registry_organisation o JOIN down ON o.parent_id = down.id
                 WHERE down.step < 20
               ) SELECT id FROM down""",
            [organisation_id],
        )
        return frozenset(row[0] for row in cursor.fetchall())


def members_on(organisation_id: uuid.UUID, on: date) -> QuerySet[Membership]:
    """The memberships of an organisation that hold on a day, of people who are still here."""
    return Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), organisation=organisation_id, valid_from__lte=on, person__left=""
    )


@dataclass(frozen=True)
class MemberRow:
    """A member as a list shows him, with all his roles in this organisation."""

    person_id: uuid.UUID
    name: str
    roles: tuple[str, ...]
    since: date


def members(
    organisation_id: uuid.UUID, actor: rights.Actor, at: datetime, after: str = "", most: int = PAGE
) -> paging.Page[MemberRow]:
    """One page of an organisation's members whom the actor may see, in the order of their pinyin. Two queries."""
    present = members_on(organisation_id, worktime.local_date(at))
    page = paging.by_pinyin(
        door.people_for(door.SERVICE, actor, at).filter(pk__in=present.values("person")), after, most
    )
    held: dict[uuid.UUID, list[Membership]] = {}
    for row in present.filter(person__in=[person.pk for person in page.rows]).order_by("valid_from", "pk"):
        held.setdefault(row.person_id, []).append(row)
    rows = tuple(
        MemberRow(
            person.pk,
            person.name,
            tuple(roles.role_words(row.role) for row in held[person.pk]),
            held[person.pk][0].valid_from,
        )
        for person in page.rows
    )
    return paging.Page(rows, page.next)


@dataclass(frozen=True)
class MemberScale:
    """How many organisations of some kinds and how many people belong to them: two units, never one sum."""

    organisations: int
    persons: int

    @property
    def persons_per_organisation_tenths(self) -> int:
        """The mean in tenths, rounded half up (199 is 19.9); 0 without organisations."""
        return (self.persons * 20 + self.organisations) // (2 * self.organisations) if self.organisations else 0


def member_scale(kinds: Iterable[str], areas: Iterable[str], on: date) -> MemberScale:
    """Organisations of these kinds in these areas, and the distinct people who belong to them on a day. Two queries."""
    found = Organisation.objects.filter(rights.inside("area_id", areas), kind__in=list(kinds), closed_on=None)
    holding = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), organisation__in=found, valid_from__lte=on, person__left=""
    )
    return MemberScale(found.count(), holding.values("person").distinct().count())


def membership_of(person_id: uuid.UUID, organisation_id: uuid.UUID, on: date) -> Membership | None:
    """The membership by which a person belongs to an organisation on a day, whatever the role."""
    return members_on(organisation_id, on).filter(person=person_id).order_by("valid_from").first()
