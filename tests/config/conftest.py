"""The world of the tests that go through every page: both areas with all their people, who have signed in."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from tests.conftest import NOW
from tests.factories.banner import Banner, banner


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Banner]:
    """Both areas with all their people, at a fixed hour: made once, as whatever a try changes is undone at once."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield banner(NOW)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cookies(world: Banner) -> dict[uuid.UUID, str]:
    """By account: the session of who has signed in."""
    held = {}
    for actor in world.actors.values():
        client = Client()
        account = get_user_model().objects.get(pk=actor.id)
        client.force_login(account, backend="minsheng.foundation.signing.AccountBackend")
        held[actor.id] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return held
