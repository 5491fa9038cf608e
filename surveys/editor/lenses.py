"""How each field of a block stands in the columns of a row: read from there, and written back only where it changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.editor import conditions
from surveys.editor.kinds import LISTED, Json
from surveys.questionnaire.columns import split_key
from surveys.questionnaire.question_types import read_type

Columns = dict[str, str]
NAMES = {"nl": {"nl", "dutch", "nederlands"}, "en": {"en", "english", "engels"}}
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
RULED = gettext_lazy("Deze vraag heeft een regel uit het werkboek die hier niet past. Wijzig die in het werkboek.")


@dataclass(frozen=True)
class Tongues:
    """How the columns of this questionnaire name Dutch and English: "Dutch (nl)", or "" without a name."""

    nl: str = "Nederlands (nl)"
    en: str = "English (en)"

    @classmethod
    def of(cls, data: Json) -> Tongues:
        """Find the names in the titles of a questionnaire."""
        found = [split_key(title)[1] for titles in data["headers"].values() for title in titles]
        found.append(data["settings"].get("default_language", ""))
        nl = next((each for each in found if speaks(each, "nl")), "")
        en = next((each for each in found if speaks(each, "en")), "English (en)")
        return cls(nl, en)


def speaks(tongue: str, language: str) -> bool:
    words = set(re.findall(r"\w+", tongue.casefold()))
    return bool(words & NAMES[language])


@dataclass
class Context:
    """What a field needs to be written: the languages, how to find a question, and where troubles go."""

    tongues: Tongues = field(default_factory=Tongues)
    comparison: Callable[[conditions.Row], str] = lambda row: row.xpath()
    trouble: Callable[[tuple[Any, ...], str], None] = lambda path, message: None


@dataclass(frozen=True)
class Lens:
    """One field of a block: how it is read from a row and written to it."""

    name: str
    get: Callable[[Columns, Context], Any]
    put: Callable[[Columns, Any, Context], None]


def read(lenses: tuple[Lens, ...], columns: Columns, context: Context) -> Json:
    return {lens.name: lens.get(columns, context) for lens in lenses}


def write(lenses: tuple[Lens, ...], columns: Columns, values: Mapping[str, Any], context: Context) -> Columns:
    """Return the columns with what `values` changed in them; an empty cell is no cell."""
    made = dict(columns)
    for lens in lenses:
        value = values.get(lens.name)
        if value is not None and plain(value) != plain(lens.get(columns, context)):
            lens.put(made, plain(value), context)
    return {key: text for key, text in made.items() if text != ""}


def plain(value: Any) -> Any:
    """Return what a field holds without Wagtail's wrapping of lists."""
    if isinstance(value, Mapping) and "rows" in value:
        rows = [{"question": r.question, "operator": r.operator, "value": r.value}
                for _number, r in conditions.filled(value)]  # fmt: skip
        return {"joined": value["joined"] if len(rows) > 1 else conditions.ALL, "rows": rows}
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


# ---------------------------------------------------------------- texts
def text(base: str, language: str) -> Lens:
    def key(columns: Columns, context: Context) -> str:
        own = [each for each in columns if split_key(each)[0] == base]
        named = next((each for each in own if speaks(split_key(each)[1], language)), None)
        if named is None and language == "nl" and base in columns:
            return base
        tongue = getattr(context.tongues, language)
        return named or (f"{base}::{tongue}" if tongue else base)

    def put(columns: Columns, value: str, context: Context) -> None:
        columns[key(columns, context)] = value

    return Lens(f"{base}_{language}", lambda columns, context: columns.get(key(columns, context), "").strip(), put)


# ---------------------------------------------------------------- rules
def _condition(columns: Columns, _context: Context) -> Any:
    try:
        return conditions.read(columns.get("relevant", ""))
    except conditions.Odd:
        return conditions.EMPTY


def _put_condition(columns: Columns, value: Any, context: Context) -> None:
    try:
        conditions.read(columns.get("relevant", ""))
        rows = [context.comparison(row) for _number, row in conditions.filled(value)]
        columns["relevant"] = conditions.expression(rows, value["joined"])
    except conditions.Odd:
        context.trouble(("condition",), str(RULED))


def _bound(which: int) -> Callable[[Columns, Context], str]:
    def get(columns: Columns, _context: Context) -> str:
        try:
            return conditions.bounds(columns.get("constraint", ""))[which].replace(".", ",")
        except conditions.Odd:
            return ""

    return get


