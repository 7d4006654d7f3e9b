"""Forms about a person: who he is, where he belongs, who is kin, who may act for him."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.foundation import identity, rights, worktime
from minsheng.foundation.fields import DayField, OnceForm, area_options, clean_phone, offer, without_secrets
from minsheng.foundation.widgets import Option, PickField
from minsheng.registry import operations, queries
from minsheng.registry.models import Consent, Kinship, Person, Proxy
from minsheng.registry.rules import roles

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
WORDS = forms.Textarea({"rows": 3})


class PersonSearchForm(forms.Form):
    """What to look for in the list of people."""

    trouble = _("错误：没有查找，请看下面")
    text = forms.CharField(label=_("姓名、拼音、首字母或电话"), max_length=60, required=False)
    area = PickField(label=_("在哪个村（社区）"), required=False)

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, area=area_options(actor.areas("registry.read_person")))


class PersonForm(OnceForm):
    """A new person: a name and an area are enough."""

    name = forms.CharField(label=_("姓名"), max_length=60, help_text=_("照户口本写；蒙古族名字写全，不必分姓。"))
    area = PickField(label=_("在哪个村（社区）"), help_text=_("写名称、拼音首字母，或从列表中选。"))
    birth_year = forms.IntegerField(
        label=_("出生年份"),
        min_value=1880,
        max_value=2200,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    address = forms.CharField(label=_("住址"), max_length=200, required=False)
    phone = forms.CharField(
        label=_("电话"), max_length=30, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )
    resident_id = forms.CharField(
        label=_("身份证号"),
        help_text=_("只在办事确实需要时才写；加密保存，页面上不显示全号。"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("愿意用哪种话交谈"),
        help_text=_("由本人说；只用来安排会说的人。"),
        choices=[("", _("没有说"))] + [(one.value, one.label) for one in Person.Language],
        required=False,
    )

    def __init__(self, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, area=area_options(actor.areas("registry.edit_person")))

    def clean_name(self) -> str:
        return without_secrets(self.cleaned_data["name"].strip())

    def clean_address(self) -> str:
        return without_secrets(self.cleaned_data["address"])

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_resident_id(self) -> str:
        text = self.cleaned_data["resident_id"]
        if not text.strip():
            return ""
        try:
            return identity.resident_id(text)
        except identity.InvalidIdentity as problem:
            raise forms.ValidationError(str(problem)) from problem

    def entry(self) -> operations.PersonEntry:
        """What was entered."""
        told = self.cleaned_data
        return operations.PersonEntry(
            name=told["name"],
            area=told["area"],
            birth_year=told["birth_year"],
            address=told["address"],
            phone=told["phone"],
            resident_id=told["resident_id"],
            language=told["language"],
        )


class NewPersonForm(PersonForm):
    """A new person; `is_another` is asked only where records were found that may be the same person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_another" in self.data:
            self.ask_again()

    def ask_again(self) -> None:
        """Let the question be seen and ticked."""
        self.fields["is_another"] = forms.BooleanField(label=_("看过了，确实是另一个人"), required=False)


