"""Forms by which service items and guides are written: one line for each condition, paper, step and fee."""

from __future__ import annotations

import re
import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.catalogue import operations, queries
from minsheng.catalogue.forms.drafting import category_options, organisation_options, parts
from minsheng.catalogue.models import LimitUnit, RequiredDocument
from minsheng.foundation.fields import DayField, OnceForm, offer
from minsheng.foundation.widgets import PickField
from minsheng.registry import queries as registry

KINDS = {str(label): value for value, label in RequiredDocument.Kind.choices}
DEFERRABLE = "可容缺"
AMOUNT = re.compile(r"([0-9]+(?:\.[0-9]{1,2})?)元?")


class ServiceForm(OnceForm):
    """A new service item."""

    name = forms.CharField(label=_("事项名称"), max_length=120)
    organisation = PickField(label=_("由哪个单位办"))
    category = PickField(label=_("诉求类别"), required=False)
    words = forms.CharField(
        label=_("群众常用的说法"),
        help_text=_("一行一个，或用分号隔开，每个不超过40个字。"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, organisation=organisation_options(), category=category_options())

    def clean_words(self) -> tuple[str, ...]:
        words = parts(self.cleaned_data["words"])
        long = next((word for word in words if len(word) > 40), "")
        if long:
            raise forms.ValidationError(_("“%(word)s”超过40个字，请写短一些。"), params={"word": long})
        return words

    def organisation_id(self) -> uuid.UUID:
        """The organisation that was picked."""
        return uuid.UUID(self.cleaned_data["organisation"])


def lines(text: str) -> list[str]:
    """The lines of a text, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class GuideForm(OnceForm):
    """A new version of a guide, holding from a day."""

    valid_from = DayField(
        label=_("从哪一天起按这份指南办"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    conditions = forms.CharField(
        label=_("什么人、什么情况可以办"),
        help_text=_("一行一条。"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 3}),
    )
    papers = forms.CharField(
        label=_("要带的材料"),
        help_text=_("一行一样：名称，原件或复印件，份数；可以后补的再写“可容缺”。例如：身份证，原件，1"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 4}),
    )
    steps = forms.CharField(
        label=_("怎么办"), help_text=_("一行一步。"), max_length=3000, widget=forms.Textarea({"rows": 4})
    )
    costs = forms.CharField(
        label=_("收费"),
        help_text=_("不收费就空着；收费的一行一项：名称，多少元，收费依据。"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    statutory_amount = forms.IntegerField(label=_("法定时限"), min_value=1, max_value=999, required=False)
    statutory_unit = forms.ChoiceField(label=_("法定时限的单位"), choices=LimitUnit.choices, required=False)
    promised_amount = forms.IntegerField(label=_("承诺时限"), help_text=_("当场办结写0。"), min_value=0, max_value=999)
    promised_unit = forms.ChoiceField(label=_("承诺时限的单位"), choices=LimitUnit.choices)
    non_digital_path = forms.CharField(
        label=_("不上网怎么办"), help_text=_("必须写：电话、窗口或上门的办法。"), max_length=300
    )
    hours = forms.CharField(label=_("办理时间"), max_length=120, required=False)
    legal_basis = forms.CharField(label=_("依据"), max_length=300, required=False)

    def clean_conditions(self) -> list[str]:
        return _short(lines(self.cleaned_data["conditions"]))

    def clean_steps(self) -> list[str]:
        return _short(lines(self.cleaned_data["steps"]))

    def clean_papers(self) -> list[operations.Paper]:
        return [_paper(line) for line in lines(self.cleaned_data["papers"])]

    def clean_costs(self) -> list[operations.Cost]:
        return [_cost(line) for line in lines(self.cleaned_data["costs"])]

    def guide(self) -> operations.NewGuide:
        """What was written, as the operation takes it."""
        told = self.cleaned_data
        amount = told["statutory_amount"]
        return operations.NewGuide(
            conditions=told["conditions"],
            papers=told["papers"],
            steps=told["steps"],
            costs=told["costs"],
            statutory_limit=(amount, told["statutory_unit"] or LimitUnit.WORKING_DAYS) if amount else None,
            promised_limit=(told["promised_amount"], told["promised_unit"]),
            non_digital_path=told["non_digital_path"],
            hours=told["hours"],
            legal_basis=told["legal_basis"],
        )


def _short(found: list[str]) -> list[str]:
    long = next((line for line in found if len(line) > 300), "")
    if long:
        raise forms.ValidationError(_("“%(line)s…”超过300个字，请分成几行。"), params={"line": long[:20]})
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.replace(",", "，").split("，")]


def _paper(line: str) -> operations.Paper:
    name, *rest = _cells(line)
    kind = next((KINDS[cell] for cell in rest if cell in KINDS), "original")
    copies = next((int(cell.removesuffix("份")) for cell in rest if cell.removesuffix("份").isdecimal()), 1)
    notes = [cell for cell in rest if cell and cell not in KINDS and cell != DEFERRABLE]
    notes = [cell for cell in notes if not cell.removesuffix("份").isdecimal()]
    if not name or len(name) > 120 or not 1 <= copies <= 99:
        raise forms.ValidationError(_("“%(line)s”看不懂。请写成：身份证，原件，1"), params={"line": line[:40]})
    note = "，".join(notes)[:200]
    return operations.Paper(document=name, kind=kind, copies=copies, is_deferrable=DEFERRABLE in rest, note=note)


def _cost(line: str) -> operations.Cost:
    cells = [cell.strip() for cell in line.replace(",", "，").split("，", 2)]  # the basis may hold commas itself
    amount = AMOUNT.fullmatch(cells[1]) if len(cells) == 3 else None
    if amount is None or not cells[0] or not cells[2]:
        raise forms.ValidationError(
            _("“%(line)s”看不懂。请写成：工本费，10元，收费文件的名称"), params={"line": line[:40]}
        )
    return operations.Cost(option=cells[0][:120], amount_fen=int(Decimal(amount[1]) * 100), basis=cells[2][:200])


def guide_initial(shown: queries.GuideShown | None) -> dict[str, Any]:
    """What the form of a new version starts with: the version before."""
    if shown is None:
        return {}
    guide = shown.guide
    papers = [
        "，".join(
            [one.document, str(one.get_kind_display()), str(one.copies)]
            + ([DEFERRABLE] if one.is_deferrable else [])
            + ([one.note] if one.note else [])
        )
        for one in shown.papers
    ]
    return {
        "conditions": "\n".join(guide.conditions),
        "papers": "\n".join(papers),
        "steps": "\n".join(guide.steps),
        "costs": "\n".join(
            f"{option}，{Decimal(fen.value) / 100:.2f}元，{basis}" for option, fen, basis in shown.costs
        ),
        "statutory_amount": guide.statutory_amount,
        "statutory_unit": guide.statutory_unit,
        "promised_amount": guide.promised_amount,
        "promised_unit": guide.promised_unit,
        "non_digital_path": guide.non_digital_path,
        "hours": guide.hours,
        "legal_basis": guide.legal_basis,
    }


class LabelsForm(OnceForm):
    """Under which programmes a service item stands."""

    labels = forms.MultipleChoiceField(label=_("挂在哪些项目下"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, service: uuid.UUID, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["labels"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = registry.label_choices()
        self.initial["labels"] = registry.labels_of(queries.SERVICE_KIND, service)
