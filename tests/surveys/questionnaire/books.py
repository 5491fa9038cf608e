"""Workbooks made for the tests: small ones by hand, and a whole questionnaire written out again."""

import io
import struct
from collections.abc import Iterator, Sequence

from openpyxl import Workbook

from surveys.questionnaire import BrokenWorkbook, Group, Question, Questionnaire, read_workbook
from surveys.questionnaire.columns import Columns, standard

Rows = Sequence[Sequence[object]]

SURVEY: Rows = [
    ["type", "name", "label"],
    ["begin_group", "a", "Deel A"],
    ["select_one ja_nee", "a1", "Is er beleid?"],
    ["integer", "a2", "Sinds welk jaar?"],
    ["end_group", "", ""],
]
CHOICES: Rows = [["list_name", "name", "label"], ["ja_nee", "ja", "Ja"], ["ja_nee", "nee", "Nee"]]
SETTINGS: Rows = [["form_title", "form_id"], ["Proef", "proef"]]


def book(survey: Rows = SURVEY, choices: Rows = CHOICES, settings: Rows = SETTINGS) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def asking(*rows: Sequence[object], columns: str = "relevant constraint calculation required") -> bytes:
    """A workbook of questions with the columns type, name, label and those that are named."""
    return book([["type", "name", "label", *columns.split()], *rows])


def problems_of(content: bytes) -> list[str]:
    try:
        read_workbook(content)
    except BrokenWorkbook as broken:
        return [str(problem) for problem in broken.problems]
    return []


def written(questionnaire: Questionnaire) -> dict[str, list[list[str]]]:
    """The sheets of a questionnaire, rebuilt from nothing but its canonical form."""
    lists = [choice.columns for items in questionnaire.lists for choice in items.choices]
    rows = {"survey": list(_survey(questionnaire)), "choices": lists, "settings": [questionnaire.settings]}
    return {
        sheet: [list(titles), *([line.get(standard(sheet, title), "") for title in titles] for line in rows[sheet])]
        for sheet, titles in questionnaire.headers
    }


def _survey(around: Questionnaire | Group) -> Iterator[Columns]:
    for node in around.children:
        yield node.columns
        if not isinstance(node, Question):
            yield from _survey(node)
            yield node.closing


def as_xls(sheets: dict[str, list[list[str]]]) -> bytes:
    """The same sheets as an old .xls: a compound file with one BIFF8 stream of LABEL records."""
    bodies = [_biff_sheet(rows) for rows in sheets.values()]
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    names = [title.encode() for title in sheets]
    start = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    globals_ = head
    for name, body in zip(names, bodies, strict=True):
        globals_ += _record(0x85, struct.pack("<IHBB", start, 0, len(name), 0) + name)
        start += len(body)
    return _compound(globals_ + _record(0x0A) + b"".join(bodies))


def _biff_sheet(rows: list[list[str]]) -> bytes:
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                cell = struct.pack("<HHHHB", at, column, 0, len(text), 1) + text.encode("utf-16-le")
                body += _record(0x204, cell)
    return body + _record(0x0A)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """Sector 0 holds the allocation table, sector 1 the directory, the stream follows."""
    stream += b"\0" * (-len(stream) % 512 + 4096)
    count = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    assert len(table) <= 128
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    sectors = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return header + sectors + directory.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    siblings = struct.pack("<BBIII", kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        text.ljust(64, b"\0") + struct.pack("<H", len(text)) + siblings + b"\0" * 36 + struct.pack("<IQ", first, size)
    )
