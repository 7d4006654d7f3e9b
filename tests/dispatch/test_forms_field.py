"""One schema for the forms: what Python says of an answer, the phone says too; and what the forms ask for."""

from __future__ import annotations

import json

from minsheng.dispatch.forms import field as forms
from minsheng.dispatch.rules import Result, money
from tests.factories.forms import SHOPPING, samples


def test_every_form_asks_for_a_result_and_for_no_photo() -> None:
    for form in forms.FORMS.values():
        assert [value for value, _words in form.fields[0].choices] == [one.value for one in Result]
        kinds = {one.kind for one in form.fields}
        assert kinds <= {"choice", "text", "digits", "money"}


def test_m2_a_home_visit_asks_for_one_choice() -> None:
    assert forms.check("home_visit", {"result": "nothing_needed"}) == {}
    required = [one.name for one in forms.FORMS["home_visit"].fields if one.is_required and one.shown_if is None]
    assert required == ["result"]


def test_e16_money_must_come_out() -> None:
    assert forms.check("shopping", SHOPPING) == {}
    assert forms.check("shopping", {**SHOPPING, "returned_yuan": "13.4"}) == {"given_yuan": "balance"}
    assert money.fen("86.5") == 8650


def test_what_was_checked_can_be_kept() -> None:
    fit = [(key, answers) for key, answers in samples() if not forms.check(key, answers)]
    assert len(fit) >= 5
    for key, answers in fit:
        kept = forms.cleaned(key, answers)
        assert all(kept.values())
        json.dumps(kept, ensure_ascii=False).encode()
