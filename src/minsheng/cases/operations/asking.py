"""Looking up the public status: the four digits cannot be guessed."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from minsheng.cases import queries, rules
from minsheng.cases.models import Guess
from minsheng.foundation import ids, keys, writing


class TooManyGuesses(Exception):
    """This number was tried too often; the sentence says until when, and what to do at once."""


@writing.operation
def look_up_status(*, number: str, phone_tail: str, address: str, at: datetime) -> queries.Status | None:
    """The status of a case for whoever knows its number and the last four digits of a voicer's phone.

    None for a wrong number and for a wrong tail alike, and both count: a number is closed to an address after
    `rules.GUESSES_OF_AN_ADDRESS` wrong ones within `rules.GUESSING_TIME`, to everybody after
    `rules.GUESSES_OF_ALL`. Never counted by address alone: a service point shares one. Raises `TooManyGuesses`
    then, and `ValueError` for a number whose check digit fails (which says nothing about any case).
    """
    ids.check_public_number(number)
    ring = keys.ring()
    number_index = ring.blind_index(ids.plain_number(number), "cases_guess.number")
    address_index = ring.blind_index(address, "cases_guess.address")
    with connection.cursor() as cursor:  # guesses of one number wait for each other, so that none goes uncounted
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(number_index[:8], signed=True)])
    since = Guess.objects.filter(number_index=number_index, at__gt=at - rules.GUESSING_TIME)
    addresses = [bytes(one) for one in since.values_list("address_index", flat=True)]
    if rules.is_guessed_out(addresses.count(address_index), len(addresses)):
        minutes = int(rules.GUESSING_TIME.total_seconds() // 60)
        raise TooManyGuesses(f"这个编号试得太多次了，请过{minutes}分钟再查。急着知道，请打电话问，报编号和姓名就行。")
    found = queries.public_status(number, phone_tail)
    if found is None:
        Guess.objects.filter(at__lt=at - rules.GUESSES_KEPT).delete()
        Guess.objects.create(number_index=number_index, address_index=address_index, at=at)
    return found
