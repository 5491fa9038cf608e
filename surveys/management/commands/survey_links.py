import csv
import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from schakel.spreadsheets import harmless
from surveys.actions import invitations
from surveys.management import acting


class Command(BaseCommand):
    help = "Toon de koppelingen van gemeenten die nog niet indienden. In het logboek staat wie ze vroeg."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("survey", metavar="SLUG")
        parser.add_argument("--json", action="store_true", help="alleen de adressen zonder de host, als JSON-lijst")
        parser.add_argument("--all", action="store_true", help="ook van gemeenten die al indienden")
        acting.add_by(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        by = acting.person(options["by"])
        survey = acting.survey(options["survey"], by, "survey.invite")
        rows = invitations.links(survey, everybody=options["all"], by=by)
        if options["json"]:
            self.stdout.write(json.dumps([path for _code, _name, path in rows]))
            return
        writer = csv.writer(self.stdout)
        writer.writerow(("gm_code", "name", "link"))
        writer.writerows((code, harmless(name), settings.BASE_URL + path) for code, name, path in rows)
