"""The types of XLSForm: which we ask, which we only know by name."""

import difflib
import re
from dataclasses import dataclass

ASKED = frozenset({"text", "integer", "decimal", "date", "select_one", "select_multiple"})
SUPPORTED = ASKED | {"note", "calculate"}
SELECTS = frozenset({"select_one", "select_multiple"})
BEGIN = {"begin_group": "group", "begin_repeat": "repeat", "begin_loop": "repeat"}
END = {"end_group": "group", "end_repeat": "repeat", "end_loop": "repeat"}

_SYNONYMS = {
    "int": "integer",
    "string": "text",
    "select1": "select_one",
    "select_one_from": "select_one",
    "select_all_that_apply": "select_multiple",
    "select_all_that_apply_from": "select_multiple",
    "add_select_one_prompt_using": "select_one",
    "add_select_multiple_prompt_using": "select_multiple",
}
_LATER = frozenset({
    "acknowledge", "audio", "audit", "background-audio", "background-geopoint", "barcode", "caseid",
    "csv-external", "dateTime", "datetime", "deviceid", "email", "end", "file", "geopoint", "geoshape",
    "geotrace", "hidden", "image", "osm", "photo", "phonenumber", "range", "rank",
    "select_multiple_from_file", "select_one_external", "select_one_from_file", "simserial", "start",
    "start-geopoint", "subscriberid", "time", "today", "trigger", "username", "uri", "video", "xml-external",
})  # fmt: skip
_WITH_LIST = sorted(
    {*SELECTS, "rank", "select_one_from_file", "select_multiple_from_file", *_SYNONYMS} - {"int", "string"},
    key=len,
    reverse=True,
)
_LIST = re.compile(rf"({'|'.join(word.replace('_', '[ _]') for word in _WITH_LIST)})\s+(.+)", re.IGNORECASE)


@dataclass(frozen=True)
class QuestionType:
    """Hold a type cell, read: the kind, its list, and what stood behind the list (such as or_other)."""

    kind: str
    list_name: str = ""
    rest: str = ""


def read_type(cell: str) -> QuestionType:
    """Read a type cell such as `select_one ja_nee` or `begin group`; an unknown type is its own kind."""
    found = _LIST.fullmatch(cell)
    if found is None:
        return QuestionType(_standard(cell))
    list_name, _, rest = found[2].partition(" ")
    return QuestionType(_standard(found[1]), list_name, rest.strip())


def _standard(words: str) -> str:
    joined = "_".join(words.lower().split())
    joined = _SYNONYMS.get(joined, joined)
    return joined if joined in SUPPORTED or joined in BEGIN or joined in END or joined in SELECTS else words


def objection(kind: str) -> str:
    """Say in Dutch why a kind cannot be used, or return "" where it can."""
    if kind in SUPPORTED:
        return ""
    if not kind:
        return f"Deze rij heeft geen type. Gebruik {_listed()}, of maak de rij leeg."
    if kind in _LATER or _standard(kind) in _LATER:
        return f"Het type ‘{kind}’ wordt nog niet ondersteund. Gebruik {_listed()}."
    near = difflib.get_close_matches(kind, [*SUPPORTED, *BEGIN, *END], n=1)
    remedy = f"Bedoelde u ‘{near[0]}’?" if near else f"Gebruik {_listed()}."
    return f"Het type ‘{kind}’ bestaat niet. {remedy}"


def _listed() -> str:
    names = sorted(SUPPORTED | {"begin_group", "end_group"})
    return f"{', '.join(names[:-1])} of {names[-1]}"
