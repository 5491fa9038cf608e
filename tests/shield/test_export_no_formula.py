"""No export holds a cell that a spreadsheet would calculate: ours as CSV, and what Wagtail makes at the desk."""

from __future__ import annotations

import ast
import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook

from meetings.actions import meeting
from schakel.directory.models import FrameEntry, Organisation
from schakel.spreadsheets import harmless
from surveys.actions import invitations, rounds
from tests import cast
from tests.rules.test_house_rules import ROOT, sources
from tests.surveys import small
from tests.surveys.questionnaire.books import book

FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "=cmd|' /C calc'!A0", '=HYPERLINK("x")', "\0=1",
    "＝1+1", "＋1", "－1", "＠SUM(1)", "\ufeff=1", "\u00a0=1", "%0A=1",
]  # fmt: skip
BEGINS = tuple("=+-@＝＋－＠\t\r\n\0")


def cells(text: str, delimiter: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter) for cell in row]


def live(cell: str) -> bool:
    """Tell whether a spreadsheet that trims what it reads would calculate this cell."""
    return cell.strip().strip("\ufeff\0").startswith(BEGINS)


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_is_made_harmless(cell: str) -> None:
    assert not live(harmless(cell))
    assert harmless(cell).endswith(cell.lstrip("\0")) or "\0" in cell


@pytest.mark.parametrize("cell", ["Utrecht", "'s-Gravenhage", "0,5", "A=B", ""])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.fixture
def round_of_enemies(db: None, ivo: cast.Person) -> str:
    """A round whose municipalities, questions and choices are named by formulas."""
    small.frame(2)
    for row, name in zip(FrameEntry.objects.order_by("pk"), FORMULAS, strict=False):
        Organisation.objects.filter(pk=row.municipality.organisation_id).update(name=name)
    survey = rounds.plan(cast.workspace("gemeenten"), title="=1+1", slug="ronde", year=2019, by=ivo.who)
    questions = [["type", "name", "label"], ["begin_group", "a", "=1+1"], ["select_one x", "a1", "+1+1"], ["end_group"]]
    book_of = book(questions, [["list_name", "name", "label"], ["x", "ja", "@SUM(1)"], ["x", "nee", "-1+1"]])
    rounds.ask(survey, book_of, by=ivo.who)
    for sent in invitations.invite(rounds.open(survey, by=ivo.who), by=ivo.who):
        small.answered(sent, a1="ja")
    return "ronde"


def test_the_tables_of_a_round(round_of_enemies: str, ivo: cast.Person) -> None:
    for answer in (ivo.gets("survey_table", round_of_enemies), ivo.posts("survey_links", round_of_enemies)):
        read = cells(answer.content.decode(), ";")
        assert len(read) > 6
        assert [cell for cell in read if live(cell)] == []


def test_the_links_on_the_command_line(round_of_enemies: str, ivo: cast.Person) -> None:
    said = io.StringIO()
    call_command("survey_links", round_of_enemies, by=ivo.who.email, stdout=said)
    read = cells(said.getvalue(), ",")
    assert any("=1+1" in cell for cell in read)
    assert [cell for cell in read if live(cell)] == []


@pytest.mark.parametrize("path", ["/beheer/reports/aging-pages/", "/beheer/reports/site-history/"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_reports_of_the_desk(path: str, kind: str, aisha: cast.Person) -> None:
    now = timezone.now()
    meeting.plan(cast.workspace("som"), title="=1+1", slug="x", begins=now, ends=now + timedelta(hours=1), by=aisha.who)
    answer: Any = aisha.gets(path, query_params={"export": kind})
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "csv":
        assert [cell for cell in cells(content.decode(), ",") if live(cell)] == []
        return
    for row in load_workbook(io.BytesIO(content)).active.iter_rows():
        assert [cell.coordinate for cell in row if cell.data_type == "f"] == []


def test_whoever_writes_a_table_makes_its_cells_harmless() -> None:
    """A module that writes CSV or workbooks names the function that does it, or makes each cell a text."""
    careless = []
    for path in sources():
        text = path.read_text(encoding="utf-8")
        names = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
        writes = ("writer" in names and "import csv" in text) or ("Workbook(" in text and "openpyxl" in text)
        if writes and not ("harmless" in text or 'cell.data_type = "s"' in text):
            careless.append(str(path.relative_to(ROOT)))
    assert careless == []
