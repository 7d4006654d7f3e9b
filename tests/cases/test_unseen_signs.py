"""Signs without a picture: they come in with what is pasted, or because somebody wants a line to read differently."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from minsheng.cases.models import Voice
from minsheng.foundation import sheets
from tests.factories.systems import new_case, system

pytestmark = [pytest.mark.usefixtures("clock")]


def test_signs_that_turn_the_direction_come_through_no_door(db: None, now: datetime) -> None:
    """A name with one in it would turn the rest of a line, so that somebody else seems to have done something."""
    turned = "王\u202e红\u2066\u200b"
    page = {
        "words": f"路灯坏了半个月{turned}",
        "area": "150824100001",
        "caller_name": turned,
        "caller_phone": "13800138000",
    }
    assert Client().post("/voice/", page).status_code == 302
    peer = system(now, "cases.take_voice")
    assert peer.post("/cases", new_case(now, words=f"路灯坏了{turned}", caller_name=turned)).status_code == 201
    asked = {"api_key": peer.key, "service_code": "city.parks", "description": f"秋千坏了{turned}", "last_name": turned}
    assert Client().post("/open311/v2/requests.json", {**asked, "address_id": "150824100001"}).status_code == 200
    voices = Voice.objects.filter(caller_name="王红")
    assert sorted(one.words for one in voices) == ["秋千坏了王红", "路灯坏了半个月王红", "路灯坏了王红"]
    only = Client().post("/voice/", {**page, "words": "\u202e\u200b"})
    assert only.status_code == 422
    (row,) = sheets.read(f"姓名\n{turned}".encode(), [sheets.Column(key="name", title="姓名")]).rows
    assert row.cells == ("王红",)
