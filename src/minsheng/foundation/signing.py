"""Who is signed in, in one query: the session, its account, what it holds today, which editions of kept data stand."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from functools import lru_cache

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, JSONField, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from minsheng.foundation import rights, statements
from minsheng.foundation.models import Account, Grant

EDITIONS = RawSQL("SELECT jsonb_object_agg(name, number) FROM foundation_edition", [], output_field=JSONField())
COLUMNS = [field.attname for field in Account._meta.concrete_fields]  # noqa: SLF001 - Django's documented way to fields
ANNOTATED = ("held", "editions", "session_data")
NO_DAY, NOBODY, NO_KEY = date(1, 1, 1), uuid.UUID(int=0), "-"
"""Stand in the statements for the day, the account and the session that are asked for."""
_brought: ContextVar[Account | None] = ContextVar("brought", default=None)


class SignedInMiddleware(AuthenticationMiddleware):
    """Django's own, which finds the account of a session; here it was read together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _signed_in(request))  # type: ignore[assignment]


def _signed_in(request: HttpRequest) -> object:
    """What Django finds: with the account that came with this session, if it is the one that the session names."""
    request.session.get(SESSION_KEY)  # reads the session, where nobody has yet
    token = _brought.set(getattr(request.session, "account", None))
    try:
        return get_user(request)
    finally:
        _brought.reset(token)


class AccountBackend(ModelBackend):
    """Django's own sign-in by login and password; `get_user` brings along what every request needs."""

    def get_user(self, user_id: uuid.UUID) -> Account | None:
        """The account with `held` (its grants as of today) and `editions`; None where it may not sign in."""
        account = _brought.get()
        if account is None or account.pk != user_id:
            account = _found(_of_account(), {NO_DAY: timezone.localdate(), NOBODY: user_id})
        return account if account is not None and self.user_can_authenticate(account) else None


def account_of_session(key: str) -> Account | None:
    """The account of an open session, with `held`, `editions` and the session's `session_data`; None for nobody's."""
    return _found(_of_session(), {NO_DAY: timezone.localdate(), NO_KEY: key, statements.NO_TIME: timezone.now()})


def _found(statement: statements.Statement, asked: Mapping[object, object]) -> Account | None:
    row = next(iter(statements.rows(statement, asked, is_planned_once=True)), None)
    if row is None:
        return None
    account = Account.from_db("default", COLUMNS, row[: len(COLUMNS)])
    more = dict(zip(ANNOTATED, row[len(COLUMNS) :], strict=False))  # as they come from the database
    vars(account).update(more, held=[json.loads(one) for one in more["held"]], editions=json.loads(more["editions"]))
    return account


@lru_cache(maxsize=1)
def _of_account() -> statements.Statement:
    return statements.written(_accounts().filter(pk=NOBODY))


@lru_cache(maxsize=1)
def _of_session() -> statements.Statement:
    found = _accounts().filter(open_sessions__session_key=NO_KEY, open_sessions__expire_date__gt=statements.NO_TIME)
    return statements.written(found.annotate(session_data=F("open_sessions__session_data")))


def _accounts() -> QuerySet[Account]:
    """Statements of this are written once: every request of somebody signed in begins with one.

    Django writes them anew each time otherwise, which cost more than PostgreSQL needs to answer them.
    """
    grants = Grant.objects.filter(rights.in_force(NO_DAY), account_id=OuterRef("pk"))
    held = grants.order_by("area_id", "role_id").values(
        one=JSONObject(role="role_id", area="area_id", permissions="role__permissions")
    )
    return Account.objects.annotate(held=ArraySubquery(held), editions=EDITIONS)
