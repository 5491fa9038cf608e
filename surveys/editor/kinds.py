"""Which block shows which kind of question, and which rows are deeper than a block can show."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from surveys.questionnaire.question_types import read_type

Json = dict[str, Any]

WORDS, NUMBER, MOMENT, CHOICE, RANGE = "words", "number", "moment", "choice", "range"
NOTE, ACKNOWLEDGE, MATRIX, SECTION, KEPT = "note", "acknowledge", "matrix", "section", "kept"

BLOCKS = {
    "text": WORDS,
    "integer": NUMBER,
    "decimal": NUMBER,
    "date": MOMENT,
    "time": MOMENT,
    "datetime": MOMENT,
    "dateTime": MOMENT,
    "select_one": CHOICE,
    "select_multiple": CHOICE,
    "rank": CHOICE,
    "range": RANGE,
    "note": NOTE,
    "acknowledge": ACKNOWLEDGE,
}
LISTED = frozenset({"select_one", "select_multiple", "rank"})
DEEP = ("choice_filter", "trigger", "calculation", "fact", "disabled", "repeat_count", "read_only")
WHY = {
    "repeat": _("Deze vragen herhalen zich. Dat wijzigt u in het werkboek."),
    "loop": _("Deze vragen herhalen zich. Dat wijzigt u in het werkboek."),
    "group": _("Dit is een groep binnen een onderdeel. Die wijzigt u in het werkboek."),
    "calculate": _("Dit is een berekening. Die wijzigt u in het werkboek."),
    "": _("Dit soort vraag of regel kent het bewerkscherm niet. Wijzig deze vraag in het werkboek."),
}


def block_for(node: Json) -> str:
    """Return the block that shows a row (a node of the canonical form); KEPT where none can."""
    columns = node["columns"]
    if "children" in node:
        return MATRIX if _is_matrix(node) else KEPT
    if any(column in columns for column in DEEP):
        return KEPT
    kind = read_type(columns.get("type", node["kind"])).kind
    if kind in LISTED and not node["list"]:
        return KEPT
    return BLOCKS.get(kind, KEPT)


def why(node: Json) -> str:
    return str(WHY.get(node["kind"], WHY[""]))


def _is_matrix(node: Json) -> bool:
    rows = node["children"]
    plain = {"type", "name", "required"}
    return (
        node["kind"] == "group"
        and node["columns"].get("appearance", "") == "table-list"
        and bool(rows)
        and all(row.get("kind") == "select_one" and "children" not in row for row in rows)
        and len({(row["list"], row["columns"].get("required", "")) for row in rows}) == 1
        and all(key in plain or key.startswith("label") for row in rows for key in row["columns"])
    )
