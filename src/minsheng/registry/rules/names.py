"""Do two written names stand for one spoken name? By characters, sounds, left-out syllables, Mongolian spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from minsheng.foundation import pinyin


class Sameness(StrEnum):
    """How two names agree, the best first."""

    SAME = "same"
    SAME_SOUND = "same_sound"
    VARIANT = "variant"
    NEAR_SOUND = "near_sound"
    SURNAME_LEFT_OUT = "surname_left_out"
    SYLLABLE_MISSING = "syllable_missing"
    SWAPPED = "swapped"
    ONE_DIFFERENT = "one_different"
    DIFFERENT = "different"


WORDS = {
    Sameness.SAME: "姓名相同",
    Sameness.SAME_SOUND: "姓名同音不同字",
    Sameness.VARIANT: "像是同一个蒙古语名字的不同写法",
    Sameness.NEAR_SOUND: "姓名读音相近",
    Sameness.SURNAME_LEFT_OUT: "一处带姓，一处不带姓",
    Sameness.SYLLABLE_MISSING: "姓名差一个字",
    Sameness.SWAPPED: "姓名的字次序不同",
    Sameness.ONE_DIFFERENT: "姓名有一个字不同",
    Sameness.DIFFERENT: "姓名不同",
}
MONGOLIAN = re.compile(
    "乌云|白音|宝音|布音|巴音|图雅|托娅|高娃|其其格|其木格|琪木格|齐木格|格日|斯琴|斯沁|那仁|娜仁|萨仁|萨日|赛罕|呼和|胡和|苏日|朝鲁|巴图"
    "|巴特|阿拉|敖云|哈斯|孟和|孟克|额尔|青格|吉日|吉仁|布和|宝力|德力|道尔|查干|嘎|特木|铁木|乌日|图门|苏和|那顺|牧仁|满都|朝格|苏布|乌力|其格"
    "|尔敦|达来|达赖|娜布|那木|奥云|阿木|傲云|森|日勒|仁钦|扎木|照日|额勒|恩和|苏乙"
)
DIALECT = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("hu", "f"), ("n", "l"), ("r", "l"))
CLASSES = {
    "p": "b",
    "d": "t",
    "k": "h",
    "g": "g",
    "j": "q",
    "zh": "q",
    "ch": "q",
    "x": "s",
    "sh": "s",
    "z": "s",
    "c": "s",
}


@dataclass(frozen=True)
class Name:
    """A name with what is heard of it.

    `sounds` are its syllables; `near` the same as a hurried or regional ear hears them (zh as z, n as l, ng as n);
    `skeleton` the consonants alone, by which the spellings of a Mongolian name agree; `given` the place at which
    the name without its surname begins (0 for a name without one).
    """

    text: str
    sounds: tuple[str, ...]
    near: tuple[str, ...]
    skeleton: str
    given: int
    is_mongolian: bool


@lru_cache(maxsize=200_000)
def name_of(text: str) -> Name:
    """A name from how it is written; spaces and the dot between parts do not count."""
    plain = re.sub(r"[\s·•・.\-]", "", text)
    spelling = pinyin.spell(plain)
    is_mongolian = bool(MONGOLIAN.search(plain)) or (" " not in spelling.full and len(spelling.syllables) > 2)
    sounds = spelling.syllables
    return Name(
        text=plain,
        sounds=sounds,
        near=tuple(map(_near, sounds)),
        skeleton="".join(map(_consonants, sounds)),
        given=int(" " in spelling.full and plain[:1] in pinyin.COMMON_SURNAMES),
        is_mongolian=is_mongolian,
    )


def _near(syllable: str) -> str:
    for written, heard in DIALECT:
        if syllable.startswith(written) and syllable != written:
            syllable = heard + syllable[len(written) :]
            break
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable


def _consonants(syllable: str) -> str:
    """The consonants of a syllable as Mongolian spellings keep them: ba-te-er and ba-tu-er are both btr."""
    if syllable in {"er", "ri", "ren", "le", "lei"}:
        return "r"
    first = re.match(r"[^aeiouv]*", syllable)
    head = first[0] if first else ""
    tail = "n" if re.search(r"ng?$", syllable) else ""
    return CLASSES.get(head, head) + tail


def compare_names(first: Name, second: Name) -> Sameness:
    """How two names agree; the order of the two does not matter."""
    if first.text == second.text:
        return Sameness.SAME
    if first.sounds == second.sounds:
        return Sameness.SAME_SOUND
    if _is_variant(first, second):
        return Sameness.VARIANT
    if first.near == second.near:
        return Sameness.NEAR_SOUND
    return _by_syllables(first, second)


def _is_variant(first: Name, second: Name) -> bool:
    both = first.is_mongolian and second.is_mongolian
    return both and len(first.skeleton) > 1 and first.skeleton == second.skeleton


def _by_syllables(first: Name, second: Name) -> Sameness:
    longer, shorter = (first, second) if len(first.near) >= len(second.near) else (second, first)
    gap = len(longer.near) - len(shorter.near)
    if gap == 1 and len(shorter.near) > 1:
        if longer.text[:1] in pinyin.COMMON_SURNAMES and _same_rest(longer, shorter):
            return Sameness.SURNAME_LEFT_OUT
        if _is_within(shorter.near, longer.near):
            return Sameness.SYLLABLE_MISSING
    if gap == 0 and sorted(first.near) == sorted(second.near):
        return Sameness.SWAPPED
    if gap == 0 and len(first.near) > 2 and sum(a != b for a, b in zip(first.near, second.near, strict=True)) == 1:
        return Sameness.ONE_DIFFERENT
    return Sameness.DIFFERENT


def _same_rest(longer: Name, shorter: Name) -> bool:
    rest = name_of(longer.text[1:])
    return rest.near == shorter.near or _is_variant(rest, shorter)


def _is_within(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
