"""What every kind of fact is called in the log that an auditor reads."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from minsheng.cases import facts as cases
from minsheng.catalogue import facts as catalogue
from minsheng.foundation import audit
from minsheng.foundation.facts import Fact
from minsheng.registry import facts as registry

KINDS: Mapping[type[Fact], object] = {
    cases.VoiceHeard: _("听到来话"),
    cases.CaseOpened: _("立为一件事"),
    cases.DutyLookedUp: _("查责任清单"),
    cases.Triaged: _("定责"),
    cases.Assigned: _("派单"),
    cases.HandedBack: _("退回"),
    cases.LimitPaused: _("暂停计时"),
    cases.LimitResumed: _("恢复计时"),
    cases.ExtensionAsked: _("申请延期"),
    cases.ExtensionDecided: _("审批延期"),
    cases.AppointmentSet: _("约定上门"),
    cases.VisitStarted: _("到门口"),
    cases.Delivered: _("办理完成"),
    cases.AnswerGiven: _("写下答复"),
    cases.Verified: _("核实"),
    cases.Closed: _("办结"),
    cases.Declined: _("不予受理"),
    cases.Referred: _("转其他渠道"),
    cases.Reopened: _("重新办理"),
    cases.VoicerTold: _("告知来话人"),
    cases.MessagesImported: _("批量导入来话"),
    catalogue.UnclearItemRaised: _("提出归属不清的事"),
    catalogue.ResponsibilityListPublished: _("公布责任清单"),
    catalogue.UnclearItemDecided: _("裁定归属"),
    catalogue.GuidePublished: _("公布办事指南"),
    catalogue.CommitmentMade: _("登记承诺"),
    catalogue.EvidenceAdded: _("补充承诺的凭据"),
    registry.PersonRegistered: _("登记一个人"),
    registry.PersonChanged: _("更改人员信息"),
    registry.OrganisationRegistered: _("登记组织"),
    registry.PersonsMerged: _("合并重复登记"),
    registry.MergeUndone: _("撤销合并"),
    registry.OrganisationChanged: _("更改组织信息"),
    registry.MembershipBegan: _("加入组织"),
    registry.MembershipEnded: _("离开组织"),
    registry.ProxyGiven: _("委托代办"),
    registry.ProxyEnded: _("结束委托"),
    registry.ConsentAnswered: _("记下是否同意"),
    registry.PersonErased: _("删除个人信息"),
    registry.DataRequested: _("本人提出请求"),
    registry.DataRequestAnswered: _("答复本人请求"),
    registry.AccountOpened: _("开通登录"),
    registry.AccountClosed: _("停用登录"),
    registry.AccountReopened: _("恢复登录"),
    registry.PasswordReset: _("重设密码"),
    registry.RoleGiven: _("授予角色"),
    registry.RoleEnded: _("结束角色"),
}


def connect() -> None:
    """Give every kind its name, once, when Django is ready."""
    audit.name_kinds(KINDS)
