import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.actions import agenda
from meetings.models import AgendaItem, MeetingPage, MinutesPage, timeline
from tests import cast

NEW = {"title": "Mededelingen", "kind": "information", "duration": 5, "tlp": "green", "owner": "", "owner_text": ""}


def titles(meeting: MeetingPage) -> list[str]:
    return [line.title for line in timeline(meeting)]


def filled(meeting: MeetingPage, by: Any, *names: str, kind: str = "discussion") -> list[AgendaItem]:
    return [agenda.add_item(meeting, title=name, kind=kind, by=by) for name in names]


def test_it_works(meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person) -> None:
    answer = aisha.posts("agenda_add", meeting.pk, **NEW, key=uuid.uuid4())
    assert answer.status_code == 302
    shown = chloe.gets(meeting.url).content.decode()
    assert "1. Mededelingen" in shown
    assert "Ter kennisname" in shown
    assert "TLP:GREEN" in shown


def test_a_form_sent_twice_adds_one_item(meeting: MeetingPage, aisha: cast.Person) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        assert aisha.posts("agenda_add", meeting.pk, **NEW, key=key).status_code == 302
    assert titles(meeting) == ["1. Mededelingen"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"duration": -1}, "duration"),
        ({"kind": "kletsen"}, "kind"),
        ({"tlp": "blauw"}, "tlp"),
    ],
)
def test_it_refuses_what_is_not_right(
    meeting: MeetingPage, aisha: cast.Person, wrong: dict[str, Any], field: str
) -> None:
    answer = aisha.posts("agenda_add", meeting.pk, **{**NEW, **wrong, "key": uuid.uuid4()})
    assert answer.status_code == 200
    assert f'<a href="#id_{field}">' in answer.content.decode()
    assert titles(meeting) == []


def test_somebody_from_elsewhere_brings_nothing_in(meeting: MeetingPage, aisha: cast.Person, esra: cast.Person) -> None:
    answer = aisha.posts("agenda_add", meeting.pk, **{**NEW, "owner": esra.who.pk, "key": uuid.uuid4()})
    assert answer.status_code == 200
    with pytest.raises(ValidationError, match="hoort niet bij deze werkruimte"):
        agenda.add_item(meeting, title="Vreemd", owner=esra.who, by=aisha.who)
    assert titles(meeting) == []


def test_an_item_is_changed(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> None:
    assert "Wachttijd bij aangifte" in aisha.gets("agenda_edit", meeting.pk, item.pk).content.decode()
    changed = {**NEW, "title": "Tolken", "owner_text": "alle leden", "reason": "Iedereen in de keten weet dit al."}
    aisha.posts("agenda_edit", meeting.pk, item.pk, **changed)
    item.refresh_from_db()
    assert (item.title, item.brought_by, item.duration) == ("Tolken", "alle leden", 5)


def test_times_follow_from_durations(meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person) -> None:
    filled(meeting, aisha.who, "Eerste")
    filled(meeting, aisha.who, "Pauze", kind="pause")
    filled(meeting, aisha.who, "Tweede")
    lines = timeline(meeting)
    assert [line.number for line in lines] == [1, 0, 2]
    assert [(line.begins - meeting.begins).seconds // 60 for line in lines] == [0, 10, 20]
    assert "13:50" in chloe.gets(meeting.url).content.decode()


def test_too_long_an_agenda_is_told(meeting: MeetingPage, aisha: cast.Person) -> None:
    agenda.add_item(meeting, title="Alles", duration=65, by=aisha.who)
    assert "5 minuten te lang" in aisha.gets("agenda_build", meeting.pk).content.decode()


@pytest.mark.parametrize(
    ("which", "to", "order"),
    [(0, 2, "BACD"), (0, 4, "BCDA"), (3, 1, "DABC"), (2, 2, "ACBD"), (1, 2, "ABCD"), (0, 0, "ABCD"), (1, 99, "ACDB")],
)
def test_moving(meeting: MeetingPage, aisha: cast.Person, which: int, to: int, order: str) -> None:
    items = filled(meeting, aisha.who, *"ABCD")
    for _ in range(2):  # the second press of the same button changes nothing more
        assert aisha.posts("agenda_move", meeting.pk, items[which].pk, to=to).status_code == 302
    assert [title[-1] for title in titles(meeting)] == list(order)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 7)), max_size=8))
