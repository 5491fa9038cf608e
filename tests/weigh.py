"""What lists and search cost at ten years of four bodies: `python -m tests.weigh` prints the seconds of pages.

It asks an empty SQLite, or the PostgreSQL that SCHAKEL_TEST_DATABASE_URL names; `python -m tests.weigh 60 200` takes
less: 60 meetings and 200 papers.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()

from django.db import connection
from django.urls import reverse

from schakel.search.models import Entry, Posting
from tests import cast, databases
from tests.many import Size, Words, fill


def questions(words: Words) -> list[str]:
    """Return what people would ask: words that stand everywhere, hardly anywhere and nowhere, together and in order."""
    many = len(words.all)
    often, seldom = words.all[:25], words.all[many // 15 : many // 2 : max(1, many // 75)]
    asked = [*often, *seldom]
    asked += [f"{one} {other}" for one, other in zip(often, seldom, strict=False)]
    asked += [f"{often[place]} {often[place + 1]} {often[place + 2]}" for place in range(20)]
    return [*asked, f'"{often[0]} {often[1]}"', "bestaatnietechtniet", "de het een"]


def addresses(words: Words) -> dict[str, list[str]]:
    """Return what is asked for, by the name of its row in the table."""
    space = cast.workspace("som")
    return {
        "search": [f"/zoeken/?q={asked}" for asked in questions(words)],
        "search, narrowed": [f"/zoeken/?q={asked}&soort=files.paper&jaar=2024" for asked in questions(words)],
        "meetings": [f"{reverse('meetings', args=[space.pk])}?page={page}" for page in range(1, 30)],
        "workspace": [space.url] * 30,
        "decisions": [f"{reverse('decisions', args=[space.pk])}?page={page}" for page in range(1, 30)],
        "actions": [f"{reverse('actions', args=[space.pk])}?stand=alle&page={page}" for page in range(1, 30)],
    }


def measure(get: Callable[[str], object], paths: list[str]) -> list[float]:
    """Return the seconds of each of `paths`, in order of size."""
    get(paths[0])  # warm
    taken = []
    for path in paths:
        began = time.perf_counter()
        get(path)
        taken.append(time.perf_counter() - began)
    return sorted(taken)


def main() -> None:
    databases.prepare()
    began = time.monotonic()
    size = Size(int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else Size()
    reader = fill(size)
    say(f"{connection.vendor}: {Posting.objects.count()} postings of {Entry.objects.count()} entries, filled in")
    say(f"{time.monotonic() - began:.0f} s\n")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # a database at work does it by itself
    person = cast.Person(reader)
    for name, paths in addresses(Words(size.vocabulary)).items():
        taken = measure(lambda path: _ok(person.gets(path)), paths)
        spot = min(len(taken) - 1, round(len(taken) * 0.95))
        half, most, last = (round(taken[place] * 1000) for place in (len(taken) // 2, spot, -1))
        say(f"{name}: median {half} ms, p95 {most} ms, slowest {last} ms, of {len(taken)} pages\n")


def say(words: str) -> None:
    sys.stdout.write(f"{words} ".replace("\n ", "\n"))
    sys.stdout.flush()


def _ok(answer: Any) -> None:
    assert answer.status_code == 200, answer


if __name__ == "__main__":
    main()
