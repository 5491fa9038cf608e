"""Hand out all that is kept of a person."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schakel.privacy import handing_out, subjects


class Command(BaseCommand):
    help = "Print all that is kept of a person, as JSON, or write it to a file that only you can read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--to", type=Path, metavar="FILE", help="a file that is not there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        subject = subjects.find(options["email"])
        if subject is None:
            raise CommandError(f"Nothing is kept of {options['email']}.")
        text = json.dumps(handing_out.collect(subject), indent=1, ensure_ascii=False)
        if options["to"] is None:
            self.stdout.write(text)
            return
        try:
            handle = os.open(options["to"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as refused:
            raise CommandError(f"{options['to']}: {refused.strerror}.") from refused
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
