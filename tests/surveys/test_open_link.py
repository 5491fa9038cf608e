from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from surveys.actions import invitations, responses, rounds
from surveys.models import Invitation, Response, SurveyPage
from tests import cast
from tests.surveys import small


def test_it_leads_to_the_address_without_the_token(invitation: Invitation, nobody: cast.Person) -> None:
    answer = nobody.gets(invitation.path)
    assert answer["Location"] == "/vragenlijst/proef/"
    page = nobody.gets("/vragenlijst/proef/").content.decode()
    assert "gemeente Proefdorp 1" in page
    assert "Beginnen" in page


def test_opening_it_changes_nothing(invitation: Invitation, nobody: cast.Person) -> None:
    for _ in range(3):
        nobody.gets(invitation.path)
        nobody.client.head(invitation.path)
        nobody.gets("/vragenlijst/proef/")
    assert not Response.objects.exists()


def test_without_a_link_nothing_is_there(survey: SurveyPage, nobody: cast.Person, dirk: cast.Person) -> None:
    absent = nobody.gets("/vragenlijst/bestaat-niet/")
    hidden = nobody.gets("/vragenlijst/proef/")
    assert (absent.status_code, absent.content) == (hidden.status_code, hidden.content)
    assert dirk.gets("/vragenlijst/proef/").status_code == hidden.status_code == 404


def refusals(invitation: Invitation, ivo: cast.Person) -> dict[str, str]:
    """Return a link of each sort that does not work."""
    old = invitation.path
    other = Invitation.objects.exclude(pk=invitation.pk)[0]
    invitations.withdraw(other, by=ivo.who)
    invitations.renew(invitation, by=ivo.who)
    forged = invitation.path[:-5] + "abcd/"
    return {"rotated": old, "withdrawn": other.path, "forged": forged, "nonsense": "/v/abc/", "unknown": "/v/ffff.x/"}


def test_those_that_do_not_work_look_alike_and_say_what_to_do(invitation: Invitation, ivo: cast.Person) -> None:
    answers = {name: cast.Person(None).gets(path) for name, path in refusals(invitation, ivo).items()}
    assert {answer.status_code for answer in answers.values()} == {410}
    pages = {small.page(answer).xpath("string(//main)") for answer in answers.values()}
    assert len(pages) == 1
    assert "Vraag een nieuwe koppeling" in pages.pop()


def test_after_the_closing_time_it_does_not_work(invitation: Invitation, survey: SurveyPage) -> None:
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    assert cast.Person(None).gets(invitation.path).status_code == 410


def test_after_the_closing_time_it_still_leads_to_the_receipt(invitation: Invitation, survey: SurveyPage) -> None:
    receipt = responses.submit(small.answered(invitation, a1="nee", b1="geld")).receipt
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    small.contact(invitation)
    somebody = cast.Person(None)
    somebody.gets(invitation.path)
    small.confirms(somebody, "contact@proefdorp.example")
    assert receipt in somebody.gets("survey_receipt", "proef").content.decode()


def test_what_somebody_answers_is_not_kept_by_the_browser(invitation: Invitation, nobody: cast.Person) -> None:
    nobody.gets(invitation.path)
    for path in ("/vragenlijst/proef/", "/vragenlijst/proef/vragen/"):
        assert nobody.gets(path)["Cache-Control"] == "no-store"


def test_before_the_first_day_it_does_not_work(invitation: Invitation, survey: SurveyPage) -> None:
    SurveyPage.objects.filter(pk=survey.pk).update(opens_on=timezone.localdate() + timedelta(days=1))
    assert cast.Person(None).gets(invitation.path).status_code == 410


def test_a_link_that_is_withdrawn_lets_nobody_stay(
    respondent: cast.Person, invitation: Invitation, ivo: cast.Person
) -> None:
    invitations.withdraw(invitation, by=ivo.who)
    assert respondent.gets("survey_tasks", "proef").status_code == 410
    assert respondent.posts("survey_section", "proef", "a", a1="ja").status_code == 410


def test_of_two_municipalities_in_one_browser_the_latest_counts(survey: SurveyPage, nobody: cast.Person) -> None:
    for each in Invitation.objects.order_by("pk")[:2]:
        nobody.gets(each.path)
    assert "gemeente Proefdorp 2" in nobody.gets("/vragenlijst/proef/").content.decode()


def test_two_rounds_in_one_browser_both_stay_open(
    invitation: Invitation, ivo: cast.Person, nobody: cast.Person
) -> None:
    second = rounds.plan(cast.workspace("gemeenten"), title="Tweede", slug="tweede", year=2019, by=ivo.who)
    rounds.ask(second, small.workbook(), by=ivo.who)
    [other, *_] = invitations.invite(rounds.open(second, by=ivo.who), by=ivo.who)
    nobody.gets(invitation.path)
    nobody.gets(other.path)
    assert nobody.gets("/vragenlijst/proef/").status_code == nobody.gets("/vragenlijst/tweede/").status_code == 200


def test_the_session_of_a_stranger_is_not_let_in(invitation: Invitation) -> None:
    """Who plants a session in somebody's browser does not come in when that person opens a link."""
    stranger = cast.Person(None)
    stranger.gets("/v/abc/")
    session = stranger.client.session
    session["planted"] = True
    session.save()
    victim = cast.Person(None)
    victim.client.cookies["sessionid"] = session.session_key
    stranger.client.cookies["sessionid"] = session.session_key
    victim.gets(invitation.path)
    assert victim.gets("/vragenlijst/proef/").status_code == 200
    assert stranger.gets("/vragenlijst/proef/").status_code == 404


def test_all_questions_can_be_read_beforehand(visitor: cast.Person) -> None:
    page = visitor.gets("survey_questions", "proef").content.decode()
    assert "Sinds welk jaar?" in page
    assert not Response.objects.exists()


@pytest.mark.parametrize("name", ["survey_tasks", "survey_check", "survey_receipt"])
def test_who_has_not_begun_is_sent_to_the_beginning(name: str, visitor: cast.Person) -> None:
    assert visitor.gets(name, "proef")["Location"] == "/vragenlijst/proef/"
