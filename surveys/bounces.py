"""Read a mail that says that another could not be delivered (RFC 3464, and what servers write instead).

Nothing of it is believed beyond that: it names addresses, a status, and a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from email.utils import getaddresses

from schakel.mail import incoming

LARGEST = 1_000_000  # octets of one mail
MOST_PARTS = 50
MOST_ADDRESSES = 20
LONGEST_TEXT = 100_000
LONGEST_REASON = 300

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}")
STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
REPLY = re.compile(r"(?<![\d.#-])([45])\d\d(?=[ \-#])")
# who sends such mails; everything else that quotes an error is a conversation
DAEMON = re.compile(r"(?i)^(mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]*|bounces?|nobody)[@+-]|^<>$")
SUBJECTS = re.compile(
    r"(?i)undeliver|delivery status notification|delivery has failed|returned mail|failure notice|onbestelbaar|"
    r"mail delivery (failed|system|failure)|niet bezorgd|not be delivered|delivery failure|warning: message|delayed"
)
DELAYED = re.compile(
    r"(?i)\bdelay(ed)?\b|will (be )?retr(y|ied)|no need to (resend|retry)|will keep trying|vertraagd|still trying|"
    r"you do not need to resend|temporar(y|ily)|try(ing)? again|warning message only"
)
FINAL = re.compile(
    r"(?i)permanent|user unknown|unknown user|no such (user|recipient|mailbox)|does ?n.t exist|does not exist|"
    r"bestaat niet|address(ee)? (not found|unknown|rejected)|mailbox (unavailable|not found)|account (is )?disabled|"
    r"recipient (address )?rejected|could not be delivered|couldn.t be delivered|gave up|giving up|"
    r"undeliverable|invalid recipient|host (or domain name )?not found|niet (worden )?bezorgd"
)
QUOTED = re.compile(
    r"(?im)^(-{2,} ?(this is a copy of|original message|below this line is a copy|included is a copy|forwarded message|"
    r"hieronder).*|return-path:.*|received: from.*)$"
)


class Unreadable(incoming.Unreadable):
    """A mail that does not tell of another that failed; its message is one line for who looks after the mailbox."""


@dataclass(frozen=True)
class Failure:
    """That a mail to `address` failed; for good, or it is still tried."""

    address: str
    is_final: bool
    reason: str


def read(raw: bytes) -> tuple[Failure, ...]:
    """Return what one mail says failed. Raises Unreadable for whatever is no such mail."""
    if len(raw) > LARGEST:
        raise Unreadable(f"the mail is larger than {LARGEST} octets")
    try:
        # compat32 takes every header as it is: the newer policies stumble over hostile ones
        mail = message_from_bytes(raw.replace(b"\x00", b""), policy=policy.compat32)
        parts = _parts(mail)
        found = {each.address: each for each in _failures(mail, parts)}
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as trouble:
        if isinstance(trouble, Unreadable):
            raise
        raise Unreadable(f"the mail cannot be read ({type(trouble).__name__})") from trouble
    if not found:
        raise Unreadable("the mail does not tell of one that was not delivered")
    if len(found) > MOST_ADDRESSES:
        raise Unreadable(f"the mail names more than {MOST_ADDRESSES} addresses")
    return tuple(found.values())


def _parts(mail: Message) -> list[Message]:
    parts = [part for part, _ in zip(mail.walk(), range(MOST_PARTS + 1), strict=False)]
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"the mail has more than {MOST_PARTS} parts")
    return parts


def _failures(mail: Message, parts: list[Message]) -> list[Failure]:
    """Ask the report first, then the header that some servers set, then the words."""
    reported = [
        part
        for part in parts
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status")
    ]
    if reported:
        return [failure for part in reported for failure in _of_report(part)]
    if not _is_of_a_server(mail):
        return []
    text = _words(parts)
    return list(_of_words(mail, text))


# ---------------------------------------------------------------- a report for machines
def _of_report(part: Message) -> Iterator[Failure]:
    for block in _blocks(part):
        told = _value(block, "Final-Recipient") or _value(block, "Original-Recipient")
        address, action = _address(told.partition(";")[2] or told), _value(block, "Action").lower()
        if not address or action in ("delivered", "relayed", "expanded"):
            continue
        status = STATUS.search(_value(block, "Status"))
        said = _value(block, "Diagnostic-Code").partition(";")[2] or _value(block, "Diagnostic-Code")
        final = action != "delayed" and (status[1] == "5" if status else action == "failed")
        yield Failure(address, final, _reason(status[0] if status else "", said))


def _blocks(part: Message) -> list[Message]:
    """Return the groups of fields of a report; a server that does not part them properly is read as text."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return [each for each in payload if isinstance(each, Message)][:MOST_PARTS]
    groups = re.split(r"\r?\n\s*\r?\n", _decoded(part))
    return [
        message_from_bytes(group.encode("utf-8", "replace"), policy=policy.compat32) for group in groups[:MOST_PARTS]
    ]


