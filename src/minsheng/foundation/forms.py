"""Forms of the shell: signing in, and a day of the working calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.validators import MaxLengthValidator
from django.forms import (
    CharField,
    ChoiceField,
    DateInput,
    Form,
    IntegerField,
    PasswordInput,
    RadioSelect,
    Textarea,
    TextInput,
    ValidationError,
)
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from minsheng.foundation import notices, operations
from minsheng.foundation.fields import DayField
from minsheng.foundation.logs import security
from minsheng.foundation.models import Account

MOST_LETTERS = 200
"""Of a password, wherever one is typed."""


class SignInForm(AuthenticationForm):
    """Login and password; the sentence for a wrong pair does not say which of the two was wrong."""

    trouble = gettext_lazy("错误：没有登录成功，请看下面")
    username = CharField(
        label=gettext_lazy("登录名"),
        max_length=40,
        widget=TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = CharField(
        label=gettext_lazy("密码"),
        max_length=MOST_LETTERS,
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": gettext_lazy("登录名或密码不对。请检查大小写；忘了密码，请本单位管理员重设。"),
        "inactive": gettext_lazy("这个登录名已经停用。需要恢复，请找本单位管理员。"),
    }


class CalendarDayForm(Form):
    """A day that the banner sets by hand."""

    on = DayField(label=gettext_lazy("哪一天"), widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kind = ChoiceField(
        label=gettext_lazy("这一天"),
        choices=[("workday", gettext_lazy("上班")), ("rest", gettext_lazy("放假"))],
        widget=RadioSelect,
    )
    reason = CharField(
        label=gettext_lazy("依据"), help_text=gettext_lazy("写通知的名称和文号，以后查得到。"), max_length=120
    )


class CalendarYearForm(Form):
    """The notice of a year's holidays, pasted as it is; `arrangement` is what it says."""

    year = IntegerField(label=gettext_lazy("哪一年"), min_value=2004, max_value=2100)
    text = CharField(
        label=gettext_lazy("放假安排"),
        help_text=gettext_lazy(
            "把国务院办公厅的通知整段贴进来，一个节日一行，例如：春节：2月15日至23日放假调休，共9天。2月14日上班。"
        ),
        max_length=notices.MOST_LETTERS,
        widget=Textarea(attrs={"rows": 8}),
    )
    reason = CharField(label=gettext_lazy("依据"), help_text=gettext_lazy("通知的名称和文号。"), max_length=120)
    arrangement: notices.Arrangement

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "year" in told and "text" in told:
            try:
                self.arrangement = notices.read_notice(told["text"], told["year"])
            except ValueError as problem:
                self.add_error("text", str(problem))
        return told


class OwnPasswordForm(PasswordChangeForm):
    """The present password, and a new one twice."""

    error_messages = {
        "password_mismatch": gettext_lazy("两次输入的新密码不一样。请再输入一遍。"),
    }

    def __init__(self, account: Account, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(account, *args, **kwargs)
        self.account, self.at = account, at
        labels = {
            "old_password": gettext_lazy("现在的密码"),
            "new_password1": gettext_lazy("新密码"),
            "new_password2": gettext_lazy("再输一遍新密码"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        for name in ("new_password1", "new_password2"):
            self.fields[name].validators.append(MaxLengthValidator(MOST_LETTERS))
        self.fields["new_password1"].help_text = gettext_lazy(
            "至少12个字。几个不相干的词连起来最好记，例如“羊群-水井-星期四”那样。"
        )

    def clean_old_password(self) -> str:
        """The present password; after a few wrong ones none is looked at for a while."""
        typed: str = self.cleaned_data["old_password"]
        return own_word(self.account, typed, self.at)


class AuditForm(Form):
    """Which part of the log to show."""

    first = DayField(
        label=gettext_lazy("从哪一天"), widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    last = DayField(
        label=gettext_lazy("到哪一天"), widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    login = CharField(label=gettext_lazy("谁（登录名）"), max_length=40, required=False)
    what = ChoiceField(
        label=gettext_lazy("看什么"),
        choices=[("facts", gettext_lazy("做了什么")), ("readings", gettext_lazy("看过谁的信息"))],
        required=False,
    )


CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}


class CodeForm(Form):
    """Six digits from the telephone, or a recovery code."""

    code = CharField(
        label=gettext_lazy("验证码"),
        help_text=gettext_lazy("手机验证器上的6位数字；手机不在，用一个恢复码。"),
        max_length=40,
        widget=TextInput(attrs=CODE_ATTRIBUTES),
    )


def own_word(account: Account, typed: str, at: datetime) -> str:
    """What was typed, if it is the account's password. Raises `ValidationError`, as a sentence with its remedy."""
    try:
        if operations.use_word(account_id=account.pk, typed=typed, at=at):
            return typed
        security.warning("wrong password in an open session of account %s", account.pk)
    except operations.Locked as locked:
        security.warning("too many wrong passwords in open sessions of account %s", account.pk)
        until = f"{timezone.localtime(locked.until):%H:%M}"
        sentence = gettext("密码错了太多次，%(until)s 以后再试；忘了，请管理员重设。") % {"until": until}
        raise ValidationError(sentence) from locked
    raise ValidationError(gettext("现在的密码不对。请再输入一遍；忘了，请管理员重设。"))


class OwnWordForm(Form):
    """The own password, once more."""

    password = CharField(
        label=gettext_lazy("现在的密码"),
        max_length=MOST_LETTERS,
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, account: Account, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account, self.at = account, at

    def clean_password(self) -> str:
        """The password; after a few wrong ones none is looked at for a while."""
        typed: str = self.cleaned_data["password"]
        return own_word(self.account, typed, self.at)


class SetUpCodeForm(OwnWordForm, CodeForm):
    """The own password, and the first code: what opens the door is changed by nobody who only found it open.

    The code comes last, because it counts for 30 seconds.
    """

    field_order = ("password", "code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = gettext("手机验证器上的6位数字。码半分钟一换，刚换出来就输。")


class MatchClockForm(Form):
    """Two codes of the telephone in a row."""

    first = CharField(label=gettext_lazy("第一个验证码"), max_length=40, widget=TextInput(attrs=CODE_ATTRIBUTES))
    second = CharField(
        label=gettext_lazy("换出来的下一个验证码"),
        help_text=gettext_lazy("等手机上的码换过一次，马上输新的这个，然后就按“对时间”。"),
        max_length=40,
        widget=TextInput(attrs=CODE_ATTRIBUTES),
    )


class RecoveryForm(CodeForm):
    """A recovery code alone: whoever has security keys and no code from a telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = gettext("恢复码")
        self.fields["code"].help_text = gettext("登记密钥那天抄在纸上的，每个只能用一次。")


class NewKeyForm(OwnWordForm):
    """What a new security key shall be called, and the own password: nobody adds one who only found the door open."""

    name = CharField(
        label=gettext_lazy("给密钥起个名字"),
        help_text=gettext_lazy("以后认得出是哪一把，例如“蓝色钥匙”“办公室电脑”。"),
        max_length=40,
        widget=TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("name", "password")


class EndSessionsForm(OwnWordForm):
    """Which of one's own other sessions shall end."""

    ALL = "all"
    which = ChoiceField(label=gettext_lazy("断开哪里"), widget=RadioSelect)
    field_order = ("which", "password")

    def __init__(
        self, account: Account, at: datetime, others: Sequence[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(account, at, *args, **kwargs)
        which = self.fields["which"]
        if isinstance(which, ChoiceField):
            which.choices = [(self.ALL, gettext("这里以外的全部")), *others]
        self.initial.setdefault("which", self.ALL)
