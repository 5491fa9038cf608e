"""What may stand in the journal: the acts, and the words that their data may use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

ACTIONS: dict[str, str] = {}
WORDS: set[str] = set()
OURS = ("schakel.", "meetings", "surveys", "cms")

# what names a thing without telling anything of it
KEYS = re.compile(
    r"[0-9a-f]{16,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # hashes and uuids
    r"|GM\d{4}|[A-Z]{1,2}\d{2}(-[0-9A-Z]{4}){2}|[A-Z] \d{4}-\d+"  # CBS codes, receipts, numbers of decisions
)
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def register(actions: Mapping[str, str], *, words: Iterable[str] = ()) -> None:
    """Add the acts of a part: the name → what the journal says of it; and the words of its own that data may hold."""
    for name, sentence in actions.items():
        if name in ACTIONS:
            raise ImproperlyConfigured(f"The journal action {name!r} is registered twice.")
        ACTIONS[name] = sentence
    WORDS.update(words)


def checked(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return `data` as the journal keeps it. Raises ValueError for what is neither key, count nor word of the code."""
    for name, value in data.items():
        if not NAME.fullmatch(name) or not _is_plain(value):
            # the value itself is not told: it may be what must not be written down
            raise ValueError(f"The journal takes keys, counts and registered words; {name!r} holds something else.")
    return {name: list(value) if isinstance(value, list | tuple) else value for name, value in data.items()}


def _is_plain(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(not isinstance(each, list | tuple) and _is_plain(each) for each in value)
    if isinstance(value, str):
        return value == "" or value in WORDS or KEYS.fullmatch(value) is not None or value in _words_of_the_code()
    return value is None or isinstance(value, bool | int)


@cache
def _words_of_the_code() -> frozenset[str]:
    """Return what our code calls things: its acts, fields, kinds of objects, the values of its choices, its routes."""
    found = {*ACTIONS, *_routes(get_resolver().url_patterns)}
    for model in apps.get_models():
        found.add(model._meta.label_lower)
        if model._meta.app_config.name.startswith(OURS):
            for field in model._meta.concrete_fields:
                found.update({field.name, *(value for value, _label in field.flatchoices if isinstance(value, str))})
    return frozenset(found)


def _routes(patterns: Iterable[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space)
        elif each.name:
            yield f"{space}{each.name}"
