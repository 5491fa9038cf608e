"""Every template parses, and none of them needs what the content policy forbids."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates"
TEMPLATES = sorted(p for p in FOLDER.rglob("*") if p.suffix in (".html", ".txt"))
PAGES = [p for p in TEMPLATES if p.suffix == ".html"]
FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*="),
    "an inline handler": re.compile(r"""\son[a-z]+\s*=\s*["']"""),
    "the filter safe": re.compile(r"\|\s*safe\b|\bautoescape off\b"),
    "an inline script": re.compile(r"<script(?![^>]*(\bsrc=|application/json))"),
    "something from elsewhere": re.compile(r"""\b(src|href|action)=["'](https?:)?//"""),
    "a javascript address": re.compile(r"javascript:"),
    "an expression of htmx": re.compile(r"\shx-(on|vals=.js:|headers=.js:)"),
}


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def test_there_are_templates_to_look_at() -> None:
    assert len(PAGES) > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_it_parses(path: Path) -> None:
    assert get_template(name_of(path))


@pytest.mark.parametrize("what", FORBIDDEN)
@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_it_does_without(path: Path, what: str) -> None:
    assert not FORBIDDEN[what].search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [p for p in PAGES if p.parent.name != "mail"], ids=name_of)
def test_only_mails_have_a_style_block(path: Path) -> None:
    assert "<style" not in path.read_text(encoding="utf-8")


def test_the_tags_draw_without_a_style_attribute() -> None:
    source = "{% load look %}{% logo %}{% links %}{% meter 1 2 %}{% steps 1 2 %}{% broken 1 %}{% quorum 3 1 1 1 4 %}"
    drawn = engines["django"].from_string(source).render()
    assert drawn.count("<svg") == 6
    assert "style=" not in drawn


def test_the_script_neither_evaluates_nor_writes_markup() -> None:
    script = (ROOT / "platform" / "schakel" / "static" / "schakel" / "schakel.js").read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|innerHTML|insertAdjacentHTML|document\.write|new Function", script)
