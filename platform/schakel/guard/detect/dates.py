"""Dates of birth; a date of a meeting, a law or a deadline is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from schakel.guard.detect import words
from schakel.guard.detect.finding import Finding
from schakel.guard.detect.reading import Reading
from schakel.guard.detect.words import bare

NAMES_OF_MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "february"),
    ("maart", "mrt", "mar", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sept", "sep"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(NAMES_OF_MONTHS, 1) for name in names}
ONES = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
TEENS = ("tien", "elf", "twaalf", *(f"{stem}tien" for stem in ("der", "veer", "vijf", "zes", "zeven", "acht", "negen")))
DAYS = {word: number for number, word in enumerate((*ONES, *TEENS, "twintig"), 1)}
DAYS |= {f"{one}{'ën' if one.endswith('e') else 'en'}twintig": 20 + number for number, one in enumerate(ONES, 1)}
DAYS |= {"eerste": 1, "dertig": 30, "eenendertig": 31}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WORDED_YEAR = r"(?:twee\s?duizend(?:\s?(?:en\s?)?[a-zë]{2,16})?|negentien\s?(?:honderd\s?)?[a-zë]{3,20})"
WRITTEN = re.compile(
    rf"(?<![\w.,-])(?P<day>\d{{1,2}})(?:e|de|ste)?[ \n]{{0,2}}(?:\.[ ]?|-|/)?(?P<month>{MONTH})\b\.?"
    rf"(?:[ \n]{{0,2}}[-/,]?[ ]?(?P<year>'?\d{{2}}(?!\d|[ ]?(?:uur|jaar|personen))|\d{{4}}(?!\d)))?",
    re.IGNORECASE,
)
WORDED = re.compile(
    rf"\b(?P<day>{'|'.join(sorted(DAYS, key=len, reverse=True))}) (?P<month>{MONTH})\b(?: (?P<year>\d{{4}}|"
    rf"{WORDED_YEAR}))?",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, ?(?P<year>\d{{4}})\b", re.IGNORECASE
)
FIGURES = re.compile(
    r"(?<![\d.,/-])(?P<day>\d{1,2})(?P<sign>[ ]?[-/.][ ]?|[ ])(?P<month>\d{1,2})(?P=sign)(?P<year>'?\d{2}|"
    r"\d{4})(?![\d]|[-/.]\d|,\d)"
)
YEAR_FIRST = re.compile(
    r"(?<![\d.,/-])(?P<year>(?:19|20)\d{2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d|[-/.]\d)"
)
TOGETHER = re.compile(
    r"(?<![\d-])(?:(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)|(?P<day2>[0-3]\d)(?P<month2>0[1-9]|"
    r"1[0-2])(?P<year2>(?:19|20)\d{2}))(?!\d)"
)

BORN = (
    r"(?:geboren|geboorte\s?-?(?:datum|datums|data|dag)?|geb\.?|gebdat\.?|gb\.?\s?dat\.?|g\.?d\.?(?=[:\s]\s?\d)|"
    r"d\.?\s?o\.?\s?b\.?|born|date of birth|"
    r"birth\s?date|verjaardag|verjaart|jarig|ter wereld gekomen|bevallen)"
)
# nothing but place and small words stands between the word and its date
BORN_BEFORE = re.compile(rf"(?:(?<![-\d])\b{BORN}|[*°])(?P<between>[^.;!?\d]{{0,60}}|[^;!?\d]{{0,16}})$", re.IGNORECASE)
BORN_AFTER = re.compile(
    r"(?:[ ]*[,)(:-]?[ ]*(?:te|in)?(?:[ ][A-ZÀ-Þ][\w'-]{1,20}){0,2})?[ ]*[(,]?[ ]*(?:is[ ]|was[ ]|"
    r"als[ ]|zijn[ ]|de[ ]|haar[ ]|een[ ])?(?:(?:zoon|dochter|kind|baby)[ ])?(?:geboren|geb\b|geboortedatum|"
    r"geboortedag|jarig|ter wereld)",
    re.IGNORECASE,
)
AGE = re.compile(r"(?<![\d.,/-])(\d{1,2})(?:[- ]?jarig|[ ]?(?:jaar|jr\b|j\.))", re.IGNORECASE)
PERSON = re.compile(
    r"\b(?:meisje|jongen|man|vrouw|slachtoffer|cli[eë]nte?|mevrouw|mevr|mw|meneer|dhr|zij|hij|haar|"
    r"zus|broer|moeder|dochter|zoon|kind|baby|"
    r"betrokkene|bewoonster|bewoner|persoon|verdachte|getuige|jarige|BSN|nationaliteit|paspoort|"
    r"alias|genaamd|naam)\b|\b[A-Z][a-zà-ÿ]{2,} ?\($",
    re.IGNORECASE,
)
OFFICIAL = re.compile(
    r"\b(?:wet|wetten|verdrag|richtlijn|verordening|besluit|besluiten|opgericht|ingevoerd|invoering|"
    r"in werking|kamerbrief|brief|staatsblad|stb|stcrt|staatscourant|"
    r"protocol|conventie|convenant|strafbaar|aangenomen|bordeelverbod|instelling|ingesteld|arrest|"
    r"vonnis|uitspraak|ecli|hoge raad|kamerstuk(?:ken)?|"
    r"nota|rapport|regeling|circulaire|aanwijzing|statuten|vergadering|bijeenkomst|overleg|notulen|"
    r"verslag|versie|d\.d\.|dd|publicatie|gepubliceerd|"
    r"deadline|uiterlijk|termijn|looptijd|geldig|verleend|aanwezig|agenda|subsidie|mandaat)\b",
    re.IGNORECASE,
)
OLDEST, YOUNGEST_UNTOLD = 1915, 2013


@dataclass(frozen=True)
class Day:
    """A date in the text; `year` is None where none is written."""

    start: int
    end: int
    day: int
    month: int
    year: int | None


def days(reading: Reading) -> list[Day]:
    """Return every date of the text that the calendar knows, in order."""
    found: dict[int, Day] = {}
    for pattern in (WRITTEN, WORDED, MONTH_FIRST, FIGURES, YEAR_FIRST, TOGETHER):
        for match in pattern.finditer(reading.text):
            day = _day(match)
            if day and not any(other.start < day.end and day.start < other.end for other in _near(found, day)):
                found[day.start] = day
    return [found[start] for start in sorted(found)]


def _near(found: dict[int, Day], day: Day) -> Iterator[Day]:
    return (found[place] for place in range(max(0, day.start - 40), day.end) if place in found)


def _day(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    day, month, year = (parts.get(name) or parts.get(f"{name}2") for name in ("day", "month", "year"))
    number = DAYS.get(day.lower(), 0) if day and not day.isdigit() else int(day or 0)
    which = MONTHS.get(month.lower(), 0) if month and not month.isdigit() else int(month or 0)
    when = _year(year)
    try:
        date(when or 2000, which, number)
    except ValueError:
        return None
    if match.re is FIGURES and parts["sign"] == " " and (year is None or len(year) != 4):
        return None  # three loose numbers
    return Day(match.start(), match.end(), number, which, when)


def _year(written: str | None) -> int | None:
    if not written:
        return None
    figures = written.lstrip("'")
    if not figures.isdigit():
        return 2000 if figures.lower().startswith("twee") else 1990
    if len(figures) == 4:
        return int(figures)
    short = int(figures)
    return 2000 + short if short <= datetime.now(UTC).year % 100 + 1 else 1900 + short


def birth_dates(reading: Reading) -> Iterator[Finding | None]:
    """Find the dates that tell when a person was born."""
    last = -1
    for day in days(reading):
        chained = last >= 0 and re.fullmatch(r"\s?(?:,|;|en|/|&|resp\.)\s?", reading.text[last : day.start]) is not None
        if chained or _told(reading, day) or _fits_a_person(reading, day):
            last = day.end
            yield reading.claim("birth_date", day.start, day.end)
        elif last >= 0 and day.start - last > 6:
            last = -1


def _told(reading: Reading, day: Day) -> bool:
    if day.year is not None and not OLDEST <= day.year <= datetime.now(UTC).year:
        return False
    before = BORN_BEFORE.search(reading.before(day.start, 76))
    if before:
        between = before["between"]
        # "geboren en sinds 3 mei in Nederland": another event came between; "*" and "°" stand close
        close = not before[0].startswith(("*", "°")) or len(between) <= 2
        if close and not re.search(
            r"\b(?:sinds|vanaf|gemeld|aangetroffen|aangekomen|verblijft|vergadering|overleg|uiterlijk)\b",
            between,
            re.IGNORECASE,
        ):
            return True
    if re.search(r"\bwordt (?:op )?$", reading.before(day.start, 10)) and re.match(
        r"[ ](?:de )?\d{1,2}\b", reading.after(day.end, 8)
    ):
        return True  # "wordt op 12 april 18"
    if re.search(r"\b(?:zij|ze|hij) is van $", reading.before(day.start, 12), re.IGNORECASE):
        return True
    after = re.sub(r"^\s?(?:en|,|&)\s?[\d./-]{6,10}", "", reading.after(day.end, 72))  # two dates, and then "geboren"
    return BORN_AFTER.match(after) is not None


def _fits_a_person(reading: Reading, day: Day) -> bool:
    """A full date beside an age, or in brackets behind a person, with a year in which that person can be born."""
    if day.year is None:
        return False
    now = datetime.now(UTC).year
    around = reading.text[max(0, day.start - 45) : day.end + 30]
    ages = [int(match[1]) for match in AGE.finditer(around)]
    if OFFICIAL.search(reading.before(day.start, 60)):
        return False
    if (
        any(
            2012 <= day.year + age <= now + 1 and day.year <= now - age + 1 and abs(now - day.year - age) <= 14
            for age in ages
        )
        and day.year <= now - 3
    ):
        return day.year <= YOUNGEST_UNTOLD or any(age < 12 for age in ages)
    if not OLDEST <= day.year <= YOUNGEST_UNTOLD:
        return False
    sentence = reading.before(day.start, 120) + reading.after(day.end, 40)
    enclosed = reading.before(day.start, 2).strip().endswith(("(", ",", "/", "|", ":", ";", "\t"))
    before = reading.before(day.start, 40)
    named = re.search(r"\b([A-ZÀ-Þ][\w'-]+)[,:]?[ ]$", before)
    if named and bare(named[1]) in words.given_names():
        return True
    beside = PERSON.search(re.split(r"[ ,:;(]+", before.rstrip(" ,:;("))[-1]) is not None
    return beside or (enclosed and PERSON.search(sentence) is not None)
