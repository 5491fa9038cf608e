"""The quorum counts organisations; it is live, frozen with the minutes, and marks decisions that lacked it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from meetings import quorum, seal
from meetings.actions import attendance, minutes, quorum_rule
from meetings.attendance_list import places
from meetings.models import AgendaItem, Attendance, Decision, MeetingPage, MinutesPage, QuorumRule
from schakel.directory.models import Organisation
from schakel.workspaces.models import Seat, WorkspacePage
from tests import cast

Share = QuorumRule.Share


@pytest.fixture(autouse=True)
def usual_rule(request: pytest.FixtureRequest) -> None:
    """Take the number off the page of the SOM, so that the usual rule holds."""
    if "som" in request.fixturenames:
        page: WorkspacePage = request.getfixturevalue("som")
        WorkspacePage.objects.filter(pk=page.pk).update(quorum=None)
        page.quorum = None


def came(meeting: MeetingPage, by: cast.Person, **states: str) -> None:
    seats = {str(place.seat): place.seat for place in places(meeting)}
    told: dict[Seat, str | tuple[str, str]] = {
        seats[name]: ("substituted", "Iemand (verzonnen)") if state == "substituted" else state
        for name, state in states.items()
    }
    attendance.record(meeting, told, by=by.who)


@given(st.sampled_from(Share.values), st.integers(0, 200), st.integers(1, 200))
def test_the_rule_in_numbers(share: str, total: int, count: int) -> None:
    needed = QuorumRule(share=share, count=count).needed(total)
    least = {
        Share.MORE_THAN_HALF: lambda n: 2 * n > total,
        Share.HALF: lambda n: 2 * n >= total,
        Share.TWO_THIRDS: lambda n: 3 * n >= 2 * total,
        Share.THREE_QUARTERS: lambda n: 4 * n >= 3 * total,
        Share.ALL: lambda n: n >= total,
        Share.COUNT: lambda n: n >= count,
    }[Share(share)]
    assert least(needed)
    assert needed == 0 or not least(needed - 1)


def test_it_counts_each_organisation_once_and_no_observer(
    meeting: MeetingPage, som: WorkspacePage, aisha: cast.Person, rachid: cast.Person
) -> None:
    old = Seat.objects.create(workspace=som, note="leeg")
    name = Organisation.objects.get(name="Fier")
    Seat.objects.filter(organisation=name).update(until=meeting.ends)  # so that it may have a second seat
    Seat.objects.create(workspace=som, organisation=name)
    assert old.organisation is None
    found = quorum.of(meeting)
    assert (found.present, found.total, found.needed, found.recorded) == (0, 2, 2, False)
    for state, present in (("present", 1), ("substituted", 1), ("absent_with_notice", 0), ("absent", 0)):
        came(meeting, aisha, Fier=state)
        assert quorum.of(meeting).present == present, state
    came(meeting, aisha, CoMensha="present", **{"Ministerie van Voorbeeld": "present"})
    assert quorum.of(meeting).present == 1


def test_it_is_shown_live_to_members_and_the_chair(
    meeting: MeetingPage, aisha: cast.Person, bram: cast.Person, chloe: cast.Person
) -> None:
    assert "Het quorum" not in chloe.gets(meeting.url).content.decode()
    assert "nog niet ingevuld wie er zijn" in bram.gets("meeting_desk", meeting.pk).content.decode()
    came(meeting, aisha, CoMensha="present", Fier="absent")
    for shown in (chloe.gets("meeting_now", meeting.pk), bram.gets("meeting_desk", meeting.pk)):
        text = shown.content.decode()
        assert "Nog 1 organisatie nodig" in text
        assert "1 van 2 organisaties vertegenwoordigd; nodig voor een besluit: 2." in text
    came(meeting, aisha, Fier="substituted")
    assert "Het quorum is gehaald." in chloe.gets("meeting_now", meeting.pk).content.decode()


def test_a_decision_below_it_carries_a_mark_and_the_minutes_say_so(
    circulated: MinutesPage, aisha: cast.Person, chloe: cast.Person, som: WorkspacePage
) -> None:
    came(circulated.meeting, aisha, CoMensha="present", Fier="absent_with_notice")
    page = minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")
    assert Decision.objects.get().below_quorum
    for address in (page.url, "/werkruimtes/som/", "/besluiten/"):
        assert "Genomen zonder quorum" in chloe.gets(address).content.decode()
    assert "Genomen zonder quorum" in chloe.gets("decisions", som.pk).content.decode()
    printed = PdfReader(BytesIO(chloe.gets("minutes_pdf", page.meeting.pk).content))
    words = " ".join(" ".join(each.extract_text().split()) for each in printed.pages)
    assert "Genomen zonder quorum." in words
    assert "Het quorum is niet gehaald." in words
    assert "Het quorum is niet gehaald." in chloe.gets(page.url).content.decode()
    quorum_rule.choose(som, share="count", count=1, by=aisha.who)  # a later rule changes nothing of it
    assert "nodig voor een besluit: 2." in chloe.gets(page.url).content.decode()
    assert minutes.verify(page)
    Decision.objects.update(below_quorum=False)
    assert not minutes.verify(page)


def test_with_quorum_there_is_no_mark(adopted: MinutesPage, chloe: cast.Person) -> None:
    assert not Decision.objects.get().below_quorum
    text = chloe.gets(adopted.url).content.decode()
    assert "Het quorum is gehaald." in text
    assert "Genomen zonder quorum" not in text


def test_minutes_that_were_sealed_before_it_was_counted_stay_whole(adopted: MinutesPage, chloe: cast.Person) -> None:
    MinutesPage.objects.filter(pk=adopted.pk).update(quorum_snapshot=None)
    old = seal.content(MinutesPage.objects.get(pk=adopted.pk))
    assert {"quorum", "below_quorum"}.isdisjoint(old)
    MinutesPage.objects.filter(pk=adopted.pk).update(fingerprint=seal.fingerprint(adopted))
    assert minutes.verify(adopted)
    assert "Het quorum" not in chloe.gets(adopted.url).content.decode()


def test_a_substitute_at_one_item_counts_there_alone(
    draft: MinutesPage, meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    came(meeting, aisha, CoMensha="present", Fier="absent_with_notice")
    seat = cast.seat("som", "Fier")
    told = {"item-item": item.pk, "item-seat": seat.pk, "item-substitute": "Tess (verzonnen)"}
    for _ in range(2):
        assert aisha.posts("attendance_item", meeting.pk, **told).status_code == 302
    assert chloe.posts("attendance_item", meeting.pk, **told).status_code == 403
    assert (quorum.of(meeting).present, quorum.of(meeting, item).present) == (1, 2)
    page = minutes.adopt(minutes.circulate(draft, by=aisha.who), by=aisha.who, without_meeting="Zo is afgesproken.")
    assert not Decision.objects.get().below_quorum
    assert "Vervanger bij één of meer punten: Tess (verzonnen) (Fier)." in chloe.gets(page.url).content.decode()
    with pytest.raises(ValidationError, match="vastgesteld"):
        attendance.record_item(item, seat, "", by=aisha.who)


def test_an_empty_name_takes_it_away(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> None:
    seat = cast.seat("som", "Fier")
    attendance.record_item(item, seat, "Tess (verzonnen)", by=aisha.who)
    attendance.record_item(item, seat, " ", by=aisha.who)
    assert not item.substitutes.exists()
    with pytest.raises(ValidationError, match="had geen zetel"):
        attendance.record_item(item, cast.seat("task-force", "Politie"), "Iemand", by=aisha.who)


@pytest.mark.parametrize(
    ("name", "code"), [("aisha", 302), ("bram", 403), ("chloe", 403), ("wim", 404), ("dirk", 404), ("karel", 404)]
)
def test_the_secretary_chooses_the_rule(som: WorkspacePage, name: str, code: int) -> None:
    who = cast.person(name)
    for _ in range(2):
        assert who.posts("quorum_rule", som.pk, share="count", count="3").status_code == code
    assert QuorumRule.objects.exists() == (code == 302)
    assert quorum.rule_of(som).needed(10) == (3 if code == 302 else 6)


@pytest.mark.parametrize(("share", "count"), [("count", ""), ("count", "0"), ("helft", ""), ("", "3")])
def test_it_refuses_a_rule_without_a_number(som: WorkspacePage, aisha: cast.Person, share: str, count: str) -> None:
    assert aisha.posts("quorum_rule", som.pk, share=share, count=count).status_code == 200
    assert not QuorumRule.objects.exists()


def test_the_number_on_the_page_of_the_workspace_counts_until_a_rule_is_chosen(
    som: WorkspacePage, aisha: cast.Person
) -> None:
    som.quorum = 7
    assert quorum.rule_of(som).needed(12) == 7
    quorum_rule.choose(som, share="half", by=aisha.who)
    assert quorum.rule_of(som).needed(12) == 6


def test_states_that_count_are_states_there_are() -> None:
    assert set(Attendance.State.values) >= quorum.THERE
