"""Input shapes of dispatch: what came of a task, and a new task."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minsheng.cases import queries as cases
from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms.organising import PersonField
from minsheng.dispatch.models import Skill
from minsheng.foundation import rights, texting, worktime
from minsheng.foundation.fields import DayField, OnceForm, area_options, ask_if, offer
from minsheng.foundation.widgets import Option, PickField
from minsheng.registry import queries as registry


class FinishForm(OnceForm):
    """What came of a task; the code only where the door has one."""

    outcome = forms.ChoiceField(
        label=_("结果"),
        widget=forms.RadioSelect,
        choices=[(one.value, word) for one, word in queries.OUTCOME_WORDS.items()],
    )
    code = forms.CharField(
        label=_("上门口令"),
        help_text=_("请对方念出口令，不要自己报。口令不对，这次上门作废。"),
        max_length=8,
        required=False,
    )
    need = forms.CharField(
        label=_("对方还需要什么"),
        help_text=_("用对方的话写，一两句。会另立一件事，不用再填一遍。"),
        max_length=400,
        required=False,
        widget=forms.Textarea,
    )
    minutes = forms.IntegerField(label=_("用了多少分钟"), min_value=1, max_value=720, required=False)
    note = forms.CharField(label=_("要说明的"), max_length=400, required=False)

    def __init__(self, held: queries.HeldTask, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not held.needs_code:
            del self.fields["code"]
        else:
            at_the_door = [one for one in operations.Outcome if one is not operations.Outcome.NOT_DONE]
            ask_if(self.fields["code"], "outcome", at_the_door, gettext("（进了门就要填）"))
        found = operations.Outcome.NEED_FOUND
        words = gettext("（选了“%(result)s”要填）") % {"result": queries.OUTCOME_WORDS[found]}
        ask_if(self.fields["need"], "outcome", [found], words)

    def clean(self) -> dict[str, Any]:
        """A code that was forgotten is asked for: only one that was said wrongly makes the visit void."""
        told = super().clean()
        outcome = told.get("outcome", "")
        is_at_the_door = outcome not in {"", operations.Outcome.NOT_DONE}
        if "code" in self.fields and is_at_the_door and not told.get("code"):
            self.add_error("code", _("请填对方念出的四位口令。对方说不出来，就不要进门，选“没办成”。"))
        if outcome == operations.Outcome.NEED_FOUND and not told.get("need"):
            self.add_error("need", _("请写下发现的新需要，受理中心会另外派人办。"))
        return told

    def report(self) -> operations.Report:
        """What the form says, for the operation."""
        told = self.cleaned_data
        return operations.Report(
            outcome=operations.Outcome(told["outcome"]),
            code=told.get("code", ""),
            need=told["need"],
            minutes=told["minutes"],
            note=told["note"],
        )


class HandOverForm(OnceForm):
    """Whom to ask to take a task over."""

    helper = forms.ChoiceField(label=_("请谁接手"))

    def __init__(self, colleagues: Mapping[uuid.UUID, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        helper = self.fields["helper"]
        if isinstance(helper, forms.ChoiceField):
            helper.choices = [("", _("请选择")), *((str(key), name) for key, name in colleagues.items())]
            helper.help_text = "" if colleagues else _("这里没有能接手的志愿者。去不了就放回任务池，不用说明原因。")


WEEKDAYS = (_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日"))
PARTS = (_("上午"), _("下午"), _("晚上"))


def slots() -> list[tuple[str, str]]:
    """Every slot of the week in words."""
    return [(str(day * 3 + part), f"{WEEKDAYS[day]}{PARTS[part]}") for day in range(7) for part in range(3)]


def _skill_words(skill: Skill, licence_to: date | None, at: datetime) -> str:
    """A skill as its helper sees it: with how his licence stands, where it needs one."""
    if not skill.needs_licence:
        return skill.name
    if licence_to is None:
        return gettext("%(skill)s（要证书，还没有登记）") % {"skill": skill.name}
    if licence_to < worktime.local_date(at):
        return gettext("%(skill)s（证书 %(day)s 到期了）") % {"skill": skill.name, "day": f"{licence_to:%Y-%m-%d}"}
    return gettext("%(skill)s（证书到 %(day)s）") % {"skill": skill.name, "day": f"{licence_to:%Y-%m-%d}"}


def _mobile(number: str) -> str:
    """The digits of a number as somebody writes it; the country's own code before it is left out."""
    digits = worktime.plain_digits(number)
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits


