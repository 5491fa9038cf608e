"""The corrections beside the paragraphs that they are about, in whatever text is shown now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from meetings.passages import Passage

if TYPE_CHECKING:
    from meetings.models.correction import Correction


@dataclass(frozen=True)
class Beside:
    """The passages with their corrections, and the corrections whose paragraph went."""

    passages: list[Passage]
    lost: list[Correction]


def put(passages: Sequence[Passage], corrections: Iterable[Correction]) -> Beside:
    """Find for each correction the paragraph of its block: the one that reads as it did, or else its number."""
    blocks = {passage.block: passage for passage in passages}
    places: dict[str, dict[int, list[Correction]]] = defaultdict(lambda: defaultdict(list))
    lost = []
    for each in corrections:
        passage = blocks.get(str(each.block))
        number = place_of(each, passage) if passage else 0
        if number:
            places[str(each.block)][number].append(each)
        else:
            lost.append(each)
    return Beside([each.corrected(places[each.block]) if each.block in places else each for each in passages], lost)


def place_of(correction: Correction, passage: Passage) -> int:
    """Return the number of the paragraph that `correction` is about; 0 when that is gone."""
    own = passage.paragraph(correction.paragraph)
    if own and own.text == correction.stood:
        return own.number
    same = next((each.number for each in passage.paragraphs if each.text == correction.stood), 0)
    return same or (own.number if own else 0)
