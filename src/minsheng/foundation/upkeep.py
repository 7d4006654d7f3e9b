"""How an installation is: what a monitor asks for, and what of it somebody should look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

WAITING_MINUTES = 15
UNSEALED_MINUTES = 60
HEARTBEAT_SECONDS = 60
MONTHS = 3

STATE = """
SELECT
    (SELECT count(*) FROM procrastinate_workers
      WHERE last_heartbeat > %(at)s - make_interval(secs => %(heartbeat)s)) AS workers,
    (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')) AS jobs_waiting,
    (SELECT coalesce(extract(epoch FROM %(at)s - min(coalesce(j.scheduled_at, e.at))) / 60, 0)::bigint
       FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
      WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= %(at)s)) AS job_minutes,
    (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed') AS jobs_failed,
    (SELECT count(*) FROM foundation_fact WHERE seq > s.last_seq) AS facts_unsealed,
    (SELECT coalesce(extract(epoch FROM %(at)s - min(at)) / 60, 0)::bigint
       FROM foundation_fact WHERE seq > s.last_seq) AS unsealed_minutes,
    s.number AS seals,
    (SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'foundation_fact'::regclass
        AND c.relname > 'foundation_fact_' || to_char(%(at)s AT TIME ZONE 'UTC', 'YYYY_MM')) AS months_ahead
FROM (SELECT coalesce(max(number), 0) AS number, coalesce(max(last_seq), 0) AS last_seq FROM foundation_seal) s
"""


@dataclass(frozen=True)
class State:
    """Figures of this moment.

    `workers` have given a sign of life within a minute; `job_minutes` and `unsealed_minutes` are the age of the
    oldest job that could be begun and of the oldest fact without seal; `months_ahead` are partitions of the log.
    """

    workers: int
    jobs_waiting: int
    job_minutes: int
    jobs_failed: int
    facts_unsealed: int
    unsealed_minutes: int
    seals: int
    months_ahead: int


def state(at: datetime) -> State:
    """The figures. One query."""
    with connection.cursor() as cursor:
        cursor.execute(STATE, {"at": at, "heartbeat": HEARTBEAT_SECONDS})
        return State(*cursor.fetchone())


def worries(found: State) -> list[str]:
    """What somebody should look at, each as a sentence with what to do; empty where all is well."""
    said = []
    if not found.workers:
        said.append("no worker gives a sign of life: start one (systemctl start minsheng-worker@1).")
    if found.job_minutes > WAITING_MINUTES:
        said.append(f"a job has waited for {found.job_minutes} minutes: are there workers enough?")
    if found.jobs_failed:
        said.append(f"{found.jobs_failed} jobs have failed for good: see the worker's log for why.")
    if found.unsealed_minutes > UNSEALED_MINUTES:
        said.append(f"facts have been without seal for {found.unsealed_minutes} minutes: run `minsheng seal`.")
    if found.months_ahead < MONTHS:
        said.append(f"the log has partitions for {found.months_ahead} months ahead only: run `minsheng setup`.")
    return said
