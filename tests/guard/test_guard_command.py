"""`schakel guard`: what scripts are told, and what they are refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def written(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def guard(*arguments: str) -> list[dict[str, object]]:
    out = StringIO()
    call_command("guard", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_it_answers_each_text_in_order(tmp_path: Path) -> None:
    texts = [
        {"id": "b", "text": "😀 BSN 123456782"},
        {"id": 1, "text": "niets"},
        {"id": None, "text": "mevrouw Adesina"},
    ]
    told = guard(written(tmp_path / "t.jsonl", "\n".join(json.dumps(text) for text in texts) + "\n\n"))
    assert told == [
        {"id": "b", "findings": [{"kind": "bsn", "start": 6, "end": 15}], "block": True},
        {"id": 1, "findings": [], "block": False},
        {"id": None, "findings": [{"kind": "person_name", "start": 8, "end": 15}], "block": False},
    ]


def test_who_is_in_the_directory_does_not_warn(tmp_path: Path) -> None:
    texts = written(tmp_path / "t.jsonl", '{"id": 1, "text": "Noor Veldkamp en Noor Jansen van Huis Vera"}')
    known = {"persons": [{"name": "Noor Veldkamp", "organisation": "Huis Vera", "role": "lid"}], "organisations": []}
    [told] = guard(texts, "--directory", written(tmp_path / "d.json", json.dumps(known)))
    assert told["findings"] == [{"kind": "person_name", "start": 17, "end": 28}]


def test_it_answers_with_half_a_surrogate_in_the_text(tmp_path: Path) -> None:
    [told] = guard(written(tmp_path / "t.jsonl", '{"id": "\\ud800", "text": "\\ud800 123456782"}'))
    assert told["id"] == "\ud800"
    assert told["block"] is True


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b'{"id": 1, "text": "a"}\n{"id": 2}', "line 2"),
        (b'{"id": 1, "text": "a"}\nno', "line 2"),
        (b'{"id": 1, "text": 3}', "line 1"),
        (b"[1]", "line 1"),
        (b"\n\n" + b"[" * 100_000, "line 3"),
        (b'{"id": 1, "text": "\xff"}', "line 1"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_answered(tmp_path: Path, content: bytes, named: str) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match=named):
        call_command("guard", written(tmp_path / "t.jsonl", content), stdout=out)
    assert out.getvalue() == ""


@pytest.mark.parametrize(
    "content", ["[]", "no", '{"persons": [{"name": 3}]}', '{"persons": "Noor"}', '{"organisations": [3]}']
)
def test_a_bad_directory_is_refused(tmp_path: Path, content: str) -> None:
    texts = written(tmp_path / "t.jsonl", '{"id": 1, "text": "a"}')
    with pytest.raises(CommandError, match=r"d\.json"):
        guard(texts, "--directory", written(tmp_path / "d.json", content))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        guard(str(tmp_path / "none.jsonl"))


def test_it_asks_no_database_and_ends_with_one_line(tmp_path: Path) -> None:
    environment = {**os.environ, "SCHAKEL_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "schakel.settings"}
    command = [sys.executable, "-m", "schakel", "guard"]
    good = written(tmp_path / "t.jsonl", '{"id": 1, "text": "BSN 123456782"}')
    done = subprocess.run([*command, good], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["block"] is True
    bad = subprocess.run(
        [*command, written(tmp_path / "b.jsonl", "x")], env=environment, capture_output=True, text=True, check=False
    )
    assert bad.returncode != 0
    assert bad.stdout == ""
    assert len(bad.stderr.strip().splitlines()) == 1
