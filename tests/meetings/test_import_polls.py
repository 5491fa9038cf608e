"""Old tables of django-polls come in once, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.models import MeetingPage, Poll
from tests import cast

OLD: list[dict[str, Any]] = [
    {"model": "polls.poll", "pk": 7, "fields": {"question": "Vaker bijeen?", "pub_date": "2015-03-01T10:00:00"}},
    {"model": "polls.choice", "pk": 1, "fields": {"poll": 7, "choice": "Ja", "votes": 5}},
    {"model": "polls.choice", "pk": 2, "fields": {"poll": 7, "choice_text": "Nee", "votes": 2}},
]


def brings(tmp_path: Path, content: Any, meeting: MeetingPage, by: str = "aisha@schakel.example") -> None:
    file = tmp_path / "polls.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    call_command("import_polls", file, meeting=meeting.pk, by=by)


def test_it_works_once(tmp_path: Path, meeting: MeetingPage, chloe: cast.Person) -> None:
    for _ in range(2):
        brings(tmp_path, OLD, meeting)
    poll = Poll.objects.get()
    assert poll.result == [("Ja", 5), ("Nee", 2)]
    assert (poll.opened_at.year, poll.is_open) == (2015, False)
    assert "Vaker bijeen?" in chloe.gets("polls", meeting.pk).content.decode()


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", b"{}", b"[1]", b'[{"model": "polls.poll"}]', [*OLD, {**OLD[1], "fields": {"poll": 8, "choice": "x"}}],
     [*OLD, {**OLD[0], "pk": 8, "fields": {"question": ""}}], [{**OLD[0], "fields": {"question": "x" * 301}}],
     [*OLD, OLD[1]], [],
     [{**OLD[0], "fields": {"question": "Is 123456782 een BSN?"}}], b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_such_dump_changes_nothing(tmp_path: Path, meeting: MeetingPage, content: Any) -> None:
    with pytest.raises(CommandError):
        brings(tmp_path, content, meeting)
    assert not Poll.objects.exists()


def test_nobody_and_nowhere_are_refused(tmp_path: Path, meeting: MeetingPage) -> None:
    with pytest.raises(CommandError, match="Niemand heeft"):
        brings(tmp_path, OLD, meeting, by="niemand@schakel.example")
    with pytest.raises(CommandError, match="leidt geen"):
        call_command("import_polls", tmp_path / "polls.json", meeting=987_654, by="aisha@schakel.example")
    with pytest.raises(CommandError, match="leidt geen"):
        brings(tmp_path, OLD, meeting, by="chloe@schakel.example")
    with pytest.raises(CommandError, match="weg"):
        call_command("import_polls", tmp_path / "weg.json", meeting=meeting.pk, by="aisha@schakel.example")
