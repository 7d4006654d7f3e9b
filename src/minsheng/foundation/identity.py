"""Numbers of people and organisations: normal form, check digits, masks; and digits that must not be written down."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from minsheng.foundation import ids

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


class InvalidIdentity(ValueError):
    """Not a resident identity number or credit code; the sentence says what to check."""


class InvalidPhone(ValueError):
    """Not a telephone number; the sentence says which forms are understood."""


UNSEEN_LETTERS = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Signs without a picture that other programs put around numbers, and that turn the direction of what follows.

Not those with which Mongolian and others write (joiners, variants, its narrow space).
"""
UNSEEN = re.compile(f"[{UNSEEN_LETTERS}]")


def _plain(text: str) -> str:
    """Full-width forms and digits of other scripts in ASCII, capital letters, without what nobody sees."""
    return "".join(_ascii(letter) for letter in unicodedata.normalize("NFKC", UNSEEN.sub("", text))).strip()


def _ascii(letter: str) -> str:
    """One letter in normal form, never more nor fewer letters: positions stay."""
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    normal = unicodedata.normalize("NFKC", letter).upper()
    return normal if len(normal) == 1 else letter


def resident_id(text: str) -> str:
    """The 18-character number (GB 11643), from 15 or 18 digits, full-width or not. Raises `InvalidIdentity`."""
    number = re.sub(r"[\s-]", "", _plain(text))
    if re.fullmatch(r"[0-9]{15}", number):
        number = number[:6] + "19" + number[6:]
        number += _id_check(number)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise InvalidIdentity("身份证号是18位（最后一位可以是X）或老式15位。请核对位数。")
    if _id_check(number[:17]) != number[17]:
        raise InvalidIdentity("身份证号的校验码不对，至少有一位写错。请对照证件再看一遍。")
    birth_on(number)
    return number


def _id_check(digits: str) -> str:
    return ID_CHECKS[sum(int(d) * w for d, w in zip(digits, ID_WEIGHTS, strict=True)) % 11]


def birth_on(number: str) -> date:
    """The day of birth in an 18-character number. Raises `InvalidIdentity` for an impossible day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as problem:
        raise InvalidIdentity("身份证号里的出生日期不存在。请对照证件再看一遍。") from problem


def unified_social_credit_code(text: str) -> str:
    """The 18-character code of an organisation (GB 32100). Raises `InvalidIdentity`."""
    code = re.sub(r"[\s-]", "", _plain(text))
    if len(code) != 18 or any(letter not in CREDIT_LETTERS for letter in code):
        raise InvalidIdentity("统一社会信用代码是18位数字和大写字母（没有I、O、S、V、Z）。请核对。")
    if not re.fullmatch(r"[0-9]{6}", code[2:8]):
        raise InvalidIdentity("统一社会信用代码的第3至8位是行政区划代码，应全是数字。请核对。")
    total = sum(CREDIT_LETTERS.index(letter) * weight for letter, weight in zip(code[:17], CREDIT_WEIGHTS, strict=True))
    if CREDIT_LETTERS[(31 - total % 31) % 31] != code[17]:
        raise InvalidIdentity("统一社会信用代码的校验码不对。请对照证书再看一遍。")
    return code


MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})([2-9][0-9]{6,7})")
SERVICE = re.compile(r"1[0-2][0-9]{1,3}|9[56][0-9]{3,4}|[48]00[0-9]{7}")


def phone(text: str) -> str:
    """The plain number: 11 digits of a mobile, area code-number of a landline, or a short service number.

    Understands full-width digits, spaces, dots, brackets, +86. Raises `InvalidPhone`.
    """
    written = re.sub(r"[\s\-‐‑–—.·()]", "", _plain(text))
    digits = re.sub(r"^(?:(?:\+|00)86|86(?=1[3-9][0-9]{9}$)|0(?=1[3-9][0-9]{9}$))", "", written)
    if MOBILE.fullmatch(digits) or SERVICE.fullmatch(digits):
        return digits
    is_international = digits != written and not digits.startswith("0")
    landline = LANDLINE.fullmatch(f"0{digits}" if is_international else digits)
    if landline:
        return f"{landline[1]}-{landline[2]}"
    if re.fullmatch(r"[0-9]{7,8}", digits):
        raise InvalidPhone("座机号码要加区号，例如 0478-5550000。请补上区号。")
    raise InvalidPhone("电话号码应是11位手机号，或区号加座机号，例如 0478-5550000。请核对。")


def phone_tail(number: str) -> str:
    """The last four digits."""
    return re.sub(r"\D", "", number)[-4:]


def mask_phone(number: str) -> str:
    """The number with its middle hidden."""
    return number[:3] + "****" + number[-4:] if len(number) >= 8 else "****"


def mask_id(number: str) -> str:
    """An identity number with its birth date and serial hidden."""
    return number[:6] + "********" + number[-4:] if len(number) == 18 else "****"


@dataclass(frozen=True)
class SecretFound:
    """Digits that must not be written down: `card`, `identity` or `pin`, from `start` until before `end`."""

    kind: str
    start: int
    end: int


NUMERALS = "零〇一二三四五六七八九幺两"
GROUP = re.compile(r"[0-9]+")
BLANK = rf"(?:[^\S\r\n]|[{UNSEEN_LETTERS}])"
GAP = re.compile(rf"{BLANK}{{1,4}}|{BLANK}?[-‐‑–—−]{BLANK}?")
SPELT = re.compile(f"(?<![{NUMERALS}])[{NUMERALS}]{{4,8}}(?![{NUMERALS}])")
LATIN_WORD = r"(?<![A-Z])(?:PIN|PASSWORDS?|PASSWD|PASSCODE|PWD|OTP|CVV2?|MIMA|VERIFICATION CODE)(?![A-Z])"
PIN_WORD = rf"(?:密\s?[码碼]|口令|[验驗][证證][码碼]|校验码|动态码|安全码|{LATIN_WORD})"
FILLING = r"[^0-9●。！？!?;；\r\n]"
PIN_AHEAD = re.compile(rf".*({PIN_WORD})({FILLING}{{0,12}})", re.DOTALL)
PIN_BEHIND = re.compile(
    rf"""["”'’)]?\s{{0,2}}(?P<says>(?:就?是|为|作为?|当|做|这个|设[成为]|[(:=]|IS){FILLING}{{0,6}}?)?{PIN_WORD}"""
)
TIGHT = re.compile(r"""(?:[\s:=→"“”'‘’()]|是|为|就|叫|码|IS|[改设换定][成为了]?)*""")
SAYS = re.compile(r"\s?(?:码\s?)?(?:就?是|为|IS|[:=])")
CALLED = re.compile(r"拨|打|致电|电话|热线|客服")
ELSEWHERE = re.compile(rf"{CALLED.pattern}|手机|尾号|后[0-9一二三四五六]位|[单编工房]号|房间|邮编|型号|错误代?码|[¥$]")
MEASURED = re.compile(r"\s?(?:[年元块%‰亩斤吨米户次室]|公里|[万亿](?!一)|人(?!工)|号[楼院])|[.][0-9]")
ALSO = re.compile(r"(?:或者?|还有|[和、,/]|\s)+是?")
AREA_FIRST = {(3, 7), (3, 8), (4, 7), (4, 8), (3, 4, 4), (4, 3, 4), (10,), (11,), (12,)}
MOBILE_FORMS = {(11,), (3, 4, 4), (3, 8), (7, 4)}

