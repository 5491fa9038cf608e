"""A mail that came back marks its contact; one that is only late, or no bounce at all, does not; none crashes us."""

from __future__ import annotations

import io
import mailbox
from email.message import EmailMessage, Message
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.journal.models import Line
from surveys import bounces
from surveys.actions import contacts
from surveys.models import Contact
from tests import cast
from tests.surveys import mailed, small

WHO = "contact@gm9001.example"


def report(
    who: str = WHO, action: str = "failed", status: str = "5.1.1", said: str = "smtp; 550 5.1.1 unknown"
) -> bytes:
    """Return a delivery report as Postfix writes it."""
    return (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mail.example (Mail Delivery System)\r\nTo: schakel@comensha.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="grens"\r\n\r\n'
        "--grens\r\nContent-Type: text/plain\r\n\r\nI'm sorry to have to inform you.\r\n\r\n"
        "--grens\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; {who}\r\nAction: {action}\r\nStatus: {status}\r\nDiagnostic-Code: {said}\r\n\r\n"
        "--grens\r\nContent-Type: message/rfc822\r\n\r\nTo: ander@gm9002.example\r\n\r\ny\r\n--grens--\r\n"
    ).encode()


def plain(text: str, sender: str = "Mail Delivery Subsystem <mailer-daemon@mail.example>", **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, "schakel@comensha.example"
    mail["Subject"] = headers.pop("Subject", "Mail delivery failed: returning message to sender")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


EXIM = (
    "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
    f"delivered to one or more recipients. This is a permanent error. The following address(es) failed:\n\n  {WHO}\n"
    "    host mx.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:\n"
    "    550 Unrouteable address\n\n"
    "------ This is a copy of the message, including all the headers. ------\n\nTo: contact@gm9002.example\n"
)
QMAIL = (
    "Hi. This is the qmail-send program at mail.example.\nI'm afraid I wasn't able to deliver your message to the "
    f"following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{WHO}>:\n"
    "Sorry, no mailbox here by that name. (#5.1.1)\n\n"
    "--- Below this line is a copy of the message.\n\nTo: x@y.example\n"
)
EXCHANGE = f"Uw bericht kan niet worden bezorgd aan {WHO}.\nDit e-mailadres bestaat niet.\n"
LATE = f"Warning: message delayed 4 hours. You do not need to resend.\n  {WHO}\n  Delay reason: 451 4.7.1 greylisted\n"


@pytest.fixture
def hear(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the command as a mail server starts it: the mail on standard input, what it says in return."""

    def hear(raw: bytes) -> str:
        out = io.StringIO()
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        call_command("read_bounce", "-", stdout=out)
        return out.getvalue().strip()

    return hear


@pytest.fixture
def contact(db: None) -> Contact:
    small.frame(2)
    return mailed.contacts(2)[0]


def marked() -> list[str]:
    return list(Contact.objects.bounced().values_list("email", flat=True))  # type: ignore[attr-defined]


def test_a_report_marks_the_contact_once(hear: Any, contact: Contact, ivo: cast.Person) -> None:
    assert [hear(report()), hear(report())] == [f"{WHO}: marked", f"{WHO}: known"]
    contact.refresh_from_db()
    assert contact.bounce == "5.1.1 550 5.1.1 unknown"
    assert marked() == [WHO]
    assert Line.objects.filter(action="contact.bounce").count() == 1
    page = ivo.gets("/onderzoek/contacten/?toon=onbestelbaar").content.decode()
    assert WHO in page
    assert "contact@gm9002.example" not in page


@pytest.mark.parametrize(
    "raw",
    [
        report(who="CONTACT@GM9001.EXAMPLE"),
        report(status="5.0.0", said=""),
        plain(EXIM),
        plain(EXIM, X_Failed_Recipients=WHO),
        plain("550 5.1.1 user unknown", sender="x@y.example", X_Failed_Recipients=WHO, Subject="Failure"),
        plain(QMAIL, Subject="failure notice"),
        plain(EXCHANGE, sender="postmaster@outlook.example", Subject="Onbestelbaar: mail"),
    ],
)  # fmt: skip
def test_what_servers_write_is_understood(hear: Any, contact: Contact, raw: bytes) -> None:
    assert hear(raw) == f"{WHO}: marked"
    assert marked() == [WHO]


@pytest.mark.parametrize(
    "raw",
    [
        report(action="delayed", status="4.4.1", said="smtp; 451 try again"),
        report(status="4.2.2", said="smtp; 452 4.2.2 mailbox full"),
        report(action="delayed", status="5.4.7"),
        plain(LATE, Subject="Warning: message delayed 4 hours"),
    ],
)
def test_one_that_is_still_tried_marks_nobody(hear: Any, contact: Contact, raw: bytes) -> None:
    assert hear(raw) == f"{WHO}: temporary"
    assert marked() == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        plain(f"Ik ben er niet. 550 {WHO}", sender="Noor <noor@gm9001.example>", Subject="Afwezig"),
        plain(f"Kreeg jij dit ook? 550 5.1.1 {WHO} user unknown", sender="noor@x.example", Subject="Undelivered mail"),
        report(action="delivered", status="2.0.0"),
        b"Content-Type: multipart/report; boundary=x\r\n\r\n" + b"--x\r\n\r\n\r\n" * 60,
        b"x" * (bounces.LARGEST + 1),
        b"From: mailer-daemon@x.example\r\nContent-Type: message/delivery-status\r\n\r\n\xff\xfe: \r\n\r\n",
        b"From: " + b"<" * 5000 + b"\r\nContent-Type: multipart/report; boundary*0=\xff\r\n\r\n",
    ],
)
def test_what_is_no_bounce_is_refused_in_one_line(hear: Any, contact: Contact, raw: bytes) -> None:
    with pytest.raises(CommandError, match=r"^Not taken: [^\n]+\.$"):
        hear(raw)
    assert marked() == []


def test_an_unknown_address_is_passed_over(hear: Any, contact: Contact) -> None:
    assert hear(report(who="niemand@x.example")) == "niemand@x.example: unknown"
    assert marked() == []


def test_a_former_contact_is_not_marked(hear: Any, contact: Contact, ivo: cast.Person) -> None:
    hear(report())
    contacts.replace(contact, {"email": "nieuw@gm9001.example"}, by=ivo.who)
    assert hear(report()) == f"{WHO}: unknown"
    assert marked() == []


def test_a_folder_is_read_and_the_rest_is_named(
    contact: Contact, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = mailbox.mbox(str(tmp_path / "terug"))
    for raw in (report(), b"Subject: hallo\r\n\r\nhallo"):
        box.add(Message() if not raw else mailbox.mboxMessage(raw))
    box.close()
    with pytest.raises(CommandError, match="1 mails were not taken"):
        call_command("read_bounce", "--folder", str(tmp_path / "terug"))
    told = capsys.readouterr()
    assert f"{WHO}: marked" in told.out
    assert "not taken" in told.err


def test_a_file_that_is_absent_is_named() -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("read_bounce", "/bestaat/niet.eml")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=400),
        st.tuples(st.integers(0, len(report())), st.binary(max_size=12)).map(
            lambda cut: report()[: cut[0]] + cut[1] + report()[cut[0] + len(cut[1]) :]
        ),
        st.text(max_size=200).map(lambda text: plain(text.replace("\r", " ")).replace(b"\n\n", b"\n\n\xff")),
    )
)
def test_no_mail_crashes_the_reader(raw: bytes) -> None:
    try:
        found = bounces.read(raw)
    except bounces.Unreadable:
        return
    assert all("@" in each.address and len(each.reason) <= 300 for each in found)
