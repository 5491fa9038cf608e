from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from surveys.actions import frame
from surveys.management import acting


class Command(BaseCommand):
    help = "Leid de gemeenten van een later jaar af uit die van 2019 en de herindelingen sindsdien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, metavar="YEAR")
        acting.add_by(parser, required=False)

    def handle(self, *args: Any, **options: Any) -> None:
        by = acting.person(options["by"]) if options["by"] else None
        with acting.refusals():
            count = frame.derive(options["year"], by=by)
        self.stdout.write(f"{count} gemeenten van {options['year']} afgeleid.")
