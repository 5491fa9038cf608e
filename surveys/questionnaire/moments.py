"""Dates and times as ODK calculates with them: a date is its number of days since 1970, a time a part of a day."""

import math
import re
from datetime import date, datetime, time, timedelta

EPOCH = date(1970, 1, 1)
MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT = {"nl": 2, "en": 3}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.+Z-]+)?")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?")


def moment_of(text: str) -> datetime | None:
    """Read a date or a moment as local time; None where it is neither."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def time_of(text: str) -> time | None:
    if not _TIME.fullmatch(text):
        return None
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def days_of(text: str) -> float:
    """Return the days since 1970 of a date or moment, the part of a day of a time, else NaN."""
    if moment := moment_of(text):
        return (moment - datetime.combine(EPOCH, time())) / timedelta(days=1)
    if clock := time_of(text):
        return _part_of_day(clock)
    return math.nan


def _part_of_day(clock: time) -> float:
    return (clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6) / 86_400


def _possible(days: float) -> bool:
    return math.isfinite(days) and -719_162 <= days < 2_932_897


def as_date(days: float) -> str:
    """Return the ISO date of a number of days since 1970; "" where there is none."""
    return (EPOCH + timedelta(days=math.floor(days))).isoformat() if _possible(days) else ""


def as_moment(days: float) -> str:
    """Return the ISO moment of a number of days since 1970, to the second; "" where there is none."""
    if not _possible(days):
        return ""
    return (datetime.combine(EPOCH, time()) + timedelta(seconds=round(days * 86_400))).isoformat(timespec="seconds")


def decimal_time(days: float) -> float:
    return days - math.floor(days) if math.isfinite(days) else math.nan


def written(days: float, pattern: str, language: str) -> str:
    """Write a moment by a pattern of ODK such as %d-%m-%Y; "" where there is none."""
    text = as_moment(days)
    if not text:
        return ""
    at = datetime.fromisoformat(text)
    tongue = "nl" if language.casefold().startswith("nl") or "(nl)" in language.casefold() else "en"
    month, day = MONTHS[tongue][at.month - 1], _DAYS[tongue][at.weekday()]
    signs = {
        "Y": f"{at.year:04}", "y": f"{at.year % 100:02}", "m": f"{at.month:02}", "n": str(at.month),
        "B": month, "b": month[:3], "d": f"{at.day:02}", "e": str(at.day), "H": f"{at.hour:02}", "h": str(at.hour),
        "M": f"{at.minute:02}", "S": f"{at.second:02}", "3": "000", "A": day, "a": day[: _SHORT[tongue]], "%": "%",
    }  # fmt: skip
    return re.sub(r"%(.)", lambda found: signs.get(found[1], ""), pattern)
