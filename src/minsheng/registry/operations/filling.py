"""Writes of what people are asked once, and of the department tables that are filled from it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from minsheng.foundation import facts, identity, keys, rights, sheets, worktime, writing
from minsheng.registry import policies, queries
from minsheng.registry.facts import PersonChanged
from minsheng.registry.models import FactKind, FormTemplate, KnownFact
from minsheng.registry.rules import consent
from minsheng.registry.rules import filling as rules

MOST_LETTERS = 200


@writing.operation
def set_fact_kind(*, code: str, values: Mapping[str, object]) -> None:
    """Declare what may be asked (name, help, shape, choices, months), or bring it up to date.

    Raises `ValueError` for something that the register knows anyway.
    """
    if code in rules.REGISTERED:
        raise ValueError(f"“{code}”底数里就有，不用另外问。")
    FactKind.objects.update_or_create(code=code, defaults=dict(values))


@writing.operation
def set_form(*, code: str, values: Mapping[str, object], fields: Sequence[Mapping[str, str]]) -> None:
    """Declare a table (name, organisation_id, purpose_id), or bring it up to date. Raises `ValueError`."""
    kinds = FactKind.objects.values_list("code", flat=True)
    unbound = rules.unbound(rules.fields_of(fields), kinds)
    if unbound:
        raise ValueError(f"这张表里的 {'、'.join(unbound)} 没有对应的内容。请先在 facts 里写明。")
    FormTemplate.objects.update_or_create(code=code, defaults={**values, "fields": list(fields)})


@writing.operation
def note_facts(*, person_id: uuid.UUID, told: Mapping[str, str], by: rights.Actor, at: datetime) -> None:
    """Write down what a person answered, each for as long as its kind says; every table knows it from now on.

    Raises `Unseen`, `Refused`, and `ValueError` for an unknown kind or an answer of another shape.
    """
    person = queries.seen_person(person_id, by)
    if not policies.may_edit(by, person):
        raise rights.Refused("登记这些内容需要“registry.edit_person”权限，请向本单位管理员申请。")
    kinds = {one.pk: one for one in queries.fact_kinds(list(told))}
    if set(kinds) != set(told):
        raise ValueError("没有这一项内容。请重新打开这一页。")
    on = worktime.local_date(at)
    for code, text in told.items():
        value, place = _value(kinds[code], text), queries.fact_place(person.pk, code)
        KnownFact.objects.update_or_create(
            person=person,
            kind=kinds[code],
            defaults={
                "sealed": keys.ring().seal(value, place),
                "told_at": at,
                "told_to": by.id,
                "valid_to": consent.last_day(on, kinds[code].months) or on,
            },
        )
    fields = tuple(facts.Code(code) for code in sorted(told))
    facts.tell(PersonChanged(about=person.pk, area=facts.Code(person.area_id), fields=fields), by=by.id, at=at)


@writing.operation
def forget_answers(*, at: datetime) -> int:
    """Delete answers that have run out, and those to questions that are put to nobody any more; returns how many."""
    over = Q(valid_to__lt=worktime.local_date(at)) | Q(kind__state=FactKind.State.ENDED)
    return KnownFact.objects.filter(over).delete()[0]


def _value(kind: FactKind, text: str) -> str:
    """The answer in its plain form. Raises `ValueError`."""
    plain = text.strip()
    if not plain or len(plain) > MOST_LETTERS:
        raise ValueError(f"“{kind.name}”要写，最多 {MOST_LETTERS} 个字。")
    if kind.shape == FactKind.Shape.PHONE:
        return identity.phone(plain)
    if kind.shape == FactKind.Shape.NUMBER:
        return str(sheets.as_whole(plain))
    if kind.shape == FactKind.Shape.CHOICE and plain not in kind.choices:
        raise ValueError(f"“{kind.name}”请从这几个里选：{'、'.join(kind.choices)}。")
    if identity.secrets_in(plain):
        raise ValueError(f"“{kind.name}”里有像银行卡号、身份证号或密码的数字。请删去。")
    return plain
