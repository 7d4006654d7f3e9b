"""Connected systems on pages: connect one, make a key that is shown once, take it back, end the connection."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from minsheng.foundation import operations
from minsheng.foundation.models import Client as System
from minsheng.foundation.models import Token
from tests.factories import cases

pytestmark = [pytest.mark.usefixtures("clock")]
Browser = Callable[[str], Client]


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "client_id": str(uuid.uuid4()),
        "name": "12345热线平台",
        "code": "hotline",
        "area": "150824",
        "scopes": ["cases.read", "cases.take_voice"],
        "speaks_for": "",
        "per_minute": "60",
        **changes,
    }


def answers(key: str) -> int:
    return Client().get("/api/v1/cases", headers={"Authorization": f"Bearer {key}"}).status_code


def test_a_system_is_connected_gets_a_key_and_loses_it(as_person: Browser, now: datetime) -> None:
    admin = as_person("admin1")
    assert "还没有接入别的系统" in admin.get("/systems/").content.decode()
    response = admin.post("/systems/new/", filled())
    system = System.objects.get(code="hotline")
    assert response.headers["Location"] == f"/systems/{system.pk}/"
    assert (system.areas, system.per_minute, system.account.name) == (["150824"], 60, "12345热线平台")
    shown = admin.post(f"/systems/{system.pk}/key/", {"days": "30"})
    key = re.findall(r"ms_[0-9a-f]{8}_[\w-]{43}", shown.content.decode())[0]
    assert "no-store" in shown.headers["Cache-Control"]
    assert answers(key) == 200
    page = admin.get(f"/systems/{system.pk}/").content.decode()
    token = Token.objects.get()
    assert key not in page
    assert f"ms_{token.start}_…" in page
    assert "12345热线平台" in admin.get("/systems/").content.decode()
    admin.post(f"/systems/{system.pk}/keys/{token.pk}/revoke/", {"client_id": str(uuid.uuid4())})
    assert answers(key) == 401
    other = admin.post(f"/systems/{system.pk}/key/", {"days": "30"}).content.decode()
    key = re.findall(r"ms_[0-9a-f]{8}_[\w-]{43}", other)[0]
    assert answers(key) == 200
    admin.post(f"/systems/{system.pk}/end/", {"client_id": str(uuid.uuid4())})
    assert answers(key) == 401
    assert admin.post(f"/systems/{system.pk}/key/", {"days": "30"}).status_code == 422


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"scopes": []}, "必填"),
        ({"scopes": ["cases.verify"]}, "“可以做什么”里没有这一项"),
        ({"scopes": ["cases.deliver"]}, "要先选择这个系统代表哪个单位"),
        ({"code": "Hot line"}, "只能用小写字母"),
        ({"area": "150422"}, "150422"),
        ({"per_minute": "0"}, "1"),
    ],
)
def test_what_does_not_fit_is_said_and_connects_nothing(
    as_person: Browser, changes: dict[str, Any], sentence: str
) -> None:
    response = as_person("admin1").post("/systems/new/", filled(**changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not System.objects.exists()


def test_what_is_on_its_way_is_shown_and_the_secret_is_renewed(as_person: Browser, people: Any, now: datetime) -> None:
    admin = as_person("admin1")
    admin.post("/systems/new/", filled())
    system = System.objects.get(code="hotline")
    address = f"/systems/{system.pk}/"
    secret = re.compile(r'id="key" translate="no">([\w-]{43})<')
    first = secret.findall(admin.post(f"{address}subscribe/", {"url": "http://127.0.0.1:9/"}).content.decode())
    case = cases.heard(people, now)
    subscription = system.subscriptions.get()
    operations.send_facts(subscription_id=subscription.pk, about=case.pk, at=now)
    page = admin.get(address).content.decode()
    assert "ConnectionRefusedError" in page
    assert "会自动再发的通知：" in page
    shown = admin.post(f"{address}secret/", {"client_id": str(uuid.uuid4())})
    assert "no-store" in shown.headers["Cache-Control"]
    (renewed,) = secret.findall(shown.content.decode())
    assert [renewed] != first
    assert "再换一个" in shown.content.decode()
    admin.post(f"{address}unsubscribe/", {"client_id": str(uuid.uuid4())})
    assert admin.post(f"{address}secret/", {"client_id": str(uuid.uuid4())}).status_code == 422


def test_a_code_is_given_once(as_person: Browser) -> None:
    admin = as_person("admin1")
    admin.post("/systems/new/", filled())
    assert "已经用过" in admin.post("/systems/new/", filled()).content.decode()
    assert System.objects.count() == 1