def _not_mobile(number: str) -> str:
    """What is wrong with a number that takes no texts, as far as one can say."""
    digits = _mobile(number)
    if digits.startswith("1") and len(digits) != 11:
        told = gettext("手机号是11位，您写了 %(count)s 位。请对着手机再数一遍。")
        return told % {"count": len(digits)}
    return gettext("这不是手机号码，收不到短信。请写11位的手机号；座机收不到短信。")


class ProfileForm(OnceForm):
    """Where and when somebody helps, what he can, how much he takes at once."""

    area = PickField(label=_("平常在哪个村（社区）帮忙"))
    skills = forms.MultipleChoiceField(
        label=_("会什么"),
        help_text=_("自己填就行。要证书的，请把证书给社区（嘎查村）书记看过才算。"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    free_slots = forms.MultipleChoiceField(
        label=_("一般什么时候有空"), widget=forms.CheckboxSelectMultiple, required=False
    )
    most_tasks = forms.IntegerField(label=_("最多同时做几件"), min_value=1, max_value=20, initial=3)
    takes_offers = forms.BooleanField(
        label=_("没人认领的任务可以来问我"), help_text=_("问了也可以不做，不用说明原因。"), required=False, initial=True
    )

    wants_texts = forms.ChoiceField(
        label=_("有人请我帮忙时，怎么告诉我"),
        choices=[("no", _("不用发短信，我自己来看，或打电话问")), ("yes", _("发短信到我的手机"))],
        widget=forms.RadioSelect,
        initial="no",
    )
    text_number = forms.CharField(
        label=_("手机号码"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )

    def __init__(
        self, actor: rights.Actor, found: queries.Profile | None, at: datetime, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._ask_for_texts(cases.own_reminder_number(actor))
        areas = area_options(actor.areas("dispatch.claim"))
        offer(self, area=areas)
        licences = found.licences if found else {}
        skills = [(one.code, _skill_words(one, licences.get(one.code), at)) for one in queries.skills()]
        for name, choices in (("skills", skills), ("free_slots", slots())):
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = choices
        if found is not None:
            self.initial.update(
                area=next((one.label for one in areas if one.key == found.area), ""),
                skills=list(found.skills),
                free_slots=[str(one) for one in found.free_slots],
                most_tasks=found.most_tasks,
                takes_offers=found.takes_offers,
            )

    def _ask_for_texts(self, known: str) -> None:
        """Whether, and where to, offers are texted, where this installation sends texts; the number is shown masked."""
        self.known_number = known
        if texting.sender() is None:
            del self.fields["wants_texts"], self.fields["text_number"]
            return
        self.initial["wants_texts"] = "yes" if known else "no"
        self.fields["wants_texts"].help_text = _("短信里没有任何人的姓名、地址和要办的事；晚上9点到早上8点不发。")
        told = _("现在发到 %(number)s，不换就空着。") % {"number": known}
        self.fields["text_number"].help_text = told if known else _("11位，1开头。中间有空格、短横都行。")
        is_needed = gettext("（要短信就填）") if not known else gettext("（要换才填）")
        ask_if(self.fields["text_number"], "wants_texts", ["yes"], is_needed)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        number, is_wanted = told.get("text_number", ""), told.get("wants_texts") == "yes"
        if number and told.get("wants_texts") == "no":
            self.add_error("text_number", _("您写了号码，上面却选了不用发短信。要短信就选“发短信”；不要就把号码删掉。"))
        elif number and not texting.may_receive(_mobile(number)):
            self.add_error("text_number", _not_mobile(number))
        elif is_wanted and not number and not self.known_number and "text_number" not in self.errors:
            self.add_error("text_number", _("请写手机号；不要短信就在上面选“不用发短信”。"))
        return told

    def _number(self) -> str | None:
        told = self.cleaned_data
        is_wanted = told.get("wants_texts") == "yes"
        if "wants_texts" not in self.fields or (is_wanted and not told["text_number"]):
            return None
        return _mobile(told["text_number"]) if is_wanted else ""

    def entry(self) -> operations.HelperEntry:
        """What the form says, for the operation."""
        told = self.cleaned_data
        return operations.HelperEntry(
            text_number=self._number(),
            area=told["area"],
            skills=told["skills"],
            free_slots=[int(one) for one in told["free_slots"]],
            most_tasks=told["most_tasks"],
            takes_offers=told["takes_offers"],
        )


class LicenceForm(OnceForm):
    """A licence that one has seen."""

    skill = forms.ChoiceField(label=_("哪一项"))
    proof = forms.CharField(
        label=_("看到的证书"), help_text=_("写证书名称和发证单位，不写证件号码，不留复印件。"), max_length=120
    )
    valid_to = DayField(label=_("有效期到哪一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        skill = self.fields["skill"]
        if isinstance(skill, forms.ChoiceField):
            skill.choices = [(one.code, one.name) for one in queries.skills() if one.needs_licence]


class OfferForm(OnceForm):
    """What helpers are to know of a task that a lead shares."""

    skill = forms.ChoiceField(label=_("要会什么"), required=False)
    people_needed = forms.IntegerField(label=_("要几个人"), min_value=1, max_value=9, initial=1)
    note = forms.CharField(
        label=_("要提醒的"), help_text=_("例如要带什么。不写姓名、电话和病情。"), max_length=400, required=False
    )
    hazards = forms.CharField(
        label=_("要小心什么"),
        help_text=_("有什么风险，认领以前就告诉志愿者，例如爬高、用电、路滑。不写就说这类活儿平常要小心的。"),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        skill = self.fields["skill"]
        if isinstance(skill, forms.ChoiceField):
            skill.choices = [("", _("谁都可以")), *((one.code, one.name) for one in queries.skills())]

    def for_a_case(self) -> None:
        """Of a case no more people are asked for than are noted of its delivery."""
        self.fields["people_needed"] = forms.IntegerField(
            label=_("要几个人"), min_value=1, max_value=operations.MOST_FOR_A_CASE, initial=1
        )


class NewTaskForm(OfferForm):
    """A task that needs no case."""

    kind = forms.ChoiceField(label=_("类型"), choices=[(one.value, word) for one, word in queries.KIND_WORDS.items()])
    title = forms.CharField(label=_("做什么"), max_length=120)
    area = PickField(label=_("在哪个村（社区）"))
    place = forms.CharField(label=_("具体地点"), max_length=200, required=False)
    person = PersonField(label=_("替谁办（一个人）"), required=False)
    served = PickField(
        label=_("替哪个单位、队伍办"),
        help_text=_("办好以后由这一方确认。两个都不填，就是您自己的单位。"),
        required=False,
    )
    on = DayField(label=_("哪一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False)
    start = forms.TimeField(label=_("从几点"), widget=forms.TimeInput(attrs={"type": "time"}), required=False)
    end = forms.TimeField(
        label=_("到几点"),
        help_text=_("写得比开始早，就是到第二天（例如夜里陪护）。"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        required=False,
    )
    field_order = (
        "kind",
        "title",
        "area",
        "place",
        "person",
        "served",
        "on",
        "start",
        "end",
        "people_needed",
        "skill",
        "hazards",
        "note",
    )

    def __init__(self, actor: rights.Actor, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = actor.areas("dispatch.offer_tasks")
        rows = registry.organisations_for(areas).values()
        offer(self, area=area_options(areas), served=[Option(str(row.id), row.name, row.aliases) for row in rows])
        person = self.fields["person"]
        if isinstance(person, PersonField):
            person.asked = (actor, at)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        given = [bool(told.get(name)) for name in ("on", "start", "end")]
        if any(given) and not all(given):
            self.add_error("on", _("日期、开始和结束要一起填；时间没定就都不填。"))
        start, end = self._window(told)
        if start and end and worktime.is_slip((start, end)):
            self.add_error("end", _("结束时间要晚于开始时间；到第二天的，最多12小时。请改一下。"))
        return told

    def task(self) -> operations.NewTask:
        """What the form says, for the operation."""
        told = self.cleaned_data
        window_start, window_end = self._window(told)
        return operations.NewTask(
            kind=operations.TaskKind(told["kind"]),
            title=told["title"],
            area=told["area"],
            place=told["place"],
            person_id=told["person"],
            served_id=uuid.UUID(told["served"]) if told["served"] else None,
            note=told["note"],
            hazards=told["hazards"],
            skill=told["skill"] or None,
            people_needed=told["people_needed"],
            window_start=window_start,
            window_end=window_end,
        )

    @staticmethod
    def _window(told: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
        if not all(told.get(name) is not None for name in ("on", "start", "end")):
            return None, None
        return worktime.window_of(told["on"], told["start"], told["end"])
