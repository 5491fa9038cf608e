"""Mail and calendar carry a neutral subject and a link, never content: markers stand in everything that has words."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from icalendar import Calendar

from meetings.actions import agenda, attendance, corrections, datepolls, minutes, planning, polls, series
from meetings.actions import meeting as meetings
from meetings.attendance_list import places
from meetings.models import MeetingPage
from schakel.accounts import people
from schakel.accounts.letters import NOTICES
from schakel.directory.models import FrameEntry
from schakel.files import papers
from schakel.mail import outbox
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import WRITERS
from schakel.notices import digests
from surveys.actions import (
    codes,
    contacts,
    delegations,
    extensions,
    invitations,
    mailings,
    participants,
    responses,
    rounds,
    sign_offs,
)
from surveys.invited import addresses
from surveys.models import Invitation, Mailing, SurveyPage
from tests import cast
from tests.files.papers import pdf
from tests.surveys import small

MARKER = "Kanarievogel"


def held(aisha: cast.Person, chloe: cast.Person) -> MeetingPage:
    """Hold a meeting in which every text says the marker, its address too, and adopt its minutes."""
    begins = timezone.now() - timedelta(days=2)
    page = meetings.plan(
        cast.workspace("som"), title=f"{MARKER} bespreken", intro=MARKER, begins=begins,
        ends=begins + timedelta(hours=1), place="Amersfoort", by=aisha.who,
    )  # fmt: skip
    item = agenda.add_item(page, title=MARKER, owner_text=MARKER, paper=pdf(f"{MARKER}.pdf"), by=aisha.who)
    attendance.record(page, {place.seat: "present" for place in places(page)}, by=aisha.who)
    told = {"item": item, "text": MARKER}
    body = [
        ("discussion", {"item": item, "text": f"<p>{MARKER}</p>"}),
        ("decision", {**told, "review_on": None}),
        ("action", {**told, "owner": chloe.who, "due": begins.date()}),
    ]
    prose = minutes.circulate(minutes.write(page, title=MARKER, body=body, by=aisha.who), by=aisha.who)
    block = prose.body.raw_data[0]["id"]
    sent = corrections.send(prose, block=block, paragraph=1, text=MARKER, by=chloe.who)
    corrections.refuse(sent, answer=MARKER, by=aisha.who)
    cast.work()  # a concept that was adopted meanwhile is not announced as a concept
    minutes.adopt(prose, by=aisha.who, without_meeting="Zo is afgesproken.")
    return page


def planned(aisha: cast.Person) -> None:
    """Plan a series that is called by the marker, move one meeting, then all, and cancel them; ask for a date."""
    told = {"begins": time(13), "length": 60, "days": [timezone.localdate() + timedelta(days=9)]}
    first = series.plan(cast.workspace("som"), title=MARKER, **told, by=aisha.who).meetings.get()
    cast.work()
    for scope in ("one", "all"):
        moment = MeetingPage.objects.get(pk=first.pk).begins + timedelta(days=1)
        ends = moment + timedelta(hours=1)
        page = MeetingPage.objects.get(pk=first.pk)
        series.change(page, scope=scope, title=MARKER, begins=moment, ends=ends, by=aisha.who)
        cast.work()
    planning.cancel(MeetingPage.objects.get(pk=first.pk), reason=MARKER, by=aisha.who)
    days = [timezone.now() + timedelta(days=number) for number in (5, 6)]
    closes = timezone.now() + timedelta(days=1)
    datepolls.ask(cast.workspace("som"), title=MARKER, length=60, moments=days, closes_at=closes, by=aisha.who)


def asked(aisha: cast.Person) -> None:
    """Ask the members something that says the marker: each who may vote gets a notice."""
    begins = timezone.now() + timedelta(days=2)
    page = meetings.plan(
        cast.workspace("som"), title=MARKER, begins=begins, ends=begins + timedelta(hours=1), by=aisha.who
    )
    polls.ask(page, question=MARKER, choices=[MARKER, "Nee"], by=aisha.who)


def surveyed(ivo: cast.Person, hana: cast.Person) -> None:
    """Open a round that is called by the marker, and let the municipality of hana send its answers in."""
    own = cast.municipality()
    FrameEntry.objects.create(
        year=2019, municipality=own, name=str(own), province=own.province, population=1, size_class=own.size_class
    )
    survey = rounds.plan(cast.workspace("gemeenten"), title=MARKER, slug=MARKER.lower(), year=2019, by=ivo.who)
    survey.introduction = MARKER
    survey.closes_at = timezone.now() + timedelta(days=1)
    survey.save()
    survey.save_revision(user=ivo.who)
    rounds.ask(survey, small.workbook(), by=ivo.who)
    contacts.add(own, {"email": "contact@voorbeeldstad.example", "job": MARKER}, by=ivo.who)
    [invitation] = invitations.invite(rounds.open(survey, by=ivo.who), by=ivo.who)
    mailings.try_out(Mailing.objects.get(), by=ivo.who)  # in the usual words: those of the team are its own
    cast.work()
    together(Invitation.objects.with_all().get(pk=invitation.pk))
    response = small.answered(Invitation.objects.with_all().get(pk=invitation.pk), a1="nee", b1="geld")
    responses.submit(response, by=hana.who)
    invited, later = Invitation.objects.with_all().get(pk=invitation.pk), timezone.localdate() + timedelta(days=9)
    extensions.grant(extensions.ask(invited, until=later, reason=MARKER), by=ivo.who)
    codes.send(addresses(invitation)[0])


def together(invitation: Invitation) -> None:
    """Let colleagues hand over, ask for a signature and give back, all of it in words that say the marker."""
    SurveyPage.objects.filter(pk=invitation.survey_id).update(sign_off=True)
    invitation = Invitation.objects.with_all().get(pk=invitation.pk)
    response = small.answered(invitation, a1="nee", b1="geld", b2=MARKER)
    els, ria = (participants.join(invitation, email=f"{name}@gm9999.example") for name in ("els", "ria"))
    told = {"by": None, "participant": els}
    delegations.hand_over(response, "a", email="jan@gm9999.example", name="Jan", remark=MARKER, **told)
    asked = sign_offs.ask(response, email=ria.email, name="Ria", **told)
    cast.work()
    sign_offs.give_back(asked, {"b2": MARKER}, remark=MARKER, by=None, participant=ria)
    cast.work()
    SurveyPage.objects.filter(pk=invitation.survey_id).update(sign_off=False)


def let_in(karel: cast.Person, nobody: cast.Person) -> None:
    people.invite("nieuw@schakel.example", name="Nieuw", seat=cast.seat("som", "Fier"), by=karel.who)
    for address in ("chloe@schakel.example", "onbekend@schakel.example"):
        nobody.posts("account_reset_password", email=address)


def told_of_the_account(chloe: cast.Person) -> None:
    """Let everything happen to an account of which its owner hears, and ask for another address."""
    for kind in (*NOTICES, "account.unknown_account"):  # the last one only where an earlier version left it due
        outbox.enqueue(kind, to=chloe.who.email)
    EmailAddress.objects.create(user=chloe.who, email="chloe.nieuw@schakel.example")
    outbox.enqueue("account.email_confirmation", to="chloe.nieuw@schakel.example")


def infected(aisha: cast.Person) -> None:
    paper = papers.add(cast.workspace("som"), pdf(f"{MARKER}.pdf"), title=MARKER, by=aisha.who)
    papers.condemn(paper, "Proef-Virus")


def told_in_a_digest(quirine: cast.Person) -> None:
    """Let somebody who wants one mail a day get the one of tomorrow."""
    quirine.posts("notices", **{f"pace_{cast.workspace('som').pk}": "daily", "pace_other": "daily"})


@pytest.fixture
def sent(everybody: dict[str, cast.Person]) -> list[EmailMultiAlternatives]:
    told_in_a_digest(everybody["quirine"])
    held(everybody["aisha"], everybody["chloe"])
    planned(everybody["aisha"])
    asked(everybody["aisha"])
    surveyed(everybody["ivo"], everybody["hana"])
    let_in(everybody["karel"], everybody["nobody"])
    told_of_the_account(everybody["chloe"])
    infected(everybody["aisha"])
    cast.work()
    assert digests.send_due(timezone.now() + timedelta(days=2)) == 1
    cast.work()
    return mail.outbox


def test_every_kind_of_mail_is_neutral(sent: list[EmailMultiAlternatives]) -> None:
    kinds = set(OutgoingMail.objects.filter(state=OutgoingMail.State.SENT).values_list("kind", flat=True))
    assert set(WRITERS) - kinds == set(), "let this test send a mail of this kind too"
    assert sent
    for message in sent:
        whole = "\n".join(str(part) for part in (message.message(), message.body, message.alternatives[0][0]))
        assert MARKER.lower() not in whole.lower(), message.subject
        assert re.search(r"https?://\S+", message.body), message.subject
        for attached in message.attachments:
            assert attached.mimetype == "application/ics"
            assert MARKER.lower() not in attached.content.decode().replace("\r\n ", "").lower()


def test_the_calendar_is_neutral(everybody: dict[str, cast.Person]) -> None:
    meeting = held(everybody["aisha"], everybody["chloe"])
    assert MARKER.lower() in meeting.url  # so that its address would tell
    answer = everybody["chloe"].gets("meeting_ics", meeting.pk)
    whole = answer.content.decode().replace("\r\n ", "") + str(answer.headers)
    assert MARKER.lower() not in whole.lower()
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert set(event) == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "URL", "CLASS", "STATUS", "ORGANIZER",
    }  # fmt: skip


def test_the_links_lead_to_the_page_for_who_may_see_it(everybody: dict[str, cast.Person]) -> None:
    meeting = held(everybody["aisha"], everybody["chloe"])
    cast.work()
    [path] = {re.search(r"https?://[^/]+(/\S+)", message.body)[1] for message in mail.outbox}
    assert everybody["chloe"].gets(path)["Location"] == f"{meeting.url}notulen/"
    assert everybody["esra"].gets(path).status_code == 404
    assert MARKER.lower() not in str(everybody["nobody"].gets(path).headers).lower()
