"""Ask clamd whether a file holds a virus, in its own words: INSTREAM."""

from __future__ import annotations

import socket
import struct
from typing import IO

SECONDS = 60.0
BLOCK = 64 * 1024
LONGEST_ANSWER = 4096


class Silent(Exception):
    """The scanner did not answer, or not with a verdict."""


def scan(file: IO[bytes], where: str) -> str | None:
    """Return the name of the virus in `file`, None for a clean one. `where` is host:port or the path of a socket.

    Raises Silent when there is no verdict.
    """
    try:
        with _connection(where) as line:
            line.sendall(b"zINSTREAM\0")
            while block := file.read(BLOCK):
                line.sendall(struct.pack(">I", len(block)) + block)
            line.sendall(struct.pack(">I", 0))
            answer = _answer(line)
    except (OSError, ValueError) as trouble:
        raise Silent(f"{type(trouble).__name__}: {trouble}") from trouble
    verdict = answer.removeprefix("stream:").strip()
    if verdict == "OK":
        return None
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise Silent(f"clamd said {answer[:200]!r}")


def _connection(where: str) -> socket.socket:
    host, _, port = where.rpartition(":")
    if "/" not in where:
        return socket.create_connection((host.strip("[]"), int(port)), SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(where)
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER and (block := line.recv(BLOCK)):
        said += block
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()
