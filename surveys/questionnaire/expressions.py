"""Expressions of a questionnaire: XPath 1.0 with ODK's functions, evaluated by lxml over a tree of answers.

Nothing is ever handed to Python's eval, and nothing a workbook says reaches lxml unread: an expression is parsed
into a tree and written anew, so only paths to the questionnaire's own nodes and functions of the table occur in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from lxml import etree

from .functions import FUNCTIONS, NAMESPACE, Function, Given, Value, index, number, same, text_of
from .grammar import NotAnExpression, Tree, parse
from .places import Places, Scope
from .rewriting import Writer

__all__ = ["Expression", "Moment", "NotAnExpression", "Places", "Scope", "compile_expression"]

_AIDS: Mapping[str, Callable[..., Value]] = {"number": number, "same": same, "index": index}


@dataclass(frozen=True, slots=True)
class Moment:
    """What an expression may know besides the answers: the local time, the language, the version, and a seed."""

    now: datetime
    language: str = "nl"
    version: str = ""
    seed: str = ""

    def tell(self, variable: str, node: etree._Element) -> object:
        match variable:
            case "today":
                return self.now.date().isoformat()
            case "now":
                return self.now.isoformat(timespec="seconds")
            case "own":
                return [node]
            case "seed":
                return f"{self.seed}:{node.getroottree().getpath(node)}"
            case _:
                return str(getattr(self, variable))


class Expression:
    """A compiled expression, safe to share between threads; `references` names the nodes it reads."""

    def __init__(self, xpath: str, writer: Writer, kind: str) -> None:
        self.xpath = xpath
        self.kind = kind
        self.references = frozenset(writer.router.references) - {""}
        self.reads_own = writer.router.reads_own
        self.variables = frozenset(writer.variables) | ({"own"} if writer.router.uses_own else set())
        lists = writer.router.scope.places.lists
        names = list(lists)
        self.lists = {f"list{names.index(name)}": [lists[name]] for name in writer.router.lists}
        extensions = {(NAMESPACE, name): _plainly(compute) for name, compute in _computes(writer).items()}
        self._evaluate = etree.XPath(
            xpath, namespaces={"odk": NAMESPACE}, extensions=extensions or None, smart_strings=False
        )

    def truth(self, node: etree._Element, now: datetime | Moment) -> bool:
        """Say whether the expression holds at a node; `now` is the local time for today() and now()."""
        return bool(self._value(node, now))

    def text(self, node: etree._Element, now: datetime | Moment) -> str:
        """Return the value as ODK stores it: a number without needless decimals, not-a-number as ""."""
        return text_of(cast("Value", self._value(node, now)))

    def number(self, node: etree._Element, now: datetime | Moment) -> float:
        return number(cast("Value", self._value(node, now)))

    def nodes(self, node: etree._Element, now: datetime | Moment) -> list[etree._Element]:
        """Return the nodes that the expression finds."""
        return cast("list[etree._Element]", self._value(node, now))

    def _value(self, node: etree._Element, now: datetime | Moment) -> object:
        if not self.variables and not self.lists:
            return self._evaluate(node)
        moment = now if isinstance(now, Moment) else Moment(now)
        told: dict[str, Any] = {name: moment.tell(name, node) for name in self.variables}
        return self._evaluate(node, **told, **self.lists)


def compile_expression(text: str, scope: Scope, *, as_truth: bool) -> Expression:
    """Compile an expression; raise NotAnExpression (Dutch, with the remedy) where it cannot be used.

    `as_truth` is for relevant, constraint and required; without it the value itself is meant (a calculation).
    """
    writer = Writer(scope)
    tree = parsed(text)
    xpath, kind = (writer.boolean(tree), "boolean") if as_truth else writer.write(tree)
    return _expression(f"boolean({xpath})" if as_truth else xpath, writer, kind)


def compile_nodes(text: str, scope: Scope) -> Expression:
    """Compile a path as the nodes it finds, for a list of choices."""
    writer = Writer(scope)
    return _expression(writer.router.write(parsed(text)).nodes, writer, "nodes")


def compile_filter(text: str, scope: Scope, list_name: str) -> Expression:
    """Compile a choice_filter as the rows of the list that it lets through."""
    writer = Writer(scope)
    condition = writer.boolean(parsed(text)) if text else "true()"
    writer.router.lists.add(list_name)
    at = list(scope.places.lists).index(list_name)
    return _expression(f"$list{at}/root/item[{condition}]", writer, "nodes")


def _expression(xpath: str, writer: Writer, kind: str) -> Expression:
    try:
        return Expression(xpath, writer, kind)
    except etree.XPathSyntaxError as error:
        raise NotAnExpression("De expressie is te ingewikkeld. Maak haar eenvoudiger.") from error


parsed: Callable[[str], Tree] = lru_cache(maxsize=4096)(parse)


def _computes(writer: Writer) -> dict[str, Callable[..., Value]]:
    """Give the functions of ours that an expression uses, by name."""
    own: dict[str, Callable[..., Value]] = {}
    for name in writer.used:
        function: Function | None = FUNCTIONS.get(name)
        compute = _AIDS.get(name) or (function.compute if function else None)
        if compute:
            own[name] = compute
    return own | writer.labels


def _plainly(compute: Callable[..., Value]) -> Callable[..., Value]:
    """Drop lxml's context argument: our functions depend on their values alone."""

    def call(_context: object, *values: Given) -> Value:
        result = compute(*values)
        return float(result) if isinstance(result, int) and not isinstance(result, bool) else result

    return call
