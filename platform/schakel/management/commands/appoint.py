"""Let the first administrator in: the one act that needs a command line."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schakel.accounts import people
from schakel.accounts.models import Role


class Command(BaseCommand):
    help = "Invite an administrator by mail, or give the role to somebody who has an account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="needed for somebody who has no account yet")
        parser.add_argument("--role", choices=Role.values, default=Role.ADMINISTRATOR)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = people.appoint(options["email"], name=options["name"], role=options["role"], by=None)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(told)
