"""A bottleneck goes from a care coordinator to the Task Force, and its answer comes back to who reported it.

Farid is a care coordinator, Lena their secretary; Aisha and Bram are secretary and chair of the SOM, Chloe a member;
Wim is the secretary of the Task Force, Esra a member.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from meetings.actions import meeting as meetings
from meetings.actions import round_table
from meetings.models import Escalation, FieldReport, MeetingPage, RoundAnswer
from schakel.journal.models import Line
from schakel.workspaces.models import Membership, WorkspacePage
from tests import cast

SECRET = "kanariewoord"  # stands in what Farid wrote, and nowhere else
OWN = f"Bij ons in {SECRET} duurt het zes weken voor iemand aangifte kan doen."
TO_SOM = "In enkele regio’s wachten slachtoffers lang op hun aangifte."
TO_TASK_FORCE = "Het SOM vraagt om één afspraak over de wachttijd bij aangifte."
ANSWER = "De politie maakt in elke eenheid één vast nummer."
ANSWER_HOME = "Vanaf september is er één vast nummer bij de politie."


def test_a_bottleneck_travels_and_its_answer_returns(everybody: dict[str, cast.Person], mailoutbox: list[Any]) -> None:
    farid, lena, aisha, bram, wim = (everybody[name] for name in ("farid", "lena", "aisha", "bram", "wim"))
    body, som, task_force = (cast.workspace(slug) for slug in ("zorgcoordinatoren", "som", "task-force"))
    answer = a_member_tells_it_in_the_round(body, farid, lena)
    report = he_makes_a_report_of_it(answer, farid)
    the_secretary_words_it_and_he_agrees(report, som, lena, farid)
    first = it_is_put_to_the_som(report, lena, aisha)
    the_som_puts_it_on_its_agenda(first, som, aisha, everybody["chloe"])
    second = the_som_words_it_anew_and_the_chair_agrees(first, task_force, aisha, bram)
    the_task_force_answers(second, task_force, wim, everybody["esra"])
    nobody_above_can_reach_the_original(report, [everybody[name] for name in ("aisha", "chloe", "wim", "esra")])
    the_answer_goes_down_one_step(first, second, som, aisha)
    it_is_home_and_he_reads_it(report, first, body, lena, farid)
    the_journal_and_the_mail_tell_nothing(mailoutbox)


def planned(workspace: WorkspacePage, by: cast.Person, **kinds: str) -> MeetingPage:
    begins = timezone.now() + timedelta(days=20)
    page: MeetingPage = meetings.plan(
        workspace, title="Overleg", begins=begins, ends=begins + timedelta(hours=2), by=by.who
    )
    return page


def words(page: Any) -> str:
    return str(page.content.decode())


def a_member_tells_it_in_the_round(body: WorkspacePage, farid: cast.Person, lena: cast.Person) -> RoundAnswer:
    meeting = planned(body, lena)
    lena.posts("agenda_add", meeting.pk, title="Ronde", kind="round", duration=20, tlp="amber", key=uuid4())
    seat = Membership.objects.get(user=farid.who).seat
    return round_table.save(meeting, seat, bottlenecks=f"Te weinig plek.\n{OWN}", send=True, by=farid.who)


def he_makes_a_report_of_it(answer: RoundAnswer, farid: cast.Person) -> FieldReport:
    page = words(farid.gets("round", answer.meeting_id))
    links = re.findall(r'href="(/knelpunten/ronde/[^"]+)"', page)
    assert len(links) == 2
    assert OWN in words(farid.gets(links[1]))
    data = {"kind": "bottleneck", "theme": "police", "title": f"Wachten in {SECRET}", "text": OWN, "tlp": "amber"}
    farid.posts(links[1], **data, key=uuid4())
    assert "ligt bij Landelijk Zorgcoördinatorenoverleg" in words(farid.gets("/overzicht/"))
    return FieldReport.objects.get()


def the_secretary_words_it_and_he_agrees(
    report: FieldReport, som: WorkspacePage, lena: cast.Person, farid: cast.Person
) -> None:
    lena.posts("fieldreport_word", report.pk, to=som.pk, title="Wachttijd bij aangifte", wording=TO_SOM, tlp="amber")
    step = report.escalations.get()
    lena.posts("escalation_put", step.pk)  # nobody agreed yet
    step.refresh_from_db()
    assert step.state == "worded"
    assert "U bent aan zet" in words(farid.gets("fieldreport", report.pk))
    assert "Wacht op uw goedkeuring" in words(farid.gets("/overzicht/"))
    farid.posts("escalation_approve", step.pk, seen=step.revision)
    assert "Wacht op uw goedkeuring" not in words(farid.gets("/overzicht/"))


def it_is_put_to_the_som(report: FieldReport, lena: cast.Person, aisha: cast.Person) -> Escalation:
    step = report.escalations.get()
    assert aisha.gets("escalation", step.pk).status_code == 404
    lena.posts("escalation_put", step.pk)
    assert TO_SOM in words(aisha.gets("escalation", step.pk))
    return step


def the_som_puts_it_on_its_agenda(step: Escalation, som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    assert chloe.gets("escalation", step.pk).status_code == 404  # for the members it is there with the agenda
    meeting = planned(som, aisha)
    aisha.posts("escalation_accept", step.pk, meeting=meeting.pk)
    assert TO_SOM in words(chloe.gets(meeting.url))
    assert TO_SOM in words(chloe.gets("escalation", step.pk))
    assert f"/knelpunten/voorgelegd/{step.pk}/" in words(chloe.gets("/zoeken/?q=wachttijd"))


def the_som_words_it_anew_and_the_chair_agrees(
    first: Escalation, task_force: WorkspacePage, aisha: cast.Person, bram: cast.Person
) -> Escalation:
    data = {"to": task_force.pk, "title": "Landelijke termijn", "wording": TO_TASK_FORCE, "tlp": "amber"}
    aisha.posts("escalation_onwards", first.pk, **data)
    second = first.onwards.get()
    bram.posts("escalation_approve", second.pk, seen=second.revision)
    aisha.posts("escalation_put", second.pk)
    aisha.posts("escalation_answer", first.pk, text="Alvast dit.")  # it still lies at the Task Force
    first.refresh_from_db()
    assert first.state == "accepted"
    return second


def the_task_force_answers(second: Escalation, task_force: WorkspacePage, wim: cast.Person, esra: cast.Person) -> None:
    wim.posts("escalation_accept", second.pk, meeting=planned(task_force, wim).pk)
    page = words(esra.gets("escalation", second.pk))
    assert TO_TASK_FORCE in page
    assert TO_SOM not in page
    wim.posts("escalation_answer", second.pk, text=ANSWER)


def nobody_above_can_reach_the_original(report: FieldReport, above: list[cast.Person]) -> None:
    for person in above:
        assert person.gets("fieldreport", report.pk).status_code == 404
        assert person.gets("fieldreports", report.workspace_id).status_code == 404
        for path in ("/overzicht/", "/zoeken/?q=aangifte", f"/zoeken/?q={SECRET}"):
            assert OWN not in words(person.gets(path))
        for step in report.escalations.all():
            assert SECRET not in words(person.gets("escalation", step.pk))


def the_answer_goes_down_one_step(
    first: Escalation, second: Escalation, som: WorkspacePage, aisha: cast.Person
) -> None:
    assert ANSWER in words(aisha.gets("escalation", first.pk))
    aisha.posts("escalation_home", second.pk)
    aisha.posts("escalation_answer", first.pk, text=ANSWER_HOME)


def it_is_home_and_he_reads_it(
    report: FieldReport, first: Escalation, body: WorkspacePage, lena: cast.Person, farid: cast.Person
) -> None:
    page = words(farid.gets("fieldreport", report.pk))
    assert ANSWER_HOME in page
    assert TO_TASK_FORCE not in page  # he sees that it went on, not in which words
    assert "Voorgelegd aan Landelijke Task Force Mensenhandel" in page
    assert "heeft antwoord van" in words(farid.gets("/overzicht/"))
    coming = MeetingPage.objects.child_of(body).get()
    lena.posts("agenda_bring", coming.pk)
    assert ANSWER_HOME in words(farid.gets(coming.url))
    lena.posts("fieldreport_close", report.pk)
    report.refresh_from_db()
    assert report.state == "answered"  # not before it is home
    lena.posts("escalation_home", first.pk)
    lena.posts("fieldreport_close", report.pk)
    report.refresh_from_db()
    assert report.state == "closed"


def the_journal_and_the_mail_tell_nothing(mailoutbox: list[Any]) -> None:
    cast.work()
    told = [str(line.data) for line in Line.objects.all()] + [f"{mail.subject} {mail.body}" for mail in mailoutbox]
    assert mailoutbox
    for text in told:
        assert SECRET not in text
        assert "aangifte" not in text
