from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from surveys.actions import invitations
from surveys.management import acting


class Command(BaseCommand):
    help = "Nodig elke gemeente van het jaar van de ronde uit. Wie al is uitgenodigd, houdt zijn koppeling."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("survey", metavar="SLUG")
        acting.add_by(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        by = acting.person(options["by"])
        survey = acting.survey(options["survey"], by, "survey.invite")
        with acting.refusals():
            fresh = invitations.invite(survey, by=by)
        self.stdout.write(f"{len(fresh)} gemeenten uitgenodigd voor ‘{survey.slug}’.")
