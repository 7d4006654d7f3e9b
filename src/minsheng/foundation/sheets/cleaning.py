"""Digits that must not be kept, in a file that is read: blacked out in every cell, a problem where the cell counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from minsheng.foundation import identity
from minsheng.foundation.sentences import say
from minsheng.foundation.sheets.columns import CellProblem, Column, Row, plain_heading

SECRET_WORDS = {"card": "银行卡号", "identity": "身份证号", "pin": "密码"}
EVERY_KIND = frozenset(SECRET_WORDS)


class Cleaner:
    """Cleans the rows of one file. `allowed` says which kinds of secret a column may hold, by its key.

    `blacked_out` gathers the headings of columns that nobody reads and that hold such digits.
    """

    def __init__(
        self, columns: Sequence[Column], headings: Sequence[str], allowed: Mapping[str, frozenset[str]]
    ) -> None:
        self._columns, self._headings, self._allowed = columns, headings, allowed
        known = {name: column.key for column in columns for name in column.names}
        self._keys = [known.get(plain_heading(heading), "") for heading in headings]
        self.blacked_out: dict[str, None] = {}

    def cells(self, row: Row, problems: list[CellProblem]) -> tuple[str, ...]:
        """The cells of a row without secrets; what was found in a column that is read is added to `problems`."""
        return tuple(self._clean(place, cell, problems) for place, cell in enumerate(row.cells))

    def heading(self, key: str) -> str:
        """The heading under which the file has a column; its own title where the file has none."""
        if key in self._keys:
            return self._headings[self._keys.index(key)]
        return next(one.title for one in self._columns if one.key == key)

    def _clean(self, place: int, cell: str, problems: list[CellProblem]) -> str:
        key = self._keys[place]
        allowed = self._allowed.get(key, frozenset()) if key else frozenset()
        if allowed == EVERY_KIND:
            return cell
        secrets = [one for one in identity.secrets_in(cell) if one.kind not in allowed]
        if not secrets:
            return cell
        if key:
            kinds = "、".join(dict.fromkeys(SECRET_WORDS[one.kind] for one in secrets))
            said = say("有像{kinds}的数字，已用●遮住，没有保存。请在原文件里删去后再上传这一行。", kinds=kinds)
            problems.append(CellProblem(self._headings[place], said))
        else:
            self.blacked_out[self._headings[place]] = None
        return identity.black_out(cell)
