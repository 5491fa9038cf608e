"""Times, moments and places as people write them, and back: 14.30 is 14:30:00."""

import re
from datetime import time

_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.hu]([0-9]{2}))?(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:uur|u|h)?", re.IGNORECASE)
_MOMENT = re.compile(
    r"(.+?)(?:[T,]|\s+om|\s)\s*([0-9]{1,2}(?:[:.hu][0-9]{2})?(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:uur|u|h)?)"
)


def read_time(typed: str) -> str:
    """Return the ISO form of a time; anything else as it is."""
    found = _CLOCK.fullmatch(typed.strip())
    if found is None or not found[2]:
        return typed
    return f"{int(found[1]):02}:{found[2]}:00"


def halves(typed: str) -> tuple[str, str]:
    """Split a moment into its day and its time; what has no time behind it is all day."""
    found = _MOMENT.fullmatch(typed.strip())
    return (found[1].strip(), found[2]) if found and re.search("[:.hu]", found[2]) else (typed.strip(), "")


def is_time(lexical: str) -> bool:
    """Say whether a text is a time as ODK stores it."""
    try:
        time.fromisoformat(lexical)
    except ValueError:
        return False
    return bool(re.match(r"[0-9]{2}:[0-9]{2}", lexical))


def write_time(lexical: str) -> str:
    """Write a stored time for people: 14:30."""
    return lexical[:5]
