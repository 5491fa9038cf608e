import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from schakel.files import papers
from schakel.files.models import Paper
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf

DAY = 24 * 3600


@pytest.fixture
def left_behind(db: None) -> dict[str, Path]:
    """A file that nobody names, and one that was written a moment ago."""
    folder = settings.DATA / "private"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():  # of tests before this one; packs have a folder of their own there
        if old.is_file():
            old.unlink()
    found = {"old": folder / "a.pdf", "new": folder / "b.pdf"}
    for path in found.values():
        path.write_bytes(b"x")
    age(found["old"])
    return found


def age(path: Path) -> None:
    os.utime(path, (time.time() - DAY - 60,) * 2)


def told(*words: str) -> str:
    said = StringIO()
    call_command("sweep_papers", *words, stdout=said)
    return said.getvalue()


def test_it_takes_what_nobody_names(left_behind: dict[str, Path], som: WorkspacePage, aisha: cast.Person) -> None:
    paper = papers.add(som, pdf(), title="Mandaat", by=aisha.who)
    age(Path(paper.file.path))
    assert told() == "a.pdf\n1 deleted.\n"
    assert not left_behind["old"].exists()
    assert left_behind["new"].exists()
    assert Path(paper.file.path).exists()


def test_a_dry_run_only_tells(left_behind: dict[str, Path]) -> None:
    assert told("--dry-run") == "a.pdf\n1 would be deleted.\n"
    assert left_behind["old"].exists()


def test_a_paper_that_fails_leaves_no_file(
    left_behind: dict[str, Path], som: WorkspacePage, aisha: cast.Person
) -> None:
    left_behind["old"].unlink()
    with pytest.raises(ValueError, match="primary key"):
        papers.add(WorkspacePage(pk=None), pdf(), title="Mandaat", by=aisha.who)
    assert not Paper.objects.exists()
    assert [each for each in (settings.DATA / "private").iterdir() if each.is_file()] == [left_behind["new"]]
