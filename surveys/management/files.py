"""Files that a command writes: whole, or not at all."""

from pathlib import Path

from django.core.management.base import CommandError


def put(out: Path, content: bytes) -> None:
    """Write a file beside its place and move it there. Raises CommandError when that cannot be."""
    beside = out.with_name(f".{out.name}.half")
    try:
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as trouble:
        beside.unlink(missing_ok=True)
        raise CommandError(f"Het bestand {out} is niet te schrijven: {trouble.strerror}.") from trouble
