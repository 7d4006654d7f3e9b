"""Which record a row of a sheet is about, and what it would change there: for many rows in a handful of statements."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from minsheng.foundation import identity, keys, rights
from minsheng.foundation.sentences import Sentence, say
from minsheng.registry.models import Organisation, Person
from minsheng.registry.queries.people import IDENTITY_INDEX, PHONE_INDEX
from minsheng.registry.rules.importing import RowOutcome

Values = Mapping[str, Any]
ELSEWHERE = say("这个人登记在您导入范围以外的地区。请那里的书记或旗里来更改。")
GONE = say("这个人已登记为去世、迁出或删除，不能用表格更改。")
TWO_PEOPLE = say("编号和身份证号说的是两个人。请核对，或请人在“疑似重复登记”里核对。")
OTHER_NUMBER = say("这个人登记的是另一个身份证号。请对照证件；登记错了，请在他的个人页更改。")
SEVERAL = say("有几条登记都叫这个名字、都对得上。请写编号或身份证号。")
UNKNOWN_KEY = say("没有这个编号的人。新登记的人请空着编号。")
NO_PARENT = say("上级那一行没有导入，所以这一行也没有。请先改好上级。")
CIRCLE = say("上级不能是它自己或它的下级。请核对。")


@dataclass(frozen=True)
class Planned:
    """What would come of a row: on which record, with which changes (fields by name), or what is wrong."""

    outcome: RowOutcome
    record_id: uuid.UUID | None = None
    changes: tuple[str, ...] = ()
    heading: str = ""
    wrong: Sentence | None = None


def wrong_row(key: str, sentence: Sentence) -> Planned:
    """What comes of a row with something wrong in the cell of this column."""
    return Planned(RowOutcome.WRONG, heading=key, wrong=sentence)


@dataclass(frozen=True)
class _Tokens:
    """The blind indexes of the numbers in a row."""

    phone: tuple[bytes, ...]
    identity: tuple[bytes, ...]


def tokens_of(values: Values) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Blind indexes of the phone and of the identity number that a row writes; () where it writes none."""
    ring, phone, number = keys.ring(), values.get("phone"), values.get("resident_id")
    return (
        ring.blind_indexes(phone, PHONE_INDEX) if phone else (),
        ring.blind_indexes(number, IDENTITY_INDEX) if number else (),
    )


class KnownPeople:
    """The people that some rows may be about, read at once: by key, by identity number, by phone, by name and place."""

    def __init__(self, rows: Sequence[Values], area: str, by: rights.Actor) -> None:
        self._area, self._by = area, by
        self.tokens = [_Tokens(*tokens_of(values)) for values in rows]
        numbers = [number for one in self.tokens for number in one.identity]
        phones = [phone for one in self.tokens for phone in one.phone]
        loose = {
            values["name"] for values, one in zip(rows, self.tokens, strict=True) if not (one.identity or one.phone)
        }
        fits = Q(pk__in=[values["id"] for values in rows if "id" in values])
        fits |= Q(identity_index__in=numbers) | Q(phone_index__in=phones)
        fits |= Q(name__in=loose) & rights.inside("area_id", [area])
        found = list(Person.objects.filter(fits).select_related("answered_by"))
        self._by_key = {str(one.pk): one for one in found}
        self._by_number = {bytes(one.identity_index): one for one in found if one.identity_index is not None}
        self._by_name: dict[str, list[Person]] = {}
        for one in found:
            self._by_name.setdefault(one.name, []).append(one)

    def planned(self, place: int, values: Values) -> tuple[Planned, Person | None]:
        """What would come of the row at this place, and the record that it is about."""
        found, wrong = self.person(place, values)
        if wrong:
            return wrong, None
        if found is None:
            other = _other_year(values)
            return (wrong_row("birth_year", other) if other else Planned(RowOutcome.NEW)), None
        changes = tuple(sorted(_differences(found, values, self.tokens[place])))
        other = _other_year(values) if {"birth_year", "identity"} & set(changes) else None
        if other:
            return wrong_row("birth_year", other), None
        outcome = RowOutcome.CHANGE if changes else RowOutcome.SAME
        return Planned(outcome, found.pk, changes), found

    def person(self, place: int, values: Values) -> tuple[Person | None, Planned | None]:
        """The record that the row at this place is about (None: nobody yet), or why the row cannot be written."""
        tokens = self.tokens[place]
        found, wrong = self._record(values, tokens)
        if wrong or found is None:
            return None, wrong
        if not self._by.may("registry.import_people", found.area_id):
            return None, wrong_row("name", ELSEWHERE)
        if found.left:
            return None, wrong_row("name", GONE)
        kept = bytes(found.identity_index) if found.identity_index is not None else None
        if tokens.identity and kept and kept not in tokens.identity:
            return None, wrong_row("resident_id", OTHER_NUMBER)
        return found, None

    def _record(self, values: Values, tokens: _Tokens) -> tuple[Person | None, Planned | None]:
        by_number = next((self._by_number[one] for one in tokens.identity if one in self._by_number), None)
        if "id" in values:
            by_key = self._by_key.get(values["id"])
            if by_key is None:
                return None, wrong_row("id", UNKNOWN_KEY)
            by_key = by_key.answered_by or by_key
            if by_number and (by_number.answered_by or by_number).pk != by_key.pk:
                return None, wrong_row("id", TWO_PEOPLE)
            return by_key, None
        if by_number:
            return by_number.answered_by or by_number, None
        named = {(one.answered_by or one).pk: one.answered_by or one for one in self._alike(values, tokens)}
        if len(named) > 1:
            return None, wrong_row("name", SEVERAL)
        return next(iter(named.values()), None), None

    def _alike(self, values: Values, tokens: _Tokens) -> Iterable[Person]:
        """Of the same name: with the same phone, or where the row has no number, with the same place and year."""
        for one in self._by_name.get(values["name"], ()):
            if tokens.phone:
                if one.phone_index is not None and bytes(one.phone_index) in tokens.phone and not one.left:
                    yield one
            elif not tokens.identity and not one.left and _same_place(one, values, self._area):
                yield one


