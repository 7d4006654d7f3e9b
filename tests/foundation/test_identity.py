"""Numbers of people and organisations against python-stdnum, telephone numbers, and digits that must not stand in a text."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from minsheng.foundation import identity

FULL_WIDTH = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")
COUNTIES = st.sampled_from(["150824", "150422", "150602", "150222", "110101"])  # codes that the oracle knows, too
BIRTHS = st.dates(date(1900, 1, 1), date(2020, 12, 31))
SERIALS = st.integers(0, 999)


@st.composite
def resident_ids(draw: st.DrawFn, births: st.SearchStrategy[date] = BIRTHS) -> str:
    digits = f"{draw(COUNTIES)}{draw(births):%Y%m%d}{draw(SERIALS):03d}"
    return digits + str(ric.calc_check_digit(digits + "0"))


# resident identity numbers


@given(resident_ids())
def test_a_right_number_is_itself(number: str) -> None:
    assert identity.resident_id(number) == number
    assert identity.birth_on(number) == ric.get_birth_date(number)
    if number.startswith("110101"):  # the oracle also asks whether the county existed; this one always did
        assert ric.is_valid(number)


@given(resident_ids(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_a_wrong_digit_is_found_wherever_the_oracle_finds_it(number: str, place: int, digit: str) -> None:
    wrong = number[:place] + digit + number[place + 1 :]
    assume(wrong != number)
    with pytest.raises(identity.InvalidIdentity, match=r"核对|对照"):
        identity.resident_id(wrong)
    with pytest.raises(ValidationError):
        ric.validate(wrong)


@given(st.text("0123456789Xx", min_size=17, max_size=19))
def test_what_we_accept_the_oracle_accepts_but_for_the_county(text: str) -> None:
    try:
        number = identity.resident_id(text)
    except identity.InvalidIdentity:
        assert not ric.is_valid(text)
    else:
        assert ric.calc_check_digit(number) == number[-1]
        assert ric.get_birth_date(number)


@given(resident_ids(st.dates(date(1900, 1, 1), date(1999, 12, 31))))
def test_an_old_number_of_15_digits_becomes_18(number: str) -> None:
    assert identity.resident_id(number[:6] + number[8:17]) == number


@given(resident_ids(), st.booleans(), st.booleans())
def test_full_width_small_x_and_spaces_are_understood(number: str, wide: bool, small: bool) -> None:  # noqa: FBT001 - drawn
    text = number.lower() if small else number
    text = text.translate(FULL_WIDTH) if wide else text
    for written in (text, f" {text} ", f"{text[:6]} {text[6:14]} {text[14:]}", f"{text[:6]}-{text[6:]}"):
        assert identity.resident_id(written) == number


@pytest.mark.parametrize(
    "text",
    ["", "1", "15082419400101123", "1508241940010112345", "一二三四五六七八九十一二三四五六七八", "15082419409901123X"],
)
def test_what_is_no_number_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(identity.InvalidIdentity, match=r"核对|再看"):
        identity.resident_id(text)


@pytest.mark.parametrize("born", ["19400230", "19001301", "00000000"])
def test_a_day_that_does_not_exist_is_refused_though_the_check_digit_is_right(born: str) -> None:
    digits = f"150824{born}112"
    with pytest.raises(identity.InvalidIdentity, match="出生日期"):
        identity.resident_id(digits + str(ric.calc_check_digit(digits + "0")))


# unified social credit codes


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    letters = identity.CREDIT_LETTERS
    head = draw(st.text(letters, min_size=2, max_size=2)) + draw(COUNTIES)
    head += draw(st.text(letters, min_size=9, max_size=9))
    return head + uscc.calc_check_digit(head)


@given(credit_codes(), st.booleans())
def test_credit_codes_are_those_of_the_oracle(code: str, wide: bool) -> None:  # noqa: FBT001 - drawn
    assert identity.unified_social_credit_code(code) == code
    written = "".join(chr(ord(letter) + 0xFEE0) for letter in code) if wide else code.lower()
    assert unicodedata.normalize("NFKC", written).upper() == code
    assert identity.unified_social_credit_code(written) == code


@given(credit_codes(), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_a_wrong_letter_is_found(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    assume(wrong != code)
    assert not uscc.is_valid(wrong)
    with pytest.raises(identity.InvalidIdentity, match=r"核对|再看"):
        identity.unified_social_credit_code(wrong)


# telephone numbers


PHONES = [
    ("13800000001", "13800000001"),
    ("138 0000 0001", "13800000001"),
    ("138-0000-0001", "13800000001"),
    ("１３８００００００００１", None),
    ("１３８００００００１１", "13800000011"),
    ("+86 13800000001", "13800000001"),
    ("8613800000001", "13800000001"),
    ("008613800000001", "13800000001"),
    ("013800000001", "13800000001"),
    ("0478-5550000", "0478-5550000"),
    ("04785550000", "0478-5550000"),
    ("(0478) 5550000", "0478-5550000"),
    ("（0478）5550000", "0478-5550000"),
    ("+86 478 5550000", "0478-5550000"),
    ("010-85550000", "010-85550000"),
    ("12345", "12345"),
    ("110", "110"),
    ("95588", "95588"),
    ("4008001234", "4008001234"),
    ("5550000", None),
    ("85550000", None),
    ("12800000001", None),
    ("138000000011", None),
    ("0478-0550000", None),
    ("没有电话", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "plain"), PHONES)
def test_telephone_numbers(written: str, plain: str | None) -> None:
    if plain is None:
        with pytest.raises(identity.InvalidPhone, match=r"核对|补上"):
            identity.phone(written)
    else:
        assert identity.phone(written) == plain
        assert identity.phone(plain) == plain


def test_a_local_number_is_told_what_it_lacks() -> None:
    with pytest.raises(identity.InvalidPhone, match="加区号"):
        identity.phone("5550000")


def test_masks_hide_the_middle() -> None:
    assert identity.mask_phone("13812345678") == "138****5678"
    assert identity.mask_phone("0478-5551234") == "047****1234"
    assert identity.mask_phone("12345") == "****"
    assert identity.mask_id("150824194001011234") == "150824********1234"
    assert identity.mask_id("1508") == "****"
    assert identity.phone_tail("0478-5551234") == "1234"


# digits that must not be written down

CARD = "6222021234567890128"  # right by Luhn, of nobody
ID = "15082419400101112X"
CAUGHT = [
    (f"卡号{CARD}", [("card", CARD)]),
    ("卡号6222021234567890123忘了密码", [("card", "6222021234567890123")]),
    ("银行卡号是：6222 0212 3456 7890 123", [("card", "6222 0212 3456 7890 123")]),
    ("订单号6222021234567890123", []),
    ("我的卡 6222 0212 3456 7890 128 丢了", [("card", "6222 0212 3456 7890 128")]),
    ("卡号6222-0212-3456-7890-128。", [("card", "6222-0212-3456-7890-128")]),
    ("卡号６２２２０２１２３４５６７８９０１２８", [("card", "６２２２０２１２３４５６７８９０１２８")]),
    ("银行卡4111111111111111", [("card", "4111111111111111")]),
    (f"身份证{ID}", [("identity", ID)]),
    (f"身份证{ID.lower()}，住海流图", [("identity", ID.lower())]),
    ("身份证 150824 19400101 112 X", [("identity", "150824 19400101 112 X")]),
    ("密码是123456", [("pin", "123456")]),
    ("密码：1234", [("pin", "1234")]),
    ("密 码 就是 654321", [("pin", "654321")]),
    ("密码改成了 8765 4321", [("pin", "8765 4321")]),
    ("取款密码一二三四五六", [("pin", "一二三四五六")]),
    ("验证码 3391，帮我输一下", [("pin", "3391")]),
    ("123456是密码", [("pin", "123456")]),
    ("password: 1990", [("pin", "1990")]),
    ("PIN 4455", [("pin", "4455")]),
    ("动态码是778899", [("pin", "778899")]),
    ("密码是1234或者5678", [("pin", "1234"), ("pin", "5678")]),
    (f"卡{CARD}密码246810", [("card", CARD), ("pin", "246810")]),
]  # fmt: skip
LEFT_ALONE = [
    "卡密码忘了，出不了门",
    "电话13800000001，明天在家",
    "打12345问过了，没人管",
    "座机0478-5550000",
    "2026年11月24日交了350元取暖费",
    "编号20261124-00017-9的事办得怎么样了",
    "身份证丢了，年龄86岁",
    "卡号忘了，尾号1234",
    "订单号6222021234567890123没有收到",
    "门牌号1203，三单元",
    "低保每月680元，发到2025年12月",
    "密码不对，拨打95588也打不通",
    "忘了密码，2024年办的卡",
    "人工服务电话4008001234",
    "20亩地，收了3000斤",
    "手机号138 0000 0001，密码忘了",
    "",
]


@pytest.mark.parametrize(("text", "found"), CAUGHT)
def test_secrets_are_caught_where_they_stand(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in identity.secrets_in(text)] == found


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert identity.secrets_in(text) == ()
    assert identity.black_out(text) == text


@pytest.mark.parametrize("sign", [*"\u200b\u2060\ufeff\u00ad\u202d\u2066\u200e", " \u200b", "\u202c\u202d \u200b"])
def test_signs_that_nobody_sees_hide_no_secret(sign: str) -> None:
    """As numbers are pasted out of other programs."""
    for kind, groups in (
        ("card", ("6222", "0212", "3456", "7890", "128")),
        ("identity", ("110105", "19491231", "002", "X")),
    ):
        text = f"是 {sign.join(groups)}，帮我看看"
        assert [one.kind for one in identity.secrets_in(text)] == [kind]
        assert not any(group in identity.black_out(text) for group in groups)
    assert identity.phone(f"\u202a{sign.join(('138', '0013', '8000'))}\u202c") == "13800138000"


@pytest.mark.parametrize(("text", "found"), CAUGHT)
def test_what_is_blacked_out_holds_no_secret_any_more(text: str, found: list[tuple[str, str]]) -> None:
    black = identity.black_out(text)
    assert len(black) == len(text)
    assert identity.secrets_in(black) == ()
    assert all(secret not in black for _, secret in found)


WORDS = st.sampled_from(
    [
        "我的卡号是",
        "，",
        "。",
        "密码忘了",
        "电话13800000001",
        "\n",
        "在海流图镇 ",
        "350元",
        "2026年11月24日",
        "卡",
        "：",
        "要办",
    ]
)


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4), resident_ids(), st.booleans())
def test_an_identity_number_is_caught_in_any_sentence(
    before: list[str],
    after: list[str],
    number: str,
    wide: bool,  # noqa: FBT001 - drawn
) -> None:
    head, tail = "".join(before), "".join(after)
    assume(not head[-1:].isdigit() and not tail[:1].isdigit())
    written = number.translate(FULL_WIDTH) if wide else number
    text = f"{head}{written}{tail}"
    assert written not in identity.black_out(text)
    assert "identity" in {one.kind for one in identity.secrets_in(text)}


@given(st.text("0123456789密码卡号是 -xX。一二三四", max_size=40))
def test_blacking_out_ends_keeps_the_length_and_leaves_nothing(text: str) -> None:
    black = identity.black_out(text)
    assert len(black) == len(text)
    assert identity.secrets_in(black) == ()
    assert all(other in {one, "●"} for one, other in zip(text, black, strict=True))
