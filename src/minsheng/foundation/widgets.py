"""Inputs that need no script: a text field with suggestions that also understands codes, pinyin and initials."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Option:
    """Something that can be picked: its key, what is shown, and other words by which it is found."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()


class PickInput(forms.TextInput):
    """A text input with a native list of suggestions; the alias is shown beside each (typing it finds it)."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.options: Sequence[Option] = ()

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        list_id = f"list_{name}"
        field = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join(
            "", '<option value="{}">{}</option>', ((one.label, " ".join(one.aliases)) for one in self.options)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', field, list_id, options)


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
        return _one(text, self.options) if text else ""


class PickSeveralField(PickField):
    """As `PickField` for several, separated by `;` or `；`; cleans to a tuple of keys."""

    def clean(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]  # several keys instead of one
        text = str(forms.CharField.clean(self, value)).replace("；", ";").replace("、", ";")
        return tuple(dict.fromkeys(_one(part.strip(), self.options) for part in text.split(";") if part.strip()))


def _one(text: str, options: Sequence[Option]) -> str:
    plain = text.lower()
    exact = [one for one in options if text in (one.label, one.key)]
    found = exact or [one for one in options if plain in (alias.lower() for alias in one.aliases)]
    found = found or [one for one in options if text in one.label]
    if len(found) == 1:
        return found[0].key
    if not found:
        raise forms.ValidationError(f"没有找到“{text}”。请从列表中选择，或写名称、拼音首字母、代码。")
    some = "、".join(one.label for one in found[:4])
    raise forms.ValidationError(f"“{text}”对应{len(found)}个：{some}…请写全名称。")
