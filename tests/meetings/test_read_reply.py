"""An answer that comes from a calendar lands on the seat; whatever is not exactly that changes nothing."""

from __future__ import annotations

import io
import mailbox
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from meetings import replies
from meetings.actions import answers
from meetings.models import Answer, MeetingPage, Substitution
from schakel.mail.models import OutgoingMail
from schakel.workspaces.models import Admission, Membership, Seat
from tests import cast

CHLOE = "chloe@schakel.example"


def stamp(hours: float = 0) -> str:
    return f"{datetime.now(UTC) + timedelta(hours=hours):%Y%m%dT%H%M%SZ}"


def calendar(uid: object, said: str = "ACCEPTED", **more: Any) -> str:
    """Return an iTIP REPLY as calendar programs write it."""
    facts = {"who": CHLOE, "method": "REPLY", "at": stamp(), "sequence": 0, "params": "", "others": "", **more}
    lines = [
        "BEGIN:VCALENDAR", "PRODID:-//Kalender (verzonnen)//NL", "VERSION:2.0", f"METHOD:{facts['method']}",
        "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{facts['at']}", f"SEQUENCE:{facts['sequence']}",
        "DTSTART:20301105T090000Z", "ORGANIZER:mailto:antwoord@schakel.example",
        f"ATTENDEE;PARTSTAT={said}{facts['params']}:MAILTO:{facts['who']}", *filter(None, [facts["others"]]),
        "SUMMARY:Geaccepteerd: vergadering", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines)


def mail(*calendars: str, sender: str = CHLOE, kind: str = "calendar") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "antwoord@schakel.example", "Geaccepteerd"
    message.set_content("Chloe komt.")
    for text in calendars:
        message.add_alternative(text, subtype=kind, params={"method": "REPLY"})
    return message.as_bytes()


