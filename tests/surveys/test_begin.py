from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from schakel.directory.models import Affiliation, Municipality
from surveys.actions import invitations, responses
from surveys.models import Invitation, Response, SurveyPage
from tests import cast
from tests.surveys import small


def test_the_button_opens_the_response(visitor: cast.Person) -> None:
    assert visitor.posts("survey_begin", "proef")["Location"] == "/vragenlijst/proef/onderdelen/"
    response = Response.objects.get()
    assert response.begun_at is None
    assert visitor.gets("/vragenlijst/proef/")["Location"] == "/vragenlijst/proef/onderdelen/"


def test_pressing_it_twice_opens_one(visitor: cast.Person) -> None:
    visitor.posts("survey_begin", "proef")
    visitor.posts("survey_begin", "proef")
    assert Response.objects.count() == 1


def test_two_responses_of_one_municipality_cannot_exist(invitation: Invitation) -> None:
    first = responses.begin(invitation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(survey=first.survey, organisation=first.organisation)


def test_a_closed_round_does_not_begin(visitor: cast.Person, survey: SurveyPage) -> None:
    SurveyPage.objects.filter(pk=survey.pk).update(closes_at=timezone.now())
    assert visitor.posts("survey_begin", "proef").status_code == 410
    assert "gesloten" in visitor.gets("/vragenlijst/proef/").content.decode()
    assert not Response.objects.exists()


def test_a_withdrawn_invitation_does_not_begin(invitation: Invitation, ivo: cast.Person) -> None:
    invitations.withdraw(invitation, by=ivo.who)
    with pytest.raises(ValidationError):
        responses.begin(Invitation.objects.get(pk=invitation.pk))


def test_who_works_for_the_municipality_needs_no_link(
    survey: SurveyPage, own_municipality: Municipality, hana: cast.Person, ivo: cast.Person
) -> None:
    invitations.invite(survey, by=ivo.who)
    assert "gemeente Voorbeeldstad" in hana.gets("/vragenlijst/proef/").content.decode()
    hana.posts("survey_begin", "proef")
    assert Response.objects.get().organisation == own_municipality.organisation


def test_who_works_there_no_longer_stays_outside(
    survey: SurveyPage, own_municipality: Municipality, hana: cast.Person, ivo: cast.Person
) -> None:
    invitations.invite(survey, by=ivo.who)
    hana.posts("survey_begin", "proef")
    Affiliation.objects.filter(user=hana.who).update(until=timezone.now())
    assert hana.gets("survey_tasks", "proef").status_code == 404


def test_the_own_code_stands_there_beforehand(ivo: cast.Person, nobody: cast.Person) -> None:
    from surveys.actions import rounds

    small.frame(1)
    survey = rounds.plan(cast.workspace("gemeenten"), title="Heel", slug="heel", year=2019, by=ivo.who)
    rounds.ask(survey, small.WHOLE, by=ivo.who)
    [invitation] = invitations.invite(rounds.open(survey, by=ivo.who), by=ivo.who)
    nobody.gets(invitation.path)
    nobody.posts("survey_begin", "heel")
    shown = small.page(nobody.gets("survey_section", "heel", "a"))
    assert shown.xpath("//input[@name='a01_gmcode']/@value") == ["GM9001"]
    nobody.posts("survey_section", "heel", "a", a01_gmcode="GM0363", a04_contact="nee")
    assert "Die van gemeente Proefdorp 1 is GM9001" in nobody.gets("survey_check", "heel").content.decode()
