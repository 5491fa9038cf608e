"""The functions of XPath 1.0 and ODK that an expression may use.

What XPath has with the same meaning is left to lxml. What ODK adds or means otherwise is renamed into a namespace of
ours and computed here. Every argument arrives as the plain type that the table names.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .patterns import compile_pattern

NAMESPACE = "https://schakel.example/xlsform"

Value = str | float | bool
EPOCH = date(1970, 1, 1)

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.+Z-]+)?")


@dataclass(frozen=True)
class Function:
    """Describe a function: what it takes, what it gives, and how, unless XPath has it already.

    `takes` names the type of each argument: string, number, boolean, any (as it comes), nodes (a reference) or
    pattern (a literal). The first `least` are needed; `repeats` lets the last come again. `variable` stands for a
    function that is replaced by a variable of that name.
    """

    takes: tuple[str, ...]
    gives: str
    least: int = -1
    repeats: bool = False
    compute: Callable[..., Value] | None = None
    variable: str = ""

    @property
    def fewest(self) -> int:
        return len(self.takes) if self.least < 0 else self.least


def number(value: Value) -> float:
    """Read a value as ODK does: "" is NaN, a date is its number of days since 1970-01-01."""
    if not isinstance(value, str):
        return float(value)
    text = value.strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    return _days(text) if _DATE.fullmatch(text) else math.nan


def _days(text: str) -> float:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return math.nan
    since = moment - datetime.combine(EPOCH, datetime.min.time())
    return since / timedelta(days=1)


def as_date(value: Value) -> str:
    """Return an ISO date for a date, a moment or a number of days; "" where there is none."""
    days = number(value)
    if not math.isfinite(days) or not -719_162 <= days < 2_932_897:
        return ""
    return (EPOCH + timedelta(days=math.floor(days))).isoformat()


def whole(value: Value) -> float:
    found = number(value)
    return float(math.trunc(found)) if math.isfinite(found) else found


def rounded(value: float, places: float = 0) -> float:
    """Round half up to 0 to 15 places, as ODK does."""
    if not math.isfinite(value) or abs(value) > 1e15 or not 0 <= places <= 15:
        return value
    scale = 10.0 ** int(places)
    return math.floor(value * scale + 0.5) / scale


def power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan


def square_root(value: float) -> float:
    return math.sqrt(value) if value >= 0 else math.nan


def smallest(*values: float) -> float:
    return math.nan if any(math.isnan(value) for value in values) else min(values)


def largest(*values: float) -> float:
    return math.nan if any(math.isnan(value) for value in values) else max(values)


def coalesce(first: Value, second: Value) -> Value:
    return second if first == "" or (isinstance(first, float) and math.isnan(first)) else first


def choose(condition: bool, then: Value, otherwise: Value) -> Value:
    return then if condition else otherwise


def selected(answer: str, name: str) -> bool:
    return name.strip() in answer.split()


def selected_at(answer: str, index: float) -> str:
    names = answer.split()
    return names[int(index)] if 0 <= index < len(names) else ""


def count_selected(answer: str) -> float:
    return float(len(answer.split()))


def regex(text: str, pattern: str) -> bool:
    return compile_pattern(pattern).matches(text)


def part(text: str, start: float, end: float = math.inf) -> str:
    """Return the characters from `start` (the first is 0) up to `end`."""
    first = max(0, int(start)) if math.isfinite(start) else 0
    return text[first : max(first, int(end)) if math.isfinite(end) else None]


def boolean_from(text: str) -> bool:
    return text in {"1", "true"}


_S, _N, _B, _ANY = "string", "number", "boolean", "any"

FUNCTIONS: dict[str, Function] = {
    "true": Function((), _B),
    "false": Function((), _B),
    "not": Function((_B,), _B),
    "boolean": Function((_B,), _B),
    "string": Function((_S,), _S),
    "concat": Function((_S, _S), _S, repeats=True),
    "contains": Function((_S, _S), _B),
    "starts-with": Function((_S, _S), _B),
    "substring": Function((_S, _N, _N), _S, least=2),
    "substring-before": Function((_S, _S), _S),
    "substring-after": Function((_S, _S), _S),
    "string-length": Function((_S,), _N, least=0),
    "normalize-space": Function((_S,), _S, least=0),
    "translate": Function((_S, _S, _S), _S),
    "floor": Function((_N,), _N),
    "ceiling": Function((_N,), _N),
    "count": Function(("nodes",), _N),
    "number": Function((_ANY,), _N, compute=number),
    "decimal-date-time": Function((_ANY,), _N, compute=number),
    "int": Function((_ANY,), _N, compute=whole),
    "round": Function((_N, _N), _N, least=1, compute=rounded),
    "abs": Function((_N,), _N, compute=abs),
    "sqrt": Function((_N,), _N, compute=square_root),
    "pow": Function((_N, _N), _N, compute=power),
    "min": Function((_N,), _N, repeats=True, compute=smallest),
    "max": Function((_N,), _N, repeats=True, compute=largest),
    "if": Function((_B, _ANY, _ANY), _ANY, compute=choose),
    "coalesce": Function((_ANY, _ANY), _ANY, compute=coalesce),
    "once": Function((_ANY,), _ANY, compute=coalesce),
    "selected": Function((_S, _S), _B, compute=selected),
    "selected-at": Function((_S, _N), _S, compute=selected_at),
    "count-selected": Function((_S,), _N, compute=count_selected),
    "regex": Function((_S, "pattern"), _B, compute=regex),
    "substr": Function((_S, _N, _N), _S, least=2, compute=part),
    "boolean-from-string": Function((_S,), _B, compute=boolean_from),
    "date": Function((_ANY,), _S, compute=as_date),
    "today": Function((), _S, variable="today"),
    "now": Function((), _S, variable="now"),
}
