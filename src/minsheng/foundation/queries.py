"""Reads of the ground: areas, the working calendar, facts of a record, accounts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from minsheng.foundation import editions, facts, rights, worktime
from minsheng.foundation.models import Account, CalendarDay, Division, Grant, Reading


def work_calendar() -> worktime.WorkCalendar:
    """The official calendar with the banner's own days over it. One query while it is unchanged."""
    return editions.kept("calendar", _read_calendar)


def _read_calendar() -> worktime.WorkCalendar:
    return worktime.WorkCalendar(overrides=dict(CalendarDay.objects.values_list("on", "is_workday")))


def divisions_inside(areas: Iterable[str], *, levels: Sequence[str] = ()) -> list[Division]:
    """The areas at or below these codes, in the order of the code; `levels` narrows to some levels."""
    found = Division.objects.filter(rights.inside("code", areas)).order_by("code")
    return list(found.filter(level__in=levels) if levels else found)


def division_names(codes: Iterable[str]) -> dict[str, str]:
    """Names by code, for those that exist."""
    return dict(Division.objects.filter(code__in=set(codes)).values_list("code", "name"))


def division_path(code: str) -> str:
    """The names from the banner down to this area, joined: 乌拉特中旗 海流图镇 某社区."""
    above = [code[:length] for length in (6, 9, 12, 14) if length <= len(code)]
    names = division_names(above)
    return " ".join(names[part] for part in above if part in names)


def facts_of(about: uuid.UUID) -> list[facts.Told]:
    """All facts of one record, oldest first."""
    return list(facts.log_rows("about = %s", [about]))


def facts_told(kind: type[facts.Fact], areas: Sequence[str], start: datetime, end: datetime) -> list[facts.Told]:
    """Facts of one kind in these areas, told from `start` until before `end`, oldest first."""
    if not areas:
        return []
    inside = " OR ".join(["(area >= %s AND area < %s)"] * len(areas))
    bounds = [bound for code in areas for bound in (code, str(int(code) + 1))]
    return list(facts.log_rows(f"kind = %s AND ({inside}) AND at >= %s AND at < %s", [kind.kind, *bounds, start, end]))


def account_names(ids: Iterable[uuid.UUID | None]) -> Mapping[uuid.UUID, str]:
    """Names by account id. One query."""
    return dict(Account.objects.filter(pk__in={one for one in ids if one}).values_list("pk", "name"))


def accounts_with_role(role: str, on: date) -> list[Account]:
    """Accounts that hold a role on a day, by name."""
    holders = Grant.objects.filter(role_id=role, valid_from__lte=on).exclude(valid_to__lt=on)
    return list(Account.objects.filter(pk__in=holders.values("account_id"), is_active=True).order_by("name"))


def readings_of(about: uuid.UUID, most: int = 100) -> list[Reading]:
    """Who read this person's data, newest first."""
    return list(Reading.objects.filter(about=about).order_by("-at")[:most])


def actors_by_login(on: date) -> Mapping[str, rights.Actor]:
    """Every account with what it holds on a day, by login (for plays and commands, not for pages)."""
    return {
        account.login: rights.actor_of(account.pk, account.name, on)
        for account in Account.objects.filter(is_active=True).order_by("login")
    }
