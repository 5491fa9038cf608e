"""Minutes with what could identify a victim wait: for the writer's reason, or for a second person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from meetings.actions import minutes
from meetings.models import MeetingPage, MinutesPage
from schakel.guard import releases
from schakel.guard.models import Release
from schakel.journal.models import Line
from tests import cast
from tests.meetings.conftest import item, meeting, soon  # noqa: F401

BSN = "123456782"
Write = Callable[[str], MinutesPage]


@pytest.fixture
def write(meeting: MeetingPage, aisha: cast.Person) -> Write:  # noqa: F811
    return lambda text: minutes.write(meeting, body=[("text", f"<p>{text}</p>")], by=aisha.who)


def screen(page: MinutesPage) -> str:
    return f"/vrijgave/meetings/minutespage/{page.pk}/"


def test_a_name_stands_once_the_writer_says_why(write: Write, aisha: cast.Person, chloe: cast.Person) -> None:
    page = write("Mevrouw Adesina kwam aan het woord.")
    refused = aisha.posts("minutes_circulate", page.meeting.pk, seen=minutes.mark(page)).content.decode()
    assert "naam van iemand die niet in Schakel staat" in refused
    assert chloe.gets(page.url).status_code == 404
    shown = aisha.gets(screen(page)).content.decode()
    assert "<mark>Adesina</mark>" in shown
    assert "een van de slachtoffers" in shown
    aisha.posts(screen(page), seen=releases.see(page).mark, reason="Zij sprak in het openbaar.")
    assert aisha.posts("minutes_circulate", page.meeting.pk, seen=minutes.mark(page)).status_code == 302
    assert "Adesina" in chloe.gets(page.url).content.decode()


def test_a_service_number_waits_for_the_chair(write: Write, aisha: cast.Person, bram: cast.Person) -> None:
    page = write(f"Het BSN is {BSN}.")
    assert bram.gets(screen(page)).status_code == 404
    seen = releases.see(page).mark
    aisha.posts(screen(page), seen=seen, reason="Het nummer is verzonnen.")
    with pytest.raises(ValidationError, match="voorzitter"):
        minutes.circulate(page, by=aisha.who)
    assert "Wacht op uw vrijgave" in bram.gets("/overzicht/").content.decode()
    assert f"<mark>{BSN}</mark>" in bram.gets(screen(page)).content.decode()
    assert bram.posts(f"{screen(page)}akkoord/", seen=seen).status_code == 302
    minutes.circulate(page, by=aisha.who)
    assert "Wacht op uw vrijgave" not in bram.gets("/overzicht/").content.decode()


def test_the_writer_is_no_second_person(write: Write, aisha: cast.Person, bram: cast.Person) -> None:
    page = write(f"Het BSN is {BSN}.")
    seen = releases.see(page).mark
    releases.confirm(page, seen=seen, reason="Verzonnen.", by=bram.who)
    with pytest.raises(ValidationError, match="tweede persoon"):
        releases.approve(page, seen=seen, by=bram.who)
    assert aisha.posts(f"{screen(page)}akkoord/", seen=seen).status_code == 403
    assert not releases.see(page).is_free


def test_a_changed_text_asks_again(write: Write, aisha: cast.Person) -> None:
    page = write("Mevrouw Adesina sprak.")
    old = releases.see(page).mark
    releases.confirm(page, seen=old, reason="In het openbaar.", by=aisha.who)
    page = write("Mevrouw Adesina sprak lang.")
    assert not releases.see(page).is_free
    with pytest.raises(ValidationError, match="gewijzigd"):
        releases.confirm(page, seen=old, reason="In het openbaar.", by=aisha.who)


@pytest.mark.parametrize("reason", ["", "   ", "Mevrouw Adesina wil dat zelf."])
def test_a_reason_is_asked_that_names_nobody(write: Write, reason: str, aisha: cast.Person) -> None:
    page = write("Mevrouw Adesina sprak.")
    answer = aisha.posts(screen(page), seen=releases.see(page).mark, reason=reason)
    assert answer.status_code == 400
    assert not Release.objects.exists()
    if reason.strip():
        assert reason in answer.content.decode()


def test_members_partners_and_substitutes_never_warn(write: Write, meeting: MeetingPage, aisha: cast.Person) -> None:  # noqa: F811
    from meetings.actions import attendance
    from meetings.attendance_list import places

    place = places(meeting)[0]
    attendance.record(meeting, {place.seat: ("substituted", "Blessing Okafor")}, by=aisha.who)
    page = write("Aisha, Bram, mevrouw Chloe en Blessing Okafor van CoMensha en Fier waren er.")
    assert releases.see(page).findings == ()


def test_the_journal_and_the_row_know_what_kind_and_never_what(
    write: Write, aisha: cast.Person, bram: cast.Person
) -> None:
    page = write(f"Mevrouw Adesina, BSN {BSN}.")
    seen = releases.see(page).mark
    releases.confirm(page, seen=seen, reason="Verzonnen.", by=aisha.who)
    releases.approve(page, seen=seen, by=bram.who)
    lines = list(Line.objects.filter(action__startswith="guard.").order_by("seq"))
    assert {line.action for line in lines} == {"guard.confirm", "guard.approve"}
    kept = f"{[line.data for line in lines]} {list(Release.objects.values())}"
    assert "'bsn': 1" in kept
    assert BSN not in kept
    assert "Adesina" not in kept


@pytest.mark.parametrize("name", ["chloe", "dirk", "esra", "karel"])
def test_for_others_the_screen_is_not_there(write: Write, name: str, aisha: cast.Person) -> None:
    page = write(f"Het BSN is {BSN}.")
    releases.confirm(page, seen=releases.see(page).mark, reason="Verzonnen.", by=aisha.who)
    hidden = cast.person(name).gets(screen(page))
    absent = cast.person(name).gets("/vrijgave/meetings/minutespage/999999/")
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert cast.person(name).gets("/vrijgave/accounts/user/1/").status_code == 404


def test_who_is_typing_is_told_and_nothing_is_kept(aisha: cast.Person) -> None:
    [found] = aisha.posts("guard_look", text=f"Het BSN is {BSN}.").json()["findings"]
    assert found["name"] == "burgerservicenummer"
    assert found["at"] == [11, 20]
    assert not Release.objects.exists()
    assert cast.person("nobody").posts("guard_look", text="x").status_code == 302


def test_the_screen_is_written_without_style_of_its_own() -> None:
    folder = Path(__file__).resolve().parents[2] / "templates" / "guard"
    assert all(" style=" not in path.read_text() for path in folder.rglob("*.html"))


def test_a_warning_while_typing_does_not_tell_who_has_an_account(aisha: cast.Person, esra: cast.Person) -> None:
    for name in ("Esra", "Blessing"):
        found = aisha.posts("guard_look", text=f"Gesproken met {name} over de cijfers.").json()["findings"]
        assert [each["value"] for each in found] == [name]
    assert aisha.posts("guard_look", text="Gesproken met Aisha.").json()["findings"] == []


def test_the_forms_ask_while_one_types(meeting: MeetingPage, aisha: cast.Person) -> None:  # noqa: F811
    shown = aisha.gets("agenda_build", meeting.pk).content.decode()
    assert 'data-guard="/bewaker/"' in shown
    assert "schakel/guard.js" in shown
