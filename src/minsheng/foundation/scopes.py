"""What a connected system may be allowed: a closed list of permissions, each with its words.

Not among them: whatever a named person must decide or answer for (verify, decline, refer, tell, extend), and
whatever shows who a caller is.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

SCOPES: Mapping[str, object] = {
    "catalogue.look_up": _("查办事指南和责任清单"),
    "registry.look_up": _("查单位名录"),
    "cases.read": _("看本地区的诉求（没有来话人姓名和电话）"),
    "cases.read_own_organisation": _("看本单位负责的诉求（没有来话人姓名和电话）"),
    "cases.take_voice": _("转来诉求"),
    "cases.pause": _("暂停、恢复本单位办理的计时"),
    "cases.hand_back": _("退回不归本单位的诉求"),
    "cases.deliver": _("报告本单位办理完成"),
}
NEED_AN_ORGANISATION = frozenset({"cases.read_own_organisation", "cases.hand_back", "cases.deliver"})
"""Only somebody who speaks for an organisation can do these."""
