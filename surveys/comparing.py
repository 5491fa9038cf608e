"""What changed between two sets of answers: question by question, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.answered import Row, rows
from surveys.outline import Part, parts
from surveys.questionnaire import Questionnaire


@dataclass(frozen=True)
class Difference:
    """One question that was answered otherwise; `kind` is added, emptied or changed."""

    key: str
    label: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        if not self.before:
            return "added"
        return "changed" if self.after else "emptied"


@dataclass(frozen=True)
class Changed:
    """A part of the questionnaire with what changed in it."""

    part: Part
    rows: list[Difference]


def differences(
    before: tuple[Questionnaire, Mapping[str, str]], after: tuple[Questionnaire, Mapping[str, str]]
) -> list[Changed]:
    """Return what differs between two submissions, each with the version of the questionnaire that it answered."""
    earlier, later = _by_key(*before), _by_key(*after)
    different = {key for key in {*earlier, *later} if before[1].get(key, "") != after[1].get(key, "")}
    named = {part.name: part for part in [*parts(after[0]), *parts(before[0])]}
    found: dict[str, list[Difference]] = {}
    for key in [*later, *(key for key in earlier if key not in later)]:
        if key in different:
            name, row = later.get(key) or earlier[key]
            old, new = ((of[key][1].value if key in of else "") for of in (earlier, later))
            found.setdefault(name, []).append(Difference(key, row.label, old, new))
    return [Changed(named[name], found[name]) for name in named if name in found]


def _by_key(form: Questionnaire, answers: Mapping[str, str]) -> dict[str, tuple[str, Row]]:
    return {row.key: (part.name, row) for part in parts(form) for row in rows(form, part.section, answers)}
