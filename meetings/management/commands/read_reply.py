"""Read answers to invitations that came by mail from calendars."""

from __future__ import annotations

import mailbox
import sys
from collections.abc import Iterator
from contextlib import closing
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings import replies
from meetings.actions import replies as verbs


class Command(BaseCommand):
    help = "Read an answer to an invitation (a mail with an iTIP REPLY) from a file, from standard input or a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE|-", help="one mail; - is standard input")
        parser.add_argument("--folder", metavar="PATH", help="an mbox file or a maildir instead: every mail in it")
        parser.add_argument(
            "--trusting",
            metavar="AUTHSERV-ID",
            default="",
            help="take only mails of which your own mail server of this name wrote dmarc=pass (RFC 8601)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["folder"]:
            self._folder(_mails(options["folder"]), options["trusting"])
            return
        try:
            self.stdout.write(_read(_content(options["file"]), options["trusting"]))
        except replies.Unreadable as refused:
            raise CommandError(f"Not taken: {refused}.") from refused

    def _folder(self, mails: Iterator[tuple[str, bytes]], trusting: str) -> None:
        refused = 0
        for name, raw in mails:
            try:
                self.stdout.write(f"{name}: {_read(raw, trusting)}")
            except replies.Unreadable as trouble:
                refused += 1
                self.stderr.write(f"{name}: not taken: {trouble}.")
        if refused:
            raise CommandError(f"{refused} mails were not taken.")


def _read(raw: bytes, trusting: str) -> str:
    if trusting and not _passed(raw, trusting):
        raise replies.Unreadable(f"{trusting} did not write dmarc=pass over the sender")
    return verbs.take(replies.read(raw))


def _passed(raw: bytes, server: str) -> bool:
    """Tell whether the topmost Authentication-Results is of the own server and passed: lower ones anybody can write."""
    head = BytesHeaderParser(policy=default).parsebytes(raw[: replies.LARGEST])
    first, _, results = str(head.get("Authentication-Results", "")).partition(";")
    return first.split()[:1] == [server] and any(part.split()[:1] == ["dmarc=pass"] for part in results.split(";"))


def _content(path: str) -> bytes:
    try:
        if path == "-":
            return sys.stdin.buffer.read(replies.LARGEST + 1)
        with Path(path).open("rb") as file:
            return file.read(replies.LARGEST + 1)
    except OSError as trouble:
        raise CommandError(f"{path} cannot be read: {trouble.strerror}.") from trouble


def _mails(path: str) -> Iterator[tuple[str, bytes]]:
    folder = Path(path)
    if not folder.exists():
        raise CommandError(f"There is no folder {path}.")
    box: Any = mailbox.Maildir(path, create=False) if folder.is_dir() else mailbox.mbox(path, create=False)
    with closing(box):
        for key in sorted(box.keys(), key=str):
            yield str(key), box.get_bytes(key)
