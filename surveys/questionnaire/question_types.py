"""The types of XLSForm: which we ask, which work unseen, which are kept and not shown."""

import difflib
import re
from dataclasses import dataclass

WITH_CHOICES = frozenset({"select_one", "select_multiple", "rank"})
SELECTS = WITH_CHOICES
ASKED = WITH_CHOICES | {
    "text", "integer", "decimal", "date", "time", "datetime", "range", "acknowledge", "image", "file", "geopoint",
}  # fmt: skip
UNSEEN = frozenset({"calculate", "hidden"})
SUPPORTED = ASKED | UNSEEN | {"note"}
SHAPES = {"group": "group", "lgroup": "repeat", "repeat": "repeat", "looped group": "repeat", "loop": "loop"}
BEGIN = {f"begin_{shape}": shape for shape in ("group", "repeat", "loop")}
END = {f"end_{shape}": shape for shape in ("group", "repeat", "loop")}
FILES = frozenset({"select_one_from_file", "select_multiple_from_file"})
ELSEWHERE = FILES | {"select_one_external"}  # the choices stand on another sheet, or in a file we do not have
BUILT_IN = {  # old types that bring their own rule
    "percentage": "0 <= . and . <= 100",
    "number of days in last month": "0 <= . and . <= 31",
    "number of days in last six months": "0 <= . and . <= 183",
    "number of days in last year": "0 <= . and . <= 365",
    "phone number": "regex(., '^[0-9]*$')",
}
KEPT = ELSEWHERE | set(BUILT_IN) | {
    "audio", "audit", "background-audio", "background-geopoint", "barcode", "caseid", "cascading_select",
    "csv-external", "deviceid", "email", "end", "geoshape", "geotrace", "osm", "phonenumber", "simserial", "start",
    "start-geopoint", "subscriberid", "today", "username", "video", "xml-external",
}  # fmt: skip
SETTINGS = {
    "form title": "form_title",
    "set form title": "form_title",
    "form id": "form_id",
    "set form id": "form_id",
    "prefix": "prefix",
}  # a setting on the sheet survey, in old workbooks

_SYNONYMS = {
    "text": "string, q string, add text prompt",
    "integer": "int, q int, add integer prompt",
    "decimal": "q decimal, add decimal prompt",
    "date": "q date, add date prompt",
    "datetime": "date time, q datetime, q date time, add datetime prompt, add date time prompt",
    "note": "q note, add note prompt",
    "acknowledge": "trigger, q acknowledge, add acknowledge prompt",
    "calculate": "q calculate, add calculate prompt",
    "image": "photo, q image, q picture, add image prompt, add photo prompt",
    "file": "add file prompt",
    "audio": "q audio, add audio prompt",
    "video": "q video, add video prompt",
    "barcode": "q barcode, add barcode prompt",
    "geopoint": "gps, location, q geopoint, q location, add location prompt",
    "geoshape": "q geoshape",
    "geotrace": "q geotrace",
    "start": "start time, get start time",
    "end": "end time, get end time",
    "today": "get today",
    "deviceid": "device id, get device id, imei, uri:deviceid",
    "subscriberid": "subscriber id, get subscriber id, uri:subscriberid",
    "simserial": "sim id, get sim id, uri:simserial",
    "phonenumber": "get phone number, uri:phonenumber",
    "username": "uri:username",
    "email": "uri:email",
}
_LISTED = {
    "select_one": "select one, select1, q select1, select one from, select one using, add select one prompt using",
    "select_multiple": "select multiple, q select, select multiple from, select multiple using, "
    "select all that apply, select all that apply from, add select multiple prompt using",
    "rank": "rank",
    "select_one_external": "select one external",
    "select_one_from_file": "select one from file",
    "select_multiple_from_file": "select multiple from file",
}


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("_", " ").split())


_COMMANDS = {words: kind for kind, names in _LISTED.items() for words in names.split(", ")}
_KINDS = {_plain(kind): kind for kind in SUPPORTED | KEPT | set(BEGIN) | set(END)}
_KINDS |= {words: kind for kind, names in _SYNONYMS.items() for words in names.split(", ")} | _COMMANDS
_LONGEST_FIRST = "|".join(words.replace(" ", "[ _]") for words in sorted(_COMMANDS, key=len, reverse=True))
_LIST = re.compile(rf"({_LONGEST_FIRST})\s+(\S+)(?:\s+(.+))?", re.IGNORECASE)
_SHAPE = re.compile(
    r"(begin|end)[ _](group|lgroup|repeat|looped[ _]group|loop)(?:\s+(?:over\s+)?(\S+))?", re.IGNORECASE
)
_OTHER = frozenset({"or other", "or specify other"})


@dataclass(frozen=True)
class QuestionType:
    """Hold a type cell, read: the kind, its list, and what stood behind the list (such as or_other)."""

    kind: str
    list_name: str = ""
    rest: str = ""

    @property
    def or_other(self) -> bool:
        return _plain(self.rest) in _OTHER


def read_type(cell: str) -> QuestionType:
    """Read a type cell such as `select_one ja_nee` or `begin group`; an unknown type is its own kind."""
    words = " ".join(cell.split())
    if shape := _SHAPE.fullmatch(words):
        return QuestionType(f"{shape[1].lower()}_{SHAPES[_plain(shape[2])]}", shape[3] or "")
    if found := _LIST.fullmatch(words):
        return QuestionType(_COMMANDS[_plain(found[1])], found[2], found[3] or "")
    if words.lower().startswith("osm "):
        return QuestionType("osm", words[4:])
    return QuestionType(_KINDS.get(_plain(words), words))


def setting_of(cell: str) -> str:
    """Name the setting that a type cell of an old workbook gives ("set form title"), or return ""."""
    return SETTINGS.get(_plain(cell), "")


def parameters(cell: str) -> dict[str, str]:
    """Read `start=1 end=5`; raise ValueError for what is no row of name=value."""
    pairs = [pair.partition("=") for pair in re.findall(r"[^\s=,;]+\s*=\s*[^\s=,;]+|[^\s,;]+", cell)]
    if any(not sign for _, sign, _ in pairs):
        raise ValueError(cell)
    named = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return {name: value if name in {"label", "value"} else value.lower() for name, value in named.items()}


def objection(kind: str) -> str:
    """Say in Dutch why a kind cannot be used, or return "" where it can."""
    if kind in SUPPORTED or kind in KEPT:
        return ""
    if not kind:
        return f"Deze rij heeft geen type. Gebruik {_listed()}, of maak de rij leeg."
    near = difflib.get_close_matches(kind, [*SUPPORTED, *KEPT, *BEGIN, *END], n=1)
    remedy = f"Bedoelde u ‘{near[0]}’?" if near else f"Gebruik {_listed()}."
    return f"Het type ‘{kind}’ bestaat niet. {remedy}"


def _listed() -> str:
    names = sorted(SUPPORTED | {"begin_group", "end_group"})
    return f"{', '.join(names[:-1])} of {names[-1]}"
