"""A meeting of the SOM, from its agenda to its minutes, as its people go through it.

Aisha is the secretary, Bram the chair, Chloe a member for Fier; Esra sits in another body.
"""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from meetings.actions import meeting as meetings
from meetings.actions import minutes
from meetings.attendance_list import places
from meetings.models import ActionPoint, AgendaItem, Correction, Decision, MeetingPage, MinutesPage
from schakel.files.models import Paper
from schakel.search import index
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.meetings.files import pdf


def test_a_draft_becomes_adopted_minutes(
    som: WorkspacePage,
    aisha: cast.Person,
    bram: cast.Person,
    chloe: cast.Person,
    esra: cast.Person,
    mailoutbox: list[Any],
) -> None:
    meeting = the_secretary_plans_a_meeting(som, aisha)
    nobody_sees_it_yet(meeting, chloe)
    item = she_builds_the_agenda(meeting, aisha, chloe)
    paper = she_adds_a_paper(item, aisha)
    she_publishes_it(meeting, aisha)
    members_see_it(meeting, paper, chloe)
    outsiders_do_not(meeting, paper, esra)
    the_chair_leads_it(meeting, item, bram, chloe)
    the_secretary_notes_who_came(meeting, aisha)
    page = she_drafts_the_minutes(meeting, item, aisha, chloe)
    no_member_sees_the_draft(page, bram, chloe)
    she_circulates_it(page, aisha, chloe, mailoutbox)
    a_member_corrects_it_and_the_secretary_takes_it_over(page, aisha, chloe)
    it_goes_round_again_and_all_see_what_changed(page, aisha, bram)
    it_stands_on_the_next_agenda(page, som, aisha)
    the_chair_adopts_it(page, bram, chloe)
    it_is_found_by_members_alone(page, chloe, esra)
    nothing_changes_it_any_more(page, aisha)


def the_secretary_plans_a_meeting(som: WorkspacePage, aisha: cast.Person) -> MeetingPage:
    begins = timezone.localtime() + timedelta(hours=1)
    written = {
        "title": "Tweede vergadering",
        "slug": "tweede",
        "place": "Amersfoort",
        "begins": begins.strftime("%Y-%m-%d %H:%M"),
        "ends": (begins + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M"),
    }
    answer = aisha.posts(reverse("wagtailadmin_pages:add", args=["meetings", "meetingpage", som.pk]), **written)
    assert answer.status_code == 302
    return MeetingPage.objects.get()


def nobody_sees_it_yet(meeting: MeetingPage, chloe: cast.Person) -> None:
    assert chloe.gets("/werkruimtes/som/tweede/").status_code == 404
    assert "Tweede vergadering" not in chloe.gets("/werkruimtes/som/").content.decode()


def she_builds_the_agenda(meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person) -> AgendaItem:
    for title, kind, owner in [("Opening", "opening", ""), ("Wachttijd bij aangifte", "decision", chloe.who.pk)]:
        point = {"title": title, "kind": kind, "owner": owner, "duration": 20, "tlp": "amber", "key": uuid4()}
        assert aisha.posts("agenda_add", meeting.pk, **point).status_code == 302
    return AgendaItem.objects.get(kind="decision")


def she_adds_a_paper(item: AgendaItem, aisha: cast.Person) -> Paper:
    data = {"paper-paper": pdf(pages=3), "paper-title": "Notitie wachttijd"}
    assert aisha.posts("agenda_add_paper", item.meeting.pk, item.pk, **data).status_code == 302
    return item.papers.get()


def she_publishes_it(meeting: MeetingPage, aisha: cast.Person) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[meeting.pk])
    written = {
        "title": meeting.title,
        "slug": meeting.slug,
        "place": meeting.place,
        "begins": timezone.localtime(meeting.begins).strftime("%Y-%m-%d %H:%M"),
        "ends": timezone.localtime(meeting.ends).strftime("%Y-%m-%d %H:%M"),
        "action-publish": "1",
    }
    assert aisha.posts(edit, **written).status_code == 302


def members_see_it(meeting: MeetingPage, paper: Paper, chloe: cast.Person) -> None:
    shown = chloe.gets("/werkruimtes/som/tweede/").content.decode()
    assert "2. Wachttijd bij aangifte" in shown
    assert "Notitie wachttijd" in shown
    assert chloe.gets("paper", paper.pk).status_code == 200
    assert b"BEGIN:VEVENT" in chloe.gets("meeting_ics", meeting.pk).content


def outsiders_do_not(meeting: MeetingPage, paper: Paper, esra: cast.Person) -> None:
    assert esra.gets("/werkruimtes/som/tweede/").status_code == 404
    assert esra.gets("paper", paper.pk).status_code == 404
    for route in ("meeting_ics", "meeting_now", "agenda_build", "attendance", "meeting_desk"):
        assert esra.gets(route, meeting.pk).status_code == 404


def the_chair_leads_it(meeting: MeetingPage, item: AgendaItem, bram: cast.Person, chloe: cast.Person) -> None:
    bram.posts("meeting_start", meeting.pk)
    bram.posts("meeting_go", meeting.pk, item=item.pk)
    assert f'data-current="{item.pk}"' in chloe.gets("meeting_now", meeting.pk).content.decode()
    bram.posts("meeting_close", meeting.pk)


