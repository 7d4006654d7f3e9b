"""What trouble people have with paying, and what help they want. Words only, no numbers of cards or accounts."""

from __future__ import annotations

from enum import StrEnum


class PaymentTrouble(StrEnum):
    """Why paying is hard."""

    PHONE = "phone"
    PASSWORD = "password"  # noqa: S105 - a kind of trouble, no secret
    SEEING = "seeing"
    WALKING = "walking"
    MACHINE = "machine"
    CASH = "cash"


class PaymentHelp(StrEnum):
    """What the outlet is asked for."""

    DOORSTEP = "doorstep"
    TEACHING = "teaching"
    LARGE_PRINT = "large_print"
    COMPANY = "company"
    SMALL_CASH = "small_cash"


DIFFICULTY_WORDS = {
    PaymentTrouble.PHONE: "不会用手机支付",
    PaymentTrouble.PASSWORD: "记不住密码",
    PaymentTrouble.SEEING: "看不清、听不清",
    PaymentTrouble.WALKING: "行动不便，来不了网点",
    PaymentTrouble.MACHINE: "不会用自助机",
    PaymentTrouble.CASH: "用现金被拒收",
}
HELP_WORDS = {
    PaymentHelp.DOORSTEP: "上门办理",
    PaymentHelp.TEACHING: "有人慢慢教",
    PaymentHelp.LARGE_PRINT: "大字的说明",
    PaymentHelp.COMPANY: "来网点时有人陪着办",
    PaymentHelp.SMALL_CASH: "换零钱",
}
REGISTER_MONTHS = 12
"""How long an entry is kept where a banner has set nothing."""