class PersonChangeForm(PersonForm):
    """What is known is there already; phone and identity number stay as they are unless written anew."""

    has_no_phone = forms.BooleanField(label=_("本人没有电话了"), required=False)
    field_order = ("name", "area", "birth_year", "address", "phone", "has_no_phone", "resident_id", "language")

    def __init__(self, actor: rights.Actor, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self.fields["phone"].help_text = _("不改就留空。")
        self.fields["resident_id"].help_text = _("不改就留空；只在办事确实需要时才写。")
        area = self.fields["area"]
        label = area.label_of(person.area_id) if isinstance(area, PickField) else ""
        known = {"name": person.name, "area": label, "birth_year": person.birth_year}
        self.initial.update({**known, "address": person.address, "language": person.language})

    def entry(self) -> operations.PersonEntry:
        told = self.cleaned_data
        phone = "" if told["has_no_phone"] else (told["phone"] or None)
        return operations.PersonEntry(
            name=told["name"],
            area=told["area"],
            birth_year=told["birth_year"],
            address=told["address"],
            phone=phone,
            resident_id=told["resident_id"] or None,
            language=told["language"],
        )


class LeavingForm(OnceForm):
    """A person has died or moved away."""

    how = forms.ChoiceField(
        label=_("什么情况"),
        choices=[(one.value, one.label) for one in (Person.Left.DIED, Person.Left.MOVED)],
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("哪一天"), widget=DATE)


def organisation_options() -> list[Option]:
    """All organisations, by pinyin."""
    return [Option(str(row.id), row.name, row.aliases) for row in queries.organisations().values()]


class MembershipForm(OnceForm):
    """An organisation, a role and a day."""

    organisation = PickField(label=_("哪个组织"), help_text=_("写名称、拼音首字母，或从列表中选。"))
    role = forms.ChoiceField(label=_("身份"), choices=list(roles.ROLE_WORDS.items()))
    valid_from = DayField(label=_("从哪一天起"), widget=DATE)

    def __init__(self, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", on)
        offer(self, organisation=organisation_options())


class MembershipEndForm(OnceForm):
    """The last day of a membership."""

    on = DayField(label=_("到哪一天为止"), widget=DATE)

    def __init__(self, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", on)


class OtherPersonField(forms.CharField):
    """Cleans to the id of exactly one person whom the actor may see, by name, pinyin, initials or phone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, help_text=_("写姓名或电话；同名的写电话。要先在底数里登记过。"), **kwargs)
        self.asked: tuple[rights.Actor, datetime] | None = None

    def clean(self, value: Any) -> uuid.UUID:
        text = str(super().clean(value))
        if self.asked is None:
            raise forms.ValidationError(_("现在不能查找。请重新打开这一页。"))
        actor, at = self.asked
        exact = queries.people_meant(text, actor, at)
        if len(exact) == 1:
            return exact[0].id
        if not exact:
            raise forms.ValidationError(_("底数里没有找到这个人。请先登记，或换电话查找。"))
        raise forms.ValidationError(_("有几个人都对得上。请写电话。"))


class _AboutAnother(OnceForm):
    """A form that names a second person."""

    def __init__(self, actor: rights.Actor, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, OtherPersonField):
                field.asked = (actor, at)


class KinForm(_AboutAnother):
    """A relative; it gives no right."""

    kin = OtherPersonField(label=_("亲属"))
    relation = forms.ChoiceField(label=_("是本人的什么人"), choices=Kinship.Relation.choices)


class ProxyForm(_AboutAnother):
    """What the person himself said that another may do for him."""

    agent = OtherPersonField(label=_("请谁代办"))
    scope = forms.ChoiceField(label=_("可以做什么"), choices=Proxy.Scope.choices, widget=forms.RadioSelect)
    item = forms.CharField(
        label=_("哪一件事"), help_text=_("只在“代办一件事”时写事项名称。"), max_length=60, required=False
    )
    valid_to = DayField(label=_("到哪一天为止"), help_text=_("最长一年，到期再问本人。"), widget=DATE)
    words = forms.CharField(label=_("本人的原话"), max_length=400, widget=WORDS)
    channel = forms.ChoiceField(label=_("怎么说的"), choices=Proxy.Channel.choices)

    def __init__(self, actor: rights.Actor, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, at, *args, **kwargs)
        self.initial.setdefault("valid_to", worktime.local_date(at) + timedelta(days=90))

    def clean_words(self) -> str:
        return without_secrets(self.cleaned_data["words"])

    def given(self, on: date) -> operations.NewProxy:
        """The proxy as it was entered, from a day on."""
        told = self.cleaned_data
        return operations.NewProxy(
            agent_id=told["agent"],
            scope=told["scope"],
            item=told["item"].strip(),
            valid_from=on,
            valid_to=told["valid_to"],
            channel=told["channel"],
            words=told["words"],
        )


class AnswerForm(OnceForm):
    """What a person says to one purpose."""

    answer = forms.ChoiceField(label=_("本人怎么说"), choices=Consent.Answer.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("本人的原话"), max_length=400, widget=WORDS)
    channel = forms.ChoiceField(label=_("怎么说的"), choices=Consent.Channel.choices)

    def clean_words(self) -> str:
        return without_secrets(self.cleaned_data["words"])


class DataRequestForm(OnceForm):
    """What a person asks about his own data."""

    kind = forms.ChoiceField(label=_("本人要求"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("本人的原话"), max_length=400, widget=WORDS)
    channel = forms.ChoiceField(label=_("怎么说的"), choices=Consent.Channel.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = queries.request_kinds()

    def clean_words(self) -> str:
        return without_secrets(self.cleaned_data["words"])


class RequestAnswerForm(OnceForm):
    """Carry a request out, or refuse it with a reason and a way out."""

    outcome = forms.ChoiceField(
        label=_("答复"), choices=[("done", _("照办")), ("refused", _("不予办理"))], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("不予办理的理由"),
        help_text=_("写依据的法律条款或事实，本人会看到。"),
        max_length=400,
        required=False,
        widget=WORDS,
    )
    remedy = forms.CharField(
        label=_("本人还可以怎么办"),
        help_text=_("例如：向上级单位申诉、向网信部门投诉、向法院起诉。"),
        max_length=400,
        required=False,
        widget=WORDS,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("outcome") == "refused":
            for name in ("reason", "remedy"):
                if not cleaned.get(name, "").strip():
                    self.add_error(name, _("不予办理要写明理由，并告诉本人还可以怎么办。"))
        return cleaned
