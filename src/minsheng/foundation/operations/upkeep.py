"""What an installation needs from time to time, so that nobody has to remember it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog

from minsheng.foundation.models import Answer, ClientMinute, KeyChallenge, OpenSession
from minsheng.foundation.operations.log import make_fact_months

MONTHS_AHEAD_DAYS = 400
ANSWER_DAYS = 30  # an outbox that was without network for 72 hours is answered as before, with much to spare
SIGN_IN_DAYS = 366  # who signed in or failed to, from where: at least six months (Cybersecurity Law, art. 21)


@dataclass(frozen=True)
class Tidied:
    """What a tidying has made and deleted, as numbers of rows."""

    months: int
    answers: int
    sessions: int
    sign_ins: int


def tidy(*, at: datetime) -> Tidied:
    """Make the log's months of more than a year ahead; delete old answers, ended sessions, old traces of signing in.

    Each part commits by itself: one that fails does not undo the others before it.
    """
    months = make_fact_months(first=at.date(), last=(at + timedelta(days=MONTHS_AHEAD_DAYS)).date())
    answers, _ = Answer.objects.filter(at__lt=at - timedelta(days=ANSWER_DAYS)).delete()
    sessions, _ = OpenSession.objects.filter(expire_date__lt=at).delete()
    KeyChallenge.objects.filter(issued_at__lt=at - timedelta(days=1)).delete()
    ClientMinute.objects.filter(minute__lt=at - timedelta(days=1)).delete()
    before = at - timedelta(days=SIGN_IN_DAYS)
    traces = (AccessAttempt, AccessFailureLog, AccessLog)
    sign_ins = sum(model.objects.filter(attempt_time__lt=before).delete()[0] for model in traces)
    return Tidied(months, answers, sessions, sign_ins)
