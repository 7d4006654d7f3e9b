"""Choosing what one's own work list shows. It changes nothing of any case, so no fact is told."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from minsheng.cases import queries, rules
from minsheng.cases.models import ListColumns, SavedFilter
from minsheng.foundation import ids, rights, writing

MOST_FILTERS = 12


@writing.operation
def keep_filter(*, chosen: queries.Filter, by: rights.Actor, at: datetime) -> SavedFilter:
    """Keep a filter, once. The words that were searched for are not kept, and nobody gives it a name: it is called by
    its conditions, so that nothing personal can stand in it.

    Raises `Refused`, `ValueError` without another condition than words and for more than `MOST_FILTERS`.
    """
    queries.require_list(by)
    query = queries.kept_query(chosen)
    if not query:
        raise ValueError("查找的字词不保存（可能是人名）。请先选状态、地区或类别，再保存。")
    SavedFilter.objects.filter(account=by.id, dropped_at__lte=at - queries.TAKEN_BACK_WITHIN).delete()
    kept = SavedFilter.objects.filter(account=by.id, dropped_at=None).exclude(query=query)
    if kept.count() >= MOST_FILTERS:
        raise ValueError(f"最多保存{MOST_FILTERS}个条件。请先删去用不着的。")
    values = {"kept_at": at, "dropped_at": None}
    found, _ = SavedFilter.objects.update_or_create(
        account_id=by.id, query=query, defaults=values, create_defaults={**values, "id": ids.new_id(at)}
    )
    return found


@writing.operation
def drop_filter(*, filter_id: uuid.UUID, by: rights.Actor, at: datetime) -> SavedFilter:
    """Drop one of one's own filters; it can be taken back for a day. Raises `Unseen`."""
    return _set_dropped(filter_id, by, at)


@writing.operation
def restore_filter(*, filter_id: uuid.UUID, by: rights.Actor) -> SavedFilter:
    """Take back a filter that was dropped. Raises `Unseen`, `NotNow` where there are `MOST_FILTERS` others by now."""
    if SavedFilter.objects.filter(account=by.id, dropped_at=None).exclude(pk=filter_id).count() >= MOST_FILTERS:
        raise rules.NotNow(f"最多保存{MOST_FILTERS}个条件。请先删去用不着的，再撤销删除。")
    return _set_dropped(filter_id, by, None)


def _set_dropped(filter_id: uuid.UUID, by: rights.Actor, at: datetime | None) -> SavedFilter:
    found = SavedFilter.objects.select_for_update().filter(pk=filter_id, account=by.id).first()
    if found is None:
        raise rights.Unseen("没有这个条件，或不是您自己的。")
    found.dropped_at = at
    found.save(update_fields=["dropped_at"])
    return found


def forget_filters(*, account_id: uuid.UUID) -> None:
    """Delete every filter of an account that is closed. Called in the transaction that closes it."""
    SavedFilter.objects.filter(account=account_id).delete()


@writing.operation
def choose_columns(*, columns: Sequence[str], by: rights.Actor) -> tuple[str, ...]:
    """Choose which columns one's own list has beside what the matter is, in their order. Raises `Refused`, `ValueError`."""
    queries.require_list(by)
    if set(columns) - set(rules.LIST_COLUMNS):
        raise ValueError("没有这一列。请从列表中选择。")
    chosen = tuple(dict.fromkeys(columns))
    ListColumns.objects.update_or_create(account_id=by.id, defaults={"columns": list(chosen)})
    return chosen
