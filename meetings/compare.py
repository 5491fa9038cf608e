"""Compare two texts of minutes, word by word within each block. Pure: no database, no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"\w+|\s+|[^\w\s]")
ALIKE = 0.4  # the share of words and signs that two paragraphs have to share
Op = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class Part:
    """One block of a text: what it is known by, what stands above it, and its paragraphs."""

    key: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """Words that are in both texts, or in one of them."""

    op: Op
    text: str

    @property
    def words(self) -> int:
        """How many words it has; signs do not count."""
        return len(re.findall(r"\w+", self.text))


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Compared:
    """A block of the old text, the new one, or both; a paragraph in a line of pieces."""

    title: str
    lines: tuple[Line, ...]

    @property
    def state(self) -> str:
        """same, added, removed or changed."""
        ops = {piece.op for line in self.lines for piece in line}
        return next(iter(ops)) if len(ops) == 1 else "changed" if ops else "same"


def compare(old: Sequence[Part], new: Sequence[Part]) -> list[Compared]:
    """Return the blocks in the order of `new`, each removed one where it stood in `old`."""
    return [_compared(before, after) for before, after in _paired(old, new)]


def counted(found: Sequence[Compared]) -> dict[str, int]:
    """Return how many words were added and removed, and how many blocks are not the same."""
    pieces = [piece for each in found for line in each.lines for piece in line]
    return {
        "added": sum(piece.words for piece in pieces if piece.op == "added"),
        "removed": sum(piece.words for piece in pieces if piece.op == "removed"),
        "blocks": sum(each.state != "same" for each in found),
    }


def _paired(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """Pair the blocks with one key; those without go together one by one where they stand in each other's place."""
    known = {part.key: part for part in old} if _one_by_one(old, new) else {}
    ours = {part.key for part in new}
    before = [part.key if part.key in ours else "" for part in old]
    after = [part.key if part.key in known else "" for part in new]
    for op, i, i2, j, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            yield from zip(old[i:i2], new[j:j2], strict=True)
            continue
        gone = [part for part in old[i:i2] if part.key not in ours]
        for part in new[j:j2]:
            yield known.get(part.key) or (gone.pop(0) if gone else None), part
        yield from ((part, None) for part in gone)


def _one_by_one(old: Sequence[Part], new: Sequence[Part]) -> bool:
    return len({part.key for part in old}) == len(old) and len({part.key for part in new}) == len(new)


def _compared(before: Part | None, after: Part | None) -> Compared:
    title = (after or before or Part("", "", ())).title
    old = before.paragraphs if before else ()
    new = after.paragraphs if after else ()
    return Compared(title, tuple(_lines(old, new)))


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for op, i, i2, j, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield from ((Piece("same", each),) for each in new[j:j2])
            continue
        both = min(i2 - i, j2 - j)
        for k in range(both):
            yield from _words(old[i + k], new[j + k])
        yield from ((Piece("removed", each),) for each in old[i + both : i2])
        yield from ((Piece("added", each),) for each in new[j + both : j2])


def _words(old: str, new: str) -> list[Line]:
    """Return one paragraph that changed: what stayed, what went and what came, in the order of reading.

    Two paragraphs that have little in common are told apart whole: nobody can read them through each other.
    """
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return [(Piece("removed", old),), (Piece("added", new),)]
    found: list[Piece] = []
    for op, i, i2, j, j2 in matcher.get_opcodes():
        if op == "equal":
            found.append(Piece("same", "".join(after[j:j2])))
            continue
        if i2 > i:
            found.append(Piece("removed", "".join(before[i:i2])))
        if j2 > j:
            found.append(Piece("added", "".join(after[j:j2])))
    return [tuple(found)]
