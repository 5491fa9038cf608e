"""Members submit items, the secretary takes, merges or returns them: every verb in every state by every role."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.actions import agenda, proposals
from meetings.models import AgendaItem, MeetingPage, ProposedItem, timeline
from schakel.files.models import Paper
from tests import cast
from tests.meetings.files import pdf

State = ProposedItem.State
NEW = {"title": "Tolken bij de intake", "kind": "discussion", "duration": 15, "tlp": "amber", "owner": ""}
SAID = {"aim": "Samen een lijst maken", "explanation": "Er zijn te weinig tolken."}


@pytest.fixture
def proposal(meeting: MeetingPage, chloe: cast.Person) -> ProposedItem:
    return proposals.submit(meeting, title="Tolken bij de intake", **SAID, paper=pdf("tolken.pdf"), by=chloe.who)


def held_paper(proposal: ProposedItem) -> Paper:
    return proposal.papers.get()


def test_a_member_submits_and_the_secretary_takes(
    meeting: MeetingPage, aisha: cast.Person, bram: cast.Person, chloe: cast.Person
) -> None:
    proposals.close_submissions(meeting, timezone.now() + timedelta(days=2), by=aisha.who)
    key = uuid.uuid4()
    for _ in range(2):  # sent twice, submitted once
        answer = chloe.posts("proposal_submit", meeting.pk, **NEW, **SAID, key=key, paper=pdf("t.pdf"))
        assert answer.status_code == 302
    [proposal] = ProposedItem.objects.all()
    cast.work()
    assert [letter.to for letter in mail.outbox] == [[aisha.who.email]]
    assert "Tolken" not in mail.outbox[0].body + mail.outbox[0].subject
    assert "Wacht op de secretaris" in chloe.gets(meeting.url).content.decode()
    assert "Tolken bij de intake" in chloe.gets("/overzicht/").content.decode()
    assert "Tolken bij de intake" in aisha.gets("agenda_build", meeting.pk).content.decode()
    for _ in range(2):
        assert aisha.posts("proposal_take", proposal.pk).status_code == 302
    shown = bram.gets(meeting.url).content.decode()
    assert shown.count("1. Tolken bij de intake") == 1
    assert "Samen een lijst maken" in shown
    mail.outbox.clear()
    cast.work()
    assert [letter.to for letter in mail.outbox] == [[chloe.who.email]]
    assert "Staat op de agenda" in chloe.gets("proposal", proposal.pk).content.decode()


def test_its_paper_is_for_few_until_it_is_taken(
    meeting: MeetingPage,
    proposal: ProposedItem,
    aisha: cast.Person,
    bram: cast.Person,
    chloe: cast.Person,
    rachid: cast.Person,
    quirine: cast.Person,
    esra: cast.Person,
) -> None:
    paper = held_paper(proposal)
    assert [who.gets("paper_show", paper.pk).status_code for who in (aisha, bram, chloe)] == [200] * 3
    assert [who.gets("paper_show", paper.pk).status_code for who in (rachid, quirine, esra)] == [404] * 3
    assert [who.gets("paper", paper.pk).status_code for who in (rachid, quirine, esra)] == [404] * 3
    item = proposals.take(proposal, by=aisha.who)
    assert list(item.papers.all()) == [paper]
    assert [who.gets("paper_show", paper.pk).status_code for who in (rachid, quirine)] == [200] * 2
    assert esra.gets("paper_show", paper.pk).status_code == 404


def test_after_the_closing_moment_it_is_late_and_told_when_taken(
    meeting: MeetingPage, aisha: cast.Person, bram: cast.Person, chloe: cast.Person
) -> None:
    """The meeting is in seven days and one submits until ten days before, unless the secretary says otherwise."""
    later = timezone.localtime() + timedelta(days=2)
    assert "te laat" in chloe.gets("proposal_submit", meeting.pk).content.decode()
    aisha.posts("agenda_submissions", meeting.pk, at=later.strftime("%Y-%m-%dT%H:%M"))
    assert "te laat" not in chloe.gets("proposal_submit", meeting.pk).content.decode()
    meeting.refresh_from_db()
    in_time = proposals.submit(meeting, title="Op tijd", by=chloe.who)
    aisha.posts("agenda_submissions", meeting.pk, at="")
    meeting.refresh_from_db()
    late = proposals.submit(meeting, title="Laat", by=chloe.who)
    assert (in_time.late, late.late) == (False, True)
    for each in (in_time, late):
        proposals.take(each, by=aisha.who)
    cast.work()
    told = [letter.to[0] for letter in mail.outbox if "laat ingediend" in letter.body]
    assert sorted(told) == sorted([bram.who.email, chloe.who.email])
    assert bram.gets(meeting.url).content.decode().count("Te laat ingediend") == 1


def test_merging_keeps_words_papers_and_both_names(
    meeting: MeetingPage, item: AgendaItem, proposal: ProposedItem, aisha: cast.Person, bram: cast.Person
) -> None:
    agenda.change_item(item, owner=bram.who, by=aisha.who)
    paper = held_paper(proposal)
    merged = {"merge-item": item.pk, "merge-answer": "Past hier bij."}
    for _ in range(2):
        assert aisha.posts("proposal_merge", proposal.pk, **merged).status_code == 302
    [line] = timeline(meeting)
    assert line.item.explanation == "Er zijn te weinig tolken."
    assert list(line.item.papers.all()) == [paper]
    assert line.item.brought_by == "Bram (verzonnen), Chloe (verzonnen)"


def test_it_goes_back_with_a_reason_only(
    proposal: ProposedItem, meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    answer = aisha.posts("proposal_return", proposal.pk, **{"return-reason": ""})
    assert answer.status_code == 200
    aisha.posts("proposal_return", proposal.pk, **{"return-reason": "Dit hoort bij de Task Force."})
    shown = chloe.gets("proposal", proposal.pk).content.decode()
    assert "Dit hoort bij de Task Force." in shown
    assert "Teruggestuurd" in shown
    assert not meeting.items.exists()


def test_a_case_does_not_come_in_and_typed_text_stays(meeting: MeetingPage, chloe: cast.Person) -> None:
    words = {**NEW, "explanation": "Het gaat om 123456782 uit de opvang."}
    answer = chloe.posts("proposal_submit", meeting.pk, **words, key=uuid.uuid4())
    assert "123456782 uit de opvang" in answer.content.decode()
    assert "burgerservicenummer" in answer.content.decode()
    assert not ProposedItem.objects.exists()


def test_nothing_is_submitted_to_a_meeting_that_has_begun(meeting: MeetingPage, chloe: cast.Person) -> None:
    MeetingPage.objects.filter(pk=meeting.pk).update(begins=timezone.now() - timedelta(minutes=1))
    meeting.refresh_from_db()
    with pytest.raises(ValidationError, match="al begonnen"):
        proposals.submit(meeting, title="Te laat", by=chloe.who)


def test_an_item_comes_before_what_closes_the_agenda(
    meeting: MeetingPage, proposal: ProposedItem, aisha: cast.Person
) -> None:
    agenda.add_item(meeting, title="Sluiting", kind="closing", by=aisha.who)
    proposals.take(proposal, by=aisha.who)
    assert [line.title for line in timeline(meeting)] == ["1. Tolken bij de intake", "2. Sluiting"]


# ---------------------------------------------------------------- verbs × states × roles
VERBS: dict[str, tuple[str, Callable[[AgendaItem], dict[str, object]], str]] = {
    # verb → its route, what is posted, the state it leads to ("" when it stays as it is)
    "change": ("proposal_change", lambda item: {**NEW, "title": "Andere titel"}, ""),
    "withdraw": ("proposal_withdraw", lambda item: {}, State.WITHDRAWN),
    "take": ("proposal_take", lambda item: {}, State.TAKEN),
    "merge": ("proposal_merge", lambda item: {"merge-item": item.pk}, State.MERGED),
    "return": ("proposal_return", lambda item: {"return-reason": "Nu niet."}, State.RETURNED),
}
ROLES = ["submitter", "secretary", "chair", "member", "observer", "outsider", "unseated"]
MAY = {
    **dict.fromkeys(("change", "withdraw"), frozenset({"submitter"})),
    **dict.fromkeys(("take", "merge", "return"), frozenset({"secretary"})),
}
KNOWS = {"submitter", "secretary", "chair"}  # for the others nothing is there


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_in_every_state_by_every_role(
    verb: str, meeting: MeetingPage, item: AgendaItem, everybody: dict[str, cast.Person]
) -> None:
    cast_as = dict(zip(ROLES, ("chloe", "aisha", "bram", "quirine", "rachid", "esra", "dirk"), strict=True))
    route, data, leads_to = VERBS[verb]
    proposal = proposals.submit(meeting, title="Tolken", by=everybody["chloe"].who)
    wrong = []
    for state in State.values:
        for role in ROLES:
            settled = item if state in (State.TAKEN, State.MERGED) else None
            ProposedItem.objects.filter(pk=proposal.pk).update(state=state, item=settled, title="Tolken")
            AgendaItem.objects.exclude(pk=item.pk).delete()
            status = everybody[cast_as[role]].posts(route, proposal.pk, **data(item)).status_code
            proposal.refresh_from_db()
            now = (proposal.state, proposal.title)
            done = role in MAY[verb] and state == State.SUBMITTED
            title = "Andere titel" if done and verb == "change" else "Tolken"
            expected = (leads_to or state if done else state, title)
            statuses = {200, 302} if role in MAY[verb] else {403} if role in KNOWS else {404}
            if now != expected or status not in statuses:
                wrong.append((state, role, status, now))
    assert wrong == []


def test_the_one_who_wins_is_told_to_the_one_who_comes_late(proposal: ProposedItem, aisha: cast.Person) -> None:
    proposals.return_(proposal, reason="Nu niet.", by=aisha.who)
    with pytest.raises(ValidationError, match="teruggestuurd"):
        proposals.take(proposal, by=aisha.who)


def test_a_member_sees_own_proposals_only(
    meeting: MeetingPage, proposal: ProposedItem, soon: datetime, quirine: cast.Person
) -> None:
    assert "Tolken" not in quirine.gets(meeting.url).content.decode()
    assert quirine.gets("proposal", proposal.pk).status_code == 404


def test_the_screens_ask_as_much_for_many_as_for_few(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    asked = []
    for many in (1, 8):
        for count in range(many):
            waiting, merged = (proposals.submit(meeting, title=f"{name} {count}", by=chloe.who) for name in "AB")
            proposals.merge(merged, item, by=aisha.who)
            assert waiting.waits
        for person, where in ((aisha, "agenda_build"), (chloe, "meeting")):
            person.gets(where, meeting.pk, follow=True)  # what is remembered between requests is asked now
            with CaptureQueriesContext(connection) as queries:
                person.gets(where, meeting.pk, follow=True)
            asked.append((where, len(queries)))
    assert asked[:2] == asked[2:]
