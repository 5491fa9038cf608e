from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.actions import rounds
from surveys.models import Invitation, SurveyPage
from tests import cast
from tests.surveys import small
from tests.surveys.questionnaire.books import book


def upload(content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = "vragen.xlsx"
    return file


def test_from_nothing_to_an_open_round_with_buttons(ivo: cast.Person) -> None:
    space = cast.workspace("gemeenten")
    small.frame(2)
    made = ivo.posts("survey_plan", title="Vervolgmeting", year="2019", workspace=space.pk)
    assert made["Location"] == "/onderzoek/vervolgmeting/"
    ivo.posts("survey_ask", "vervolgmeting", file=upload(small.workbook()))
    assert "5 vragen in 2 onderdelen" in ivo.gets("survey", "vervolgmeting").content.decode()
    ivo.posts("survey_open", "vervolgmeting")
    ivo.posts("survey_invite", "vervolgmeting")
    assert SurveyPage.objects.get().is_open
    assert Invitation.objects.count() == 2


def test_a_broken_workbook_shows_sheet_and_cell(draft: SurveyPage, ivo: cast.Person) -> None:
    answer = ivo.posts("survey_ask", "proef", file=upload(book([["type", "name", "label"], ["foto", "q", "Foto?"]])))
    page = answer.content.decode()
    assert "survey!A2: " in page
    assert "Er is niets gewijzigd" in page
    assert "Is er beleid?" in page


def test_no_file_is_told(draft: SurveyPage, ivo: cast.Person) -> None:
    assert "alarm" in ivo.posts("survey_ask", "proef").content.decode()


def test_the_questions_are_shown_as_read(draft: SurveyPage, ivo: cast.Person) -> None:
    page = ivo.gets("survey", "proef").content.decode()
    assert "1 vragen verschijnen alleen bij bepaalde antwoorden" in page
    assert "${a1} = &#x27;ja&#x27;" in page


def test_two_rounds_with_one_name_are_refused(draft: SurveyPage, ivo: cast.Person) -> None:
    space = cast.workspace("gemeenten")
    answer = ivo.posts("survey_plan", title="Proef", year="2019", workspace=space.pk)
    assert "al een vragenlijst met het adres" in answer.content.decode()


def test_opening_twice_is_told(survey: SurveyPage, ivo: cast.Person) -> None:
    answer = ivo.client.post("/onderzoek/proef/openen/", follow=True)
    assert "al geopend" in answer.content.decode()


def test_the_list_asks_as_much_of_many_as_of_few(survey: SurveyPage, ivo: cast.Person) -> None:
    ivo.logged_in()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert "Proef meting" in ivo.gets("surveys").content.decode()
        counts.append(len(asked))
        for number in range(5):
            rounds.plan(cast.workspace("gemeenten"), title=f"R {number} {len(counts)}", year=2010 + number, by=ivo.who)
    assert counts[0] == counts[1]


STAFF = [
    ("get", "/onderzoek/proef/"), ("get", "/onderzoek/proef/respons/"), ("get", "/onderzoek/proef/resultaten/"),
    ("get", "/onderzoek/proef/resultaten.csv"), ("get", "/onderzoek/proef/uitnodigingen/"),
    ("post", "/onderzoek/proef/vragen/"), ("post", "/onderzoek/proef/openen/"),
    ("post", "/onderzoek/proef/uitnodigen/"),
    ("post", "/onderzoek/proef/koppelingen/"), ("post", "/onderzoek/proef/uitnodigingen/1/intrekken/"),
    ("post", "/onderzoek/proef/uitnodigingen/1/vernieuwen/"), ("get", "/onderzoek/proef/voorbeeld/"),
    ("get", "/onderzoek/proef/vragen.xlsx"), ("get", "/onderzoek/proef/bewaren/"), ("get", "/onderzoek/proef/versie/"),
    ("get", "/onderzoek/proef/gelijke-vragen/"), ("post", "/onderzoek/proef/gelijke-vragen/bevestigen/"),
    ("post", "/onderzoek/proef/gelijke-vragen/weghalen/"), ("post", "/onderzoek/proef/versie/beginnen/"),
    ("post", "/onderzoek/proef/versie/publiceren/"), ("post", "/onderzoek/proef/versie/weggooien/"),
    ("post", "/onderzoek/proef/antwoorden.xlsx"), ("post", "/onderzoek/proef/antwoorden.csv"),
]  # fmt: skip
OUTSIDERS = ["aisha", "bram", "chloe", "dirk", "esra", "hana", "joke", "karel"]


@pytest.mark.parametrize(("verb", "path"), STAFF)
@pytest.mark.parametrize("name", OUTSIDERS)
def test_an_outsider_does_not_learn_that_it_exists(name: str, verb: str, path: str, survey: SurveyPage) -> None:
    person = cast.person(name)
    answers = [getattr(person.client, verb)(each) for each in (path, path.replace("proef", "bestaat-niet"))]
    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(("verb", "path"), STAFF)
def test_the_anonymous_are_sent_to_log_in(verb: str, path: str, survey: SurveyPage, nobody: cast.Person) -> None:
    answer = getattr(nobody.client, verb)(path)
    assert answer["Location"].startswith("/account/login/")


def test_the_list_is_for_who_sees_rounds(survey: SurveyPage) -> None:
    answers = {
        name: cast.person(name).gets("surveys").status_code for name in ["dirk", "aisha", "hana", "karel", "ivo"]
    }
    assert answers == {"dirk": 404, "aisha": 404, "hana": 404, "karel": 404, "ivo": 200}
