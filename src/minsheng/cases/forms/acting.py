"""Forms of the acts on a case: one thing a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.cases import operations, rules
from minsheng.cases.forms.intake import category_options, organisation_options
from minsheng.cases.models import Delivery, Telling, Verification
from minsheng.foundation import worktime
from minsheng.foundation.fields import DayField, OnceForm, offer
from minsheng.foundation.widgets import PickField, PickSeveralField


class ActForm(OnceForm):
    """A form about one case; what it offers depends on the case and on who acts."""


class TriageForm(ActForm):
    """Confirm category, lead and co-handlers."""

    category = PickField(label=_("类别"))
    lead = PickField(label=_("主办单位"), help_text=_("只有一个单位负责到底。"))
    co_handlers = PickSeveralField(
        label=_("协办单位"), help_text=_("可以没有，也可以选几个。写名称、拼音首字母，或从列表中选。"), required=False
    )

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = organisation_options([area])
        offer(self, category=category_options(), lead=organisations, co_handlers=organisations)


class AssignForm(ActForm):
    """Nothing to fill in: the lead gets its task."""


class HandBackForm(ActForm):
    """Say why another is responsible, on which basis, and who is."""

    reason = forms.CharField(label=_("为什么不是本单位负责"), max_length=240, widget=forms.Textarea({"rows": 3}))
    basis = forms.CharField(
        label=_("依据"),
        help_text=_("哪份清单的第几项，或哪个文件、哪条规定。"),
        max_length=120,
    )
    proposed_lead = PickField(label=_("应当由谁负责"), help_text=_("不知道可以不写。"), required=False)

    def __init__(self, *args: Any, area: str, refused: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, proposed_lead=organisation_options([area]))
        if refused:
            self.fields["reason"].help_text = _(
                "上次没有同意：%(words)s 再申请要有新的理由或新的依据，只能再申请这一次，由另一位裁定人裁定。"
            ) % {"words": refused}


class DecideHandBackForm(ActForm):
    """Yes or no to what the lead argues, always with a reason."""

    decision = forms.ChoiceField(
        label=_("是否同意退回"),
        choices=[("yes", _("同意，由受理中心重新定责")), ("no", _("不同意，由原单位继续办理"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("裁定的理由"), help_text=_("双方都会看到。"), max_length=400, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, argued: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].help_text = argued or _("现在没有等待裁定的申请。")


class CorrectForm(TriageForm):
    """The right category and lead for a case that was assigned wrongly, and why."""

    reason = forms.CharField(label=_("为什么更正"), max_length=400, widget=forms.Textarea({"rows": 3}))


class HelpForm(ActForm):
    """What a co-handler did."""

    note = forms.CharField(
        label=_("协办做了什么"),
        help_text=_("一两句话。答复对方由主办单位来做。"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )


class ContactForm(ActForm):
    """How the caller was reached for the first time."""

    how = forms.ChoiceField(label=_("怎么联系的"), choices=list(rules.CONTACT_WORDS.items()), widget=forms.RadioSelect)


class PauseForm(ActForm):
    """The clock stands still for these reasons only."""

    reason = forms.ChoiceField(
        label=_("为什么暂停"),
        help_text=_("只有这几种情况可以暂停。首次联系的时限不停。"),
        choices=[(one.value, words) for one, words in rules.PAUSE_WORDS.items()],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("在等什么，大约等到什么时候"), max_length=400, widget=forms.Textarea({"rows": 3}))


class ResumeForm(ActForm):
    """Nothing to fill in: the clock runs again."""


class AskExtensionForm(ActForm):
    """How much more time, and why."""

    amount = forms.IntegerField(
        label=_("延长多少"),
        min_value=1,
        max_value=365,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    reason = forms.CharField(label=_("为什么要延期"), max_length=400, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, room: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = _("只填数字，还可以延%(room)s。") % {"room": room} if room else ""


class DecideExtensionForm(ActForm):
    """Yes or no to what the lead asked for."""

    decision = forms.ChoiceField(
        label=_("是否同意延期"),
        choices=[("yes", _("同意")), ("no", _("不同意"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("理由"),
        help_text=_("不同意必须写明理由。"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, asked: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].help_text = asked or _("现在没有等待审批的申请。")


class AppointmentForm(ActForm):
    """A day and a time window."""

    on = DayField(label=_("哪一天"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    start = forms.TimeField(label=_("从几点"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    end = forms.TimeField(
        label=_("到几点"),
        help_text=_("写得比开始早，就是到第二天（例如夜里陪护）。"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    contact_name = forms.CharField(label=_("谁上门（念给对方听）"), max_length=60)

    def window(self) -> tuple[datetime, datetime]:
        """The agreed window in local time. Call on a valid form."""
        told = self.cleaned_data
        return worktime.window_of(told["on"], told["start"], told["end"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_whole = all(cleaned.get(name) is not None for name in ("on", "start", "end"))
        if is_whole and worktime.is_slip(self.window()):
            self.add_error("end", _("结束时间要晚于开始时间；到第二天的，最多12小时。请改一下。"))
        return cleaned


class VisitForm(ActForm):
    """The code that the person at the door says."""

    code = forms.CharField(
        label=_("对方说的四位上门口令"),
        max_length=8,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


class DeliverForm(ActForm):
    """What was done. No photo is asked for."""

    result = forms.ChoiceField(label=_("结果"), choices=Delivery.Result.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("做了什么"),
        help_text=_("一两句话。不写卡号、身份证号、密码。"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    companion = forms.ChoiceField(required=False)
    outside_reference = forms.CharField(
        label=_("对方系统的回执编号"),
        help_text=_("只写编号；在别的系统里办的事不用重填。"),
        max_length=60,
        required=False,
    )

    def __init__(self, *args: Any, companions: dict[str, str] | None = None, waiting: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if waiting:
            self.fields["unfinished"] = forms.CharField(
                label=_("为什么不等协办单位"),
                help_text=_("还没有办结的协办单位：%(names)s") % {"names": waiting},
                max_length=400,
                widget=forms.Textarea({"rows": 2}),
            )
        self.fields["companion"] = forms.ChoiceField(
            label=_("同行人员"), choices=[("", _("没有")), *(companions or {}).items()], required=False
        )


class VerifyForm(ActForm):
    """The answer to "was it done?" - never "are you satisfied?"."""

    outcome = forms.ChoiceField(
        label=_("问：这件事办成了吗？"),
        choices=[(one.value, words) for one, words in rules.OUTCOME_WORDS.items()],
        widget=forms.RadioSelect,
    )
    asked = forms.ChoiceField(label=_("问的是谁"), choices=Verification.Asked.choices, initial=Verification.Asked.SELF)
    words = forms.CharField(label=_("对方的原话"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))


class AttemptForm(ActForm):
    """A call that brought no answer."""

    result = forms.ChoiceField(
        label=_("电话打得怎么样"),
        choices=[(one.value, words) for one, words in rules.ATTEMPT_WORDS.items()],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("备注"), max_length=200, required=False)


class DeclineForm(ActForm):
    """A refusal has a reason, a remedy and the name of who decides."""

    reason_code = forms.ChoiceField(label=_("理由"), choices=list(operations.DECLINE_REASONS.items()))
    reason = forms.CharField(label=_("具体说明"), max_length=300, widget=forms.Textarea({"rows": 3}))
    remedy = forms.CharField(label=_("对方接下来可以怎么办"), max_length=400, widget=forms.Textarea({"rows": 3}))


class ReferForm(ActForm):
    """Passed to a way outside."""

    to = forms.ChoiceField(label=_("转到哪里"), choices=list(operations.REFERRALS.items()))
    reason = forms.CharField(label=_("为什么"), max_length=300, widget=forms.Textarea({"rows": 3}))
    remedy = forms.CharField(label=_("对方怎么联系那里"), max_length=400, widget=forms.Textarea({"rows": 3}))


class ReopenForm(ActForm):
    """Work on it again."""

    reason = forms.CharField(label=_("为什么要重新办理"), max_length=400, widget=forms.Textarea({"rows": 3}))


class TellForm(ActForm):
    """What the voicer was told."""

    channel = forms.ChoiceField(
        label=_("怎么告知的"),
        help_text=_("打不通选“无法联系”，改天再打、寄信或张贴；几次都不行，写明理由选“确实无法告知”。"),
        choices=[one for one in Telling.Channel.choices if one[0] != Telling.Channel.TEXT],
        initial=Telling.Channel.PHONE,
    )
    words = forms.CharField(label=_("告知的话"), max_length=1000, widget=forms.Textarea({"rows": 4}))


class StatusForm(forms.Form):
    """The public look-up: number and the last four digits of the phone."""

    trouble = _("错误：没有查到，请看下面")
    number = forms.CharField(label=_("编号"), max_length=40)
    phone_tail = forms.CharField(
        label=_("联系电话后四位"), max_length=8, widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    )


VIEWS = {
    "open": _("办理中的"),
    "mine": _("我经手的"),
    "unit": _("本单位的"),
    "late": _("超时的"),
    "paused": _("暂停计时的"),
    "helping": _("协办的"),
    "called": _("吹哨叫到的"),
    "argued": _("等待裁定的"),
    "reminded": _("催办督办的"),
    "ended": _("已结束的"),
    "all": _("全部"),
}
"""What of his cases somebody may look at, and what it is called."""


class FilterForm(forms.Form):
    """What a work list shows."""

    view = forms.ChoiceField(label=_("看哪些"), choices=list(VIEWS.items()), required=False)
    state = forms.ChoiceField(
        label=_("状态"),
        choices=[("", _("任何状态")), *((state.value, words) for state, words in rules.STATE_WORDS.items())],
        required=False,
    )
    text = forms.CharField(label=_("查找"), max_length=60, required=False)
    area = forms.CharField(max_length=15, required=False)
    category = forms.CharField(max_length=60, required=False)
    after = forms.CharField(max_length=120, required=False)
