from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys import team
from surveys.actions import contacts
from surveys.management import acting


class Command(BaseCommand):
    help = "Lees contactpersonen van gemeenten uit een CSV-bestand of werkmap (.xlsx), alle of geen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="kolommen gm_code en email; en name, job, phone")
        acting.add_by(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        by = acting.person(options["by"])
        if not team.workspaces(by, "contact.edit").exists():
            raise CommandError(f"{by.email} mag geen contactpersonen wijzigen.")
        with acting.refusals():
            added, changed = contacts.read(acting.content(options["file"]), by=by)
        self.stdout.write(f"{added} contactpersonen nieuw, {changed} bijgewerkt.")
