"""Let go what is past its term."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from schakel.privacy import retention


class Command(BaseCommand):
    help = "Let go what is past its term, rule by rule; the journal says how much. Run it each night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only tell what would go")

    def handle(self, *args: Any, **options: Any) -> None:
        told = retention.look() if options["dry_run"] else retention.apply()
        verb = "would go" if options["dry_run"] else "gone"
        for rule, count in told:
            self.stdout.write(f"{rule.name}: {count} {verb} ({rule.sentence})")
