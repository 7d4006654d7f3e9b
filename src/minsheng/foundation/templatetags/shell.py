"""What templates of every app use: sentences for what is wrong in a form, and how long until a limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import template
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, Select
from django.utils import timezone
from django.utils.translation import gettext

from minsheng.foundation import clockwords
from minsheng.foundation.sentences import Sentence

register = template.Library()


@dataclass(frozen=True)
class ErrorRow:
    """One line of the error summary; `target` is the id of the field, empty for the whole form."""

    target: str
    sentence: str


@register.filter
def said(sentence: Sentence) -> str:
    """A sentence that was made elsewhere, in the language of this page."""
    return sentence.said(gettext)


@register.filter
def need_words(field: BoundField) -> str:
    """When a question is to be answered that is asked with some answers only (`fields.ask_if`); else empty."""
    return str(field.field.widget.attrs.get("data-need", ""))


@register.simple_tag
def until(start: datetime, end: datetime) -> str:
    """The end of a window as people say it, with its day where it is another one than that of its beginning."""
    return clockwords.until_words(start, end)


@register.simple_tag
def error_sentences(field: BoundField) -> list[str]:
    """The sentences for one field, each with what to do; empty when the field is right."""
    return [
        sentence for error in field.form.errors.as_data().get(field.name, []) for sentence in _sentences(field, error)
    ]


@register.simple_tag
def error_rows(form: BaseForm) -> list[ErrorRow]:
    """The lines of the error summary, first those of the whole form, then field by field."""
    rows = [ErrorRow("", str(sentence)) for sentence in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else _target(field)
        rows += [ErrorRow(target, sentence) for sentence in error_sentences(field)]
    return rows


def _target(field: BoundField) -> str:
    """The id of the control that takes the focus: for a set of choices its first one."""
    if field.use_fieldset and len(field):
        return str(field[0].id_for_label)
    return str(field.id_for_label or field.auto_id)


def _sentences(field: BoundField, error: ValidationError) -> list[str]:
    about = {"label": field.label, **(error.params or {})}
    if error.code == "required":
        return [_missing(field) % about]
    if error.code == "max_length" and "limit_value" in about:
        return [gettext("“%(label)s”最多 %(limit_value)s 个字，现在有 %(show_value)s 个字，请写短一些。") % about]
    if error.code == "min_length" and "limit_value" in about:
        return [gettext("“%(label)s”至少 %(limit_value)s 个字，现在有 %(show_value)s 个字，请补全。") % about]
    if error.code == "invalid_choice":
        return [gettext("“%(label)s”里没有这一项，请重新选择。") % about]
    return [str(message) for message in error.messages]


def _missing(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, FileInput):
        return gettext("请选好“%(label)s”的文件。")
    if isinstance(widget, CheckboxInput):
        return gettext("请勾选“%(label)s”。")
    if isinstance(widget, Select | CheckboxSelectMultiple) or field.use_fieldset:
        return gettext("请选择“%(label)s”。")
    return gettext("请填写“%(label)s”。")


@register.simple_tag
def how_long(moment: datetime) -> str:
    """How long until a moment, or since: "还有 5 小时", "已超 3 天"; time by the clock, working hours or not."""
    left = moment - timezone.now()
    hours = abs(left) // timedelta(hours=1)
    days = abs(left) // timedelta(days=1)
    if left < timedelta(0):
        return gettext("已超 %(n)s 天") % {"n": days} if days else gettext("已超 %(n)s 小时") % {"n": max(hours, 1)}
    if days >= 2:
        return gettext("还有 %(n)s 天") % {"n": days}
    return gettext("还有 %(n)s 小时") % {"n": hours} if hours else gettext("不到 1 小时")
