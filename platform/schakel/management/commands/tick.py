"""Do what is due by the clock, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from schakel.clock import jobs


class Command(BaseCommand):
    help = (
        "Do the jobs whose time has come (reminders, digests). `serve` does it itself; without it, run it each minute."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for name in jobs.do_what_is_due():
            self.stdout.write(name)
