"""What kind of value an answer or a calculation is: for ODK a number is no text of digits."""

from collections.abc import Callable

from .functions import FUNCTIONS
from .grammar import Call, Chain, Negative, NotAnExpression, Number, Reference, Tree, parse

_NUMERIC = frozenset({"integer", "decimal", "range"})
_ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})
_GIVEN = {"number": "numeric", "boolean": "truth"}
_NUMBERS = frozenset({"position"})


def kind_of(kind: str) -> str:
    """Return numeric for the types of questions that hold a number, else ""."""
    return "numeric" if kind in _NUMERIC else ""


def result(calculation: str, kind_at: Callable[[str], str]) -> str:
    """Return what a calculation gives: numeric, truth, or "" for a text (or what is not known beforehand)."""
    try:
        return _result(parse(calculation), kind_at) if calculation else ""
    except NotAnExpression:
        return ""


def _result(tree: Tree, kind_at: Callable[[str], str]) -> str:
    match tree:
        case Number() | Negative():
            return "numeric"
        case Chain(_, rest):
            return "numeric" if rest[0][0] in _ARITHMETIC else "truth"
        case Reference(name):
            return kind_at(name)
        case Call("if", (_, then, otherwise)):
            found = {_result(then, kind_at), _result(otherwise, kind_at)}
            return found.pop() if len(found) == 1 else ""
        case Call("coalesce", (first, second)):
            found = {_result(first, kind_at), _result(second, kind_at)}
            return found.pop() if len(found) == 1 else ""
        case Call("once", (value,)):
            return _result(value, kind_at)
        case Call("indexed-repeat", (Reference(name), *_)):
            return kind_at(name)
        case Call(name) if name in _NUMBERS:
            return "numeric"
        case Call(name) if name in FUNCTIONS:
            return _GIVEN.get(FUNCTIONS[name].gives, "")
        case _:
            return ""
