"""A contact card: set by the community for its own places, with one person and one number."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations, queries
from minsheng.foundation.rights import Actor, Unseen
from tests.conftest import NOW

OWN, OTHER = "150824100001", "150824203201"


def test_e17_a_community_names_one_person_and_one_number(
    people: dict[str, Actor], as_person: Callable[[str], Client], clock: None
) -> None:
    secretary = as_person("secretary1")
    assert "还没有卡" in secretary.get(reverse("cases:contact_cards")).content.decode()
    address = reverse("cases:set_contact_card", args=[OWN])
    told = {"contact_name": "赵永红", "duty": "社区书记", "phone": "12", "client_id": OWN}
    assert secretary.post(address, told).status_code == 422
    told |= {"phone": "04785550189", "client_id": "3b0e7a54-5a3c-4c52-9d3d-0c9f6e0b7a11"}
    card = secretary.post(address, told, follow=True).content.decode()
    for words in ("赵永红", "社区书记", "0478-5550189", "随时可以打"):
        assert words in card
    contact = operations.Contact(contact_name="巴特尔", duty="书记", phone="0478-5550200")
    again = operations.set_contact_card(area=OWN, contact=contact, by=people["secretary1"], at=NOW)
    assert queries.contact_card(OWN) == again, "there is one card"
    with pytest.raises(Unseen):
        operations.set_contact_card(area=OTHER, contact=contact, by=people["secretary1"], at=NOW)
