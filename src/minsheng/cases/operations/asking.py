"""The open pages: the four digits of a status cannot be guessed, and no program fills the intake with voices."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from minsheng.cases import queries, rules
from minsheng.cases.models import Guess
from minsheng.foundation import ids, keys, writing


class TooManyGuesses(Exception):
    """This number was tried too often; the sentence says until when, and what to do at once."""


class TooManyVoices(Exception):
    """So many voices came from the open page within this hour that no more are taken; the sentence says what to do."""


OPEN_PAGE = "open page"


@writing.operation
def count_public_voice(*, address: str, at: datetime) -> None:
    """Count a voice that the open page takes, in the transaction in which it is taken. Raises `TooManyVoices`.

    Only the hour is kept and the address as a blind index, for a day: it must not say who wrote which voice. By address
    alone, unlike other limits, and so wide that a service point never meets it.
    """
    ring, hour = keys.ring(), at.replace(minute=0, second=0, microsecond=0)
    pages = ring.blind_indexes(OPEN_PAGE, "cases_guess.number")
    addresses = ring.blind_indexes(address, "cases_guess.address")
    this_hour = Guess.objects.filter(number_index__in=pages, at=hour)
    if (
        this_hour.filter(address_index__in=addresses).count() >= rules.VOICES_OF_AN_ADDRESS
        or this_hour.count() >= rules.VOICES_OF_ALL
    ):
        raise TooManyVoices("这一小时从网页来的诉求太多，先不收了。请打电话说，或过一小时再写；您写的还在下面。")
    Guess.objects.filter(at__lt=at - rules.GUESSES_KEPT).delete()
    Guess.objects.create(number_index=pages[0], address_index=addresses[0], at=hour)


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
    numbers = ring.blind_indexes(ids.plain_number(number), "cases_guess.number")
    addresses = ring.blind_indexes(address, "cases_guess.address")
    with connection.cursor() as cursor:  # guesses of one number wait for each other, so that none goes uncounted
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(min(numbers)[:8], signed=True)])
    since = Guess.objects.filter(number_index__in=numbers, at__gt=at - rules.GUESSING_TIME)
    tried_from = [bytes(one) for one in since.values_list("address_index", flat=True)]
    if rules.is_guessed_out(sum(one in addresses for one in tried_from), len(tried_from)):
        minutes = int(rules.GUESSING_TIME.total_seconds() // 60)
        raise TooManyGuesses(f"这个编号试得太多次了，请过{minutes}分钟再查。急着知道，请打电话问，报编号和姓名就行。")
    found = queries.public_status(number, phone_tail)
    if found is None:
        Guess.objects.filter(at__lt=at - rules.GUESSES_KEPT).delete()
        Guess.objects.create(number_index=numbers[0], address_index=addresses[0], at=at)
    return found
