"""Read answers to invitations that came by mail from calendars."""

from __future__ import annotations

from collections.abc import Iterator
from email.parser import BytesHeaderParser
from email.policy import default
from typing import Any

from django.core.management.base import CommandParser

from meetings import replies
from meetings.actions import replies as verbs
from schakel.mail.incoming import ReadsMail


class Command(ReadsMail):
    help = "Read an answer to an invitation (a mail with an iTIP REPLY) from a file, from standard input or a folder."
    largest = replies.LARGEST

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--trusting",
            metavar="AUTHSERV-ID",
            default="",
            help="take only mails of which your own mail server of this name wrote dmarc=pass (RFC 8601)",
        )

    def take(self, raw: bytes, options: dict[str, Any]) -> Iterator[str]:
        server = options["trusting"]
        if server and not _passed(raw, server):
            raise replies.Unreadable(f"{server} did not write dmarc=pass over the sender")
        yield verbs.take(replies.read(raw))


def _passed(raw: bytes, server: str) -> bool:
    """Tell whether the topmost Authentication-Results is of the own server and passed: lower ones anybody can write."""
    head = BytesHeaderParser(policy=default).parsebytes(raw[: replies.LARGEST])
    first, _, results = str(head.get("Authentication-Results", "")).partition(";")
    return first.split()[:1] == [server] and any(part.split()[:1] == ["dmarc=pass"] for part in results.split(";"))
