"""Who is signed in, in one query: the account, what it holds today, and which editions of kept data stand."""

from __future__ import annotations

import json
import uuid
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import JSONField, OuterRef
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils import timezone

from minsheng.foundation import rights
from minsheng.foundation.models import Account, Grant

EDITIONS = RawSQL("SELECT jsonb_object_agg(name, number) FROM foundation_edition", [], output_field=JSONField())


NO_DAY, NOBODY = date(1, 1, 1), uuid.UUID(int=0)
"""Stand in the statement for the day and the account that are asked for."""


class AccountBackend(ModelBackend):
    """Django's own sign-in by login and password; `get_user` brings along what every request needs."""

    def get_user(self, user_id: uuid.UUID) -> Account | None:
        """The account with `held` (its grants as of today) and `editions`; None where it may not sign in."""
        sql, values = _statement()
        asked = {NO_DAY: timezone.localdate(), NOBODY: user_id}
        account = next(iter(Account.objects.raw(sql, [asked.get(one, one) for one in values])), None)
        if account is None or not self.user_can_authenticate(account):
            return None
        told = vars(account)  # annotations, which `raw` gives as they came from the database
        told.update(held=[json.loads(one) for one in told["held"]], editions=json.loads(told["editions"]))
        return account


@lru_cache(maxsize=1)
def _statement() -> tuple[str, tuple[Any, ...]]:
    """The statement of `get_user`, written once: every request of somebody signed in begins with it.

    Django writes it anew each time otherwise, which cost more than PostgreSQL needs to answer it.
    """
    grants = Grant.objects.filter(rights.in_force(NO_DAY), account_id=OuterRef("pk"))
    held = grants.order_by("area_id", "role_id").values(
        one=JSONObject(role="role_id", area="area_id", permissions="role__permissions")
    )
    found = Account.objects.annotate(held=ArraySubquery(held), editions=EDITIONS).filter(pk=NOBODY)
    sql, values = found.query.sql_with_params()
    return sql, tuple(values)
