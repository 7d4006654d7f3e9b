"""Several of a list: what is picked stands as ticked boxes, one more is typed, what is unclear is offered."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.http import QueryDict

from minsheng.foundation.widgets import Option, PickSeveralField

OPTIONS = (
    Option("k1", "民政局", ("mzj", "civil")),
    Option("k2", "供热公司", ("grgs",)),
    Option("k3", "供水公司", ("gsgs",)),
    Option("k4", "文化、体育局", ("whtyj",)),
)


class Form(forms.Form):
    bodies = PickSeveralField(required=False, options=lambda: OPTIONS)

    def __init__(self, sent: str | None = None, **kwargs: object) -> None:
        super().__init__(QueryDict(sent) if sent is not None else None, **kwargs)  # type: ignore[arg-type]
        field = self.fields["bodies"]
        assert isinstance(field, PickSeveralField)
        field.offer(OPTIONS)


def boxes(form: Form) -> list[tuple[str, bool]]:
    """The boxes of the field, and which of them are ticked."""
    found = re.findall(r'<input type="checkbox" name="bodies" value="([^"]*)"( checked)?>', str(form["bodies"]))
    return [(value, bool(ticked)) for value, ticked in found]


def typed(form: Form) -> str:
    """What stands in the text input."""
    found = re.search(r'<input type="text"[^>]*>', str(form["bodies"]))
    assert found is not None
    value = re.search(r'value="([^"]*)"', found.group())
    return value.group(1) if value else ""


@pytest.mark.parametrize(
    "sent", ["bodies=民政局&bodies=grgs", "bodies=民政局；供热公司&bodies=", "bodies=mzj;k2", "bodies=民政局、grgs"]
)
def test_boxes_and_text_together_are_what_was_picked(sent: str) -> None:
    form = Form(sent)
    assert form.is_valid()
    assert form.cleaned_data["bodies"] == ("k1", "k2")


def test_an_initial_value_stands_as_ticked_boxes() -> None:
    form = Form(initial={"bodies": "民政局；文化、体育局"})
    assert boxes(form) == [("民政局", True), ("文化、体育局", True)]
    assert typed(form) == ""


def test_what_fits_several_stays_typed_and_is_offered_while_the_rest_is_kept() -> None:
    form = Form("bodies=民政局&bodies=公司")
    assert not form.is_valid()
    assert boxes(form) == [("民政局", True), ("供热公司", False), ("供水公司", False)]
    assert typed(form) == "公司"


def test_a_name_with_a_comma_of_its_own_is_one_name() -> None:
    form = Form("bodies=文化、体育局&bodies=民政局")
    assert form.is_valid()
    assert form.cleaned_data["bodies"] == ("k4", "k1")


def test_what_is_not_found_is_said_and_stays_typed() -> None:
    form = Form("bodies=民政局&bodies=<b>")
    assert not form.is_valid()
    assert "没有找到" in str(form.errors)
    assert typed(form) == "&lt;b&gt;"
