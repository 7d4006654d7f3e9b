"""Inputs that need no script: a text field with suggestions that also understands codes, pinyin and initials."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

MOST_NEAR = 8


@dataclass(frozen=True)
class Option:
    """Something that can be picked: its key, what is shown, and other words by which it is found."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()


class PickInput(forms.TextInput):
    """A text input with a native list of suggestions; the alias is shown beside each (typing it finds it).

    Where what was typed fits several options, they are offered below it to be picked with one touch: phones
    whose browser shows no suggestions get there by writing a part of the name and sending the form.
    """

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.options: Sequence[Option] = ()
        self.near: Sequence[Option] = ()

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        list_id = f"list_{name}"
        field = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join(
            "", '<option value="{}">{}</option>', ((one.label, " ".join(one.aliases)) for one in self.options)
        )
        return format_html('{}<datalist id="{}">{}</datalist>{}', field, list_id, options, self._near(name))

    def _near(self, name: str) -> SafeString:
        """Radio buttons of the field's own name: sent after the text, a picked one counts instead of it."""
        rows = format_html_join(
            "",
            '<label class="choice"><input type="radio" name="{}" value="{}"><span>{}</span></label>',
            ((name, one.label, one.label) for one in self.near),
        )
        return format_html('<div class="near">{}</div>', rows) if self.near else SafeString("")


class PickField(forms.CharField):
    """Cleans to the key of one option, found by its label, key or alias. Says what fits where it is not one."""

    widget: PickInput = PickInput()

    def __init__(self, *, options: Callable[[], Sequence[Option]] | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.options: Sequence[Option] = options() if options else ()

    def offer(self, options: Sequence[Option]) -> None:
        """Set what can be picked (it depends on who fills in the form)."""
        self.options = options
        self.widget.options = options

    def label_of(self, key: str) -> str:
        """The label to show for a key that is already known."""
        return next((one.label for one in self.options if one.key == key), "")

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        found = _fitting(text, self.options) if text else []
        self.widget.near = found[:MOST_NEAR] if len(found) > 1 else ()
        return _one(text, found) if text else ""


class PickSeveralField(PickField):
    """As `PickField` for several, separated by `;` or `；`; cleans to a tuple of keys."""

    def clean(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]  # several keys instead of one
        text = str(forms.CharField.clean(self, value)).replace("；", ";").replace("、", ";")
        parts = [part.strip() for part in text.split(";") if part.strip()]
        return tuple(dict.fromkeys(_one(part, _fitting(part, self.options)) for part in parts))


def _fitting(text: str, options: Sequence[Option]) -> list[Option]:
    """The options that a text means: by label or key, by a whole alias, by the beginning of one, by a part of the label."""
    plain = text.lower()
    tests: tuple[Callable[[Option], bool], ...] = (
        lambda one: text in (one.label, one.key),
        lambda one: plain in (alias.lower() for alias in one.aliases),
        lambda one: any(alias.lower().startswith(plain) for alias in one.aliases),
        lambda one: text in one.label,
    )
    return next((found for test in tests if (found := [one for one in options if test(one)])), [])


def _one(text: str, found: Sequence[Option]) -> str:
    if len(found) == 1:
        return found[0].key
    if not found:
        raise forms.ValidationError(
            gettext("没有找到“%(text)s”。请从列表中选择，或写名称、拼音首字母、代码。") % {"text": text}
        )
    some = "、".join(one.label for one in found[:4])
    raise forms.ValidationError(
        gettext("“%(text)s”对应 %(n)s 个：%(some)s…请选一个，或写全名称。")
        % {"text": text, "n": len(found), "some": some}
    )
