"""Connected systems with their keys, and how they ask."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.test import Client

from minsheng.foundation import operations, rights
from minsheng.foundation.scopes import SCOPES

BANNER = "150824"
TOWN = "150824100001"


@dataclass
class System:
    """Another system that holds a key."""

    key: str
    id: uuid.UUID
    browser: Client = field(default_factory=Client)

    def get(self, path: str, wanted: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.browser.get(f"/api/v1{path}", wanted, headers={**self.bearer, **headers})

    def post(self, path: str, told: object = None, client_id: uuid.UUID | None = None) -> Any:
        return self.browser.post(
            f"/api/v1{path}",
            json.dumps(told),
            content_type="application/json",
            headers={**self.bearer, "Idempotency-Key": str(client_id or uuid.uuid4())},
        )

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


def manager(area: str = BANNER) -> rights.Actor:
    """Somebody who connects systems in an area."""
    account = operations.set_account(login=f"manager-{area}", name="接入管理员", hashed="!")
    return rights.Actor(account, "接入管理员", (rights.Held("admin", area, frozenset({"foundation.manage_clients"})),))


def system(at: datetime, *scopes: str, area: str = BANNER, code: str = "hotline", **more: Any) -> System:
    """A connected system with these scopes (all of them that need no organisation, where none is named)."""
    by = manager(area)
    chosen = scopes or ("catalogue.look_up", "registry.look_up", "cases.read", "cases.take_voice")
    assert set(chosen) <= set(SCOPES)
    wanted = operations.NewClient(code=code, name="热线平台", areas=(area,), scopes=chosen, **more)
    added = operations.add_client(client=wanted, by=by, at=at)
    return System(operations.make_token(client_id=added.pk, days=30, by=by, at=at), added.pk)


def new_case(at: datetime, **changes: Any) -> dict[str, Any]:
    """A voice as another system passes it on."""
    return {
        "words": "村里要盖房子，不知道找谁批宅基地",
        "area": TOWN,
        "channel": "phone",
        "heard_at": at.isoformat(),
        "source_number": "LY-1",
        "caller_name": "来话人",
        "caller_phone": "0478-5561234",
        **changes,
    }
