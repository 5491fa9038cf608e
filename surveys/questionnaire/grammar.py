"""The grammar of XPath 1.0 as XLSForm uses it: text in, a small tree out. Nothing is evaluated here."""

import re
from dataclasses import dataclass

MAX_LENGTH = 5_000
MAX_TOKENS = 1_000
MAX_DEPTH = 32

NAME = (
    r"[A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF]"
    r"[-.0-9A-Z_a-z\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF\u203F-\u2040\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF]*"
)
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n]+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |\$\{{\s*(?P<reference>{NAME})\s*\}}
    |(?P<name>{NAME}(?::{NAME})?)
    |(?P<sign><=|>=|!=|\.\.|[-+*/<>=(),.|\[\]@])""",
    re.VERBOSE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)


class NotAnExpression(ValueError):
    """Tell in Dutch why an expression cannot be used, and what to write instead."""


@dataclass(frozen=True)
class Literal:
    raw: str  # with its quotes

    @property
    def text(self) -> str:
        return self.raw[1:-1]


@dataclass(frozen=True)
class Number:
    text: str


@dataclass(frozen=True)
class Reference:
    name: str


@dataclass(frozen=True)
class Step:
    """One step of a path: a name, `.` or `..`, and the conditions behind it between brackets."""

    name: str
    predicates: tuple["Tree", ...] = ()


@dataclass(frozen=True)
class Path:
    """Steps from the root, from here, from the node of the rule (current()), from a question or from a list."""

    absolute: bool
    steps: tuple[Step, ...]
    start: "Reference | Call | None" = None
    current: bool = False


@dataclass(frozen=True)
class Call:
    function: str
    arguments: tuple["Tree", ...]


@dataclass(frozen=True)
class Chain:
    """Operands of one level of precedence: `first` and then (operator, operand) from left to right."""

    first: "Tree"
    rest: tuple[tuple[str, "Tree"], ...]


@dataclass(frozen=True)
class Negative:
    operand: "Tree"


Tree = Literal | Number | Reference | Path | Call | Chain | Negative


@dataclass(frozen=True)
class Token:
    kind: str
    text: str


def parse(text: str) -> Tree:
    """Parse an expression; raise NotAnExpression with a Dutch sentence."""
    if len(text) > MAX_LENGTH:
        raise NotAnExpression(f"De expressie is langer dan {MAX_LENGTH} tekens. Maak haar korter.")
    return _Parser(_tokenise(text)).whole()


def _tokenise(text: str) -> list[Token]:
    if _CONTROL.search(text):
        raise NotAnExpression("In de expressie staat een onzichtbaar teken. Typ haar opnieuw.")
    tokens, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise NotAnExpression(_unreadable(text, at))
        kind = str(found.lastgroup)
        if kind != "space":
            tokens.append(Token(kind, found[kind]))
        at = found.end()
    if len(tokens) > MAX_TOKENS:
        raise NotAnExpression(f"De expressie heeft meer dan {MAX_TOKENS} delen. Maak haar korter.")
    return tokens


def _unreadable(text: str, at: int) -> str:
    if text[at] in "“”‘’„":
        return f"Gebruik rechte aanhalingstekens (' of \") in plaats van {text[at]}."
    if text[at] in "'\"":
        return f"Het aanhalingsteken bij teken {at + 1} wordt niet gesloten. Zet er een {text[at]} achter."
    if text.startswith("${last-saved#", at):
        return "Antwoorden van een eerdere inzending (last-saved) kan een regel niet lezen. Haal de verwijzing weg."
    if text.startswith("${", at):
        return "Schrijf een verwijzing als ${naam}, met de naam van een vraag."
    return f"Het teken ‘{text[at]}’ (nummer {at + 1}) hoort niet in een expressie. Haal het weg."


class _Parser:
    """Recursive descent; chains are loops, so only nesting costs depth."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def whole(self) -> Tree:
        tree = self.chain(0)
        if self.at < len(self.tokens):
            raise NotAnExpression(f"De expressie klopt niet bij ‘{self.tokens[self.at].text}’. {_REMEDY}")
        return tree

    def chain(self, level: int) -> Tree:
        if level == len(_LEVELS):
            return self.unary()
        first, rest = self.chain(level + 1), []
        while (sign := self.peek()) in _LEVELS[level]:
            self.at += 1
            rest.append((sign, self.chain(level + 1)))
        return Chain(first, tuple(rest)) if rest else first

    def unary(self) -> Tree:
        minuses = 0
        while self.accept("-"):
            minuses += 1
        operand = self.primary()
        return Negative(operand) if minuses % 2 else operand

    def primary(self) -> Tree:
        if self.at == len(self.tokens):
            raise NotAnExpression(f"De expressie houdt te vroeg op. {_REMEDY}")
        token = self.tokens[self.at]
        if token.kind == "name" and self.peek(1) == "(":
            return self.call()
        if token.text in {".", "..", "/"} or token.kind == "name":
            return self.path()
        self.at += 1
        if token.kind == "literal":
            return Literal(token.text)
        if token.kind == "number":
            return Number(token.text)
        if token.kind == "reference":
            return self.routed(Reference(token.text))
        if token.text == "(":
            return self.nested()
        raise NotAnExpression(f"De expressie klopt niet bij ‘{token.text}’. {_REMEDY}")

    def nested(self) -> Tree:
        self.deeper()
        tree = self.chain(0)
        self.expect(")")
        self.depth -= 1
        return tree

    def call(self) -> Tree:
        name = self.tokens[self.at].text
        self.at += 2
        self.deeper()
        arguments: list[Tree] = []
        if not self.accept(")"):
            arguments.append(self.chain(0))
            while self.accept(","):
                arguments.append(self.chain(0))
            self.expect(")")
        self.depth -= 1
        if name == "current" and not arguments:
            return Path(False, (HERE, *self.steps()), current=True)
        made = Call(name, tuple(arguments))
        return self.routed(made) if name == "instance" else made

    def routed(self, start: Reference | Call) -> Tree:
        """Read the conditions and steps behind a question or a list."""
        first = Step(".", self.predicates())
        steps = self.steps()
        return Path(False, (first, *steps), start) if steps or first.predicates else start

    def path(self) -> Path:
        if self.peek() == "/":
            return Path(True, self.steps())
        first = self.tokens[self.at].text
        self.at += 1
        return Path(False, (Step(first, self.predicates()), *self.steps()))

    def steps(self) -> tuple[Step, ...]:
        steps = []
        while self.accept("/"):
            if self.peek() not in {".", ".."} and self.kind() != "name":
                raise NotAnExpression("Een pad mag alleen namen, ‘.’ en ‘..’ bevatten. Schrijf liever ${naam}.")
            name = self.tokens[self.at].text
            self.at += 1
            steps.append(Step(name, self.predicates()))
        return tuple(steps)

    def predicates(self) -> tuple[Tree, ...]:
        found = []
        while self.accept("["):
            self.deeper()
            found.append(self.chain(0))
            self.expect("]")
            self.depth -= 1
        return tuple(found)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotAnExpression(f"De expressie heeft meer dan {MAX_DEPTH} haakjes in elkaar. Maak haar eenvoudiger.")

    def peek(self, ahead: int = 0) -> str:
        """Return the text of a sign or name; values have no text here, so a literal 'or' is no operator."""
        if self.at + ahead >= len(self.tokens):
            return ""
        token = self.tokens[self.at + ahead]
        return token.text if token.kind in {"sign", "name"} else ""

    def kind(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def accept(self, sign: str) -> bool:
        found = self.peek() == sign
        self.at += found
        return found

    def expect(self, sign: str) -> None:
        if not self.accept(sign):
            raise NotAnExpression(f"In de expressie ontbreekt een ‘{sign}’. {_REMEDY}")


HERE = Step(".")
_REMEDY = "Controleer haakjes, aanhalingstekens en de woorden and en or."
