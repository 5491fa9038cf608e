"""Conditions as rows of question, operator and value; the XPath they stand for, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.questionnaire.grammar import Call, Chain, Literal, Negative, NotAnExpression, Number, Path, Reference, Step

from surveys.questionnaire.grammar import Tree, parse  # isort: skip, Step

ALL, ANY = "all", "any"
SIGNS = {"is": "=", "is_not": "!=", "more": ">", "less": "<", "least": ">=", "most": "<="}
_OPERATORS = {sign: operator for operator, sign in SIGNS.items()}
NUMERIC = frozenset({"more", "less", "least", "most"})
BARE = frozenset({"filled", "empty"})
EMPTY: dict[str, Any] = {"joined": ALL, "rows": []}


class Odd(ValueError):
    """Tell that an expression is deeper than rows can show."""


@dataclass(frozen=True)
class Row:
    """One line of a condition; a number in `value` is written as in XPath."""

    question: str
    operator: str
    value: str = ""

    def xpath(self, *, numeric: bool = False) -> str:
        """Return the comparison; `numeric` compares with a number in place of a text."""
        asked = f"${{{self.question}}}"
        if self.operator in BARE:
            return f"{asked} {'!=' if self.operator == 'filled' else '='} ''"
        if self.operator == "contains":
            return f"selected({asked}, {quoted(self.value)})"
        return f"{asked} {SIGNS[self.operator]} {self.value if numeric else quoted(self.value)}"


def quoted(text: str) -> str:
    """Return a literal of XPath; raise Odd where it holds both marks."""
    if "'" not in text:
        return f"'{text}'"
    if '"' in text:
        raise Odd(text)
    return f'"{text}"'


def expression(rows: list[str], joined: str) -> str:
    return (" and " if joined == ALL else " or ").join(rows)


def read(relevant: str) -> dict[str, Any]:
    """Return the rows of an expression, as a block holds them; raise Odd where rows cannot show it."""
    if not relevant:
        return {"joined": ALL, "rows": []}
    try:
        tree = parse(relevant)
    except NotAnExpression as error:
        raise Odd(relevant) from error
    joined, pieces = _pieces(tree)
    rows = [_row(piece) for piece in pieces]
    return {
        "joined": joined,
        "rows": [{"question": r.question, "operator": r.operator, "value": r.value} for r in rows],
    }


def _pieces(tree: Tree) -> tuple[str, list[Tree]]:
    signs = {sign for sign, _ in tree.rest} if isinstance(tree, Chain) else set()
    if isinstance(tree, Chain) and signs in ({"and"}, {"or"}):
        return (ALL if signs == {"and"} else ANY), [tree.first, *(operand for _, operand in tree.rest)]
    return ALL, [tree]


def _row(tree: Tree) -> Row:
    match tree:
        case Call("selected", (Reference(name), Literal() as value)):
            return Row(name, "contains", value.text)
        case Chain(Reference(name), ((("=" | "!=") as sign, Literal() as value),)) if not value.text:
            return Row(name, "empty" if sign == "=" else "filled")
        case Chain(Reference(name), ((sign, Literal() as value),)) if sign in _OPERATORS:
            return Row(name, _OPERATORS[sign], value.text)
        case Chain(Reference(name), ((sign, (Number() | Negative()) as value),)) if sign in _OPERATORS:
            return Row(name, _OPERATORS[sign], _number(value))
    raise Odd(str(tree))


def _number(tree: Tree) -> str:
    match tree:
        case Number(text):
            return text
        case Negative(Number(text)):
            return f"-{text}"
    raise Odd(str(tree))


# ---------------------------------------------------------------- the bounds of a number
def bounds(constraint: str) -> tuple[str, str]:
    """Return the least and the most that `. >= 1 and . <= 10` lets in; raise Odd for any other rule."""
    if not constraint:
        return "", ""
    try:
        tree = parse(constraint)
    except NotAnExpression as error:
        raise Odd(constraint) from error
    joined, pieces = _pieces(tree)
    found: dict[str, str] = {}
    for sign, number in map(_bound, pieces):
        if sign in found or joined == ANY:
            raise Odd(constraint)
        found[sign] = number
    return found.get(">=", ""), found.get("<=", "")


def _bound(tree: Tree) -> tuple[str, str]:
    match tree:
        case Chain(Path(False, (Step("."),)), (((">=" | "<=") as sign, value),)):
            return sign, _number(value)
    raise Odd(str(tree))


def bounded(least: str, most: str) -> str:
    """Return the constraint that lets in what lies between; "" is no bound."""
    pieces = [f". {sign} {number}" for sign, number in ((">=", least), ("<=", most)) if number]
    return " and ".join(pieces)


def filled(condition: Mapping[str, Any]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a condition with their numbers."""
    for number, item in enumerate(condition.get("rows", ())):
        row = item.get("value", item) if isinstance(item.get("value"), Mapping) else item
        yield number, Row((row["question"] or "").strip(), row["operator"], (row["value"] or "").strip())
