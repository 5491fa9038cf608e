"""The file of contacts, CSV or workbook: read whole, or refused with every wrong row named."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from surveys.table_file import BrokenTable, Line, lines_of

COLUMNS = ("gm_code", "name", "job", "email", "phone")
NEEDED = ("gm_code", "email")
LONGEST = {"name": 120, "job": 120, "phone": 40, "email": 254}


@dataclass(frozen=True)
class ContactRow:
    """One contact of the file."""

    code: str
    email: str
    name: str
    job: str
    phone: str


def rows_of(file: bytes, codes: Collection[str]) -> list[ContactRow]:
    """Read the contacts of the municipalities with `codes`. Raises BrokenTable with all problems at once."""
    lines = lines_of(file, needed=NEEDED, known=COLUMNS)
    if not lines:
        raise BrokenTable(_("In dit bestand staan geen contactpersonen."))
    problems = list(_problems(lines, codes))
    if problems:
        raise BrokenTable(*problems)
    return [_row(line) for line in lines]


def _problems(lines: list[Line], codes: Collection[str]) -> Iterator[str]:
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        if not line.is_whole:
            yield line.torn
            continue
        for column, what in _faults(line, codes):
            yield line.problem(column, what)
        first = seen.setdefault((line["gm_code"], line["email"].lower()), line.number)
        if first != line.number and line["email"]:
            what = _("dit adres staat bij deze gemeente ook in rij %(other)s. Haal een van beide weg.")
            yield line.problem("email", what % {"other": first})


def _faults(line: Line, codes: Collection[str]) -> Iterator[tuple[str, str]]:
    if line["gm_code"] not in codes:
        what = _("‘%(code)s’ is geen gemeente die bekend is. Gebruik de CBS-code, zoals GM0363.")
        yield "gm_code", what % {"code": line["gm_code"]}
    try:
        validate_email(line["email"])
    except ValidationError:
        what = _("‘%(text)s’ is geen e-mailadres. Vul een adres in zoals naam@gemeente.nl.")
        yield "email", what % {"text": line["email"]}
    for column, most in LONGEST.items():
        if len(line[column]) > most:
            yield column, _("dit is langer dan %(most)s tekens. Maak het korter.") % {"most": most}


def one_line(text: str) -> str:
    """Return a text without line breaks and doubled spaces: it comes to stand in the subject of mails."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _row(line: Line) -> ContactRow:
    name, job, phone = (one_line(line[column]) for column in ("name", "job", "phone"))
    return ContactRow(code=line["gm_code"], email=line["email"].lower(), name=name, job=job, phone=phone)
