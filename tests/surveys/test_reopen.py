"""What was sent in can be changed; the former keeps counting until the next, and all of it stays readable."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schakel.journal.models import Line
from surveys import frames, response_states, rounds_list, snapshots
from surveys.actions import reopening, responses
from surveys.models import Invitation, Participant, Response, SurveyPage
from tests import cast
from tests.surveys import small
from tests.surveys.test_save_section import post


@pytest.fixture
def sender(respondent: cast.Person) -> cast.Person:
    """Somebody who sent everything in."""
    post(respondent, "a", a1="nee")
    post(respondent, "b", b1="geld", b3="1,5")
    respondent.client.post("/vragenlijst/proef/indienen/", {"confirm": "yes"})
    return respondent


def again(person: cast.Person, **answers: str) -> None:
    person.posts("survey_resume", "proef")
    post(person, "b", **answers)
    person.client.post("/vragenlijst/proef/indienen/", {"confirm": "yes"})


def shut(survey: SurveyPage) -> None:
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now())


def test_the_sender_changes_and_sends_in_again(sender: cast.Person) -> None:
    again(sender, b1="kennis")
    response = Response.objects.select_related("submission").get()
    numbers = {made.number: made.answers["b1"] for made in response.submissions.all()}
    assert numbers == {1: "geld", 2: "kennis"}
    assert response.submission
    assert response.submission.number == 2
    receipts = {made.receipt for made in response.submissions.all()}
    assert len(receipts) == 2


def test_until_then_the_former_counts(sender: cast.Person, survey: SurveyPage) -> None:
    before = snapshots.stand(survey).data
    sender.posts("survey_resume", "proef")
    post(sender, "b", b1="kennis")
    assert len(frames.submissions(survey, survey.form)) == snapshots.stand(survey).n == 1
    assert snapshots.stand(survey).data == before
    assert rounds_list.rows([survey])[0].submitted == 1
    assert response_states.of_all(response_states.units(survey)).submitted == 1
    page = sender.gets("survey_receipt", "proef").content.decode()
    assert "Tot u opnieuw indient, telt wat hieronder staat." in page
    assert "Geld" in page
    assert "Kennis" not in page


def test_the_figures_follow_the_next_one(sender: cast.Person, survey: SurveyPage) -> None:
    def helped() -> list[tuple[str, int]]:
        of = {each["name"]: each["rows"] for each in snapshots.stand(survey).data}
        return [(row["choice"], row["count"]) for row in of["b1"] if row["count"]]

    snapshots.store(survey)
    assert helped() == [("geld", 1)]
    again(sender, b1="kennis")
    assert snapshots.stand(survey).n == 1
    assert helped() == [("kennis", 1)]
    snapshots.store(survey)
    assert helped() == [("kennis", 1)]


def test_the_page_to_check_says_what_changed(sender: cast.Person) -> None:
    sender.posts("survey_resume", "proef")
    post(sender, "b", b1="geld kennis", b3="")
    page = small.page(sender.gets("survey_check", "proef"))
    rows = [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in page.xpath("//section[@aria-labelledby='since']//tbody/tr")
    ]
    assert rows == [["Welke steun helpt?", "Geld", "Geld; +Kennis"], ["Hoeveel fte?", "1,5", "leeggemaakt"]]


def test_all_of_it_is_readable_with_what_changed(sender: cast.Person) -> None:
    again(sender, b1="kennis", b2="Nieuw")
    page = sender.gets("survey_revisions", "proef").content.decode()
    for made in Response.objects.get().submissions.all():
        assert made.receipt in page
    assert "Geld" in sender.gets("survey_revision", "proef", 1).content.decode()
    changed = small.page(sender.gets("survey_compare", "proef", 1, 2))
    assert "2 antwoorden zijn anders." in changed.text_content()
    assert changed.xpath("//del/text()") == ["Geld"]
    assert changed.xpath("//ins/text()") == ["+Kennis", "Nieuw"]


@pytest.mark.parametrize("path", ["ingediend/3/", "ingediend/3/pdf/", "ingediend/3/bytes/", "ingediend/1/verschil/3/"])
def test_what_was_never_sent_is_not_there(sender: cast.Person, path: str) -> None:
    assert sender.gets(f"/vragenlijst/proef/{path}").status_code == 404


def test_another_municipality_sees_nothing_of_it(sender: cast.Person) -> None:
    other = cast.Person(None)
    other.gets(Invitation.objects.with_all().get(municipality__cbs_code="GM9002").path)
    other.posts("survey_begin", "proef")
    for name in ("survey_revision", "survey_receipt_pdf", "survey_receipt_proof"):
        assert other.gets(name, "proef", 1).status_code == 404
    assert other.gets("survey_revisions", "proef").status_code == 302


def test_after_the_deadline_a_municipality_cannot(sender: cast.Person, survey: SurveyPage) -> None:
    shut(survey)
    assert sender.posts("survey_resume", "proef").status_code == 410
    assert "Antwoorden wijzigen" not in sender.gets("survey_receipt", "proef").content.decode()
    assert Response.objects.submitted().exists()
    with pytest.raises(responses.Closed):
        reopening.resume(Response.objects.get())


def test_the_team_can_at_any_time(sender: cast.Person, survey: SurveyPage, ivo: cast.Person) -> None:
    shut(survey)
    pk, until = Response.objects.get().pk, timezone.localdate() + timedelta(days=3)
    ivo.posts("survey_reopen", "proef", pk, reason="Telfout bij fte", until=until.isoformat())
    assert Response.objects.get().submitted_at is None
    assert Line.objects.filter(action="survey.reopen").exists()
    assert "Telfout bij fte" in sender.gets("survey_receipt", "proef").content.decode()
    again(sender, b1="kennis")
    assert Response.objects.get().submissions.count() == 2


def test_the_team_says_why(sender: cast.Person, ivo: cast.Person) -> None:
    for reason in ("", "  "):
        ivo.posts("survey_reopen", "proef", Response.objects.get().pk, reason=reason)
    assert Response.objects.submitted().exists()
    with pytest.raises(ValidationError):
        reopening.reopen(Response.objects.get(), by=ivo.who, reason=" ")


def test_what_is_open_already_is_not_reopened(sender: cast.Person, ivo: cast.Person) -> None:
    reopening.reopen(Response.objects.get(), by=ivo.who, reason="Telfout")
    with pytest.raises(ValidationError):
        reopening.reopen(Response.objects.get(), by=ivo.who, reason="Telfout")


def test_the_team_sees_numbers_and_no_answers(sender: cast.Person, ivo: cast.Person) -> None:
    again(sender, b2="Verzonnen toelichting")
    page = ivo.gets("survey_sent", "proef").content.decode()
    assert all(made.receipt in page for made in Response.objects.get().submissions.all())
    assert "Verzonnen toelichting" not in page


@pytest.mark.parametrize("name", ["aisha", "hana", "karel", "esra"])
def test_others_do_not_learn_that_it_is_there(sender: cast.Person, name: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)
    assert person.gets("survey_sent", "proef").status_code == 404
    assert person.posts("survey_reopen", "proef", Response.objects.get().pk, reason="Zomaar").status_code == 404
    assert Response.objects.submitted().exists()


def test_who_is_not_known_here_does_not_reopen(sender: cast.Person, invitation: Invitation) -> None:
    """Another browser with the link: it is not the one that sent, and no address was confirmed in it."""
    session = sender.client.session
    session["survey_sent"] = []
    session.save()
    assert "Antwoorden wijzigen" not in sender.gets("survey_receipt", "proef").content.decode()
    sender.posts("survey_resume", "proef")
    assert Response.objects.submitted().exists()
    assert not Participant.objects.exists()


def test_nothing_is_lost_when_it_is_never_sent_again(sender: cast.Person, survey: SurveyPage) -> None:
    first = Response.objects.get().submission_id
    sender.posts("survey_resume", "proef")
    post(sender, "b", b1="")
    shut(survey)
    assert Response.objects.get().submission_id == first
    assert snapshots.stand(survey).n == 1
    assert "Geld" in sender.gets("survey_receipt", "proef").content.decode()


def test_a_submit_that_was_on_its_way_does_not_count_after_reopening(invitation: Invitation, ivo: cast.Person) -> None:
    stale = small.answered(invitation, a1="nee", b1="geld")
    responses.submit(Response.objects.get())
    reopening.reopen(Response.objects.get(), by=ivo.who, reason="Telfout")
    seen = responses.freezing.content({"a1": "nee", "b1": "kennis"})
    with pytest.raises(responses.ChangedMeanwhile):
        responses.submit(stale, content=seen)
    assert Response.objects.get().submissions.count() == 1


def test_the_list_of_the_team_costs_a_constant_number_of_questions(survey: SurveyPage, ivo: cast.Person) -> None:
    counts = []
    for invitation in Invitation.objects.with_all().order_by("pk"):
        small.submitted(invitation)
        with CaptureQueriesContext(connection) as asked:
            ivo.gets("survey_sent", "proef")
        counts.append(len(asked))
    assert counts[1] == counts[2]
