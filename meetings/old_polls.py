"""The tables of django-polls, as `dumpdata polls` writes them: questions with their choices and how many chose each."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware, now
from django.utils.translation import gettext as _

LARGEST = 5_000_000  # bytes


@dataclass
class OldPoll:
    """A question of django-polls."""

    pk: int
    question: str
    asked_at: datetime
    choices: list[tuple[str, int]] = field(default_factory=list)


def read(content: bytes) -> list[OldPoll]:
    """Return the polls of a dump, in the order of their keys. Raises ValidationError for what is no such dump."""
    if len(content) > LARGEST:
        raise ValidationError(_("Dit bestand is te groot."))
    try:
        rows = json.loads(content)
        polls = {row["pk"]: _poll(row) for row in rows if row["model"] == "polls.poll"}
        for row in rows:
            if row["model"] == "polls.choice":
                told = row["fields"]
                text = told["choice_text"] if "choice_text" in told else told["choice"]
                polls[told["poll"]].choices.append((str(text), max(int(told.get("votes") or 0), 0)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise ValidationError(_("Dit bestand is geen uitvoer van django-polls (dumpdata polls).")) from wrong
    if not polls:
        raise ValidationError(_("In dit bestand staat geen stemming."))
    return [polls[pk] for pk in sorted(polls)]


def _poll(row: dict[str, Any]) -> OldPoll:
    moment = parse_datetime(row["fields"].get("pub_date") or "") or now()
    return OldPoll(int(row["pk"]), str(row["fields"]["question"]), make_aware(moment) if is_naive(moment) else moment)
