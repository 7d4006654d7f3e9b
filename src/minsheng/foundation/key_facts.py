"""What is told about keys that are replaced. `about` is one carrying out of the command; no value and no key is told."""

from __future__ import annotations

from dataclasses import dataclass

from minsheng.foundation.facts import Code, Fact
from minsheng.foundation.units import Items


@dataclass(frozen=True, kw_only=True)
class ValuesResealed(Fact):
    """Sealed values were sealed anew: with the data key `data_key`, those of `replaced`; `broken` ones stand as they were."""

    data_key: Code
    replaced: tuple[Code, ...]
    resealed: Items
    broken: Items


@dataclass(frozen=True, kw_only=True)
class IndexesRenewed(Fact):
    """Blind indexes were made anew with the present index key; `broken` ones stand as they were."""

    renewed: Items
    broken: Items
