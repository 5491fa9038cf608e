"""Make everything ready and start: what `make run` calls."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from schakel import database


class Command(BaseCommand):
    help = "Bring the database up to date, load the demo when asked, and start web server, worker and live updates."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demo first (invented people, real facts)")
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"] and settings.PRODUCTION:
            raise CommandError("The demo cannot be loaded with SCHAKEL_ENV=production.")
        self.say(f"Data folder: {settings.DATA}")
        database.bring_up_to_date(self.say)
        if options["demo"]:
            call_command("demo", stdout=self.stdout)
        connection.close()
        call_command("serve", port=options["port"], stdout=self.stdout)

    def say(self, line: str) -> None:
        self.stdout.write(f"   {line}")
        self.stdout.flush()
