"""Reads of the ground: areas, the working calendar, facts of a record, accounts."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from minsheng.foundation import editions, facts, holidays, notices, rights, worktime
from minsheng.foundation.models import (
    Account,
    CalendarDay,
    CalendarYear,
    Client,
    Division,
    FactRow,
    Grant,
    OpenSession,
    OutgoingFact,
    Reading,
    Role,
    SecurityKey,
    Token,
)
from minsheng.foundation.sentences import Sentence, say


def work_calendar() -> worktime.WorkCalendar:
    """The official calendar with the banner's own days over it. One query while it is unchanged."""
    return editions.kept("calendar", _read_calendar)


def _read_calendar() -> worktime.WorkCalendar:
    overrides = dict(CalendarDay.objects.values_list("on", "is_workday"))
    years = {
        year: notices.Arrangement(year, _by_day(rest), _by_day(work))
        for year, rest, work in CalendarYear.objects.values_list("year", "rest", "work")
    }

    def official(on: date) -> bool:
        return years[on.year].is_workday(on) if on.year in years else holidays.official_day(on)

    def name(on: date) -> str:
        return years[on.year].rest.get(on, "") if on.year in years else holidays.holiday_name(on)

    return worktime.WorkCalendar(overrides=overrides, official=official, holiday_name=name)


def missing_year(today: date) -> int | None:
    """This year or the next where the calendar does not know its holidays, the earlier one; else None."""
    calendar = work_calendar()
    for year in (today.year, today.year + 1):
        try:
            calendar.official(date(year, 1, 1))
        except holidays.MissingYear:
            return year
    return None


