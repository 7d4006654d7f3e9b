"""The register of payment difficulties: with consent, for one outlet, for a time."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries
from minsheng.cases.models import PaymentDifficulty
from minsheng.foundation import queries as ground
from minsheng.foundation.rights import Actor, Refused, Unseen
from minsheng.registry import operations as registry
from tests.conftest import NOW
from tests.factories import cases as making
from tests.factories.banner import staff

People = dict[str, Actor]
NAME, PHONE = "铜铃鸟玉珍", "0478-5567333"


def note(by: Actor, outlet: str = "o1", consent: str = "行，记上吧") -> PaymentDifficulty:
    entry = operations.NewPaymentDifficulty(
        name=NAME,
        phone=PHONE,
        area=making.TOWN,
        difficulty=operations.PaymentTrouble.MACHINE,
        help_wanted=operations.PaymentHelp.COMPANY,
        consent=consent,
    )
    return operations.note_payment_difficulty(outlet_id=making.organisation(outlet), entry=entry, by=by, at=NOW)


def test_e27_is_visible_to_that_outlet_only(people: People, as_person: Callable[[str], Client], clock: None) -> None:
    made = note(people["bank1"])
    address, end = reverse("cases:payment_register"), reverse("cases:end_payment_difficulty", args=[made.pk])
    page = as_person("bank2").get(address).content.decode()
    assert NAME in page, "a colleague of the same outlet"
    assert PHONE in page
    assert ("share_with_outlet", ["name", "phone"]) in [
        (one.purpose, one.items) for one in ground.readings_of(made.person_id)
    ]
    other = staff("bank9", "handler", "150824", "o2", NOW)
    assert queries.payment_difficulties(other, NOW) == []
    with pytest.raises(Unseen):
        operations.end_payment_difficulty(entry_id=made.pk, is_helped=True, by=other, at=NOW)
    with pytest.raises(Unseen):
        note(people["bank1"], "o2")
    for login in ("housing1", "operator1", "secretary1", "supervisor1", "admin1"):
        assert as_person(login).get(address).status_code == 403, login
        assert as_person(login).get(end).status_code == 403, login
    with pytest.raises(Refused):
        note(people["housing1"], "housing")


def test_e27_expires_after_the_months_of_the_banner_and_is_purged(people: People) -> None:
    made = note(people["bank1"])
    assert made.expires_on == date(2027, 6, 3)
    last = NOW + timedelta(days=365)
    assert len(queries.payment_difficulties(people["bank1"], last)) == 1
    assert queries.payment_difficulties(people["bank1"], last + timedelta(days=1)) == [], "not shown, purged or not"
    assert operations.forget_expired_difficulties(at=last) == 0
    assert operations.forget_expired_difficulties(at=last + timedelta(days=1)) == 1
    assert not PaymentDifficulty.objects.exists()
    operations.set_payment_register(area="150824", months=3)
    assert note(people["bank1"]).expires_on == date(2026, 9, 3)


def test_e27_needs_consent_and_forgets_when_it_is_taken_back(people: People) -> None:
    with pytest.raises(ValueError, match="本人同意"):
        note(people["bank1"], consent=" ")
    made = note(people["bank1"])
    said = registry.NewAnswer(purpose="share_with_outlet", answer="refused", words="别告诉银行", channel="phone")
    registry.answer_purpose(person_id=made.person_id, said=said, by=people["operator1"], at=NOW)
    assert not PaymentDifficulty.objects.exists(), "at once, whoever heard it"
    with pytest.raises(ValueError, match="不同意"):
        note(people["bank1"])


def test_the_outlet_notes_and_deletes_on_its_pages(
    people: People, as_person: Callable[[str], Client], clock: None
) -> None:
    bank, address = as_person("bank1"), reverse("cases:new_payment_difficulty")
    told = {"name": NAME, "phone": PHONE, "area": making.TOWN, "difficulty": "phone", "help_wanted": "teaching"}
    told |= {"consent": "我的银行卡密码是 123456，同意", "outlet": str(making.organisation("o1"))}
    assert bank.post(address, {**told, "client_id": str(uuid.uuid4())}).status_code == 422, "no secrets"
    told["consent"] = "同意"
    assert bank.post(address, {**told, "client_id": str(uuid.uuid4())}).status_code == 302
    end = reverse("cases:end_payment_difficulty", args=[PaymentDifficulty.objects.get().pk])
    assert bank.post(end, {"how": "helped", "client_id": str(uuid.uuid4())}).status_code == 302
    assert not PaymentDifficulty.objects.exists()