def born_in(values: Values) -> int | None:
    """The year of birth in the identity number of a row, where it has one."""
    number = values.get("resident_id")
    return identity.birth_on(number).year if number else None


def _other_year(values: Values) -> Sentence | None:
    """What is wrong where a row writes another year of birth than its identity number does."""
    born = born_in(values)
    if born is None or values.get("birth_year", born) == born:
        return None
    return say("出生年份和身份证号里的 {year} 年对不上。请核对。", year=born)


def _same_place(person: Person, values: Values, area: str) -> bool:
    return (
        person.area_id == values.get("area", area)
        and values.get("birth_year") in (None, person.birth_year)
        and values.get("address", person.address) == person.address
    )


def _differences(person: Person, values: Values, tokens: _Tokens) -> Iterable[str]:
    plain = {"name": person.name, "area": person.area_id, "birth_year": person.birth_year}
    plain |= {"address": person.address, "language": person.language}
    yield from (key for key, known in plain.items() if key in values and values[key] != known)
    if tokens.phone and (person.phone_index is None or bytes(person.phone_index) not in tokens.phone):
        yield "phone"
    if tokens.identity and person.identity_index is None:
        yield "identity"


class KnownOrganisations:
    """The organisations that some rows may be about, with those that the rows themselves would enter."""

    def __init__(self, rows: Sequence[Values], by: rights.Actor) -> None:
        self._by = by
        self._codes = {values["code"] for values in rows}
        known = list(Organisation.objects.select_related("parent"))
        self.by_code = {one.code: one for one in known}
        self._by_credit = {one.credit_code: one for one in known if one.credit_code}
        self._named: dict[str, set[str]] = {}
        for code, name in [(one.code, one.short_name) for one in known] + [(v["code"], v["short_name"]) for v in rows]:
            self._named.setdefault(name, set()).add(code)
        parents = {one.code: one.parent.code if one.parent else "" for one in known}
        self._parents = {
            **parents,
            **{values["code"]: self.parent_of(values)[0] for values in rows if "parent" in values},
        }

    def parent_of(self, values: Values) -> tuple[str, Planned | None]:
        """The code of the parent that a row names ("" for none), and what is wrong with it."""
        text = values.get("parent", "")
        if not text or text in self.by_code or text in self._codes:
            return text, None
        codes = self._named.get(text, set())
        if len(codes) == 1:
            return next(iter(codes)), None
        if codes:
            return "", wrong_row("parent", say("有 {count} 个组织叫“{text}”。请写代码。", count=len(codes), text=text))
        return "", wrong_row("parent", say("没有“{text}”这个上级。请写它的代码或简称，或把它也写进表里。", text=text))

    def planned(self, values: Values) -> tuple[Planned, Organisation | None]:
        """What would come of a row, and the record that it is about."""
        parent, wrong = self.parent_of(values)
        wrong = wrong or (wrong_row("parent", CIRCLE) if self._is_circle(values["code"]) else None)
        if wrong:
            return wrong, None
        found = self.by_code.get(values["code"])
        holder = self._by_credit.get(values.get("credit_code", ""))
        if holder and holder.code != values["code"]:
            taken = say("这个统一社会信用代码已经登记在“{name}”名下。请核对。", name=holder.short_name)
            return wrong_row("credit_code", taken), None
        if found is None:
            return Planned(RowOutcome.NEW), None
        if not self._by.may("registry.edit_organisation", found.area_id):
            return wrong_row("code", say("这个代码是别的地区的一个组织在用。请换一个代码。")), None
        known: dict[str, object] = {
            "name": found.name,
            "short_name": found.short_name,
            "kind": found.kind,
            "area": found.area_id,
        }
        known |= {"phone": found.phone, "address": found.address, "credit_code": found.credit_code}
        known["parent"] = found.parent.code if found.parent else ""
        told = {**values, "parent": parent} if "parent" in values else values
        changes = tuple(sorted(key for key, one in known.items() if key in told and told[key] != one))
        return Planned(RowOutcome.CHANGE if changes else RowOutcome.SAME, found.pk, changes), found

    def _is_circle(self, code: str) -> bool:
        seen = {code}
        above = self._parents.get(code, "")
        while above:
            if above in seen:
                return True
            seen.add(above)
            above = self._parents.get(above, "")
        return False


def parents_first(values: Sequence[Values], known: KnownOrganisations) -> list[int]:
    """The places of rows in an order in which a parent comes before its children."""
    places = {said["code"]: place for place, said in enumerate(values)}
    found: dict[int, None] = {}
    for place in range(len(values)):
        line: list[int] = []
        at: int | None = place
        while at is not None and at not in found and at not in line:
            line.append(at)
            at = places.get(known.parent_of(values[at])[0])
        found.update(dict.fromkeys(reversed(line)))
    return list(found)
