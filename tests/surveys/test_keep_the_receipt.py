"""The receipt as a page and as a tagged PDF: with it anybody can compute the hash again."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

import pytest
from django.core.cache import cache
from pypdf import PdfReader

from schakel.mail.models import OutgoingMail
from surveys import freezing
from surveys.actions import reopening, responses
from surveys.models import Invitation, Participant, Response, Submission, SurveyPage
from tests import cast
from tests.surveys import small
from tests.surveys.test_save_section import post


@pytest.fixture
def sender(respondent: cast.Person) -> cast.Person:
    post(respondent, "a", a1="ja", a2="2001")
    post(respondent, "b", b1="geld kennis", b2="Verzonnen: €\nén meer", b3="1,5")
    respondent.client.post("/vragenlijst/proef/indienen/", {"confirm": "yes"})
    return respondent


def pdf_of(person: cast.Person, number: int = 1) -> Any:
    return PdfReader(io.BytesIO(person.gets("survey_receipt_pdf", "proef", number).content))


def test_the_pdf_holds_everything(sender: cast.Person) -> None:
    made, pdf = Submission.objects.get(), pdf_of(sender)
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    told = (
        made.receipt,
        "Proefdorp 1 (GM9001)",
        "Is er beleid?",
        "2001",
        "Geld; +Kennis",
        "én meer",
        "1,5",
        "/verifieer/",
    )
    assert [each for each in told if each not in words] == []
    assert made.sha256 in words.replace(" ", "")
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert (root["/Lang"], pdf.metadata.title) == ("nl", f"Ontvangstbewijs {made.receipt}")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_hash_is_computed_again_from_the_pdf_and_from_the_page(sender: cast.Person) -> None:
    made = Submission.objects.select_related("questionnaire").get()
    [[attached]] = pdf_of(sender).attachments.values()
    page = small.page(sender.gets("survey_receipt", "proef"))
    [shown] = page.xpath("//@data-sha256")
    [link] = page.xpath("//a[contains(@href, '/bytes/')]/@href")
    assert attached == sender.gets(link).content
    assert hashlib.sha256(attached).hexdigest() == shown == made.sha256
    by_hand = {
        "answers": {"a1": "ja", "a2": "2001", "b1": "geld kennis", "b2": "Verzonnen: €\nén meer", "b3": "1.5"},
        "format": 2,
        "number": 1,
        "organisation": "GM9001",
        "questionnaire": made.questionnaire.sha256,
        "round": "proef",
    }
    written = json.dumps(by_hand, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert hashlib.sha256(written).hexdigest() == shown


def test_each_time_has_a_hash_of_its_own(sender: cast.Person, ivo: cast.Person) -> None:
    response = Response.objects.get()
    reopening.reopen(response, by=ivo.who, reason="Telfout")
    again = responses.submit(response)
    first = response.submissions.get(number=1)
    assert first.answers == again.answers
    assert first.sha256 != again.sha256


def test_a_receipt_of_before_keeps_its_proof(invitation: Invitation) -> None:
    """Written as it was when there could be one submission only, which knew no format and no number."""
    made = small.submitted(invitation)
    old = {
        "answers": made.answers,
        "organisation": made.response.organisation_id,
        "questionnaire": made.questionnaire.sha256,
        "round": "proef",
    }
    written = json.dumps(old, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    made.sha256 = hashlib.sha256(written).hexdigest()
    assert freezing.proof(made) == written


def test_the_page_leads_to_where_it_is_verified(sender: cast.Person, nobody: cast.Person) -> None:
    cache.clear()  # others may have asked often
    [link] = small.page(sender.gets("survey_receipt", "proef")).xpath("//a[contains(@href, 'verifieer')]/@href")
    assert "Echt" in nobody.gets(link).content.decode()


def test_a_confirmed_address_gets_it_by_mail(
    survey: SurveyPage,
    invitation: Invitation,
    mailoutbox: list,  # type: ignore[type-arg]
) -> None:
    sender = Participant.objects.create(invitation=invitation, email="verzonnen@proefdorp.example", name="V. Erzonnen")
    made = responses.submit(small.answered(invitation, a1="nee", b1="geld"), participant=sender)
    cast.work()
    [mail] = [each for each in mailoutbox if each.to == [sender.email]]
    assert made.receipt in mail.body
    assert made.receipt not in mail.subject
    assert OutgoingMail.objects.filter(kind="survey.receipt").count() == 1
