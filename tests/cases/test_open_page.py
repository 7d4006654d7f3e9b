"""The open page takes what people write and not what programs send, and counts so that nobody is found by it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from minsheng.cases import rules
from minsheng.cases.models import Guess, Voice
from tests.conftest import NOW

VOICE = {"area": "150824100001", "caller_phone": "13800138000"}


def said(words: str, address: str = "203.0.113.7") -> Any:
    return Client(REMOTE_ADDR=address).post("/voice/", {**VOICE, "words": words})


def test_a_program_is_stopped_and_everybody_else_is_heard(
    db: None, clock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "VOICES_OF_AN_ADDRESS", 2)
    monkeypatch.setattr(rules, "VOICES_OF_ALL", 4)
    assert [said(f"路灯坏了，第{number}盏").status_code for number in (1, 2)] == [302, 302]
    refused = said("路灯坏了，第3盏")
    assert refused.status_code == 429
    assert "请打电话说" in refused.content.decode()
    assert "路灯坏了，第3盏" in refused.content.decode(), "what was written is not lost"
    assert said("短", "203.0.113.8").status_code in {302, 422}
    assert said("水管漏水两天了", "203.0.113.9").status_code == 302
    for address in ("203.0.113.10", "203.0.113.11"):
        last = said("井盖不见了，晚上危险", address).status_code
    assert last == 429, "from many addresses together too"
    taken = Voice.objects.filter(channel="web").count()
    assert Guess.objects.count() == taken == 4, "what was refused is neither kept nor counted"
    assert {one.at for one in Guess.objects.all()} == {NOW.replace(minute=0, second=0, microsecond=0)}, "no minute"
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert said("路灯坏了，第3盏").status_code == 302
