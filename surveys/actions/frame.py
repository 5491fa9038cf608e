"""Read the frame of a year: which municipalities there are, in which strata, and where on the map."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.directory.models import FrameEntry, Municipality, Organisation
from surveys import known_codes
from surveys.actions import mergers
from surveys.derived_frame import derived
from surveys.frame_file import FrameRow, rows_of
from surveys.models import SurveyPage


@transaction.atomic
def read(file: bytes, *, year: int, by: User | None = None) -> int:
    """Store the municipalities of `year` from a CSV file or workbook; return how many. Again it changes nothing.

    All or nothing. Raises `table_file.BrokenTable` with each wrong row, ValidationError when a municipality would
    leave a year that a round was opened for.
    """
    return _keep(rows_of(file, year), year, by)


@transaction.atomic
def derive(year: int, *, by: User | None = None) -> int:
    """Make the frame of a later year from that of 2019 and the mergers since; return how many municipalities it has.

    The inhabitants are those of 2019, added up. Raises ValidationError for a year beyond the facts, and as `read`.
    """
    if not known_codes.FIRST < year <= known_codes.LAST:
        years = {"first": known_codes.FIRST + 1, "last": known_codes.LAST}
        raise ValidationError(_("Af te leiden zijn de jaren %(first)s tot en met %(last)s.") % years)
    start = FrameEntry.objects.filter(year=known_codes.FIRST).select_related("municipality")
    if not start.exists():
        raise ValidationError(_("Lees eerst de gemeenten van %(year)s in.") % {"year": known_codes.FIRST})
    mergers.read(by=by)
    return _keep(derived(list(start), year), year, by)


def _keep(rows: list[FrameRow], year: int, by: User | None) -> int:
    _keep_what_was_asked(year, {row.code for row in rows})
    known = _municipalities(rows)
    FrameEntry.objects.filter(year=year).exclude(municipality__cbs_code__in=known).delete()
    FrameEntry.objects.bulk_create(
        [_entry(row, year, known[row.code]) for row in rows],
        update_conflicts=True,
        unique_fields=["year", "municipality"],
        update_fields=["name", "province", "population", "size_class"],
    )
    journal.record("frame.import", of=known[rows[0].code], by=by, year=year, count=len(rows))
    return len(rows)


def _keep_what_was_asked(year: int, codes: set[str]) -> None:
    gone = FrameEntry.objects.filter(year=year).exclude(municipality__cbs_code__in=codes)
    if gone.exists() and SurveyPage.objects.opened().filter(year=year).exists():
        names = ", ".join(gone.values_list("name", flat=True)[:5])
        raise ValidationError(
            _("Er is al een ronde geopend voor %(year)s. In dit bestand ontbreken: %(names)s.")
            % {"year": year, "names": names}
        )


def _municipalities(rows: list[FrameRow]) -> dict[str, Municipality]:
    """Return the municipality of each row by code; make those that are not known yet."""
    known = {each.cbs_code: each for each in Municipality.objects.filter(cbs_code__in=[row.code for row in rows])}
    fresh = [row for row in rows if row.code not in known]
    owners = Organisation.objects.bulk_create(
        Organisation(name=row.name, kind=Organisation.Kind.MUNICIPALITY, source=mergers.SOURCE) for row in fresh
    )
    made = [_municipality(row, owner) for row, owner in zip(fresh, owners, strict=True)]
    known.update({each.cbs_code: each for each in Municipality.objects.bulk_create(made)})
    _place(rows, known)
    return known


def _municipality(row: FrameRow, owner: Organisation) -> Municipality:
    return Municipality(
        organisation=owner,
        cbs_code=row.code,
        province_code=row.province_code,
        province=row.province,
        population=row.population,
        size_class_cbs=row.size_class_cbs,
        size_class=row.size_class,
        hex_col=row.col,
        hex_row=row.row,
    )


def _place(rows: Iterable[FrameRow], known: dict[str, Municipality]) -> None:
    """Put known municipalities on the map where the file says so."""
    moved = []
    for row in rows:
        municipality = known[row.code]
        if row.col is not None and (municipality.hex_col, municipality.hex_row) != (row.col, row.row):
            municipality.hex_col, municipality.hex_row = row.col, row.row
            moved.append(municipality)
    Municipality.objects.bulk_update(moved, ["hex_col", "hex_row"], batch_size=200)


def _entry(row: FrameRow, year: int, municipality: Municipality) -> FrameEntry:
    return FrameEntry(
        year=year,
        municipality=municipality,
        name=row.name,
        province=row.province,
        population=row.population,
        size_class=row.size_class,
    )
