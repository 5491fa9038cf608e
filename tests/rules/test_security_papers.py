"""The papers on security name tests, settings and files that are there."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPERS = ROOT / "docs/security"
NUMBER = re.compile(r"V(\d{1,2})\.(\d{1,2})\.(\d{1,2})")
COUNTED = {"1": 70, "2": 183}  # requirements of ASVS 5.0.0 at these levels


def rows() -> list[dict[str, str]]:
    with (PAPERS / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@cache
def names(path: Path) -> set[str]:
    """Return the functions of a module of tests."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, kinds)}


@cache
def settings() -> set[str]:
    tree = ast.parse((ROOT / "platform/schakel/settings.py").read_text("utf-8"))
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def test_every_requirement_of_level_two_has_one_row() -> None:
    numbers = [row["requirement"] for row in rows()]
    assert len(set(numbers)) == len(numbers)
    assert [number for number in numbers if not NUMBER.fullmatch(number)] == []
    assert {level: sum(row["level"] == level for row in rows()) for level in COUNTED} == COUNTED


def test_they_stand_in_order() -> None:
    numbers = [tuple(map(int, NUMBER.fullmatch(row["requirement"]).groups())) for row in rows()]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["requirement"])
def test_what_it_names_is_there(row: dict[str, str]) -> None:
    where = row["where"].split()
    assert where
    assert row["subject"]
    if row["how"] == "test":
        for place in where:
            path, _, name = place.partition("::")
            assert name in names(ROOT / path), place
    elif row["how"] == "setting":
        assert set(where) <= settings()
    else:
        assert row["how"] in ("reason", "gap")
        assert len(where) > 1, "a reason is a sentence"


def test_the_page_counts_as_the_table_does() -> None:
    page, how = (PAPERS / "asvs.md").read_text("utf-8"), Counter(row["how"] for row in rows())
    counted = (
        f"{how['test']} rows name tests, {how['setting']} settings, {how['reason']} reasons, {how['gap']} are gaps."
    )
    assert f"**The count**: {counted}" in page
    for row in rows():
        if row["how"] == "gap":
            assert row["requirement"].removeprefix("V") in page


@pytest.mark.parametrize("page", sorted([*PAPERS.glob("*.md"), ROOT / "SECURITY.md"]), ids=lambda page: page.name)
def test_the_links_of_a_paper_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), link
