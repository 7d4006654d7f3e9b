"""The forms of the field pages, said once: the server hands them out, the phone draws and checks by them, and what
comes back is checked by the same words (`check` here, `check` in `static/dispatch/field/forms.js`; a test holds
the two equal).

A form is bound to facts that the visit already has: those are shown, never asked again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch.rules.money import MONEY, fen

Words = str | Promise
BLANK = " \t\r\n\u3000"
DIGITS = re.compile(r"[0-9]+", re.ASCII)


@dataclass(frozen=True)
class Field:
    """One question. `kind`: choice, text, digits or money (yuan, at most two decimals).

    `most`: letters of a text, or exactly so many digits. `shown_if`: a choice and the values of it with which this
    question is asked; without them it must stay empty.
    """

    name: str
    kind: str
    label: Words
    hint: Words = ""
    is_required: bool = True
    most: int = 1000
    choices: tuple[tuple[str, Words], ...] = ()
    shown_if: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class FieldForm:
    """A form of the field pages. `balance`: a sum and the parts that must make it up."""

    key: str
    title: Words
    fields: tuple[Field, ...]
    balance: tuple[str, tuple[str, ...]] | None = None


RESULT = Field(
    "result",
    "choice",
    _("结果"),
    choices=(
        ("done", _("办好了")),
        ("nothing_needed", _("看望了，没有别的需要")),
        ("need_found", _("发现了新的需要")),
        ("nobody_home", _("没人在家")),
        ("not_done", _("没办成")),
    ),
)
NEED = Field(
    "need",
    "text",
    _("对方还需要什么"),
    _("用对方的话写，一两句。会另立一件事，不用再填一遍。"),
    shown_if=("result", ("need_found",)),
)
NOTE = Field(
    "note",
    "text",
    _("补充说明"),
    _("可以不写。不写卡号、身份证号、密码。"),
    is_required=False,
)
CODE = Field(
    "code",
    "digits",
    _("对方说的四位上门口令"),
    _("请对方先说，您不要先说。没人在家就不用填。"),
    most=4,
    shown_if=("result", ("done", "nothing_needed", "need_found", "not_done")),
)
REFERENCE = Field(
    "reference",
    "text",
    _("对方系统的回执编号"),
    _("没有就不写。只写编号，不写卡号和金额。"),
    is_required=False,
    most=60,
    shown_if=("result", ("done",)),
)
AT_THE_SHOP = ("result", ("done",))
MONEY_FIELDS = (
    Field("given_yuan", "money", _("收到多少钱（元）"), shown_if=AT_THE_SHOP),
    Field("spent_yuan", "money", _("花了多少钱（元）"), shown_if=AT_THE_SHOP),
    Field("returned_yuan", "money", _("找回多少钱（元）"), shown_if=AT_THE_SHOP),
    Field(
        "signed",
        "choice",
        _("双方在小票上签字了吗"),
        choices=(("yes", _("都签了")), ("no", _("还没有签"))),
        shown_if=AT_THE_SHOP,
    ),
)

FORMS: Mapping[str, FieldForm] = {
    form.key: form
    for form in (
        FieldForm("home_visit", _("上门记录"), (RESULT, NEED, NOTE)),
        FieldForm("doorstep", _("上门办理记录"), (RESULT, CODE, REFERENCE, NEED, NOTE)),
        FieldForm(
            "shopping",
            _("代购记录"),
            (RESULT, *MONEY_FIELDS, NEED, NOTE),
            balance=("given_yuan", ("spent_yuan", "returned_yuan")),
        ),
    )
}

PROBLEMS: Mapping[str, Words] = {
    "unknown": _("这份表里没有这一项。请更新页面再填。"),
    "not_asked": _("选了这个结果就不用填这一项。请清空它。"),
    "required": _("这一项要填。"),
    "choice": _("请从列出的里面选一个。"),
    "letters": _("有不能保存的字符。请删掉重写。"),
    "long": _("写得太长了。请写短一些。"),
    "digits": _("请只写数字，位数要对。"),
    "money": _("请写金额，最多两位小数，例如 86.5。"),
    "balance": _("花的加找回的，要等于收到的。请再算一遍。"),
}


def asked_words(one: Field) -> str:
    """With which result a question is asked, for a page or a sheet on which it stands all the time."""
    if one.shown_if is None or not one.is_required:
        return ""
    words = {value: str(word) for value, word in RESULT.choices}
    left_out = [word for value, word in words.items() if value not in one.shown_if[1]]
    if len(left_out) == 1:
        return gettext("（不是“%(result)s”就要填）") % {"result": left_out[0]}
    return gettext("（选了“%(result)s”要填）") % {"result": words[one.shown_if[1][0]]}


def schema() -> dict[str, Any]:
    """Everything a phone needs to draw and check the forms, in the language of this request."""
    return {
        "blank": BLANK,
        "problems": {key: str(words) for key, words in PROBLEMS.items()},
        "forms": {
            key: {
                "title": str(form.title),
                "fields": [_field(one) for one in form.fields],
                "balance": {"sum": form.balance[0], "parts": list(form.balance[1])} if form.balance else None,
            }
            for key, form in FORMS.items()
        },
    }


def _field(one: Field) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "label": str(one.label),
        "hint": str(one.hint),
        "required": one.is_required,
        "most": one.most,
        "choices": [[value, str(words)] for value, words in one.choices],
        "shown_if": {"field": one.shown_if[0], "values": list(one.shown_if[1])} if one.shown_if else None,
    }


def check(key: str, answers: Mapping[str, object]) -> dict[str, str]:
    """The problem of each field that has one, by its name in `PROBLEMS`; empty where all is well.

    Raises `KeyError` where there is no such form.
    """
    form = FORMS[key]
    plain = {name: value.strip(BLANK) if isinstance(value, str) else value for name, value in answers.items()}
    found = {name: "unknown" for name in plain if name not in {one.name for one in form.fields}}
    for one in form.fields:
        problem = _problem(one, plain)
        if problem:
            found[one.name] = problem
    if form.balance and not found:
        whole, parts = form.balance
        sums = [fen(str(plain[name])) for name in (whole, *parts) if plain.get(name)]
        if sums and sums[0] != sum(sums[1:]):
            found[whole] = "balance"
    return found


def _problem(one: Field, answers: Mapping[str, object]) -> str:
    value = answers.get(one.name, "")
    if not isinstance(value, str) or any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
        return "letters"
    if one.shown_if and answers.get(one.shown_if[0], "") not in one.shown_if[1]:
        return "not_asked" if value else ""
    if not value:
        return "required" if one.is_required else ""
    if one.kind == "choice":
        return "" if value in {known for known, _words in one.choices} else "choice"
    if one.kind == "digits":
        return "" if DIGITS.fullmatch(value) and len(value) == one.most else "digits"
    if one.kind == "money":
        return "" if MONEY.fullmatch(value) else "money"
    return "" if len(value) <= one.most else "long"


def cleaned(key: str, answers: Mapping[str, object]) -> dict[str, str]:
    """The answers without blanks around them and without empty ones. Call after `check` found nothing."""
    return {one.name: text for one in FORMS[key].fields if (text := str(answers.get(one.name, "")).strip(BLANK))}