Span = tuple[int, int]


def secrets_in(text: str) -> tuple[SecretFound, ...]:
    """Bank card numbers (Luhn, or called so), identity numbers (check digit) and passwords in a text, in their order.

    Positions are those of the text. Telephone numbers, order numbers that fail Luhn, dates and prices are not
    found. A number that only looks like a secret is rather found than missed.
    """
    plain = "".join(_ascii(letter) for letter in text)
    found: list[SecretFound] = []
    candidates = [match.span() for match in SPELT.finditer(plain)]
    for run in _runs(plain):
        identities = list(_identities(plain, run))
        parts = _free_parts(plain, run, identities)
        found += [*identities, *(card for part in parts for card in _cards(plain, part))]
        candidates += _pin_candidates(plain, run, parts)
    pins = _pins(plain, sorted(candidates))
    found += [pin for pin in pins if not any(_overlap((pin.start, pin.end), other) for other in found)]
    return tuple(sorted(found, key=lambda one: one.start))


def black_out(text: str) -> str:
    """The text with every digit of a secret replaced by ●; its length stays, and no secret is left in it."""
    letters = list(text)
    while found := secrets_in("".join(letters)):
        for place in (place for one in found for place in range(one.start, one.end)):
            if not GAP.fullmatch(letters[place]):
                letters[place] = "●"
    return "".join(letters)


def _overlap(span: Span, secret: SecretFound) -> bool:
    return span[0] < secret.end and secret.start < span[1]


def _digits(plain: str, groups: Sequence[Span]) -> str:
    return "".join(plain[start:end] for start, end in groups)


def _runs(plain: str) -> Iterator[list[Span]]:
    """Groups of digits; those with only a space or a dash between them stand in one run."""
    run: list[Span] = []
    for match in GROUP.finditer(plain):
        if run and not GAP.fullmatch(plain, run[-1][1], match.start()):
            yield run
            run = []
        run.append(match.span())
    if run:
        yield run


def _windows(plain: str, groups: Sequence[Span], shortest: int, longest: int) -> Iterator[tuple[int, int, str]]:
    """(first, after the last, digits) of neighbouring groups with so many digits; longer ones first."""
    for first in range(len(groups)):
        for after in range(min(len(groups), first + longest), first, -1):
            digits = _digits(plain, groups[first:after])
            if shortest <= len(digits) <= longest:
                yield first, after, digits


