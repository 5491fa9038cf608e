"""Read mails that say that another could not be delivered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schakel.mail.incoming import ReadsMail
from surveys import bounces
from surveys.actions import bounces as verbs


class Command(ReadsMail):
    help = "Mark contacts whose mail came back: read a bounce from a file, from standard input or from a folder."
    largest = bounces.LARGEST

    def take(self, raw: bytes, options: dict[str, Any]) -> Iterator[str]:
        for failure in bounces.read(raw):
            yield f"{failure.address}: {verbs.take(failure)}"
