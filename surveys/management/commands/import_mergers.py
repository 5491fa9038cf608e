from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from surveys.actions import mergers
from surveys.management import acting


class Command(BaseCommand):
    help = "Geef gemeenten die sinds 2019 zijn heringedeeld hun einddatum en opvolgers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acting.add_by(parser, required=False)

    def handle(self, *args: Any, **options: Any) -> None:
        by = acting.person(options["by"]) if options["by"] else None
        count = mergers.read(by=by)
        self.stdout.write(f"{count} gemeenten gingen op in een andere.")
