"""The walls of the house: import-linter keeps them, and each one really stops somebody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTED = [
    ("platform/schakel/journal/__init__.py", "import meetings.rights", "the ground imports nothing of the parts"),
    ("meetings/rights.py", "import surveys.rights", "meetings and surveys know nothing of each other"),
    ("surveys/rights.py", "import cms.apps", "cms composes; nobody imports it"),
    ("meetings/rights.py", "import meetings.actions.agenda", "inside meetings"),
    ("surveys/rights.py", "import surveys.actions.responses", "inside surveys"),
    ("surveys/analysis/exact.py", "import django.conf", "analysis and questionnaire know no Django"),
    (
        "platform/schakel/guard/detect/words.py",
        "import django.conf",
        "what the guard detects with knows no Django",
    ),
    ("cms/views/overview.py", "import schakel.push.announcing", "only actions and asgi tell open pages"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the code in which one may break things."""
    folder = tmp_path_factory.mktemp("contracts")
    for part in ("platform", "meetings", "surveys", "cms"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'platform'}{os.pathsep}{folder}"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED, ids=[contract for *_, contract in PLANTED])
def test_a_planted_violation_is_caught(copy: Path, file: str, line: str, contract: str) -> None:
    path = copy / file
    honest = path.read_text(encoding="utf-8")
    path.write_text(f"{honest}\n{line}\n", encoding="utf-8")
    try:
        told = lint(copy)
    finally:
        path.write_text(honest, encoding="utf-8")
    assert told.returncode != 0
    broken = [row for row in told.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(contract in row for row in broken), told.stdout[-2000:]


def test_the_code_as_it_is_keeps_them(copy: Path) -> None:
    told = lint(copy)
    assert told.returncode == 0, told.stdout[-3000:]
