from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils.html import escape

from cms.snippets import marked, snippet
from schakel.search import index
from schakel.search.models import Entry, Piece, Posting
from schakel.workspaces.models import WorkspacePage
from tests import cast


def entry(workspace: WorkspacePage, title: str, text: str = "", number: int = 1, **facts: object) -> Entry:
    kind = ContentType.objects.get_for_model(WorkspacePage)
    made = Entry.objects.create(
        workspace=workspace, content_type=kind, subject=number, title=title, url=f"/notulen/{number}/",
        **{"kind": "meetings.minutespage", "year": 2019, **facts},
    )  # fmt: skip
    Piece.objects.create(entry=made, place=0, text=text)
    Posting.objects.bulk_create(index.postings(made, [(0, text)]))
    return made


def found(person: cast.Person, words: str, **query: str) -> str:
    return person.client.get("/zoeken/", {"q": words, **query}).content.decode()


def test_it_shows_the_words_in_their_place(som: WorkspacePage, chloe: cast.Person) -> None:
    entry(som, "Notulen van 12 februari", "De wachttijd bij aangiften is te lang.")
    page = found(chloe, "aangifte")
    assert "De wachttijd bij <mark>aangiften</mark> is te lang." in page
    assert "1 resultaat<" in page
    assert "/notulen/1/" in page


def test_it_finds_nothing_of_other_workspaces(som: WorkspacePage, task_force: WorkspacePage) -> None:
    entry(som, "Kanarie", number=1)
    entry(task_force, "Kanarie van de Task Force", number=2)
    assert "Kanarie van de Task Force" not in found(cast.person("chloe"), "kanarie").replace("<mark>", "")
    assert "2 resultaten" not in found(cast.person("chloe"), "kanarie")
    assert "0 resultaten" in found(cast.person("dirk"), "kanarie")
    assert "0 resultaten" in found(cast.person("karel"), "kanarie")


def test_what_is_found_cannot_write_the_page(som: WorkspacePage, chloe: cast.Person) -> None:
    entry(som, "<b>Kanarie</b>", "<script>kanarie</script>")
    page = found(chloe, 'kanarie "><script>')
    assert "<script>kanarie" not in page
    assert '"><script>' not in page
    assert "&lt;b&gt;<mark>Kanarie</mark>&lt;/b&gt;" in found(chloe, "kanarie")


def test_it_asks_as_often_for_many_as_for_few(som: WorkspacePage, chloe: cast.Person, queries: object) -> None:
    for number in range(2):
        entry(som, "Kanarie", number=number)
    few = queries(lambda: found(chloe, "kanarie"))  # type: ignore[operator]
    for number in range(2, 20):
        entry(som, "Kanarie", number=number)
    assert queries(lambda: found(chloe, "kanarie")) == few  # type: ignore[operator]


@pytest.mark.parametrize("number", ["2", "99", "x", "-1"])
def test_it_turns_the_page(som: WorkspacePage, chloe: cast.Person, number: str) -> None:
    for each in range(25):
        entry(som, f"Kanarie {each}", number=each)
    assert "25 resultaten" in found(chloe, "kanarie", page=number)


@pytest.mark.parametrize("words", ["", "   ", "!?", "x" * 5000])
def test_without_words_nothing_is_found(som: WorkspacePage, chloe: cast.Person, words: str) -> None:
    entry(som, "Kanarie")
    assert "/notulen/1/" not in found(chloe, words)


def test_a_snippet_is_the_piece_around_the_word() -> None:
    text = "begin " * 100 + "de kanarie zingt " + "einde " * 100
    piece = snippet(text, "kanaries")
    assert piece.startswith("… begin")
    assert "de <mark>kanarie</mark> zingt" in piece
    assert piece.endswith("einde …")
    assert len(piece) < 300


@pytest.mark.parametrize("text", ["", "kort", "a & b < c", "één coördinator", "x" * 1000, "kanarie"])
def test_marking_changes_no_letter(text: str) -> None:
    assert marked(text, "kanarie coördinatoren").replace("<mark>", "").replace("</mark>", "") == escape(text)


@pytest.mark.parametrize(
    ("text", "words"), [("Wéék", "weken"), ("coördinatoren", "coordinatoren"), ("VERGADERING", "vergaderingen")]
)
def test_accents_and_capitals_do_not_matter(text: str, words: str) -> None:
    assert "<mark>" in marked(text, words)
