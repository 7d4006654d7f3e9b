"""While the key of the blind indexes is replaced everybody is found, and nobody stands there twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from minsheng.cases import operations as cases
from minsheng.cases import queries as case_queries
from minsheng.cases import rules
from minsheng.cases.models import Guess, HeldVoice, Receipt, Voice
from minsheng.catalogue import operations as catalogue
from minsheng.catalogue.models import Commitment, CommitmentRating
from minsheng.config import resealing
from minsheng.foundation import crypto, keys, operations, sealed
from minsheng.foundation.crypto import KeyRing
from minsheng.foundation.models import FactRow
from minsheng.registry import operations as registry
from minsheng.registry import queries
from minsheng.registry.models import Person
from minsheng.registry.queries import matching
from tests.conftest import NOW
from tests.factories import cases as making_cases
from tests.factories import sealed as making
from tests.own_database import OwnDatabase, side_by_side

Use = Callable[[KeyRing], KeyRing]
NUMBER = "13900000018"


@pytest.fixture
def in_use(settings: Any) -> Iterator[Use]:
    """Lets the product run with other keys, as after a change of the environment and a new start."""

    def use(ring: KeyRing) -> KeyRing:
        settings.MINSHENG_DATA_KEYS, settings.MINSHENG_INDEX_KEY = ring.written()
        keys.ring.cache_clear()
        return keys.ring()

    yield use
    keys.ring.cache_clear()


def alone(ring: KeyRing) -> KeyRing:
    return KeyRing(ring.current, ring.keys, ring.index_key)


def found_everywhere(made: making.Everywhere) -> None:
    """Who was entered, and what was said, under the key of before, by every way that looks for it."""
    operator = made.people["operator1"]
    assert queries.person_for_phone(making.PHONE, making.NAME) is not None
    assert queries.person_id_for_phone(making.PHONE) == made.person.pk
    assert [one.pk for one in queries.people_with_phone(making.PHONE, operator)] == [made.person.pk]
    for text in (making.PHONE, making.IDENTITY):
        assert [one.id for one in queries.people_meant(text, operator, NOW)] == [made.person.pk]
    assert case_queries.similar_open(making.PHONE, operator, NOW)
    hints = case_queries.likely_duplicates(operator, case_queries.Matter(phone=making.PHONE), NOW)
    assert [hint.reasons for hint in hints] == [("同一个电话",)]
    (same,) = queries.likely_same(
        name=making.NAME, area="150824", actor=operator, phone=making.PHONE, resident_id=making.IDENTITY
    )[:1]
    assert same.id == made.person.pk
    assert any("电话" in one or "身份证" in one for one in same.reasons)


def test_everybody_is_found_before_during_and_after(
    db: None, clock: None, in_use: Use, capsys: pytest.CaptureFixture[str]
) -> None:
    made = making.everywhere(NOW)
    found_everywhere(made)
    ring = in_use(making.ring_after(index=True))
    found_everywhere(made)
    assert resealing.count_indexes(ring) == 0
    assert "rows are found by an index key of before alone: it is still needed." in capsys.readouterr().out
    assert resealing.renew_indexes(ring, None) == 0
    said = capsys.readouterr().out
    assert "The index keys of before may leave MINSHENG_INDEX_KEY" in said
    in_use(alone(ring))
    found_everywhere(made)
    told = FactRow.objects.get(kind="foundation.IndexesRenewed")
    known = [one for one in sealed.index_columns() if not one.fades]
    rows = sum(one.model._base_manager.exclude(**{one.attname: None}).count() for one in known)
    assert (told.body["renewed"]["value"], told.body["broken"]["value"]) == (rows, 0)


def test_without_the_command_nobody_is_found_by_the_new_key_alone(db: None, in_use: Use) -> None:
    making.everywhere(NOW)
    in_use(alone(making.ring_after(index=True)))
    assert queries.person_for_phone(making.PHONE, making.NAME) is None
    assert resealing.count_indexes(keys.ring()) == 1


def test_what_stays_the_same_is_no_change_while_the_key_is_replaced(db: None, in_use: Use) -> None:
    made = making.everywhere(NOW)
    in_use(making.ring_after(index=True))
    same = registry.PersonEntry(phone=making.PHONE, resident_id=making.IDENTITY)
    assert registry.change_person(person_id=made.person.pk, entry=same, by=made.people["operator1"], at=NOW) == ()
    with pytest.raises(registry.AlreadyKnown):
        registry.register_person(name="另一人", area="150824", resident_id=making.IDENTITY, by=None, at=NOW)
    row = {"name": making.NAME, "resident_id": making.IDENTITY, "phone": making.PHONE}
    known = matching.KnownPeople([row], "150824", made.people["operator1"])
    (found, wrong) = known._record(row, known.tokens[0])
    assert wrong is None
    assert found is not None
    assert found.pk == made.person.pk
    assert not {"phone", "identity"} & set(matching._differences(found, row, known.tokens[0]))


# what is kept nowhere else


def test_receipts_sheets_and_answers_of_before_count_while_the_key_of_before_is_there(db: None, in_use: Use) -> None:
    made = making.everywhere(NOW)
    (sheet,) = cases.sheet_receipts(area=making.ENTERPRISE, count=1, by=made.people["union1"])
    waiting, released = made.receipts
    tenant = case_queries.tenant_of(making.ENTERPRISE)
    before = [case_queries.outcome_of(tenant, one) for one in made.receipts]
    assert None not in before
    both = in_use(making.ring_after(index=True))
    assert [case_queries.outcome_of(tenant, one) for one in made.receipts] == before
    words = HeldVoice.objects.get().words
    cases.say_anonymously(area=making.ENTERPRISE, words=words, receipt=waiting, at=NOW)
    assert HeldVoice.objects.count() == 1, "sent twice is once, also across the change"
    with pytest.raises(ValueError, match="已经转交"):
        cases.say_anonymously(area=making.ENTERPRISE, words="别的话", receipt=released, at=NOW)
    assert cases.is_sheet_receipt(making.ENTERPRISE, sheet)
    resealing.renew_indexes(both, None)
    assert [case_queries.outcome_of(tenant, one) for one in made.receipts] == before, "kept nowhere, so left alone"
    in_use(alone(both))
    assert [case_queries.outcome_of(tenant, one) for one in made.receipts] == [None, None]
    assert not cases.is_sheet_receipt(making.ENTERPRISE, sheet)
    assert Receipt.objects.count() == 1


def test_whoever_has_rated_replaces_his_answer_before_and_after(db: None, in_use: Use) -> None:
    made = making.everywhere(NOW)
    slot = Commitment.objects.get(register__code="staff-care", slot=1)
    both = in_use(making.ring_after(index=True))

    def rate(answer: str) -> list[str]:
        catalogue.rate_commitment(commitment_id=slot.pk, answer=answer, by=made.people["operator1"], at=NOW)
        return list(CommitmentRating.objects.values_list("answer", flat=True))

    CommitmentRating.objects.filter(answer="done").update(answer="partly")
    resealing.renew_indexes(both, None)
    in_use(alone(both))
    assert rate("not_done") == ["not_done"], "the command has found who it was"
    in_use(making.ring_after(index=True))
    assert rate("done") == ["done"]


def test_wrong_look_ups_count_across_the_change(db: None, in_use: Use) -> None:
    made = making.everywhere(NOW)
    assert Guess.objects.count() == 1
    in_use(making.ring_after(index=True))
    for _ in range(rules.GUESSES_OF_AN_ADDRESS - 1):
        cases.look_up_status(number=made.number, phone_tail="0000", address="10.0.0.1", at=NOW)
    with pytest.raises(cases.TooManyGuesses):
        cases.look_up_status(number=made.number, phone_tail="0000", address="10.0.0.1", at=NOW)


# two at the same moment


def test_of_one_number_there_is_one_person_though_rows_stand_under_both_keys(
    own_database: OwnDatabase, in_use: Use
) -> None:
    def enter(resident_id: str) -> Callable[[], object]:
        return lambda: registry.register_person(name="两边", area="150824", resident_id=resident_id, by=None, at=NOW)

    old = keys.ring()
    registry.register_person(name="从前", area="150824", resident_id=making.IDENTITY, by=None, at=NOW)
    in_use(making.ring_after(index=True))
    results = side_by_side(enter(making.IDENTITY), enter(making.IDENTITY))
    assert [type(one) for one in results] == [registry.AlreadyKnown, registry.AlreadyKnown]
    in_use(old)
    Person.objects.filter(name="从前").delete()
    in_use(making.ring_after(index=True))
    results = side_by_side(enter(making.IDENTITY), enter(making.IDENTITY))
    assert sorted(type(one).__name__ for one in results) == ["AlreadyKnown", "Person"]


def test_one_who_rings_meanwhile_is_found_and_not_entered_twice(own_database: OwnDatabase, in_use: Use) -> None:
    first = registry.enter_caller(name="来电人", phone=NUMBER, area="150824", by=None, at=NOW)
    ring = in_use(making.ring_after(index=True))
    with own_database.connect() as other, other.transaction():
        other.execute("SELECT 1 FROM registry_person WHERE id = %s FOR UPDATE", [first])
        thread = threading.Thread(target=_renewing, args=[ring])
        thread.start()
        while not own_database.rows(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        ):
            pass
        found = side_by_side(
            *[lambda: registry.enter_caller(name="来电人", phone=NUMBER, area="150824", by=None, at=NOW)] * 2
        )
        assert found == [first, first]
    thread.join()
    in_use(alone(ring))
    assert registry.enter_caller(name="来电人", phone=NUMBER, area="150824", by=None, at=NOW) == first
    new = side_by_side(
        *[lambda: registry.enter_caller(name="新来的", phone=NUMBER, area="150824", by=None, at=NOW)] * 2
    )
    assert new[0] == new[1] != first


def _renewing(ring: KeyRing) -> None:
    try:
        resealing.renew_indexes(ring, None)
    finally:
        connections.close_all()


def test_a_voice_that_comes_meanwhile_is_found_with_those_of_before(own_database: OwnDatabase, in_use: Use) -> None:
    made = making.everywhere(NOW)
    operator = made.people["operator1"]
    ring = in_use(making.ring_after(index=True))
    new = making_cases.heard(dict(made.people), NOW, caller_name="别人", caller_phone=making.PHONE)
    both = {line.id for line in case_queries.similar_open(making.PHONE, operator, NOW)}
    assert {made.visit.case.pk, new.pk} <= both
    assert len({bytes(one.caller_phone_index) for one in Voice.objects.filter(case__in=both)}) == 2
    resealing.renew_indexes(ring, None)
    in_use(alone(ring))
    assert {line.id for line in case_queries.similar_open(making.PHONE, operator, NOW)} == both


# what cannot be


def test_an_index_that_cannot_be_made_is_named_and_left(
    db: None, in_use: Use, capsys: pytest.CaptureFixture[str]
) -> None:
    making.everywhere(NOW)
    ring = in_use(making.ring_after(index=True))
    broken, strange, *_ = Person.objects.exclude(phone_sealed=None).order_by("pk")
    Person.objects.filter(pk=broken.pk).update(phone_sealed=b"\x01\x04test")
    Person.objects.filter(pk=strange.pk).update(phone_index=bytes(32))
    assert resealing.renew_indexes(ring, None) == 1
    said = capsys.readouterr().err
    assert f"registry_person.phone_index {broken.pk}: this is not a sealed value; it stands as it was." in said
    assert f"registry_person.phone_index {strange.pk}: it was made with no index key of the ring" in said
    assert bytes(Person.objects.get(pk=strange.pk).phone_index or b"") == bytes(32)
    assert operations.TWICE not in said


def test_two_rows_of_one_number_are_named(db: None, in_use: Use, capsys: pytest.CaptureFixture[str]) -> None:
    old = keys.ring()
    first = registry.register_person(name="甲样本", area="150824", resident_id=making.IDENTITY, by=None, at=NOW)
    ring = in_use(making.ring_after(index=True))
    second = registry.register_person(name="乙样本", area="150824", by=None, at=NOW + timedelta(seconds=1))
    Person.objects.filter(pk=second.pk).update(
        identity_index=ring.blind_index(making.IDENTITY, queries.IDENTITY_INDEX),
        identity_sealed=ring.seal(making.IDENTITY, f"registry_person.identity.{second.pk}"),
    )
    assert resealing.renew_indexes(ring, None) == 1
    assert f"registry_person.identity_index {first.pk}: {operations.TWICE}" in capsys.readouterr().err
    kept = bytes(Person.objects.get(pk=first.pk).identity_index or b"")
    assert kept == old.blind_index(making.IDENTITY, queries.IDENTITY_INDEX)


def test_a_ring_needs_different_index_keys(db: None) -> None:
    data, index = keys.ring().written()
    with pytest.raises(ValueError, match="different"):
        KeyRing.read(data, f"{index},{index}")
    both = making.ring_after(index=True)
    assert KeyRing.read(*both.written()) == both
    assert crypto.KeyRing.read(*both.written()).blind_indexes("x", "c")[1] == keys.ring().blind_index("x", "c")
