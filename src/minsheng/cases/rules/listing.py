"""What a work list can show beside the words of the matter."""

from __future__ import annotations

LIST_COLUMNS = ("state", "due", "area", "lead", "number", "category", "opened")
"""The columns, in their order on the screen of whoever has chosen none."""
FIRST_COLUMNS = LIST_COLUMNS[:-1]
"""What the screen shows to whoever has chosen nothing."""
