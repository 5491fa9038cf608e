"""A chain to look at, and somebody with the keys of the database who changes it."""

from __future__ import annotations

from django.db import connection

from schakel import journal
from schakel.journal.models import Line
from tests import cast


def lines(count: int) -> list[Line]:
    """Write lines about the workspace of the SOM, by aisha."""
    som, aisha = cast.workspace("som"), cast.account("aisha")
    return [journal.record("people.seat", of=som, by=aisha, organisation=number) for number in range(count)]


def unguarded() -> None:
    """Take the triggers away, as an owner of the database can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("journal_line", "journal_head"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def tamper(*statements: str) -> None:
    """Change the tables behind the software's back."""
    unguarded()
    for statement in statements:
        run(statement)
