"""The columns of an XLSForm workbook: their standard names, their spelling variants and their languages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

TRANSLATABLE = frozenset(
    {"label", "hint", "guidance_hint", "constraint_message", "required_message", "warning_message"}
)
SURVEY = TRANSLATABLE | {
    "type", "name", "relevant", "constraint", "required", "calculation", "choice_filter", "repeat_count",
    "appearance", "default", "read_only", "parameters", "trigger", "disabled", "warning", "fact",
}  # fmt: skip
CHOICES = frozenset({"list_name", "name", "label"})
SETTINGS = frozenset({"form_title", "form_id", "version", "default_language"})

_BIND = {
    "relevant": "relevant",
    "constraint": "constraint",
    "required": "required",
    "calculate": "calculation",
    "readonly": "read_only",
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
}
_BODY = {"appearance": "appearance", "jr:count": "repeat_count"}
_VARIANTS = {
    "survey": {
        "command": "type",
        "tag": "name",
        "value": "name",
        "caption": "label",
        "relevance": "relevant",
        "calculate": "calculation",
        "constraining_message": "constraint_message",
        "requiredmsg": "required_message",
        "readonly": "read_only",
        "count": "repeat_count",
        "jr:count": "repeat_count",
    },
    "choices": {"caption": "label", "value": "name"},
    "settings": {
        "set_form_title": "form_title",
        "title": "form_title",
        "set_form_id": "form_id",
        "id_string": "form_id",
    },
}
_PLAIN = frozenset({"type", "name", "label", "hint", "guidance_hint", "default", "parameters", "trigger"})
_RULES = frozenset({
    "relevant", "constraint", "required", "calculation", "choice_filter", "repeat_count", "read_only", "trigger",
    "parameters", "warning",
})  # fmt: skip
_WORDS = frozenset({"type", "name", "list_name"})
_CURLY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\N{NO-BREAK SPACE}": " "})
_KNOWN = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}


def tidied(key: str, text: str) -> str:
    """Return a cell as a rule means it: a word processor made its quotes curly; what people read stays as it is."""
    if key in _RULES:
        return text.translate(_CURLY).strip()
    return text.replace("\N{NO-BREAK SPACE}", " ").strip() if key in _WORDS else text


class Columns(Mapping[str, str]):
    """Hold the filled cells of one row by standard column name; immutable, hashable, ordered by name."""

    __slots__ = ("_cells",)

    def __init__(self, cells: Mapping[str, str] | None = None) -> None:
        self._cells = {key: text for key, text in sorted((cells or {}).items()) if text != ""}

    def __getitem__(self, key: str) -> str:
        return self._cells[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __hash__(self) -> int:
        return hash(tuple(self._cells.items()))

    def __repr__(self) -> str:
        return f"Columns({self._cells!r})"

    def text(self, column: str, language: str, default_language: str = "") -> str:
        """Return a translatable text: in `language`, else the default language, else unqualified, else any."""
        versions = self._versions(column)
        for wanted in (language, default_language, ""):
            for tongue, text in versions.items():
                if speaks(tongue, wanted):
                    return text
        return next(iter(versions.values()), "")

    def own_text(self, column: str, language: str) -> str:
        """Return a text only where the workbook has it in `language` or for every language, else ""."""
        versions = self._versions(column)
        return next((text for tongue, text in versions.items() if speaks(tongue, language)), versions.get("", ""))

    def _versions(self, column: str) -> dict[str, str]:
        split = ((split_key(key), text) for key, text in self._cells.items())
        return {tongue: text for (base, tongue), text in split if base == column}


@lru_cache(maxsize=4096)
def split_key(key: str) -> tuple[str, str]:
    """Split `label::Dutch (nl)` into `label` and `Dutch (nl)`; an unqualified column has the language ""."""
    base, _, language = key.partition("::")
    return base, language


@lru_cache(maxsize=4096)
def speaks(tongue: str, wanted: str) -> bool:
    """Say whether the language `Dutch (nl)` answers to `wanted`: its whole name, its plain name or its code."""
    plain, _, code = tongue.casefold().rstrip(") ").partition("(")
    names = {tongue.casefold(), plain.strip(), code.strip()} - {""}
    return wanted.casefold() in names if wanted else tongue == ""


def standard(sheet: str, title: str) -> str:
    """Return the standard name of a column title; an unknown title stays as it is.

    >>> standard("survey", "Bind:relevant"), standard("survey", "label : English (en)")
    ('relevant', 'label::English (en)')
    """
    first, rest = _split_title(title)
    base = _plain(first)
    if base in {"bind", "body", "control"} and rest:
        first, rest = _split_title(rest)
        base = (_BIND if base == "bind" else _BODY).get(first.casefold(), "")
    base = _VARIANTS[sheet].get(base, base)
    if base not in _KNOWN[sheet]:
        return title
    return f"{base}::{rest}" if rest else base


def keys_of(sheet: str, titles: Sequence[str]) -> tuple[str, ...]:
    """Return the key of each column of a sheet: its standard name; without a title its letter, as (J).

    Where two titles mean the same column and the reference converter lets the last one win, the other is kept as it is
    written, without a meaning. A key that still stands there twice is a fault of the workbook.
    """
    keys = [standard(sheet, title) if title else f"({letters(at)})" for at, title in enumerate(titles)]
    doubled = any("::" in title for title in titles)
    first: dict[str, int] = {}
    for at, key in enumerate(list(keys)):
        before = first.setdefault(key, at)
        if before == at:
            continue
        for place, other in ((before, at), (at, before)):
            if _yields(titles[place], titles[other], key, doubled=doubled):
                keys[place], first[key] = titles[place], other
                break
    return tuple(keys)


def _yields(title: str, other: str, key: str, *, doubled: bool) -> bool:
    """Say whether a title gives way to another that means the same column."""
    if title == other:
        return False
    if doubled and ":" in title and "::" not in title:
        return True  # beside titles with :: a single colon is a letter
    return (other == key and key in _PLAIN) or (title == "id_string" and other == "form_id")


def letters(index: int) -> str:
    """Name a column as a spreadsheet does: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _split_title(title: str) -> tuple[str, str]:
    """Split at the first colon: old workbooks have one where newer have two; the colon of `jr:count` is a letter."""
    prefix = "jr:" if title.casefold().startswith("jr:") else ""
    first, _, rest = title[len(prefix) :].partition(":")
    return prefix + first.strip(), rest.removeprefix(":").strip()


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", "_", word.strip().casefold())
