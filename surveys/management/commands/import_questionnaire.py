from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from schakel.accounts.models import User
from surveys import team
from surveys.actions import rounds
from surveys.management import acting
from surveys.models import SurveyPage
from surveys.questionnaire import read_workbook


class Command(BaseCommand):
    help = "Lees een XLSForm-werkboek als de vragen van een ronde; maak de ronde als die er nog niet is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.xlsx")
        parser.add_argument("--survey", required=True, metavar="SLUG", help="adres van de ronde")
        parser.add_argument("--title", default="", help="naam van een nieuwe ronde; anders die van het werkboek")
        parser.add_argument("--year", type=int, help="jaar van een nieuwe ronde; anders het laatste bekende jaar")
        acting.add_by(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        by, file = acting.person(options["by"]), acting.content(options["file"])
        with acting.refusals(), transaction.atomic():
            survey = self._survey(by, file, options)
            draft = rounds.ask(survey, file, by=by)
        form = draft.form
        groups = len([section for section in form.sections if section.group])
        self.stdout.write(f"{len(form.asked)} vragen in {groups} groepen ingelezen voor ‘{survey.slug}’.")

    def _survey(self, by: User, file: bytes, options: dict[str, Any]) -> SurveyPage:
        if SurveyPage.objects.filter(slug=options["survey"]).exists():
            return acting.survey(options["survey"], by, "survey.edit")
        workspace = team.workspaces(by, "survey.edit").first()
        if workspace is None:
            raise CommandError(f"{by.email} mag geen vragenlijst maken.")
        title = options["title"] or read_workbook(file).title or options["survey"]
        return rounds.plan(workspace, title=title, slug=options["survey"], year=options["year"], by=by)
