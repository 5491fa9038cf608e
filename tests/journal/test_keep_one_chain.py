"""Many writers at once, in threads and in processes, make one chain without a gap."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection, transaction

from schakel import journal
from schakel.journal.models import Head, Line
from schakel.journal.verifying import verify
from tests import databases

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 8, 20
WRITE = f"""
import django; django.setup()
from schakel import journal
for number in range({EACH}):
    journal.record("frame.import", of=None, by=None, count=number)
"""


def test_threads() -> None:
    before = Head.objects.get().seq

    def write(writer: int) -> None:
        for number in range(EACH):
            try:
                with transaction.atomic():
                    journal.record("frame.import", of=None, by=None, count=number)
                    if number % 5 == 0:
                        raise RuntimeError
            except RuntimeError:
                continue
        connection.close()

    with ThreadPoolExecutor(WRITERS) as threads:
        writing = [threads.submit(write, writer) for writer in range(WRITERS)]
        while not all(each.done() for each in writing):
            verify()  # what is whole stays whole while others write
        for each in writing:
            each.result()
    assert verify().seq == before + WRITERS * EACH * 4 // 5 == Line.objects.count()


@pytest.mark.long
def test_processes() -> None:
    before = Head.objects.get().seq
    url = os.environ.get("SCHAKEL_TEST_DATABASE_URL", "")
    if url:
        url = f"{url.rpartition('/')[0]}/{settings.DATABASES['default']['NAME']}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "schakel.settings",
        "SCHAKEL_DATA": str(settings.DATA),
        "DATABASE_URL": url,
    }
    root = str(databases.__file__).rpartition("/tests/")[0]
    environment["PYTHONPATH"] = os.pathsep.join([f"{root}/platform", root])
    connection.close()
    running = [subprocess.Popen([sys.executable, "-c", WRITE], env=environment) for _ in range(2)]
    assert [each.wait(60) for each in running] == [0, 0]
    assert verify().seq == before + 2 * EACH
