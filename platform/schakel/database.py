"""Whether the database knows all that the code knows."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending() -> int:
    """Return how many migrations have not been applied."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date(say: Callable[[str], None]) -> None:
    """Apply what is pending, if anything is."""
    steps = pending()
    if steps:
        say(f"Making the database ready ({steps} steps)")
        call_command("migrate", verbosity=0, interactive=False)
