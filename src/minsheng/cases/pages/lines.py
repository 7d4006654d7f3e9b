"""A line of the work list as it is drawn: by format and not by template, for a page draws fifty of them.

With twenty people at their desks the list is what a server is busy with; a template of a dozen parts for each line took
two thirds of the time of the page (`docs/benchmarks.md`, load).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from minsheng.cases import queries
from minsheng.foundation import markup, worktime
from minsheng.foundation.templatetags.shell import how_long

PLACEHOLDER = uuid.UUID(int=0)


Cell = Callable[[queries.Line], str]


@dataclass(frozen=True)
class Column:
    """A column of the work list: its heading, and what of a line stands in it."""

    label: object
    cell: Cell
    style: str = ""


def _state(line: queries.Line) -> str:
    if line.is_joined:
        return _drawn("stopped", line.state_words)
    state = _state_drawn(line.state.value, line.state_words, is_late=line.is_late)
    if line.urgency == "urgent" and line.is_open:
        return markup.filled("<span>%s %s</span>", (_drawn("warning", gettext("紧急")), state))
    return state


@lru_cache(maxsize=256)
def _state_drawn(state: str, word: str, *, is_late: bool) -> SafeString:
    return render_to_string("cases/_state.html", {"state": state, "word": word, "is_late": is_late})


@lru_cache(maxsize=32)
def _drawn(kind: str, word: str) -> SafeString:
    return render_to_string("components/state.html", {"kind": kind, "word": word})


def _due(line: queries.Line) -> str:
    """The limit, then what is to be known about it: standing still, the first contact overdue, reminded of."""
    told: list[tuple[str, str]] = []
    if line.is_paused:
        told.append((PLAIN, _drawn("stopped", gettext("暂停计时"))))
    if line.due_at:
        told.append((WHOLE, f"{worktime.local(line.due_at):%m-%d %H:%M}"))
        if line.is_open:
            told.append((WHOLE_HINT, how_long(line.due_at)))
    elif not line.is_paused:
        told.append((PLAIN, "—"))
    if line.owes_contact:
        told.append((WHOLE, gettext("首次联系已过期")))
    if line.reminders and line.is_open:
        words = ngettext("催办 %(number)s 次", "催办 %(number)s 次", line.reminders)
        told.append((WHOLE, words % {"number": line.reminders}))
    return markup.filled(
        "<span>" + " ".join(form for form, _words in told) + "</span>", (words for _form, words in told)
    )


PLAIN, WHOLE, WHOLE_HINT = "%s", '<span class="whole">%s</span>', '<span class="hint whole">%s</span>'
COLUMNS = {
    "state": Column(gettext_lazy("状态"), _state),
    "due": Column(gettext_lazy("到期"), _due),
    "area": Column(gettext_lazy("地区"), lambda line: line.area),
    "lead": Column(gettext_lazy("主办"), lambda line: line.lead),
    "number": Column(gettext_lazy("编号"), lambda line: line.number, "number"),
    "opened": Column(gettext_lazy("受理时间"), lambda line: f"{worktime.local(line.opened_at):%m-%d %H:%M}"),
}
"""What may stand beside the tick and the words of the matter, in the order that one chose; the category stands below the words."""


ROW = (
    '<tr><td><label class="tick"><input type="checkbox" name="case" value="%%s"><span class="visually-hidden">%s %%s</span>'
    '</label></td><td class="wide"><a class="line-link" href="%s">%%s</a>%%s</td>'
)
"""What stands in every line is filled in once for a page, what differs (`%%s`) for each line."""
CELL = '<td data-label="%s"%s>%%s</td>'


def drawn(lines: Iterable[queries.Line], columns: Sequence[Column], *, with_matter: bool = True) -> SafeString:
    """The lines as rows of the table, words escaped; a narrow screen shows each as a card with the labels."""
    address = reverse("cases:case", args=[PLACEHOLDER])
    row = markup.form_of(ROW, (gettext("选"), address)).replace(str(PLACEHOLDER), "%s")
    for one in columns:
        row += markup.form_of(CELL, (str(one.label), _style(one)))
    row += "</tr>"
    cells = [one.cell for one in columns]
    return markup.joined(markup.filled(row, _values(line, cells, with_matter=with_matter)) for line in lines)


def _style(column: Column) -> SafeString:
    return format_html(' class="{}"', column.style) if column.style else SafeString()


def _values(line: queries.Line, cells: Sequence[Cell], *, with_matter: bool) -> list[str]:
    key = str(line.id)
    category = markup.filled(CATEGORY, (line.category,)) if with_matter and line.category else ""
    return [key, line.number, key, line.title, category, *(cell(line) for cell in cells)]


CATEGORY = '<span class="hint">%s</span>'
