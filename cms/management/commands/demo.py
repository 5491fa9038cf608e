"""Load the demo and tell how to look around in it."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo import loading, telling
from cms.demo.bodies import WORDS
from schakel import database


class Command(BaseCommand):
    help = "Load the demo (invented people, real facts) where it is not loaded yet; --json tells scripts about it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo cannot be loaded with SCHAKEL_ENV=production.")
        quiet = options["json"]
        database.bring_up_to_date(lambda line: self.say(line, quiet=quiet))
        word = telling.password()
        if loading.is_loaded():
            self.say("The demo is loaded; what you changed stays as it is", quiet=quiet)
        else:
            self.say("Loading the demo:", quiet=quiet)
            loading.load(word, lambda line: self.say(f"  {line}", quiet=quiet))
        telling.set_password(word)
        telling.set_up_apps()
        telling.keep(word)
        if quiet:
            self.stdout.write(json.dumps(telling.told(word), ensure_ascii=False, indent=1))
        else:
            self.explain(word)

    def say(self, line: str, *, quiet: bool) -> None:
        (self.stderr if quiet else self.stdout).write(f"   {line}")

    def explain(self, word: str) -> None:
        told = telling.told(word)
        self.stdout.write("\n   Log in as one of these invented people:")
        for key, email in told["accounts"].items():
            self.stdout.write(f"     {email:<34} {WORDS[key]}")
        self.stdout.write(f"   Password of all of them: {word}")
        staff = ", ".join(WORDS[key] for key in told["totp"])
        self.stdout.write(f"   These also need a code of six digits ({staff}):")
        self.stdout.write("     schakel code ADDRESS     (or: .venv/bin/schakel code ADDRESS)")
        self.stdout.write(f"   A municipality fills in:  {settings.BASE_URL}{told['survey']['open_link']}")
        self.stdout.write(f"   Mails that were sent:     {settings.BASE_URL}/post/")
