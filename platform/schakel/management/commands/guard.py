"""Show scripts what the guard finds in their texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schakel.guard.detect import NOBODY, Known, look


class Command(BaseCommand):
    help = (
        "Look in each text of a file for what could identify a victim. FILE.jsonl holds lines {“id”, “text”}; for each "
        "the command prints a line {“id”, “findings”: [{“kind”, “start”, “end”}], “block”}, with offsets in code "
        "points. "
        "Known names come from --directory alone, beside public organisations: the database is not asked."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.jsonl")
        parser.add_argument(
            "--directory",
            metavar="FILE.json",
            help="who is known: {“persons”: [{“name”, “organisation”, “role”}], “organisations”: [name]}; "
            "without it nobody is, not even who has an account",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        known = _known(options["directory"]) if options["directory"] else NOBODY
        texts = _texts(options["file"])
        # all is read before anything is printed: a bad line leaves no half of an answer
        for line in [_answer(key, text, known) for key, text in texts]:
            self.stdout.write(line)


def _answer(key: Any, text: str, known: Known) -> str:
    found = look(text, known)
    findings = [{"kind": finding.kind, "start": finding.start, "end": finding.end} for finding in found]
    return json.dumps({"id": key, "findings": findings, "block": any(finding.blocks for finding in found)})


def _texts(name: str) -> list[tuple[Any, str]]:
    lines = _content(name).split(b"\n")
    return [_text(name, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _text(name: str, number: int, line: bytes) -> tuple[Any, str]:
    told = _json(f"{name}, line {number}", line)
    if not isinstance(told, dict) or "id" not in told or not isinstance(told.get("text"), str):
        raise CommandError(f"{name}, line {number}: expected an object with “id” and a “text” that is a string.")
    return told["id"], told["text"]


def _known(name: str) -> Known:
    told = _json(name, _content(name))
    if not isinstance(told, dict):
        raise CommandError(f"{name}: expected one object with “persons” and “organisations”.")
    try:
        return Known.told(told)
    except ValueError as wrong:
        raise CommandError(f"{name}: {wrong}.") from wrong


def _json(where: str, content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise CommandError(f"{where}: not UTF-8 text.") from wrong
    except (ValueError, RecursionError) as wrong:
        raise CommandError(f"{where}: not JSON ({str(wrong).splitlines()[0]}).") from wrong


def _content(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as absent:
        raise CommandError(f"{name}: cannot be read ({absent.strerror}).") from absent
