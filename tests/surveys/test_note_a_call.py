"""What was said by telephone is noted for the team, and for nobody else."""

from __future__ import annotations

import pytest

from schakel.journal.models import Line
from surveys.models import CallNote, Entry, Invitation, SurveyPage
from tests import cast
from tests.surveys import small


def test_a_note_is_kept_and_journalled(survey: SurveyPage, ivo: cast.Person) -> None:
    answer = ivo.posts("survey_call_note", "proef", "GM9001", text="Wethouder tekent morgen (verzonnen).")
    assert answer.status_code == 302
    words = ivo.gets("survey_town", "proef", "GM9001").content.decode()
    assert "Wethouder tekent morgen" in words
    assert Line.objects.filter(action="survey.phone").count() == 1


def test_what_was_typed_stays_with_an_error(survey: SurveyPage, ivo: cast.Person) -> None:
    answer = ivo.posts("survey_call_note", "proef", "GM9001", text="lang " * 900)
    page = small.page(answer)
    assert "korter" in page.xpath("string(//main)")
    assert page.xpath("string(//textarea)").split() == ["lang"] * 900
    assert "Vul in wat u besprak." in ivo.posts("survey_call_note", "proef", "GM9001", text=" ").content.decode()
    assert not CallNote.objects.exists()


def test_the_page_shows_all_that_helps_to_phone(invitation: Invitation, ivo: cast.Person) -> None:
    small.answered(invitation, a1="ja")
    small.contact(invitation)
    Entry.objects.create(invitation=invitation, way=Entry.Way.CODE)
    words = " ".join(small.page(ivo.gets("survey_town", "proef", "GM9001")).xpath("string(//main)").split())
    assert "Bezig, minder dan 50 %" in words
    assert "Beantwoord20 %" in words
    assert "contact@proefdorp.example" in words
    assert "code" in words
    assert "Nog geen mail verstuurd." in words


@pytest.mark.parametrize("who", ["esra", "hana", "aisha", "karel"])
def test_others_do_not_learn_that_it_is_there(who: str, survey: SurveyPage, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    there = person.gets("survey_town", "proef", "GM9001")
    assert there.status_code == 404
    absent = person.gets("survey_town", "nergens", "GM9001")
    assert (there.status_code, len(there.content)) == (absent.status_code, len(absent.content))
    assert person.posts("survey_call_note", "proef", "GM9001", text="x").status_code == 404


def test_a_municipality_that_is_not_asked_is_absent(survey: SurveyPage, ivo: cast.Person) -> None:
    cast.municipality("GM9800", "Elders (verzonnen)")
    assert ivo.gets("survey_town", "proef", "GM9800").status_code == 404
    assert ivo.gets("survey_town", "proef", "GM0000").status_code == 404
