"""Make the search index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from schakel.search.reindexing import reindex


class Command(BaseCommand):
    help = "Make the search index anew from what is stored, files included; everybody can go on working meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, many in reindex():
            self.stdout.write(f"{name}: {many}")
