from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from surveys import recipients
from surveys.actions import mailings
from surveys.mailing_defaults import BODIES, SUBJECTS
from surveys.management import acting
from surveys.models import Mailing


class Command(BaseCommand):
    help = (
        "Schrijf de contactpersonen van een ronde. Nog eens met dezelfde woorden gaat verder waar het bleef: "
        "niemand krijgt een mailing twee keer."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("survey", metavar="SLUG")
        parser.add_argument("--kind", required=True, choices=Mailing.Kind.values)
        parser.add_argument("--subject", help="in plaats van het gewone onderwerp")
        parser.add_argument("--body", metavar="FILE", help="een tekstbestand (UTF-8) in plaats van de gewone tekst")
        parser.add_argument("--dry-run", action="store_true", help="toon alleen wie de mail nu zou krijgen")
        acting.add_by(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        by = acting.person(options["by"])
        survey = acting.survey(options["survey"], by, "survey.mail")
        words = {
            "subject": options["subject"] or SUBJECTS[Mailing.Kind(options["kind"])],
            "body": acting.text(options["body"]) if options["body"] else BODIES[Mailing.Kind(options["kind"])],
        }
        known = Mailing.objects.filter(survey=survey, kind=options["kind"], subject=words["subject"].strip())
        mailing = known.filter(body=words["body"].replace("\r\n", "\n").strip()).first()
        if options["dry_run"]:
            self._show(mailing or Mailing(survey=survey, kind=options["kind"], **words))
            return
        with acting.refusals():
            mailing = mailing or mailings.write(survey, kind=options["kind"], **words, by=by)
            if mailing.begun_at:
                mailings.go_on(mailing)
            else:
                mailings.send(mailing, by=by)
        count = recipients.waiting(mailing).count()
        self.stdout.write(
            f"Mailing {mailing.pk}: {count} contactpersonen krijgen deze mail; de verzender gaat ermee door."
        )

    def _show(self, mailing: Mailing) -> None:
        for contact in recipients.waiting(mailing):
            self.stdout.write(f"{contact.municipality.cbs_code} {contact.municipality}: {contact.email}")
