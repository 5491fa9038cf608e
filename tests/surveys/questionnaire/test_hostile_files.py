import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from surveys.questionnaire import BrokenWorkbook, read_workbook
from surveys.questionnaire.sheets import MAX_BYTES, MAX_ROWS

from .books import book, problems_of, saved


def with_member(name: str, content: bytes) -> bytes:
    """A good workbook with one member replaced."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in old.namelist():
            archive.writestr(member, content if member == name else old.read(member))
    return new.getvalue()


def sheet(rows: bytes) -> bytes:
    namespace = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (namespace, rows)
    return with_member("xl/worksheets/sheet1.xml", content)


def an_archive_of(name: str, content: bytes) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return new.getvalue()


NO_WORKBOOKS = {
    "nothing": b"",
    "text": b"type,name,label\n",
    "cut off": book()[:2000],
    "an archive of something else": an_archive_of("brief.txt", b"x"),
    "an old file that is none": b"\xd0\xcf\x11\xe0" + b"\0" * 4096,
    "broken XML": with_member("xl/workbook.xml", b"<workbook"),
}
TOO_LARGE = {
    "too many bytes": b"PK" + b"\0" * MAX_BYTES,
    "a bomb of zeros": with_member("xl/styles.xml", b"\0" * 70_000_000),
    "one cell far away": sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "cells without address": sheet(b"<row>" + b"<c><v>1</v></c>" * 1_100 + b"</row>"),
    "wide and long": sheet(b'<row r="1"><c r="ALK1"><v>1</v></c></row><row r="9000"><c r="A9000"><v>1</v></c></row>'),
}


@pytest.mark.parametrize("case", NO_WORKBOOKS)
def test_it_refuses_what_is_no_workbook(case: str) -> None:
    assert problems_of(NO_WORKBOOKS[case])[0].startswith("Dit bestand is geen werkmap.")


@pytest.mark.parametrize("case", TOO_LARGE)
def test_it_refuses_what_would_fill_the_memory(case: str) -> None:
    assert problems_of(TOO_LARGE[case]) == [
        "Deze werkmap is te groot. Een vragenlijst heeft hoogstens 5 MB en 20.000 rijen."
    ]


def test_it_refuses_too_many_rows() -> None:
    workbook = Workbook(write_only=True)
    survey = workbook.create_sheet("survey")
    for _ in range(MAX_ROWS + 1):
        survey.append(["text"])
    assert problems_of(saved(workbook))[0].startswith("survey: Deze werkmap is te groot.")


def test_it_reads_no_entities() -> None:
    content = (
        b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b"<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    )
    assert problems_of(with_member("xl/worksheets/sheet1.xml", content)) != []


def test_an_absent_file_is_one_clear_problem(tmp_path: Path) -> None:
    with pytest.raises(BrokenWorkbook, match="kan niet worden gelezen"):
        read_workbook(tmp_path / "weg.xlsx")
