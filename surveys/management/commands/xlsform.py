from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

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
    help = "Lees een XLSForm-werkboek als JSON, of schrijf het weer."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True, metavar="read|write")
        read = parts.add_parser("read", help="druk de vragenlijst af als canonieke JSON")
        read.add_argument("file", metavar="FILE.xlsx")
        write = parts.add_parser("write", help="schrijf een werkboek; - leest de JSON van de invoer")
        write.add_argument("file", metavar="FILE.json")
        write.add_argument("out", metavar="OUT.xlsx")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["part"] == "read":
            self._read(options["file"])
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
        _put(out, content)


def _content(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as trouble:
        raise CommandError(f"Het bestand {file} is niet te lezen: {trouble.strerror}.") from trouble


def _put(out: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = out.with_name(f".{out.name}.half")
    try:
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as trouble:
        beside.unlink(missing_ok=True)
        raise CommandError(f"Het bestand {out} is niet te schrijven: {trouble.strerror}.") from trouble


def _one_line(problems: tuple[object, ...]) -> str:
    return " · ".join(map(str, problems))
