"""TLP marks: the highest wins upwards, raising is free, lowering needs a reason."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from meetings.actions import agenda, minutes
from meetings.models import AgendaItem, MeetingPage, MinutesPage, mark_of, timeline
from schakel import tlp
from schakel.files import papers
from schakel.journal.models import Line
from schakel.search.models import Entry
from schakel.tlp import Tlp
from schakel.workspaces import marks
from schakel.workspaces.models import Lowering, WorkspacePage
from tests import cast
from tests.files.papers import pdf

ORDER = ["clear", "green", "amber", "amber+strict", "red"]
REASON = "De cijfers zijn gisteren openbaar gemaakt."


def journalled(thing: Any) -> list[tuple[str, Any]]:
    told = Line.objects.filter(action__startswith="tlp.").order_by("seq")
    lines = told.filter(kind=thing._meta.label_lower, of=str(thing.pk))
    return [(line.action, line.data) for line in lines]


def change(item: AgendaItem, by: cast.Person, **fields: Any) -> Any:
    told = {"title": item.title, "kind": item.kind, "duration": item.duration, "tlp": item.tlp, "reason": "", **fields}
    return by.posts("agenda_edit", item.meeting.pk, item.pk, **told)


@pytest.mark.parametrize(("one", "other"), list(itertools.product(ORDER, ORDER)))
def test_the_strictest_wins(one: str, other: str) -> None:
    assert tlp.highest([one, other]) == ORDER[max(ORDER.index(one), ORDER.index(other))]
    assert tlp.is_lower(one, than=other) == (ORDER.index(one) < ORDER.index(other))


def test_without_a_mark_it_is_amber() -> None:
    assert tlp.highest([]) == tlp.highest(["", ""]) == Tlp.AMBER
    assert tlp.highest(["", "clear"]) == Tlp.CLEAR
    assert tlp.is_lower("", than="clear")
    assert not tlp.is_lower("clear", than="")


@pytest.mark.parametrize(
    ("own", "of_paper", "of_minutes", "item_mark", "minutes_mark"),
    [
        ("green", "clear", "", "green", "green"),
        ("green", "red", "", "red", "red"),
        ("amber", "amber+strict", "", "amber+strict", "amber+strict"),
        ("clear", "clear", "", "clear", "clear"),
        ("clear", "clear", "red", "clear", "red"),
        ("red", "green", "clear", "red", "red"),
    ],
)
def test_marks_go_upwards(
    draft: MinutesPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person,
    own: str, of_paper: str, of_minutes: str, item_mark: str, minutes_mark: str,
) -> None:  # fmt: skip
    agenda.change_item(item, tlp=own, reason=REASON, by=aisha.who)
    agenda.add_paper(item, pdf(), tlp=of_paper, by=aisha.who)
    minutes.classify(draft, of_minutes, by=aisha.who)
    assert AgendaItem.objects.get(pk=item.pk).mark == item_mark
    assert MinutesPage.objects.get(pk=draft.pk).mark == minutes_mark
    assert mark_of(timeline(draft.meeting)) == item_mark
    label = Tlp(item_mark).label
    shown = chloe.gets(draft.meeting.url).content.decode()
    assert f"{label}</span></p>" in shown  # under the title
    assert f'data-mark="{item_mark}"' in shown  # on top of each printed page
    assert f'data-mark="{minutes_mark}"' in aisha.gets(draft.url).content.decode()


def test_a_pause_marks_nothing(meeting: MeetingPage, aisha: cast.Person) -> None:
    agenda.add_item(meeting, title="Opening", tlp="clear", by=aisha.who)
    agenda.add_item(meeting, title="Pauze", kind="pause", tlp="red", by=aisha.who)
    assert mark_of(timeline(meeting)) == Tlp.CLEAR


def test_raising_needs_no_reason(item: AgendaItem, aisha: cast.Person) -> None:
    assert change(item, aisha, tlp="red").status_code == 302
    item.refresh_from_db()
    assert item.tlp == "red"
    assert journalled(item) == [("tlp.raise", {"before": "amber", "after": "red"})]
    assert not Lowering.objects.exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_lowering_without_a_reason_does_nothing(item: AgendaItem, aisha: cast.Person, reason: str) -> None:
    answer = change(item, aisha, tlp="green", title="Anders", reason=reason)
    assert '<a href="#id_reason">Schrijf op waarom het merk omlaag mag.' in answer.content.decode()
    item.refresh_from_db()
    assert (item.tlp, item.title) == ("amber", "Wachttijd bij aangifte")
    assert journalled(item) == []


def test_lowering_with_a_reason(item: AgendaItem, aisha: cast.Person, chloe: cast.Person, esra: cast.Person) -> None:
    assert change(item, aisha, tlp="green", reason=REASON).status_code == 302
    item.refresh_from_db()
    assert item.tlp == "green"
    assert journalled(item) == [("tlp.lower", {"before": "amber", "after": "green"})]  # the reason is not in it
    assert REASON in aisha.gets("agenda_edit", item.meeting.pk, item.pk).content.decode()
    assert REASON not in chloe.gets(item.meeting.url).content.decode()
    seen = [person for person in (aisha, chloe, esra) if Lowering.objects.visible_to(person.who).of(item).exists()]
    assert seen == [aisha]


def test_what_another_screen_marked_is_not_lowered_by_saving_this_one(item: AgendaItem, aisha: cast.Person) -> None:
    marks.classify(AgendaItem.objects.get(pk=item.pk), "red", by=aisha.who)
    agenda.change_item(item, title="Tolken", by=aisha.who)
    assert AgendaItem.objects.get(pk=item.pk).tlp == "red"


def test_marking_the_same_again_says_nothing(item: AgendaItem, aisha: cast.Person) -> None:
    assert marks.classify(item, "amber", by=aisha.who) is False
    assert journalled(item) == []


def test_a_paper_gets_its_mark_when_it_is_put_there(item: AgendaItem, aisha: cast.Person, chloe: cast.Person) -> None:
    told = {"paper-paper": pdf(), "paper-title": "Notitie", "paper-tlp": "red"}
    aisha.posts("agenda_add_paper", item.meeting.pk, item.pk, **told)
    [paper] = item.papers.all()
    assert paper.tlp == "red"
    shown = chloe.gets(item.meeting.url).content.decode()
    beside = shown[shown.index(f"/stukken/{paper.pk}/") :]
    assert "TLP:RED" in beside[: beside.index("</li>")]


def test_the_mark_of_a_paper_goes_down_for_a_reason(item: AgendaItem, aisha: cast.Person) -> None:
    paper = agenda.add_paper(item, pdf(), tlp="red", by=aisha.who)
    where = ("agenda_classify_paper", item.meeting.pk, item.pk, paper.pk)
    assert "Schrijf op waarom" in aisha.posts(*where, tlp="green").content.decode()
    paper.refresh_from_db()
    assert paper.tlp == "red"
    assert aisha.posts(*where, tlp="green", reason=REASON).status_code == 302
    paper.refresh_from_db()
    assert (paper.tlp, journalled(paper)[-1]) == ("green", ("tlp.lower", {"before": "red", "after": "green"}))
    assert REASON in aisha.gets(*where).content.decode()


def test_minutes_get_a_mark_before_they_go_round(
    draft: MinutesPage, aisha: cast.Person, chloe: cast.Person, item: AgendaItem
) -> None:
    meeting = draft.meeting
    assert "TLP:AMBER" in aisha.gets("minutes_circulate", meeting.pk).content.decode()
    assert aisha.posts("minutes_classify", meeting.pk, tlp="red").status_code == 302
    assert "TLP:RED" in aisha.gets("minutes_circulate", meeting.pk).content.decode()
    minutes.circulate(draft, by=aisha.who)
    assert "TLP:RED" in chloe.gets(draft.url).content.decode()
    assert chloe.gets("minutes_classify", meeting.pk).status_code == 403
    assert "Schrijf op waarom" in aisha.posts("minutes_classify", meeting.pk, tlp="").content.decode()
    aisha.posts("minutes_classify", meeting.pk, tlp="", reason=REASON)
    assert MinutesPage.objects.get(pk=draft.pk).mark == Tlp.AMBER


def test_an_old_draft_of_the_minutes_does_not_lower_their_mark(draft: MinutesPage, aisha: cast.Person) -> None:
    minutes.classify(draft, "red", by=aisha.who)
    minutes.circulate(draft, by=aisha.who)
    assert MinutesPage.objects.get(pk=draft.pk).tlp == "red"


def test_adopted_minutes_keep_all_marks(adopted: MinutesPage, item: AgendaItem, aisha: cast.Person) -> None:
    for tried in (
        lambda: minutes.classify(adopted, "red", by=aisha.who),
        lambda: agenda.change_item(item, tlp="red", by=aisha.who),
    ):
        with pytest.raises(ValidationError, match="vastgesteld"):
            tried()
    assert minutes.verify(adopted)


def test_the_seal_holds_the_mark(draft: MinutesPage, attended: MeetingPage, aisha: cast.Person) -> None:
    minutes.classify(draft, "red", by=aisha.who)
    page = minutes.adopt(minutes.circulate(draft, by=aisha.who), by=aisha.who, without_meeting="Zo is afgesproken.")
    assert minutes.verify(page)
    MinutesPage.objects.filter(pk=page.pk).update(tlp="green")
    assert not minutes.verify(page)


@pytest.mark.parametrize(("mark", "count"), [("red", 0), ("amber+strict", 3)])
def test_red_is_not_found_by_searching(
    draft: MinutesPage, attended: MeetingPage, aisha: cast.Person, mark: str, count: int
) -> None:
    minutes.classify(draft, mark, by=aisha.who)
    minutes.adopt(minutes.circulate(draft, by=aisha.who), by=aisha.who, without_meeting="Zo is afgesproken.")
    left_behind = ("meetings.minutespage", "meetings.decision", "meetings.actionpoint")
    assert Entry.objects.filter(kind__in=left_behind).count() == count


def test_a_red_point_keeps_its_decision_and_the_minutes_out_of_the_index(
    draft: MinutesPage,
    item: AgendaItem,
    attended: MeetingPage,
    aisha: cast.Person,
    chloe: cast.Person,
    som: WorkspacePage,
) -> None:
    agenda.change_item(item, tlp="red", by=aisha.who)
    minutes.adopt(minutes.circulate(draft, by=aisha.who), by=aisha.who, without_meeting="Zo is afgesproken.")
    papers.add(som, pdf(), title="Geheim van de zaal", tlp="red", by=aisha.who)
    assert set(Entry.objects.values_list("kind", flat=True)) == {"meetings.meetingpage"}
    assert "Het SOM vraagt om cijfers." in chloe.gets("decisions", som.pk).content.decode()  # a label, not a lock
