"""Bring the tables of django-polls into a meeting, as closed polls with what was counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.actions import polls
from meetings.models import MeetingPage
from meetings.old_polls import read
from schakel.accounts.models import User
from schakel.workspaces import access


class Command(BaseCommand):
    help = "Neem over wat `dumpdata polls` van django-polls schreef, als gesloten stemmingen van één vergadering."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.json", type=Path)
        parser.add_argument("--meeting", type=int, required=True, help="nummer van de vergadering")
        parser.add_argument("--by", metavar="ADDRESS", required=True, help="adres van wie dit doet")

    def handle(self, *args: Any, **options: Any) -> None:
        meeting = MeetingPage.objects.filter(pk=options["meeting"]).first()
        by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if by is None:
            raise CommandError(f"Niemand heeft het adres {options['by']}.")
        if meeting is None or not access.may(by, "poll.lead", meeting):
            raise CommandError(f"{by.email} leidt geen vergadering {options['meeting']}.")
        try:
            made = polls.bring_in(meeting, read(options["file"].read_bytes()), by=by)
        except OSError as wrong:
            raise CommandError(f"{options['file']}: {wrong.strerror}") from wrong
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(f"{made} stemmingen overgenomen.")
