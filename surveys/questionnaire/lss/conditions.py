"""The conditions of old surveys: a table of comparisons, written as one expression."""

import re
from collections.abc import Iterable, Mapping

from .script import Variable
from .tables import Row

_METHODS = {"==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def condition_of(rows: Iterable[Row], qid: str, codes: Mapping[str, str], variables: Mapping[str, Variable]) -> str:
    """Return the condition of a question as ExpressionScript, or "".

    Comparisons of one scenario all hold, those with the same question are alternatives; one scenario is enough.
    """
    scenarios: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if row.get("qid") == qid:
            source = row.get("cfieldname", "")
            scenario = scenarios.setdefault(row.get("scenario") or "1", {})
            scenario.setdefault(source, []).append(_comparison(row, codes, variables))
    either = [" and ".join(f"({' or '.join(each)})" for each in fields.values()) for fields in scenarios.values()]
    return " or ".join(f"({each})" for each in either)


def _comparison(row: Row, codes: Mapping[str, str], variables: Mapping[str, Variable]) -> str:
    field, value = row.get("cfieldname", "").lstrip("+"), row.get("value", "")
    name = _named(field, codes, variables)
    method = row.get("method", "").strip()
    if not value.strip():
        return f"is_empty({name})" if method != "!=" else f"!is_empty({name})"
    ticked = variables.get(f"{name}_{value}")
    if ticked is not None and ticked.choice:
        return f"{name}_{value} {_METHODS.get(method, '==')} 'Y'"
    if method == "RX":
        return f"regexMatch({_quoted(value)}, {name})"
    return f"{name} {_METHODS.get(method, '==')} {_quoted(value)}"


def _named(field: str, codes: Mapping[str, str], variables: Mapping[str, Variable]) -> str:
    """Return the name of 123X4X567SQ1; the longest code that fits, so 12 is not taken for 1."""
    for start, name in sorted(codes.items(), key=lambda item: -len(item[0])):
        rest = field[len(start) :]
        if field.startswith(start) and (not rest or f"{name}_{rest}" in variables):
            return f"{name}_{rest}" if rest else name
    return re.sub(r"\W", "", field) or "onbekend"


def _quoted(value: str) -> str:
    return f'"{value}"' if "'" in value else f"'{value}'"