def _by_day(told: Mapping[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in told.items()}


def divisions_inside(areas: Iterable[str], *, levels: Sequence[str] = ()) -> list[Division]:
    """The areas at or below these codes, in the order of the code; `levels` narrows to some levels."""
    inside = tuple(areas)
    found = (one for one in divisions().values() if one.code.startswith(inside))
    return [one for one in found if not levels or one.level in levels]


def divisions() -> Mapping[str, Division]:
    """All areas by code, in the order of the code; kept in memory, not to be changed. One query while unchanged."""
    return editions.kept("divisions", lambda: {one.code: one for one in Division.objects.order_by("code")})


@dataclass(frozen=True)
class AreaRow:
    """An area as other stages need it."""

    code: str
    name: str
    level: str


def divisions_around(codes: Iterable[str]) -> list[AreaRow]:
    """The areas with these codes and all around them, in the order of the code: each after those it lies in."""
    around = {code[:end] for code in codes for end in range(2, len(code) + 1)}
    found = Division.objects.filter(code__in=around).order_by("code")
    return [AreaRow(*row) for row in found.values_list("code", "name", "level")]


class AreaNames:
    """The areas at or below some codes, found as people write them: by code, by name, or "township village"."""

    def __init__(self, inside: Iterable[str]) -> None:
        self._codes = {one.code: one.name for one in divisions_inside(inside)}
        self._named: dict[str, set[str]] = {}
        for code, name in self._codes.items():
            above = self._codes.get(code[:9], "") if len(code) > 9 else ""
            for text in {name, above + name}:
                self._named.setdefault(_without_spaces(text), set()).add(code)

    def code_of(self, text: str) -> tuple[str, Sentence | None]:
        """The code of the one area that is called so ("" where there is none or several), and what is wrong."""
        if text in self._codes:
            return text, None
        codes = self._named.get(_without_spaces(text), set())
        if len(codes) == 1:
            return next(iter(codes)), None
        if codes:
            several = say(
                "叫“{text}”的地方有 {count} 处。请写“苏木乡镇 嘎查村”两级名称，或区划代码。",
                text=text,
                count=len(codes),
            )
            return "", several
        return "", say("所选地区里没有“{text}”。请核对名称，或写区划代码。", text=text)

    def name_of(self, code: str) -> str:
        """The name by which `code_of` finds the area again; its code, where no name does."""
        name = self._codes.get(code, "")
        above = self._codes.get(code[:9], "") if len(code) > 9 else ""
        names = (f"{above} {name}".strip(), name)
        return next((one for one in names if one and self.code_of(one)[0] == code), code)


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def divisions_in(codes: Iterable[str]) -> dict[str, list[AreaRow]]:
    """The areas directly in each of these, by their pinyin. One query."""
    inside: dict[str, list[AreaRow]] = {code: [] for code in codes}
    found = Division.objects.filter(parent__in=inside).order_by("spelling", "code")
    for parent, *row in found.values_list("parent_id", "code", "name", "level"):
        inside[str(parent)].append(AreaRow(*row))
    return inside


def division_names(codes: Iterable[str]) -> dict[str, str]:
    """Names by code, for those that exist."""
    known = divisions()
    return {code: known[code].name for code in set(codes) if code in known}


def division_path(code: str) -> str:
    """The names from the banner down to this area, joined: 乌拉特中旗 海流图镇 某社区."""
    above = [code[:length] for length in (6, 9, 12, 14) if length <= len(code)]
    names = division_names(above)
    return " ".join(names[part] for part in above if part in names)


def facts_of(about: uuid.UUID) -> list[facts.Told]:
    """All facts of one record, oldest first."""
    return list(facts.log_rows("about = %s", [about]))


def facts_of_all(about: Collection[uuid.UUID]) -> list[facts.Told]:
    """All facts of these records, oldest first. One query."""
    return list(facts.log_rows("about = ANY(%s)", [list(about)])) if about else []


def facts_told(
    kinds: Collection[str], areas: Sequence[str], start: datetime, end: datetime, carried: Mapping[str, Collection[str]]
) -> list[facts.Row]:
    """Facts of these kinds in these areas, told from `start` until before `end`, oldest first, of each kind with the
    fields named in `carried`. One query.
    """
    if not areas or not kinds:
        return []
    inside = " OR ".join(["(area >= %s AND area < %s)"] * len(areas))
    bounds = [bound for code in areas for bound in (code, str(int(code) + 1))]
    where = f"kind = ANY(%s) AND ({inside}) AND at >= %s AND at < %s"
    return list(facts.bare_rows(where, [list(kinds), *bounds, start, end], carried))


def facts_tallied(kinds: Collection[str], area: str, start: datetime, end: datetime) -> list[tuple[str, int, int]]:
    """(kind, how many, about how many records) of the facts of an area told from `start` until before `end`. One query."""
    told = FactRow.objects.filter(kind__in=list(kinds), area__gte=area, area__lt=str(int(area) + 1))
    each = told.filter(at__gte=start, at__lt=end).values("kind")
    each = each.annotate(told=Count("seq"), about=Count("about", distinct=True))
    return list(each.values_list("kind", "told", "about"))


def facts_following(
    kinds: Collection[str], about: Collection[uuid.UUID], start: datetime, carried: Mapping[str, Collection[str]]
) -> list[facts.Row]:
    """Facts of these kinds about these records, told at `start` or later, oldest first, of each kind with the fields
    named in `carried`. One query.
    """
    if not about:
        return []
    where = "about = ANY(%s) AND kind = ANY(%s) AND at >= %s"
    return list(facts.bare_rows(where, [list(about), list(kinds), start], carried))


def facts_numbered(numbers: Collection[int], start: datetime) -> list[facts.Told]:
    """The facts with these numbers, told at `start` or later, oldest first. One query."""
    if not numbers:
        return []
    return list(facts.log_rows("seq = ANY(%s) AND at >= %s", [list(numbers), start]))


def areas_told(kinds: Collection[str], start: datetime, end: datetime) -> frozenset[str]:
    """The areas in which facts of these kinds were told from `start` until before `end`."""
    told = FactRow.objects.filter(kind__in=list(kinds), at__gte=start, at__lt=end)
    return frozenset(told.values_list("area", flat=True).distinct())


def log_end() -> tuple[int, bool]:
    """(the last number given out, is every fact up to it written or given up?). Two queries."""
    number = facts.last_number()
    return number, not facts.telling()


def account_names(ids: Iterable[uuid.UUID | None]) -> Mapping[uuid.UUID, str]:
    """Names by account id. One query."""
    return dict(Account.objects.filter(pk__in={one for one in ids if one}).values_list("pk", "name"))


def accounts_with_role(role: str, on: date) -> list[Account]:
    """Accounts that hold a role on a day, by name."""
    holders = Grant.objects.filter(rights.in_force(on), role_id=role)
    return list(Account.objects.filter(pk__in=holders.values("account_id"), is_active=True).order_by("name"))


def accounts_who_may(permission: str, area: str, on: date) -> Mapping[uuid.UUID, str]:
    """Who can sign in and may do something in an area on a day: name by account id, by name. One query."""
    around = [area[:length] for length in (6, 9, 12, 15) if length <= len(area)]
    grants = Grant.objects.filter(rights.in_force(on), role__permissions__contains=[permission], area__in=around)
    found = Account.objects.filter(pk__in=grants.values("account_id"), is_active=True)
    return dict(found.order_by("name", "pk").values_list("pk", "name"))


def accounts_inside(permission: str, areas: Iterable[str], on: date) -> Mapping[uuid.UUID, str]:
    """Who can sign in and may do something somewhere inside these areas on a day: name by account id. One query."""
    held = Grant.objects.filter(rights.in_force(on), rights.inside("area_id", areas))
    found = held.filter(role__permissions__contains=[permission], account__is_active=True)
    return dict(found.values_list("account_id", "account__name"))


def is_login_taken(login: str) -> bool:
    """Is there an account with this login, in whichever case?"""
    return Account.objects.filter(login__iexact=login).exists()


RoleRow = tuple[int, str, str, str, str, date, date | None, frozenset[str]]


def roles_held(accounts: Collection[uuid.UUID], on: date) -> Mapping[uuid.UUID, list[RoleRow]]:
    """What accounts hold on a day or later: (grant, role, its name, area, its name, from, to, permissions). One query."""
    found: dict[uuid.UUID, list[RoleRow]] = {}
    grants = Grant.objects.filter(rights.not_over(on), account__in=accounts).select_related("role", "area")
    for one in grants.order_by("role__name", "area_id", "valid_from"):
        row = (one.pk, one.role_id, one.role.name, one.area_id, one.area.name, one.valid_from, one.valid_to)
        found.setdefault(one.account_id, []).append((*row, frozenset(one.role.permissions)))
    return found


def roles() -> list[tuple[str, str]]:
    """All roles: code and name."""
    return list(Role.objects.order_by("name").values_list("code", "name"))


def permissions_of_role(code: str) -> frozenset[str]:
    """What a role allows; nothing where there is no such role."""
    return frozenset(Role.objects.filter(pk=code).values_list("permissions", flat=True).first() or ())


def readings_of(about: uuid.UUID, most: int = 100) -> list[Reading]:
    """Who read this person's data, newest first."""
    return list(Reading.objects.filter(about=about).order_by("-at")[:most])


def actors_by_login(on: date) -> Mapping[str, rights.Actor]:
    """Every account with what it holds on a day, by login (for plays and commands, not for pages)."""
    return {
        account.login: rights.actor_of(account.pk, account.name, on)
        for account in Account.objects.filter(is_active=True).order_by("login")
    }


def clients(actor: rights.Actor) -> list[Client]:
    """The connected systems that this administrator answers for, the newest first, with their keys."""
    found = Client.objects.select_related("account").prefetch_related("tokens").order_by("-added_at")
    return [one for one in found if _answers_for(actor, one)]


def seen_client(client_id: uuid.UUID, actor: rights.Actor, *, lock: bool = False) -> Client:
    """One connected system. Raises `Unseen` where it does not exist for this administrator."""
    rows = Client.objects.select_for_update(of=("self",)) if lock else Client.objects.prefetch_related("tokens")
    found = rows.select_related("account").filter(pk=client_id).first()
    if found is None or not _answers_for(actor, found):
        raise rights.Unseen("没有这个接入的系统，或不在您管理的地区。")
    return found


def _answers_for(actor: rights.Actor, client: Client) -> bool:
    return all(actor.may("foundation.manage_clients", area) for area in client.areas)


def token_called(start: str) -> Token | None:
    """The key that begins like this, with its client and account. One query."""
    return Token.objects.select_related("client__account").filter(start=start).first()


def dead_facts(client: Client, most: int = 50) -> list[OutgoingFact]:
    """What a system did not take after the last attempt, oldest first."""
    dead = OutgoingFact.objects.filter(subscription__client=client, state=OutgoingFact.State.DEAD)
    return list(dead.order_by("seq")[:most])


@dataclass(frozen=True)
class Waiting:
    """What has not been taken yet: how many, and those that were refused at least once, oldest first."""

    count: int
    refused: list[OutgoingFact]


def waiting_facts(client: Client, most: int = 20) -> Waiting:
    """What is still on its way to a system. Two queries."""
    found = OutgoingFact.objects.filter(subscription__client=client, subscription__ended_at=None)
    found = found.filter(state=OutgoingFact.State.WAITING)
    return Waiting(found.count(), list(found.filter(attempts__gt=0).order_by("seq")[:most]))


def client_code(account_id: uuid.UUID) -> str:
    """The code of the connected system behind an account. Raises `Client.DoesNotExist`."""
    return str(Client.objects.values_list("code", flat=True).get(account=account_id))


def open_sessions(account_id: uuid.UUID, at: datetime) -> list[OpenSession]:
    """Where an account is signed in, last seen first. One query."""
    found = OpenSession.objects.filter(account_id=account_id, expire_date__gt=at, handle__isnull=False)
    return list(found.order_by("-seen_at"))


def security_keys_of(account_id: uuid.UUID) -> list[SecurityKey]:
    """The security keys of an account, the oldest first; those that are suspected as well."""
    return list(SecurityKey.objects.filter(account_id=account_id).order_by("added_at", "name"))


def accounts_with_keys(accounts: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Which of these accounts have a security key."""
    return frozenset(SecurityKey.objects.filter(account__in=list(accounts)).values_list("account_id", flat=True))


def has_second_factor(account: Account) -> bool:
    """Is anything asked of this account after its password: a code, or a security key?"""
    return bool(account.factor_sealed) or SecurityKey.objects.filter(account_id=account.pk).exists()
