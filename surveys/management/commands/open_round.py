from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from surveys.actions import rounds
from surveys.management import acting


class Command(BaseCommand):
    help = "Open een ronde: de vragen liggen daarna vast."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("survey", metavar="SLUG")
        acting.add_by(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        by = acting.person(options["by"])
        survey = acting.survey(options["survey"], by, "survey.open")
        with acting.refusals():
            opened = rounds.open(survey, by=by)
        self.stdout.write(f"‘{opened.slug}’ is geopend met controlegetal {opened.form.sha256[:16]}.")
