"""What was typed when one was signed out, or when the page was too old, is not lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minsheng.catalogue.models import UnclearItem
from minsheng.foundation import kept_forms, once
from minsheng.foundation.models import Account, Grant, OpenSession
from tests.conftest import NOW, PASSWORD

ASK, KEPT, SIGN_IN = "/unclear/ask/", "/sign-in/kept/", "/sign-in/"
WORDS = "两个单位都说不在自己的路段，谁也不来修。"
TOLD = {
    once.FIELD: "0190c3a2-7a5e-7000-8000-0000000000aa",
    "title": "井盖没人管",
    "evidence": WORDS,
    "area": "新忽热苏木",
    "category": "",
}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
pytestmark = pytest.mark.usefixtures("database")


def sign_in(client: Client, **more: str) -> str:
    """The address that one comes to after signing in."""
    return str(client.post(SIGN_IN, {"username": "town1", "password": PASSWORD, **more})["Location"])


def signed_out_while_typing(client: Client, **told: object) -> str:
    """The address that one comes to after signing in again."""
    sign_in(client)
    OpenSession.objects.all().delete()
    asked = client.get(client.post(ASK, {**TOLD, **told})["Location"])
    assert ("刚才填的还留着" in asked.content.decode()) == (asked.context["next"] == KEPT)
    return sign_in(client, next=asked.context["next"])


def raised() -> int:
    return UnclearItem.objects.filter(evidence=WORDS).count()


@pytest.mark.usefixtures("clock")
def test_what_was_typed_when_one_was_signed_out_is_sent_again_by_a_press(client: Client) -> None:
    assert signed_out_while_typing(client) == KEPT
    assert raised() == 0, "nothing is saved without the press"
    page = client.get(KEPT).content.decode()
    assert f'action="{ASK}"' in page
    assert WORDS in page
    for _press in ("first", "second"):
        assert client.post(ASK, dict(HIDDEN.findall(page))).status_code == 302
        assert raised() == 1


@pytest.mark.usefixtures("clock")
def test_what_was_taken_or_left_behind_waits_no_longer(client: Client) -> None:
    signed_out_while_typing(client)
    assert client.post("/sign-in/kept/elsewhere/").status_code == 404
    page = client.get(KEPT).content.decode()
    assert client.post(ASK, {**dict(HIDDEN.findall(page)), "evidence": ""}).status_code == 422
    assert kept_forms.KEPT in client.session, "it was not taken"
    assert client.post(ASK, dict(HIDDEN.findall(page))).status_code == 302
    assert kept_forms.KEPT not in client.session
    assert "没有等着提交的内容" in client.get(KEPT).content.decode()
    signed_out_while_typing(client)
    client.post("/sign-out/")
    sign_in(client)
    assert WORDS not in client.get(KEPT).content.decode()


@pytest.mark.usefixtures("clock")
def test_what_was_typed_stands_on_the_page_that_refuses(client: Client) -> None:
    sign_in(client)
    Grant.objects.all().delete()
    refused = client.post(ASK, {**TOLD, "password": ""})
    assert refused.status_code == 403
    assert WORDS not in refused.content.decode(), "nothing of a form with a password"
    page = client.post(ASK, {**TOLD, "evidence": f"<b>{WORDS}"}).content.decode()
    assert f"&lt;b&gt;{WORDS}" in page
    assert TOLD[once.FIELD] not in page
    Account.objects.update(is_active=False)
    assert client.post(ASK, TOLD).status_code == 302, "a closed account is signed out: it waits under seal"
    assert raised() == 0


@pytest.mark.usefixtures("clock")
def test_what_waits_is_sealed_and_can_be_dropped(client: Client) -> None:
    signed_out_while_typing(client)
    assert WORDS not in str(dict(client.session.items()))
    assert client.post(KEPT).status_code == 302
    assert "没有等着提交的内容" in client.get(KEPT).content.decode()


def test_what_waits_too_long_is_gone(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        signed_out_while_typing(client)
    with time_machine.travel(NOW + kept_forms.LONGEST + timedelta(seconds=1), tick=False):
        assert WORDS not in client.get(KEPT).content.decode()
        assert kept_forms.KEPT not in client.session


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    "told",
    [
        {"new_password": "secret"},
        {"evidence": "长" * (kept_forms.MOST_LETTERS + 1)},
        {"paper": SimpleUploadedFile("a.csv", b"a")},
    ],
    ids=["a password", "too long", "a file"],
)
def test_a_form_that_could_not_be_offered_as_it_was_is_not_kept(client: Client, told: dict[str, object]) -> None:
    assert signed_out_while_typing(client, **told) == "/"
    assert kept_forms.KEPT not in client.session


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("origin", "is_offered"), [("http://testserver", True), ("http://elsewhere.example", False)])
def test_a_page_that_was_too_old_offers_its_own_form_again(origin: str, *, is_offered: bool) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(ASK, TOLD, headers={"origin": origin})
    assert answer.status_code == 403
    assert (WORDS in answer.content.decode()) == is_offered
    assert raised() == 0
