"""Derived lists: a declared rule of a few conditions, and whether and why it holds of a person. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from minsheng.foundation.sentences import Sentence, say

LIVES_ALONE = "lives_alone"
"""The kind of fact by which people say whether they live alone."""
YES = "是"


@dataclass(frozen=True)
class Rule:
    """Who belongs on a list: all conditions that are not empty must hold. Whoever has no known year fits no age."""

    age_from: int | None = None
    age_to: int | None = None
    languages: tuple[str, ...] = ()
    residences: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    lives_alone: bool = False
    programmes: tuple[str, ...] = ()

    @classmethod
    def read(cls, told: Mapping[str, object]) -> Rule:
        """The rule as a preset writes it. Raises `ValueError` for an empty one or an unknown condition."""
        unknown = sorted(set(told) - set(cls.__dataclass_fields__))
        if unknown or not told:
            raise ValueError(f"名单规则不认识 {'、'.join(unknown)}。" if unknown else "名单规则至少要有一个条件。")
        values = {key: tuple(value) if isinstance(value, Sequence) else value for key, value in told.items()}
        return cls(**values)  # type: ignore[arg-type]  # the schema of the preset has checked the kinds


@dataclass(frozen=True)
class Traits:
    """What a rule looks at in a person: no more than that is read for a list."""

    birth_year: int | None
    language: str
    residence: str
    memberships: frozenset[tuple[str, str]]
    """(code of the organisation, role) of the memberships that hold."""
    lives_alone: bool = False
    """As he has said himself, and not longer ago than the answer holds."""
    programmes: frozenset[str] = frozenset()
    """The programmes under which organisations stand to which he belongs."""


@dataclass(frozen=True)
class Ground:
    """One condition in words, and whether it holds."""

    words: Sentence
    holds: bool


def grounds(rule: Rule, person: Traits, on: date) -> tuple[Ground, ...]:
    """Every condition of a rule with whether it holds of a person on a day."""
    age = on.year - person.birth_year if person.birth_year else None
    found = []
    if rule.age_from is not None:
        found.append(
            Ground(say("满 {age} 岁（按年份算）", age=rule.age_from), age is not None and age >= rule.age_from)
        )
    if rule.age_to is not None:
        found.append(
            Ground(say("不超过 {age} 岁（按年份算）", age=rule.age_to), age is not None and age <= rule.age_to)
        )
    if rule.languages:
        found.append(Ground(say("本人说过愿意用这种语言"), person.language in rule.languages))
    if rule.residences:
        found.append(Ground(say("住在这类集中居住点"), person.residence in rule.residences))
    if rule.organisations or rule.roles:
        fits = any(
            (not rule.organisations or code in rule.organisations) and (not rule.roles or role in rule.roles)
            for code, role in person.memberships
        )
        found.append(Ground(say("在这些组织里，或有这种身份"), fits))
    if rule.programmes:
        fits = not person.programmes.isdisjoint(rule.programmes)
        found.append(Ground(say("在挂了这些项目的组织里"), fits))
    if rule.lives_alone:
        found.append(Ground(say("本人说过一个人住"), person.lives_alone))
    return tuple(found)


def is_on(rule: Rule, person: Traits, on: date) -> bool:
    """Does the rule hold of a person on a day?"""
    return all(ground.holds for ground in grounds(rule, person, on))


def earliest_year(age: int, on: date) -> int:
    """The last year of birth with which somebody has reached an age in this year."""
    return on.year - age


MOST_DAYS = 366
"""A list ends after a year at the latest; whoever still needs it says so again."""
FEWEST = 5
"""Below so many the number of a sensitive list is not shown before another person has said yes."""


def about(code: str) -> uuid.UUID:
    """By which id facts speak of a list."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"minsheng:derived_list:{code}")


def is_sensitive(rule: Rule, *, is_purpose_sensitive: bool) -> bool:
    """Must another person say yes before such a list stands: its purpose is sensitive, or it says who lives alone?"""
    return rule.lives_alone or is_purpose_sensitive


def needs_second_person(*, is_whole_register: bool, with_numbers: bool, is_purpose_sensitive: bool) -> bool:
    """Must another person say yes before this leaves the system as a file?"""
    return is_whole_register or with_numbers or is_purpose_sensitive
