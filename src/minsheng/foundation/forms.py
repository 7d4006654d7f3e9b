"""Forms of the shell: signing in, and a day of the working calendar."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.forms import (
    CharField,
    ChoiceField,
    DateField,
    DateInput,
    Form,
    PasswordInput,
    RadioSelect,
    TextInput,
)
from django.utils.translation import gettext_lazy


class SignInForm(AuthenticationForm):
    """Login and password; the sentence for a wrong pair does not say which of the two was wrong."""

    username = CharField(
        label=gettext_lazy("登录名"),
        max_length=40,
        widget=TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = CharField(
        label=gettext_lazy("密码"),
        max_length=200,
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": gettext_lazy("登录名或密码不对。请检查大小写；忘了密码，请本单位管理员重设。"),
        "inactive": gettext_lazy("这个登录名已经停用。需要恢复，请找本单位管理员。"),
    }


class CalendarDayForm(Form):
    """A day that the banner sets by hand."""

    on = DateField(label=gettext_lazy("哪一天"), widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kind = ChoiceField(
        label=gettext_lazy("这一天"),
        choices=[("workday", gettext_lazy("上班")), ("rest", gettext_lazy("放假"))],
        widget=RadioSelect,
    )
    reason = CharField(
        label=gettext_lazy("依据"), help_text=gettext_lazy("写通知的名称和文号，以后查得到。"), max_length=120
    )


class OwnPasswordForm(PasswordChangeForm):
    """The present password, and a new one twice."""

    error_messages = {
        "password_incorrect": gettext_lazy("原来的密码不对。请再输入一遍；忘了，请管理员重设。"),
        "password_mismatch": gettext_lazy("两次输入的新密码不一样。请再输入一遍。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "old_password": gettext_lazy("现在的密码"),
            "new_password1": gettext_lazy("新密码"),
            "new_password2": gettext_lazy("再输一遍新密码"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["new_password1"].help_text = gettext_lazy(
            "至少12个字。几个不相干的词连起来最好记，例如“羊群-水井-星期四”那样。"
        )


class AuditForm(Form):
    """Which part of the log to show."""

    first = DateField(
        label=gettext_lazy("从哪一天"), widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    last = DateField(
        label=gettext_lazy("到哪一天"), widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    login = CharField(label=gettext_lazy("谁（登录名）"), max_length=40, required=False)
    what = ChoiceField(
        label=gettext_lazy("看什么"),
        choices=[("facts", gettext_lazy("做了什么")), ("readings", gettext_lazy("看过谁的信息"))],
        required=False,
    )


class CodeForm(Form):
    """Six digits from the telephone, or a recovery code."""

    code = CharField(
        label=gettext_lazy("验证码"),
        help_text=gettext_lazy("手机验证器上的6位数字；手机不在，用一个恢复码。"),
        max_length=20,
        widget=TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}),
    )


class OwnWordForm(Form):
    """The own password, once more."""

    password = CharField(
        label=gettext_lazy("现在的密码"),
        max_length=200,
        strip=False,
        widget=PasswordInput(attrs={"autocomplete": "current-password"}),
    )
