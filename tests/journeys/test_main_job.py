"""Flow 1 in a real browser: a call becomes a result that another person has verified and the caller was told."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.conftest import Visit


@pytest.mark.parametrize(("width", "tail"), [(1280, "1001"), (390, "1002")], ids=["desktop", "phone"])
def test_call_becomes_verified_result(visit: Visit, width: int, tail: str) -> None:
    operator = visit("operator1", width=width)
    opened = steps.take_call(operator, tail)
    expect(operator.get_by_text("出行不便")).to_be_visible()

    bank = visit("bank1", width=width)
    code = steps.set_appointment(bank, opened)
    steps.say_code(bank, opened, "0000" if code != "0000" else "1111")
    expect(bank.get_by_text("口令不符：此次上门无效").first).to_be_visible()
    code = steps.set_appointment(bank, opened)  # a wrong code makes the visit void
    steps.say_code(bank, opened, code)
    expect(bank.get_by_text("口令已核对").first).to_be_visible()
    steps.deliver(bank, opened)
    expect(bank.get_by_text("已办理，待核实").first).to_be_visible()
    expect(bank.get_by_role("link", name="回访核实")).to_have_count(0)

    steps.verify(visit("verifier1", width=width), opened)
    steps.tell(operator, opened)

    caller = visit(width=width)
    steps.look_up_status(caller, opened)
    expect(caller.get_by_role("main")).to_contain_text("已办结")
    expect(caller.get_by_role("main")).to_contain_text("已告知结果")
    expect(caller.get_by_role("main")).not_to_contain_text("郭长有")

    operator.goto(opened.path)
    expect(operator.get_by_text("出行不便")).to_have_count(0)
