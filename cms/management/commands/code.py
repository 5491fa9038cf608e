"""The six digits that an authenticator app would show. In the demo the secrets are no secret."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schakel.accounts import second_factor


class Command(BaseCommand):
    help = "Print the present code of six digits for somebody of the demo (works in the demo only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Codes are printed in the demo only; elsewhere the app of the person shows them.")
        address = options["email"].strip().lower()
        secrets = second_factor.secrets_of([address])
        if address not in secrets:
            raise CommandError(f"Nobody in the demo has an authenticator app with the address {address}.")
        self.stdout.write(second_factor.code_now(secrets[address]))
