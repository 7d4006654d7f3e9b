"""Who is signed in, in one query: the account, what it holds today, and which editions of kept data stand."""

from __future__ import annotations

import uuid

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import JSONField, OuterRef
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils import timezone

from minsheng.foundation import rights
from minsheng.foundation.models import Account, Grant

EDITIONS = RawSQL("SELECT jsonb_object_agg(name, number) FROM foundation_edition", [], output_field=JSONField())


class AccountBackend(ModelBackend):
    """Django's own sign-in by login and password; `get_user` brings along what every request needs."""

    def get_user(self, user_id: uuid.UUID) -> Account | None:
        """The account with `held` (its grants as of today) and `editions`; None where it may not sign in."""
        grants = Grant.objects.filter(rights.in_force(timezone.localdate()), account_id=OuterRef("pk"))
        held = grants.order_by("area_id", "role_id").values(
            one=JSONObject(role="role_id", area="area_id", permissions="role__permissions")
        )
        account = Account.objects.annotate(held=ArraySubquery(held), editions=EDITIONS).filter(pk=user_id).first()
        return account if account is not None and self.user_can_authenticate(account) else None
