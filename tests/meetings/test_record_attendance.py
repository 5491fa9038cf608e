from typing import Any

import pytest
from django.core.exceptions import ValidationError

from meetings.actions import attendance
from meetings.models import Attendance, MeetingPage, MinutesPage
from schakel.workspaces.models import Seat
from tests import cast


def told(**came: tuple[str, str]) -> dict[str, str]:
    data: dict[str, str] = {}
    for name, (state, substitute) in came.items():
        seat = Seat.objects.get(organisation__name=name, workspace__slug="som")
        data |= {f"state_{seat.pk}": state, f"substitute_{seat.pk}": substitute}
    return data


def test_it_works(meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person) -> None:
    data = told(CoMensha=("present", ""), Fier=("substituted", "Tess (verzonnen)"))
    for _ in range(2):
        assert aisha.posts("attendance", meeting.pk, **data).status_code == 302
    assert Attendance.objects.count() == 2
    assert "Tess (verzonnen) (Fier)" in chloe.gets(meeting.url).content.decode()


def test_it_can_be_filled_in_bit_by_bit(meeting: MeetingPage, aisha: cast.Person) -> None:
    aisha.posts("attendance", meeting.pk, **told(CoMensha=("present", ""), Fier=("", "")))
    aisha.posts("attendance", meeting.pk, **told(CoMensha=("absent", ""), Fier=("absent_with_notice", "")))
    states = Attendance.objects.order_by("seat__organisation__name").values_list("state", flat=True)
    assert list(states) == ["absent", "absent_with_notice"]


@pytest.mark.parametrize(("state", "status"), [("substituted", 200), ("misschien", 200), ("present", 302)])
def test_it_refuses_what_is_not_complete(meeting: MeetingPage, aisha: cast.Person, state: str, status: int) -> None:
    assert aisha.posts("attendance", meeting.pk, **told(Fier=(state, ""))).status_code == status
    assert Attendance.objects.exists() == (status == 302)


def test_a_seat_of_another_body_is_refused(meeting: MeetingPage, aisha: cast.Person, esra: cast.Person) -> None:
    with pytest.raises(ValidationError, match="had geen zetel"):
        attendance.record(meeting, {cast.seat("task-force", "Ministerie van Voorbeeld"): "present"}, by=aisha.who)


def test_the_seats_are_those_of_that_day(meeting: MeetingPage, aisha: cast.Person) -> None:
    Seat.objects.filter(organisation__name="Fier").update(until=meeting.begins)
    shown = aisha.gets("attendance", meeting.pk).content.decode()
    assert "CoMensha" in shown
    assert "Fier" not in shown


def test_it_is_closed_once_the_minutes_are_adopted(adopted: MinutesPage, aisha: cast.Person) -> None:
    data: dict[str, Any] = told(Fier=("absent", ""))
    assert "vastgesteld" in aisha.posts("attendance", adopted.meeting.pk, **data).content.decode()
    assert set(Attendance.objects.values_list("state", flat=True)) == {"present"}
