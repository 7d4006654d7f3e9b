"""Inputs that need no script: a text field with suggestions that also understands codes, pinyin and initials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

MOST_NEAR = 8
SEMICOLON = "；"


@dataclass(frozen=True)
class Option:
    """Something that can be picked: its key, what is shown, and other words by which it is found."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()

    @cached_property
    def small(self) -> tuple[str, ...]:
        """The other words in small letters, as they are compared."""
        return tuple(alias.lower() for alias in self.aliases)


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


class PickSeveralInput(PickInput):
    """What is picked stands above as ticked boxes; below it a text input adds one more (`minsheng.js` makes it a box).

    Without a script the text is read when the form is sent: it may name several, separated by semicolons.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """Boxes and text as one text, as an initial value has it too."""
        del files
        told = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return SEMICOLON.join(one for one in told if one.strip())

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        parts = [(part, _fitting(part, self.options)) for part in _parts(str(value or ""), self.options)]
        picked = dict.fromkeys(found[0].label for _part, found in parts if len(found) == 1)
        rest = SEMICOLON.join(part for part, found in parts if len(found) != 1)
        return format_html(
            '<div class="several" data-several="{}" data-none="{}" data-which="{}">'
            '<div class="picked" aria-live="polite">{}</div>{}'
            '<button type="button" class="btn btn-secondary" data-add hidden>{}</button></div>',
            name,
            gettext("没有找到。请写名称或拼音首字母。"),
            gettext("有几个，请选："),
            _boxes(name, picked, is_ticked=True),
            super().render(name, rest, attrs, renderer),
            gettext("加上"),
        )

    def _near(self, name: str) -> SafeString:
        return format_html('<div class="near">{}</div>', _boxes(name, [one.label for one in self.near]))


def _boxes(name: str, labels: Iterable[str], *, is_ticked: bool = False) -> SafeString:
    row = '<label class="choice"><input type="checkbox" name="{}" value="{}"{}><span>{}</span></label>'
    ticked = " checked" if is_ticked else ""  # nothing to escape in it
    return format_html_join("", row, ((name, one, ticked, one) for one in labels))


class PickSeveralField(PickField):
    """As `PickField` for several; cleans to a tuple of keys. Each unclear one is offered to be ticked."""

    widget: PickInput = PickSeveralInput()

    def clean(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]  # several keys instead of one
        parts = _parts(str(forms.CharField.clean(self, value)), self.options)
        found = {part: _fitting(part, self.options) for part in parts}
        self.widget.near = [one for several in found.values() if len(several) > 1 for one in several[:MOST_NEAR]]
        return tuple(dict.fromkeys(_one(part, fitting) for part, fitting in found.items()))


def _parts(text: str, options: Sequence[Option]) -> list[str]:
    """The names in a text, separated by semicolons; by `、` too where no name of an option has it."""
    labels = {one.label for one in options}
    parts = (part.strip() for part in text.replace(";", SEMICOLON).split(SEMICOLON))
    apart = ([part] if part in labels else part.split("、") for part in parts)
    return list(dict.fromkeys(one.strip() for several in apart for one in several if one.strip()))


def _fitting(text: str, options: Sequence[Option]) -> list[Option]:
    """The options that a text means: by label or key, by a whole alias, by the beginning of one, by a part of the label."""
    plain = text.lower()
    return (
        [one for one in options if text in (one.label, one.key)]
        or [one for one in options if plain in one.small]
        or [one for one in options if any(alias.startswith(plain) for alias in one.small)]
        or [one for one in options if text in one.label]
    )


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
