"""The functions of XPath 1.0 and ODK that an expression may use.

What XPath has with the same meaning is left to lxml. What ODK adds or means otherwise is renamed into a namespace of
ours and computed here. Every argument arrives as the plain type that the table names.
"""

import base64
import hashlib
import math
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation

from lxml import etree

from . import geography
from .moments import as_date, as_moment, days_of, decimal_time, written
from .patterns import compile_pattern

NAMESPACE = "https://schakel.example/xlsform"

Value = str | float | bool
Given = Value | list[etree._Element]  # a value, or the nodes of a reference

_NUMBER = re.compile(r"-?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)")
_WORDS = {"true": 1.0, "false": 0.0}  # what a calculation that is true or false leaves
_DIGESTS = {
    "md5": hashlib.md5, "sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384,
    "sha512": hashlib.sha512,
}  # fmt: skip


@dataclass(frozen=True)
class Function:
    """Describe a function: what it takes, what it gives, and how, unless XPath has it already.

    `takes` names the type of each argument: string, number, boolean, any (as it comes), nodes (a reference), values
    (a value, or all nodes of a reference) or pattern (a literal). The first `least` are needed; `repeats` lets the last
    come again. `variable` stands for a function that is replaced by a variable of that name; `needs` names a variable
    that is given as the last argument.
    """

    takes: tuple[str, ...]
    gives: str
    least: int = -1
    repeats: bool = False
    compute: Callable[..., Value] | None = None
    variable: str = ""
    needs: str = ""

    @property
    def fewest(self) -> int:
        return len(self.takes) if self.least < 0 else self.least


def number(value: Value) -> float:
    """Read a value as ODK does: "" is NaN, a date is its number of days since 1970-01-01, true is 1."""
    if not isinstance(value, str):
        return float(value)
    text = value.strip()
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    return _WORDS[text] if text in _WORDS else days_of(text)


def texts(values: tuple[Given, ...]) -> Iterator[Value]:
    """Give the values one by one; the nodes of a reference by their texts."""
    for value in values:
        if isinstance(value, list):
            yield from (node.text or "" for node in value)
        else:
            yield value


def numbers(values: tuple[Given, ...]) -> list[float]:
    """Give the numbers among the values: what is empty or no number is left out."""
    return [found for value in texts(values) if not math.isnan(found := number(value))]


