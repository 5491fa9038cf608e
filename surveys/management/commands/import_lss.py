from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from surveys.actions import rounds
from surveys.management import acting
from surveys.management.files import put
from surveys.questionnaire.lss import BrokenLss, Imported, read_lss


class Command(BaseCommand):
    help = "Lees een vragenlijst van LimeSurvey (.lss); wat geen gelijke heeft, wordt genoemd."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.lss")
        parser.add_argument("--out", metavar="FILE.xlsx", help="schrijf de vragenlijst als XLSForm-werkboek")
        parser.add_argument("--survey", metavar="SLUG", help="lees de vragen in voor deze ronde (met --by)")
        acting.add_by(parser, required=False)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["survey"] and not options["by"]:
            raise CommandError("Zeg met --by namens wie de vragen in de ronde komen.")
        try:
            found = read_lss(acting.content(options["file"]))
        except BrokenLss as broken:
            raise CommandError(str(broken)) from broken
        if options["survey"]:
            self._ask(found, options)
        if options["out"]:
            put(Path(options["out"]), found.workbook)
        self.stdout.write(f"{found.mapped} van {found.asked} vragen overgenomen uit ‘{found.questionnaire.title}’.")
        for left in found.left:
            self.stdout.write(f"niet overgenomen: {left}")

    def _ask(self, found: Imported, options: dict[str, Any]) -> None:
        by = acting.person(options["by"])
        with acting.refusals(), transaction.atomic():
            rounds.ask(acting.survey(options["survey"], by, "survey.edit"), found.workbook, by=by)
