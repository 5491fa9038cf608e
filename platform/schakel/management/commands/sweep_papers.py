"""Take away files that no paper names any more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from schakel.files import papers


class Command(BaseCommand):
    help = "Delete files of papers that were never kept (older than a day); run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say which")

    def handle(self, *args: Any, **options: Any) -> None:
        found = papers.orphans() if options["dry_run"] else papers.sweep()
        for name in found:
            self.stdout.write(name)
        self.stdout.write(f"{len(found)} {'would be deleted' if options['dry_run'] else 'deleted'}.")
