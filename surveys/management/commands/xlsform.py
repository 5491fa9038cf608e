from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys.management import xlsform_evaluate
from surveys.management.files import put
from surveys.questionnaire import (
    BrokenWorkbook,
    NotCanonical,
    Questionnaire,
    faults,
    kept_not_shown,
    read_workbook,
    write_workbook,
)


class Command(BaseCommand):
    help = "Lees een XLSForm-werkboek als JSON, schrijf het weer, of reken antwoorden erin na."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True, metavar="read|write|evaluate")
        read = parts.add_parser("read", help="druk de vragenlijst af als canonieke JSON")
        read.add_argument("file", metavar="FILE.xlsx")
        write = parts.add_parser("write", help="schrijf een werkboek; - leest de JSON van de invoer")
        write.add_argument("file", metavar="FILE.json")
        write.add_argument("out", metavar="OUT.xlsx")
        xlsform_evaluate.add_arguments(
            parts.add_parser("evaluate", help="druk af wat de regels van antwoorden zeggen, als JSON")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["part"] == "read":
            self._read(options["file"])
        elif options["part"] == "evaluate":
            self.stdout.write(xlsform_evaluate.evaluated(_content(options["file"]), _content(options["answers"])))
        else:
            self._write(options["file"], Path(options["out"]))

    def _read(self, file: str) -> None:
        try:
            form = read_workbook(_content(file), to_run=False)
        except BrokenWorkbook as broken:
            raise CommandError(_one_line(broken.problems)) from broken
        self.stdout.write(json.dumps(form.to_json(), ensure_ascii=False, indent=2, sort_keys=True))
        for kept in kept_not_shown(form):
            self.stderr.write(f"bewaard, niet getoond: {kept}")
        for fault in faults(form):
            self.stderr.write(f"bewaard, niet uitgevoerd: {fault.column}: {fault.message}")

    def _write(self, file: str, out: Path) -> None:
        try:
            form = Questionnaire.from_json(json.loads(_content(file)))
            content = write_workbook(form)
        except (NotCanonical, ValueError, RecursionError) as error:
            raise CommandError(f"{file} is geen vragenlijst in canonieke JSON: {error}") from error
        put(out, content)


def _content(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as trouble:
        raise CommandError(f"Het bestand {file} is niet te lezen: {trouble.strerror}.") from trouble


def _one_line(problems: tuple[object, ...]) -> str:
    return " · ".join(" ".join(str(problem).split()) for problem in problems)
