"""A pack is made by the worker, and anew when something changed; nobody is handed one that no longer counts."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from meetings.actions import agenda, packs
from meetings.actions import papers as versions
from meetings.models import AgendaItem, MeetingPack, MeetingPage
from meetings.models.pack import FOLDER
from schakel.accounts import people
from schakel.files import papers as files
from schakel.files.models import Paper, private_storage
from schakel.journal.models import Line
from schakel.privacy import erasing, subjects
from schakel.workspaces.models import Membership
from tests import cast
from tests.meetings.reading_packs import asked, pack_of, put, saying, shown, texts

LATER = timedelta(minutes=1)


def test_it_is_made_by_the_worker_and_kept(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    put(item, "appel", aisha)
    cast.work()
    assert "U hebt nog geen bundel" in shown(meeting, chloe)
    for _ in range(2):
        chloe.posts("meeting_pack", meeting.pk)
    waiting = shown(meeting, chloe)
    assert '<progress id="pack-progress" max="100" value="0">' in waiting
    assert "hx-trigger" in waiting
    assert cast.work() == 1
    done = shown(meeting, chloe)
    assert "Uw bundel is klaar" in done
    assert "3 pagina’s" in done
    assert "hx-trigger" not in done
    assert "U hebt nog geen bundel" in shown(meeting, aisha)
    chloe.posts("meeting_pack", meeting.pk)
    assert cast.work() == 0  # it still counts


def test_the_journal_knows_the_number_that_stands_on_each_page(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    put(item, "appel", aisha)
    asked(meeting, chloe)
    pack = pack_of(chloe, meeting)
    trace = pack.metadata["/SchakelTrace"]
    assert all(trace in page for page in texts(pack))
    lines = Line.objects.filter(action__in=["pack.make", "pack.open"]).order_by("pk")
    assert [(line.action, line.data) for line in lines] == [
        ("pack.make", {"pages": 3, "trace": trace}),
        ("pack.open", {"trace": trace}),
    ]


def test_what_changed_is_listed_and_the_former_one_is_not_handed_out(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    paper, gone = put(item, "appel", aisha), put(item, "peer", aisha)
    asked(meeting, chloe)
    versions.replace(item, paper, saying("banaan"), by=aisha.who)
    agenda.remove_paper(item, gone, by=aisha.who)
    agenda.add_item(meeting, title="Plekken", by=aisha.who)
    sentences = ["Punt toegevoegd: 2. Plekken", "Stuk vervangen: 1a Stuk appel", "1 stuk is weg."]
    told = shown(meeting, chloe)
    assert "Uw bundel is niet meer actueel" in told
    assert all(each in told for each in sentences)
    assert "banaan" in "".join(texts(pack_of(chloe, meeting)))
    asked(meeting, chloe)
    said = texts(pack_of(chloe, meeting))
    assert "Gewijzigd sinds uw bundel van" in said[1]
    assert all(each in said[1] for each in sentences)
    assert "appel" not in said[2]
    assert "banaan" in said[2]
    assert all(each in shown(meeting, chloe) for each in sentences)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda m, i, p, by: agenda.change_item(i, title="Anders", by=by), "Punt gewijzigd: 1. Anders"),
        (lambda m, i, p, by: agenda.move_item(i, to=2, by=by), "De volgorde van de agenda is gewijzigd."),
        (lambda m, i, p, by: agenda.remove_item(i, by=by), "1 punt is weg."),
        (lambda m, i, p, by: agenda.classify_paper(i, p, "red", by=by), "Stuk appel is nu TLP:RED"),
        (lambda m, i, p, by: Paper.objects.filter(pk=p.pk).update(title="Fruit"), "andere titel: 1a Fruit"),
        (lambda m, i, p, by: MeetingPage.objects.filter(pk=m.pk).update(place="Utrecht"), "De gegevens van de"),
    ],
)  # fmt: skip
def test_each_change_makes_it_outdated(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person, change: Any, sentence: str
) -> None:
    paper = put(item, "appel", aisha)
    agenda.add_item(meeting, title="Plekken", by=aisha.who)
    asked(meeting, chloe)
    change(meeting, item, paper, aisha.who)
    told = shown(meeting, chloe)
    assert "niet meer actueel" in told
    assert sentence in told


def test_a_long_one_has_to_be_asked_for(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> None:
    agenda.add_paper(item, saying(*["x"] * packs.SMALL), by=aisha.who)
    answer = aisha.gets("meeting_pack_file", meeting.pk)
    assert answer.status_code == 302
    assert answer["Location"].endswith("/stukkenbundel/")
    asked(meeting, aisha)
    assert len(pack_of(aisha, meeting).pages) == packs.SMALL + 2


def test_reading_a_small_one_keeps_nothing(meeting: MeetingPage, item: AgendaItem, chloe: cast.Person) -> None:
    pack_of(chloe, meeting)
    assert not MeetingPack.objects.exists()


def test_one_that_never_ended_can_be_asked_for_again(
    meeting: MeetingPage, item: AgendaItem, chloe: cast.Person
) -> None:
    old = timezone.now() - timedelta(hours=1)
    MeetingPack.objects.create(meeting=meeting, user=chloe.who, state="making", asked=old)
    assert "Het maken is niet gelukt" in shown(meeting, chloe)
    assert asked(meeting, chloe).is_ready


# ---------------------------------------------------------------- who lost access, and the clock
def test_who_lost_access_gets_nothing_and_the_file_goes(
    meeting: MeetingPage, item: AgendaItem, chloe: cast.Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    pack = asked(meeting, chloe)
    assert private_storage().exists(pack.file.name)
    people.release(Membership.objects.get(user=chloe.who), by=None)
    assert chloe.gets("meeting_pack_file", meeting.pk).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert packs.tend() == {"dropped": 1, "renewed": 0, "swept": 0}
    assert not MeetingPack.objects.exists()
    assert not private_storage().exists(pack.file.name)


def test_who_lost_access_while_it_was_made_gets_none(meeting: MeetingPage, chloe: cast.Person) -> None:
    chloe.posts("meeting_pack", meeting.pk)
    people.release(Membership.objects.get(user=chloe.who), by=None)
    cast.work()
    assert not MeetingPack.objects.exists()


def test_the_clock_makes_anew_what_changed_and_says_so_until_it_is_asked_for_again(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    former = asked(meeting, chloe).file.name
    for title in ("Plekken", "Vervoer"):
        agenda.add_item(meeting, title=title, by=aisha.who)
        with django_capture_on_commit_callbacks(execute=True):
            assert packs.tend()["renewed"] == 1
        cast.work()
    assert packs.tend() == {"dropped": 0, "renewed": 0, "swept": 0}
    said = texts(pack_of(chloe, meeting))[1]
    assert "Punt toegevoegd: 2. Plekken" in said
    assert "Punt toegevoegd: 3. Vervoer" in said
    assert not private_storage().exists(former)


def test_it_goes_with_its_reader(
    meeting: MeetingPage, chloe: cast.Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    pack = asked(meeting, chloe)
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(subjects.of_account(chloe.who), by=None)
    assert not MeetingPack.objects.exists()
    assert not private_storage().exists(pack.file.name)


def test_a_file_that_nobody_names_is_swept_and_that_of_a_paper_is_not(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    paper, pack = put(item, "appel", aisha), asked(meeting, chloe)
    left = private_storage().save(f"{FOLDER}/left.pdf", ContentFile(b"x"))
    assert packs.sweep() == []  # it may be on its way to a row
    old = timezone.now().timestamp() - packs.ORPHAN_AFTER.total_seconds() - 60
    for name in (left, pack.file.name, paper.file.name):
        os.utime(private_storage().path(name), (old, old))
    assert packs.sweep() == [left]
    assert paper.file.name not in files.orphans()
    for name in (pack.file.name, paper.file.name):  # the row goes with this test, the file stays
        private_storage().delete(name)


def test_old_ones_go(meeting: MeetingPage, chloe: cast.Person) -> None:
    asked(meeting, chloe)
    MeetingPack.objects.update(asked=timezone.now() - packs.KEPT - LATER)
    assert packs.tend()["dropped"] == 1


def test_the_page_asks_as_much_at_many_papers(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    put(item, "appel", aisha)
    shown(meeting, chloe)
    with CaptureQueriesContext(
        connection,
    ) as few:
        shown(meeting, chloe)
    for number in range(4):
        put(agenda.add_item(meeting, title=f"Punt {number}", by=aisha.who), f"stuk{number}", aisha)
    with django_assert_num_queries(len(few)):
        shown(meeting, chloe)
