"""Mails that come in on the command line: one from a file or from standard input, or all in a folder."""

from __future__ import annotations

import mailbox
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Unreadable(ValueError):
    """Tell why a mail is not taken."""


class ReadsMail(BaseCommand):
    """A command that takes mails. One that is not taken is told in a line; of a folder the others are taken.

    A subclass says how: `take` yields what became of a mail, or raises Unreadable; `largest` is in bytes.
    """

    largest: ClassVar[int]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE|-", help="one mail; - is standard input")
        parser.add_argument("--folder", metavar="PATH", help="an mbox file or a maildir instead: every mail in it")

    def take(self, raw: bytes, options: dict[str, Any]) -> Iterable[str]:
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        if options["folder"]:
            self._take_all(_mails(options["folder"]), options)
            return
        try:
            for told in self.take(self._content(options["file"]), options):
                self.stdout.write(told)
        except Unreadable as refused:
            raise CommandError(f"Not taken: {refused}.") from refused

    def _take_all(self, mails: Iterator[tuple[str, bytes]], options: dict[str, Any]) -> None:
        refused = 0
        for name, raw in mails:
            try:
                for told in self.take(raw, options):
                    self.stdout.write(f"{name}: {told}")
            except Unreadable as trouble:
                refused += 1
                self.stderr.write(f"{name}: not taken: {trouble}.")
        if refused:
            raise CommandError(f"{refused} mails were not taken.")

    def _content(self, path: str) -> bytes:
        try:
            if path == "-":
                return sys.stdin.buffer.read(self.largest + 1)
            with Path(path).open("rb") as file:
                return file.read(self.largest + 1)
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
