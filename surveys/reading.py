"""All answers of a response as people read them, for who signs off."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from surveys.conflicts import question_of, shown
from surveys.outline import Part, parts
from surveys.standing import Standing, language


@dataclass(frozen=True)
class Read:
    """One question with its answer; `id` can stand in an address."""

    key: str
    label: str
    value: str
    remark: str = ""  # what the reader wrote beside it

    @property
    def field(self) -> str:
        return f"remark:{self.key}"


def answers(stand: Standing, remarks: dict[str, str]) -> list[tuple[Part, list[Read]]]:
    """Return the parts that are shown, each with its visible questions; `remarks` by key stand beside them."""
    keys: dict[int, list[str]] = defaultdict(list)
    for key in sorted(stand.visible):
        keys[id(question_of(stand.form, key))].append(key)
    return [
        (part, [_read(stand, key, remarks) for question in part.section.asked for key in keys[id(question)]])
        for part in parts(stand.form, stand)
        if part.is_shown
    ]


def _read(stand: Standing, key: str, remarks: dict[str, str]) -> Read:
    question = question_of(stand.form, key)
    label = question.label(language()) if question else key
    given = stand.drafts.get(key, stand.evaluation.answers.get(key, ""))
    return Read(key, label, shown(question, given), remarks.get(key, ""))
