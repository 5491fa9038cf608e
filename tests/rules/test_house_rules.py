"""Rules of the house that a machine can keep, read from our own source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ["platform/schakel", "meetings", "surveys", "cms"]
BANNED_NAMES = {"utils", "helpers", "services", "managers", "mixins", "manager", "service", "helper"}


def sources() -> list[Path]:
    return [path for part in PARTS for path in sorted((ROOT / part).rglob("*.py")) if "migrations" not in path.parts]


def found(path: Path, kind: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, kind))


def offences(rule: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for path in sources()
        for node in found(path, ast.AST)
        if CHECKS[rule](path, node)
    ]


def bare_except(path: Path, node: ast.AST) -> bool:
    return isinstance(node, ast.ExceptHandler) and node.type is None


def asks_whether_it_is_tested(path: Path, node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "PYTEST" in node.value


def naive_now(path: Path, node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"utcnow", "today"}
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date"}
    )


def view_writes_by_itself(path: Path, node: ast.AST) -> bool:
    in_view = "views" in path.parts or path.name in {"views.py", "consumers.py"}
    verbs = {"save", "delete", "bulk_create", "create", "update_or_create", "get_or_create"}
    called = node.func if in_view and isinstance(node, ast.Call) else None
    if not isinstance(called, ast.Attribute) or called.attr not in verbs:
        return False
    return not (isinstance(called.value, ast.Name) and called.value.id in actions_of(path))  # responses.save is a verb


@cache
def actions_of(path: Path) -> set[str]:
    """Return the names under which a module knows actions."""
    imports = (node for node in found(path, ast.ImportFrom) if "actions" in str(node.module))
    return {name.asname or name.name for node in imports for name in node.names}


def view_branches_on_a_key(path: Path, node: ast.AST) -> bool:
    if not ("views" in path.parts or path.name == "views.py") or not isinstance(node, ast.Compare):
        return False
    return any(isinstance(op, ast.In) for op in node.ops) and any(
        isinstance(side, ast.Attribute) and side.attr == "POST" for side in node.comparators
    )


def marks_safe(path: Path, node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "mark_safe"


CHECKS = {
    "no bare except": bare_except,
    "production code does not ask whether it is being tested": asks_whether_it_is_tested,
    "no naive clock": naive_now,
    "views and consumers write nothing themselves": view_writes_by_itself,
    "views do not branch on the keys of a post": view_branches_on_a_key,
    "text is escaped by format_html, not declared safe": marks_safe,
}


@pytest.mark.parametrize("rule", CHECKS)
def test_the_rule_holds(rule: str) -> None:
    assert offences(rule) == []


def test_modules_are_nouns_of_the_domain() -> None:
    assert [str(path) for path in sources() if path.stem in BANNED_NAMES] == []


def test_nobody_listens_to_save_signals() -> None:
    """Glue between parts is a verb that is called, not a signal that fires."""
    assert [str(path) for path in sources() if "post_save" in path.read_text() or "pre_save" in path.read_text()] == []


def test_templates_have_no_inline_style_or_script() -> None:
    wrong = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if "mail" not in path.parts and (" style=" in text or " onclick=" in text or "|safe" in text):
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == []
