"""May two records of people be one person? Compared field by field; every share of the score has its words.

What is not compared: household, kin, memberships (they follow the record, they do not identify it), ethnicity and
belief (there is no such field). A missing value weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minsheng.foundation import identity
from minsheng.registry.rules.evidence import Band, Part, Score, edit_distance, weight
from minsheng.registry.rules.names import WORDS, Name, Sameness, compare_names, name_of

START = Part("start", "start", -1450, "")
"""The odds before any field is compared: among some 30 000 records one other belongs to the same person."""
REVIEW_FROM = -300
"""Centibits from which a person looks: a chance of 1 in 9."""
USUAL_SHARE = 1 / 3000
RAREST_SHARE = 1 / 20_000
LONGEST_NUMBER = 20  # characters of a telephone or identity number; a blind index has 64
NOMINAL_YEARS = 2  # the nominal age (虚岁) counts one or two years more
LUNAR_DAYS = (17, 52)  # a lunar date read as a solar one lies so many days early
CONTRADICTING = {"different", "other_day", "near_year_other_day", "same_year_other_day"}
RELIABLE_NAMES = {
    Sameness.SAME,
    Sameness.SAME_SOUND,
    Sameness.VARIANT,
    Sameness.NEAR_SOUND,
    Sameness.SURNAME_LEFT_OUT,
}


@dataclass(frozen=True)
class Record:
    """A person as one list has him. Empty text and None mean that the list does not say.

    `phone` and `identity` may be plain numbers or blind indexes (then only equal or not equal is seen);
    `village` is the name of the area, which outlives a change of its code. `sex` is "f" or "m".
    """

    name: Name
    sex: str = ""
    birth_year: int | None = None
    born_on: date | None = None
    area: str = ""
    village: str = ""
    phone: str = ""
    identity: str = ""
    is_identity_doubtful: bool = False
    name_share: float = USUAL_SHARE


def record_of(
    name: str,
    *,
    sex: str = "",
    birth_year: int | None = None,
    born_on: date | None = None,
    area: str = "",
    village: str = "",
    phone: str = "",
    identity_number: str = "",
    name_share: float = USUAL_SHARE,
) -> Record:
    """A record with what follows from it: year from day, day and sex from a valid identity number.

    A number that contradicts the day or the sex beside it is doubtful (lists carry the number of husband or wife
    by mistake): then it says little.
    The first of January is taken for an unknown day: lists write it where only the year is known.
    `name_share` is how many of all people bear the name.
    """
    listed = None if born_on is None or (born_on.month, born_on.day) == (1, 1) else born_on
    certified = _born_on(identity_number)
    year = born_on.year if born_on else birth_year
    is_doubtful = certified is not None and _contradicts(certified, _sex(identity_number), listed, year, sex)
    trusted = None if is_doubtful else certified
    day = trusted or listed
    return Record(
        name=name_of(name),
        sex=(_sex(identity_number) if trusted else "") or sex,
        birth_year=day.year if day else year,
        born_on=day,
        area=area,
        village=village,
        phone=phone,
        identity=identity_number,
        is_identity_doubtful=is_doubtful,
        name_share=max(name_share, RAREST_SHARE),
    )


def _contradicts(certified: date, certified_sex: str, listed: date | None, year: int | None, sex: str) -> bool:
    """Is the number hardly this person's own, by the day and the sex that the same record says?"""
    if sex and sex != certified_sex:
        return True
    if listed:
        return _day_level(certified, listed) in CONTRADICTING
    return year is not None and abs(year - certified.year) > NOMINAL_YEARS


def _is_valid(number: str) -> bool:
    try:
        return len(number) == 18 and identity.resident_id(number) == number
    except identity.InvalidIdentity:
        return False


def _born_on(number: str) -> date | None:
    return identity.birth_on(number) if _is_valid(number) else None


def _sex(number: str) -> str:
    return ("m" if int(number[16]) % 2 else "f") if _is_valid(number) else ""


def compare(first: Record, second: Record) -> Score:
    """The score of a pair. Symmetric; `centibits` is the sum of the parts."""
    sameness = compare_names(first.name, second.name)
    parts = (
        START,
        _name(first, second, sameness),
        _birth(first, second),
        _plain("sex", first.sex, second.sex, SEX),
        _area(first, second),
        _number("phone", first.phone, second.phone, PHONE),
        _identity(first, second),
    )
    return Score(parts, _band(parts, sameness))


