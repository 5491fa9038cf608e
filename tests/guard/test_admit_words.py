"""Titles, names of files and the words inside a file are looked at before others see them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.actions import agenda
from meetings.models import AgendaItem, MeetingPage
from schakel.files.models import Paper
from schakel.guard import inside, releases
from schakel.guard.models import Release
from tests import cast
from tests.meetings.conftest import meeting, soon  # noqa: F401


def word(*lines: str, name: str = "verslag.docx") -> SimpleUploadedFile:
    document, kept = docx.Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(kept)
    return SimpleUploadedFile(name, kept.getvalue())


def test_a_name_in_a_title_is_refused_at_the_form_and_what_was_typed_stays(
    meeting: MeetingPage,  # noqa: F811
    aisha: cast.Person,
) -> None:
    typed = {"title": "Casus mevrouw Adesina", "kind": "discussion", "duration": "10", "tlp": "amber"}
    typed["key"] = "00000000-0000-4000-8000-000000000001"
    refused = aisha.posts("agenda_add", meeting.pk, **typed).content.decode()
    assert "naam van iemand die niet in Schakel staat" in refused
    assert 'value="Casus mevrouw Adesina"' in refused
    assert not AgendaItem.objects.exists()
    assert aisha.posts("agenda_add", meeting.pk, **typed, stays="Zij spreekt zelf.").status_code == 302
    assert AgendaItem.objects.get().title == "Casus mevrouw Adesina"


def test_a_service_number_in_a_file_waits_for_the_chair_and_comes_in_after(
    meeting: MeetingPage,  # noqa: F811
    aisha: cast.Person,
    bram: cast.Person,
) -> None:
    item = agenda.add_item(meeting, title="Verslag", by=aisha.who)
    offer: Callable[[], Paper] = lambda: agenda.add_paper(  # noqa: E731
        item, word("Het BSN is 123456782."), stays="Verzonnen nummer.", by=aisha.who
    )
    with pytest.raises(ValidationError, match="voorzitter"):
        offer()
    asked = Release.objects.get()
    shown = bram.gets("guard_decide", asked.pk).content.decode()
    assert "burgerservicenummer" in shown
    assert "123456782" not in shown
    assert aisha.gets("guard_decide", asked.pk).status_code == 404
    assert cast.person("esra").gets("guard_decide", asked.pk).status_code == 404
    assert bram.posts("guard_decide", asked.pk).status_code == 302
    assert offer() in item.papers.all()


@pytest.mark.parametrize(
    ("file", "found"),
    [
        (lambda: word("Intake met Blessing Okafor."), "person_name"),
        (lambda: word("Zij is geboren op 3 mei 2004."), "birth_date"),
        (lambda: word("Paspoort NP1AB2C34."), "document_number"),
    ],
)
def test_the_words_of_a_file_are_read(file: Callable[[], SimpleUploadedFile], found: str, db: None) -> None:
    assert found in {each.kind for each in releases.check(inside.words_of(file()))}


def test_an_ordinary_file_comes_in_without_a_question(meeting: MeetingPage, aisha: cast.Person) -> None:  # noqa: F811
    item = agenda.add_item(meeting, title="Jaarplan 2020, besluit 2019-07", by=aisha.who)
    agenda.add_paper(item, word("De Task Force vergadert op 3 mei 2019 in Utrecht."), by=aisha.who)
    assert not Release.objects.exists()


def test_nobody_releases_what_they_asked_for(som: object, bram: cast.Person) -> None:
    with pytest.raises(ValidationError, match="voorzitter"):
        releases.admit("BSN 123456782", workspace=cast.workspace("som"), reason="Verzonnen.", by=bram.who)
    asked = Release.objects.get()
    answer = bram.posts("guard_decide", asked.pk)
    assert answer.status_code == 400
    assert "tweede persoon" in answer.content.decode()
    assert not Release.objects.get().is_free
