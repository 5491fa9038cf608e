"""What was answered last time: beside the question, confirmed by a button, and never an answer by itself."""

from __future__ import annotations

import pytest

from schakel.directory.models import FrameEntry, Municipality
from surveys import former
from surveys.actions import invitations, responses, rounds
from surveys.models import Equivalence, Invitation, Response, SurveyPage
from tests import cast
from tests.surveys import small

HERE = "/vragenlijst/opnieuw/onderdelen/"


@pytest.fixture
def again(survey: SurveyPage, ivo: cast.Person) -> SurveyPage:
    """The same questions in 2026, of the same municipalities and one that two others formed."""
    small.frame(4, year=2026)
    made = rounds.plan(cast.workspace("gemeenten"), title="Opnieuw", slug="opnieuw", year=2026, by=ivo.who)
    made.previous_round = survey
    made.save_revision(user=ivo.who)
    rounds.ask(made, small.workbook(), by=ivo.who)
    return made


def opened(again: SurveyPage, ivo: cast.Person) -> SurveyPage:
    survey = rounds.open(SurveyPage.objects.get(pk=again.pk), by=ivo.who)
    invitations.invite(survey, by=ivo.who)
    return survey


def of(survey: SurveyPage, code: str) -> Invitation:
    return Invitation.objects.with_all().get(survey=survey, municipality__cbs_code=code)


def test_it_stands_beside_the_question_and_a_button_keeps_it(
    invitation: Invitation, again: SurveyPage, ivo: cast.Person
) -> None:
    small.submitted(invitation, a1="ja", a2="2005", b1="geld kennis")
    person = cast.Person(None)
    person.gets(of(opened(again, ivo), "GM9001").path)
    person.posts("survey_begin", "opnieuw")
    page = small.page(person.gets(f"{HERE}a/"))
    assert "In 2019 antwoordde u:" in page.text_content()
    assert "Klopt dat nog?" in page.xpath("string(//*[@data-question='a1'])")
    assert not page.xpath("//input[@name='a1'][@checked]")  # it is no answer yet
    [button] = page.xpath("//*[@data-question='a1']//button[@formaction]")
    person.posts(f"{HERE}a/{button.get('formaction')}")
    response = Response.objects.get(survey=again)
    assert response.answers["a1"] == "ja"
    assert "Klopt dat nog?" not in small.page(person.gets(f"{HERE}a/")).xpath("string(//*[@data-question='a1'])")
    assert former.former_states(response, {"a1": "ja", "b1": "geld"}) == {
        "a1": "confirmed",
        "a2": "unseen",
        "b1": "changed",
    }


def test_it_is_never_an_answer_by_itself(invitation: Invitation, again: SurveyPage, ivo: cast.Person) -> None:
    small.submitted(invitation, a1="nee", b1="geld")
    response = responses.begin(of(opened(again, ivo), "GM9001"))
    assert response.former == {"a1": "nee", "b1": "geld"}
    assert dict(responses.stands(response).evaluation.answers) == {}


@pytest.mark.parametrize(
    ("second", "found"),
    [(None, {"a1": "nee", "b1": "geld", "b3": "2"}), ("3", {"a1": "nee", "b1": "geld"})],
)
def test_predecessors_count_where_they_agree_and_are_never_added_up(
    survey: SurveyPage, again: SurveyPage, ivo: cast.Person, second: str | None, found: dict[str, str]
) -> None:
    merged = Municipality.objects.get(cbs_code="GM9004")
    assert FrameEntry.objects.filter(year=2026, municipality=merged).exists()
    for code, fte in (("GM9001", "2"), ("GM9002", second)):
        Municipality.objects.get(cbs_code=code).successors.add(merged)
        if fte:
            small.submitted(of(survey, code), b3=fte)
    assert responses.begin(of(opened(again, ivo), "GM9004")).former == found


def test_an_equivalence_says_what_an_earlier_answer_is_called_now(
    invitation: Invitation, survey: SurveyPage, again: SurveyPage, ivo: cast.Person
) -> None:
    small.submitted(invitation, b1="geen")
    Equivalence.objects.create(
        survey=again, question="a1", earlier=survey, earlier_question="b1", choices={"geen": "nee"}
    )
    Equivalence.objects.create(survey=again, question="b1", earlier=survey, earlier_question="a1")
    assert responses.begin(of(opened(again, ivo), "GM9001")).former == {"a1": "nee"}  # "nee" is not on offer at b1


def test_an_answer_to_a_question_that_was_retired_is_passed_over(respondent: cast.Person) -> None:
    Response.objects.update(answers={"a1": "nee", "weg": "1", "loc[2][3]": "x", "[": "?"})
    page = small.page(respondent.gets("survey_section", "proef", "a"))
    assert page.xpath("//input[@name='a1'][@checked]/@value") == ["nee"]
    assert Response.objects.get().answers["weg"] == "1"
