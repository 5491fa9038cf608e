from __future__ import annotations

import csv
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from schakel.directory.models import Municipality
from schakel.journal.models import Line
from schakel.mail.models import OutgoingMail
from surveys.actions import invitations, rounds
from surveys.models import Invitation, SurveyPage
from tests import cast
from tests.surveys import small


def test_each_municipality_gets_one(survey: SurveyPage) -> None:
    assert Invitation.objects.filter(survey=survey).count() == 3
    assert len({each.path for each in Invitation.objects.all()}) == 3


def test_a_repeat_keeps_the_links(survey: SurveyPage, ivo: cast.Person, capsys: pytest.CaptureFixture[str]) -> None:
    before = {each.path for each in Invitation.objects.all()}
    call_command("invite", "proef", "--by", ivo.who.email)
    assert capsys.readouterr().out == "0 gemeenten uitgenodigd voor ‘proef’.\n"
    assert {each.path for each in Invitation.objects.all()} == before


def test_the_round_must_be_open(draft: SurveyPage, ivo: cast.Person) -> None:
    small.frame(2)
    with pytest.raises(CommandError, match="Open de ronde"):
        call_command("invite", "proef", "--by", ivo.who.email)


def test_the_municipalities_of_the_year_must_be_known(draft: SurveyPage, ivo: cast.Person) -> None:
    opened = rounds.open(draft, by=ivo.who)
    with pytest.raises(ValidationError, match="van 2019 zijn nog niet ingelezen"):
        invitations.invite(opened, by=ivo.who)


def test_who_works_there_gets_a_mail_with_the_link(
    survey: SurveyPage, own_municipality: Municipality, hana: cast.Person, ivo: cast.Person, mailoutbox: list
) -> None:  # type: ignore[type-arg]
    [fresh] = invitations.invite(survey, by=ivo.who)
    cast.work()
    assert [mail.to for mail in mailoutbox] == [[hana.who.email]]
    assert fresh.path in mailoutbox[0].body
    assert "mensenhandel" not in mailoutbox[0].subject.lower()


def test_an_invitation_that_was_withdrawn_is_not_mailed(
    survey: SurveyPage, own_municipality: Municipality, hana: cast.Person, ivo: cast.Person, mailoutbox: list
) -> None:  # type: ignore[type-arg]
    [fresh] = invitations.invite(survey, by=ivo.who)
    invitations.withdraw(fresh, by=ivo.who)
    cast.work()
    assert mailoutbox == []
    assert OutgoingMail.objects.get().state == "dropped"


def test_who_left_before_the_mail_went_does_not_get_the_link(
    survey: SurveyPage, own_municipality: Municipality, hana: cast.Person, ivo: cast.Person, mailoutbox: list
) -> None:  # type: ignore[type-arg]
    invitations.invite(survey, by=ivo.who)
    hana.who.affiliations.update(until=timezone.now())
    cast.work()
    assert mailoutbox == []
    assert OutgoingMail.objects.get().state == "dropped"


def test_the_links_are_fetched_and_the_journal_says_by_whom(survey: SurveyPage, ivo: cast.Person) -> None:
    answer = ivo.posts("survey_links", "proef")
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row["gm_code"] for row in rows] == ["GM9001", "GM9002", "GM9003"]
    assert rows[0]["koppeling"].startswith("http")
    assert Line.objects.get(action="survey.links").by == ivo.who.pk


def test_a_script_gets_the_links_of_who_did_not_submit(
    survey: SurveyPage, invitation: Invitation, ivo: cast.Person, capsys: pytest.CaptureFixture[str]
) -> None:
    small.submitted(invitation)
    call_command("survey_links", "proef", "--json", "--by", ivo.who.email)
    paths = json.loads(capsys.readouterr().out)
    assert len(paths) == 2
    assert invitation.path not in paths


def test_the_button_does_the_same(survey: SurveyPage, ivo: cast.Person) -> None:
    cast.municipality("GM9050", "Nieuwdorp")
    small.frame(4, year=2018)
    assert ivo.posts("survey_invite", "proef").status_code == 302
    assert Invitation.objects.count() == 3


def test_one_link_is_withdrawn_and_renewed_by_its_button(invitation: Invitation, ivo: cast.Person) -> None:
    ivo.posts("survey_withdraw", "proef", invitation.pk)
    assert cast.Person(None).gets(invitation.path).status_code == 410
    shown = ivo.client.post(f"/onderzoek/proef/uitnodigingen/{invitation.pk}/vernieuwen/", follow=True)
    fresh = Invitation.objects.get(pk=invitation.pk)
    assert fresh.path in shown.content.decode()
    assert cast.Person(None).gets(fresh.path).status_code == 302
    assert cast.Person(None).gets(invitation.path).status_code == 410


def test_a_municipality_is_found_by_name(survey: SurveyPage, ivo: cast.Person) -> None:
    shown = ivo.gets("/onderzoek/proef/uitnodigingen/?q=dorp 2").content.decode()
    assert "Proefdorp 2" in shown
    assert "Proefdorp 3" not in shown
