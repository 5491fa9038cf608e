"""Read mails that say that another could not be delivered."""

from __future__ import annotations

import mailbox
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys import bounces
from surveys.actions import bounces as verbs


class Command(BaseCommand):
    help = "Mark contacts whose mail came back: read a bounce from a file, from standard input or from a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE|-", help="one mail; - is standard input")
        parser.add_argument("--folder", metavar="PATH", help="an mbox file or a maildir instead: every mail in it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["folder"]:
            self._folder(_mails(options["folder"]))
            return
        try:
            self._take("", _content(options["file"]))
        except bounces.Unreadable as refused:
            raise CommandError(f"Not taken: {refused}.") from refused

    def _folder(self, mails: Iterator[tuple[str, bytes]]) -> None:
        refused = 0
        for name, raw in mails:
            try:
                self._take(f"{name}: ", raw)
            except bounces.Unreadable as trouble:
                refused += 1
                self.stderr.write(f"{name}: not taken: {trouble}.")
        if refused:
            raise CommandError(f"{refused} mails were not taken.")

    def _take(self, name: str, raw: bytes) -> None:
        for failure in bounces.read(raw):
            self.stdout.write(f"{name}{failure.address}: {verbs.take(failure)}")


def _content(path: str) -> bytes:
    try:
        if path == "-":
            return sys.stdin.buffer.read(bounces.LARGEST + 1)
        with Path(path).open("rb") as file:
            return file.read(bounces.LARGEST + 1)
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
