"""Numbers with a check: the citizen service number (eleven-test) and the bank account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from stdnum import iban
from stdnum.nl import bsn

from schakel.guard.detect.finding import Finding
from schakel.guard.detect.reading import Reading

CUE = (
    r"(?:b\.?\s?s\.?\s?n\.?|burger\s?-?service\s?-?(?:nummer|nr)|sofi\s?-?(?:nummer|nr)?|persoonsnummer|"
    r"service\s?nummer)"
)
# "BSN: 1234 56 782": after the word any signs may stand between the digits
TOLD = re.compile(CUE + r"(?:-?\s?(?:nummers?|nrs?\.?))?[^0-9]{0,36}?(?=\d)", re.IGNORECASE)
DIGITS_TOLD = re.compile(r"\d(?:[\s.,\-/_|*:()]{0,4}\d){7,8}(?!\d)")
# without the word: groups with one sign between them, or one broken line
RUN = re.compile(r"(?<![\d])(?<!\d[.,])\d+(?:(?:[ .\-/_]|-?[ ]?\r?\n[ ]?|[ ]?-[ ])\d+)*(?!\d)")
GROUP = re.compile(r"\d+")
MONEY_BEFORE = re.compile(r"(?:€|\$|£|\beuro|\beur|\busd)\s{0,2}$", re.IGNORECASE)
MONEY_AFTER = re.compile(
    r"\s{0,2}(?:€|%|,\d{1,2}(?!\d)|,-|(?:euro|eur|miljoen|miljard|inwoners|slachtoffers|meldingen|personen|mensen|"
    r"gemeenten|procent|stuks|vierkante|km|kilometer|views|bytes|kb|mb)\b)",
    re.IGNORECASE,
)
OTHER_BEFORE = re.compile(
    r"(?:kvk|k\.v\.k\.|kamer van koophandel|handelsregister|rsin|fiscaal|btw|isbn|issn|doi|factuur|order|offerte|"
    r"bestel|inkoop|klantnummer|klantnr|ontvangst|zaak|dossier|parket|rol|kenmerk|aangifte|artikel|product|"
    r"serie|telefoon|tel|fax|mobiel|rekening|agb|big|vestigings|loonheffings|polis|ticket|incident|referentie|versie|"
    r"project|subsidie|beschikkings?|kamerstuk(?:ken)?|ecli|vergader|meeting|zoom|webinar)"
    r"(?:[- ]?(?:nummer|nr|id|code|bewijs))?s?[.:]{0,2}\s{0,2}(?:is\s|nr\.?\s|nummer\s|code:?\s|"
    r"id:?\s)?(?:[A-Z]{2})?[(#]?$",
    re.IGNORECASE,
)
MONTHLIKE = re.compile(r"^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")
LENGTHS = dict(
    pair.split("=")
    for pair in [
        "AD=24",
        "AE=23",
        "AL=28",
        "AT=20",
        "AZ=28",
        "BA=20",
        "BE=16",
        "BG=22",
        "BH=22",
        "BR=29",
        "BY=28",
        "CH=21",
        "CR=22",
        "CY=28",
        "CZ=24",
        "DE=22",
        "DK=18",
        "DO=28",
        "EE=20",
        "EG=29",
        "ES=24",
        "FI=18",
        "FO=18",
        "FR=27",
        "GB=22",
        "GE=22",
        "GI=23",
        "GL=18",
        "GR=27",
        "GT=28",
        "HR=21",
        "HU=28",
        "IE=22",
        "IL=23",
        "IQ=23",
        "IS=26",
        "IT=27",
        "JO=30",
        "KW=30",
        "KZ=20",
        "LB=28",
        "LC=32",
        "LI=21",
        "LT=20",
        "LU=20",
        "LV=21",
        "LY=25",
        "MC=27",
        "MD=24",
        "ME=22",
        "MK=19",
        "MR=27",
        "MT=31",
        "MU=30",
        "NL=18",
        "NO=15",
        "PK=24",
        "PL=28",
        "PS=29",
        "PT=25",
        "QA=29",
        "RO=24",
        "RS=22",
        "SA=24",
        "SC=31",
        "SD=18",
        "SE=24",
        "SI=19",
        "SK=24",
        "SM=27",
        "ST=25",
        "SV=28",
        "TL=23",
        "TN=24",
        "TR=26",
        "UA=29",
        "VA=22",
        "VG=24",
        "XK=20",
    ]
)
ACCOUNT = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})[ ]?\d[ ]?\d(?=[ .\-\n]{0,2}[A-Za-z0-9])")


def told_bsn(reading: Reading) -> Iterator[Finding | None]:
    """Find the numbers that stand after the word: more than one, when a list follows."""
    for cue in TOLD.finditer(reading.text):
        start = cue.start()
        if (start and reading.text[start - 1].isalpha()) or OTHER_BEFORE.search(reading.before(cue.end(), 40)):
            continue
        place = cue.end()
        while found := _told_at(reading, place):
            yield reading.claim("bsn", place, found)
            following = re.compile(r"\s?(?:,|;|en|/|\|)?\s?(?=\d)").match(reading.text, found)
            if following is None or following.end() == found:
                break
            place = following.end()


def _told_at(reading: Reading, place: int) -> int:
    """Return where a service number that begins at `place` ends; 0 if none begins there."""
    stretch = reading.text[place : place + 60]
    digits = [match.start() for match in re.finditer(r"\d", stretch)]
    for length in (9, 8):
        if len(digits) < length or any(b - a > 4 for a, b in pairwise(digits[:length])):
            continue
        end = digits[length - 1] + 1
        between = re.sub(r"[\d\s.,\-/_|*:()]", "", stretch[:end])
        closed = len(digits) == length or digits[length] > end
        if not between and closed and bsn.is_valid("".join(stretch[each] for each in digits[:length])):
            return place + end
    return 0


def bare_bsn(reading: Reading) -> Iterator[Finding | None]:
    """Find eight or nine digits that pass the eleven-test and are clearly no other number."""
    for run in RUN.finditer(reading.text):
        groups = [(match.start(), match.end()) for match in GROUP.finditer(reading.text, run.start(), run.end())]
        place = 0
        while place < len(groups):
            size = _size(reading, groups, place)
            if size:
                yield reading.claim("bsn", groups[place][0], groups[place + size - 1][1])
            place += size or 1


def _size(reading: Reading, groups: list[tuple[int, int]], place: int) -> int:
    """Return how many groups from `place` make a service number; 0 if they make none."""
    total = 0
    for size in range(1, min(10, len(groups) - place + 1)):
        start, end = groups[place + size - 1]
        total += end - start
        if total > 9:
            return 0
        if total >= 8 and _is_service_number(reading, groups, place, place + size):
            return size
    return 0


def _is_service_number(reading: Reading, row: list[tuple[int, int]], first: int, beyond: int) -> bool:
    groups = row[first:beyond]
    start, end = groups[0][0], groups[-1][1]
    number = "".join(reading.text[a:b] for a, b in groups)
    if not bsn.is_valid(number) or not reading.is_free(start, end) or _is_other(reading, start, end):
        return False
    if len(groups) == 1:
        return len(number) == 9 or MONTHLIKE.match(number) is None
    if len(number) == 8:  # in groups it may be anything; only a word before it tells
        return _layout(groups) in {(4, 4), (2, 2, 2, 2), (2, 3, 3)} and _named(reading, start)
    if len(groups) < len(row):  # part of a longer row of numbers: a table or a date, unless it stands apart in it
        beside = [b - a for a, b in (*row[first - 1 : first], *row[beyond : beyond + 1])]
        return _layout(groups) in {(3, 3, 3), (4, 2, 3), (2, 3, 4)} and 3 not in beside
    signs = {reading.text[a:b].strip(" ") or " " for (_, a), (b, _) in pairwise(groups)}
    return len(signs) == 1 or (len(signs) == 2 and "/" not in signs)


def _layout(groups: list[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(end - start for start, end in groups)


def _named(reading: Reading, start: int) -> bool:
    return bool(
        re.search(
            r"(?:nummer|nr\.?|service|id|persoon)\W{0,4}(?:is\s|van\s\w{1,20}\s)?$",
            reading.before(start, 40),
            re.IGNORECASE,
        )
    )


def _is_other(reading: Reading, start: int, end: int) -> bool:
    text, before = reading.text, reading.before(start, 48)
    if re.search(r"(?:://|www\.)[^\s]*$", before) and "bsn" not in before.lower():
        return True  # part of an address on the web
    if before[-1:].isalpha() and not re.search(r"(?:bsn|nr|nummer)$", before, re.IGNORECASE):
        return True
    if re.match(r"[A-Z]\d|[A-Z]{2,}\d", text[end : end + 4]) or text[start - 1 : start] in {"+", "#", "€", "$"}:
        return True
    if re.search(r"[A-Z0-9][-/]$", before) or re.match(r"[-/](?:\d|[A-Z]{1,3}\d)", text[end : end + 5]):
        return True  # part of a longer reference
    return bool(MONEY_BEFORE.search(before) or MONEY_AFTER.match(text, end) or OTHER_BEFORE.search(before))


def accounts(reading: Reading) -> Iterator[Finding | None]:
    """Find bank account numbers of any country whose check is right."""
    for opening in ACCOUNT.finditer(reading.text):
        length = int(LENGTHS.get(opening[1].upper(), 0))
        end = _after(reading.text, opening.start(), length) if length else 0
        if end and iban.is_valid(re.sub(r"[^A-Za-z0-9]", "", reading.text[opening.start() : end]), check_country=False):
            yield reading.claim("iban", opening.start(), end)


def _after(text: str, start: int, length: int) -> int:
    """Return where `length` letters and digits end, with at most two signs between them; 0 if they do not."""
    gap = 0
    for place in range(start, min(len(text), start + 3 * length)):
        if text[place].isascii() and text[place].isalnum():
            gap, length = 0, length - 1
            if length == 0:
                following = text[place + 1 : place + 2]
                return 0 if following.isalnum() else place + 1
        elif text[place] in " .-\n\t\r" and gap < 2:
            gap += 1
        else:
            return 0
    return 0