def _band(parts: tuple[Part, ...], sameness: Sameness) -> Band:
    levels = {part.field: part.level for part in parts}
    contradicts = levels["birth"] in CONTRADICTING or levels["sex"] == "different"
    if levels["identity"] == "same" and sameness in RELIABLE_NAMES and not contradicts:
        return Band.AUTOMATIC
    is_likely = sum(part.centibits for part in parts) >= REVIEW_FROM
    return Band.REVIEW if is_likely or levels["identity"].startswith("same") else Band.DIFFERENT


# m: how often two records of one person agree like this. u: how often the records of two persons do.
# Set by hand, near what registers drawn by tools/bench/elders.py with seed 101 shows; measured on seeds 1 to 5 (seed 1 was seen once, in a small run).
NAME: dict[Sameness, tuple[float, float, float]] = {  # m, u for each bearer of the name, least u
    Sameness.SAME: (0.87, 1, RAREST_SHARE),
    Sameness.SAME_SOUND: (0.07, 1 / 20, 1 / 8000),
    Sameness.VARIANT: (0.012, 1 / 9, 1 / 8000),
    Sameness.NEAR_SOUND: (0.006, 1 / 50, 1 / 8000),
    Sameness.SURNAME_LEFT_OUT: (0.02, 1 / 12, 1 / 6000),
    Sameness.SYLLABLE_MISSING: (0.007, 1 / 8, 1 / 3000),
    Sameness.SWAPPED: (0.001, 1 / 20, 1 / 8000),
    Sameness.ONE_DIFFERENT: (0.01, 0, 1 / 150),
    Sameness.DIFFERENT: (0.004, 0, 0.99),
}
WORSE_NAME = 50  # centibits by which any other agreement of a name weighs less than the same name


def _name(first: Record, second: Record, sameness: Sameness) -> Part:
    share = max(first.name_share, second.name_share)
    m, u_by_share, least_u = NAME[sameness]
    most = weight(NAME[Sameness.SAME][0], share) - (0 if sameness is Sameness.SAME else WORSE_NAME)
    return Part("name", sameness.value, min(most, weight(m, max(share * u_by_share, least_u))), WORDS[sameness])


BIRTH: dict[str, tuple[float, float, str]] = {
    "same_day": (0.93, 1 / 11_000, "出生日期相同"),
    "lunar": (0.04, 1 / 130, "出生日期差三至七周，像是一处写农历、一处写公历"),
    "day_and_month_swapped": (0.002, 1 / 15_000, "出生的月和日写颠倒了"),
    "other_year_same_day": (0.008, 1 / 3500, "月日相同，年相差一两年，可能是虚岁"),
    "one_digit": (0.012, 1 / 370, "出生日期只有一位数字不同"),
    "same_year_other_day": (0.002, 1 / 33, "出生年相同，月日不同"),
    "near_year_other_day": (0.003, 0.12, "出生年相差一两年，月日也不同"),
    "other_day": (0.001, 0.85, "出生日期不同"),
    "same_year": (0.88, 1 / 35, "出生年相同"),
    "near_year": (0.09, 1 / 10, "出生年相差一两年，可能是虚岁或农历"),
    "year_swapped": (0.004, 1 / 100, "出生年的末两位写颠倒了"),
    "different": (0.015, 0.86, "出生年不同"),
}


def _birth(first: Record, second: Record) -> Part:
    if first.birth_year is None or second.birth_year is None:
        return Part("birth", "missing", 0, "")
    level = _birth_level(first.birth_year, second.birth_year, first.born_on, second.born_on)
    m, u, words = BIRTH[level]
    return Part("birth", level, weight(m, u), words)


def _birth_level(year: int, other_year: int, day: date | None, other: date | None) -> str:
    if day and other:
        return _day_level(day, other)
    if year == other_year:
        return "same_year"
    if abs(year - other_year) <= NOMINAL_YEARS:
        return "near_year"
    is_swapped = year // 100 == other_year // 100 and f"{year % 100:02}" == f"{other_year % 100:02}"[::-1]
    return "year_swapped" if is_swapped else "different"


def _day_level(day: date, other: date) -> str:
    gap, is_same_day = abs(day.year - other.year), (day.month, day.day) == (other.month, other.day)
    if day == other:
        return "same_day"
    if LUNAR_DAYS[0] <= abs((day - other).days) <= LUNAR_DAYS[1]:
        return "lunar"
    if gap == 0 and (day.month, day.day) == (other.day, other.month):
        return "day_and_month_swapped"
    if is_same_day and gap <= NOMINAL_YEARS:
        return "other_year_same_day"
    if edit_distance(f"{day:%Y%m%d}", f"{other:%Y%m%d}", 1) == 1:
        return "one_digit"
    if gap == 0:
        return "same_year_other_day"
    return "near_year_other_day" if gap <= NOMINAL_YEARS else "other_day"


