"""Jobs of cases."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

log = logging.getLogger(__name__)


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
