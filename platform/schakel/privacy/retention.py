"""How long things are kept, as data: a rule finds what is past its term and lets it go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models, transaction
from django.utils import timezone

from schakel import journal

Rows = models.QuerySet[Any]


def delete(rows: Rows) -> None:
    """Let rows go for good."""
    rows.delete()


@dataclass(frozen=True)
class Rule:
    """What goes after `days`: `rows` finds it by the moment before which it is past its term, `end` lets it go."""

    name: str
    sentence: str
    days: int
    rows: Callable[[datetime], Rows]
    end: Callable[[Rows], None] = delete


RULES: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    """Add rules; a name that is taken is refused."""
    for rule in rules:
        if rule.name in RULES:
            raise ImproperlyConfigured(f"The rule {rule.name!r} is registered twice.")
        RULES[rule.name] = rule


def term(name: str) -> str:
    """Return the sentence of a rule; what is no rule is a sentence already."""
    return RULES[name].sentence if name in RULES else name


def overdue(rule: Rule) -> Rows:
    """Return what is past its term at this moment."""
    return rule.rows(timezone.now() - timedelta(days=rule.days))


def look() -> Iterator[tuple[Rule, int]]:
    """Return each rule with how much would go. Changes nothing."""
    return ((rule, overdue(rule).count()) for _name, rule in sorted(RULES.items()))


def apply() -> Iterator[tuple[Rule, int]]:
    """Let go what is past its term, rule by rule; the journal says how much."""
    return ((rule, _apply(rule)) for _name, rule in sorted(RULES.items()))


@transaction.atomic
def _apply(rule: Rule) -> int:
    rows = overdue(rule)
    count = rows.count()
    if count:
        rule.end(rows)
        journal.record("retention.apply", of=None, by=None, rule=rule.name, count=count)
    return count
