from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from surveys.actions import frame
from surveys.management import acting


class Command(BaseCommand):
    help = "Lees de gemeenten van een jaar uit een CSV-bestand of werkmap (.xlsx), alle of geen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--year", type=int, required=True)
        acting.add_by(parser, required=False)

    def handle(self, *args: Any, **options: Any) -> None:
        by = acting.person(options["by"]) if options["by"] else None
        with acting.refusals():
            count = frame.read(acting.content(options["file"]), year=options["year"], by=by)
        self.stdout.write(f"{count} gemeenten van {options['year']} ingelezen.")