def _value(block: Message, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())


# ---------------------------------------------------------------- a header, or words for people
def _is_of_a_server(mail: Message) -> bool:
    """Tell whether a mail server wrote this: somebody who is away or who quotes an error is no bounce."""
    if mail.get("X-Failed-Recipients"):
        return True
    senders = [address for _, address in getaddresses([str(mail.get("From", ""))])]
    empty = str(mail.get("Return-Path", "")).strip() == "<>"
    named = any(DAEMON.search(address) for address in senders)
    return (named or empty) and bool(SUBJECTS.search(str(mail.get("Subject", ""))) or named)


def _of_words(mail: Message, text: str) -> Iterator[Failure]:
    header = str(mail.get("X-Failed-Recipients", ""))
    told = text[: found.start()] if (found := QUOTED.search(text)) else text
    addresses = [_address(each) for each in header.split(",")] if header else _named(told, mail)
    status, reply = STATUS.search(told), REPLY.search(told)
    for address in dict.fromkeys(filter(None, addresses)):
        yield Failure(address, _is_final(mail, told, status, reply), _reason(status[0] if status else "", _line(told)))


def _is_final(mail: Message, text: str, status: re.Match[str] | None, reply: re.Match[str] | None) -> bool:
    """Judge by the status, or else by the reply of the server, or else by the words; in doubt it is still tried."""
    whole = f"{mail.get('Subject', '')}\n{text}"
    if status:
        return status[1] == "5"
    if reply:
        return reply[1] == "5"
    return bool(FINAL.search(whole)) and not DELAYED.search(whole)


def _named(text: str, mail: Message) -> list[str]:
    """Return the addresses that the words name, without those of the servers and of who the mail came to."""
    own = {address.lower() for _, address in getaddresses([str(mail.get(name, "")) for name in ("From", "To")])}
    found = [_address(match[0]) for match, _ in zip(ADDRESS.finditer(text), range(100), strict=False)]
    return [each for each in found if each not in own and not DAEMON.search(each)]


def _line(text: str) -> str:
    """Return the line that says why: the first with a status or reply of a server, or else with a known word."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for pattern in (STATUS, REPLY, FINAL, DELAYED):
        for line in lines:
            if pattern.search(line):
                return line
    return lines[0] if lines else ""


def _words(parts: list[Message]) -> str:
    return "\n".join(_decoded(part) for part in parts if part.get_content_type() == "text/plain")[:LONGEST_TEXT]


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return str(part.get_payload())[:LONGEST_TEXT]
    return content[:LONGEST_TEXT].decode("utf-8", "replace")


def _address(told: str) -> str:
    """Return the address in `told`, in small letters; "" when there is none."""
    found = ADDRESS.search(told[:1000])
    return found[0].lower().strip(".'`") if found else ""


def _reason(status: str, said: str) -> str:
    """Return a short reason without addresses or signs that do not print."""
    printable = "".join(sign if sign.isprintable() else " " for sign in said)
    short = " ".join(ADDRESS.sub("…", printable).split())
    return f"{status} {short}".strip()[:LONGEST_REASON] if not short.startswith(status) else short[:LONGEST_REASON]
