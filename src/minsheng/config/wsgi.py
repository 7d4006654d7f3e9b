"""The door for the web server (granian, WSGI)."""

import gc
import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minsheng.config.settings")
application = get_wsgi_application()


OBJECTS_BEFORE_A_LOOK = 5_000
"""New ones, before the collector looks for those that hold each other: a page makes some hundreds and lets them go."""


def _keep_beforehand() -> None:
    """Read the pages and what is kept in memory before anybody calls: the first caller waits no longer than others.

    A database that does not answer yet is no reason not to start: what is missing is read when it is asked for.
    """
    from django.db import DatabaseError, connections
    from django.urls import resolve

    from minsheng.foundation import operations, queries
    from minsheng.registry import queries as registry

    resolve("/healthz")  # reads every page's module: seconds that the first caller of a process would wait
    try:
        queries.work_calendar()
        queries.divisions()
        registry.organisations()
        operations.subscriptions()
    except DatabaseError as problem:
        logging.getLogger(__name__).warning("nothing is kept beforehand: %s", problem)
    finally:
        connections.close_all()


_keep_beforehand()
gc.collect()
gc.set_threshold(OBJECTS_BEFORE_A_LOOK, 10, 10)
gc.freeze()  # what has been read stays; looking through 400 000 objects again, everybody would wait a quarter second
