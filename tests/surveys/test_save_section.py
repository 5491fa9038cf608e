from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surveys.actions import responses
from surveys.models import AnswerEvent, Invitation, Response, SurveyPage
from tests import cast
from tests.surveys import small

SECTION = "/vragenlijst/proef/onderdelen/"


def post(person: cast.Person, section: str, **answers: Any) -> Any:
    """Press the button of a section as a browser without JavaScript does."""
    [form] = small.forms(person.gets(f"{SECTION}{section}/"))
    return person.client.post(form.get("action"), small.sent(form, answers))


def stored() -> dict[str, str]:
    return {name: value for name, value in Response.objects.get().answers.items() if value}


def test_it_saves_and_goes_on(respondent: cast.Person) -> None:
    assert post(respondent, "a", a1="nee")["Location"] == f"{SECTION}b/"
    assert post(respondent, "b", b1="geld kennis", b3="1,5")["Location"] == "/vragenlijst/proef/controleren/"
    assert stored() == {"a1": "nee", "b1": "geld kennis", "b3": "1.5"}


def test_the_field_names_are_the_names_of_the_questions(respondent: cast.Person) -> None:
    answer = respondent.posts("survey_section", "proef", "b", b1=["geld", "kennis"], b2="Tekst")
    assert answer.status_code == 302
    assert stored() == {"b1": "geld kennis", "b2": "Tekst"}


def test_a_question_that_comes_up_is_put_before_going_on(respondent: cast.Person) -> None:
    again = post(respondent, "a", a1="ja")
    assert again["Location"] == f"{SECTION}a/?nieuw=1"
    assert "Er kwamen vragen bij" in respondent.gets(again["Location"]).content.decode()
    assert post(respondent, "a", a2="2018")["Location"] == f"{SECTION}b/"


def test_open_questions_do_not_hold_anybody_up(respondent: cast.Person) -> None:
    assert post(respondent, "a")["Location"] == f"{SECTION}b/"
    assert "Niet begonnen" in respondent.gets("survey_tasks", "proef").content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [("1999", "Vul een jaar vanaf 2000 in."), ("vorig jaar", "Vul een heel getal in"), ("2018,5", "Vul een heel")],
)
def test_what_is_wrong_is_kept_shown_and_does_not_count(respondent: cast.Person, typed: str, words: str) -> None:
    post(respondent, "a", a1="ja")
    answer = post(respondent, "a", a2=typed)
    page = small.page(answer)
    assert page.xpath("string(//title)").strip().startswith("Fout:")
    assert page.xpath("//input[@name='a2']/@value") == [typed]
    assert words in page.xpath("string(//*[@data-errors])")
    assert page.xpath("//input[@name='a2']/@aria-invalid") == ["true"]
    assert not Response.objects.get().is_complete
    with pytest.raises(ValidationError):
        responses.submit(Response.objects.get())


def test_an_ambiguous_number_is_no_answer(respondent: cast.Person) -> None:
    """1.234 may be either; the rules would take it for 1,234."""
    assert "Bedoelt u 1234 of 1,234?" in post(respondent, "b", b3="1.234").content.decode()
    assert "b3" not in stored()
    post(respondent, "b", b3="1234")
    assert stored()["b3"] == "1234"
    assert Response.objects.get().drafts == {}


def test_a_choice_that_excludes_the_others_is_told(respondent: cast.Person) -> None:
    assert "Kies geen, of iets anders." in post(respondent, "b", b1="geld geen").content.decode()


def test_a_box_that_is_unticked_is_cleared(respondent: cast.Person) -> None:
    post(respondent, "b", b1="geld kennis", b2="Tekst")
    [form] = small.forms(respondent.gets(f"{SECTION}b/"))
    data = {**small.sent(form, {}), "b1": [], "b2": [""]}
    respondent.client.post(form.get("action"), data)
    assert stored() == {}


def test_nothing_changed_writes_nothing(respondent: cast.Person) -> None:
    post(respondent, "b", b1="geld", b2="Tekst")
    before = Response.objects.values().get()
    post(respondent, "b", b1="geld", b2="Tekst")
    assert Response.objects.values().get() == before
    assert AnswerEvent.objects.count() == 2


def test_a_section_is_one_transaction_and_few_questions(respondent: cast.Person) -> None:
    post(respondent, "b", b1="geld")
    with CaptureQueriesContext(
        connection,
    ) as few:
        respondent.client.post(f"{SECTION}b/", {"b1": "kennis"})
    with CaptureQueriesContext(connection) as many:
        respondent.client.post(f"{SECTION}b/", {"b1": "geld", "b2": "Iets", "b3": "2"})
    assert len(few) == len(many) <= 7


def test_two_who_save_at_once_both_keep_theirs(invitation: Invitation) -> None:
    mine, theirs = responses.begin(invitation), responses.begin(invitation)
    responses.save(mine, {"a1": "nee"})
    responses.save(theirs, {"b2": "Tekst"})
    assert stored() == {"a1": "nee", "b2": "Tekst"}
    assert Response.objects.get().revision == 2


def test_a_name_that_is_not_asked_is_refused(invitation: Invitation) -> None:
    with pytest.raises(ValidationError):
        responses.save(responses.begin(invitation), {"a1": "nee", "x9": "1"})
    assert stored() == {}


def test_other_names_in_the_post_are_passed_over(respondent: cast.Person) -> None:
    assert respondent.posts("survey_section", "proef", "a", a1="nee", b2="Sluip", x9="1").status_code == 302
    assert stored() == {"a1": "nee"}


def test_a_section_that_is_not_there_is_not_found(respondent: cast.Person) -> None:
    assert respondent.gets(f"{SECTION}z/").status_code == 404


def test_signs_that_no_database_keeps_do_no_harm(respondent: cast.Person) -> None:
    respondent.posts("survey_section", "proef", "b", b2="a\x00b\x07", b3="een\x00half")
    assert respondent.gets(f"{SECTION}b/").status_code == 200
    assert Response.objects.get().drafts["b3"] == "eenhalf"


def test_after_the_closing_time_nothing_is_saved(respondent: cast.Person, survey: SurveyPage) -> None:
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now())
    answer = respondent.posts("survey_section", "proef", "a", a1="nee")
    assert answer.status_code == 410
    assert "gesloten" in answer.content.decode()
    assert stored() == {}


def test_the_messages_are_in_the_language_of_the_reader(respondent: cast.Person) -> None:
    respondent.client.cookies["schakel_language"] = "en"
    assert "Enter a number, for example 1.5." in post(respondent, "b", b3="veel").content.decode()
