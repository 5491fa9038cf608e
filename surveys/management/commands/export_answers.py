from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys import export
from surveys.actions import exports
from surveys.management import acting


class Command(BaseCommand):
    help = (
        "Schrijf de ingediende antwoorden van een ronde, alle versies in één tabel. In het logboek staat wie het deed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("survey", metavar="SLUG")
        also = "bestand; bij csv komt er een bij voor het codeboek en voor elke herhaling"
        parser.add_argument("--out", required=True, metavar="FILE.csv|FILE.xlsx", help=also)
        acting.add_by(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        by, out = acting.person(options["by"]), Path(options["out"])
        if out.suffix not in {".csv", ".xlsx"}:
            raise CommandError("Kies een bestand dat eindigt op .csv of .xlsx.")
        survey = acting.survey(options["survey"], by, "survey.export")
        with acting.refusals():
            found = exports.take(survey, by=by)
        try:
            _write(out, found)
        except OSError as trouble:
            raise CommandError(f"Het bestand {out} is niet te schrijven: {trouble.strerror}.") from trouble
        self.stdout.write(f"{len(found[0].rows)} inzendingen geschreven naar {out}.")


def _write(out: Path, found: list[export.Sheet]) -> None:
    if out.suffix == ".xlsx":
        out.write_bytes(export.as_xlsx(found))
        return
    for sheet in found:
        path = out if sheet is found[0] else out.with_name(f"{out.stem}-{sheet.name}.csv")
        path.write_text("\ufeff" + export.as_csv(sheet), encoding="utf-8", newline="")
