"""Check that nobody changed the journal."""

from __future__ import annotations

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schakel.journal.verifying import Broken, End, verify

HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


class Command(BaseCommand):
    help = "Follow the chain of the journal; end with an error at the first link that does not hold, and name it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect",
            metavar="SEQ:DIGEST",
            default="",
            help="a head that an earlier run printed and you kept elsewhere",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        noted = _noted(options["expect"]) if options["expect"] else None
        try:
            end = verify(noted)
        except Broken as broken:
            raise CommandError(f"The journal is broken at {broken}.") from broken
        self.stdout.write(f"The journal is whole: {end.seq} lines. Head: {end}")


def _noted(text: str) -> End:
    found = HEAD.fullmatch(text.strip())
    if found is None:
        raise CommandError("--expect takes a number and a digest, as an earlier run printed them: SEQ:DIGEST.")
    return End(int(found[1]), found[2])
