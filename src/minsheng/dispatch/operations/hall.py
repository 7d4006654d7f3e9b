"""Shifts in a hall, each with an armband; visitors are taken one at a time, and nobody is asked who he is."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from minsheng.dispatch import queries, rules
from minsheng.dispatch.facts import ShiftGivenBack, ShiftTaken, VisitorHelped
from minsheng.dispatch.models import Guidance, HallShift
from minsheng.dispatch.operations import resting
from minsheng.dispatch.rules import hall as hall_rules
from minsheng.foundation import facts, ids, rights, writing
from minsheng.foundation.units import Minutes

LONGEST = timedelta(hours=8)
OFF_DUTY = "您现在没有在岗。到了班次时间再来；还没有班次，先报一个。"
TRIES = 5


@writing.operation
def take_shift(
    *, hall_id: uuid.UUID, begins_at: datetime, ends_at: datetime, by: rights.Actor, at: datetime
) -> HallShift:
    """A guide takes a shift in a hall and gets the lowest armband that nobody wears then.

    Raises `Refused`, `ValueError` for hours that cannot be, `NotNow` where he is on duty elsewhere or all are worn.
    """
    area = queries.hall_area(hall_id, by)
    if not at < begins_at < ends_at or ends_at - begins_at > LONGEST:
        raise ValueError("班次要在现在之后，结束晚于开始，一班最多8小时。请改时间。")
    overlapping = HallShift.objects.filter(given_back_at=None, begins_at__lt=ends_at, ends_at__gt=begins_at)
    for _ in range(TRIES):
        if overlapping.filter(guide=by.id).exists():
            raise rules.NotNow("您这段时间已经有班次了。要换，先退掉原来的。")
        resting.require_fit_for_duty(by.id, begins_at, ends_at)
        armband = hall_rules.free_armband(set(overlapping.filter(hall=hall_id).values_list("armband", flat=True)))
        if armband is None:
            raise rules.NotNow("这段时间的袖标都有人戴了。请换个时间。")
        try:
            with transaction.atomic():
                made = HallShift.objects.create(
                    id=ids.new_id(at),
                    hall_id=hall_id,
                    guide_id=by.id,
                    armband=armband,
                    begins_at=begins_at,
                    ends_at=ends_at,
                )
        except IntegrityError:  # somebody else took this armband at the same moment: the next free one
            continue
        told = ShiftTaken(about=made.pk, area=facts.Code(area), armband=armband)
        facts.tell(told, by=by.id, at=at)
        return made
    raise rules.NotNow("刚才报名的人很多，没有排上。请再点一次。")


@writing.operation
def give_shift_back(*, shift_id: uuid.UUID, by: rights.Actor, at: datetime) -> None:
    """A guide gives a shift back; nobody asks why, the fact does not name him. Raises `Unseen`, `NotNow`."""
    queries.own_shift(shift_id, by)
    shift = HallShift.objects.select_for_update(of=("self",)).select_related("hall").get(pk=shift_id)
    if shift.visitors.filter(ended_at=None).exists():
        raise rules.NotNow("您正在接待一位来访的人。请先送走，再退班。")
    if shift.given_back_at is None and shift.ends_at > at:
        shift.given_back_at = at
        shift.save(update_fields=["given_back_at"])
        facts.tell(ShiftGivenBack(about=shift.pk, area=facts.Code(shift.hall.area_id)), by=None, at=at)


def _on_duty(by: rights.Actor, at: datetime, *, is_last: bool = False) -> HallShift:
    """`is_last`: for the visitor whom he still has when his shift is over."""
    found = queries.on_duty(by, at)
    if found is None or (found.shift.ends_at <= at and not is_last):
        raise rights.Refused(OFF_DUTY)
    return HallShift.objects.select_for_update(of=("self",)).select_related("hall").get(pk=found.shift.pk)


@writing.operation
def note_visitor(*, by: rights.Actor, at: datetime) -> Guidance:
    """Somebody came into the hall where the guide is on duty, and waits. Raises `Refused` for who is not on duty."""
    shift = _on_duty(by, at)
    return Guidance.objects.create(id=ids.new_id(at), hall_id=shift.hall_id, arrived_at=at)


@writing.operation
def take_visitor(*, by: rights.Actor, at: datetime) -> Guidance:
    """The guide takes who has waited longest; who has a visitor already keeps him.

    Two guides at once take two visitors. Raises `NotNow` where nobody waits, `Refused` for who is not on duty.
    """
    shift = _on_duty(by, at)
    held = shift.visitors.filter(ended_at=None).first()
    if held is not None:
        return held
    visitor = queries.waiting_in([shift.hall_id], at).select_for_update(skip_locked=True).first()
    if visitor is None:
        raise rules.NotNow("现在没有人在等。有人来了，先点“有人来了”。")
    visitor.shift, visitor.began_at = shift, at
    visitor.save(update_fields=["shift", "began_at"])
    return visitor


@writing.operation
def end_visitor(*, by: rights.Actor, at: datetime) -> Guidance:
    """The guide's visitor has been helped; wait and help are computed. Raises as `take_visitor`."""
    shift = _on_duty(by, at, is_last=True)
    visitor = shift.visitors.select_for_update().filter(ended_at=None).first()
    if visitor is None or visitor.began_at is None:
        raise rules.NotNow("您手里没有来访的人。")
    visitor.ended_at = at
    visitor.save(update_fields=["ended_at"])
    told = VisitorHelped(
        about=visitor.pk,
        area=facts.Code(shift.hall.area_id),
        waited=Minutes((visitor.began_at - visitor.arrived_at) // hall_rules.MINUTE),
        took=Minutes((at - visitor.began_at) // hall_rules.MINUTE),
    )
    facts.tell(told, by=by.id, at=at)
    return visitor


@writing.operation
def note_left(*, by: rights.Actor, at: datetime) -> None:
    """Who has waited longest went away again. Raises `NotNow` where nobody waits, `Refused` for who is not on duty."""
    shift = _on_duty(by, at)
    visitor = queries.waiting_in([shift.hall_id], at).select_for_update(skip_locked=True).first()
    if visitor is None:
        raise rules.NotNow("现在没有人在等。")
    visitor.left_at = at
    visitor.save(update_fields=["left_at"])
