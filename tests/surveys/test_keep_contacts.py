"""Whom the team writes to at a municipality: added, replaced, ended, read from a file; seen by the team alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import Workbook

from schakel.journal.models import Line
from surveys.actions import contacts
from surveys.models import Contact, Invitation, Response
from tests import cast
from tests.surveys import small

NOOR = {"email": "noor@proefdorp.example", "name": "Noor (verzonnen)", "job": "beleid", "phone": "+31 6 00000000"}


@pytest.fixture
def noor(db: None, ivo: cast.Person) -> Contact:
    small.frame(3)
    return contacts.add(cast.municipality("GM9001"), NOOR, by=ivo.who)


def test_one_is_added_by_the_button(db: None, ivo: cast.Person) -> None:
    small.frame(1)
    assert ivo.posts("survey_contact_add", "GM9001", **NOOR).status_code == 302
    page = ivo.gets("survey_contacts_of", "GM9001").content.decode()
    assert "Noor (verzonnen)" in page
    assert "noor@proefdorp.example" in page


@pytest.mark.parametrize("email", ["", "noor", "noor@proefdorp.example, anderen@x.example", "NOOR@proefdorp.example"])
def test_a_wrong_or_known_address_is_refused(noor: Contact, ivo: cast.Person, email: str) -> None:
    answer = ivo.posts("survey_contact_add", "GM9001", email=email)
    assert answer.status_code == 200
    assert "has-error" in answer.content.decode()
    assert Contact.objects.count() == 1


def test_a_replaced_contact_stays_with_its_last_day(noor: Contact, ivo: cast.Person) -> None:
    Contact.objects.filter(pk=noor.pk).update(bounced_at=timezone.now(), bounce="5.1.1 onbekend")
    assert "5.1.1 onbekend" in ivo.gets("survey_contacts_of", "GM9001").content.decode()
    ivo.posts("survey_contact_replace", "GM9001", noor.pk, email="piet@proefdorp.example", name="Piet (verzonnen)")
    [piet] = Contact.objects.current()
    assert (piet.email, piet.bounced_at) == ("piet@proefdorp.example", None)
    page = ivo.gets("survey_contacts_of", "GM9001").content.decode()
    assert "Vroegere contactpersonen" in page
    assert "noor@proefdorp.example" in page
    assert "5.1.1 onbekend" not in page


def test_the_response_stays_when_the_contact_is_replaced(invitation: Invitation, ivo: cast.Person) -> None:
    contact = contacts.add(invitation.town, NOOR, by=ivo.who)
    small.answered(invitation, a1="nee")
    contacts.replace(contact, {"email": "piet@proefdorp.example"}, by=ivo.who)
    assert Response.objects.get().answers["a1"] == "nee"


def test_one_ends_once(noor: Contact, ivo: cast.Person) -> None:
    for _ in range(2):
        ivo.posts("survey_contact_end", "GM9001", noor.pk)
    assert not Contact.objects.current().exists()
    assert Line.objects.filter(action="contact.end").count() == 1


def test_contacts_are_found_by_municipality_name_and_address(noor: Contact, ivo: cast.Person) -> None:
    for words in ("Proefdorp 1", "gm9001", "verzonnen", "noor@"):
        page = ivo.gets(f"/onderzoek/contacten/?q={words}").content.decode()
        assert "noor@proefdorp.example" in page
        assert "Proefdorp 2" not in page
    assert "Proefdorp 1" not in ivo.gets("/onderzoek/contacten/?toon=zonder").content.decode()


@pytest.mark.parametrize("who", ["nobody", "aisha", "chloe", "hana", "karel", "joke"])
def test_only_the_team_sees_them(noor: Contact, who: str) -> None:
    person = cast.person(who)
    for path in ("", "inlezen/", "GM9001/"):
        answer = person.gets(f"/onderzoek/contacten/{path}")
        assert answer.status_code in (302, 404)
        assert "noor@" not in answer.content.decode()
    for verb in ("GM9001/toevoegen/", f"GM9001/{noor.pk}/vervangen/", f"GM9001/{noor.pk}/beeindigen/", "export/"):
        assert person.posts(f"/onderzoek/contacten/{verb}", email="x@y.example").status_code in (302, 404)
    assert Contact.objects.current().get() == noor


def test_a_contact_of_another_municipality_is_absent(noor: Contact, ivo: cast.Person) -> None:
    assert ivo.posts("survey_contact_end", "GM9002", noor.pk).status_code == 404


def write(path: Path, *lines: str) -> str:
    path.write_text("\n".join(["gm_code,name,job,email,phone", *lines]), encoding="utf-8")
    return str(path)


def test_a_file_is_read(noor: Contact, ivo: cast.Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path / "c.csv", "GM9001,Noor Nieuw (verzonnen),,NOOR@proefdorp.example,", "GM9002,,,b@x.example,")
    for told in ("1 contactpersonen nieuw, 1 bijgewerkt.\n", "0 contactpersonen nieuw, 0 bijgewerkt.\n"):
        call_command("import_contacts", file, "--by", ivo.who.email)
        assert capsys.readouterr().out == told
    noor.refresh_from_db()
    assert (noor.name, noor.job) == ("Noor Nieuw (verzonnen)", "beleid")
    assert Contact.objects.count() == 2


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["GM1234,,,a@x.example,"], r"Rij 2: ‘GM1234’ is geen gemeente die bekend is.*\(kolom gm_code\)"),
        (
            ["GM9001,,,a@x.example,", "GM9002,,,geen adres,"],
            r"Rij 3: ‘geen adres’ is geen e-mailadres.*\(kolom email\)",
        ),
        (["GM9001,,,a@x.example,", "GM9001,,,A@X.example,"], r"Rij 3: dit adres staat .* ook in rij 2"),
        ([f"GM9001,{'n' * 121},,a@x.example,"], r"Rij 2: dit is langer dan 120 tekens.*\(kolom name\)"),
        (["GM9001,a@x.example"], "Rij 2: deze rij heeft niet evenveel kolommen"),
        ([], "geen contactpersonen"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(
    db: None, ivo: cast.Person, tmp_path: Path, lines: list[str], words: str
) -> None:
    small.frame(2)
    with pytest.raises(CommandError, match=words):
        call_command("import_contacts", write(tmp_path / "c.csv", *lines), "--by", ivo.who.email)
    assert not Contact.objects.exists()


def test_others_do_not_read_a_file(db: None, aisha: cast.Person, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="mag geen contactpersonen wijzigen"):
        call_command("import_contacts", write(tmp_path / "c.csv"), "--by", aisha.who.email)


def test_the_page_reads_a_workbook_and_tells_each_wrong_row(noor: Contact, ivo: cast.Person, tmp_path: Path) -> None:
    for row, told in ((["GM9002", "b@x.example"], 302), (["GM9", "b"], 200)):
        book = Workbook()
        book.active.append(["gm_code", "email"])
        book.active.append(row)
        book.save(tmp_path / "c.xlsx")
        with (tmp_path / "c.xlsx").open("rb") as upload:
            answer = ivo.posts("survey_contacts_import", file=upload)
        assert answer.status_code == told
    assert "Rij 2: ‘GM9’ is geen gemeente" in answer.content.decode()
    assert Contact.objects.count() == 2


def test_what_was_exported_can_be_read_again(noor: Contact, ivo: cast.Person) -> None:
    answer = ivo.posts("survey_contacts_export")
    assert "'+31 6" in answer.content.decode()  # a spreadsheet does not calculate it
    assert contacts.read(answer.content, by=ivo.who) == (0, 0)
    assert Line.objects.filter(action="contact.export", by=ivo.who.pk).count() == 1


def test_the_list_costs_the_same_however_many_there_are(
    noor: Contact, ivo: cast.Person, django_assert_num_queries: Callable[..., object]
) -> None:
    ivo.gets("survey_contacts")
    with django_assert_num_queries(10) as few:  # type: ignore[attr-defined]
        ivo.gets("survey_contacts")
    small.frame(60)
    for number in range(2, 50):
        contacts.add(cast.municipality(f"GM9{number:03}"), NOOR, by=ivo.who)
    with django_assert_num_queries(len(few)):  # type: ignore[attr-defined]
        ivo.gets("survey_contacts")
