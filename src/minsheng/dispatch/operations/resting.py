"""Nobody takes more than he can stand: rest between visits, a day's most, duties that do not add up to a long one.

It holds for what helpers claim themselves too: volunteers are often asked by those they work for, and "he chose it" is said
of whoever could not say no.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import connection

from minsheng.dispatch import queries, rules
from minsheng.dispatch.models import HelpTask
from minsheng.dispatch.rules.resting import Window, day_is_full, is_too_long, too_near
from minsheng.foundation import worktime


def _in_turn(helper: uuid.UUID) -> None:
    """What one helper takes at once is looked at one after the other, to the end of each transaction; nobody else waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7301520))", [str(helper)])


def require_rest(helper: uuid.UUID, task: HelpTask) -> None:
    """Raise `NotNow`, with what stands in the way, where a task leaves its helper no rest. One without a time does not."""
    if task.window_start is None or task.window_end is None:
        return
    _in_turn(helper)
    push = queries.push_rule(task.area_id)
    wanted, rest = Window(task.window_start, task.window_end, task.area_id), timedelta(minutes=push.rest_minutes)
    visits = queries.visits_near([helper], wanted, rest).get(helper, [])
    if day_is_full(wanted, visits, push.most_per_day):
        on = worktime.local(wanted.start)
        raise rules.NotNow(
            f"{on:%m月%d日}已经有{push.most_per_day}次上门了，一天最多这么多，要歇一歇。请选别的日子的任务。"
        )
    near = too_near(wanted, visits, rest)
    if near is not None:
        raise rules.NotNow(
            f"离“{near.title}”（{queries.when_words(near.start, near.end)}）太近了：去两个村（社区），"
            f"中间至少歇{push.rest_minutes}分钟。请选别的时间的任务，或先把那一件放回任务池。"
        )
    duty = too_near(wanted, queries.duties_near([helper], wanted.start, wanted.end).get(helper, []), rest)
    if duty is not None:
        raise rules.NotNow(
            f"这段时间要在大厅值班（{queries.when_words(duty.start, duty.end)}）。请选别的时间的任务，或先退班。"
        )


def require_fit_for_duty(helper: uuid.UUID, begins_at: datetime, ends_at: datetime) -> None:
    """Raise `NotNow` where a duty falls on a visit, or makes one that is too long with those around it."""
    _in_turn(helper)
    wanted = Window(begins_at, ends_at)
    visit = too_near(wanted, queries.visits_near([helper], wanted, timedelta()).get(helper, []), timedelta())
    if visit is not None:
        raise rules.NotNow(
            f"这段时间要上门：“{visit.title}”（{queries.when_words(visit.start, visit.end)}）。请换个时间，或先把它放回任务池。"
        )
    if is_too_long(wanted, queries.duties_around(helper, begins_at, ends_at)):
        raise rules.NotNow("连着值班一共最多8小时，再值一班之前至少歇8小时。请改时间，或先退掉另一班。")
