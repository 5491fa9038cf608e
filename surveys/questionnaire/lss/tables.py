"""The tables of a LimeSurvey structure (.lss): XML in, rows of text out, old and new exports in one shape."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000

Row = Mapping[str, str]


class BrokenLss(ValueError):
    """Tell in Dutch why a file is no LimeSurvey structure that can be read."""


@dataclass(frozen=True)
class Tables:
    """Hold the rows of each table by its name; texts are found by `text`, whichever way the export keeps them."""

    rows: Mapping[str, tuple[Row, ...]]

    def of(self, table: str) -> tuple[Row, ...]:
        return self.rows.get(table, ())

    def once(self, table: str, key: str) -> list[Row]:
        """Return the rows without their translations: old exports repeat a row in each language."""
        return list({(row.get(key, ""), row.get("scale_id", "")): row for row in reversed(self.of(table))}.values())[
            ::-1
        ]

    def texts(self, table: str, key: str, value: str, field: str) -> dict[str, str]:
        """Return a text by language, from the table itself or from its table of translations."""
        kept = {"questions": "question_l10ns", "subquestions": "question_l10ns", "groups": "group_l10ns"}
        rows = [*self.of(table), *self.of(kept.get(table, f"{table.removesuffix('s')}_l10ns"))]
        named = ((row.get("language", ""), row.get(field, "")) for row in rows if row.get(key) == value)
        return {language: text for language, text in named if text.strip()}


def read_tables(content: bytes) -> Tables:
    """Read a .lss file; raise BrokenLss where it is none, or one that would fill the memory."""
    if len(content) > MAX_BYTES:
        raise BrokenLss("Dit bestand is te groot. Een vragenlijst van LimeSurvey heeft hoogstens 20 MB.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        document = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenLss("Dit bestand is geen .lss van LimeSurvey: de XML is niet te lezen.") from error
    if document.getroottree().docinfo.internalDTD is not None or document.findtext("LimeSurveyDocType") != "Survey":
        raise BrokenLss("Dit bestand is geen .lss van LimeSurvey. Exporteer daar de structuur van de enquête.")
    rows = {table.tag: tuple(_rows(table)) for table in document if isinstance(table.tag, str)}
    if sum(map(len, rows.values())) > MAX_ROWS:
        raise BrokenLss("Dit bestand is te groot. Een vragenlijst heeft hoogstens 100.000 rijen.")
    return Tables(rows)


def _rows(table: etree._Element) -> Iterable[Row]:
    for row in table.iterfind("rows/row"):
        yield {cell.tag: (cell.text or "") for cell in row if isinstance(cell.tag, str)}
