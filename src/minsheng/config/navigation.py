"""The ways through the product that a person sees: what he may do, or what is open to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from minsheng.cases import queries as cases
from minsheng.foundation import rights, worktime


@dataclass(frozen=True)
class Way:
    """An entry of the navigation; shown to whoever holds one of the permissions."""

    label: object
    hint: object
    route: str
    icon: str
    permissions: tuple[str, ...]


STAFF = (
    Way(_("接听来话"), _("有人来电、来访：写下来，找到负责的单位"), "cases:desk", "phone", ("cases.take_voice",)),
    Way(
        _("工作清单"),
        _("我这里的事，先到期的在前"),
        "cases:work_list",
        "list",
        ("cases.read", "cases.read_own_organisation"),
    ),
    Way(_("回访与告知"), _("问办成了没有，把结果告诉来话人"), "cases:calls", "phone", ("cases.verify", "cases.tell")),
    Way(_("任务池"), _("自愿认领：谁需要帮忙，我能做哪件"), "dispatch:pool", "people", ("dispatch.claim",)),
    Way(_("我的任务"), _("我认领的：去哪里、找谁、做什么"), "dispatch:mine", "list", ("dispatch.claim",)),
    Way(
        _("今天上门"),
        _("没有网络也能看、也能记"),
        "dispatch:field",
        "people",
        ("dispatch.claim", "cases.deliver"),
    ),
    Way(
        _("上门日历"),
        _("在自己的日历里看什么时候上门"),
        "dispatch:visit_calendar",
        "list",
        ("dispatch.claim", "cases.deliver"),
    ),
    Way(
        _("看板"),
        _("听到多少、办成多少、告知多少，点开看每一条"),
        "indicators:boards",
        "board",
        ("indicators.read_board",),
    ),
    Way(_("人员底数"), _("查人、登记、同意与撤回"), "registry:people", "people", ("registry.read_person",)),
    Way(
        _("请人帮忙"),
        _("把要做的事放进任务池，请志愿者认领"),
        "dispatch:offers",
        "people",
        ("dispatch.offer_tasks", "cases.deliver"),
    ),
    Way(_("调解"), _("您调解的事，只有您看得到"), "cases:mediations", "people", ("cases.mediate",)),
    Way(
        _("志愿者"), _("谁在帮忙、会什么，登记看过的证书"), "dispatch:volunteers", "people", ("dispatch.keep_helpers",)
    ),
    Way(
        _("服务队伍"),
        _("志愿服务队和服务队：队长、队员、服务哪里"),
        "dispatch:teams",
        "people",
        ("dispatch.keep_teams",),
    ),
    Way(
        _("示范服务基地"), _("每个基地服务哪些产业、谁牵头谁受益"), "dispatch:bases", "board", ("dispatch.keep_teams",)
    ),
    Way(_("责任区"), _("每户都在一个责任区，谁负责"), "dispatch:zones", "board", ("dispatch.keep_teams",)),
    Way(
        _("结对"),
        _("谁和哪一户结了对，打电话就能换、能停"),
        "dispatch:pairings",
        "people",
        ("registry.record_consent",),
    ),
    Way(_("我的结对"), _("请我结对的，和已经结对的"), "dispatch:own_pairings", "people", ("dispatch.claim",)),
    Way(
        _("定期上门"),
        _("每月理发这样的上门：登记、暂停、结束"),
        "dispatch:recurring",
        "list",
        ("registry.record_consent",),
    ),
    Way(
        _("代购的钱"),
        _("收了多少、花了多少、找回多少，双方签字"),
        "dispatch:shoppings",
        "list",
        ("registry.record_consent",),
    ),
    Way(
        _("双报到"),
        _("单位和党员到社区报到，服务时间只算一次"),
        "dispatch:check_ins",
        "people",
        ("dispatch.keep_teams",),
    ),
    Way(_("规定动作"), _("一年最多几项，其余都是自选"), "dispatch:required_acts", "list", ("dispatch.keep_teams",)),
    Way(
        _("志愿服务记录"),
        _("按全国通用的项目导出，只有核实过的"),
        "dispatch:help_records",
        "list",
        ("registry.export_people",),
    ),
    Way(
        _("规定动作和自选动作"),
        _("规定的很少，自选的随自己"),
        "dispatch:own_acts",
        "list",
        ("dispatch.claim",),
    ),
    Way(_("大厅值班"), _("报班次、戴袖标、接待来办事的人"), "dispatch:hall", "people", ("dispatch.claim",)),
    Way(_("大厅班表"), _("谁什么时候在岗，来的人等了多久"), "dispatch:roster", "list", ("dispatch.keep_teams",)),
    Way(_("查袖标"), _("大厅里戴袖标的人是不是真的"), "dispatch:check_armband", "search", ("cases.take_voice",)),
    Way(_("适合我的岗"), _("按我会什么找的岗，愿意再上"), "dispatch:posts_for_me", "people", ("dispatch.claim",)),
    Way(
        _("学本事"),
        _("哪里能学、学了能上哪个岗，报名或替人报名"),
        "dispatch:studies",
        "list",
        ("dispatch.claim", "dispatch.keep_teams", "registry.record_consent"),
    ),
    Way(_("服务岗"), _("有哪些岗、做什么、谁在岗"), "dispatch:posts", "list", ("dispatch.keep_teams",)),
    Way(
        _("上门单"),
        _("打印出来带着走，回来录入一次"),
        "dispatch:visit_sheet",
        "list",
        ("dispatch.claim", "cases.deliver"),
    ),
    Way(
        _("要核对的上门记录"),
        _("同一次上门有几份记录，问清楚再定"),
        "dispatch:to_settle",
        "returned",
        ("dispatch.settle_visits",),
    ),
    Way(
        _("电话认领"),
        _("志愿者打电话来要做哪件事，替他登记"),
        "dispatch:phone_pool",
        "phone",
        ("registry.record_consent",),
    ),
    Way(
        _("替志愿者登记"),
        _("志愿者打电话、来窗口：结对、岗位、值班、会什么"),
        "dispatch:phone_helpers",
        "phone",
        ("registry.record_consent",),
    ),
    Way(
        _("等服务对象确认"),
        _("没有立案的帮忙办好了，问过服务的那一方才算"),
        "dispatch:to_confirm",
        "returned",
        ("dispatch.confirm_help", "dispatch.settle_visits"),
    ),
    Way(_("热点"), _("哪里的哪类事最近说得多"), "cases:topics", "board", ("cases.merge",)),
    Way(_("调解交接"), _("离开的调解人的事交给谁"), "cases:left_mediations", "people", ("foundation.manage_accounts",)),
    Way(_("调解件数"), _("全旗每月多少件，别的都保密"), "cases:mediation_counts", "board", ("indicators.read_board",)),
    Way(_("批量导入"), _("把别的系统导出的表一次导进来"), "cases:imports", "write", ("cases.import",)),
    Way(_("感谢和投诉"), _("有人感谢就记下来，有人投诉就立为一件事"), "cases:feedback", "write", ("cases.take_voice",)),
    Way(
        _("联系卡"),
        _("有事找谁、打哪个号码，大字打印发给住户"),
        "cases:contact_cards",
        "phone",
        ("cases.keep_contacts",),
    ),
    Way(_("主动联系"), _("很久没有联系的人，按规则主动问问"), "cases:outreach", "people", ("cases.take_voice",)),
    Way(
        _("支付困难登记"),
        _("银行网点记、银行网点看，到期自动删除"),
        "cases:payment_register",
        "write",
        ("cases.keep_payment_register",),
    ),
    Way(
        _("办成率"),
        _("问到的人里多少说办成了，每个数都能点开"),
        "cases:follow_up",
        "board",
        ("cases.ask_exclusion", "cases.decide_exclusion"),
    ),
    Way(
        _("个人信息保存多久"),
        _("按结果定的期限，最近几夜删了多少"),
        "cases:retention",
        "list",
        ("foundation.read_audit", "registry.answer_requests"),
    ),
    Way(_("谁来管"), _("用平常话查责任清单"), "catalogue:duties", "search", ("catalogue.look_up",)),
    Way(_("清单草稿"), _("起草、补齐、公布责任清单"), "catalogue:draft", "write", ("catalogue.keep_list",)),
    Way(
        _("归属不清的事"),
        _("几个单位都说不归自己管的，到期前说清"),
        "catalogue:unclear_list",
        "returned",
        ("catalogue.raise_unclear", "catalogue.arbitrate", "catalogue.keep_list"),
    ),
    Way(_("办事指南"), _("去哪里办、带什么、多久"), "catalogue:services", "list", ("catalogue.look_up",)),
    Way(_("承诺登记册"), _("承诺了什么，做到了没有"), "catalogue:registers", "list", ("foundation.sign_in",)),
    Way(
        _("疑似重复登记"),
        _("可能是同一个人的登记，核对后合并"),
        "registry:duplicates",
        "search",
        ("registry.settle_duplicates",),
    ),
    Way(_("清单试算"), _("按草稿重算以前的来话，看谁会变"), "cases:replay", "board", ("catalogue.keep_list",)),
    Way(
        _("组织"),
        _("党组织、部门、社区、企业和队伍，成员和上下级"),
        "registry:organisations",
        "board",
        ("registry.read_person", "registry.edit_organisation"),
    ),
    Way(_("名单"), _("按规则现算的名单，为什么在、为什么不在"), "registry:lists", "list", ("registry.read_person",)),
    Way(
        _("导出和批准"),
        _("人员数据导出，敏感的由另一个人批准"),
        "registry:sharings",
        "write",
        ("registry.export_people", "registry.approve_sharing"),
    ),
    Way(
        _("表格导入"),
        _("把手里的人员表、组织表一次导进来"),
        "registry:sheets",
        "write",
        ("registry.import_people", "registry.edit_organisation"),
    ),
    Way(
        _("本人的请求"),
        _("有人要查阅、更正、删除自己的信息"),
        "registry:requests",
        "write",
        ("registry.answer_requests",),
    ),
    Way(
        _("登录和角色"),
        _("谁能登录、能做什么、到哪一天"),
        "registry:accounts",
        "people",
        ("foundation.manage_accounts", "foundation.grant_roles"),
    ),
    Way(
        _("操作日志"), _("谁在什么时候做了什么、看过谁的信息"), "foundation:audit", "search", ("foundation.read_audit",)
    ),
    Way(
        _("接入的系统"),
        _("别的系统凭密钥接进来，不用两边填"),
        "registry:systems",
        "list",
        ("foundation.manage_clients",),
    ),
    Way(_("工作日历"), _("节假日和调休"), "foundation:calendar", "list", ("foundation.edit_calendar",)),
)
ALWAYS_SHOWN = 6
"""So many ways stand in the bar of every page; the others open from "more", by groups, as on the front page."""
GROUPS = (
    (_("来话和办理"), ("cases", "indicators")),
    (_("帮忙和上门"), ("dispatch",)),
    (_("清单和指南"), ("catalogue",)),
    (_("人和单位"), ("registry",)),
    (_("系统"), ("foundation",)),
)
"""The ways of which apps stand together."""
PUBLIC = (
    Way(_("反映诉求"), _("写下您的事，有人负责到底"), "cases:voice", "write", ()),
    Way(_("查进度"), _("用编号和电话后四位"), "cases:status", "search", ()),
    Way(_("谁来管"), _("用平常话问，找到负责的单位"), "catalogue:duties", "search", ()),
    Way(_("办事指南"), _("去哪里办、带什么、多久"), "catalogue:services", "list", ()),
    Way(_("查袖标"), _("大厅里戴袖标的人是不是真的"), "dispatch:check_armband", "search", ()),
    Way(_("办得怎么样"), _("听到多少、办成多少、告知多少"), "indicators:public_front", "board", ()),
)


@dataclass(frozen=True)
class Note:
    """Something that the front page of staff says first; `url` and `link`: where to do something about it."""

    sentence: str
    url: str
    link: str


def oldest_untold(actor: rights.Actor, at: datetime) -> list[Note]:
    """Which voice waits longest to be told what came of it (promise M9), for whoever tells or reads the board."""
    areas = actor.areas("cases.tell") or actor.areas("indicators.read_board")
    heard_at = cases.oldest_untold(areas) if areas else None
    if heard_at is None:
        return []
    on = worktime.local_date(heard_at)
    told = {"on": on.isoformat(), "days": (worktime.local_date(at) - on).days}
    sentence = gettext("有了结果还没告知的来话中，等得最久的是 %(on)s 听到的，已经 %(days)s 天。") % told
    if actor.may("cases.tell"):
        return [Note(sentence, reverse("cases:calls"), gettext("去告知"))]
    return [Note(sentence, reverse("indicators:boards"), gettext("看板"))]


@dataclass(frozen=True)
class Entry:
    """A way as a page shows it."""

    label: str
    hint: str
    url: str
    icon: str
    app: str


Group = tuple[str, tuple[Entry, ...]]


def navigation(request: HttpRequest) -> dict[str, object]:
    """`bar`: the bar of ways as it is drawn; `ways`: its entries, for the public front page.

    `front_groups`: all ways by group, for the front page of staff; `front_notes`: asked by that page only.
    """
    actor: rights.Actor = getattr(request, "actor", rights.NOBODY)
    permissions = actor.permissions if actor.is_known else None
    language = get_language() or settings.LANGUAGE_CODE
    entries = _entries(permissions, language)
    around = [entry.url for entry in entries if request.path.startswith(entry.url)]
    current = tuple(url for url in around if len(url) == max(map(len, around)))  # one is inside another: /pool/mine/
    return {
        "bar": _bar(permissions, language, current),
        "ways": entries,
        "front_groups": lambda: _grouped(entries),
        "front_notes": lambda: oldest_untold(actor, timezone.now()),
    }


@lru_cache(maxsize=256)
def _entries(permissions: frozenset[str] | None, language: str) -> tuple[Entry, ...]:
    """The ways that are open to whoever holds these permissions (None: to everybody), in a language."""
    with override(language):
        ways = PUBLIC if permissions is None else [way for way in STAFF if permissions.intersection(way.permissions)]
        return tuple(
            Entry(str(way.label), str(way.hint), reverse(way.route), way.icon, way.route.partition(":")[0])
            for way in ways
        )


@lru_cache(maxsize=1024)
def _bar(permissions: frozenset[str] | None, language: str, current: tuple[str, ...]) -> SafeString:
    """The bar for whoever holds these permissions; the same on every page but for where one is (`current`)."""
    entries = _entries(permissions, language)
    shown = entries if len(entries) <= ALWAYS_SHOWN + 1 else entries[:ALWAYS_SHOWN]
    told = {"shown": shown, "more": _grouped(entries[len(shown) :]), "current": current}
    with override(language):
        return render_to_string("components/ways.html", told)


def _grouped(entries: tuple[Entry, ...]) -> tuple[Group, ...]:
    by_group = ((str(name), tuple(entry for entry in entries if entry.app in apps)) for name, apps in GROUPS)
    return tuple((name, found) for name, found in by_group if found)
