"""What a reading of somebody's data is called: for the person who asks who saw it, and for the auditor."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

ITEMS: Mapping[str, object] = {
    "phone": _("电话"),
    "phone_masked": _("电话（遮住中间）"),
    "identity": _("身份证号"),
    "identity_masked": _("身份证号（遮住中间）"),
    "name": _("姓名"),
    "address": _("住址"),
    "area": _("村（社区）"),
    "birth_year": _("出生年份"),
    "memberships": _("所在组织"),
    "known": _("已知情况"),
    "words": _("说的话"),
    "photo": _("照片"),
    "list": _("在名单里出现"),
    "export": _("导出的表格"),
    "help_records": _("志愿服务记录"),
    "print": _("打印的表"),
}
PURPOSES: Mapping[str, object] = {
    "person_page": _("查看个人页"),
    "reveal_phone": _("联系本人"),
    "own_request": _("答复本人的请求"),
    "case": _("办理一件事"),
    "desk": _("接听来话"),
    "import_result": _("核对导入的表格"),
    "duplicate_check": _("核对是否重复登记"),
    "duplicates": _("核对是否重复登记"),
    "duplicates_list": _("核对是否重复登记"),
    "merges": _("核对合并的登记"),
    "merges_list": _("核对合并的登记"),
    "sheet_result": _("核对导入的表格"),
    "visit_photo": _("看上门时的照片"),
}
