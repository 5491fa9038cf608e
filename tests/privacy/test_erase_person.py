"""Erasing somebody: gone everywhere, but where the answer says so and why."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from meetings.actions import minutes
from meetings.models import MinutesPage
from schakel.accounts import people
from schakel.accounts.models import Invitation, User
from schakel.journal.models import Line
from schakel.journal.verifying import verify
from schakel.mail.models import OutgoingMail
from schakel.privacy import erasing, subjects
from schakel.privacy.erasing import Kept
from schakel.search import index
from schakel.workspaces.models import Membership, WorkspacePage
from tests import cast
from tests.privacy import sweep
from tests.privacy.conftest import ADDRESS, NAME

# why each of these stays is said in the declarations; a column that is not here may hold nothing
STAYS = {
    "meetings_agendaitem.title",
    "meetings_agendaitem.owner_text",
    "meetings_attendance.substitute",
    "meetings_minutespage.body",
    "meetings_minutespage.access_snapshot",
    "meetings_minutespage.attendance_snapshot",
    "meetings_decision.text",
    "search_piece.text",
    "search_entry.title",
    "wagtailcore_revision.content",
}


def erase(capture: DjangoCaptureOnCommitCallbacks, address: str = ADDRESS, **options: bool) -> list[Kept]:
    subject = subjects.find(address)
    assert subject is not None
    with capture(execute=True):
        return erasing.erase(subject, by=None, **options)


@pytest.mark.usefixtures("traces")
def test_nothing_is_left_of_who_was_in_no_adopted_minutes(
    circulated: MinutesPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert len(sweep.columns(NAME, ADDRESS)) > 12
    assert sweep.files(NAME, ADDRESS)
    kept = erase(django_capture_on_commit_callbacks)
    assert sweep.columns(NAME, ADDRESS) == set()
    assert sweep.files(NAME, ADDRESS) == []
    assert {each.reason for each in kept} == {
        "A key; the account behind it no longer says who it was.",
        "Who sat for which organisation on which day is the record of a body; the key says no longer who.",
        "The chain cannot change. It holds keys alone, and this key says no longer who it was.",
    }


@pytest.mark.usefixtures("traces")
def test_adopted_minutes_stay_and_nothing_that_is_not_told(
    circulated: MinutesPage,
    adopted: MinutesPage,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    kept = erase(django_capture_on_commit_callbacks)
    left = sweep.columns(NAME, ADDRESS)
    assert left <= STAYS
    assert "meetings_minutespage.attendance_snapshot" in left
    told = {each.where.lower().replace(".", "_", 1) for each in kept if each.reason}
    assert left <= told
    assert sweep.files(NAME, ADDRESS) == []
    assert minutes.verify(adopted)
    assert NAME not in str(MinutesPage.objects.get(pk=circulated.pk).body.raw_data)


def test_the_journal_stays_whole(
    browser: cast.Person, zoe: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = Line.objects.filter(by=zoe.pk).count()
    assert before >= 2
    erase(django_capture_on_commit_callbacks)
    assert Line.objects.filter(by=zoe.pk).count() == before
    verify()
    line = Line.objects.newest_first()[0]
    assert (line.action, line.kind, line.of) == ("person.erase", "accounts.user", str(zoe.pk))


def test_the_person_is_out_at_once(
    browser: cast.Person,
    zoe: User,
    nobody: cast.Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    key = browser.client.session.session_key
    assert Session.objects.filter(pk=key).exists()
    erase(django_capture_on_commit_callbacks)
    assert not Session.objects.filter(pk=key).exists()
    assert browser.gets("overview").status_code == 302
    nobody.posts("/account/login/", login=ADDRESS, password="een lange zin om te onthouden")
    assert nobody.gets("overview").status_code == 302
    assert Membership.objects.get(user=zoe).until is not None


@pytest.mark.usefixtures("traces")
def test_nobody_finds_the_name_any_more(
    aisha: cast.Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    [before] = index.find(aisha.who, "brief hondt")
    erase(django_capture_on_commit_callbacks)
    assert not index.find(aisha.who, "hondt")
    assert [after.pk for after in index.find(aisha.who, "brief verwijderd")] == [before.pk]


def told(aisha: cast.Person) -> set[str]:
    hits = index.find(aisha.who, "hondt").filter(kind__in=["meetings.minutespage", "meetings.decision"])
    return {piece.text for hit in hits for piece in hit.pieces.all()}


def test_what_is_found_of_adopted_minutes_is_what_stands_there(
    adopted: MinutesPage, aisha: cast.Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = told(aisha)
    assert before
    erase(django_capture_on_commit_callbacks)
    assert told(aisha) == before


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (f"Vraag het {NAME}.", "Vraag het [verwijderd]."),
        (NAME.upper(), "[verwijderd]"),
        ("<p>Zoë D&#x27;Hondt (verzonnen) en</p>", "<p>[verwijderd] en</p>"),
        (f"mailto:{ADDRESS.title()}?subject=x", "mailto:[verwijderd]?subject=x"),
        (f"({ADDRESS}). Of {ADDRESS}.", "([verwijderd]). Of [verwijderd]."),
        (f"{ADDRESS}x, {ADDRESS}.nl, ook.{ADDRESS}", f"{ADDRESS}x, {ADDRESS}.nl, ook.{ADDRESS}"),
        ("Zoë en D'Hondt", "Zoë en D'Hondt"),
    ],
)
def test_a_text_is_cleaned(zoe: User, text: str, clean: str) -> None:
    assert subjects.of_account(zoe).taken_out_of(text) == clean


@pytest.mark.parametrize(("since", "until", "left"), [(-9, None, 1), (-9, 9, 1), (-9, -2, 1), (3, None, 0), (3, 9, 0)])
def test_no_place_lasts_longer_than_the_person(
    dirk: cast.Person,
    since: int,
    until: int | None,
    left: int,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    now = timezone.now()
    ends = now + timedelta(days=until) if until else None
    place = cast.seat("som", "Fier")
    Membership.objects.create(user=dirk.user, seat=place, since=now + timedelta(days=since), until=ends)
    erase(django_capture_on_commit_callbacks, dirk.who.email)
    assert Membership.objects.filter(user=dirk.user).count() == left
    assert not Membership.objects.filter(user=dirk.user).current().exists()
    assert not Membership.objects.filter(user=dirk.user, until__gt=timezone.now()).exists()


def test_others_keep_what_is_theirs(
    chloe: cast.Person, zoe: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = sweep.columns(str(chloe.who), chloe.who.email)
    erase(django_capture_on_commit_callbacks)
    assert sweep.columns(str(chloe.who), chloe.who.email) == before
    assert chloe.gets("overview").status_code == 200


def test_who_was_only_invited_can_be_erased(
    karel: cast.Person, mail_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    people.invite("wim@schakel.example", name="Wim Wacht (verzonnen)", by=karel.who)
    cast.work()
    erase(django_capture_on_commit_callbacks, "WIM@schakel.example")
    assert sweep.columns("wim@schakel.example", "Wim Wacht (verzonnen)") == set()
    assert not Invitation.objects.filter(email="wim@schakel.example").exists()
    assert not OutgoingMail.objects.filter(to="wim@schakel.example").exists()


def test_a_name_of_one_word_is_left_in_the_texts_of_others(
    som: WorkspacePage, karel: cast.Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    User.objects.create_user("roos@schakel.example", name="Roos")
    WorkspacePage.objects.filter(pk=som.pk).update(purpose="Een roos is een roos.")
    erase(django_capture_on_commit_callbacks, "roos@schakel.example")
    assert WorkspacePage.objects.get(pk=som.pk).purpose == "Een roos is een roos."


def test_the_last_administrator_stays(
    karel: cast.Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with pytest.raises(ValidationError, match="laatste beheerder"):
        erase(django_capture_on_commit_callbacks, karel.who.email)
    assert karel.gets("people").status_code == 200
    erase(django_capture_on_commit_callbacks, karel.who.email, last_administrator=True)
    assert karel.gets("people").status_code == 302


def test_by_command(zoe: User, karel: cast.Person) -> None:
    out = io.StringIO()
    call_command("erase_person", ADDRESS.upper(), "--by", karel.who.email, stdout=out)
    assert "Erased." in out.getvalue()
    assert "workspaces.Membership.user: 1." in out.getvalue()
    assert NAME not in out.getvalue()
    assert Line.objects.newest_first()[0].by == karel.who.pk


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["niemand@schakel.example"], "Nothing is kept of niemand@schakel.example"),
        ([ADDRESS, "--by", "dirk@schakel.example"], "dirk@schakel.example is no administrator"),
        ([ADDRESS, "--by", "wie@schakel.example"], "wie@schakel.example is no administrator"),
        (["karel@schakel.example"], "laatste beheerder"),
    ],
)
def test_a_command_that_cannot_be_says_why(
    zoe: User, karel: cast.Person, dirk: cast.Person, words: list[str], told: str
) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("erase_person", *words)
    assert User.objects.get(pk=zoe.pk).email == ADDRESS