def the_secretary_notes_who_came(meeting: MeetingPage, aisha: cast.Person) -> None:
    came = {f"state_{place.seat.pk}": "present" for place in places(meeting)}
    assert aisha.posts("attendance", meeting.pk, **came).status_code == 302


def she_drafts_the_minutes(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> MinutesPage:
    point, owner = str(item.pk), str(chloe.who.pk)
    text = rich_text("<p>De leden wachten op cijfers.</p>", features=["bold"])
    body = [
        ("discussion", {"item": point, "text": text}),
        ("decision", {"item": point, "text": "Het SOM vraagt om cijfers.", "review_on": "2030-03-01"}),
        ("action", {"item": point, "text": "Cijfers aanleveren", "owner": owner, "due": "2030-01-15"}),
    ]
    written = nested_form_data({"title": "Notulen", "slug": "notulen", "body": streamfield(body)})
    answer = aisha.posts(reverse("wagtailadmin_pages:add", args=["meetings", "minutespage", meeting.pk]), **written)
    assert answer.status_code == 302
    return MinutesPage.objects.get()


def no_member_sees_the_draft(page: MinutesPage, bram: cast.Person, chloe: cast.Person) -> None:
    for person in (bram, chloe):
        assert person.gets(page.url).status_code == 404
        assert "otulen lezen" not in person.gets(page.meeting.url).content.decode()


def she_circulates_it(page: MinutesPage, aisha: cast.Person, chloe: cast.Person, mailoutbox: list[Any]) -> None:
    assert aisha.gets("minutes_circulate", page.meeting.pk).status_code == 200
    assert aisha.posts("minutes_circulate", page.meeting.pk, seen=minutes.mark(page)).status_code == 302
    assert "Concept, nog niet vastgesteld" in chloe.gets(page.url).content.decode()
    cast.work()
    assert {mail.to[0] for mail in mailoutbox} == {"bram@schakel.example", "chloe@schakel.example"}


def a_member_corrects_it_and_the_secretary_takes_it_over(
    page: MinutesPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    link = re.search(r'href="([^"]+/corrigeren/[^"]+)"', chloe.gets(page.url).content.decode())
    assert link
    sent = {"quoted": "op cijfers", "text": "op nieuwe cijfers", "key": uuid4()}
    assert chloe.posts(unescape(link[1]), **sent).status_code == 302
    row = Correction.objects.get()
    assert "Er wacht nog 1 correctie" in aisha.gets("minutes_adopt", page.meeting.pk).content.decode()
    answer = {"verdict": "apply", "answer": "Dank, dat klopt."}
    assert aisha.posts("correction_answer", page.meeting.pk, row.pk, **answer).status_code == 302
    assert "Dank, dat klopt." in chloe.gets(page.url).content.decode()


def it_goes_round_again_and_all_see_what_changed(page: MinutesPage, aisha: cast.Person, bram: cast.Person) -> None:
    newest = minutes.mark(MinutesPage.objects.get())
    assert aisha.posts("minutes_circulate", page.meeting.pk, seen=newest).status_code == 302
    shown = bram.gets("minutes_compare", page.meeting.pk).content.decode()
    assert "1 woord toegevoegd" in shown
    assert aisha.posts("minutes_close", page.meeting.pk).status_code == 302


def it_stands_on_the_next_agenda(page: MinutesPage, som: WorkspacePage, aisha: cast.Person) -> None:
    assert "heeft deze notulen op de agenda" in aisha.gets("minutes_adopt", page.meeting.pk).content.decode()
    begins = page.meeting.begins + timedelta(days=60)
    following = meetings.plan(som, title="Derde", begins=begins, ends=begins + timedelta(hours=2), by=aisha.who)
    point = {"title": "Notulen", "kind": "minutes", "duration": 5, "tlp": "amber", "key": uuid4()}
    assert aisha.posts("agenda_add", following.pk, **point).status_code == 302
    aisha.posts("meeting_start", following.pk)


def the_chair_adopts_it(page: MinutesPage, bram: cast.Person, chloe: cast.Person) -> None:
    newest = minutes.mark(MinutesPage.objects.get())
    assert bram.posts("minutes_adopt", page.meeting.pk, seen=newest).status_code == 302
    decision, point = Decision.objects.get(), ActionPoint.objects.get()
    shown = chloe.gets(page.url).content.decode()
    assert "Vastgesteld" in shown
    assert decision.number in shown
    assert point.number in chloe.gets("/overzicht/").content.decode()
    assert minutes.verify(MinutesPage.objects.get())


def it_is_found_by_members_alone(page: MinutesPage, chloe: cast.Person, esra: cast.Person) -> None:
    assert index.find(chloe.who, "wachten op nieuwe cijfers").exists()
    assert not index.find(esra.who, "wachten op cijfers").exists()
    for address in (page.url, page.meeting.url):
        assert esra.gets(address).status_code == 404


def nothing_changes_it_any_more(page: MinutesPage, aisha: cast.Person) -> None:
    fingerprint = MinutesPage.objects.get().fingerprint
    for verb in ("edit", "unpublish", "delete"):
        aisha.posts(reverse(f"wagtailadmin_pages:{verb}", args=[page.pk]), title="Anders", slug="anders")
    after = MinutesPage.objects.get()
    assert (after.title, after.live, after.fingerprint) == ("Notulen", True, fingerprint)
    assert minutes.verify(after)
