"""ExpressionScript, the expressions of LimeSurvey, written as XPath: where they have an equal."""

import re
from collections.abc import Callable
from dataclasses import dataclass

MAX_LENGTH = 5_000
MAX_DEPTH = 50

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?(?![A-Za-z_\d]))|(?P<text>"[^"]*"|'[^']*')
    |(?P<name>[A-Za-z_\d][A-Za-z_\d]*(?:[#][01])?(?:\.[A-Za-z]+)?)|(?P<sign>&&|\|\||==|!=|<=|>=|[-+*/<>!(),]))""",
    re.VERBOSE,
)
_WORDS = {
    "and": "and", "&&": "and", "or": "or", "||": "or", "==": "=", "eq": "=", "!=": "!=", "ne": "!=", "<": "<",
    "lt": "<", "<=": "<=", "le": "<=", ">": ">", "gt": ">", ">=": ">=", "ge": ">=", "+": "+", "-": "-", "*": "*",
    "/": "div",
}  # fmt: skip
_LEVELS = ({"or"}, {"and"}, {"=", "!="}, {"<", "<=", ">", ">="}, {"+", "-"}, {"*", "div"})
_SUFFIXES = frozenset({"", "NAOK", "value", "valueNAOK", "code"})
_SAME = {"abs": "abs", "round": "round", "strlen": "string-length", "intval": "int", "sqrt": "sqrt", "pow": "pow"}
_MANY = {"sum": "+", "min": "min", "max": "max"}


class NoEqual(ValueError):
    """Tell that an expression of LimeSurvey has no equal in XLSForm."""


@dataclass(frozen=True)
class Variable:
    """What a name of LimeSurvey stands for: a question, or one answer of a question with several."""

    name: str
    choice: str = ""

    @property
    def xpath(self) -> str:
        if self.name in {"this", "self"}:
            return "."
        return f"selected(${{{self.name}}}, '{self.choice}')" if self.choice else f"${{{self.name}}}"

    @property
    def filled(self) -> str:
        return self.xpath if self.choice else f"{self.xpath} != ''"


Find = Callable[[str], Variable | None]


def to_xpath(script: str, find: Find) -> str:
    """Write an expression as XPath; `find` says what a name stands for. Raise NoEqual.

    >>> to_xpath("((Q1.NAOK == 'A2') and !is_empty(Q2))", lambda name: Variable(name))
    "${Q1} = 'A2' and not(${Q2} = '')"
    """
    if len(script) > MAX_LENGTH:
        raise NoEqual("te lang")
    return _Translation(script, find).whole()


@dataclass(frozen=True)
class _Part:
    """A piece of XPath; `level` is how loosely it binds, `variable` what it is when it is a bare name."""

    xpath: str
    level: int = 9
    variable: Variable | None = None
    literal: str | None = None


class _Translation:
    """Reads an expression from left to right by precedence, writing XPath as it goes."""

    def __init__(self, script: str, find: Find) -> None:
        self.find = find
        self.words: list[str] = []
        script = script.strip()
        at = 0
        while at < len(script):
            found = _TOKEN.match(script, at)
            if found is None:
                raise NoEqual(f"het teken ‘{script[at : at + 1]}’")
            self.words.append(found[0].strip())
            at = found.end()
        self.at = self.depth = 0

    def whole(self) -> str:
        part = self._binary(0)
        if self.at < len(self.words):
            raise NoEqual(f"‘{self.words[self.at]}’")
        return _as_truth(part).xpath

    def _peek(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def _take(self, wanted: str = "") -> str:
        word = self._peek()
        if not word or (wanted and word != wanted):
            raise NoEqual(f"‘{wanted or 'iets'}’ ontbreekt")
        self.at += 1
        return word

    def _binary(self, level: int) -> _Part:
        if level == len(_LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while (sign := _WORDS.get(self._peek().lower(), "")) in _LEVELS[level]:
            self._take()
            left = _joined(sign, level, left, self._binary(level + 1))
        return left

    def _unary(self) -> _Part:
        word = self._take()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NoEqual("te diep")
        try:
            if word in {"!", "not"}:
                return _Part(f"not({_as_truth(self._unary()).xpath})")
            if word == "-":
                return _Part(f"-{_closed(self._unary(), 9).xpath}", 6)
            if word == "(":
                part = self._binary(0)
                self._take(")")
                return part
            if word[0] in "\"'":
                return _Part(_quoted(word[1:-1]), literal=word[1:-1])
            if re.fullmatch(r"\d+(\.\d+)?", word):
                return _Part(word, literal=word)
            return self._call(word) if self._peek() == "(" else self._name(word)
        finally:
            self.depth -= 1

    def _name(self, word: str) -> _Part:
        name, _, suffix = word.partition(".")
        variable = self.find(name) if suffix in _SUFFIXES else None
        if variable is None:
            raise NoEqual(f"de naam {word}")
        return _Part(variable.xpath, variable=variable)

    def _call(self, name: str) -> _Part:
        self._take("(")
        given: list[_Part] = []
        while self._peek() != ")":
            given.append(self._binary(0))
            if self._peek() != ")":
                self._take(",")
        self._take(")")
        return _called(name, given)


def _called(name: str, given: list[_Part]) -> _Part:
    if name in {"is_empty", "empty"} and len(given) == 1:
        variable = given[0].variable
        return _Part(f"not({variable.xpath})" if variable and variable.choice else f"{given[0].xpath} = ''", 2)
    if name == "count" and given and all(each.variable for each in given):
        return _Part(" + ".join(f"if({each.variable.filled}, 1, 0)" for each in given if each.variable), 4)
    if name == "if" and len(given) == 3:
        return _Part(f"if({_as_truth(given[0]).xpath}, {given[1].xpath}, {given[2].xpath})")
    if name in _SAME and given:
        return _Part(f"{_SAME[name]}({', '.join(each.xpath for each in given)})")
    if name == "sum" and given:
        return _Part(" + ".join(f"coalesce({each.xpath}, 0)" for each in given), 4)
    if name in {"min", "max"} and given:
        return _Part(f"{name}({', '.join(each.xpath for each in given)})")
    if name == "regexMatch" and len(given) == 2 and given[0].literal is not None:
        return _Part(f"regex({given[1].xpath}, {_quoted(bare_pattern(given[0].literal))})")
    raise NoEqual(f"de functie {name}()")


def bare_pattern(pattern: str) -> str:
    """Take a pattern out of its delimiters: `/^[0-9]+$/` is `^[0-9]+$`; raise NoEqual for one with flags."""
    found = re.fullmatch(r"([/#~])(.*)\1([a-z]*)", pattern.strip(), re.DOTALL)
    if found is None:
        return pattern.strip()
    if set(found[3]) - {"u"}:
        raise NoEqual(f"een patroon met {found[3]}")
    return found[2].replace("\\/", "/")


def _joined(sign: str, level: int, left: _Part, right: _Part) -> _Part:
    if sign in {"and", "or"}:
        return _Part(f"{_closed(_as_truth(left), level).xpath} {sign} {_closed(_as_truth(right), level).xpath}", level)
    if sign in {"=", "!="}:
        return _compared(sign, level, left, right)
    if sign == "+" and any(each.literal is not None and each.xpath[0] in "\"'" for each in (left, right)):
        return _Part(f"concat({left.xpath}, {right.xpath})")
    tight = level + 1 if sign in {"-", "div"} else level
    return _Part(f"{_closed(left, level).xpath} {sign} {_closed(right, tight).xpath}", level)


def _compared(sign: str, level: int, left: _Part, right: _Part) -> _Part:
    for one, other in ((left, right), (right, left)):
        if one.variable and one.variable.choice and other.literal in {"Y", "", "N"}:
            ticked = (other.literal == "Y") == (sign == "=")
            return _Part(one.xpath) if ticked else _Part(f"not({one.xpath})")
    if right.literal == "-oth-":
        right = _Part("'other'")
    return _Part(f"{_closed(left, level).xpath} {sign} {_closed(right, level + 1).xpath}", level)


def _as_truth(part: _Part) -> _Part:
    """A bare name is true when it is filled in and not 0."""
    if part.variable and not part.variable.choice:
        return _Part(f"{part.xpath} != '' and {part.xpath} != '0'", 1)
    return part


def _closed(part: _Part, level: int) -> _Part:
    return part if part.level >= level else _Part(f"({part.xpath})")


def _quoted(text: str) -> str:
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    raise NoEqual("een tekst met twee soorten aanhalingstekens")