def _identities(plain: str, run: Sequence[Span]) -> Iterator[SecretFound]:
    place = 0
    for first, after, digits in _windows(plain, run, 17, 18):
        end = run[after - 1][1]
        tail = re.compile(rf"(?:{GAP.pattern})?X(?![0-9A-Z])").match(plain, end) if len(digits) == 17 else None
        if first >= place and _is_identity(digits + ("X" if tail else "")):
            place = after
            yield SecretFound("identity", run[first][0], tail.end() if tail else end)


def _is_identity(number: str) -> bool:
    try:
        return len(number) == 18 and resident_id(number) == number
    except InvalidIdentity:
        return False


def _free_parts(plain: str, run: Sequence[Span], taken: Sequence[SecretFound]) -> list[list[Span]]:
    """The run without its identity numbers, telephone numbers and dates: what stood between them."""
    parts: list[list[Span]] = [[]]
    place = 0
    while place < len(run):
        is_taken = any(_overlap(run[place], one) for one in taken)
        known = 1 if is_taken else _known_groups(plain, run, place)
        if known:
            parts.append([])
        else:
            parts[-1].append(run[place])
        place += known or 1
    return [part for part in parts if part]


def _known_groups(plain: str, run: Sequence[Span], place: int) -> int:
    """How many groups from this place on make a telephone number, a date or a case number; 0 for none."""
    for count in range(min(3, len(run) - place), 0, -1):
        groups = [plain[start:end] for start, end in run[place : place + count]]
        form, digits = tuple(len(group) for group in groups), "".join(groups)
        if form in MOBILE_FORMS and MOBILE.fullmatch(digits):
            return count
        if (form in AREA_FIRST or (form == (4, 4, 4) and place == 0)) and LANDLINE.fullmatch(digits):
            return count
        if (count == 3 and _is_date(*groups)) or (form == (8,) and _is_day(digits)) or _is_case_number(groups):
            return count
    return 0


def _is_case_number(groups: Sequence[str]) -> bool:
    """A number of ours, as it is written, or without dashes and then with the right check digit."""
    if len(groups) == 3:
        return _is_day(groups[0]) and len(groups[1]) >= 5 and len(groups[2]) == 1
    try:
        return _is_day(groups[0][:8]) and len(groups) == 1 and bool(ids.check_public_number(groups[0]))
    except ValueError:
        return False


def _is_day(digits: str) -> bool:
    return len(digits) == 8 and _is_date(digits[:4], digits[4:6], digits[6:])


def _is_date(year: str, month: str, day: str) -> bool:
    if len(year) != 4 or len(month) > 2 or len(day) > 2:
        return False
    try:
        return 1900 <= date(int(year), int(month), int(day)).year < 2100
    except ValueError:
        return False


CARD_AHEAD = re.compile(r"(?:银行卡|卡号|存折)(?:号码|号)?[是为：:,，\s]*\Z")


def _cards(plain: str, part: Sequence[Span]) -> Iterator[SecretFound]:
    """Numbers whose check digit fits, and one that is called a card's: it may have been heard wrongly."""
    place = 0
    for first, after, digits in _windows(plain, part, 13, 19):
        if first >= place and digits[0] != "0" and _luhn(digits):
            place = after
            yield SecretFound("card", part[first][0], part[after - 1][1])
    start, end = (part[0][0], part[-1][1]) if part else (0, 0)
    is_long = 16 <= len(_digits(plain, part)) <= 19
    if not place and is_long and CARD_AHEAD.search(plain, max(0, start - 12), start):
        yield SecretFound("card", start, end)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(digits)) > 1


def _pin_candidates(plain: str, run: Sequence[Span], parts: Sequence[Sequence[Span]]) -> Iterator[Span]:
    """Numbers of 4 to 8 digits, whole ("1 2 3 4 5 6") where a run is no longer than that, else group by group."""
    for part in [run] if len(run) == 1 else parts:
        whole = (part[0][0], part[-1][1])
        for start, end in [whole] if len(_digits(plain, part)) <= 8 else part:
            if 4 <= sum(letter.isdecimal() for letter in plain[start:end]) <= 8:
                yield start, end


def _pins(plain: str, candidates: Sequence[Span]) -> Iterator[SecretFound]:
    last_end: int | None = None
    for start, end in candidates:
        is_another = last_end is not None and ALSO.fullmatch(plain, last_end, start) is not None
        if MEASURED.match(plain, end) is None and (is_another or _is_pin(plain, start, end)):
            last_end = end
            yield SecretFound("pin", start, end)


def _is_pin(plain: str, start: int, end: int) -> bool:
    """Does a word for a password stand before or behind this number, and mean it?"""
    number = plain[start:end]
    is_common = SERVICE.fullmatch(number) or _is_day(number)
    ahead = PIN_AHEAD.fullmatch(plain, max(0, start - 40), start)
    if ahead:
        filling = ahead[2]
        elsewhere = (CALLED if SAYS.match(filling) else ELSEWHERE).search(filling)
        if TIGHT.fullmatch(filling) or not (is_common or elsewhere):
            return True
    behind = PIN_BEHIND.match(plain, end)
    if not behind:
        return False
    return bool(behind["says"]) or not (is_common or ELSEWHERE.search(plain, max(0, start - 8), start))
