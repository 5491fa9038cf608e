"""As much of JSON Schema as our schema uses: enough to hold every canonical form against it."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[3] / "surveys" / "questionnaire" / "questionnaire.schema.json"
KINDS = {"object": dict, "array": list, "string": str, "integer": int}


@lru_cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text())
    return loaded


def breaches(value: Any, rule: dict[str, Any] | None = None, place: str = "$") -> Iterator[str]:
    rule = schema() if rule is None else rule
    if "$ref" in rule:
        yield from breaches(value, schema()["$defs"][rule["$ref"].rpartition("/")[2]], place)
    if value not in rule.get("enum", [rule.get("const", value)]):
        yield f"{place}: {value!r} may not be here"
    if "oneOf" in rule and sum(not any(breaches(value, each, place)) for each in rule["oneOf"]) != 1:
        yield f"{place}: fits none or several"
    if "not" in rule and not any(breaches(value, rule["not"], place)):
        yield f"{place}: {value!r} may not be"
    if "type" in rule and not isinstance(value, KINDS[rule["type"]]):
        yield f"{place}: not a {rule['type']}"
    elif isinstance(value, dict):
        yield from _object(value, rule, place)
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from breaches(each, rule.get("items", {}), f"{place}[{at}]")
    elif isinstance(value, str) and len(value) < rule.get("minLength", 0):
        yield f"{place}: empty"


def _object(value: dict[str, Any], rule: dict[str, Any], place: str) -> Iterator[str]:
    known = rule.get("properties", {})
    for name in set(rule.get("required", [])) - set(value):
        yield f"{place}: {name} is absent"
    for name, each in value.items():
        yield from breaches(name, rule.get("propertyNames", {}), f"{place} name")
        if name not in known and rule.get("additionalProperties") is False:
            yield f"{place}: {name} is unknown"
        yield from breaches(each, known.get(name, rule.get("additionalProperties") or {}), f"{place}.{name}")
