"""The demo has a contact for each municipality, one whose mail came back, and one reminder that was sent."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cms.demo import fieldwork, telling
from schakel.mail.models import OutgoingMail
from surveys import known_codes
from surveys.actions import frame, invitations, rounds
from surveys.models import Contact, MailingReceipt, SurveyPage
from tests import cast
from tests.surveys import small


@pytest.fixture
def told(ivo: cast.Person) -> SurveyPage:
    frame.read(known_codes.frame_2019(), year=2019)
    planned = rounds.plan(cast.workspace("gemeenten"), title="Ronde", slug=fieldwork.SURVEY, year=2019, by=ivo.who)
    rounds.ask(planned, small.workbook(), by=ivo.who)
    opened = rounds.open(planned, by=ivo.who)
    first, *_rest = invitations.invite(opened, by=ivo.who)
    first.survey = opened
    small.submitted(first)
    fieldwork.tell({}, {fieldwork.SECRETARY: ivo.who})
    return opened


def test_each_municipality_has_an_invented_contact(told: SurveyPage) -> None:
    found = Contact.objects.current(timezone.now())
    assert found.count() == 355
    assert Contact.objects.bounced().count() == 1  # type: ignore[attr-defined]
    assert all(each.email.endswith(".example") and "(verzonnen)" in each.name for each in found)


def test_a_reminder_was_sent_and_no_mail_waits(told: SurveyPage) -> None:
    assert MailingReceipt.objects.count() == 354
    assert not OutgoingMail.objects.exists()


def test_scripts_get_at_least_forty_links_that_nobody_opened(told: SurveyPage) -> None:
    links = telling._open_links(told)
    assert len(set(links)) >= 40
    assert telling._open_link(told) not in links
    opened = told.responses.get().invitation
    assert opened is not None
    assert opened.path not in links
    assert all(link.startswith("/v/") for link in links)
    assert cast.Person(None).gets(links[-1]).status_code == 302