def _put_bound(which: int) -> Callable[[Columns, str, Context], None]:
    name = ("minimum", "maximum")[which]

    def put(columns: Columns, value: str, context: Context) -> None:
        number = value.replace(",", ".")
        if number and not NUMBER.fullmatch(number):
            context.trouble((name,), _("Vul een getal in, bijvoorbeeld 12 of 1,5."))
            return
        try:
            both = list(conditions.bounds(columns.get("constraint", "")))
        except conditions.Odd:
            context.trouble((name,), str(RULED))
            return
        both[which] = number
        columns["constraint"] = conditions.bounded(*both)
        if all(both) and float(both[0]) > float(both[1]):
            context.trouble((name,), _("Het minste is meer dan het meeste. Verander een van de twee."))

    return put


def _required(columns: Columns, _context: Context) -> bool:
    return columns.get("required", "").casefold().replace(" ", "") not in {"", "no", "false", "false()"}


def _put_required(columns: Columns, value: bool, _context: Context) -> None:
    columns["required"] = "yes" if value else ""


def _long(columns: Columns, _context: Context) -> bool:
    return "multiline" in columns.get("appearance", "")


def _put_long(columns: Columns, value: bool, _context: Context) -> None:
    words = [word for word in columns.get("appearance", "").split() if word != "multiline"]
    columns["appearance"] = " ".join([*words, *["multiline"] * value])


# ---------------------------------------------------------------- kinds and lists
def _kind(columns: Columns, _context: Context) -> str:
    return read_type(columns.get("type", "")).kind.replace("dateTime", "datetime")


def _put_kind(columns: Columns, value: str, _context: Context) -> None:
    was = read_type(columns.get("type", ""))
    columns["type"] = " ".join(filter(None, (value, was.list_name if value in LISTED else "", was.rest)))


def _list(columns: Columns, _context: Context) -> str:
    return read_type(columns.get("type", "")).list_name


def _put_list(columns: Columns, value: str, _context: Context) -> None:
    was = read_type(columns.get("type", ""))
    columns["type"] = " ".join(filter(None, (was.kind, value, was.rest)))


def _parameter(name: str) -> Lens:
    def get(columns: Columns, _context: Context) -> str:
        found = dict(re.findall(r"([\w-]+)\s*=\s*([^\s;,]+)", columns.get("parameters", "")))
        return str(found.get(name, "")).replace(".", ",")

    def put(columns: Columns, value: str, context: Context) -> None:
        number = value.replace(",", ".")
        if number and not NUMBER.fullmatch(number):
            context.trouble((name,), _("Vul een getal in, bijvoorbeeld 12 of 1,5."))
        found = dict(re.findall(r"([\w-]+)\s*=\s*([^\s;,]+)", columns.get("parameters", "")))
        found[name] = number
        columns["parameters"] = " ".join(f"{key}={each}" for key, each in found.items() if each)

    return Lens(name, get, put)


LABELS = (text("label", "nl"), text("label", "en"))
HINTS = (text("hint", "nl"), text("hint", "en"))
CONDITION = Lens("condition", _condition, _put_condition)
REQUIRED = Lens("required", _required, _put_required)
KIND = Lens("kind", _kind, _put_kind)
LIST = Lens("list_name", _list, _put_list)
BOUNDS = (
    Lens("minimum", _bound(0), _put_bound(0)),
    Lens("maximum", _bound(1), _put_bound(1)),
    text("constraint_message", "nl"),
    text("constraint_message", "en"),
)
COMMON = (*LABELS, *HINTS, REQUIRED, CONDITION)
OF = {
    "words": (*COMMON, Lens("long", _long, _put_long)),
    "number": (KIND, *COMMON, *BOUNDS),
    "moment": (KIND, *COMMON),
    "choice": (KIND, LIST, *COMMON),
    "range": (*COMMON, _parameter("start"), _parameter("end"), _parameter("step")),
    "note": (*LABELS, CONDITION),
    "acknowledge": COMMON,
    "section": (*LABELS, CONDITION),
    "matrix": (*LABELS, *HINTS, CONDITION),
}
FRESH = {
    "words": "text", "number": "integer", "moment": "date", "choice": "select_one", "range": "range", "note": "note",
    "acknowledge": "acknowledge", "section": "begin_group", "matrix": "begin_group",
}  # fmt: skip
