"""Times of day as people say them, on the banner's clock."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from minsheng.foundation import worktime


def until_words(start: datetime, end: datetime) -> str:
    """The end of a window, with its day where that is not the day on which it begins: 23:59, 次日06:00, 06月05日 06:00."""
    first, last = worktime.local(start), worktime.local(end)
    days = (last.date() - first.date()).days
    return (_("次日") if days == 1 else f"{last:%m月%d日 }" if days else "") + f"{last:%H:%M}"
