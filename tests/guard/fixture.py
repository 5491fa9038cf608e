"""The guard's own set of paragraphs, all invented, and how its findings are counted against them."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from schakel.guard.detect import KINDS, Finding, Known, look

FOLDER = Path(__file__).parent
SETS = ("paragraphs", "held_out")
PAGE = 2_500  # characters on a page of minutes
MARK = re.compile(r"\[\[([a-z_]+):|\]\]")
# a date or place has a mark of its own only outside a combination; these are what identifies by itself
IDENTIFIERS = set(KINDS)


@dataclass(frozen=True)
class Paragraph:
    """A text and what must be found in it; `section` is victim, minutes or near (a near miss)."""

    section: str
    text: str
    expected: tuple[Finding, ...]


@dataclass
class Score:
    """Counts per kind: found as marked, missed, and found where nothing was marked."""

    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)
    ordinary: int = 0
    ordinary_alarms: int = 0

    def recall(self, *kinds: str) -> float:
        found = sum(self.found[kind] for kind in kinds or KINDS)
        missed = sum(kind in (kinds or KINDS) for kind, _, _ in self.missed)
        return found / (found + missed) if found + missed else 1.0

    def precision(self, *kinds: str) -> float:
        found = sum(self.found[kind] for kind in kinds or KINDS)
        false = sum(kind in (kinds or KINDS) for kind, _, _ in self.false)
        return found / (found + false) if found + false else 1.0

    @property
    def alarms_per_page(self) -> float:
        return self.ordinary_alarms / (self.ordinary / PAGE) if self.ordinary else 0.0


def directory() -> Known:
    return Known.told(json.loads((FOLDER / "directory.json").read_text(encoding="utf-8")))


def paragraphs(name: str) -> list[Paragraph]:
    """Return the paragraphs of one set."""
    section, read = "victim", []
    for block in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n\n"):
        if block.startswith("= "):
            section = block.strip()[2:]
        elif block.strip() and not block.startswith("#"):
            marked = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), block.strip("\n"))
            read.append(Paragraph(section, *_unmarked(marked)))
    return read


def _unmarked(marked: str) -> tuple[str, tuple[Finding, ...]]:
    text, place, openings, expected = "", 0, [], []
    for mark in MARK.finditer(marked):
        text += marked[place : mark.start()]
        place = mark.end()
        if mark[1]:
            openings.append((mark[1], len(text)))
        else:
            kind, start = openings.pop()
            expected.append(Finding(start, len(text), kind))
    assert not openings, marked
    return text + marked[place:], tuple(sorted(expected))


def overlap(one: Finding, other: Finding) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end


def score(name: str) -> Score:
    """Count the guard's findings on one set: a mark is found when a finding of its kind overlaps it."""
    counted, known = Score(), directory()
    for paragraph in paragraphs(name):
        found = look(paragraph.text, known)
        for mark in paragraph.expected:
            if any(overlap(mark, finding) for finding in found):
                counted.found[mark.kind] += 1
            else:
                counted.missed.append((mark.kind, paragraph.text[mark.start : mark.end], paragraph.text))
        false = [finding for finding in found if not any(overlap(mark, finding) for mark in paragraph.expected)]
        counted.false += [(each.kind, paragraph.text[each.start : each.end], paragraph.text) for each in false]
        if paragraph.section != "victim":
            counted.ordinary += len(paragraph.text) if paragraph.section == "minutes" else 0
            counted.ordinary_alarms += len(false) if paragraph.section == "minutes" else 0
    return counted
