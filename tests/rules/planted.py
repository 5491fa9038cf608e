"""A world in which every confidential thing carries a marker, and the table of who may see which one.

The table is typed by hand and asks nobody: it says what the house promised, whatever the judge says.
To add a confidential model: a line in WHO of promised.py, the marker where it is made below, and a Thing for each key.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Comment, Page

from cms.models import InformationPage, PublicationIndexPage, PublicationPage
from meetings.actions import (
    agenda,
    attendance,
    copying,
    corrections,
    datepolls,
    decisions,
    meeting,
    minutes,
    notes,
    planning,
    points,
    polls,
    proposals,
    round_table,
    substitution,
)
from meetings.attendance_list import places
from meetings.models import ActionPoint, Correction, Decision, MeetingPage, MinutesPage
from schakel.accounts import people
from schakel.accounts.models import User
from schakel.files import papers
from schakel.guard import releases
from schakel.guard.models import Release
from schakel.mail.models import OutgoingMail
from schakel.shelf import shelving
from schakel.workspaces.models import Membership, Seat, WorkspacePage
from schakel.workspaces.shelf import classify as lower
from tests import cast
from tests.rules import planted_surveys, planted_travel
from tests.rules.planted_world import BSN, World, marker, pdf
from tests.rules.promised import (
    ADMINISTRATOR,
    ALL,
    LEADERS,
    NOBODY,
    SECRETARY,
    SOM,
    TASK_FORCE,
    WHO,
    Names,
)


def plant() -> World:
    """Put the cast in its seats, and one of everything in the SOM, the Task Force, Gemeenten and the public side."""
    world = World()
    everybody = {name: cast.person(name) for name in cast.EVERYBODY}
    for name in ("som", "task-force", "gemeenten"):
        world.pages.append(cast.workspace(name))
    _som(world, everybody["aisha"].who, everybody["chloe"].who)
    _task_force(world, everybody["wim"].who, everybody["esra"].who)
    _seats(world, everybody["karel"].who)
    planted_travel.plant(world.add, marker)
    planted_surveys.plant(world, everybody["ivo"].who)
    _public(world, everybody["joke"].who)
    failed = OutgoingMail.objects.create(kind="notice", to="iemand@schakel.example", state=OutgoingMail.State.FAILED)
    world.add("failed mail", failed.pk, ADMINISTRATOR)
    world.add("guarded part", "meetings", ALL)
    world.add("guarded model", "minutespage", ALL, "meetings")
    for name in ("chloe", "wim"):
        _session(world, everybody[name])
    DBTaskResult.objects.all().delete()  # nothing waits: the mails of the planting tell nothing new
    world.pages = list(Page.objects.filter(pk__in=[page.pk for page in world.pages]).specific())
    return world


def _session(world: World, person: cast.Person) -> None:
    key = person.client.session.session_key
    row, _ = UserSession.objects.get_or_create(
        session_key=key, defaults={"user": person.who, "ip": "192.0.2.1", "user_agent": "x"}
    )
    world.add("session", row.pk, frozenset({person.who.email.partition("@")[0]}))


def _draft_of(page: Page, by: User | None, **fields: str) -> None:
    """Leave a newer text of `page` at the desk, not published."""
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else page.specific
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=by, log_action=True)


def _described(workspace: WorkspacePage, purpose: str, by: User | None, draft: str = "") -> None:
    workspace.purpose = purpose
    workspace.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    if draft:
        _draft_of(workspace, by, purpose=draft)


# ---------------------------------------------------------------- meetings
def _meeting(world: World, who: Names, workspace: WorkspacePage, title: str, by: User, **facts: Any) -> MeetingPage:
    begins = timezone.now() + timedelta(days=facts.pop("days", 7))
    page = meeting.plan(workspace, title=title, begins=begins, ends=begins + timedelta(hours=2), by=by, **facts)
    world.pages.append(page)
    world.add("meeting", page.pk, who)
    return page


def _minutes(
    world: World, who: Names, page: MeetingPage, text: str, by: User, *more: tuple[str, dict[str, Any]]
) -> MinutesPage:
    item = page.items.first() or agenda.add_item(page, title="Mededelingen", by=by)
    body = [
        ("discussion", {"item": item, "text": f"<p>{text}</p>"}),
        *((kind, {"item": item, **b}) for kind, b in more),
    ]
    written = minutes.write(page, body=body, by=by)
    world.pages.append(written)
    world.add("minutes", page.pk, who)
    world.add("guarded", written.pk, frozenset({by.email.partition("@")[0]}), "minutespage")
    return written


def _item(world: World, who: Names, page: MeetingPage, by: User, title: str, file: Any, **facts: Any) -> None:
    name = facts.pop("paper")
    item = agenda.add_item(page, title=title, by=by, **facts)
    paper = agenda.add_paper(item, file, title=name, by=by)
    world.add("item", item.pk, who, page.pk)
    world.add("paper", paper.pk, who, item.pk)


def _prepared(world: World, planned: MeetingPage, aisha: User, chloe: User) -> None:
    """Leave before a meeting what members submit and answer, and a template of its agenda."""
    few = WHO["proposal.title"]
    file = pdf("voorstel.pdf", marker("proposal.content"))
    proposed = proposals.submit(planned, title=marker("proposal.title"), by=chloe)
    paper = proposals.add_paper(proposed, file, title=marker("proposal.paper"), by=chloe)
    world.add("proposal", proposed.pk, few)
    world.add("paper", paper.pk, few, "proposal")
    copying.keep(planned, name=marker("template.name"), by=aisha)
    agenda.add_item(planned, title="Ronde", kind="round", by=aisha)
    seats = {user: Membership.objects.get(user=user).seat for user in (aisha, chloe)}
    sent = round_table.save(planned, seats[chloe], trends=marker("round.sent"), send=True, by=chloe)
    world.add("round answer", sent.pk, WHO["round.sent"])
    round_table.save(planned, seats[aisha], trends=marker("round.unsent"), by=aisha)


def _som(world: World, aisha: User, chloe: User) -> None:
    som, today = cast.workspace("som"), timezone.localdate()
    _described(som, marker("workspace.purpose"), aisha, marker("workspace.draft"))
    world.add("workspace", som.pk, SOM)
    world.add("seats", som.pk, SOM | ADMINISTRATOR)
    planned = _meeting(
        world, SOM, som, marker("meeting.title"), aisha, place=marker("meeting.place"), intro=marker("meeting.intro")
    )
    file = pdf(f"{marker('paper.filename')}.pdf", marker("paper.content"), Author=marker("paper.metadata"))
    owner = {"owner_text": marker("item.owner"), "paper": marker("paper.title")}
    _item(world, SOM, planned, aisha, marker("item.title"), file, **owner)
    invited = {"called": marker("substitution.name"), "email": f"{marker('substitution.email')}@schakel.example"}
    named = substitution.name(planned, cast.seat("som", "Fier"), **invited, by=chloe)
    world.add("substitution", named.pk, LEADERS | {"chloe", "quirine"}, planned.pk)
    asked = polls.ask(planned, question=marker("poll.question"), choices=["Voor", marker("poll.choice")], by=aisha)
    world.add("poll", asked.pk, SOM)
    _prepared(world, planned, aisha, chloe)
    note = notes.write_at_item(planned.items.earliest("pk"), marker("note.text"), by=chloe)
    world.add("note", note.pk, frozenset({"chloe"}))
    _draft_of(planned, aisha, title=marker("meeting.revision"))
    Comment.objects.create(page=planned, user=aisha, text=marker("meeting.comment"), contentpath="title")
    hidden = _meeting(world, SECRETARY, som, marker("meeting.draft"), aisha, publish=False)
    file = pdf("stuk.pdf", marker("paper.draft.content"))
    _item(world, SECRETARY, hidden, aisha, marker("item.draft"), file, paper=marker("paper.draft"))
    shelf = papers.add(som, pdf("mandaat.pdf", marker("shelf.content")), title=marker("shelf.title"), by=aisha)
    world.add("paper", shelf.pk, SOM, "shelf")
    shelf = papers.add(som, pdf("werkwijze.pdf", "Zo werken wij"), title="Werkwijze", tlp="red", by=aisha)
    lower(shelf, "green", reason=marker("mark.reason"), by=aisha)
    world.add("paper", shelf.pk, SOM, "shelf")
    _standing(world, som, aisha)
    _minutes_of_som(world, som, aisha, chloe, today)
    _asked_of_the_chair(world, som, aisha)
    called_off = _meeting(world, SOM, som, "Vervallen", aisha, days=9)
    planning.cancel(called_off, reason=marker("meeting.cancel_reason"), by=aisha)
    _datepoll(world, SOM, som, marker("datepoll.title"), marker("datepoll.place"), aisha)
    world.add("feed", f"{1:x}.{'A' * 32}", NOBODY)


def _datepoll(world: World, who: Names, workspace: WorkspacePage, title: str, place: str, by: User) -> None:
    now = timezone.now()
    moments = [now + timedelta(days=days) for days in (20, 21)]
    poll = datepolls.ask(
        workspace, title=title, place=place, length=60, moments=moments, closes_at=now + timedelta(days=5), by=by
    )
    world.add("datepoll", poll.pk, who)


def _standing(world: World, som: WorkspacePage, aisha: User) -> None:
    title, subject = marker("standing.title"), marker("standing.subject")
    about = shelving.About(title, "method", subject=subject, summary=marker("standing.summary"))
    standing = shelving.shelve(som, pdf("w.pdf", "Eerst zo"), about, by=aisha)
    newer = pdf("w.pdf", marker("standing.content"))
    version = shelving.renew(standing, newer, note=marker("standing.note"), by=aisha)
    world.add("standing", standing.pk, SOM)
    world.add("paper", version.paper_id, SOM, "standing")


def _asked_of_the_chair(world: World, som: WorkspacePage, aisha: User) -> None:
    """Lay before the chair what the guard found: in a text that is kept, and in one that is not kept yet."""
    found = _meeting(world, SOM, som, "Vorig jaar", aisha, days=-300)
    text = f"Het BSN van {marker('minutes.found')} is {BSN}."
    written = _minutes(world, SECRETARY, found, text, aisha)
    world.drop("guarded", written.pk)
    world.add("guarded", written.pk, LEADERS, "minutespage")
    releases.confirm(written, seen=releases.see(written).mark, reason=marker("release.reason"), by=aisha)
    with suppress(ValidationError):
        releases.admit(f"Het BSN is {BSN}.", workspace=som, reason=marker("release.asked"), by=aisha)
    world.add("question", Release.objects.get(reason=marker("release.asked")).pk, frozenset({"bram"}))


def _minutes_of_som(world: World, som: WorkspacePage, aisha: User, chloe: User, today: Any) -> None:
    past = _meeting(world, SOM, som, "Vorige maand", aisha, days=-30)
    _minutes(world, SECRETARY, past, marker("minutes.draft"), aisha)
    concept = _meeting(world, SOM, som, "Vorige week", aisha, days=-7)
    shown = minutes.circulate(_minutes(world, SOM, concept, marker("minutes.circulated"), aisha), by=aisha)
    _correction(world, SOM, shown, marker("correction.text"), chloe)
    corrections.refuse(
        _correction(world, SOM, shown, "Zo moet het.", chloe), answer=marker("correction.answer"), by=aisha
    )
    item = concept.items.first()
    minutes.write(concept, body=[("discussion", {"item": item, "text": f"<p>{marker('minutes.newer')}</p>"})], by=aisha)
    back = _meeting(world, SOM, som, "Gisteren", aisha, days=-1)
    taken = minutes.circulate(_minutes(world, SECRETARY, back, marker("minutes.withheld"), aisha), by=aisha)
    _correction(world, SECRETARY, taken, marker("correction.hidden"), chloe)
    minutes.withhold(taken, reason=marker("minutes.reason"), by=aisha)
    held = _meeting(world, SOM, som, "Vandaag", aisha, days=1)
    decision = ("decision", {"text": marker("decision.text"), "basis": marker("decision.basis"), "review_on": None})
    action = ("action", {"text": marker("action.text"), "owner": chloe, "due": today})
    final = _minutes(world, SOM, held, marker("minutes.adopted"), aisha, decision, action)
    _attend(held, aisha, marker("attendance.substitute"))
    attendance.record_item(held.items.earliest("pk"), places(held)[0].seat, marker("attendance.item"), by=aisha)
    minutes.adopt(minutes.circulate(final, by=aisha), by=aisha, without_meeting="Zo is afgesproken.")
    point, decided = ActionPoint.objects.get(minutes=final), Decision.objects.get(minutes=final)
    points.move(point, due=today + timedelta(days=9), reason=marker("step.reason"), by=chloe)
    decisions.review(decided, outcome="changed", reason=marker("review.reason"), by=aisha)
    world.add("point", point.pk, SOM)
    world.add("decision", decided.pk, SOM)
    world.pages.append(shown)


def _correction(world: World, who: Names, page: MinutesPage, text: str, by: User) -> Correction:
    block = page.body.raw_data[0]["id"]
    row = corrections.send(page, block=block, paragraph=1, text=text, by=by)
    world.add("correction", row.pk, who, within=page.meeting.pk)
    return row


def _attend(page: MeetingPage, by: User, substitute: str) -> None:
    seats = [place.seat for place in places(page) if not place.is_vacant]
    came = dict.fromkeys(seats[1:], "present")
    attendance.record(page, {**came, seats[0]: ("substituted", substitute)}, by=by)


def _task_force(world: World, wim: User, esra: User) -> None:
    """The same in another workspace."""
    there = cast.workspace("task-force")
    _described(there, marker("there.purpose"), None)
    world.add("workspace", there.pk, TASK_FORCE)
    world.add("seats", there.pk, TASK_FORCE | ADMINISTRATOR)
    world.add("past", there.pk, ADMINISTRATOR)
    page = _meeting(world, TASK_FORCE, there, marker("there.meeting"), wim)
    file = pdf("daar.pdf", marker("there.content"))
    _item(world, TASK_FORCE, page, wim, marker("there.item"), file, paper=marker("there.paper"))
    decision = ("decision", {"text": marker("there.decision"), "review_on": None})
    action = ("action", {"text": "Bellen", "owner": esra, "due": timezone.localdate()})
    written = _minutes(world, TASK_FORCE, page, marker("there.minutes"), wim, decision, action)
    _attend(page, wim, "Iemand (verzonnen)")
    asked = polls.ask(page, question="Akkoord?", choices=["Ja", "Nee"], by=wim)
    polls.close(asked, by=wim)
    world.add("poll", asked.pk, TASK_FORCE)
    minutes.adopt(minutes.circulate(written, by=wim), by=wim, without_meeting="Zo is afgesproken.")
    point = ActionPoint.objects.get(minutes=written)
    points.done(point, by=esra)
    world.add("point", point.pk, TASK_FORCE)
    _datepoll(world, TASK_FORCE, there, marker("there.datepoll"), "", wim)
    world.add("decision", Decision.objects.get(minutes=written).pk, TASK_FORCE)
    other = _meeting(world, frozenset({"wim"}), there, marker("there.revision"), wim, publish=False)
    _draft_of(other, wim, intro=marker("there.revision"))


def _seats(world: World, karel: User) -> None:
    for kind, slug in (("partner", "som"), ("there", "task-force")):
        seat = cast.seat(slug, marker(f"{kind}.organisation"))
        user = User.objects.create_user(f"{kind}@schakel.example", name=marker(f"{kind}.person"))
        held = people.admit(user, seat, role="member", by=karel)
        world.add("membership", held.pk, ADMINISTRATOR)
        world.add("account", user.pk, ADMINISTRATOR)
    gone = User.objects.create_user("weg@schakel.example", name=marker("partner.former"))
    people.release(people.admit(gone, cast.seat("som", "Fier"), role="member", by=karel), by=karel)
    Seat.objects.create(workspace=cast.workspace("som"), note=marker("seat.note"))
    address = f"{marker('invitation.email')}@schakel.example"
    seat = cast.seat("task-force", marker("there.organisation"))
    invited = people.invite(address, name=marker("invitation.name"), seat=seat, by=karel)
    world.add("invitation", f"{invited.pk:x}.{'A' * 32}", NOBODY)
    world.add("letter", "20261122-000000-000000.eml", NOBODY)


# ---------------------------------------------------------------- surveys
def _public(world: World, joke: User) -> None:
    index, home = PublicationIndexPage.objects.get(), Page.objects.get(depth=2)
    words = {"title": marker("publication.embargo"), "summary": marker("publication.summary")}
    report = PublicationPage(**words, embargo_until=timezone.now() + timedelta(days=30), owner=joke)
    index.add_child(instance=report)
    report.save_revision(user=joke, log_action=True).publish(user=joke, skip_permission_checks=True)
    _draft_of(report, joke, series=marker("publication.revision"))
    page = InformationPage(title=marker("information.draft"), slug="in-voorbereiding", live=False, owner=joke)
    home.add_child(instance=page)
    page.save_revision(user=joke, log_action=True)
    world.pages += [report, page]
