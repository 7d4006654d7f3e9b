"""Reads of people's data that leave as a file: who asked, who decides, and the file itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from minsheng.foundation import queries as ground
from minsheng.foundation import rights, sheets, worktime
from minsheng.registry.models import DerivedList, Organisation, Person, Sharing
from minsheng.registry.queries import door, lists
from minsheng.registry.queries.organisations import visible_organisations
from minsheng.registry.queries.people import identity_of, phone_of
from minsheng.registry.queries.sheets import KINDS, LANGUAGES, ORGANISATIONS, PEOPLE
from minsheng.registry.rules.listing import Rule

EXPORT, APPROVE = "registry.export_people", "registry.approve_sharing"


def visible_sharings(actor: rights.Actor) -> QuerySet[Sharing]:
    """What an actor has asked for himself, and what is asked in the areas where he decides."""
    decides = rights.inside("area_id", actor.areas(APPROVE))
    asks = rights.inside("area_id", actor.areas(EXPORT)) & Q(asked_by=actor.id)
    return Sharing.objects.filter(decides | asks).select_related("area", "purpose", "derived_list")


def seen_sharing(sharing_id: uuid.UUID, actor: rights.Actor) -> Sharing:
    """One of them. Raises `Unseen`."""
    found = visible_sharings(actor).filter(pk=sharing_id).first()
    if found is None:
        raise rights.Unseen("没有这项导出申请，或不在您的服务范围。")
    return found


def sharings(actor: rights.Actor, most: int = 50) -> list[tuple[Sharing, str]]:
    """The newest of them with the name of who asked, those that wait in front. Two queries."""
    rows = list(visible_sharings(actor).order_by("-asked_at", "-pk")[:most])
    rows.sort(key=lambda one: one.state != Sharing.State.WAITING)
    names = ground.account_names(row.asked_by for row in rows)
    return [(row, names.get(row.asked_by, "")) for row in rows]


def names_of_sharing(sharing: Sharing) -> tuple[str, str]:
    """Who asked and who decided ("" where nobody has). One query."""
    names = ground.account_names([sharing.asked_by, sharing.decided_by])
    return names.get(sharing.asked_by, ""), names.get(sharing.decided_by, "") if sharing.decided_by else ""


def people_shared(sharing: Sharing, actor: rights.Actor, at: datetime) -> QuerySet[Person]:
    """Whose data the file would hold now: by the list or the whole area, for its purpose, as consent stands."""
    if sharing.derived_list is not None:
        return lists.people_on(sharing.derived_list, actor, at)
    return door.people_for(sharing.purpose, actor, at).filter(rights.inside("area_id", [sharing.area_id]))


def people_workbook(sharing: Sharing, people: Sequence[Person]) -> bytes:
    """The file: the columns of the template, so that it can come back and changes nothing."""
    columns = [one for one in PEOPLE if sharing.has_numbers or one.key not in ("phone", "resident_id")]
    rows = _people_cells(people, [one.key for one in columns], sharing.area_id)
    return sheets.workbook([one.title for one in columns], rows, title="人员")


def _people_cells(people: Sequence[Person], wanted: Sequence[str], area: str) -> Iterator[list[str]]:
    names, languages = ground.AreaNames([area]), {value: words for words, value in LANGUAGES.items()}
    for person in people:
        told = {
            "id": str(person.pk),
            "name": person.name,
            "area": names.name_of(person.area_id),
            "birth_year": str(person.birth_year or ""),
            "address": person.address,
            "language": languages.get(person.language, ""),
        }
        if "phone" in wanted:
            told |= {"phone": phone_of(person), "resident_id": identity_of(person)}
        yield [told[key] for key in wanted]


def organisations_workbook(actor: rights.Actor, most: int = 5_000) -> bytes:
    """The organisations of an actor's areas in the columns of the template. Two queries."""
    mine = rights.inside("area_id", [*actor.areas("registry.read_person"), *actor.areas("registry.edit_organisation")])
    found = visible_organisations(actor).filter(mine).select_related("parent").order_by("code")[:most]
    return sheets.workbook([one.title for one in ORGANISATIONS], map(_organisation_cells, found), title="组织")


def _organisation_cells(row: Organisation) -> list[str]:
    kinds = {value: words for words, value in KINDS.items()}
    return [
        row.code,
        row.name,
        row.short_name,
        kinds.get(row.kind, row.kind),
        row.parent.code if row.parent else "",
        row.area_id,
        row.phone,
        row.address,
        row.credit_code or "",
    ]


def may_print(one: DerivedList, actor: rights.Actor, at: datetime) -> bool:
    """May the actor print this list: unless its purpose is sensitive and nobody else has said yes; never who lives alone."""
    if Rule.read(one.rule).lives_alone:
        return False
    if not one.purpose.is_sensitive:
        return True
    mine = Sharing.objects.filter(derived_list=one, asked_by=actor.id, state=Sharing.State.APPROVED)
    return any(is_open(sharing, at) for sharing in mine)


def is_open(sharing: Sharing, at: datetime) -> bool:
    """May the file be fetched now, by whoever asked for it?"""
    is_granted = sharing.state in {Sharing.State.FREE, Sharing.State.APPROVED}
    return is_granted and worktime.local_date(at) <= sharing.valid_to
