"""Sealed values open in their own place with their own key only; blind indexes find without telling."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connection
from django.db.utils import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from minsheng.foundation import keys
from minsheng.foundation.crypto import KeyRing, SealBroken
from minsheng.registry import operations as registry
from tests.conftest import NOW

PLACE = "registry_person.phone.0190"
RING = KeyRing.generate()
PLAIN = st.text(max_size=40)


@given(PLAIN, PLAIN)
def test_a_sealed_value_opens_in_its_place(plain: str, place: str) -> None:
    assert RING.open(RING.seal(plain, place), place) == plain


@given(PLAIN, st.text(max_size=20), st.text(max_size=20))
def test_a_sealed_value_moved_to_another_place_is_broken(plain: str, place: str, other: str) -> None:
    if place != other:
        with pytest.raises(SealBroken):
            RING.open(RING.seal(plain, place), other)


@given(st.text(min_size=1, max_size=20), st.data())
def test_one_flipped_bit_anywhere_is_found(plain: str, data: st.DataObject) -> None:
    sealed = bytearray(RING.seal(plain, PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        RING.open(bytes(sealed), PLACE)


@given(st.text(min_size=1, max_size=20), st.data())
def test_a_shortened_value_is_found(plain: str, data: st.DataObject) -> None:
    sealed = RING.seal(plain, PLACE)
    with pytest.raises(SealBroken):
        RING.open(sealed[: data.draw(st.integers(0, len(sealed) - 1))], PLACE)


def test_what_is_sealed_does_not_show_and_never_looks_the_same_twice() -> None:
    number = "13800000001"
    sealed = [RING.seal(number, PLACE) for _ in range(50)]
    assert all(number.encode() not in one for one in sealed)
    assert len(set(sealed)) == 50


def test_the_layout_is_version_key_id_nonce_text_and_tag_of_sm4_gcm() -> None:
    """Opened by hand with SM4-GCM: a value written today can be read by other software."""
    key = bytes(range(16))
    sealed = KeyRing("k9", {"k9": key}, bytes(32)).seal("民生", PLACE)
    assert sealed[:4] == b"\x01\x02k9"
    decryptor = Cipher(algorithms.SM4(key), modes.GCM(sealed[4:16], sealed[-16:])).decryptor()
    decryptor.authenticate_additional_data(b"\x01\x02k9" + PLACE.encode())
    assert (decryptor.update(sealed[16:-16]) + decryptor.finalize()).decode() == "民生"


def test_after_rotation_old_values_open_and_new_ones_use_the_new_key() -> None:
    before = KeyRing.generate("k1")
    old = before.seal("旧", PLACE)
    data, index = before.written()
    new_data, _ = KeyRing.generate("k2").written()
    after = KeyRing.read(f"{new_data},{data}", index)
    assert after.current == "k2"
    assert after.open(old, PLACE) == "旧"
    new = after.seal("新", PLACE)
    assert after.open(new, PLACE) == "新"
    with pytest.raises(SealBroken, match="not in the ring"):
        before.open(new, PLACE)
    assert after.blind_index("x", "c") == before.blind_index("x", "c"), "rotation of data keys keeps what can be found"


def test_a_value_under_another_key_of_the_same_name_is_broken() -> None:
    sealed = KeyRing.generate("k1").seal("x", PLACE)
    with pytest.raises(SealBroken, match="changed or moved"):
        KeyRing.generate("k1").open(sealed, PLACE)


def test_rings_are_read_as_they_are_written_and_print_no_key() -> None:
    ring = KeyRing.generate("k1")
    data, index = ring.written()
    assert KeyRing.read(data, index) == ring
    assert data.split(":")[1] not in repr(ring)
    assert index not in repr(ring)
    assert repr(ring.index_key) not in repr(ring)


GOOD = base64.b64encode(bytes(16)).decode()
INDEX = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    ("data", "index"),
    [
        ("", INDEX),
        (GOOD, INDEX),
        (f"k1:{GOOD},k1:{GOOD}", INDEX),
        ("k1:AAAA", INDEX),
        ("k1:not base64!", INDEX),
        (f"k 1:{GOOD}", INDEX),
        (f"k1:{GOOD}", GOOD),
        (f"k1:{GOOD}", ""),
        (f"k1:{GOOD}", "not base64!"),
    ],
)
def test_a_ring_that_cannot_be_read_is_refused_without_repeating_a_key(data: str, index: str) -> None:
    with pytest.raises(ValueError, match="cannot be read") as problem:
        KeyRing.read(data, index)
    assert GOOD not in str(problem.value)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_a_blind_index_is_one_for_each_value_and_column(one: str, other: str, column: str) -> None:
    assert (RING.blind_index(one, "c") == RING.blind_index(other, "c")) == (one == other)
    assert (RING.blind_index(one, "c") == RING.blind_index(one, column)) == (column == "c")


def test_a_blind_index_needs_the_key() -> None:
    plain = hashes.Hash(hashes.SM3())
    plain.update(b"c\x0013800000001")
    index = RING.blind_index("13800000001", "c")
    assert len(index) == 32
    assert index != plain.finalize()
    assert KeyRing.generate().blind_index("13800000001", "c") != index


def test_a_phone_lies_sealed_in_the_database_and_cannot_be_moved_to_another_person(db: None) -> None:
    people = [
        registry.register_person(name=name, area="150824", by=None, at=NOW, phone=phone)
        for name, phone in (("甲样本", "13800000001"), ("乙样本", "13800000002"))
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT registry_person::text FROM registry_person WHERE id = ANY(%s)", [[one.pk for one in people]]
        )
        rows = " ".join(text for (text,) in cursor.fetchall())
    assert "13800000001" not in rows
    assert b"13800000001".hex() not in rows
    sealed = bytes(people[0].phone_sealed or b"")
    assert keys.ring().open(sealed, f"registry_person.phone.{people[0].pk}") == "13800000001"
    with pytest.raises(SealBroken):
        keys.ring().open(sealed, f"registry_person.phone.{people[1].pk}")


def test_a_phone_is_never_stored_without_its_index(db: None) -> None:
    person = registry.register_person(name="甲样本", area="150824", by=None, at=NOW, phone="13800000001")
    with pytest.raises(IntegrityError, match="person_phone_is_sealed_and_indexed"), connection.cursor() as cursor:
        cursor.execute("UPDATE registry_person SET phone_index = NULL WHERE id = %s", [person.pk])
