"""Who acts on the command line, and what every refusal becomes: one line on stderr."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError
from django.http import Http404

from schakel.accounts.models import User
from schakel.workspaces import access
from surveys.models import SurveyPage
from surveys.questionnaire import BrokenWorkbook
from surveys.table_file import BrokenTable


def add_by(parser: ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument("--by", required=required, metavar="EMAIL", help="namens wie; staat in het logboek")


def person(email: str) -> User:
    """Return the person with this address. Raises CommandError when nobody has it."""
    found = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if found is None:
        raise CommandError(f"Er is geen account met het e-mailadres {email}.")
    return found


def survey(slug: str, by: User, right: str) -> SurveyPage:
    """Return the round at `slug`. Raises CommandError when it is not there for `by`, or the right is missing."""
    try:
        return access.fetch(SurveyPage, by, right, slug=slug)
    except Http404 as absent:
        raise CommandError(f"Er is geen vragenlijst ‘{slug}’ die {by.email} kan zien.") from absent
    except PermissionDenied as refused:
        raise CommandError(f"{by.email} mag dit niet bij de vragenlijst ‘{slug}’.") from refused


def content(path: str) -> bytes:
    """Return what is in a file. Raises CommandError when it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as trouble:
        raise CommandError(f"Het bestand {path} is niet te lezen: {trouble.strerror}.") from trouble


def text(path: str) -> str:
    """Return the words in a file. Raises CommandError when it cannot be read, or is no UTF-8."""
    try:
        return content(path).decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise CommandError(f"Het bestand {path} is geen UTF-8.") from broken


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what an action refuses into the message of the command."""
    try:
        yield
    except ValidationError as refused:
        raise CommandError(" ".join(refused.messages)) from refused
    except (BrokenTable, BrokenWorkbook) as broken:
        raise CommandError("\n".join(map(str, broken.problems))) from broken
