"""Jobs of dispatch: who has not been found by himself is looked for."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from minsheng.dispatch import operations
from minsheng.foundation import queue

log = logging.getLogger(__name__)


@app.periodic(cron="*/15 * * * *")
@app.task(name="dispatch.push", queueing_lock="dispatch.push")
def push(timestamp: int) -> None:
    """Every quarter of an hour: offer what nobody has claimed, free what timed out."""
    del timestamp
    if made := operations.push_unclaimed(at=timezone.now()):
        log.info("%s offers made for tasks that nobody had claimed", made)


@app.periodic(cron="5,35 * * * *")
@app.task(name="dispatch.remind_of_confirmations", queueing_lock="dispatch.remind_of_confirmations")
def remind_of_confirmations(timestamp: int) -> None:
    """Every half hour: remind whom the ladders name of help that the served side has not confirmed."""
    del timestamp
    if given := operations.remind_of_confirmations(at=timezone.now()):
        log.info("%s reminders of help that nobody has confirmed", given)


@queue.nightly("dispatch.forget_left_claims")
def forget_left_claims() -> None:
    """Delete who did not go, once no record of his can arrive any more."""
    if gone := operations.forget_left_claims(at=timezone.now()):
        log.info("%s places of tasks that somebody had left are forgotten", gone)


@queue.nightly("dispatch.forget_who_did_not_come")
def forget_who_did_not_come() -> None:
    """Delete who had a place of a study and did not come, a month after it."""
    if gone := operations.forget_who_did_not_come(at=timezone.now()):
        log.info("%s places of studies were tidied away", gone)


@queue.nightly("dispatch.forget_phoned_words")
def forget_phoned_words() -> None:
    """Delete what helpers said by phone, a year after."""
    if gone := operations.forget_phoned_words(at=timezone.now()):
        log.info("%s things that helpers said by phone are forgotten", gone)


@queue.nightly("dispatch.forget_tried")
def forget_tried() -> None:
    """Delete files of phones that a desk tried and never took in."""
    if gone := operations.forget_tried(at=timezone.now()):
        log.info("%s tried files are forgotten", gone)


@app.periodic(cron="20 5 * * *")
@app.task(name="dispatch.plan_recurring", queueing_lock="dispatch.plan_recurring")
def plan_recurring(timestamp: int) -> None:
    """Every morning: put the recurring visits of the coming days into the pool."""
    del timestamp
    if made := operations.plan_recurring(at=timezone.now()):
        log.info("%s tasks made for recurring visits", made)
