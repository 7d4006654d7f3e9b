"""Forms by which the next responsibility list is written."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.catalogue import operations, queries
from minsheng.catalogue.models import DraftItem, ListType
from minsheng.foundation.fields import DayField, OnceForm, ScannedFile, offer
from minsheng.foundation.widgets import Option, PickField, PickSeveralField
from minsheng.registry import queries as registry


def organisation_options() -> list[Option]:
    """All organisations, by pinyin."""
    return [Option(str(row.id), row.name, row.aliases) for row in registry.organisations().values()]


def category_options() -> list[Option]:
    """The categories that a duty can belong to."""
    return [Option(row.code, row.path, (row.code,)) for row in queries.leaf_categories()]


def parts(text: str) -> tuple[str, ...]:
    """The parts of a text that are separated by semicolons or lines, each once."""
    plain = text.replace("；", ";").replace("\n", ";")
    return tuple(dict.fromkeys(part.strip() for part in plain.split(";") if part.strip()))


class BeginDraftForm(OnceForm):
    """The name of the next list."""

    name = forms.CharField(label=_("新清单的名称"), help_text=_("例如：2027年版责任清单"), max_length=120)


class SheetForm(forms.Form):
    """A sheet with lines of the list."""

    file = ScannedFile(label=_("表格"), help_text=_(".xlsx 或 .csv，最多10 MB。"))


class PublishForm(OnceForm):
    """The day from which the draft holds."""

    takes_effect_on = DayField(
        label=_("从哪一天起生效"),
        help_text=_("只能是今天或以后；以前的事仍按以前的清单。"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class DraftItemForm(OnceForm):
    """A line of a draft: only number and title are needed to keep it; publication needs the rest."""

    number = forms.IntegerField(label=_("编号"), min_value=1, max_value=9999)
    title = forms.CharField(label=_("事项名称"), max_length=120)
    lead = PickField(
        label=_("主体责任部门"), help_text=_("只有一个。写名称、拼音首字母，或从列表中选。"), required=False
    )
    co_handlers = PickSeveralField(
        label=_("配合责任部门"), help_text=_("可以选几个。写名称、拼音首字母，或从列表中选。"), required=False
    )
    is_lead_alone = forms.BooleanField(label=_("无需配合部门"), required=False)
    list_type = forms.ChoiceField(
        label=_("清单类型"),
        choices=[("", _("还没有定")), *ListType.choices],
        required=False,
    )
    category = PickField(label=_("诉求类别"), required=False)
    legal_basis = forms.CharField(
        label=_("依据"), help_text=_("法规和条款，或文件名称和文号。"), max_length=300, required=False
    )
    words = forms.CharField(
        label=_("群众常用的说法"),
        help_text=_("一行一个，或用分号隔开，每个不超过40个字。"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, lead=organisation_options(), co_handlers=organisation_options(), category=category_options())

    def clean_words(self) -> tuple[str, ...]:
        words = parts(self.cleaned_data["words"])
        long = next((word for word in words if len(word) > 40), "")
        if long:
            raise forms.ValidationError(_("“%(word)s”超过40个字，请写短一些。"), params={"word": long})
        return words

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("lead") and cleaned["lead"] in cleaned.get("co_handlers", ()):
            self.add_error("co_handlers", _("主体责任部门不能同时是配合部门。请去掉其中一处。"))
        return cleaned

    def line(self) -> operations.Line:
        """What was written, as the operation takes it."""
        told = self.cleaned_data
        return operations.Line(
            number=told["number"],
            title=told["title"],
            category=told["category"] or None,
            lead_id=uuid.UUID(told["lead"]) if told["lead"] else None,
            co_ids=tuple(uuid.UUID(one) for one in told["co_handlers"]),
            is_lead_alone=told["is_lead_alone"],
            list_type=told["list_type"],
            legal_basis=told["legal_basis"],
            words=told["words"],
        )


def initial_of(item: DraftItem) -> dict[str, Any]:
    """What the form of a line starts with."""
    known = registry.organisations()
    category = queries.category(item.category_id or "")
    return {
        "number": item.number,
        "title": item.title,
        "lead": known[item.lead_id].name if item.lead_id and item.lead_id in known else "",
        "co_handlers": "；".join(known[one].name for one in item.co_ids if one in known),
        "is_lead_alone": item.is_lead_alone,
        "list_type": item.list_type,
        "category": category.path if category else "",
        "legal_basis": item.legal_basis,
        "words": "；".join(item.words),
    }
