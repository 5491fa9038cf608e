from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from schakel.directory.models import Municipality
from schakel.push.models import Announcement
from surveys import receipts
from surveys.actions import invitations, responses
from surveys.models import Invitation, Response, ResultSnapshot, Submission, SurveyPage
from tests import cast
from tests.surveys import small
from tests.surveys.test_save_section import post


@pytest.fixture
def ready(respondent: cast.Person) -> cast.Person:
    """Somebody who has answered everything."""
    post(respondent, "a", a1="nee")
    post(respondent, "b", b1="geld", b3="1,5")
    return respondent


def press(person: cast.Person) -> Any:
    return person.client.post("/vragenlijst/proef/indienen/", {"confirm": "yes"}, follow=True)


def number(answer: Any) -> str:
    return str(small.page(answer).xpath("//*[@data-receipt]/text()")[0])


def test_it_gives_a_receipt_with_all_answers(ready: cast.Person) -> None:
    answer = press(ready)
    page = answer.content.decode()
    assert receipts.is_genuine(number(answer))
    assert number(answer).startswith("PM19-")
    assert "Proefdorp 1 (GM9001)" in page
    assert all(words in page for words in ("Is er beleid?", "Nee", "Geld", "1,5"))


def test_a_second_submit_gives_the_same_receipt(ready: cast.Person) -> None:
    assert number(press(ready)) == number(press(ready))
    assert Submission.objects.count() == 1


def test_another_browser_gets_the_same_receipt(ready: cast.Person, invitation: Invitation) -> None:
    first = number(press(ready))
    colleague = cast.Person(None)
    colleague.gets(invitation.path)
    small.contact(invitation)
    small.confirms(colleague, "contact@proefdorp.example")
    assert number(colleague.client.get("/vragenlijst/proef/", follow=True)) == first


def test_two_submissions_of_one_municipality_cannot_exist(ready: cast.Person) -> None:
    press(ready)
    made = Submission.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(
            response=made.response, questionnaire=made.questionnaire, answers={}, sha256="", receipt="ander"
        )


def test_what_was_submitted_is_frozen(ready: cast.Person) -> None:
    press(ready)
    made = Submission.objects.select_related("response").get()
    assert made.answers == {"a1": "nee", "b1": "geld", "b3": "1.5"}
    assert made.sha256 == hashlib.sha256(responses.canonical(made)).hexdigest()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Submission.objects.update(answers={})


def test_afterwards_the_form_is_read_only(ready: cast.Person) -> None:
    press(ready)
    for path in ("onderdelen/", "onderdelen/a/", "controleren/"):
        assert ready.gets(f"/vragenlijst/proef/{path}")["Location"] == "/vragenlijst/proef/ontvangstbewijs/"
    assert ready.posts("survey_section", "proef", "a", a1="ja").status_code == 302
    assert Response.objects.get().answers["a1"] == "nee"


def test_the_address_of_a_mail_leads_to_the_receipt(ready: cast.Person, esra: cast.Person) -> None:
    press(ready)
    made = Submission.objects.get()
    assert ready.gets("survey_receipt_of", made.pk)["Location"] == "/vragenlijst/proef/ontvangstbewijs/"
    for stranger in (esra, cast.Person(None)):
        answer, absent = (stranger.gets("survey_receipt_of", pk) for pk in (made.pk, 99_999))
        assert answer.status_code == absent.status_code == 404
        assert answer.content == absent.content


def test_the_address_of_another_receipt_in_the_round_is_as_absent(ready: cast.Person) -> None:
    press(ready)
    made, colleague = Submission.objects.get(), cast.Person(None)
    colleague.gets(Invitation.objects.with_all().get(municipality__cbs_code="GM9002").path)
    assert colleague.gets("survey_start", "proef").status_code == 200
    for begun in (False, True):
        if begun:
            colleague.posts("survey_begin", "proef")
        answer, absent = (colleague.gets("survey_receipt_of", pk) for pk in (made.pk, 99_999))
        assert answer.status_code == absent.status_code == 404
        assert answer.content == absent.content


def test_an_open_question_is_named_and_nothing_is_sent(respondent: cast.Person) -> None:
    post(respondent, "a", a1="nee")
    page = small.page(press(respondent))
    [link] = page.xpath("//*[@data-errors]//a")
    assert link.text_content() == "Welke steun helpt?"
    assert not Submission.objects.exists()
    shown = small.page(respondent.gets(link.get("href")))
    assert "Beantwoord deze vraag." in shown.xpath("string(//*[@data-errors])")


def test_the_page_to_check_shows_what_was_typed(ready: cast.Person) -> None:
    post(ready, "b", b3="veel")
    page = ready.gets("survey_check", "proef").content.decode()
    assert "veel" in page
    assert "Vul een getal in" in page
    assert "disabled" in page


def test_the_box_about_victims_is_asked(ready: cast.Person) -> None:
    [form] = small.forms(ready.gets("survey_check", "proef"))
    assert form.xpath(".//input[@type='checkbox']/@required")
    assert "slachtoffers" in form.text_content()


def test_after_the_closing_time_it_is_too_late(ready: cast.Person, survey: SurveyPage) -> None:
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now())
    assert press(ready).status_code == 410
    assert not Submission.objects.exists()


def test_who_submitted_in_time_keeps_the_receipt(ready: cast.Person, survey: SurveyPage) -> None:
    receipt = number(press(ready))
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now())
    assert number(press(ready)) == receipt


def test_the_team_hears_of_it_and_the_worker_computes(ready: cast.Person, survey: SurveyPage) -> None:
    press(ready)
    assert Announcement.objects.get().kind == "survey.submitted"
    assert cast.work() == 1
    assert ResultSnapshot.objects.get().n == 1


def test_many_submissions_are_one_job(survey: SurveyPage) -> None:
    for invitation in Invitation.objects.with_all():
        small.submitted(invitation)
    assert cast.work() == 1
    assert ResultSnapshot.objects.get().n == 3


def test_who_is_logged_in_gets_the_receipt_by_mail(
    survey: SurveyPage, own_municipality: Municipality, hana: cast.Person, ivo: cast.Person, mailoutbox: list
) -> None:  # type: ignore[type-arg]
    [invitation] = invitations.invite(survey, by=ivo.who)
    response = responses.begin(invitation, by=hana.who)
    responses.save(response, {"a1": "nee", "b1": "geld"}, by=hana.who)
    made = responses.submit(response, by=hana.who)
    cast.work()
    assert mailoutbox[-1].to == [hana.who.email]
    assert made.receipt in mailoutbox[-1].body
    assert made.receipt not in mailoutbox[-1].subject


def test_a_stale_object_does_not_submit_what_it_remembers(invitation: Invitation) -> None:
    stale = small.answered(invitation, a1="nee", b1="geld")
    responses.save(Response.objects.get(), {"b1": "kennis"})
    assert responses.submit(stale).answers["b1"] == "kennis"


def test_a_stale_object_saves_nothing_after_it(invitation: Invitation) -> None:
    stale = small.answered(invitation, a1="nee", b1="geld")
    responses.submit(Response.objects.get())
    with pytest.raises(ValidationError):
        responses.save(stale, {"b1": "kennis"})
