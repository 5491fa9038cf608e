"""The order of what is found, choosing among it, and questions that nobody should ask."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from schakel.search import index
from schakel.search.models import Entry, Piece, Posting
from schakel.workspaces.models import WorkspacePage
from tests import cast

NOW = timezone.now()


def entry(space: WorkspacePage, number: int, title: str, text: str = "", at: datetime = NOW, **facts: object) -> Entry:
    made = Entry.objects.create(
        workspace=space,
        content_type=ContentType.objects.get_for_model(Entry),
        subject=number,
        title=title,
        at=at,
        url=f"/hier/{number}/",
        **{"kind": "meetings.decision", "year": at.year, **facts},
    )
    Piece.objects.create(entry=made, place=0, text=text)
    Posting.objects.bulk_create(index.postings(made, [(0, text)]))
    return made


def order(person: cast.Person, words: str) -> list[str]:
    return [hit.title for hit in index.find(person.who, words)]


def test_the_title_goes_before_and_then_the_newest(som: WorkspacePage, chloe: cast.Person) -> None:
    entry(som, 1, "Oud", "de reiger en de ooievaar", NOW - timedelta(days=9))
    entry(som, 2, "Nieuw", "de ooievaar en de reiger")
    entry(som, 3, "Reiger", "en de ooievaar", NOW - timedelta(days=99))
    entry(som, 4, "Reiger en ooievaar", "", NOW - timedelta(days=999))
    assert order(chloe, "ooievaar reigers")[0] == "Reiger en ooievaar"
    assert order(chloe, "ooievaar reigers")[1:] == ["Nieuw", "Oud", "Reiger"]
    assert order(chloe, "reiger") == ["Reiger", "Reiger en ooievaar", "Nieuw", "Oud"]


def test_words_between_quotation_marks_stand_so(som: WorkspacePage, chloe: cast.Person) -> None:
    entry(som, 1, "Een", "de reiger en de ooievaar")
    entry(som, 2, "Twee", "de ooievaar en de reiger")
    assert order(chloe, '"ooievaar en de reiger"') == ["Twee"]
    assert order(chloe, "“OOIEVAAR EN DE REIGER”") == ["Twee"]
    assert order(chloe, '"100% _ reiger"') == []


@pytest.fixture
def mixed(som: WorkspacePage) -> None:
    for number in range(6):
        kind = "meetings.decision" if number % 2 else "files.paper"
        entry(som, number, f"Reiger {number}", at=NOW.replace(year=2020 + number % 3, month=1, day=2), kind=kind)


@pytest.mark.usefixtures("mixed")
@pytest.mark.parametrize(
    ("chosen", "many"),
    [
        ({}, 6),
        ({"soort": "files.paper"}, 3),
        ({"soort": ["files.paper", "meetings.decision"]}, 6),
        ({"jaar": "2021"}, 2),
        ({"jaar": "2021", "soort": "files.paper"}, 1),
        ({"jaar": "1999"}, 0),
        ({"jaar": "x", "overleg": "x"}, 6),
        ({"soort": "niets"}, 0),
        ({"overleg": "999999"}, 0),
        ({"jaar": "9" * 400, "overleg": ["-1", "", "1" * 400]}, 6),
    ],
)
def test_one_chooses_kind_year_and_body(chloe: cast.Person, chosen: dict[str, object], many: int) -> None:
    page = chloe.client.get("/zoeken/", {"q": "reiger", **chosen}).content.decode()
    assert f"{many} resulta" in page
    assert page.count('href="/hier/') == many
    assert 'name="soort" value="files.paper"' in page
    assert ("Niets gevonden bij deze keuze" in page) == (many == 0)


def test_the_choice_goes_along_to_the_next_page(som: WorkspacePage, chloe: cast.Person) -> None:
    for number in range(25):
        entry(som, number, "Reiger", kind="files.paper")
    page = chloe.gets(f"/zoeken/?q=reiger&soort=files.paper&overleg={som.pk}").content.decode()
    assert f"?q=reiger&amp;overleg={som.pk}&amp;soort=files.paper&amp;page=2" in page


def test_a_body_of_others_is_no_choice_and_not_even_read(
    som: WorkspacePage, task_force: WorkspacePage, chloe: cast.Person
) -> None:
    entry(task_force, 1, "Reiger", "kraanvogel")
    hidden, absent = (
        chloe.gets(f"/zoeken/?q={word}").content.decode().replace(word, "").partition("<main")[2]
        for word in ("kraanvogel", "pinguins")
    )
    assert hidden == absent
    assert "Task" not in chloe.gets("/zoeken/?q=reiger").content.decode()
    entry(som, 2, "Reiger")
    read = str(index.find(chloe.who, "reiger").query)
    assert f'"workspace_id" IN ({som.pk})' in read


@pytest.mark.parametrize(
    "words",
    ["x" * 5000, "%", "_", "' OR 1=1 --", '"', '""', '"%" "_"', "\ud800".encode("utf-8", "replace").decode(),
     "\u202e", "reiger " * 700, "🦩", "\\", "<script>", "de het een"],
)  # fmt: skip
def test_a_hostile_question_gets_a_clear_page(som: WorkspacePage, chloe: cast.Person, words: str) -> None:
    entry(som, 1, "Iets anders")
    answer = chloe.client.get("/zoeken/", {"q": words})
    assert answer.status_code == 200
    assert "/hier/1/" not in answer.content.decode()
    assert "\0" not in answer.content.decode()


def test_a_sign_that_no_text_has_is_refused_in_words(chloe: cast.Person) -> None:
    answer = chloe.client.get("/zoeken/", {"q": "a\0b"})
    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()


def test_only_common_words_are_told_so(som: WorkspacePage, chloe: cast.Person) -> None:
    assert "Met deze woorden kunnen wij niet zoeken" in chloe.gets("/zoeken/?q=de+het+een").content.decode()