Levels = dict[str, tuple[float, float, str]]
SEX: Levels = {"same": (0.996, 0.8, "性别相同"), "different": (0.004, 0.2, "性别不同")}
AREA: Levels = {
    "same": (0.90, 1 / 130, "同一个嘎查村（社区）"),
    "same_name": (0.06, 1 / 500, "嘎查村（社区）同名，代码不同，可能并过村"),
    "same_township": (0.012, 1 / 16, "同一个苏木乡镇，不同嘎查村"),
    "same_banner": (0.03, 0.93, "同一旗县，不同苏木乡镇"),
    "different": (0.01, 0.1, "不同旗县"),
}
PHONE: Levels = {
    "same": (0.65, 1 / 2500, "电话相同"),
    "typo": (0.01, 1 / 2000, "电话只差一位"),
    "different": (0.34, 0.999, "电话不同"),
}
IDENTITY: Levels = {
    "same": (0.985, 1 / 1_000_000, "身份证号相同"),
    "same_but_doubtful": (0.5, 1 / 100, "身份证号相同，但与一处登记的出生日期或性别不符"),
    "typo": (0.005, 1 / 20_000, "身份证号只差一位"),
    "different": (0.0008, 0.9999, "身份证号不同"),
}


def _plain(field: str, first: str, second: str, levels: Levels) -> Part:
    if not first or not second:
        return Part(field, "missing", 0, "")
    return _part(field, "same" if first == second else "different", levels)


def _number(field: str, first: str, second: str, levels: Levels) -> Part:
    if not first or not second:
        return Part(field, "missing", 0, "")
    if first == second:
        return _part(field, "same", levels)
    is_plain = max(len(first), len(second)) <= LONGEST_NUMBER  # of blind indexes a near one means nothing
    is_typo = is_plain and edit_distance(first, second, 1) == 1
    return _part(field, "typo" if is_typo else "different", levels)


def _identity(first: Record, second: Record) -> Part:
    if not (first.is_identity_doubtful or second.is_identity_doubtful):
        return _number("identity", first.identity, second.identity, IDENTITY)
    if first.identity and first.identity == second.identity:
        return _part("identity", "same_but_doubtful", IDENTITY)
    return Part("identity", "missing", 0, "")


def _area(first: Record, second: Record) -> Part:
    if not first.area or not second.area:
        return Part("area", "missing", 0, "")
    if first.area == second.area:
        return _part("area", "same", AREA)
    if first.village and first.village == second.village:
        return _part("area", "same_name", AREA)
    if first.area[:9] == second.area[:9]:
        return _part("area", "same_township", AREA)
    return _part("area", "same_banner" if first.area[:6] == second.area[:6] else "different", AREA)


def words_for(field: str, level: str) -> str:
    """The words of a level of a field; "" for what says nothing."""
    if field == "name":
        return WORDS[Sameness(level)]
    levels = {"birth": BIRTH, "sex": SEX, "area": AREA, "phone": PHONE, "identity": IDENTITY}.get(field, {})
    return levels[level][2] if level in levels else ""


def _part(field: str, level: str, levels: Levels) -> Part:
    m, u, words = levels[level]
    return Part(field, level, weight(m, u), words)


def block_keys(record: Record) -> Iterator[str]:
    """Keys of which two records of one person share at least one, as a rule; few other pairs share any.

    Records are compared only where a key agrees: that keeps 300 000 records from being 45 000 million pairs.
    """
    near, year = record.name.near, record.birth_year
    if record.identity:
        yield f"identity {record.identity}"
    if record.phone:
        yield f"phone {record.phone}"
    if record.born_on:
        yield f"day {record.born_on:%Y%m%d} {record.area[:9]}"
        yield f"day {record.born_on:%Y%m%d} {near[0] if near else ''}"
    sound, places = "".join(sorted(near)), {record.area, record.village} - {""}
    around = (year - 1, year, year + 1) if year else ()
    yield from (f"sound {sound} {one}" for one in (*places, *around))
    for skeleton in _skeletons(record.name):
        yield from (f"skeleton {skeleton} {one}" for one in (*places, *around))
    if len(near) > 1:
        shorter = {"".join(near[:place] + near[place + 1 :]) for place in range(len(near))}
        yield from (f"left out {one} {place}" for one in (*shorter, "".join(near)) for place in places)


def _skeletons(name: Name) -> tuple[str, ...]:
    """The consonants of a Mongolian name, and those without a surname in front of it."""
    if not name.is_mongolian:
        return ()
    return (name.skeleton, name_of(name.text[1:]).skeleton) if name.given and len(name.text) > 2 else (name.skeleton,)
