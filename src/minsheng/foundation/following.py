"""Who reads the log after it was written: whatever is only counted from facts reads on from where it stopped.

A `later` reaction (`foundation.facts`) costs a job for each thing told, and loses nothing where each fact has an act of its
own. Figures need only know what has changed since they looked last, so a worker looks every few seconds, once for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction

from minsheng.foundation import facts, queue
from minsheng.foundation.models import LogReader

MOST = 5_000
"""So many facts are handed over at once."""
Reading = Callable[[Sequence[facts.Told]], None]
_readers: dict[str, tuple[tuple[str, ...], Reading]] = {}


def follow(name: str, kinds: Iterable[type[facts.Fact]], reading: Reading) -> None:
    """Let a function read the facts of these kinds, in the order of the log; each at least once.

    Called in `config/flow.py`. The name is that of the bookmark; a second reader of this name is an error.
    """
    if name in _readers:
        raise ValueError(f"{name} reads the log already")
    _readers[name] = (tuple(kind.kind for kind in kinds), reading)


def readers() -> dict[str, tuple[tuple[str, ...], str]]:
    """Who reads, by the name of the bookmark: the kinds of fact, and the dotted name of the function."""
    return {name: (kinds, queue.name_of(reading)) for name, (kinds, reading) in sorted(_readers.items())}


def read_on() -> int:
    """Let every reader read what is new; how many facts were handed over.

    What a reader does and its bookmark are one transaction: killed between, it reads the same again. Two workers do not
    read side by side. Of facts that are still being written none is passed over: the bookmark stops before them.
    """
    return sum(_read(name, *reader) for name, reader in _readers.items())


def _read(name: str, kinds: tuple[str, ...], reading: Reading) -> int:
    mark = LogReader.objects.filter(name=name).first()
    if mark is not None and mark.read_to == facts.last_number():
        return 0
    if mark is None:
        LogReader.objects.bulk_create([LogReader(name=name, read_to=0)], ignore_conflicts=True)
    with transaction.atomic():
        mark = LogReader.objects.select_for_update(skip_locked=True).filter(name=name).first()
        if mark is None:  # another worker is reading
            return 0
        until = _whole_until(mark)
        told = list(
            facts.log_rows("seq > %s AND seq <= %s AND kind = ANY(%s)", [mark.read_to, until, list(kinds)], most=MOST)
        )
        if told:
            reading(told)
        mark.read_to = int(told[-1].seq) if len(told) == MOST else until
        mark.save()
    return len(told)


def _whole_until(mark: LogReader) -> int:
    """Up to which number nothing can still appear, as far as the bookmark and a look at the tellers say.

    A number is given out before its transaction ends. Who was telling when a number was the last one stands beside it
    (`ahead`, `tellers`): once all of these have ended, everything up to that number is there or was given up.
    """
    last, tellers = facts.last_number(), facts.telling()
    if not tellers:
        mark.ahead, mark.tellers = None, []
        return last
    whole = mark.read_to
    if mark.ahead is not None and not set(mark.tellers) & tellers:
        whole, mark.ahead = max(whole, mark.ahead), None  # never back
    if mark.ahead is None:
        mark.ahead, mark.tellers = last, sorted(tellers)
    return whole


queue.ROUNDS["foundation.read_on"] = read_on