@pytest.fixture
def hear(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the command as a mail server starts it: the mail on standard input, what it says in return."""

    def hear(raw: bytes, **options: Any) -> str:
        out = io.StringIO()
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        call_command("read_reply", "-", stdout=out, **options)
        return out.getvalue().strip()

    return hear


@pytest.mark.parametrize(
    ("said", "answer"), [("ACCEPTED", "yes"), ("DECLINED", "no"), ("TENTATIVE", "maybe"), ("DELEGATED", "substitute")]
)
def test_it_works(hear: Any, meeting: MeetingPage, said: str, answer: str, aisha: cast.Person) -> None:
    raw = mail(calendar(meeting.uid, said))
    assert [hear(raw), hear(raw)] == ["taken", "known"]
    row = Answer.objects.get()
    assert (row.answer, row.heard, row.seat.organisation.name) == (answer, "calendar", "Fier")  # type: ignore[union-attr]
    assert "uit de eigen agenda" in aisha.gets("meeting_answers", meeting.pk).content.decode()


def test_a_calendar_that_is_sent_twice_in_one_mail_is_one(hear: Any, meeting: MeetingPage) -> None:
    text = calendar(meeting.uid)
    assert hear(mail(text, text.replace("\r\n", "\n"))) == "taken"


def test_folded_lines_are_read(hear: Any, meeting: MeetingPage) -> None:
    text = calendar(meeting.uid, params=';CN="Chloe (verzonnen)";CUTYPE=INDIVIDUAL;\r\n ROLE=REQ-PARTICIPANT')
    assert hear(mail(text)) == "taken"


def test_delegation_proposes_a_substitute_who_sees_nothing_until_somebody_confirms(
    hear: Any, meeting: MeetingPage, chloe: cast.Person, dirk: cast.Person
) -> None:
    """RFC 5546 §3.2.2.3: the one who delegates says to whom; the other stands beside with the name."""
    other = 'ATTENDEE;CN="Dirk (verzonnen)";DELEGATED-FROM="mailto:chloe@schakel.example":mailto:dirk@schakel.example'
    params = ';DELEGATED-TO="mailto:dirk@schakel.example"'
    raw = mail(calendar(meeting.uid, "DELEGATED", params=params, others=other))
    assert [hear(raw), hear(raw)] == ["proposed", "known"]
    row = Substitution.objects.get()
    assert (row.email, row.name, row.is_proposal) == ("dirk@schakel.example", "Dirk (verzonnen)", True)
    assert not Admission.objects.exists()
    assert dirk.gets(meeting.url).status_code == 404
    cast.work()
    assert CHLOE in set(OutgoingMail.objects.filter(kind="notice").values_list("to", flat=True))
    assert "Nog niet bevestigd" in chloe.gets("answer", meeting.pk).content.decode()
    assert chloe.posts("substitute_confirm", meeting.pk, row.pk).status_code == 302
    assert dirk.gets(meeting.url).status_code == 200
    assert hear(mail(calendar(meeting.uid, "ACCEPTED", at=stamp(1)))) == "taken"
    assert dirk.gets(meeting.url).status_code == 404


def test_an_older_answer_changes_nothing(hear: Any, meeting: MeetingPage, chloe: cast.Person) -> None:
    assert hear(mail(calendar(meeting.uid, "ACCEPTED", at=stamp(-1), sequence=3))) == "taken"
    assert hear(mail(calendar(meeting.uid, "DECLINED", at=stamp(-2), sequence=3))) == "known"
    assert hear(mail(calendar(meeting.uid, "DECLINED", at=stamp(), sequence=2))) == "known"  # an older invitation
    assert Answer.objects.get().answer == "yes"
    answers.give(meeting, answer="no", by=chloe.who)
    assert hear(mail(calendar(meeting.uid, "ACCEPTED", at=stamp(-0.5), sequence=3))) == "known"
    assert Answer.objects.get().answer == "no"


def hostile(uid: object) -> dict[str, bytes]:
    """Return mails that are no answer of their sender to this invitation."""
    good = calendar(uid)
    twice = good.replace("END:VCALENDAR", good[good.index("BEGIN:VEVENT") :])
    return {
        "empty": b"",
        "noise": bytes(range(1, 256)) * 20,
        "no calendar": mail(),
        "an empty calendar": mail(""),
        "two calendars": mail(good, calendar(uid, "DECLINED")),
        "two events": mail(twice),
        "two calendars in one part": mail(good + good.replace("ACCEPTED", "DECLINED")),
        "five megabytes": mail(good) + b"x" * 5_000_000,
        "nul bytes": mail(good).replace(b"Chloe komt", b"Chloe\x00komt"),
        "another method": mail(calendar(uid, method="REQUEST")),
        "a cancellation": mail(calendar(uid, method="CANCEL")),
        "no method": mail(good.replace("METHOD:REPLY\r\n", "")),
        "another meeting": mail(calendar("7d3f0b52-5b0c-4a0e-9a0e-111111111111")),
        "no uid of ours": mail(calendar("vergadering-1@elders.example")),
        "no uid": mail(good.replace(f"UID:{uid}\r\n", "")),
        "no stamp": mail(good.replace("DTSTAMP", "X-STAMP")),
        "a stamp that is none": mail(calendar(uid, at="gisteren")),
        "the future": mail(calendar(uid, at=stamp(48))),
        "no answer": mail(calendar(uid, "NEEDS-ACTION")),
        "an unknown answer": mail(calendar(uid, "PERHAPS")),
        "a sequence that is none": mail(calendar(uid, sequence="drie")),
        "somebody else's answer": mail(good, sender="dirk@schakel.example"),
        "somebody without a seat": mail(calendar(uid, who="dirk@schakel.example"), sender="dirk@schakel.example"),
        "a member of before": mail(calendar(uid, who="oscar@schakel.example"), sender="oscar@schakel.example"),
        "a member of elsewhere": mail(calendar(uid, who="esra@schakel.example"), sender="esra@schakel.example"),
        "nobody": mail(calendar(uid, who="niemand@elders.example"), sender="niemand@elders.example"),
        "no sender": mail(good).replace(b"From:", b"X-From:"),
        "two senders": mail(good, sender=f"{CHLOE}, dirk@schakel.example"),
        "two headers": b"From: dirk@schakel.example\n" + mail(good),
        "a sender in the name": mail(good, sender=f'"{CHLOE}" <dirk@schakel.example>'),
        "two substitutes": mail(
            calendar(uid, "DELEGATED", params=';DELEGATED-TO="mailto:a@b.example","mailto:c@d.example"')
        ),
        "a substitute without address": mail(calendar(uid, "DELEGATED", params=';DELEGATED-TO="mailto:"')),
        "oneself as substitute": mail(calendar(uid, "DELEGATED", params=f';DELEGATED-TO="mailto:{CHLOE}"')),
        "a part within a part": b"Content-Type: multipart/mixed; boundary=a\nFrom: x@y.example\n\n" + b"--a\n" * 500,
    }


def test_the_hostile_table(
    hear: Any, meeting: MeetingPage, chloe: cast.Person, esra: cast.Person, dirk: cast.Person, oscar: cast.Person
) -> None:
    for name, raw in hostile(meeting.uid).items():
        with pytest.raises(CommandError) as refused:
            hear(raw)
        assert "\n" not in str(refused.value).strip(), name
        assert str(refused.value).startswith("Not taken: "), name
        assert not Answer.objects.exists(), name
        assert not Substitution.objects.exists(), name
    assert hear(mail(calendar(meeting.uid))) == "taken"  # the table can fail


def test_a_draft_and_a_meeting_that_is_over_take_none(hear: Any, meeting: MeetingPage, chloe: cast.Person) -> None:
    raw = mail(calendar(meeting.uid))
    MeetingPage.objects.filter(pk=meeting.pk).update(live=False)
    with pytest.raises(CommandError, match="no meeting of this number"):
        hear(raw)
    past = timezone.now() - timedelta(hours=1)
    Seat.objects.update(since=past - timedelta(days=1))
    Membership.objects.update(since=past - timedelta(days=1))
    MeetingPage.objects.filter(pk=meeting.pk).update(live=True, begins=past - timedelta(hours=1), ends=past)
    with pytest.raises(CommandError, match="al voorbij"):
        hear(raw)


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("mx.schakel.example; spf=pass; dmarc=pass header.from=schakel.example", True),
        ("mx.schakel.example; dmarc=fail", False),
        ("elders.example; dmarc=pass", False),
        ("", False),
    ],
)
def test_the_own_mail_server_may_have_to_vouch(hear: Any, meeting: MeetingPage, header: str, taken: bool) -> None:
    told = f"Authentication-Results: {header}\nAuthentication-Results: mx.schakel.example; dmarc=pass\n"
    raw = (told if header else "").encode() + mail(calendar(meeting.uid))
    if taken:
        assert hear(raw, trusting="mx.schakel.example") == "taken"
    else:
        with pytest.raises(CommandError, match="did not write dmarc=pass"):
            hear(raw, trusting="mx.schakel.example")
    assert Answer.objects.exists() == taken


def test_a_folder_is_read_to_its_end(meeting: MeetingPage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    box = mailbox.Maildir(str(tmp_path / "post"))
    for raw in (mail(), mail(calendar(meeting.uid))):
        box.add(raw)
    with pytest.raises(CommandError, match="1 mails were not taken"):
        call_command("read_reply", folder=str(tmp_path / "post"))
    said = capsys.readouterr()
    assert "taken" in said.out
    assert "not taken: the mail holds no calendar" in said.err
    file = tmp_path / "post.mbox"
    mbox = mailbox.mbox(str(file))
    mbox.add(mail(calendar(meeting.uid, "DECLINED", at=stamp(1))))
    mbox.flush()
    call_command("read_reply", folder=str(file))
    assert Answer.objects.get().answer == "no"


@pytest.mark.parametrize("options", [{"file": "/bestaat/niet.eml"}, {"folder": "/bestaat/niet"}])
def test_a_file_that_is_not_there(db: None, options: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("read_reply", **options)


def test_reading_never_raises_anything_else(meeting: MeetingPage) -> None:
    raw = mail(calendar(meeting.uid, "DELEGATED", params=';DELEGATED-TO="mailto:dirk@schakel.example"'))
    for n in range(0, len(raw), 7):
        for broken in (raw[:n], raw[:n] + b"\xff" + raw[n + 1 :]):
            try:
                replies.read(broken)
            except replies.Unreadable as refused:
                assert str(refused)  # noqa: PT017 - it may also be readable
