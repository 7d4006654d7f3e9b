"""Keeps the message catalogues: what the pages say in Chinese, with its English words beside it.

`python tools/messages.py` gathers the messages of every app into `locale/en/LC_MESSAGES/django.po` (old
translations stay, new ones come empty) and compiles the `.mo` files, which are committed because users need
no gettext. `--check` changes nothing and says in one sentence per catalogue what is missing.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "minsheng"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "_l": None,
    "say": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # so that the file changes only with its words
HEADER = "# English words of the pages of this app.\n#"


def found_in(app: Path) -> Catalog:
    """Every message of an app's code and templates."""
    catalog = Catalog(locale="en", header_comment=HEADER, project="minsheng", charset="utf-8")
    for path, python in _sources(app):
        lines = extract("python", io.BytesIO(python.encode()), KEYWORDS)
        for _, message, _, context in lines:
            catalog.add(message, context=context, locations=[(path.relative_to(app).as_posix(), 1)])
    return catalog


def _sources(app: Path) -> Iterator[tuple[Path, str]]:
    """The files that may hold messages, templates turned into Python that calls gettext."""
    for path in sorted(app.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")
    for path in sorted(app.rglob("templates/**/*.html")):
        lines = templatize(path.read_text(encoding="utf-8"), origin=str(path)).splitlines()
        yield path, "\n".join(line.strip() for line in lines)


def gathered(app: Path, po: Path) -> Catalog:
    """The catalogue of an app as it should be: today's messages with the translations known so far."""
    fresh = found_in(app)
    if po.exists():
        with po.open("rb") as file:
            known = read_po(file, locale="en")
        for message in fresh:
            old = known.get(message.id, message.context) if message.id else None
            if old is not None:
                message.string = old.string
    return fresh


def po_text(catalog: Catalog) -> bytes:
    """The catalogue as a file without dates and line numbers, so that it changes only with its words."""
    written = io.BytesIO()
    write_po(written, catalog, no_location=False, include_lineno=False, omit_header=True, width=110)
    lines = ['msgid ""', 'msgstr ""', r'"Content-Type: text/plain; charset=utf-8\n"', r'"Language: en\n"']
    rule = r'"Plural-Forms: nplurals=2; plural=(n != 1);\n"'
    return "\n".join([HEADER, *lines, rule, "", ""]).encode() + written.getvalue()


def mo_bytes(po: bytes) -> bytes:
    """The compiled catalogue."""
    catalog = read_po(io.BytesIO(po), locale="en")
    catalog.creation_date = catalog.revision_date = FIXED_DATE
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def words_in(mo: bytes) -> dict[object, object]:
    """The translations of a compiled catalogue, without its header (which names the compiler's version)."""
    return {(str(one.id), one.context): tuple(_forms(one)) for one in read_mo(io.BytesIO(mo)) if one.id}


def _forms(message: Message) -> list[str]:
    """The translation of a message: one form, or one for each number where it has a plural."""
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def complaints(app: Path, po: Path, catalog: Catalog) -> list[str]:
    """What is wrong with the committed catalogue of an app."""
    wanted, mo = po_text(catalog), po.with_suffix(".mo")
    found = [
        f"{app.name}: no English for “{message.id}”" for message in catalog if message.id and not all(_forms(message))
    ]
    if not po.exists() or po.read_bytes() != wanted:
        found.append(f"{app.name}: the catalogue is not of today; run `python tools/messages.py`.")
    elif not mo.exists() or words_in(mo.read_bytes()) != words_in(mo_bytes(wanted)):
        found.append(f"{app.name}: the .mo file is not of today; run `python tools/messages.py`.")
    return found


def main() -> int:
    """Write or check every catalogue; the exit code is 1 when the check found something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is missing")
    parser.add_argument("apps", nargs="*", help="only these apps, for example foundation")
    chosen = parser.parse_args()
    settings.configure(USE_I18N=False)
    django.setup()
    found: list[str] = []
    for app in sorted(path.parent for path in SOURCE.glob("*/__init__.py")):
        po = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
        catalog = gathered(app, po)
        if not len(catalog) or (chosen.apps and app.name not in chosen.apps):
            continue
        if not chosen.check:
            po.parent.mkdir(parents=True, exist_ok=True)
            po.write_bytes(po_text(catalog))
            po.with_suffix(".mo").write_bytes(mo_bytes(po_text(catalog)))
        found += complaints(app, po, catalog)
    print("\n".join(found) or "Every message has its English.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
