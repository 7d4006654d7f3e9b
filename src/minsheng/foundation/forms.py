"""Forms of the shell: signing in, and a day of the working calendar."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
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
