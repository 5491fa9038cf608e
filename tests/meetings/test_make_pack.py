"""A pack holds what its reader may see, in order, with its marks on each page; and nobody gets that of another."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader
from pypdf.generic import Destination

from meetings.actions import agenda
from meetings.actions import meeting as meetings
from meetings.models import AgendaItem, MeetingPage
from schakel.accounts import people
from schakel.files.models import Paper, private_storage
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import upload, workbook
from tests.meetings.reading_packs import asked, pack_of, put, saying, texts


# ---------------------------------------------------------------- who gets what
@pytest.mark.parametrize(
    ("name", "status", "draft"),
    [
        ("aisha", 200, 200), ("bram", 200, 404), ("chloe", 200, 404), ("quirine", 200, 404), ("rachid", 200, 404),
        ("oscar", 404, 404), ("esra", 404, 404), ("karel", 404, 404), ("dirk", 404, 404), ("nobody", 302, 302),
    ],
)  # fmt: skip
def test_each_gets_what_they_may_see(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, name: str, status: int, draft: int
) -> None:
    put(item, "appel", aisha)
    put(item, "peer", aisha, tlp="red")
    held = put(item, "pruim", aisha)
    Paper.objects.filter(pk=held.pk).update(state=Paper.State.CHECKING)  # in quarantine: for nobody's pack
    hidden = meetings.plan(
        meeting.workspace, title="Later", begins=meeting.begins, ends=meeting.ends, publish=False, by=aisha.who
    )
    somebody = cast.person(name)
    for route in ("meeting_pack_file", "meeting_pack", "meeting_pack_state"):
        assert [somebody.gets(route, page.pk).status_code for page in (meeting, hidden)] == [status, draft]
    if status == 200:
        words = "\n".join(texts(pack_of(somebody, meeting)))
        assert ["appel" in words, "peer" in words, "pruim" in words] == [True, True, False]
        assert words.count(str(somebody.who)) >= 4
    assert somebody.posts("meeting_pack", meeting.pk).status_code == (302 if status == 200 else status)


def test_who_came_later_gets_nothing_of_before(meeting: MeetingPage, som: WorkspacePage) -> None:
    dirk = people.admit(cast.account("dirk"), cast.seat("som", "Fier"), role="member", by=None).user
    MeetingPage.objects.filter(pk=meeting.pk).update(begins=timezone.now() - timedelta(days=9))
    assert cast.Person(dirk).gets("meeting_pack_file", meeting.pk).status_code == 200
    WorkspacePage.objects.filter(pk=som.pk).update(past="membership")
    assert cast.Person(dirk).gets("meeting_pack_file", meeting.pk).status_code == 404


# ---------------------------------------------------------------- what it is like
def test_papers_stand_in_order_with_labels_bookmarks_and_links(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    second = agenda.add_item(meeting, title="Plekken", by=aisha.who)
    put(second, "kers", aisha)
    agenda.add_paper(item, saying("appel", "peer"), title="Fruit", by=aisha.who)
    agenda.add_paper(item, upload("lijst.xlsx", workbook()), title="Rekenblad", by=aisha.who)
    pack = pack_of(chloe, meeting)
    assert pack.page_labels == ["A-1", "A-2", "1a-1", "1a-2", "1b-1", "2a-1"]
    said = texts(pack)
    assert ["appel" in said[2], "peer" in said[3], "Rekenblad" in said[4], "kers" in said[5]] == [True] * 4
    assert "1a Fruit · pagina 3 · 2 pagina’s" in said[1]
    assert bookmarks(pack) == {
        "Agenda": 1, "1. Wachttijd bij aangifte": 2, "1a Fruit": 2, "1b Rekenblad": 4, "2. Plekken": 5,
        "2a Stuk kers": 5,
    }  # fmt: skip
    links = [note.get_object() for note in pack.pages[1]["/Annots"]]
    assert [pack.get_page_number(link["/Dest"][0].get_object()) for link in links] == [2, 4, 5]


def bookmarks(pack: PdfReader, rows: Any = None) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in pack.outline if rows is None else rows:
        if isinstance(row, Destination):
            found[str(row.title)] = pack.get_destination_page_number(row) or 0
        else:
            found |= bookmarks(pack, row)
    return found


def test_cover_and_agenda_are_tagged_and_it_says_what_it_is(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    put(item, "appel", aisha)
    pack = pack_of(chloe, meeting)
    root = pack.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert len(root["/StructTreeRoot"]["/K"]) > 0
    assert root["/Lang"] == "nl"
    assert "Vergaderstukken Strategisch Overleg" in pack.metadata["/Title"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert ["/StructParents" in page for page in pack.pages] == [True, True, False]


@pytest.mark.parametrize(("tlp", "named"), [("clear", 0), ("green", 0), ("amber", 1), ("amber+strict", 1), ("red", 1)])
def test_each_page_has_its_mark_and_from_amber_on_the_name(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person, tlp: str, named: int
) -> None:
    agenda.change_item(item, tlp=tlp, reason="Zo is het.", owner=None, by=aisha.who)
    agenda.add_paper(item, saying("appel", "peer"), title="Fruit", tlp=tlp, by=aisha.who)
    agenda.add_paper(item, upload("lijst.xlsx", workbook()), title="Rekenblad", tlp=tlp, by=aisha.who)
    said = texts(pack_of(chloe, meeting))
    label = f"TLP:{tlp.upper()}"
    assert [page.count(label) >= 2 for page in said] == [True] * 5
    assert [page.count(str(chloe.who)) for page in said[2:4]] == [named, named]
    assert said[4].count(str(chloe.who)) == 1 + named  # its foot says for whom it is
    assert [page for page in said if "TLP:" in page.replace(label, "")] == []


def test_each_paper_has_its_own_mark(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> None:
    for number, tlp in enumerate(("green", "red", "green")):
        put(item, f"vrucht{number}", aisha, tlp=tlp)
    said = texts(pack_of(aisha, meeting))
    assert ["TLP:RED" in page for page in said] == [True, True, False, True, False]
    assert [str(aisha.who) in page for page in said] == [True, True, False, True, False]


@pytest.mark.parametrize(("turned", "corner"), [(0, "0 0"), (90, "842 0"), (180, "842 595"), (270, "0 595")])
def test_marks_stand_upright_on_a_turned_page(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, turned: int, corner: str
) -> None:
    """What the reader sees as left and below is another corner of the page."""
    put(item, "appel", aisha, size=(842, 595), turned=turned)
    page = pack_of(aisha, meeting).pages[2]
    drawn = page["/Contents"].get_object().get_data().decode()
    matrix = drawn.partition("BMC\nq ")[2].partition(" cm")[0].split()
    assert " ".join(str(round(float(number))) for number in matrix[4:]) == corner
    seen = (595, 842) if turned in (90, 270) else (842, 595)
    below, above = (line.split()[5:7] for line in drawn.splitlines() if "/Mark Do" in line)
    assert seen[0] / 2 < float(below[0]) < seen[0]
    assert 0 < float(below[1]) < 30
    assert seen[1] - 40 < float(above[1]) < seen[1]


def test_careless_drawing_does_not_move_the_mark(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> None:
    """A page that leaves its own scale behind is shut in: what comes after it is as on any page."""
    put(item, "appel", aisha, torn=True)
    page = pack_of(aisha, meeting).pages[2]
    assert page["/Contents"].get_object().get_data().startswith(b"q /Own Do Q\n/Artifact BMC\nq 1.0000 0.0000")
    assert b"0.1 0 0 0.1 900 900 cm" in page["/Resources"]["/XObject"]["/Own"].get_object().get_data()
    assert "appel" in page.extract_text()


def test_empty_and_tiny_pages_are_marked_too(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> None:
    from tests.meetings.files import pdf

    put(item, "appel", aisha, size=(60, 40))
    agenda.add_paper(item, pdf(pages=1), title="Leeg", by=aisha.who)
    assert all("TLP:AMBER" in page for page in texts(pack_of(aisha, meeting))[2:])


# ---------------------------------------------------------------- what cannot be bound in
def test_what_cannot_be_bound_in_has_a_page_with_title_and_link(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    kinds = {"Rekenblad": upload("lijst.xlsx", workbook())}
    kinds |= {"Kapot": saying("a"), "Dicht": saying("b"), "Weg": saying("c")}
    rows = {title: agenda.add_paper(item, file, title=title, by=aisha.who) for title, file in kinds.items()}
    spoil(rows["Kapot"], b"%PDF-1.7 en dan niets")
    spoil(rows["Dicht"], saying("b", locked="geheim").read())
    private_storage().delete(rows["Weg"].file.name)
    reasons = {"Rekenblad": CANNOT, "Kapot": "beschadigd", "Dicht": "wachtwoord", "Weg": "niet te openen"}
    said = texts(pack_of(chloe, meeting))
    for page, (title, words) in zip(said[2:], reasons.items(), strict=True):
        assert title in page
        assert words in page
        assert f"/stukken/{rows[title].pk}/bekijken/" in page.replace("\n", "")


def test_a_page_that_breaks_while_it_is_bound_in_spoils_nothing(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person
) -> None:
    """Its pages can be counted; what they draw cannot be read."""
    bad, good = put(item, "appel", aisha, torn=True), put(item, "peer", aisha)
    whole = Path(bad.file.path).read_bytes()
    spoil(bad, re.sub(rb"/Length \d+", lambda found: b"/Filter /X".ljust(len(found[0])), whole))
    said = texts(pack_of(aisha, meeting))
    assert "beschadigd" in said[2]
    assert "peer" in said[3]
    assert "1b-1" in said[3]
    assert good.title in said[1]


def spoil(paper: Paper, content: bytes) -> None:
    Path(paper.file.path).write_bytes(content)


CANNOT = "kan niet in een pdf"
CONVERTER = """#!/bin/sh
while [ "$1" != "--outdir" ]; do shift; done
mkdir -p "$2" && {act}
"""


@pytest.mark.parametrize(
    ("act", "found"), [('cp "{pdf}" "$2/stuk.pdf"', "omgezet"), ("exit 1", CANNOT), ("true", CANNOT)]
)
def test_office_files_are_converted_where_libreoffice_is_configured(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person, settings: Any, tmp_path: Path,
    act: str, found: str,
) -> None:  # fmt: skip
    made, soffice = tmp_path / "made.pdf", tmp_path / "soffice"
    made.write_bytes(saying("omgezet").read())
    soffice.write_text(CONVERTER.format(act=act.format(pdf=made)))
    soffice.chmod(0o700)
    settings.SOFFICE = str(soffice)
    agenda.add_paper(item, upload("lijst.xlsx", workbook()), title="Rekenblad", by=aisha.who)
    assert chloe.gets("meeting_pack_file", meeting.pk).status_code == 302  # converting takes time: ask for it
    asked(meeting, chloe)
    assert found in texts(pack_of(chloe, meeting))[2]


def test_signs_that_no_font_has_do_not_stop_it(meeting: MeetingPage, aisha: cast.Person) -> None:
    agenda.add_item(meeting, title="Feest 🎉 voor Łódź", by=aisha.who)
    assert "Feest ? voor Łódź" in texts(pack_of(aisha, meeting))[1]
