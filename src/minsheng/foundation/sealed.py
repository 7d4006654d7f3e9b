"""Columns whose values are sealed, and columns by which sealed values are found: each is declared where its table is.

A column of bytes that holds something sealed is a `SealedField` with the place to which its values are bound; `minsheng
reseal` finds all of them and seals them anew. A blind index is a `BlindIndexField` that says where its text is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    _Binary = models.BinaryField[Any, Any]
else:
    _Binary = models.BinaryField
PLAIN_BINARY = "django.db.models.BinaryField"


class SealedField(_Binary):
    """Bytes that `KeyRing.seal` made for the place `place`: a pattern over the row's columns, "cases_task.door_code.{id}".

    `{table}` is the name of the table. To migrations it is a binary column and nothing else.
    """

    def __init__(self, *args: Any, place: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.place = place

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, options = super().deconstruct()
        return name, PLAIN_BINARY, args, options

    @property
    def place_columns(self) -> tuple[str, ...]:
        """The columns that one must know to say where a value stands."""
        named = (name for _, name, _, _ in Formatter().parse(self.place) if name)
        return tuple(dict.fromkeys(name for name in named if name != "table"))

    def place_of(self, row: Mapping[str, object]) -> str:
        """Where the value of a row stands."""
        return self.place.format(table=self.model._meta.db_table, **row)  # noqa: SLF001 - Django's documented way to tables


class BlindIndexField(_Binary):
    """What `KeyRing.blind_index` makes of a text for the column `context`.

    Its text is kept sealed in the column `of`; or nowhere, but `guesses` says for a row of which texts it may have been
    made; or nowhere, and `fades` says in a sentence what it means for such rows that an index key is taken away.
    """

    def __init__(
        self,
        *args: Any,
        context: str = "",
        of: str = "",
        guesses: Callable[[Mapping[str, object]], Iterable[str]] | None = None,
        fades: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.context, self.of, self.guesses, self.fades = context, of, guesses, fades

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, options = super().deconstruct()
        return name, PLAIN_BINARY, args, options

    @property
    def sealed(self) -> SealedField:
        """The column in which its text is kept. Raises `FieldDoesNotExist` where it is kept nowhere."""
        found = self.model._meta.get_field(self.of)  # noqa: SLF001 - as above
        if not isinstance(found, SealedField):
            raise TypeError(f"{self.of} is not sealed")
        return found


def _columns() -> Iterator[models.Field[Any, Any]]:
    for table in sorted(apps.get_models(), key=lambda one: one._meta.db_table):  # noqa: SLF001 - as above
        yield from table._meta.local_concrete_fields  # noqa: SLF001 - as above


def sealed_columns() -> list[SealedField]:
    """Every declared column with sealed values, by table."""
    return [one for one in _columns() if isinstance(one, SealedField)]


def index_columns() -> list[BlindIndexField]:
    """Every declared blind index, by table."""
    return [one for one in _columns() if isinstance(one, BlindIndexField)]


def name_of(column: models.Field[Any, Any]) -> str:
    """As it is said to whoever operates the installation: table.column."""
    return f"{column.model._meta.db_table}.{column.column}"  # noqa: SLF001 - as above