def text_of(value: Value) -> str:
    """Write a value as ODK stores it: a number without needless decimals, not-a-number as ""."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if not math.isfinite(value):
        return "" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    plain = f"{Decimal(repr(value)):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def same(one: Value, other: Value) -> bool:
    """Say whether two answers are equal: as texts, or as numbers where both are numbers."""
    if one == other:
        return True
    first, second = number(one), number(other)
    return first == second or abs(first - second) < 1e-12


def date_of(value: Value) -> str:
    return as_date(number(value))


def date_time_of(value: Value) -> str:
    return as_moment(number(value))


def time_part(value: Value) -> float:
    return decimal_time(number(value))


def formatted(value: Value, pattern: str, language: str) -> str:
    return written(number(value), pattern, language)


def whole(value: Value) -> float:
    found = number(value)
    return float(math.trunc(found)) if math.isfinite(found) else found


def rounded(value: float, places: float = 0) -> float:
    """Round half up, below zero half towards zero, to a number of decimals that may be negative, as ODK does."""
    if not math.isfinite(value) or not math.isfinite(places) or abs(places) > 30:
        return value if math.isfinite(places) and abs(places) <= 30 else math.nan
    half = ROUND_HALF_DOWN if value < 0 else ROUND_HALF_UP
    try:
        return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-int(places)), half))
    except InvalidOperation:
        return value


def careful(compute: Callable[..., float]) -> Callable[..., float]:
    """Answer NaN where a function of `math` has no answer, and infinity where it is too large."""

    def calculate(*values: float) -> float:
        try:
            return compute(*values)
        except OverflowError:
            return math.inf
        except ValueError:
            return math.nan

    return calculate


def logarithm(value: float) -> float:
    return -math.inf if value == 0 else math.log(value)


def logarithm10(value: float) -> float:
    return -math.inf if value == 0 else math.log10(value)


def total(*values: Given) -> float:
    added = 0.0
    for each in numbers(values):
        added += each  # from left to right, as Java does: Python's sum() corrects its rounding
    return added


def smallest(*values: Given) -> float:
    return min(numbers(values), default=math.nan)


def largest(*values: Given) -> float:
    return max(numbers(values), default=math.nan)


def filled(nodes: Given) -> float:
    return float(sum(value != "" for value in texts((nodes,))))


def joined(separator: str, *values: Given) -> str:
    return separator.join(text_of(value) if value == value else "NaN" for value in texts(values))


def concatenated(*values: Given) -> str:
    return joined("", *values)


def _holds(value: Value) -> bool:
    return value not in {"", "false"} if isinstance(value, str) else bool(value) and value == value


def checklist(least: float, most: float, *values: Given) -> bool:
    count = sum(map(_holds, texts(values)))
    return (not least >= 0 or count >= least) and (not most >= 0 or count <= most)


def weighted(least: float, most: float, *values: Given) -> bool:
    flags, weights = list(texts(values[::2])), list(texts(values[1::2]))
    weight = sum(number(each) for flag, each in zip(flags, weights, strict=False) if _holds(flag))
    return least <= weight <= most


def index(value: Value) -> float:
    """Read the number of an instance; what is no number, or below 1, is the first."""
    found = whole(value)
    return max(1.0, found) if math.isfinite(found) else 1.0


def coalesce(first: Value, second: Value) -> Value:
    return second if first == "" or (isinstance(first, float) and math.isnan(first)) else first


def choose(condition: bool, then: Value, otherwise: Value) -> Value:
    return then if condition else otherwise


def selected(answer: str, name: str) -> bool:
    return name.strip() in answer.split()


def selected_at(answer: str, place: float) -> str:
    names = answer.split()
    return names[int(place)] if 0 <= place < len(names) else ""


def count_selected(answer: str) -> float:
    return float(len(answer.split()))


def regex(text: str, pattern: str) -> bool:
    return compile_pattern(pattern).matches(text)


def part(text: str, start: float, end: float = math.inf) -> str:
    """Return the characters from `start` (the first is 0, the last is -1) up to `end`."""
    first = int(start) if math.isfinite(start) else 0
    last = int(end) if math.isfinite(end) else len(text)
    first, last = (min(max(0, at + len(text) if at < 0 else at), len(text)) for at in (first, last))
    return text[first:last]


def ends_with(text: str, end: str) -> bool:
    return text.endswith(end)


def boolean_from(text: str) -> bool:
    return text == "1" or text.casefold() == "true"


def distance(*values: Given) -> float:
    return geography.distance(geography.points([str(value) for value in texts(values)]))


def area(*values: Given) -> float:
    return geography.area(geography.points([str(value) for value in texts(values)]))


def digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    found = _DIGESTS.get(algorithm.casefold().replace("-", ""))
    if found is None:
        return ""
    content = found(text.encode(), usedforsecurity=False).digest()
    return content.hex() if encoding.casefold() == "hex" else base64.b64encode(content).decode()


def drawn(seed: str) -> float:
    """Draw a number from 0 to 1 that is the same each time for the same response and question."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:6], "big") / 2**48


def identifier(seed: str) -> str:
    return str(uuid.UUID(bytes=hashlib.sha256(seed.encode()).digest()[:16], version=4))


_S, _N, _B, _ANY, _VALUES = "string", "number", "boolean", "any", "values"

