"""Walk the chain from its first line to its head, and name the first link that does not hold."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from django.db.models import QuerySet

from schakel.journal.chain import BEGINNING, digest
from schakel.journal.models import Head, Line

CHUNK = 2000  # lines in memory at a time


class Broken(Exception):
    """Say at which line the chain breaks, and how."""

    def __init__(self, seq: int, what: str) -> None:
        super().__init__(f"line {seq}: {what}")
        self.seq = seq


@dataclass
class End:
    """How far the chain was followed: the number and the digest of the last line."""

    seq: int = 0
    digest: str = BEGINNING

    def __str__(self) -> str:
        return f"{self.seq}:{self.digest}"


def verify(noted: End | None = None) -> End:
    """Follow the whole chain and return its end. Raises Broken at the first link that does not hold.

    `noted` is a head that somebody wrote down elsewhere: whoever rewrites the table, head included, cannot reach it.
    Lines that are written meanwhile are followed as well; memory does not grow with the chain.
    """
    end = End()
    _follow(Line.objects.order_by("seq"), end, noted)
    head = Head.objects.get()  # read after the lines: it can only be further
    _follow(Line.objects.filter(seq__gt=end.seq, seq__lte=head.seq).order_by("seq"), end, noted)
    if head.seq > end.seq:
        raise Broken(end.seq + 1, f"the end was cut off: the head stands at line {head.seq}, the last is {end.seq}")
    if head.seq < end.seq:
        raise Broken(head.seq + 1, "inserted beyond the head")
    if head.digest != end.digest:
        raise Broken(end.seq, "the head holds another digest")
    if noted and noted.seq > end.seq:
        raise Broken(end.seq + 1, f"the end was cut off: line {noted.seq} was noted, the last is {end.seq}")
    return end


def _follow(lines: QuerySet[Line], end: End, noted: End | None) -> None:
    with closing(lines.iterator(CHUNK)) as reading:  # type: ignore[type-var]
        for line in reading:
            _check(line, end)
            if noted and noted.seq == line.seq and noted.digest != line.digest:
                raise Broken(line.seq, "rewritten: another digest was noted")
            end.seq, end.digest = line.seq, line.digest


def _check(line: Line, end: End) -> None:
    if line.seq > end.seq + 1:
        missing = f"{end.seq + 1} to {line.seq - 1}" if line.seq > end.seq + 2 else str(end.seq + 1)
        raise Broken(end.seq + 1, f"missing: {missing}")
    if line.before != end.digest:
        raise _misplaced(line)
    if line.digest != digest(line.link):
        raise Broken(line.seq, "changed: its content is not what its digest says")


def _misplaced(line: Line) -> Broken:
    """Say why a line does not hang on the one before it, by where the one is that it was made to follow."""
    true = Line.objects.filter(digest=line.before).exclude(seq=line.seq).values_list("seq", flat=True).first()
    if line.before == BEGINNING:
        true = 0
    if true is None:
        return Broken(line.seq, "changed: it hangs on a line that is not there")
    if true < line.seq - 1:
        return Broken(true + 1, f"inserted: line {line.seq} was made to follow line {true}")
    return Broken(line.seq, f"reordered: it was made to follow what stands at line {true}")
