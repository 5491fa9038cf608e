"""The English catalogue: gather the Dutch sentences of code and templates, compile, and refuse what is missing.

messages.py           gather new sentences into the .po file and compile it
messages.py --check   fail when a sentence has no English, or the compiled file is out of date
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "platform/schakel/locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "ngettext_noop": (1, 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def sources() -> list[Path]:
    parts = ["platform/schakel", "meetings", "surveys", "cms"]
    code = [path for part in parts for path in (ROOT / part).rglob("*.py") if "migrations" not in path.parts]
    pages = [path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt")]
    return sorted(code) + sorted(pages)


def gathered() -> Catalog:
    """Return every sentence that is marked for translation, with the file where it stands."""
    catalog = Catalog(locale="en", project="Schakel", charset="utf-8")
    for path in sources():
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else templatize(text)
        where = str(path.relative_to(ROOT))
        for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            words = message[0] if isinstance(message, tuple) else message
            if words:
                catalog.add(message, locations=[(where, 0)], context=context)
    return catalog


def known() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def placeholders(sentence: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(sentence)}


def problems(wanted: Catalog, have: Catalog) -> list[str]:
    """Return what is missing, left over, or has other placeholders than the Dutch."""
    found = []
    for message in wanted:
        if not message.id:
            continue
        own = have.get(message.id, message.context)
        english = own.string if own else ""
        forms = english if isinstance(english, tuple) else (english,)
        dutch = message.id if isinstance(message.id, tuple) else (message.id,)
        if not all(forms):
            found.append(f"no English for {dutch[0]!r} ({message.locations[0][0]})")
        elif placeholders(dutch[-1]) != placeholders(forms[-1]):
            found.append(f"other placeholders in the English of {dutch[0]!r}")
    found += [f"no longer used: {m.id!r}" for m in have if m.id and wanted.get(m.id, m.context) is None]
    return found


def main() -> int:
    wanted, have = gathered(), known()
    if "--check" in sys.argv:
        found = problems(wanted, have)
        if not found and PO.with_suffix(".mo").read_bytes() != compiled(have):
            found = ["the compiled catalogue is out of date: make messages"]
        print("\n".join(found) or f"{len(wanted)} sentences, all in English")
        return 1 if found else 0
    merged = Catalog(locale="en", project="Schakel", charset="utf-8", fuzzy=False)
    for message in wanted:
        if message.id:
            own = have.get(message.id, message.context)
            merged.add(message.id, own.string if own else None, locations=message.locations, context=message.context)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, merged, sort_output=True, width=120, omit_header=False, include_lineno=False)
    PO.with_suffix(".mo").write_bytes(compiled(known()))
    print(f"{len(wanted)} sentences; {len([m for m in merged if m.id and not m.string])} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