FUNCTIONS: dict[str, Function] = {
    "true": Function((), _B),
    "false": Function((), _B),
    "not": Function((_B,), _B),
    "boolean": Function((_B,), _B),
    "string": Function((_ANY,), _S, compute=text_of),
    "concat": Function((_VALUES,), _S, repeats=True, compute=concatenated),
    "join": Function((_S, _VALUES), _S, least=1, repeats=True, compute=joined),
    "contains": Function((_S, _S), _B),
    "starts-with": Function((_S, _S), _B),
    "ends-with": Function((_S, _S), _B, compute=ends_with),
    "substring": Function((_S, _N, _N), _S, least=2),
    "substring-before": Function((_S, _S), _S),
    "substring-after": Function((_S, _S), _S),
    "string-length": Function((_S,), _N, least=0),
    "normalize-space": Function((_S,), _S, least=0),
    "translate": Function((_S, _S, _S), _S),
    "floor": Function((_N,), _N),
    "ceiling": Function((_N,), _N),
    "count": Function(("nodes",), _N),
    "count-non-empty": Function(("nodes",), _N, compute=filled),
    "sum": Function(("nodes",), _N, compute=total),
    "min": Function((_VALUES,), _N, repeats=True, compute=smallest),
    "max": Function((_VALUES,), _N, repeats=True, compute=largest),
    "number": Function((_ANY,), _N, compute=number),
    "int": Function((_ANY,), _N, compute=whole),
    "round": Function((_N, _N), _N, least=1, compute=rounded),
    "abs": Function((_N,), _N, compute=abs),
    "sqrt": Function((_N,), _N, compute=careful(math.sqrt)),
    "pow": Function((_N, _N), _N, compute=careful(math.pow)),
    "exp": Function((_N,), _N, compute=careful(math.exp)),
    "exp10": Function((_N,), _N, compute=careful(lambda exponent: math.pow(10, exponent))),
    "log": Function((_N,), _N, compute=careful(logarithm)),
    "log10": Function((_N,), _N, compute=careful(logarithm10)),
    "sin": Function((_N,), _N, compute=careful(math.sin)),
    "cos": Function((_N,), _N, compute=careful(math.cos)),
    "tan": Function((_N,), _N, compute=careful(math.tan)),
    "asin": Function((_N,), _N, compute=careful(math.asin)),
    "acos": Function((_N,), _N, compute=careful(math.acos)),
    "atan": Function((_N,), _N, compute=math.atan),
    "atan2": Function((_N, _N), _N, compute=math.atan2),
    "pi": Function((), _N, compute=lambda: math.pi),
    "if": Function((_B, _ANY, _ANY), _ANY, compute=choose),
    "coalesce": Function((_ANY, _ANY), _ANY, compute=coalesce),
    "once": Function((_ANY,), _ANY, compute=coalesce),
    "selected": Function((_S, _S), _B, compute=selected),
    "selected-at": Function((_S, _N), _S, compute=selected_at),
    "count-selected": Function((_S,), _N, compute=count_selected),
    "checklist": Function((_N, _N, _VALUES), _B, least=2, repeats=True, compute=checklist),
    "weighted-checklist": Function((_N, _N, _VALUES), _B, least=2, repeats=True, compute=weighted),
    "regex": Function((_S, "pattern"), _B, compute=regex),
    "substr": Function((_S, _N, _N), _S, least=2, compute=part),
    "boolean-from-string": Function((_S,), _B, compute=boolean_from),
    "date": Function((_ANY,), _S, compute=date_of),
    "date-time": Function((_ANY,), _S, compute=date_time_of),
    "decimal-date-time": Function((_ANY,), _N, compute=number),
    "decimal-time": Function((_ANY,), _N, compute=time_part),
    "format-date": Function((_ANY, _S), _S, compute=formatted, needs="language"),
    "format-date-time": Function((_ANY, _S), _S, compute=formatted, needs="language"),
    "today": Function((), _S, variable="today"),
    "now": Function((), _S, variable="now"),
    "version": Function((), _S, variable="version"),
    "distance": Function((_VALUES,), _N, repeats=True, compute=distance),
    "area": Function((_VALUES,), _N, repeats=True, compute=area),
    "enclosed-area": Function((_VALUES,), _N, repeats=True, compute=area),
    "digest": Function((_S, _S, _S), _S, least=2, compute=digest),
    "random": Function((), _N, compute=drawn, needs="seed"),
    "uuid": Function((), _S, compute=identifier, needs="seed"),
}

# What the writer of expressions has to know of the paths in them; `amounts` are the numbers of arguments.
SPECIAL: dict[str, tuple[int, ...]] = {
    "position": (0, 1),
    "indexed-repeat": (3, 5, 7),
    "jr:choice-name": (2,),
    "randomize": (1, 2),
}
REFUSED = {
    "pulldata": "Uit een ander bestand (pulldata) kan een regel niet lezen. Zet de lijst op het blad choices.",
    "jr:itext": "De functie jr:itext() werkt alleen binnen ODK zelf. Gebruik jr:choice-name().",
    "instance": "Schrijf een lijst als instance('naam')/root/item, met de naam van de lijst.",
}
