"""Dates and times as a Dutch reader expects them, in the time zone of the site."""

from datetime import date, datetime, time

from django.utils.formats import date_format, time_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext


def daydate(value: date | None) -> str:
    """Write a day with its weekday: "dinsdag 14 mei 2019"."""
    return date_format(local(value), "l j F Y") if value else ""


def clocktime(value: datetime | time | None) -> str:
    """Write a time of day: "13:30"."""
    if value is None:
        return ""
    return time_format(localtime(value) if isinstance(value, datetime) and is_aware(value) else value, "H:i")


def moment(value: datetime | None) -> str:
    """Write a day and a time: "23 november 2021 om 15:31"."""
    if value is None:
        return ""
    return gettext("%(day)s om %(time)s") % {"day": date_format(local(value), "j F Y"), "time": clocktime(value)}


def nbsp(value: object) -> str:
    """Keep a number and its unit on one line: each space becomes a no-break space."""
    return str(value).replace(" ", "\N{NO-BREAK SPACE}")


def local(value: date) -> date:
    """Return an aware moment in the site's time zone, anything else as it is."""
    return localtime(value) if isinstance(value, datetime) and is_aware(value) else value
