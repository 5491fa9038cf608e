"""Expressions of a questionnaire: XPath 1.0 with ODK's functions, evaluated by lxml over a tree of answers.

Nothing is ever handed to Python's eval, and nothing a workbook says reaches lxml unread: an expression is parsed
into a tree and written anew, so only paths to the questionnaire's own nodes and functions of the table occur in it.
"""

import difflib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from lxml import etree

from .functions import FUNCTIONS, NAMESPACE, Function, Value
from .grammar import Call, Chain, Literal, Negative, NotAnExpression, Number, Path, Reference, Tree, parse
from .patterns import BadPattern, compile_pattern

__all__ = ["Expression", "NotAnExpression", "Places", "Scope", "compile_expression"]

_MANY = 500  # names beyond which no look-alike is sought: that takes time for each


class Places:
    """Know the path of every question by its name, and the name by its path below the root."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self.paths = paths
        self.names = {path.split("/", 2)[2]: name for name, path in paths.items()}


@dataclass(frozen=True)
class Scope:
    """Say where an expression stands: the places of all questions, and the path of its own node."""

    places: Places
    own: str

    def locate(self, name: str) -> str:
        """Return the path of a question; raise NotAnExpression where no such question exists."""
        paths = self.places.paths
        if name not in paths:
            near = difflib.get_close_matches(name, paths, n=1) if len(paths) < _MANY else []
            hint = f"Bedoelde u ${{{near[0]}}}?" if near else "Gebruik de naam van een vraag uit de kolom name."
            raise NotAnExpression(f"De verwijzing ${{{name}}} bestaat niet. {hint}")
        return paths[name]

    def resolve(self, path: Path) -> str:
        """Return the name of the question that a path leads to; the root of an absolute path may have any name."""
        steps = [] if path.absolute else self.own.split("/")[1:]
        for step in path.steps:
            if step == "..":
                del steps[-1:]
            elif step != ".":
                steps.append(step)
        if found := self.places.names.get("/".join(steps[1:])):
            return found
        shown = ("/" if path.absolute else "") + "/".join(path.steps)
        raise NotAnExpression(f"Het pad {shown} leidt niet naar een vraag. Schrijf liever ${{naam}}.")


class Expression:
    """A compiled expression, safe to share between threads; `references` names the nodes it reads."""

    def __init__(self, xpath: str, references: frozenset[str], used: frozenset[str], reads_own: bool) -> None:
        extensions = {(NAMESPACE, name): _plainly(FUNCTIONS[name]) for name in used if FUNCTIONS[name].compute}
        self.xpath = xpath
        self.references = references
        self.reads_own = reads_own
        self.variables = frozenset(FUNCTIONS[name].variable for name in used) - {""}
        self._evaluate = etree.XPath(
            xpath, namespaces={"odk": NAMESPACE}, extensions=extensions or None, smart_strings=False
        )

    def truth(self, node: etree._Element, now: datetime) -> bool:
        """Say whether the expression holds at a node; `now` is the local time for today() and now()."""
        return bool(self._value(node, now))

    def text(self, node: etree._Element, now: datetime) -> str:
        """Return the value as ODK stores it: a number without needless decimals, not-a-number as ""."""
        value = self._value(node, now)
        if isinstance(value, float):
            return "" if math.isnan(value) else _number_text(value)
        return str(value).lower() if isinstance(value, bool) else str(value)

    def _value(self, node: etree._Element, now: datetime) -> Value:
        clock = {"today": now.date().isoformat(), "now": now.isoformat(timespec="seconds")}
        return cast("Value", self._evaluate(node, **{name: clock[name] for name in self.variables}))


def compile_expression(text: str, scope: Scope, *, as_truth: bool) -> Expression:
    """Compile an expression; raise NotAnExpression (Dutch, with the remedy) where it cannot be used.

    `as_truth` is for relevant, constraint and required; without it the value itself is meant (a calculation).
    """
    writer = _Writer(scope)
    xpath, _ = writer.write(_parsed(text))
    wrapped = f"boolean({xpath})" if as_truth else xpath
    try:
        return Expression(wrapped, frozenset(writer.references), frozenset(writer.used), writer.reads_own)
    except etree.XPathSyntaxError as error:
        raise NotAnExpression("De expressie is te ingewikkeld. Maak haar eenvoudiger.") from error


_parsed = lru_cache(maxsize=2048)(parse)


class _Writer:
    """Write a tree as XPath; each piece comes with its type, so that numbers are made where ODK makes them."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.references: set[str] = set()
        self.used: set[str] = set()
        self.reads_own = False

    def write(self, tree: Tree) -> tuple[str, str]:
        match tree:
            case Literal(raw):
                return raw, "string"
            case Number(text):
                return text, "number"
            case Negative(operand):
                return f"(-{self.number(operand)})", "number"
            case Chain(first, rest):
                return self.chain(first, rest)
            case Call():
                return self.call(tree)
            case _:
                return f"string({self.node(tree)})", "string"

    def node(self, tree: Tree) -> str:
        """Return the path of a reference, and note what it reads."""
        if not isinstance(tree, Reference | Path):
            raise NotAnExpression("Hier hoort een verwijzing naar een vraag te staan, zoals ${naam}.")
        if tree == Path(False, (".",)):
            self.reads_own = True
            return "."
        name = tree.name if isinstance(tree, Reference) else self.scope.resolve(tree)
        path = self.scope.locate(name)
        self.references.add(name)
        return path

    def number(self, tree: Tree) -> str:
        text, kind = self.write(tree)
        if kind == "number":
            return text
        if kind == "boolean":
            return f"number({text})"
        self.used.add("number")
        return f"odk:number({text})"

    def chain(self, first: Tree, rest: tuple[tuple[str, Tree], ...]) -> tuple[str, str]:
        signs = {sign for sign, _ in rest}
        is_sum = bool(signs & {"+", "-", "*", "div", "mod"})
        as_numbers = is_sum or bool(signs & {"<", "<=", ">", ">="})
        write: Callable[[Tree], str] = self.number if as_numbers else lambda tree: self.write(tree)[0]
        pieces = [write(first)]
        for sign, operand in rest:
            pieces += [sign, write(operand)]
        return f"({' '.join(pieces)})", "number" if is_sum else "boolean"

    def call(self, call: Call) -> tuple[str, str]:
        function = FUNCTIONS.get(call.function)
        if function is None:
            raise NotAnExpression(_unknown(call.function))
        most = len(function.takes) if not function.repeats else len(call.arguments)
        if not function.fewest <= len(call.arguments) <= most:
            raise NotAnExpression(f"De functie {call.function}() krijgt {_amount(function)}. Pas het aantal aan.")
        if function.variable:
            self.used.add(call.function)
            return f"${function.variable}", function.gives
        arguments = [self.argument(call, function, at) for at in range(len(call.arguments))]
        if call.function == "once":
            arguments.insert(0, "string(.)")
        if function.compute is None:
            return f"{call.function}({', '.join(arguments)})", function.gives
        self.used.add(call.function)
        return f"odk:{call.function}({', '.join(arguments)})", function.gives

    def argument(self, call: Call, function: Function, at: int) -> str:
        tree, takes = call.arguments[at], function.takes[min(at, len(function.takes) - 1)]
        if takes == "number":
            return self.number(tree)
        if takes == "nodes":
            return self.node(tree)
        if takes == "pattern":
            _check_pattern(tree)
        text, kind = self.write(tree)
        if takes in {"any", kind}:
            return text
        return f"{'boolean' if takes == 'boolean' else 'string'}({text})"


def _check_pattern(tree: Tree) -> None:
    if not isinstance(tree, Literal):
        raise NotAnExpression("Zet het patroon van regex() tussen aanhalingstekens.")
    try:
        compile_pattern(tree.text)
    except BadPattern as error:
        raise NotAnExpression(str(error)) from error


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, FUNCTIONS, n=1)
    hint = f"Bedoelde u {near[0]}()?" if near else f"Gebruik een van deze: {', '.join(sorted(FUNCTIONS))}."
    return f"De functie {name}() bestaat niet of wordt nog niet ondersteund. {hint}"


def _amount(function: Function) -> str:
    least, most = function.fewest, len(function.takes)
    if function.repeats:
        return f"minstens {least} waarden"
    return f"{least} waarden" if least == most else f"{least} tot en met {most} waarden"


def _plainly(function: Function) -> Callable[..., Value]:
    """Drop lxml's context argument: our functions depend on their values alone."""
    compute: Any = function.compute

    def call(_context: object, *values: Value) -> Value:
        result: Value = compute(*values)
        return result

    return call


def _number_text(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
