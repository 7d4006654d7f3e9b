"""Jobs of cases: learning at night, imports that were confirmed, what imports must forget."""

from __future__ import annotations

import logging
import secrets
import uuid

from django.utils import timezone
from procrastinate.contrib.django import app

from minsheng.cases import operations
from minsheng.foundation import queue, texting

log = logging.getLogger(__name__)


@app.periodic(cron="15 * * * *")
@app.task(name="cases.count_limits", queueing_lock="cases.count_limits")
def count_limits(timestamp: int) -> None:
    """Count the limits that waited for the calendar of a year, every hour: the administrator may just have set it."""
    del timestamp
    if counted := operations.count_open_limits(at=timezone.now()):
        log.info("%s limits counted that had waited for the calendar", counted)


@app.periodic(cron="*/10 * * * *")
@app.task(name="cases.remind", queueing_lock="cases.remind")
def remind(timestamp: int) -> None:
    """Remind whom the ladders name, every ten minutes."""
    del timestamp
    if given := operations.remind(at=timezone.now()):
        log.info("%s reminders and notices given", given)


@app.periodic(cron="30 2 * * *")
@app.task(name="cases.train", queueing_lock="cases.train")
def train(timestamp: int) -> None:
    """Learn the categories anew, every night; with too little to learn from, the words go on deciding."""
    del timestamp
    from minsheng.cases.operations import training  # noqa: PLC0415 - loads scikit-learn, which web workers do without

    try:
        made = training.train_model(by=None, at=timezone.now())
    except training.TooLittle as problem:
        log.info("no model trained: %s", problem)
    else:
        log.info("training: %s", made.decision if made else "another one is under way")


@queue.job(operations.IMPORT_JOB)
def import_messages(*, run: str) -> None:
    """Open the next rows of an import; the operation puts the job for those after them."""
    operations.import_chunk(run_id=uuid.UUID(run), at=timezone.now())


@queue.nightly("cases.forget_imports")
def forget_imports() -> None:
    """What people uploaded does not stay longer than it is needed."""
    operations.forget_imports(at=timezone.now())


@queue.nightly("cases.delete_what_was_kept_long_enough")
def delete_what_was_kept_long_enough() -> None:
    """What is personal in ended cases does not stay longer than the banner has said."""
    operations.delete_what_was_kept_long_enough(at=timezone.now())


@queue.nightly("cases.draw_samples")
def draw_samples() -> None:
    """Which of the small matters are asked about is drawn every night; the seed stays with the sample."""
    operations.draw_samples(seed=secrets.randbelow(2**31), at=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.send_texts", queueing_lock="cases.send_texts")
def send_texts(timestamp: int) -> None:
    """Send the texts that are due, every five minutes; nothing where this installation sends none."""
    del timestamp
    found = texting.sender()
    if found is not None:
        operations.queue_reminders(at=timezone.now())
        operations.send_texts(sender=found, at=timezone.now())


@queue.nightly("cases.forget_payment_difficulties")
def forget_payment_difficulties() -> None:
    """What an outlet noted of somebody's difficulties does not stay longer than it may."""
    operations.forget_expired_difficulties(at=timezone.now())


@queue.nightly("cases.release_voices")
def release_voices() -> None:
    """What employees said without a name is released at night, several at once and in no order."""
    operations.release_voices(at=timezone.now())
