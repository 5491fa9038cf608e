"""`schakel verify_journal`: silent about what is whole, and exact about the first link that is not."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command

from schakel.journal.chain import digest
from schakel.journal.models import Head, Line
from tests.journal import chains

LINE = 'seq, at, action, "by", kind, "of", workspace, data, "before", digest'


@pytest.fixture(autouse=True)
def five(db: None) -> None:
    """The journal holds lines 1 to 5 and nothing else."""
    chains.lines(5)
    assert Head.objects.get().seq == Line.objects.count() == 5


def verify(**options: str) -> str:
    out = io.StringIO()
    call_command("verify_journal", stdout=out, **options)
    return out.getvalue()


def test_a_whole_chain_tells_its_head() -> None:
    assert re.search(r"whole: 5 lines\. Head: 5:[0-9a-f]{64}$", verify().strip())


def swap(one: int, other: int) -> list[str]:
    return [
        f"UPDATE journal_line SET seq = 1000 WHERE seq = {one}",
        f"UPDATE journal_line SET seq = {one} WHERE seq = {other}",
        f"UPDATE journal_line SET seq = {other} WHERE seq = 1000",
    ]


def shift(beyond: int) -> list[str]:
    """Make room after a line."""
    return [
        f"UPDATE journal_line SET seq = seq + 1000 WHERE seq > {beyond}",
        "UPDATE journal_line SET seq = seq - 999 WHERE seq > 1000",
        "UPDATE journal_head SET seq = seq + 1",
    ]


def copied(seq: int, digest: str) -> str:
    """Put a forged line at `seq`, hanging on the one before it."""
    return (
        f'INSERT INTO journal_line ({LINE}) SELECT {seq}, at, action, 4711, kind, "of", workspace, data, digest, '
        f"{digest} FROM journal_line WHERE seq = {seq - 1}"
    )


BREAKS = {
    "another person": (["UPDATE journal_line SET \"by\" = 4711 WHERE seq = 3"], 3, "changed"),
    "another act": (["UPDATE journal_line SET action = 'people.admit' WHERE seq = 3"], 3, "changed"),
    "another moment": (["UPDATE journal_line SET at = '2020-01-01 00:00:00+00:00' WHERE seq = 1"], 1, "changed"),
    "other data": (["UPDATE journal_line SET data = '{\"organisation\": 9}' WHERE seq = 5"], 5, "changed"),
    "another digest": ([f"UPDATE journal_line SET digest = '{'a' * 64}' WHERE seq = 2"], 2, "changed"),
    "another link": ([f"UPDATE journal_line SET \"before\" = '{'a' * 64}' WHERE seq = 4"], 4, "changed"),
    "one is gone": (["DELETE FROM journal_line WHERE seq = 3"], 3, "missing: 3"),
    "several are gone": (["DELETE FROM journal_line WHERE seq IN (2, 3)"], 2, "missing: 2 to 3"),
    "the first is gone": (["DELETE FROM journal_line WHERE seq = 1"], 1, "missing: 1"),
    "two traded places": (swap(3, 4), 3, "reordered"),
    "one was put in between": ([*shift(3), copied(4, f"'{'b' * 64}'")], 4, "changed"),
    "one was put beyond the head": ([copied(6, "digest")], 6, "changed"),
    "the end was cut off": (["DELETE FROM journal_line WHERE seq > 3"], 4, "cut off"),
    "all of it is gone": (["DELETE FROM journal_line"], 1, "cut off"),
    "another head": ([f"UPDATE journal_head SET digest = '{'c' * 64}'"], 5, "head"),
}  # fmt: skip


@pytest.mark.parametrize("what", BREAKS)
def test_it_names_the_first_link_that_does_not_hold(what: str) -> None:
    statements, seq, told = BREAKS[what]
    chains.tamper(*statements)
    with pytest.raises(CommandError, match=rf"line {seq}: .*{told}"):
        verify()


def forged(seq: int) -> Line:
    """Return a line that hangs well on the one before `seq`, with a digest that is right."""
    line = Line.objects.get(seq=seq - 1)
    line.seq, line.before, line.by = seq, line.digest, 4711
    line.digest = digest(line.link)
    line._state.adding = True
    return line


def test_a_well_made_line_in_between_is_noticed_by_its_follower() -> None:
    chains.tamper(*shift(3))
    forged(4).save(force_insert=True)
    with pytest.raises(CommandError, match="line 4: inserted: line 5 was made to follow line 3"):
        verify()


def test_a_well_made_line_beyond_the_head_is_noticed() -> None:
    chains.unguarded()
    forged(6).save(force_insert=True)
    with pytest.raises(CommandError, match="line 6: inserted beyond the head"):
        verify()


def test_a_head_kept_elsewhere_notices_what_was_rewritten_with_its_head() -> None:
    noted = verify().rpartition("Head: ")[2].strip()
    chains.tamper("DELETE FROM journal_line WHERE seq > 3")
    last = Line.objects.get(seq=3)
    Head.objects.update(seq=3, digest=last.digest)
    assert "3 lines" in verify()
    with pytest.raises(CommandError, match=r"line 4: the end was cut off: line 5 was noted"):
        verify(expect=noted)
    for seq in (4, 5, 6):
        line = forged(seq)
        line.save(force_insert=True)
        Head.objects.update(seq=seq, digest=line.digest)
    assert "6 lines" in verify()
    with pytest.raises(CommandError, match="line 5: rewritten"):
        verify(expect=noted)


def test_a_head_kept_elsewhere_holds_while_the_chain_grows() -> None:
    noted = verify().rpartition("Head: ")[2].strip()
    chains.lines(3)
    assert "8 lines" in verify(expect=noted)


@pytest.mark.parametrize("expect", ["5", "5:abc", "x:" + "a" * 64])
def test_a_head_that_is_none_is_refused(expect: str) -> None:
    with pytest.raises(CommandError, match="--expect"):
        verify(expect=expect)
