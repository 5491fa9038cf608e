"""Check that nobody changed adopted minutes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.actions import minutes
from meetings.models import MinutesPage
from schakel.workspaces.models import WorkspacePage


class Command(BaseCommand):
    help = "Make the hash of all adopted minutes again; end with an error when one does not hold, and name each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workspace", metavar="SLUG", default="", help="only the minutes of this workspace")

    def handle(self, *args: Any, **options: Any) -> None:
        pages = _adopted(options["workspace"])
        broken = [page for page in pages if not minutes.verify(page)]
        for page in broken:
            self.stderr.write(f"The minutes {page.pk} at {page.url_path} are not what was adopted.")
        if broken:
            raise CommandError(f"{len(broken)} of {len(pages)} adopted minutes do not hold.")
        self.stdout.write(f"All {len(pages)} adopted minutes hold.")


def _adopted(slug: str) -> list[MinutesPage]:
    pages = MinutesPage.objects.filter(status=MinutesPage.Status.ADOPTED).order_by("path")
    if not slug:
        return list(pages)
    workspace = WorkspacePage.objects.filter(slug=slug).first()
    if workspace is None:
        raise CommandError(f"There is no workspace {slug!r}.")
    return list(pages.descendant_of(workspace))
