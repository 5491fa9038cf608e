"""Questions are kept and used again, and it is recorded which ask the same as before."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.actions import library, rounds
from surveys.models import Equivalence, LibraryItem, SurveyPage
from tests import cast
from tests.surveys import small


@pytest.fixture
def later(survey: SurveyPage, gemeenten: Any, ivo: cast.Person) -> SurveyPage:
    """A round after the one that is open."""
    made = rounds.plan(gemeenten, title="Later", slug="later", year=2020, by=ivo.who)
    made.previous_round = survey
    made.save()
    return made


def questions(survey: SurveyPage) -> Any:
    return SurveyPage.objects.get(pk=survey.pk).draft().form.questions


def test_a_section_is_kept_and_used(survey: SurveyPage, later: SurveyPage, ivo: cast.Person) -> None:
    ivo.posts("survey_keep", "proef", key="a", title="Beleid")
    item = LibraryItem.objects.get()
    assert "Beleid" in ivo.gets("survey_library").content.decode()
    assert "Is er beleid?" in ivo.gets("/onderzoek/bibliotheek/?q=bel").content.decode()
    assert "Is er beleid?" not in ivo.gets("/onderzoek/bibliotheek/?q=iets").content.decode()
    ivo.posts("survey_library_use", item.pk, survey="later")
    assert list(questions(later)) == ["a1", "a2"]
    assert [choice.name for choice in questions(later)["a1"].choices] == ["ja", "nee"]


def test_twice_gets_other_names_and_the_same_list(survey: SurveyPage, later: SurveyPage, ivo: cast.Person) -> None:
    item = library.keep(survey, "a", by=ivo.who)
    assert library.keep(survey, "a", by=ivo.who) == item
    library.use(later, item, by=ivo.who)
    library.use(later, item, by=ivo.who)
    found = questions(later)
    assert list(found) == ["a1", "a2", "a1_2", "a2_2"]
    assert found["a2_2"].relevant == "${a1_2} = 'ja'"
    assert found["a1_2"].list_name == found["a1"].list_name == "ja_nee"


def test_a_condition_on_what_is_not_there_stays_behind(survey: SurveyPage, later: SurveyPage, ivo: cast.Person) -> None:
    made = library.use(later, library.keep(survey, "a2", by=ivo.who), by=ivo.who)
    assert made.dropped == ["a2"]
    assert questions(later)["a2"].relevant == ""


def test_an_open_round_takes_nothing(survey: SurveyPage, ivo: cast.Person) -> None:
    item = library.keep(survey, "a", by=ivo.who)
    with pytest.raises(ValidationError, match="nieuwe versie"):
        library.use(survey, item, by=ivo.who)


def test_the_list_asks_as_much_of_many_as_of_few(survey: SurveyPage, ivo: cast.Person) -> None:
    ivo.logged_in()
    counts = []
    for keys in (["a"], ["a1", "a2", "b", "b1", "b2", "b3"]):
        for key in keys:
            library.keep(survey, key, by=ivo.who)
        with CaptureQueriesContext(connection) as asked:
            ivo.gets("survey_library")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_it_can_be_removed(survey: SurveyPage, ivo: cast.Person) -> None:
    ivo.posts("survey_library_remove", library.keep(survey, "a", by=ivo.who).pk)
    assert not LibraryItem.objects.exists()


@pytest.mark.parametrize("name", ["aisha", "dirk", "hana", "karel"])
def test_the_library_is_for_the_team(name: str, survey: SurveyPage, ivo: cast.Person) -> None:
    item = library.keep(survey, "a", by=ivo.who)
    person = cast.person(name)
    assert person.gets("survey_library").status_code == 404
    assert person.posts("survey_library_remove", item.pk).status_code == 404


def test_equal_questions_are_suggested_confirmed_and_changed(later: SurveyPage, ivo: cast.Person) -> None:
    rounds.ask(later, small.workbook(), by=ivo.who)
    page = ivo.gets("survey_equivalences", "later").content.decode()
    assert "5 vragen lijken gelijk" in page
    ivo.posts("survey_equivalences_accept", "later")
    assert Equivalence.objects.filter(survey=later).count() == 5
    ivo.posts(
        "survey_equivalences", "later", question="a1", earlier_question="a1", mapping="nee = ja\nx = weg", note="Anders"
    )
    assert Equivalence.objects.get(question="a1").choices == {"nee": "ja"}
    assert "Anders" in ivo.gets("survey_equivalences", "later").content.decode()
    ivo.posts("survey_unequate", "later", question="a1")
    assert not Equivalence.objects.filter(question="a1").exists()
    assert library.suggested(SurveyPage.objects.get(pk=later.pk)) == ["a1"]
