"""Passwords that are soon guessed: common ones, and those that rest on words of this place, on rows of keys or on dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml
import zxcvbn
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from minsheng.foundation import pinyin
from minsheng.foundation.models import Account

FEWEST_GUESSES = 10**10
"""So many guesses must be needed: twelve letters by chance need a hundred times as many."""
FEWEST_OWN = 6
"""So many different letters must remain without the words of this place: by letters, for Chinese words."""
MOST_WEIGHED = 72
"""Letters: more take long to weigh, and these suffice."""
COMMON = Path(__file__).with_name("common-passwords.txt.gz")
"""12 000 passwords of twelve letters and more that leaked elsewhere, commonest first (`tools/vendor.py`)."""
PRODUCT = (
    "minsheng",
    "民声",
    "民生",
    "admin",
    "password",
    "mima",
    "密码",
    "qwertyuiop",
    "qwerty",
    "welcome",
    "woaini",
    "1234567890",
    "12345",
)


class LeakedPasswordValidator(CommonPasswordValidator):
    """Refuses what stands in the list of passwords that leaked elsewhere."""

    def __init__(self) -> None:
        super().__init__(COMMON)

    def get_error_message(self) -> str:
        """What is the matter, and what to do."""
        return gettext("很多人用过这个密码，而且已经泄露，坏人会先试它。请换几个不相干的词。")


class GuessableValidator:
    """Refuses a password that takes few guesses, whoever knows the product, the banner, its roles and the own name."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises `ValidationError` with the reasons and what to do."""
        words = {*place_words(settings.MINSHENG_PRESET), *(_own_words(user) if user else ())}
        found = zxcvbn.zxcvbn(password[:MOST_WEIGHED], user_inputs=sorted(words))
        reasons = [_reason(one) for one in found["sequence"]]
        if _own_letters(password, words) < FEWEST_OWN:
            reasons = [gettext("除了本地、本单位、系统的名字，没剩几个字"), *reasons]
        elif found["guesses"] >= FEWEST_GUESSES:
            return
        told = gettext("、").join(dict.fromkeys(one for one in reasons if one)) or gettext("太短或太单一")
        raise ValidationError(
            gettext("这个密码容易被猜到：%(reasons)s。请换几个不相干的词，或让浏览器生成一个。") % {"reasons": told}
        )

    def get_help_text(self) -> str:
        """What is asked, in a sentence."""
        return gettext("不要用本地、本单位、系统和角色的名字，也不要用一串挨着的键、日期或重复的字。")


def _own_letters(password: str, words: set[str]) -> int:
    """How many different letters remain when the words of this place and the digits of a year are taken away."""
    left = password.lower()
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return len(set(re.sub(r"(19|20)\d\d|[\W_]", "", left)))


def _reason(part: Mapping[str, object]) -> str:
    """Why a part of a password is easy, in words; "" for a part that is not."""
    if part["pattern"] == "dictionary":
        return {
            "user_inputs": gettext("有本地、本单位或自己的名字"),
            "passwords": gettext("有常见的密码"),
        }.get(str(part["dictionary_name"]), gettext("有单词或人名"))
    return {
        "spatial": gettext("有一串挨着的键"),
        "sequence": gettext("有顺着数的字母或数"),
        "repeat": gettext("同样的字一再重复"),
        "regex": gettext("有年份"),
        "date": gettext("有日期"),
    }.get(str(part["pattern"]), "")


def _own_words(account: Account) -> tuple[str, ...]:
    return (account.login.lower(), account.name, pinyin.spell(account.name).sort_key)


@lru_cache(maxsize=4)
def place_words(folder: Path) -> frozenset[str]:
    """The words of the product, and of the preset: its names and those of its roles, also in Latin letters."""
    told: dict[str, object] = {}
    roles: dict[str, dict[str, object]] = {}
    if (folder / "preset.yaml").exists():
        told = yaml.safe_load((folder / "preset.yaml").read_text(encoding="utf-8")) or {}
    if (folder / "roles.yaml").exists():
        roles = (yaml.safe_load((folder / "roles.yaml").read_text(encoding="utf-8")) or {}).get("roles", {})
    words = {*PRODUCT, *roles, *(str(told.get(key, "")) for key in ("name", "title", "title_en"))}
    words |= {str(role.get(key, "")) for role in roles.values() for key in ("name_zh", "name_en")}
    words |= {pinyin.spell(word).sort_key for word in words if word}
    return frozenset(word.lower() for word in words if len(word) > 1)
