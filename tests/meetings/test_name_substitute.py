"""A substitute is a guest of one meeting, or of one item of it, from naming until thirty days after: nothing else."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.actions import agenda, answers, minutes, substitution
from meetings.actions import meeting as meetings
from meetings.models import AgendaItem, MeetingPage, MinutesPage, Substitution
from schakel.accounts import people
from schakel.accounts.models import Invitation
from schakel.files import papers
from schakel.files.models import Paper
from schakel.journal.models import Line
from schakel.mail.models import OutgoingMail
from schakel.workspaces import access, periods
from schakel.workspaces.models import Admission, Membership, Seat, WorkspacePage
from tests import cast
from tests.meetings.files import pdf

DIRK = "dirk@schakel.example"


@pytest.fixture
def fier(chloe: cast.Person) -> Seat:
    return cast.seat("som", "Fier")


@pytest.fixture
def paper(item: AgendaItem, aisha: cast.Person) -> Paper:
    return agenda.add_paper(item, pdf(), title="Stuk bij het punt", by=aisha.who)


@pytest.fixture
def other(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> AgendaItem:
    return agenda.add_item(meeting, title="Begroting van volgend jaar", by=aisha.who)


def named(meeting: MeetingPage, seat: Seat, by: cast.Person, item: AgendaItem | None = None) -> Substitution:
    return substitution.name(meeting, seat, email=DIRK, called="Dirk (verzonnen)", item=item, by=by.who)


def put(meeting: MeetingPage, ends: datetime) -> None:
    MeetingPage.objects.filter(pk=meeting.pk).update(begins=ends - timedelta(hours=1), ends=ends)


def statuses(who: cast.Person, addresses: dict[str, tuple[object, ...]]) -> dict[str, int]:
    return {name: who.gets(*address).status_code for name, address in addresses.items()}  # type: ignore[arg-type]


# ---------------------------------------------------------------- what a guest sees, and when
def test_the_table_of_states_objects_and_moments(
    meeting: MeetingPage,
    item: AgendaItem,
    other: AgendaItem,
    paper: Paper,
    fier: Seat,
    som: WorkspacePage,
    aisha: cast.Person,
    chloe: cast.Person,
    dirk: cast.Person,
) -> None:
    second = agenda.add_paper(other, pdf(pages=2), title="Stuk bij het andere punt", by=aisha.who)
    elsewhere = meetings.plan(som, title="Andere", begins=meeting.begins, ends=meeting.ends, by=aisha.who)
    away = agenda.add_item(elsewhere, title="Elders", by=aisha.who)
    third = agenda.add_paper(away, pdf(pages=3), by=aisha.who)
    shelf = papers.add(som, pdf(pages=4), title="Mandaat", by=aisha.who)
    written = minutes.write(meeting, body=[("discussion", {"item": item, "text": "<p>Tekst.</p>"})], by=aisha.who)
    minutes.circulate(written, by=aisha.who)
    addresses: dict[str, tuple[object, ...]] = {
        "page": (meeting.url,),
        "visit": ("meeting", meeting.pk),
        "now": ("meeting_now", meeting.pk),
        "ics": ("meeting_ics", meeting.pk),
        "paper": ("paper_show", paper.pk),
        "file": ("paper", paper.pk),
        "second": ("paper_show", second.pk),
        "second file": ("paper", second.pk),
        "minutes": (written.url,),
        "minutes read": ("minutes", meeting.pk),
        "elsewhere": (elsewhere.url,),
        "elsewhere ics": ("meeting_ics", elsewhere.pk),
        "third": ("paper", third.pk),
        "shelf": ("paper", shelf.pk),
        "workspace": (som.url,),
        "meetings": ("meetings", som.pk),
        "decisions": ("decisions", som.pk),
        "actions": ("actions", som.pk),
        "sitting": ("sitting", som.pk),
        "quorum": ("quorum_rule", som.pk),
    }
    head = {"page", "visit", "now", "ics"}
    of_item, of_all = head | {"paper", "file"}, head | {"paper", "file", "second", "second file"}
    day, over = timedelta(days=1), access.LINGERS

    def sees(expected: set[str], told: str) -> None:
        codes = statuses(dirk, addresses)
        assert {name for name, code in codes.items() if code in (200, 302)} == expected, told
        assert {code for name, code in codes.items() if name not in expected} <= {404}, told
        page = dirk.gets(meeting.url).content.decode()
        assert ("Wachttijd bij aangifte" in page) == ("paper" in expected), told
        assert ("Begroting van volgend jaar" in page) == ("second" in expected), told
        assert ("Tweede vergadering" in dirk.gets("/overzicht/").content.decode()) == (
            "page" in expected and MeetingPage.objects.to_come().filter(pk=meeting.pk).exists()
        ), told

    sees(set(), "before naming")
    for part, expected in ((None, of_all), (item, of_item)):
        row = named(meeting, fier, chloe, part)
        sees(expected, f"named, {part}")
        for ends in (timezone.now() - day, timezone.now() - over + day):
            put(meeting, ends)
            sees(expected, f"ended at {ends}, {part}")
        put(meeting, timezone.now() - over - timedelta(minutes=1))
        sees(set(), f"thirty days after, {part}")
        put(meeting, timezone.now() + 7 * day)
        MeetingPage.objects.filter(pk=meeting.pk).update(live=False)
        sees(set(), f"the meeting is no longer shown, {part}")
        MeetingPage.objects.filter(pk=meeting.pk).update(live=True)
        substitution.withdraw(row, by=chloe.who)
        sees(set(), f"withdrawn, {part}")
    substitution.propose(meeting, fier, email=DIRK, called="Dirk", by=chloe.who)
    sees(set(), "proposed by a calendar")


def test_a_guest_of_one_item_sees_nothing_of_the_others(
    meeting: MeetingPage, item: AgendaItem, other: AgendaItem, fier: Seat, chloe: cast.Person, dirk: cast.Person,
    bram: cast.Person,
) -> None:  # fmt: skip
    named(meeting, fier, chloe, item)
    AgendaItem.objects.filter(pk=other.pk).update(tlp="red")
    MeetingPage.objects.filter(pk=meeting.pk).update(intro="Wij maken de Begroting af.")
    meetings.start(meeting, by=bram.who)
    meetings.set_current(meeting, other, by=bram.who)
    for shown in (dirk.gets(meeting.url), dirk.gets("meeting_now", meeting.pk)):
        text = shown.content.decode()
        assert "Wachttijd bij aangifte" in text
        assert "Begroting" not in text
        assert "TLP:RED" not in text.partition("Wat betekenen de TLP-merken?")[0]
    assert list(AgendaItem.objects.visible_to(dirk.who)) == [item]
    assert not MeetingPage.objects.visible_to(dirk.who).exists()
    assert MeetingPage.heads.visible_to(dirk.who).get() == meeting


def test_a_guest_does_nothing(
    meeting: MeetingPage, item: AgendaItem, fier: Seat, chloe: cast.Person, dirk: cast.Person
) -> None:
    named(meeting, fier, chloe)
    routes = ["answer", "meeting_answers", "substitute", "attendance", "agenda_build", "agenda_add", "meeting_desk"]
    assert {
        route: dirk.gets(route, meeting.pk).status_code for route in routes if route != "agenda_add"
    } == dict.fromkeys([route for route in routes if route != "agenda_add"], 403)
    assert dirk.posts("agenda_add", meeting.pk, title="Punt").status_code == 403
    assert dirk.posts("meeting_start", meeting.pk).status_code == 403
    assert access.workspaces(dirk.who) == {}


def test_a_member_who_is_named_for_an_item_still_sees_the_whole_meeting(
    meeting: MeetingPage, item: AgendaItem, other: AgendaItem, fier: Seat, aisha: cast.Person, rachid: cast.Person
) -> None:
    substitution.name(meeting, fier, email=rachid.who.email, called="Rachid", item=item, by=aisha.who)
    assert "Begroting van volgend jaar" in rachid.gets(meeting.url).content.decode()
    Membership.objects.filter(user=rachid.who).update(until=timezone.now())
    assert "Begroting van volgend jaar" not in rachid.gets(meeting.url).content.decode()


def test_a_member_of_another_time_is_a_guest_as_far_as_named(
    meeting: MeetingPage, item: AgendaItem, other: AgendaItem, fier: Seat, som: WorkspacePage, aisha: cast.Person,
    rachid: cast.Person,
) -> None:  # fmt: skip
    """Under "own period only", who leaves before the meeting is no member of it."""
    periods.choose_past(som, "own", by=None)
    Membership.objects.filter(user=rachid.who).update(until=meeting.begins - timedelta(days=1))
    assert rachid.gets(meeting.url).status_code == 404
    substitution.name(meeting, fier, email=rachid.who.email, called="Rachid", item=item, by=aisha.who)
    text = rachid.gets(meeting.url).content.decode()
    assert "Wachttijd bij aangifte" in text
    assert "Begroting" not in text


def test_a_workspace_that_demands_a_second_factor_demands_it_of_guests(
    meeting: MeetingPage, fier: Seat, som: WorkspacePage, chloe: cast.Person, dirk: cast.Person
) -> None:
    named(meeting, fier, chloe)
    assert not access.sits_where_a_second_factor_is_demanded(dirk.who)
    WorkspacePage.objects.filter(pk=som.pk).update(demands_second_factor=True)
    assert access.sits_where_a_second_factor_is_demanded(dirk.who)


def test_it_asks_as_much_for_many_admissions_as_for_one(
    meeting: MeetingPage, item: AgendaItem, other: AgendaItem, paper: Paper, fier: Seat, aisha: cast.Person,
    chloe: cast.Person, dirk: cast.Person,
) -> None:  # fmt: skip
    def asked() -> int:
        dirk.gets(meeting.url)
        with CaptureQueriesContext(connection) as questions:
            assert dirk.gets(meeting.url).status_code == 200
            assert dirk.gets("paper_show", paper.pk).status_code == 200
            assert dirk.gets("/overzicht/").status_code == 200
        return len(questions)

    named(meeting, fier, chloe, item)
    one = asked()
    for n in range(12):
        more = agenda.add_item(meeting, title=f"Punt {n}", by=aisha.who)
        named(meeting, fier, aisha, more)
    assert asked() == one


# ---------------------------------------------------------------- naming
def test_it_works_on_a_phone(meeting: MeetingPage, fier: Seat, chloe: cast.Person, dirk: cast.Person) -> None:
    assert "Ik stuur een vervanger" in chloe.gets(meeting.url).content.decode()
    told = {"seat": fier.pk, "called": "Dirk (verzonnen)", "email": DIRK, "item": ""}
    for _ in range(2):  # pressed twice
        assert chloe.posts("substitute", meeting.pk, **told).status_code == 302
    assert Substitution.objects.count() == Admission.objects.count() == 1
    assert "Dirk (verzonnen)" in chloe.gets("answer", meeting.pk).content.decode()
    cast.work()
    assert set(OutgoingMail.objects.filter(kind="notice").values_list("to", flat=True)) == {
        DIRK, "aisha@schakel.example",
    }  # fmt: skip
    assert "U bent vervanger bij deze vergadering." in dirk.gets(meeting.url).content.decode()
    assert [line.data for line in Line.objects.filter(action="substitute.name")] == [
        {"meeting": meeting.pk, "whole": True}
    ]


def test_who_has_no_account_is_invited_and_sees_it_after_accepting(
    meeting: MeetingPage, fier: Seat, chloe: cast.Person
) -> None:
    new = {"email": "Nieuw@Schakel.example", "called": "Nieuw (verzonnen)"}
    substitution.name(meeting, fier, **new, by=chloe.who)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.seat) == ("nieuw@schakel.example", None)
    later = people.accept(invitation, password="een lange zin")
    person = cast.Person(later)
    assert person.gets(meeting.url).status_code == 200
    assert person.gets("/werkruimtes/som/").status_code == 404


def test_two_invitations_to_one_address_are_one(
    meeting: MeetingPage, fier: Seat, item: AgendaItem, chloe: cast.Person
) -> None:
    for part in (None, item):
        substitution.name(meeting, fier, email="nieuw@schakel.example", called="Nieuw", item=part, by=chloe.who)
    later = people.accept(Invitation.objects.get(), password="een lange zin")
    assert Admission.objects.filter(user=later).count() == 2


@pytest.mark.parametrize(
    ("who", "seat", "code"),
    [
        ("aisha", "Fier", 302),
        ("bram", "Fier", 302),
        ("chloe", "Fier", 302),
        ("chloe", "CoMensha", 200),
        ("quirine", "Fier", 403),
        ("rachid", "Fier", 403),
        ("esra", "Fier", 404),
        ("karel", "Fier", 404),
        ("dirk", "Fier", 404),
        ("nobody", "Fier", 302),
    ],
)
def test_who_may_name_whom(meeting: MeetingPage, chloe: cast.Person, who: str, seat: str, code: int) -> None:
    told = {"seat": cast.seat("som", seat).pk, "called": "Iemand", "email": "iemand@schakel.example", "item": ""}
    assert cast.person(who).posts("substitute", meeting.pk, **told).status_code == code
    assert Substitution.objects.exists() == (code == 302 and who != "nobody")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"email": "geen adres"}, "e-mailadres"),
        ({"called": ""}, "verplicht"),
        ({"email": "chloe@schakel.example"}, "niet zelf"),
        ({"item": "999999"}, "item"),
    ],
)
def test_it_refuses_and_keeps_what_was_typed(
    meeting: MeetingPage, fier: Seat, chloe: cast.Person, told: dict[str, str], says: str
) -> None:
    data = {"seat": str(fier.pk), "called": "Iemand Anders", "email": "iemand@schakel.example", "item": "", **told}
    shown = chloe.posts("substitute", meeting.pk, **data)
    assert shown.status_code == 200
    assert says in shown.content.decode()
    assert data["email"] in shown.content.decode()
    assert not Substitution.objects.exists()


def test_what_the_verb_refuses(
    meeting: MeetingPage, fier: Seat, aisha: cast.Person, chloe: cast.Person, quirine: cast.Person, esra: cast.Person
) -> None:
    told = {"email": "iemand@schakel.example", "called": "Iemand"}
    with pytest.raises(PermissionDenied):
        substitution.name(meeting, fier, **told, by=quirine.who)
    with pytest.raises(PermissionDenied):
        substitution.name(meeting, cast.seat("som", "CoMensha"), **told, by=chloe.who)
    with pytest.raises(PermissionDenied):
        substitution.name(meeting, cast.seat("task-force", "Ministerie van Voorbeeld"), **told, by=aisha.who)
    named(meeting, fier, chloe)
    with pytest.raises(ValidationError, match="Er is al een vervanger"):
        substitution.name(meeting, fier, **told, by=chloe.who)
    put(meeting, timezone.now() - timedelta(hours=1))
    meeting.refresh_from_db()
    with pytest.raises(ValidationError, match="al voorbij"):
        substitution.name(meeting, cast.seat("som", "CoMensha"), **told, by=aisha.who)


def test_an_account_that_is_closed_is_refused_and_nothing_is_half_done(
    meeting: MeetingPage, fier: Seat, chloe: cast.Person, dirk: cast.Person
) -> None:
    dirk.who.__class__.objects.filter(pk=dirk.who.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="Kies iemand anders"):
        named(meeting, fier, chloe)
    assert not Substitution.objects.exists()


def test_the_buttons_of_a_proposal(
    meeting: MeetingPage, fier: Seat, aisha: cast.Person, chloe: cast.Person, quirine: cast.Person, dirk: cast.Person,
    esra: cast.Person,
) -> None:  # fmt: skip
    row = substitution.propose(meeting, fier, email=DIRK, called="Dirk", by=chloe.who)
    for shown in (aisha.gets("meeting_answers", meeting.pk), chloe.gets("answer", meeting.pk)):
        assert "Nog niet bevestigd" in shown.content.decode()
        assert DIRK in shown.content.decode()  # a name alone can be anybody's
    assert DIRK not in quirine.gets("answer", meeting.pk).content.decode()
    codes = {who: cast.person(who).posts("substitute_confirm", meeting.pk, row.pk).status_code for who in (
        "quirine", "rachid", "esra", "dirk",
    )}  # fmt: skip
    assert codes == {"quirine": 403, "rachid": 404, "esra": 404, "dirk": 404}
    for _ in range(2):
        assert chloe.posts("substitute_confirm", meeting.pk, row.pk).status_code == 302
    assert dirk.gets(meeting.url).status_code == 200
    for _ in range(2):
        assert aisha.posts("substitute_withdraw", meeting.pk, row.pk).status_code == 302
    assert dirk.gets(meeting.url).status_code == 404
    with pytest.raises(ValidationError, match="ingetrokken"):
        substitution.confirm(row, by=chloe.who)
    assert Line.objects.filter(action="substitute.withdraw").count() == 1


def test_who_comes_after_all_needs_no_substitute(
    meeting: MeetingPage, fier: Seat, chloe: cast.Person, dirk: cast.Person
) -> None:
    named(meeting, fier, chloe)
    answers.give(meeting, answer="no", by=chloe.who)  # as many do in their calendar: the substitute still comes
    assert dirk.gets(meeting.url).status_code == 200
    answers.give(meeting, answer="yes", by=chloe.who)
    assert dirk.gets(meeting.url).status_code == 404
    cast.work()
    assert list(OutgoingMail.objects.filter(kind="notice").values_list("to", flat=True)) == [DIRK]


def test_the_mails_say_nothing_and_their_links_lead_to_the_page(
    meeting: MeetingPage, item: AgendaItem, fier: Seat, chloe: cast.Person, dirk: cast.Person
) -> None:
    substitution.propose(meeting, fier, email="iemand@schakel.example", called="Kanarie Vogel", by=chloe.who)
    row = named(meeting, fier, chloe, item)
    cast.work()
    substitution.withdraw(row, by=chloe.who)
    cast.work()
    assert len(mail.outbox) == 5  # proposed: 2, named: 1, asked: 1, withdrawn: 1
    for message in mail.outbox:
        whole = f"{message.subject}{message.body}{message.alternatives[0][0]!s}"  # type: ignore[attr-defined, str-bytes-safe]
        for told in (meeting.title, meeting.place, item.title, "Fier", "Kanarie", "tweede"):
            assert told not in whole, (told, message.subject)
    links = {match[1] for message in mail.outbox if (match := re.search(r"https?://[^/]+(/\S+)", str(message.body)))}
    assert {path: chloe.gets(path, follow=True).status_code for path in links} == dict.fromkeys(links, 200)


def test_minutes_that_are_adopted_close_it(adopted: MinutesPage, fier: Seat, chloe: cast.Person) -> None:
    with pytest.raises(ValidationError, match="vastgesteld"):
        named(adopted.meeting, fier, chloe)
