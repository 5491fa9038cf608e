"""Erase a person, and tell what stays."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schakel.accounts.models import User
from schakel.privacy import erasing, subjects
from schakel.workspaces import access


class Command(BaseCommand):
    help = "Erase a person: rows go, names leave the texts, keys stay without a name. Prints what stays, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--by", metavar="EMAIL", default="", help="the administrator who does it")
        parser.add_argument("--last-administrator", action="store_true", help="also when nobody else is administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        subject = subjects.find(options["email"])
        if subject is None:
            raise CommandError(f"Nothing is kept of {options['email']}.")
        by = _administrator(options["by"]) if options["by"] else None
        try:
            kept = erasing.erase(subject, by=by, last_administrator=options["last_administrator"])
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(f"Erased. {len(kept)} places keep something:")
        for each in kept:
            self.stdout.write(f"  {each.where}: {each.count}. {each.reason}")


def _administrator(email: str) -> User:
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None or not access.may(user, "people.change"):
        raise CommandError(f"{email} is no administrator.")
    return user
