"""Print the register of processing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from schakel.privacy import register


class Command(BaseCommand):
    help = "Print the register of processing (AVG, article 30), made from what the parts declare of their tables."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(register.text(), ending="")
