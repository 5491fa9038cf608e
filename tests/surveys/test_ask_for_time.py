"""A municipality asks for more time; only its own deadline moves, to the end of a day in the Netherlands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from surveys.actions import extensions, responses
from surveys.models import Extension, Invitation, Participant, Response, Submission, SurveyPage
from tests import cast
from tests.surveys import small

UNTIL = timezone.localdate() + timedelta(days=14)


@pytest.fixture
def closing(survey: SurveyPage) -> SurveyPage:
    """The round, which closes in an hour."""
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now() + timedelta(hours=1))
    return survey


def the(code: str = "GM9001") -> Invitation:
    return Invitation.objects.with_all().get(municipality__cbs_code=code)


def test_the_team_gives_it_and_only_this_deadline_moves(
    closing: SurveyPage, respondent: cast.Person, ivo: cast.Person
) -> None:
    respondent.posts("survey_more_time", "proef", until=UNTIL.isoformat(), reason="Onze beleidsmedewerker is ziek.")
    asked = Extension.objects.get()
    assert "Onze beleidsmedewerker is ziek." in ivo.gets("survey_extensions", "proef").content.decode()
    ivo.posts("survey_extension_grant", "proef", asked.pk)
    assert the().extended_until == extensions.end_of(UNTIL)
    assert the("GM9002").extended_until is None
    SurveyPage.objects.filter(pk=closing.pk).update(closes_at=timezone.now())
    assert [the(code).is_open for code in ("GM9001", "GM9002")] == [True, False]
    assert respondent.gets("survey_tasks", "proef").status_code == 200
    fresh = cast.Person(None)
    assert fresh.gets(the().path).status_code == 302
    assert cast.Person(None).gets(the("GM9002").path).status_code == 410


def test_the_team_refuses_it(closing: SurveyPage, respondent: cast.Person, ivo: cast.Person) -> None:
    respondent.posts("survey_more_time", "proef", until=UNTIL.isoformat(), reason="Druk.")
    ivo.posts("survey_extension_refuse", "proef", Extension.objects.get().pk)
    assert the().extended_until is None
    assert "Die kreeg u niet." in respondent.gets("survey_more_time", "proef").content.decode()


def test_the_decision_is_mailed_to_who_asked(
    closing: SurveyPage,
    ivo: cast.Person,
    mailoutbox: list,  # type: ignore[type-arg]
) -> None:
    asker = Participant.objects.create(invitation=the(), email="vraagt@proefdorp.example")
    asked = extensions.ask(the(), until=UNTIL, reason="Druk.", participant=asker)
    extensions.grant(asked, by=ivo.who)
    cast.work()
    [mail] = [each for each in mailoutbox if each.to == [asker.email]]
    assert "krijgt meer tijd" in mail.body
    assert "Proef" not in mail.subject


@pytest.mark.parametrize(
    ("until", "reason"),
    [(UNTIL, " "), (timezone.localdate() - timedelta(days=1), "Druk."), (UNTIL + timedelta(days=400), "Druk.")],
)
def test_what_gives_no_time_is_refused(closing: SurveyPage, until: date, reason: str) -> None:
    with pytest.raises(ValidationError):
        extensions.ask(the(), until=until, reason=reason)


def test_there_is_one_question_at_a_time_and_one_decision(closing: SurveyPage, ivo: cast.Person) -> None:
    asked = extensions.ask(the(), until=UNTIL, reason="Druk.")
    with pytest.raises(ValidationError):
        extensions.ask(the(), until=UNTIL, reason="Druk.")
    extensions.refuse(asked, by=ivo.who)
    with pytest.raises(ValidationError):
        extensions.grant(asked, by=ivo.who)
    assert the().extended_until is None
    extensions.ask(the(), until=UNTIL, reason="Echt druk.")


@pytest.mark.parametrize("name", ["aisha", "hana", "karel", "esra"])
def test_others_do_not_decide(closing: SurveyPage, name: str, request: pytest.FixtureRequest) -> None:
    asked, person = extensions.ask(the(), until=UNTIL, reason="Druk."), request.getfixturevalue(name)
    assert person.gets("survey_extensions", "proef").status_code == 404
    for verb in ("grant", "refuse"):
        assert person.posts(f"survey_extension_{verb}", "proef", asked.pk).status_code == 404
    assert Extension.objects.get().granted is None


# the clock goes back on 25 October 2026 and forward on 28 March 2027
@pytest.mark.parametrize(
    ("day", "midnight"),
    [
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (date(2027, 3, 27), datetime(2027, 3, 27, 23, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, tzinfo=UTC)),
    ],
)
def test_it_lasts_until_midnight_in_the_netherlands(survey: SurveyPage, day: date, midnight: datetime) -> None:
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=datetime(2026, 9, 1, tzinfo=UTC))
    Invitation.objects.filter(pk=the().pk).update(extended_until=extensions.end_of(day))
    moments = (timedelta(hours=-23), timedelta(seconds=-1), timedelta(0), timedelta(hours=1))
    assert [the().is_open_at(midnight + each) for each in moments] == [True, True, False, False]


def test_a_request_that_began_before_counts_and_one_after_does_not(survey: SurveyPage, ivo: cast.Person) -> None:
    response = small.answered(the(), a1="nee", b1="geld")
    closed = timezone.now() - timedelta(minutes=1)
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=closed)
    late = Response.objects.get(pk=response.pk)
    with pytest.raises(responses.Closed):
        responses.submit(late, at=closed)
    assert responses.submit(late, at=closed - timedelta(microseconds=1)) == Submission.objects.get()


def test_a_closed_page_says_what_to_do(survey: SurveyPage, respondent: cast.Person) -> None:
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now())
    answer = respondent.gets("survey_start", "proef")
    assert answer.status_code == 410
    [link] = small.page(answer).xpath("//main//a[contains(@href, 'meer-tijd')]/@href")
    assert respondent.gets(link).status_code == 200