def test_moves_keep_every_item_and_number_them_from_one(
    meeting: MeetingPage, aisha: cast.Person, moves: list[tuple[int, int]]
) -> None:
    meeting.items.all().delete()
    items, expected = filled(meeting, aisha.who, *"ABCDE"), list("ABCDE")
    for which, to in moves:
        agenda.move_item(items[which], to=to, by=aisha.who)
        letter = "ABCDE"[which]
        expected.remove(letter)
        expected.insert(min(max(to, 1), 5) - 1, letter)
    assert [line.item.title for line in timeline(meeting)] == expected
    assert [item.position for item in meeting.items.order_by("position")] == [1, 2, 3, 4, 5]


def test_removing_closes_the_gap(meeting: MeetingPage, aisha: cast.Person) -> None:
    items = filled(meeting, aisha.who, *"ABC")
    for _ in range(2):
        assert aisha.posts("agenda_remove", meeting.pk, items[1].pk).status_code == 302
    assert titles(meeting) == ["1. A", "2. C"]


def test_an_old_draft_does_not_overwrite_tonights_agenda(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person
) -> None:
    draft = meeting.save_revision(user=aisha.who)
    filled(meeting, aisha.who, "Erbij")
    draft.publish(user=aisha.who, skip_permission_checks=True)
    assert titles(meeting) == ["1. Wachttijd bij aangifte", "2. Erbij"]


@pytest.mark.parametrize(
    ("name", "status"),
    [("aisha", 200), ("bram", 403), ("chloe", 403), ("esra", 404), ("dirk", 404), ("karel", 404), ("nobody", 302)],
)
@pytest.mark.parametrize("route", ["agenda_build", "agenda_edit", "attendance"])
def test_only_the_secretary_builds(meeting: MeetingPage, item: AgendaItem, route: str, name: str, status: int) -> None:
    args = [meeting.pk, item.pk] if route == "agenda_edit" else [meeting.pk]
    assert cast.person(name).gets(route, *args).status_code == status


@pytest.mark.parametrize("route", ["agenda_add", "agenda_move", "agenda_remove", "agenda_add_paper"])
@pytest.mark.parametrize(("name", "status"), [("chloe", 403), ("esra", 404), ("nobody", 302)])
def test_nobody_else_presses_its_buttons(
    meeting: MeetingPage, item: AgendaItem, route: str, name: str, status: int
) -> None:
    args = [meeting.pk] if route == "agenda_add" else [meeting.pk, item.pk]
    assert cast.person(name).posts(route, *args, **NEW, to=1, key=uuid.uuid4()).status_code == status
    assert titles(meeting) == ["1. Wachttijd bij aangifte"]


def test_an_item_of_another_meeting_is_not_there(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, soon: Any, som: Any
) -> None:
    from meetings.actions import meeting as meetings

    other = meetings.plan(som, title="Derde", begins=soon, ends=meeting.ends, by=aisha.who)
    assert aisha.gets("agenda_edit", other.pk, item.pk).status_code == 404
    assert aisha.posts("agenda_move", other.pk, item.pk, to=1).status_code == 404
    aisha.posts("agenda_remove", other.pk, item.pk)
    assert titles(meeting) == ["1. Wachttijd bij aangifte"]


def test_adopted_minutes_close_the_agenda(adopted: MinutesPage, item: AgendaItem, aisha: cast.Person) -> None:
    meeting = adopted.meeting
    aisha.posts("agenda_add", meeting.pk, **NEW, key=uuid.uuid4())
    aisha.posts("agenda_edit", meeting.pk, item.pk, **NEW)
    aisha.posts("agenda_move", meeting.pk, item.pk, to=9)
    aisha.posts("agenda_remove", meeting.pk, item.pk)
    assert titles(meeting) == ["1. Wachttijd bij aangifte"]
    assert "verandert niet meer" in aisha.gets("agenda_build", meeting.pk).content.decode()
